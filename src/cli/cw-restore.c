/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <glib/gi18n-lib.h>

#include "cw-open.h"
#include "store/cw-store-summaries.h"

static gboolean
check_store (CwStore *store, CwStages *stages, GError **error)
{
  g_autoptr (GPtrArray) checks
      = cw_store_verify_watched (store, cw_stages_tell_cb, stages, stages->cancellable, error);

  if (checks == NULL)
    return FALSE;
  if (cw_checks_passed (checks))
    return TRUE;
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_DAMAGED,
      _ ("The records in this backup are damaged. Nothing was changed. Use another "
         "backup."));
  return FALSE;
}

/* The records are complete, with the ledger of @present, and closed when this says TRUE. */
static gboolean
fill_draft (CwVaultDraft *draft, CwStore *present, CwClock *clock, CwStages *stages, GError **error)
{
  g_autofree char *path = cw_vault_draft_db_path (draft);
  g_autofree char *digest = cw_vault_draft_key_digest (draft);
  g_autoptr (CwStore) store = cw_keyed_open (path, cw_vault_draft_data_key (draft), clock, error);

  if (store == NULL || !check_store (store, stages, error) || !cw_stages_next (stages, error)
      || (present != NULL && !cw_store_take_ledger_of (store, present, error))
      || !cw_store_set_hold (store, CW_HOLD_RESTORED, error)
      || !cw_store_set_setting (store, CW_KEY_DIGEST, digest, error)
      || !cw_store_remove_old_copies (store, error)) /* the backup is that copy */
    return FALSE;
  return cw_store_close (g_steal_pointer (&store), error);
}

static CwVaultDraft *
prepare (CwArchive *archive,
         const char *dir,
         const char *label,
         const CwSecret *data_key,
         CwStages *stages,
         GError **error)
{
  g_autoptr (GBytes) bytes = cw_key_file_serialize (cw_archive_get_key_file (archive));
  CwKeyFile *key_file = cw_key_file_parse (bytes, error);
  CwVaultDraft *draft;
  g_autofree char *db_path = NULL;

  if (key_file == NULL)
    return NULL;
  draft = cw_vault_prepare_restored (dir, label, key_file, data_key, error);
  if (draft == NULL)
    return NULL;
  db_path = cw_vault_draft_db_path (draft);
  if (cw_sealed_extract (archive, db_path, stages, error) && cw_stages_next_of (stages, 4, error))
    return draft;
  cw_vault_draft_abandon (draft);
  return NULL;
}

/* Two sets of the same records stand side by side from here on: neither freezes before the person
 * says which goes on. */
static CwVault *
commit (CwVaultDraft *draft, CwStore *present, GCancellable *cancellable, GError **error)
{
  CwHold before = CW_HOLD_NONE;
  CwVault *vault;

  if (present == NULL)
    return cw_vault_draft_commit (draft, cancellable, error);
  if (!cw_store_get_hold (present, &before, error)
      || !cw_store_set_hold (present, CW_HOLD_TWIN, error))
    return NULL;
  vault = cw_vault_draft_commit (draft, cancellable, error);
  if (vault == NULL && before == CW_HOLD_NONE)
    cw_store_set_hold (present, CW_HOLD_NONE, NULL);
  return vault;
}

/**
 * cw_restore:
 * @path: a backup
 * @dir: where the restored vault shall stand; not there yet, or empty
 * @label: what it is called
 * @slot: how the backup is opened
 * @secret: passphrase, or recovery code as shown or as its 32 characters
 * @device: (nullable): the keyring half, where the passphrase wants it
 * @present: (nullable): the records that are used now, open; their newer ledger is taken over, and
 *   they are marked as having a twin (cw_store_set_hold())
 * @data_key: (out) (transfer full) (optional): the data key, which opens the restored vault too
 *
 * Restores beside what is there, never over it; nothing is frozen in it before the person has said
 * that these records go on. The restored vault opens with the secrets of the
 * backup. Everything is made and checked in a hidden folder that takes its place at the end.
 *
 * Returns: (transfer full): the vault, locked against other programs as after cw_vault_unlock();
 *   %NULL with what cw_backup_inspect() says, %CW_ERROR_EXISTS, or %CW_ERROR_INVALID where
 * summaries were frozen apart; nothing is left behind then
 */
CwVault *
cw_restore (const char *path,
            const char *dir,
            const char *label,
            CwSlotType slot,
            const CwSecret *secret,
            const CwSecret *device,
            CwStore *present,
            CwClock *clock,
            CwSecret **data_key,
            CwProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  CwStages stages = { progress, data, cancellable, CW_SEALED_READ_STAGES + 5, 0, 0 };
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwArchive) archive = NULL;
  CwVaultDraft *draft;
  CwVault *vault = NULL;

  g_return_val_if_fail (path != NULL && dir != NULL && label != NULL, NULL);
  g_return_val_if_fail (secret != NULL && clock != NULL, NULL);

  archive = cw_sealed_open (path, slot, secret, device, &stages, &opened, error);
  if (archive == NULL)
    return NULL;
  draft = prepare (archive, dir, label, opened, &stages, error);
  if (draft == NULL)
    return NULL;
  if (fill_draft (draft, present, clock, &stages, error))
    vault = commit (draft, present, cancellable, error);
  if (vault == NULL)
    {
      cw_vault_draft_abandon (draft);
      return NULL;
    }
  if (data_key != NULL)
    *data_key = g_steal_pointer (&opened);
  cw_stages_finish (&stages);
  return vault;
}
