/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <glib/gi18n-lib.h>

/* casework.key as it is on the disk now: the backup opens with the same secrets. */
static CwKeyFile *
load_key_file (CwVault *vault, GError **error)
{
  g_autofree char *path = g_build_filename (cw_vault_get_dir (vault), "casework.key", NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                           _ ("The key file of these records cannot be read. Nothing was changed. "
                              "Close Casework and open the records again."));
      return NULL;
    }
  bytes = g_bytes_new_take (contents, length);
  return cw_key_file_parse (bytes, error);
}

/* As cw_backup_write(), as CW_SEALED_WRITE_STAGES stages of a longer act. */
gboolean
cw_backup_write_staged (CwVault *vault,
                        CwStore *store,
                        const CwSecret *data_key,
                        const char *path,
                        CwStages *stages,
                        CwInventory **inventory,
                        GError **error)
{
  g_autofree char *parent = g_path_get_dirname (cw_vault_get_dir (vault));
  g_autoptr (CwKeyFile) key_file = load_key_file (vault, error);
  g_autoptr (CwScratch) scratch = NULL;
  g_autoptr (CwInventory) held = NULL;

  if (key_file == NULL)
    return FALSE;
  scratch = cw_scratch_new (parent, error);
  if (scratch == NULL
      || !cw_sealed_write (path, key_file, data_key, store, scratch, stages, &held, error))
    return FALSE;
  /* The file as it was before it was brought up to date is not needed any more. */
  cw_store_remove_old_copies (store, NULL);
  if (inventory != NULL)
    *inventory = g_steal_pointer (&held);
  return TRUE;
}

/**
 * cw_backup_write:
 * @vault: unlocked
 * @store: its records, open; not changed
 * @data_key: of @vault
 * @path: the file; an older one of that name is replaced when the new one is whole
 * @inventory: (out) (transfer full) (optional): what the records hold, and so the backup
 *
 * Writes a backup that opens with the secrets of @vault, then reads it back from the disk and
 * compares it with the records before it says %TRUE: a USB stick can be taken out then. The copy
 * that bringing the records up to date left beside them goes, now that there is a newer one.
 *
 * Returns: %FALSE with %CW_ERROR_DISK_FULL, %CW_ERROR_NOT_WRITABLE, %CW_ERROR_DAMAGED (it reads
 *   differently) or %G_IO_ERROR_CANCELLED; nothing is left behind then
 */
gboolean
cw_backup_write (CwVault *vault,
                 CwStore *store,
                 const CwSecret *data_key,
                 const char *path,
                 CwInventory **inventory,
                 CwProgress progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  CwStages stages = { progress, data, cancellable, CW_SEALED_WRITE_STAGES, 0, 0 };

  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && path != NULL, FALSE);

  if (!cw_backup_write_staged (vault, store, data_key, path, &stages, inventory, error))
    return FALSE;
  cw_stages_finish (&stages);
  return TRUE;
}

/**
 * cw_backup_inspect:
 * @path: a backup or a handover file
 * @slot: how it is opened
 * @secret: passphrase, or recovery code as shown or as its 32 characters
 * @device: (nullable): the keyring half, where the passphrase wants it
 * @clock: where its store gets the time from
 *
 * Opens a file, checks the whole of it, and says what is in it; in a throw-away folder, so that
 * nothing else is touched. A rehearsal, and what a restore shows first.
 *
 * Returns: (transfer full): what is in it; %NULL with %CW_ERROR_WRONG_SECRET,
 *   %CW_ERROR_KEYRING_MISSING, %CW_ERROR_NOT_OURS, %CW_ERROR_NEWER, %CW_ERROR_DAMAGED,
 *   %CW_ERROR_INVALID (a backup for a handover, or the other way round) or
 *   %G_IO_ERROR_CANCELLED
 */
CwInventory *
cw_backup_inspect (const char *path,
                   CwSlotType slot,
                   const CwSecret *secret,
                   const CwSecret *device,
                   CwClock *clock,
                   CwProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  CwStages stages = { progress, data, cancellable, CW_SEALED_READ_STAGES + 1, 0, 0 };
  g_autoptr (CwSecret) data_key = NULL;
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (CwScratch) scratch = NULL;
  g_autoptr (CwInventory) inventory = NULL;
  g_autofree char *db_path = NULL;

  g_return_val_if_fail (path != NULL && secret != NULL && clock != NULL, NULL);

  archive = cw_sealed_open (path, slot, secret, device, &stages, &data_key, error);
  if (archive == NULL)
    return NULL;
  scratch = cw_scratch_new_anywhere (error);
  if (scratch == NULL)
    return NULL;
  db_path = cw_scratch_path (scratch, "casework.db");
  if (!cw_sealed_extract (archive, db_path, &stages, error) || !cw_stages_next (&stages, error))
    return NULL;
  inventory = cw_keyed_inventory (db_path, data_key, clock, &stages, error);
  if (inventory != NULL)
    cw_stages_finish (&stages);
  return g_steal_pointer (&inventory);
}
