/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-open.h"
#include "report/cw-report.h"
#include "store/cw-store-inventory.h"
#include "vault/cw-archive.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/*
 * Backup, restore, handover and new keys: acts that need both the vault and its store. The program and the command line
 * share them. All are slow and block; all leave things as they were when they fail.
 */

/* ---- backup ---- */

/* Writes @path, then opens it again and compares its inventory with the store's before it says TRUE. @inventory (out, may be NULL): what is in it. */
gboolean   cw_backup_write   (CwVault *vault, CwStore *store, const CwSecret *data_key, const char *path, CwInventory **inventory,
                              CwProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* The folder of daily backups of a vault (beside the vaults, 0700: its id, and below that the name of its folder). */
char      *cw_backup_dir     (CwVault *vault) G_GNUC_WARN_UNUSED_RESULT;
/* Daily, on the first lock of a day: writes one if this vault's newest is older than today, then keeps the newest of each of 7 days and of 4 weeks,
 * and removes those under keys that were given up. */
gboolean   cw_backup_daily   (CwVault *vault, CwStore *store, const CwSecret *data_key, CwClock *clock, GError **error);
typedef struct { char *path; CwDay day; gint64 size; gboolean shared; /* perhaps of a restored copy that stands beside */ } CwBackupFile;
void       cw_backup_file_free (CwBackupFile *self);
GPtrArray *cw_backup_list    (CwVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;          /* of CwBackupFile, newest first */
GPtrArray *cw_backup_find    (const char *dir) G_GNUC_WARN_UNUSED_RESULT;                         /* the same for a folder whose key file may be dead */
/* Backups under keys that were given up ("someone may know it") and are still here, by the ids of then: they go with the next daily backup. */
char     **cw_backup_list_former (CwStore *store) G_GNUC_WARN_UNUSED_RESULT;
char      *cw_backup_find_left (CwVault *vault, char **ids) G_GNUC_WARN_UNUSED_RESULT;            /* a folder with some of this vault; NULL: none */
/* Which of these days to keep (7 daily, and 4 weekly before those): a pure function; @days newest first. TRUE at i: keep. */
void       cw_backup_choose  (const CwDay *days, guint n, gboolean *keep);
/* Rehearsal and restore begin alike: the file is opened with a secret, checked whole, and its inventory taken in a throw-away folder. */
CwInventory *cw_backup_inspect (const char *path, CwSlotType slot, const CwSecret *secret, const CwSecret *device, CwClock *clock,
                                CwProgress progress, gpointer data, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- restore: beside the present vault, never over it ---- */

/* Into @dir, a folder that is not there yet, as a vault with the same keys under a new label. @present: a store of the same vault that is
 * open now, whose newer ledger entries are taken over (may be NULL). @data_key (out, may be NULL): for cw_open_vault(). */
CwVault   *cw_restore        (const char *path, const char *dir, const char *label, CwSlotType slot, const CwSecret *secret,
                              const CwSecret *device, CwStore *present, CwClock *clock, CwSecret **data_key,
                              CwProgress progress, gpointer data, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- handover (R21) ---- */

/* One file under a fresh data key with one slot of type 3, without what is not to be passed on (store/cw-store-handover.h, where
 * cw_store_count_left_behind() says how much that is); @inventory (out) is what the new postholder must see. */
gboolean   cw_handover_write (CwStore *store, const char *path, const CwSecret *passphrase, CwKdf kdf, CwInventory **inventory,
                              CwProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* Its cover sheet: the counts and the digest of that inventory. */
CwDocument *cw_handover_sheet_of (const char *label, CwDay day, const CwInventory *inventory) G_GNUC_WARN_UNUSED_RESULT;
/* Receives it into a new vault with own passphrase, keyring half and recovery code, called @label. */
gboolean   cw_handover_receive (const char *path, const CwSecret *handover_passphrase, const CwNewVault *wanted, const char *label,
                                CwVault **vault, CwStore **store, CwSecret **data_key, CwInventory **inventory,
                                CwProgress progress, gpointer data, GCancellable *cancellable, GError **error);

/* ---- keys ---- */

gboolean   cw_change_passphrase (CwVault *vault, CwStore *store, const CwSecret *data_key, const CwSecret *passphrase, CwKdf kdf, GError **error);
gboolean   cw_renew_recovery_code (CwVault *vault, CwStore *store, const CwSecret *data_key, const CwSecret *code, CwKdf kdf, GError **error);
/* "Someone may know it": a new data key. @data_key holds the present one and then the new one. An encrypted copy in a folder beside, verified, then the two folders change places in one
 * step (renameat2 RENAME_EXCHANGE) and the old one is removed. The store is closed; the new one is given. Then a daily backup under the new keys takes
 * the place of those under the old ones; where that fails they go with the next one (cw_backup_list_former()). */
gboolean   cw_renew_data_key (CwVault **vault, CwStore **store, const CwSecret *passphrase, const CwSecret *recovery_code, gboolean use_keyring,
                              CwKdf kdf, CwClock *clock, CwSecret **data_key, CwProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* After a handover was received elsewhere: keyring item, key file, database, folder, daily backups on this computer; and of keys it had
 * before (cw_backup_list_former(), NULL: none) keyring items and daily backups. */
gboolean   cw_destroy_vault  (CwVault *vault, char **former, GError **error);

/* clang-format on */

G_END_DECLS
