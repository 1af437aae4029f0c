/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <glib/gi18n-lib.h>

#include "cw-open.h"
#include "store/cw-store-handover.h"
#include "vault/cw-passphrase.h"

/* Of the writing: beside those of the copy that is sealed. */
#define WRITE_STAGES (8 + CW_SEALED_COPY_STAGES)

static gboolean
refuse_bad_copy (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("The copy is not the same as the records, so it was thrown away. Your "
                          "records were not touched. Try again."));
  return FALSE;
}

/* Five stages: what the records hold, a copy of them, and that the copy holds the same. */
static CwStore *
copy_records (
    CwStore *store, const char *db_path, const CwSecret *data_key, CwStages *stages, GError **error)
{
  g_autoptr (CwInventory) held = NULL, copied = NULL;
  g_autoptr (CwStore) copy = NULL;

  if (!cw_stages_next (stages, error))
    return NULL;
  held = cw_stages_take_inventory (stages, store, error);
  if (held == NULL || !cw_stages_next_of (stages, 3, error)
      || !cw_keyed_export (store, db_path, data_key, stages, error)
      || !cw_stages_next (stages, error))
    return NULL;
  copy = cw_keyed_open (db_path, data_key, cw_store_get_clock (store), error);
  copied = copy != NULL ? cw_stages_take_inventory (stages, copy, error) : NULL;
  if (copied == NULL || (!cw_inventory_equal (copied, held) && !refuse_bad_copy (error)))
    return NULL;
  return g_steal_pointer (&copy);
}

/* Three stages more: what stays behind is taken out of the copy, which is closed when this says
 * what is left in it. */
static CwInventory *
make_copy (
    CwStore *store, const char *db_path, const CwSecret *data_key, CwStages *stages, GError **error)
{
  CwDay day = cw_clock_today (cw_store_get_clock (store));
  g_autoptr (CwStore) copy = copy_records (store, db_path, data_key, stages, error);
  g_autoptr (CwInventory) left = NULL;

  if (copy == NULL || !cw_stages_next_of (stages, 2, error)
      || !cw_store_apply_handover_watched (copy, day, cw_stages_tell_cb, stages,
                                           stages->cancellable, error)
      || !cw_stages_next (stages, error))
    return NULL;
  left = cw_stages_take_inventory (stages, copy, error);
  if (left == NULL || !cw_store_close (g_steal_pointer (&copy), error))
    return NULL;
  return g_steal_pointer (&left);
}

static CwKeyFile *
make_key_file (const CwSecret *data_key, const CwSecret *passphrase, CwKdf kdf, GError **error)
{
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();

  if (!cw_key_file_set_slot (key_file, CW_SLOT_HANDOVER, data_key, passphrase, NULL, kdf, error))
    return NULL;
  return g_steal_pointer (&key_file);
}

/**
 * cw_handover_write:
 * @store: the records, open; not changed
 * @path: the file; an older one of that name is replaced when the new one is whole
 * @passphrase: the seven words
 * @inventory: (out) (transfer full) (optional): what the new postholder must see
 *
 * Puts the records into one file under a key of its own that only @passphrase opens (R21), reads it
 * back and compares it. Neither passphrase nor recovery code of this vault opens it. What is not to
 * be passed on is taken out of the copy first, and @inventory is of what is left;
 * cw_store_count_left_behind() tells how much stays behind.
 */
gboolean
cw_handover_write (CwStore *store,
                   const char *path,
                   const CwSecret *passphrase,
                   CwKdf kdf,
                   CwInventory **inventory,
                   CwProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  CwStages stages = { progress, data, cancellable, WRITE_STAGES, 0, 0 };
  g_autofree char *db_path = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  g_autoptr (CwKeyFile) key_file = NULL;
  g_autoptr (CwScratch) scratch = NULL;
  g_autoptr (CwInventory) left = NULL;

  g_return_val_if_fail (store != NULL && path != NULL && passphrase != NULL, FALSE);

  if (!cw_passphrase_accepts ((const char *) cw_secret_peek (passphrase), error))
    return FALSE;
  data_key = cw_secret_new_random (32);
  key_file = make_key_file (data_key, passphrase, kdf, error);
  scratch = key_file != NULL ? cw_scratch_new_anywhere (error) : NULL;
  if (scratch == NULL)
    return FALSE;
  db_path = cw_scratch_path (scratch, "handover.db");
  left = make_copy (store, db_path, data_key, &stages, error);
  if (left == NULL
      || !cw_sealed_write_copy (path, key_file, data_key, db_path, left, cw_store_get_clock (store),
                                scratch, &stages, error))
    return FALSE;
  cw_stages_finish (&stages);
  if (inventory != NULL)
    *inventory = g_steal_pointer (&left);
  return TRUE;
}

/**
 * cw_handover_sheet_of:
 * @label: what the records are called
 * @day: of the handover
 * @inventory: from cw_handover_write()
 *
 * Returns: (transfer full): the cover sheet, as cw_handover_sheet_new() lays it out
 */
CwDocument *
cw_handover_sheet_of (const char *label, CwDay day, const CwInventory *inventory)
{
  guint n = cw_inventory_count_lines ();
  g_autofree CwSheetCount *counts = g_new0 (CwSheetCount, n);

  g_return_val_if_fail (label != NULL && inventory != NULL, NULL);

  for (guint i = 0; i < n; i++)
    counts[i].label = cw_inventory_get_line (inventory, i, &counts[i].count);
  return cw_handover_sheet_new (label, day, counts, n, inventory->digest);
}

