/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cw-key-file.h"

G_BEGIN_DECLS

/**
 * CwVault:
 *
 * A vault folder (mode 0700): casework.key, casework.db, vault.ini (label, last opened) and an
 * empty lock file. This library knows the folder and the keys; `store` opens the database with the
 * key bytes handed to it.
 */
typedef struct _CwVault CwVault;

char *cw_vault_default_dir (void)
    G_GNUC_WARN_UNUSED_RESULT; /* …/casework/vaults under the user's data directory */
GPtrArray *cw_vault_list (const char *parent_dir, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwVault, last opened first; none: empty */
char *cw_vault_list_refused (const char *parent_dir)
    G_GNUC_WARN_UNUSED_RESULT; /* a folder that was left out since it cannot be used: a sentence
                                  about the first; NULL: none */

/* A vault that is there already. CW_ERROR_NOT_FOUND, _NOT_WRITABLE (owner or mode; a mode that is
 * too open is repaired), _DAMAGED. Does not open anything. */
CwVault *cw_vault_new_for_dir (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_vault_free (CwVault *self);
const char *cw_vault_get_dir (CwVault *self);
char *cw_vault_warn_about_place (const char *dir)
    G_GNUC_WARN_UNUSED_RESULT; /* a network folder: a plain warning; NULL: none */
char *cw_vault_explain_place (const char *dir)
    G_GNUC_WARN_UNUSED_RESULT; /* why records cannot be opened there: gone, somebody else's, or
                                  read-only; NULL: the place is not the reason */
const char *cw_vault_get_label (CwVault *self);
char *cw_vault_get_id (CwVault *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean
cw_vault_has_twin (CwVault *self); /* the same records stand beside once more, as after a restore */
gint64 cw_vault_get_last_opened (CwVault *self); /* seconds since 1970, 0: never */
char *cw_vault_get_db_path (CwVault *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_vault_uses_keyring (CwVault *self); /* the passphrase slot wants the keyring half */
gboolean
cw_vault_was_put_back (CwVault *self); /* unlocking put the last good copy of casework.key back */
gboolean cw_vault_set_label (CwVault *self, const char *label, GError **error);
void cw_vault_touch (CwVault *self, gint64 now); /* writes last opened */
char *cw_vault_key_digest (CwVault *self, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* SHA-256 of casework.key, hex */

/* Making one. Refuses a folder that holds anything (CW_ERROR_EXISTS). Nothing stands until _commit:
 * prepare derives the keys and writes casework.key into a folder of its own beside the target
 * (slow), the caller creates the database there, commit stores the keyring half, then renames the
 * folder into place (close the database before); abandon removes it. @use_keyring FALSE: passphrase
 * only. */
typedef struct _CwVaultDraft CwVaultDraft;
CwVaultDraft *cw_vault_prepare (const char *dir,
                                const char *label,
                                const CwSecret *passphrase,
                                const CwSecret *recovery_code,
                                gboolean use_keyring,
                                CwKdf kdf,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
const CwSecret *cw_vault_draft_data_key (CwVaultDraft *self);
char *cw_vault_draft_db_path (CwVaultDraft *self) G_GNUC_WARN_UNUSED_RESULT;
char *cw_vault_draft_key_digest (CwVaultDraft *self) G_GNUC_WARN_UNUSED_RESULT;
CwVault *cw_vault_draft_commit (CwVaultDraft *self, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* frees the draft when it succeeds; the vault holds its lock */
void cw_vault_draft_abandon (CwVaultDraft *self); /* frees; removes what prepare wrote */
/* With the keys of a backup, beside the present vault; takes @key_file. */
CwVaultDraft *cw_vault_prepare_restored (const char *dir,
                                         const char *label,
                                         CwKeyFile *key_file,
                                         const CwSecret *data_key,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "Someone may know it": new keys in a folder beside @vault (held by this program), which then
 * change places with it in one step;
 * @vault is the new one afterwards, the old one is removed. Both databases closed before _exchange;
 * it frees the draft when it succeeds. */
CwVaultDraft *cw_vault_prepare_exchange (CwVault *vault,
                                         const CwSecret *passphrase,
                                         const CwSecret *recovery_code,
                                         gboolean use_keyring,
                                         CwKdf kdf,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_vault_draft_exchange (CwVaultDraft *self,
                                  CwVault *vault,
                                  GCancellable *cancellable,
                                  GError **error);

/* Opening: the data key. Each takes the kernel lock on the vault's lock file first (CW_ERROR_BUSY)
 * and keeps it until cw_vault_release(). All are slow and block: call them on a worker thread. */
CwSecret *cw_vault_unlock (CwVault *self,
                           const CwSecret *passphrase,
                           gboolean may_prompt,
                           GCancellable *cancellable,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* With the recovery code; then a new keyring half (where @use_keyring) and the passphrase slot
 * wrapped again. @new_passphrase NULL: opens, changes nothing. After one of the keyring's errors:
 * again without @use_keyring. */
CwSecret *cw_vault_recover (CwVault *self,
                            const char *typed_code,
                            const CwSecret *new_passphrase,
                            gboolean use_keyring,
                            CwKdf kdf,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_vault_release (CwVault *self);
/* A fresh recovery code for slot 2 (after damage was noticed). Writes as docs/SECURITY.md says:
 * temp, fsync, .bak, rename, reopen. */
gboolean cw_vault_renew_recovery (
    CwVault *self, const CwSecret *data_key, const CwSecret *new_code, CwKdf kdf, GError **error);
/* Slot 1 only, with the keyring half as it is. */
gboolean cw_vault_change_passphrase (CwVault *self,
                                     const CwSecret *data_key,
                                     const CwSecret *passphrase,
                                     CwKdf kdf,
                                     GCancellable *cancellable,
                                     GError **error);
/* A rename in @dir is on the disk; FALSE: nobody can say. */
gboolean cw_vault_sync_dir (const char *dir);
/* Key file, keyring half, database, folder. The database is closed. */
gboolean cw_vault_destroy (CwVault *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwVault, cw_vault_free)

G_END_DECLS
