/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwSecret:
 *
 * Bytes in guarded memory (sodium_malloc): passphrases, codes, keys. Wiped when freed; never in a
 * GValue, a log or a setting.
 */
typedef struct _CwSecret CwSecret;

gboolean cw_secret_init (void); /* libsodium; safe to call often */
CwSecret *cw_secret_new (gconstpointer bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT; /* copies */
CwSecret *cw_secret_new_empty (gsize length) G_GNUC_WARN_UNUSED_RESULT; /* zeroed, writable */
CwSecret *cw_secret_new_random (gsize length) G_GNUC_WARN_UNUSED_RESULT;
CwSecret *cw_secret_new_text (const char *utf8)
    G_GNUC_WARN_UNUSED_RESULT; /* copies, normalized to NFC, without the final NUL in its length */
void cw_secret_free (CwSecret *self);                /* wipes */
const guint8 *cw_secret_peek (const CwSecret *self); /* always NUL-terminated past its length */
guint8 *cw_secret_write (CwSecret *self);
gsize cw_secret_length (const CwSecret *self);
gboolean cw_secret_equal (const CwSecret *a, const CwSecret *b); /* in constant time */
guint32
cw_secret_uniform (guint32 below); /* a random number, each from 0 to @below - 1 as likely */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSecret, cw_secret_free)

G_END_DECLS
