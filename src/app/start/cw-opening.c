/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-opening.h"

#include <glib/gi18n.h>

#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "cw-demo-room.h"
#include "vault/cw-keyring.h"
#include "vault/cw-passphrase.h"

#define WAIT_AFTER_WRONG 1 /* seconds, so that trying words in a row is slow */

typedef struct
{
  char *dir;
  char *path, *label; /* a backup that is restored, and what it is called then */
  CwSlotType slot;    /* what opens it */
  CwSecret *passphrase;
  CwSecret *code;
  gboolean use_keyring;
  CwNewRecords *records;
  CwOpened *opened;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->dir);
  g_free (call->path);
  g_free (call->label);
  g_clear_pointer (&call->passphrase, cw_secret_free);
  g_clear_pointer (&call->code, cw_secret_free);
  g_clear_pointer (&call->records, cw_new_records_free);
  g_clear_pointer (&call->opened, cw_opened_free);
  g_free (call);
}

/* Closes the store, wipes the key, lets the vault go and removes a demonstration: whatever was not
 * taken out. */
void
cw_opened_free (CwOpened *self)
{
  if (self->store != NULL)
    {
      cw_store_adopt (self->store);
      cw_store_free (self->store);
    }
  g_clear_pointer (&self->data_key, cw_secret_free);
  if (self->vault != NULL)
    {
      cw_vault_release (self->vault);
      cw_vault_free (self->vault);
    }
  if (self->demo_dir != NULL)
    cw_demo_room_remove (self->demo_dir);
  g_free (self->demo_dir);
  g_free (self);
}

static void
remove_demo_cb (CwSession *session, const char *dir)
{
  cw_demo_room_remove (dir);
}

/* The session of what was opened. */
CwSession *
cw_opened_make_session (CwOpened *self)
{
  CwStore *store = g_steal_pointer (&self->store);
  CwSecret *data_key = g_steal_pointer (&self->data_key);
  CwSession *session = cw_session_new (store, g_steal_pointer (&self->vault),
                                       cw_store_get_clock (store), self->demo_dir != NULL);

  if (data_key != NULL)
    cw_session_take_data_key (session, data_key);
  if (self->demo_dir != NULL)
    g_signal_connect_data (session, "closed", G_CALLBACK (remove_demo_cb),
                           g_steal_pointer (&self->demo_dir),
                           (GClosureNotify) (void (*) (void)) g_free, 0);
  return session;
}

CwNewRecords *
cw_new_records_new (void)
{
  CwNewRecords *self = g_new0 (CwNewRecords, 1);

  self->profile = cw_profile_new ();
  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  return self;
}

void
cw_new_records_free (CwNewRecords *self)
{
  cw_profile_free (self->profile);
  g_ptr_array_unref (self->terms);
  g_clear_pointer (&self->passphrase, cw_secret_free);
  g_clear_pointer (&self->recovery_code, cw_secret_free);
  g_free (self);
}

/* Opens the database with the key, and lets the vault go again if that fails. Takes both. */
static CwOpened *
open_records (CwVault *vault, CwSecret *data_key, GError **error)
{
  g_autoptr (CwOpened) opened = g_new0 (CwOpened, 1);
  g_autoptr (CwClock) clock = cw_clock_new_system ();

  opened->vault = vault;
  opened->data_key = data_key;
  if (!cw_open_vault (vault, data_key, clock, &opened->store, &opened->key_file_changed, error))
    return NULL;
  return g_steal_pointer (&opened);
}

/* The key file was written on purpose: what stands in it is right. */
static gboolean
accept_key_file (CwOpened *opened, GError **error)
{
  cw_store_adopt (opened->store);
  if (!cw_accept_key_file (opened->vault, opened->store, error))
    return FALSE;
  opened->key_file_changed = FALSE;
  return TRUE;
}

static CwOpened *
unlock (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (call->dir, error);
  CwSecret *data_key;

  if (vault == NULL)
    return NULL;
  data_key = cw_vault_unlock (vault, call->passphrase, TRUE, cancellable, error);
  if (data_key == NULL)
    {
      cw_vault_release (vault);
      return NULL;
    }
  return open_records (g_steal_pointer (&vault), data_key, error);
}

static CwOpened *
recover (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (call->dir, error);
  CwSecret *data_key;
  CwOpened *opened;

  if (vault == NULL)
    return NULL;
  data_key = cw_vault_recover (vault, (const char *) cw_secret_peek (call->code), call->passphrase,
                               call->use_keyring, cw_kdf_default, cancellable, error);
  if (data_key == NULL)
    {
      cw_vault_release (vault);
      return NULL;
    }
  opened = open_records (g_steal_pointer (&vault), data_key, error);
  if (opened == NULL)
    return NULL;
  opened->without_keyring = !call->use_keyring;
  if (!accept_key_file (opened, error))
    g_clear_pointer (&opened, cw_opened_free);
  return opened;
}

char *
cw_opening_choose_dir (void)
{
  g_autofree char *parent = cw_vault_default_dir ();

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("records-%u", i);
      g_autofree char *dir = g_build_filename (parent, name, NULL);

      if (!g_file_test (dir, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&dir);
    }
}

