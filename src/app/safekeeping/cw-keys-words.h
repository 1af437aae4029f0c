/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-keys-walk.h"

G_BEGIN_DECLS

/* What the walks about keys say, and above all which backups open with what. */

typedef struct
{
  CwKeysKind kind;
  gboolean keyring; /* the passphrase works with the half of the key in this laptop's keyring */
  gboolean twin;    /* records that were restored stand beside, and keep the old keys */
  gboolean left;    /* new keys: daily backups under the old ones are still here */
} CwKeysState;

const char *cw_keys_words_about (const CwKeysState *state);
const char *cw_keys_words_passphrase (const CwKeysState *state);
char *cw_keys_words_done (const CwKeysState *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
