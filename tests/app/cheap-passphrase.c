/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The deliberate cost of a passphrase is taken out, of those tests that are linked with
 * --wrap=crypto_pwhash. */

#include <sodium.h>

#include "ground.h"

static guint hashes;

typeof (crypto_pwhash) __wrap_crypto_pwhash;

int
__wrap_crypto_pwhash (unsigned char *out,
                      unsigned long long length,
                      const char *passphrase,
                      unsigned long long passphrase_length,
                      const unsigned char *salt,
                      unsigned long long ops,
                      size_t mem,
                      int algorithm)
{
  g_atomic_int_inc (&hashes);
  return crypto_generichash (out, length, (const unsigned char *) passphrase, passphrase_length,
                             salt, crypto_pwhash_SALTBYTES);
}

guint
ground_count_hashes (void)
{
  return (guint) g_atomic_int_get (&hashes);
}
