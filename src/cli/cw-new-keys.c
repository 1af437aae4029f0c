/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <glib/gi18n-lib.h>

#include "cw-open.h"

/* The key file is the new one by now: to say that nothing had changed would be wrong. What is left
 * undone shows at the next unlock, where a new recovery code is offered. */
static void
remember_key_file (CwVault *vault, CwStore *store)
{
  g_autoptr (GError) problem = NULL;

  if (!cw_accept_key_file (vault, store, &problem))
    g_info ("the new key file was not remembered: %s", problem->message);
}

/**
 * cw_change_passphrase:
 * @vault: unlocked
 * @store: its records, open
 * @data_key: of @vault
 * @passphrase: the new one
 *
 * Backups from before still open with the old one. Slow (Argon2id).
 *
 * Returns: %FALSE with %CW_ERROR_WEAK, one of the keyring's errors or of writing; the old
 *   passphrase opens then
 */
gboolean
cw_change_passphrase (CwVault *vault,
                      CwStore *store,
                      const CwSecret *data_key,
                      const CwSecret *passphrase,
                      CwKdf kdf,
                      GError **error)
{
  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && passphrase != NULL, FALSE);

  if (!cw_vault_change_passphrase (vault, data_key, passphrase, kdf, NULL, error))
    return FALSE;
  remember_key_file (vault, store);
  return TRUE;
}

/**
 * cw_renew_recovery_code:
 * @code: from cw_recovery_code_new(), as shown or as its 32 characters
 *
 * As cw_change_passphrase(), for the recovery code.
 */
gboolean
cw_renew_recovery_code (CwVault *vault,
                        CwStore *store,
                        const CwSecret *data_key,
                        const CwSecret *code,
                        CwKdf kdf,
                        GError **error)
{
  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && code != NULL, FALSE);

  if (!cw_vault_renew_recovery (vault, data_key, code, kdf, error))
    return FALSE;
  remember_key_file (vault, store);
  return TRUE;
}

/* ---- new keys ---- */

static gboolean
refuse_different (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("The copy is not the same as the records, so it was thrown away. The "
                          "records and their keys are as they were. Try again."));
  return FALSE;
}

/* Six stages. The copy is the same as @store, and closed when this says TRUE. */
static gboolean
fill_draft (CwVaultDraft *draft,
            CwVault *vault,
            CwStore *store,
            CwClock *clock,
            CwStages *stages,
            GError **error)
{
  const CwSecret *data_key = cw_vault_draft_data_key (draft);
  g_autofree char *path = cw_vault_draft_db_path (draft);
  g_autofree char *digest = cw_vault_draft_key_digest (draft);
  g_autoptr (CwInventory) expected = NULL, found = NULL;
  g_autoptr (CwStore) copy = NULL;

  if (!cw_stages_next (stages, error))
    return FALSE;
  expected = cw_stages_take_inventory (stages, store, error);
  if (expected == NULL || !cw_stages_next_of (stages, 4, error)
      || !cw_keyed_copy (store, path, data_key, stages, error) || !cw_stages_next (stages, error))
    return FALSE;
  copy = cw_keyed_open (path, data_key, clock, error);
  if (copy == NULL || !cw_store_set_setting (copy, CW_KEY_DIGEST, digest, error)
      || !cw_backup_add_former (copy, vault, error))
    return FALSE;
  found = cw_stages_take_inventory (stages, copy, error);
  if (found == NULL || (!cw_inventory_equal (found, expected) && !refuse_different (error)))
    return FALSE;
  return cw_store_close (g_steal_pointer (&copy), error);
}

/* The records under the old keys are there as before; where the old key is known they are opened.
 */
static void
open_old (CwVault *vault, CwStore **store, const CwSecret *data_key, CwClock *clock)
{
  g_autoptr (GError) problem = NULL;
  gboolean changed;

  if (data_key != NULL && !cw_open_vault (vault, data_key, clock, store, &changed, &problem))
    g_info ("the records were not opened again: %s", problem->message);
}

static gboolean
exchange (CwVaultDraft *draft,
          CwVault *vault,
          CwStore **store,
          CwSecret **data_key,
          CwClock *clock,
          CwStages *stages,
          GError **error)
{
  const CwSecret *drafted = cw_vault_draft_data_key (draft);
  g_autoptr (CwSecret) fresh = cw_secret_new (cw_secret_peek (drafted), cw_secret_length (drafted));
  gboolean changed;

  if (!cw_store_close (g_steal_pointer (store), error)
      || !cw_vault_draft_exchange (draft, vault, stages->cancellable, error))
    {
      cw_vault_draft_abandon (draft);
      open_old (vault, store, *data_key, clock);
      return FALSE;
    }
  g_clear_pointer (data_key, cw_secret_free);
  *data_key = g_steal_pointer (&fresh);
  return cw_open_vault (vault, *data_key, clock, store, &changed, error);
}