static CwOpened *
create (Call *call, GCancellable *cancellable, GError **error)
{
  g_autofree char *dir = cw_opening_choose_dir ();
  g_autoptr (CwOpened) opened = g_new0 (CwOpened, 1);
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  CwNewRecords *records = call->records;
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = records->passphrase,
                              .recovery_code = records->recovery_code,
                              .use_keyring = records->use_keyring,
                              .kdf = cw_kdf_default,
                              .clock = clock };

  if (!cw_create_vault (&wanted, records->profile, records->terms, &opened->vault, &opened->store,
                        &opened->data_key, cancellable, error))
    return NULL;
  /* The records exist now; should the name not be written, they keep the school's. */
  cw_vault_set_label (opened->vault, records->profile->post, NULL);
  cw_vault_touch (opened->vault, cw_clock_now (clock));
  opened->without_keyring = !records->use_keyring;
  return g_steal_pointer (&opened);
}

static CwOpened *
open_demo (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwOpened) opened = g_new0 (CwOpened, 1);
  g_autoptr (CwClock) clock = cw_clock_new_system ();

  opened->store = cw_demo_room_open (clock, &opened->demo_dir, error);
  return opened->store != NULL ? g_steal_pointer (&opened) : NULL;
}

static CwOpened *
renew (Call *call, GCancellable *cancellable, GError **error)
{
  CwOpened *opened = call->opened;

  if (!cw_vault_renew_recovery (opened->vault, opened->data_key, call->code, cw_kdf_default, error)
      || !accept_key_file (opened, error))
    return NULL;
  return g_steal_pointer (&call->opened);
}

/* The keyring half that the passphrase of a backup may need; without it the file says so. */
static CwSecret *
look_up_half (const char *path, GCancellable *cancellable)
{
  g_autoptr (CwArchive) archive = cw_archive_open (path, NULL);
  g_autofree char *id = NULL;

  if (archive == NULL)
    return NULL;
  id = cw_key_file_get_id (cw_archive_get_key_file (archive));
  return cw_keyring_lookup (id, TRUE, cancellable, NULL);
}

/* What was restored, open. Should that fail it is there all the same, in the list. */
static CwOpened *
restore (Call *call, GCancellable *cancellable, GError **error)
{
  g_autofree char *dir = cw_opening_choose_dir ();
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  g_autoptr (CwSecret) half = NULL, secret = NULL;
  CwSecret *data_key = NULL;
  CwVault *vault;

  if (call->slot == CW_SLOT_RECOVERY)
    secret = cw_recovery_code_parse ((const char *) cw_secret_peek (call->code), error);
  else
    secret = cw_secret_new (cw_secret_peek (call->code), cw_secret_length (call->code));
  if (secret == NULL)
    return NULL;
  if (call->slot == CW_SLOT_PASSPHRASE)
    half = look_up_half (call->path, cancellable);
  vault = cw_restore (call->path, dir, call->label, call->slot, secret, half, NULL, clock,
                      &data_key, NULL, NULL, cancellable, error);
  return vault != NULL ? open_records (vault, data_key, error) : NULL;
}

typedef CwOpened *(*Way) (Call *call, GCancellable *cancellable, GError **error);

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Way way = (Way) g_task_get_source_tag (task);
  GError *error = NULL;
  CwOpened *opened = way (data, cancellable, &error);

  if (opened != NULL)
    {
      g_task_return_pointer (task, opened, (GDestroyNotify) cw_opened_free);
      return;
    }
  if (g_error_matches (error, CW_ERROR, CW_ERROR_WRONG_SECRET))
    g_usleep (WAIT_AFTER_WRONG * G_USEC_PER_SEC);
  g_task_return_error (task, error);
}

static void
start_call (
    Way way, Call *call, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, way);
  g_task_set_task_data (task, call, free_call);
  g_task_run_in_thread (task, run_thread);
}

/* Opens the vault in @dir with its passphrase and, where it wants one, the keyring half. */
void
cw_opening_unlock (const char *dir,
                   CwSecret *passphrase,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->dir = g_strdup (dir);
  call->passphrase = passphrase;
  start_call (unlock, call, cancellable, callback, data);
}

/* Opens it with the recovery code; from then on @new_passphrase opens it and, where @use_keyring, a
 * new keyring half with it. */
void
cw_opening_recover (const char *dir,
                    CwSecret *typed_code,
                    CwSecret *new_passphrase,
                    gboolean use_keyring,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->dir = g_strdup (dir);
  call->code = typed_code;
  call->passphrase = new_passphrase;
  call->use_keyring = use_keyring;
  start_call (recover, call, cancellable, callback, data);
}

/* Puts a backup beside what is there, called @label, and opens it with what opens the backup. */
void
cw_opening_restore (const char *path,
                    const char *label,
                    CwSlotType slot,
                    CwSecret *secret,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->path = g_strdup (path);
  call->label = g_strdup (label);
  call->slot = slot;
  call->code = secret;
  start_call (restore, call, cancellable, callback, data);
}

void
cw_opening_create (CwNewRecords *records,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->records = records;
  start_call (create, call, cancellable, callback, data);
}

void
cw_opening_demo (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  start_call (open_demo, g_new0 (Call, 1), cancellable, callback, data);
}

void
cw_opening_renew (CwOpened *opened,
                  CwSecret *new_code,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  Call *call = g_new0 (Call, 1);

  call->opened = opened;
  call->code = new_code;
  start_call (renew, call, cancellable, callback, data);
}

CwOpened *
cw_opening_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

CwOpened *
cw_opening_take_back (GAsyncResult *result)
{
  Call *call;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  call = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&call->opened);
}
