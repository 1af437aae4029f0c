/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

/**
 * CwOpened:
 *
 * What an opening gave: the store, its vault, and the data key, which goes to the session. Freeing
 * it closes what was opened.
 */
typedef struct
{
  CwStore *store;
  CwVault *vault;            /* NULL in a demonstration */
  CwSecret *data_key;        /* for backups and new keys */
  gboolean key_file_changed; /* the recovery code may not work any more */
  gboolean without_keyring; /* a new key that only the passphrase opens: no keyring took its half */
  char *demo_dir;
} CwOpened;

void cw_opened_free (CwOpened *self);
CwSession *cw_opened_make_session (CwOpened *self)
    G_GNUC_WARN_UNUSED_RESULT; /* takes store and vault out of it */

/* Everything that set-up asks; nothing of it is stored before cw_opening_create(). */
typedef struct
{
  CwProfile *profile;
  GPtrArray *terms; /* of CwTerm */
  CwSecret *passphrase;
  CwSecret *recovery_code; /* as shown, nine groups */
  gboolean use_keyring;    /* the keyring takes its half; FALSE: the passphrase alone opens them */
} CwNewRecords;

CwNewRecords *cw_new_records_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_new_records_free (CwNewRecords *self);

/* Each runs on a thread of its own and ends in @callback with cw_opening_finish(). Secrets are
 * taken and wiped. */
void cw_opening_unlock (const char *dir,
                        CwSecret *passphrase,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
void cw_opening_recover (const char *dir,
                         CwSecret *typed_code,
                         CwSecret *new_passphrase,
                         gboolean use_keyring,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
void cw_opening_restore (const char *path,
                         const char *label,
                         CwSlotType slot,
                         CwSecret *secret,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data); /* a backup, beside what is there */
void cw_opening_create (CwNewRecords *records,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data); /* takes @records */
void cw_opening_demo (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* A new recovery code for records that are open (@opened is taken and given back; when it failed,
 * by cw_opening_take_back()). */
void cw_opening_renew (CwOpened *opened,
                       CwSecret *new_code,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);
CwOpened *cw_opening_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwOpened *cw_opening_take_back (GAsyncResult *result)
    G_GNUC_WARN_UNUSED_RESULT; /* after cw_opening_finish() gave NULL: still open, as before */

/* A folder for new records, which is not there yet: its name says nothing about the school. */
char *cw_opening_choose_dir (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwOpened, cw_opened_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNewRecords, cw_new_records_free)

G_END_DECLS
