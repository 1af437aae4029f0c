/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-vault.h"

G_BEGIN_DECLS

#define CW_KEY_NAME "casework.key"
#define CW_BAK_NAME "casework.key.bak"
#define CW_TMP_NAME "casework.key.tmp"
#define CW_DB_NAME "casework.db"
#define CW_OLD_DB_PREFIX CW_DB_NAME ".version-" /* what bringing it up to date left beside it */
#define CW_INI_NAME "vault.ini"
#define CW_LOCK_NAME "casework.lock"

struct _CwVault
{
  char *dir;
  char *label;
  gint64 last_opened;
  int lock_fd; /* -1: not held */
  gboolean put_back;

  /* owned */
  CwKeyFile *key_file; /* what casework.key, else its .bak, held when last read; NULL: neither can
                          be read */
};

/* ---- cw-vault-files.c: single files and folders ---- */

int cw_folder_open (const char *dir, GError **error);
GBytes *cw_folder_read (int folder, const char *name, gsize most, GError **error);
gboolean cw_folder_write (
    int folder, const char *name, const char *temp_name, GBytes *bytes, GError **error);
gboolean cw_folder_has (int folder, const char *name);
gboolean cw_folder_sync (int folder, GError **error);
gboolean cw_folder_keep_records_private (int folder, GError **error);
gboolean cw_folder_is_empty (const char *dir);
int cw_folder_lock (int folder, GError **error);
void cw_set_file_error (GError **error, int saved_errno, const char *name);
char *cw_ini_read (int folder, gint64 *last_opened);
gboolean cw_ini_write (int folder, const char *label, gint64 last_opened, GError **error);

/* ---- cw-vault-key.c: reading casework.key and replacing it ---- */

/* How a slot is proven: with what it was written. */
typedef struct
{
  CwSlotType type;
  const CwSecret *secret;
  const CwSecret *device; /* NULL: the slot wants none */
} CwKeyProof;

void cw_set_key_missing (GError **error);
CwKeyFile *cw_key_load (int folder, const char *name, GError **error);
CwSecret *cw_key_open (CwVault *vault, int folder, const CwKeyProof *proof, GError **error);
gboolean cw_key_replace (int folder,
                         CwKeyFile *key_file,
                         const CwSecret *data_key,
                         const CwKeyProof *proof,
                         GError **error);

/* ---- cw-vault-draft.c ---- */

void cw_vault_sweep_drafts (const char *parent);

/* ---- cw-vault.c ---- */

CwVault *cw_vault_load (const char *dir, GError **error);
gboolean cw_vault_hold (CwVault *self, int folder, GError **error);

G_END_DECLS
