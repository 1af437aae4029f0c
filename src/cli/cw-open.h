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

/* Makes a vault with its database, profile and @terms (NULL: none), unlocked and open. All of it or nothing.
 * @recovery_code as cw_recovery_code_parse() returns it. */
gboolean cw_create_vault (const char *dir, const CwProfile *profile, GPtrArray *terms, const CwSecret *passphrase,
                          const CwSecret *recovery_code, gboolean use_keyring, CwKdf kdf, CwClock *clock,
                          CwVault **vault, CwStore **store, GCancellable *cancellable, GError **error);

/* Shows the recovery code of records that are about to be made. FALSE with @error: it could not be shown, so nothing is made. */
typedef gboolean (*CwShowCode) (gpointer data, GError **error);
/* The same; @show is called when all is made and before the folder gets its name: records whose code nobody saw never stand. */
gboolean cw_create_vault_shown (const char *dir, const CwProfile *profile, GPtrArray *terms, const CwSecret *passphrase,
                                const CwSecret *recovery_code, gboolean use_keyring, CwKdf kdf, CwClock *clock,
                                CwShowCode show, gpointer data, CwVault **vault, CwStore **store,
                                GCancellable *cancellable, GError **error);

/* clang-format on */

G_END_DECLS