/* ---- receiving ---- */

static gboolean
refuse_different (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("What arrived is not the same as what was handed over, so it was thrown "
                          "away. The handover file was not touched. Try again."));
  return FALSE;
}

/* The records under the new vault's own key: the same, and closed when this says TRUE. */
static gboolean
fill_draft (CwVaultDraft *draft,
            CwStore *received,
            const CwInventory *expected,
            CwClock *clock,
            CwStages *stages,
            GError **error)
{
  const CwSecret *data_key = cw_vault_draft_data_key (draft);
  g_autofree char *path = cw_vault_draft_db_path (draft);
  g_autofree char *digest = cw_vault_draft_key_digest (draft);
  g_autoptr (CwInventory) found = NULL;
  g_autoptr (CwStore) store = NULL;

  if (!cw_keyed_copy (received, path, data_key, stages, error))
    return FALSE;
  store = cw_keyed_open_version (path, data_key, clock, error);
  if (store == NULL || !cw_store_set_setting (store, CW_KEY_DIGEST, digest, error))
    return FALSE;
  if (!cw_stages_next (stages, error))
    return FALSE;
  found = cw_stages_take_inventory (stages, store, error);
  if (found == NULL || (!cw_inventory_equal (found, expected) && !refuse_different (error)))
    return FALSE;
  return cw_store_close (g_steal_pointer (&store), error);
}

static CwVault *
make_vault (const CwNewVault *wanted,
            const char *label,
            CwStore *received,
            const CwInventory *expected,
            CwStages *stages,
            GError **error)
{
  CwVaultDraft *draft = cw_new_vault_prepare (wanted, label, stages->cancellable, error);
  CwVault *vault = NULL;

  if (draft == NULL)
    return NULL;
  if (cw_stages_next_of (stages, 4, error)
      && fill_draft (draft, received, expected, wanted->clock, stages, error))
    vault = cw_new_vault_commit (wanted, draft, stages->cancellable, error);
  if (vault == NULL)
    cw_vault_draft_abandon (draft);
  return vault;
}

static gboolean
receive (const char *path,
         const CwSecret *handover_passphrase,
         const CwNewVault *wanted,
         const char *label,
         CwStages *stages,
         CwVault **vault,
         CwStore **store,
         CwSecret **data_key,
         CwInventory **inventory,
         GError **error)
{
  g_autofree char *parent = g_path_get_dirname (wanted->dir);
  g_autofree char *db_path = NULL;
  g_autoptr (CwSecret) sent_key = NULL;
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (CwScratch) scratch = NULL;
  g_autoptr (CwStore) received = NULL;
  g_autoptr (CwVault) made = NULL;

  archive = cw_sealed_open (path, CW_SLOT_HANDOVER, handover_passphrase, NULL, stages, &sent_key,
                            error);
  if (archive == NULL)
    return FALSE;
  scratch = cw_scratch_new (parent, error);
  if (scratch == NULL)
    return FALSE;
  db_path = cw_scratch_path (scratch, "received.db");
  if (!cw_sealed_extract (archive, db_path, stages, error) || !cw_stages_next (stages, error))
    return FALSE;
  received = cw_keyed_open_version (db_path, sent_key, wanted->clock, error);
  if (received == NULL)
    return FALSE;
  *inventory = cw_stages_take_inventory (stages, received, error);
  if (*inventory == NULL)
    return FALSE;
  made = make_vault (wanted, label, received, *inventory, stages, error);
  if (made == NULL || !cw_new_vault_open (wanted, made, store, data_key, NULL, error))
    return FALSE;
  cw_store_remove_old_copies (*store, NULL); /* of the file an older Casework wrote */
  *vault = g_steal_pointer (&made);
  return TRUE;
}

/**
 * cw_handover_receive:
 * @path: a handover file
 * @handover_passphrase: its seven words
 * @wanted: where the new vault shall stand, and what the new postholder opens it with
 * @label: what it is called
 * @vault: (out) (transfer full): the new vault, unlocked
 * @store: (out) (transfer full): its open store, owned by the calling thread
 * @data_key: (out) (transfer full) (optional): of the new vault
 * @inventory: (out) (transfer full): what arrived: equal to what was handed over, counts and digest
 *
 * The records come under keys of the receiver's own; who knows the seven words does not open them.
 *
 * Returns: %FALSE with what cw_backup_inspect() or cw_vault_prepare() says; nothing is left behind
 *   then, and the handover file is as it was
 */
gboolean
cw_handover_receive (const char *path,
                     const CwSecret *handover_passphrase,
                     const CwNewVault *wanted,
                     const char *label,
                     CwVault **vault,
                     CwStore **store,
                     CwSecret **data_key,
                     CwInventory **inventory,
                     CwProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  CwStages stages = { progress, data, cancellable, CW_SEALED_READ_STAGES + 6, 0, 0 };
  g_autoptr (CwInventory) taken = NULL;

  g_return_val_if_fail (path != NULL && handover_passphrase != NULL, FALSE);
  g_return_val_if_fail (wanted != NULL && label != NULL, FALSE);
  g_return_val_if_fail (vault != NULL && store != NULL && inventory != NULL, FALSE);

  if (!receive (path, handover_passphrase, wanted, label, &stages, vault, store, data_key, &taken,
                error))
    return FALSE;
  *inventory = g_steal_pointer (&taken);
  cw_stages_finish (&stages);
  return TRUE;
}
