/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-open.h"
#include "cw-safekeeping.h"
#include "store/cw-store-copy.h"

G_BEGIN_DECLS

/* What backup, restore, handover and new keys share. */

/* ---- a new vault, from its keys to its open store (cw-open.c) ---- */

CwVaultDraft *cw_new_vault_prepare (const CwNewVault *wanted,
                                    const char *label,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwVault *cw_new_vault_commit (const CwNewVault *wanted,
                              CwVaultDraft *draft,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_new_vault_open (const CwNewVault *wanted,
                            CwVault *vault,
                            CwStore **store,
                            CwSecret **data_key,
                            GCancellable *cancellable,
                            GError **error);

/* ---- how far it is (cw-safekeeping.c) ---- */

/* An act in stages of its own length; told as one. */
typedef struct
{
  CwProgress func;
  gpointer data;
  GCancellable *cancellable;
  guint stages;     /* how many */
  guint done, span; /* how many are over, and for how many the one that runs counts */
} CwStages;

gboolean cw_stages_next (CwStages *self, GError **error);                /* FALSE: cancelled */
gboolean cw_stages_next_of (CwStages *self, guint span, GError **error); /* a long one */
void cw_stages_finish (CwStages *self); /* nothing stops it any more */
void cw_stages_tell_cb (goffset done, goffset total, gpointer data);
CwInventory *
cw_stages_take_inventory (CwStages *self, CwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- a throw-away folder (cw-scratch.c) ---- */

typedef struct _CwScratch CwScratch;

CwScratch *cw_scratch_new (const char *parent, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwScratch *cw_scratch_new_anywhere (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_scratch_sweep (CwVault *vault);
char *cw_scratch_path (CwScratch *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void cw_scratch_free (CwScratch *self);

/* ---- databases under subkeys of a data key (cw-safekeeping.c) ---- */

CwStore *cw_keyed_open (const char *path, const CwSecret *data_key, CwClock *clock, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
CwStore *cw_keyed_open_version (const char *path,
                                const CwSecret *data_key,
                                CwClock *clock,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_keyed_copy (
    CwStore *store, const char *path, const CwSecret *data_key, CwStages *stages, GError **error);
gboolean cw_keyed_export (
    CwStore *store, const char *path, const CwSecret *data_key, CwStages *stages, GError **error);
gboolean cw_keyed_is_under (CwStore *store, const CwSecret *data_key);
CwInventory *cw_keyed_inventory (const char *path,
                                 const CwSecret *data_key,
                                 CwClock *clock,
                                 CwStages *stages,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- archives (cw-sealed.c) ---- */

#define CW_SEALED_COPY_STAGES 12
#define CW_SEALED_WRITE_STAGES (CW_SEALED_COPY_STAGES + 4)
#define CW_SEALED_READ_STAGES 2

/* Writes @path from a database under @data_key that nobody has open, reads it back, verifies all of
 * it and compares it with @expected. */
gboolean cw_sealed_write_copy (const char *path,
                               CwKeyFile *key_file,
                               const CwSecret *data_key,
                               const char *db_path,
                               const CwInventory *expected,
                               CwClock *clock,
                               CwScratch *scratch,
                               CwStages *stages,
                               GError **error);
/* Writes @path from @store, reads it back and compares; *inventory: what is in it. Page for page
 * where the store is under @data_key, else by a copy. */
gboolean cw_sealed_write (const char *path,
                          CwKeyFile *key_file,
                          const CwSecret *data_key,
                          CwStore *store,
                          CwScratch *scratch,
                          CwStages *stages,
                          CwInventory **inventory,
                          GError **error);
/* Opens a file with a secret and checks the whole of it: *data_key is what the slot held. */
CwArchive *cw_sealed_open (const char *path,
                           CwSlotType slot,
                           const CwSecret *secret,
                           const CwSecret *device,
                           CwStages *stages,
                           CwSecret **data_key,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
cw_sealed_extract (CwArchive *archive, const char *db_path, CwStages *stages, GError **error);

/* ---- daily backups (cw-backup.c, cw-backup-files.c) ---- */

gboolean cw_backup_write_staged (CwVault *vault,
                                 CwStore *store,
                                 const CwSecret *data_key,
                                 const char *path,
                                 CwStages *stages,
                                 CwInventory **inventory,
                                 GError **error);
gboolean cw_backup_daily_staged (CwVault *vault,
                                 CwStore *store,
                                 const CwSecret *data_key,
                                 CwClock *clock,
                                 CwStages *stages,
                                 GError **error);

/* ---- where they lie (cw-backup-shelf.c) ---- */

typedef struct
{
  char *root;        /* of all vaults with one id */
  char *own;         /* of one vault folder, below it */
  GPtrArray *common; /* of char *: @root, and folders below it that are no standing vault's */
  gboolean shared;   /* another vault of that id stands beside: what is in @common may be its */
} CwShelf;

CwShelf *cw_shelf_of (CwVault *vault) G_GNUC_WARN_UNUSED_RESULT;
CwShelf *cw_shelf_new (const char *dir, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void cw_shelf_free (CwShelf *self);
GPtrArray *cw_shelf_list (CwShelf *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *cw_shelf_own (const char *dir, const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *cw_shelf_path (CwVault *vault, CwDay day) G_GNUC_WARN_UNUSED_RESULT;
void cw_shelf_sweep (CwShelf *self);
void cw_shelf_clear (CwShelf *self);
char **cw_backup_remove_former (const char *dir,
                                char **ids,
                                gboolean in_keyring) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_backup_add_former (CwStore *copy, CwVault *vault, GError **error);
void cw_backup_clear_former (CwVault *vault, CwStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwScratch, cw_scratch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwShelf, cw_shelf_free)

G_END_DECLS