/* The daily backups under the old keys go when there is one under the new ones, and not before. The
 * keys are new whatever comes of it; what is left to do is done with the next daily backup. */
static void
replace_backups (
    CwVault *vault, CwStore *store, const CwSecret *data_key, CwClock *clock, CwStages *stages)
{
  g_autoptr (GError) problem = NULL;

  if (!cw_backup_daily_staged (vault, store, data_key, clock, stages, &problem))
    g_info ("the backups under the old keys stay for now: code %d", problem->code);
}

/**
 * cw_renew_data_key:
 * @vault: (inout): unlocked; the same vault with new keys afterwards
 * @store: (inout): its records, open; closed, and opened again under the new keys
 * @passphrase: from now on
 * @recovery_code: from now on
 * @data_key: (inout): of @vault, and the new one afterwards. It may hold %NULL; the records are
 * then not opened again when something fails at the very end
 *
 * "Someone may know it": a new data key, passphrase slot, keyring half and recovery code. The
 * records are copied into a folder beside, compared, and the two folders change places in one step.
 * Then today's backup is written under the new keys, and the daily ones under the old keys go:
 * unless other records stand beside that were restored from them, or it could not be written
 * (cw_backup_list_former() says so; they go with the next one). Slow.
 *
 * Returns: %FALSE with %CW_ERROR_WEAK, one of the keyring's errors or of writing, or
 *   %G_IO_ERROR_CANCELLED: the old keys open then. Where *store is %NULL the records have to be
 *   opened again with cw_open_vault(), under *data_key if that is not the one from before
 */
gboolean
cw_renew_data_key (CwVault **vault,
                   CwStore **store,
                   const CwSecret *passphrase,
                   const CwSecret *recovery_code,
                   gboolean use_keyring,
                   CwKdf kdf,
                   CwClock *clock,
                   CwSecret **data_key,
                   CwProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  CwStages stages = { progress, data, cancellable, 7 + CW_SEALED_WRITE_STAGES, 0, 0 };
  CwVaultDraft *draft;

  g_return_val_if_fail (vault != NULL && *vault != NULL, FALSE);
  g_return_val_if_fail (store != NULL && *store != NULL && data_key != NULL, FALSE);
  g_return_val_if_fail (passphrase != NULL && recovery_code != NULL && clock != NULL, FALSE);

  draft = cw_vault_prepare_exchange (*vault, passphrase, recovery_code, use_keyring, kdf,
                                     cancellable, error);
  if (draft == NULL)
    return FALSE;
  if (!fill_draft (draft, *vault, *store, clock, &stages, error)
      || !cw_stages_next (&stages, error))
    {
      cw_vault_draft_abandon (draft);
      return FALSE;
    }
  if (!exchange (draft, *vault, store, data_key, clock, &stages, error))
    return FALSE;
  replace_backups (*vault, *store, *data_key, clock, &stages);
  cw_stages_finish (&stages);
  return TRUE;
}

/* ---- destroying ---- */

/**
 * cw_destroy_vault:
 * @vault: its records closed
 * @former: (nullable): as cw_backup_list_former() gave them, before the records were closed
 *
 * After the records were received elsewhere (R21): key file, keyring half, database and folder, and
 * the daily backups on this computer; of former keys their keyring halves and daily backups too.
 * Where another vault of the same records stands beside, as after a restore, the keyring half
 * stays, and so do backups that may be of both. There is no way back.
 */
gboolean
cw_destroy_vault (CwVault *vault, char **former, GError **error)
{
  g_autoptr (CwShelf) shelf = NULL;
  gboolean in_keyring;

  g_return_val_if_fail (vault != NULL, FALSE);

  shelf = cw_shelf_of (vault);
  in_keyring = cw_vault_uses_keyring (vault); /* it does not know afterwards */
  if (!cw_vault_destroy (vault, error))
    return FALSE;
  cw_shelf_clear (shelf);
  if (former != NULL)
    g_strfreev (cw_backup_remove_former (cw_vault_get_dir (vault), former, in_keyring));
  return TRUE;
}
