/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/* The setting that keeps SHA-256 of casework.key: of this vault, so no part of an inventory. */
#define CW_KEY_DIGEST "key-digest"

/*
 * The doors that the program and the command line share: from a vault and its data key to an open store,
 * and from a set-up to a vault. Both are slow and block: call them on a worker thread.
 */

/* Opens the database of a vault that has been unlocked or recovered; the calling thread owns the store.
 * @key_file_changed: casework.key is not as it was when it was last written (a slot may be damaged). */
gboolean cw_open_vault   (CwVault *vault, const CwSecret *data_key, CwClock *clock, CwStore **store,
                          gboolean *key_file_changed, GError **error);
/* Takes casework.key as it is now for the right one: after a new recovery code or passphrase. */
gboolean cw_accept_key_file (CwVault *vault, CwStore *store, GError **error);

/* Shows the recovery code of records that are about to be made. FALSE with @error: it could not be shown, so nothing is made. */
typedef gboolean (*CwShowCode) (gpointer data, GError **error);

/* What a new vault is made of, borrowed. */
typedef struct
{
  const char *dir;               /* not there yet, or empty */
  const CwSecret *passphrase;    /* accepted by cw_passphrase_accepts() */
  const CwSecret *recovery_code; /* as shown or as its 32 characters */
  gboolean use_keyring;          /* FALSE: the passphrase alone opens it */
  CwKdf kdf;                     /* cost of the passphrase */
  CwClock *clock;                /* where the store gets its time from */
  CwShowCode show;               /* when all is made and before the folder gets its name: records whose code nobody saw never stand;
                                  * NULL: whoever asks has shown it already */
  gpointer show_data;
} CwNewVault;

/* Makes a vault with its database, profile and @terms (NULL: none), unlocked and open. All of it or nothing. */
gboolean cw_create_vault (const CwNewVault *wanted, const CwProfile *profile, GPtrArray *terms,
                          CwVault **vault, CwStore **store, CwSecret **data_key, GCancellable *cancellable, GError **error);

/* clang-format on */

G_END_DECLS
