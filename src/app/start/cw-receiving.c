/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-receiving.h"

#include <glib/gi18n.h>

#define WAIT_AFTER_WRONG 1 /* seconds */

CwReceiving *
cw_receiving_new (const char *path, CwProgressRelay *relay)
{
  CwReceiving *self = g_new0 (CwReceiving, 1);

  self->path = g_strdup (path);
  self->relay = relay;
  return self;
}

void
cw_receiving_free (CwReceiving *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self->adviser);
  g_clear_pointer (&self->words, cw_secret_free);
  g_clear_pointer (&self->passphrase, cw_secret_free);
  g_clear_pointer (&self->recovery_code, cw_secret_free);
  g_clear_pointer (&self->relay, cw_progress_relay_unref);
  g_free (self);
}

/* Closes what was not taken out; the vault stays. */
void
cw_received_free (CwReceived *self)
{
  g_clear_pointer (&self->opened, cw_opened_free);
  g_clear_pointer (&self->inventory, cw_inventory_free);
  g_free (self);
}

/* ---- what it is ---- */

/* The library speaks of records and backups; here it is one file that somebody else has to give
 * again. NULL: what it says will do. */
static char *
describe (const GError *error, const char *name)
{
  if (error->domain != CW_ERROR)
    return NULL;
  switch (error->code)
    {
    case CW_ERROR_INVALID:
      return g_strdup_printf (
          /* Translators: %s is the name of a file. */
          _ ("“%s” is a backup and not a handover. It was not changed. A backup "
             "is opened from inside: open your records, or set up new ones, "
             "and choose Safekeeping, Restore beside."),
          name);
    case CW_ERROR_NOT_OURS:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("“%s” is not a handover: another program made it. It was not "
                                 "changed. The name of a handover file ends in “.casework”."),
                              name);
    case CW_ERROR_NEWER:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("“%s” was made by a newer Casework. It was not changed. Install "
                                 "the newer version on this laptop, then receive it."),
                              name);
    case CW_ERROR_DAMAGED:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("“%s” is damaged or not complete. It was not changed. Copy it "
                                 "again, or ask the adviser before you for another copy."),
                              name);
    case CW_ERROR_NOT_FOUND:
      /* Translators: %s is the name of a file. */
      return g_strdup_printf (_ ("“%s” is not there. Is the USB stick still in? Choose the file "
                                 "again."),
                              name);
    case CW_ERROR_WRONG_SECRET:
      return g_strdup (_ ("These words do not open the file. Look at each of them again, on the "
                          "paper or by telephone; their order matters too."));
    case CW_ERROR_DISK_FULL:
      return g_strdup (
          _ ("There is not enough room on this laptop’s disk to receive it. Nothing was "
             "kept, and the file is as it was. Make room and try again."));
    default:
      return NULL;
    }
}

static GError *
explain (GError *error, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *words = describe (error, name);

  if (words != NULL)
    {
      g_free (error->message);
      error->message = words;
    }
  return error;
}

static gboolean
look (const char *path, GError **error)
{
  g_autoptr (CwArchive) archive = cw_archive_open (path, error);

  if (archive == NULL)
    return FALSE;
  if (cw_key_file_has_slot (cw_archive_get_key_file (archive), CW_SLOT_HANDOVER, NULL))
    return TRUE;
  g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, "No handover");
  return FALSE;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CwReceiving *call = data;
  GError *error = NULL;

  if (look (call->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, explain (error, call->path));
}

static void
start_call (CwReceiving *call,
            GTaskThreadFunc func,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  /* The thread looks itself: what it says was done stands, whatever is pressed after that. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) cw_receiving_free);
  g_task_run_in_thread (task, func);
}

void
cw_receiving_look (CwReceiving *call,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  start_call (call, look_thread, cancellable, callback, data);
}

gboolean
cw_receiving_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the words ---- */

/* After wrong words a second passes, so that trying many is slow. */
static void
fail (GTask *task, CwReceiving *call, GError *error)
{
  if (g_error_matches (error, CW_ERROR, CW_ERROR_WRONG_SECRET))
    g_usleep (WAIT_AFTER_WRONG * G_USEC_PER_SEC);
  g_task_return_error (task, explain (error, call->path));
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CwReceiving *call = data;
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  GError *error = NULL;
  CwInventory *inventory
      = cw_backup_inspect (call->path, CW_SLOT_HANDOVER, call->words, NULL, clock,
                           cw_progress_relay_tell, call->relay, cancellable, &error);

  if (inventory != NULL)
    g_task_return_pointer (task, inventory, (GDestroyNotify) cw_inventory_free);
  else
    fail (task, call, error);
}

void
cw_receiving_count (CwReceiving *call,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  start_call (call, count_thread, cancellable, callback, data);
}

CwInventory *
cw_receiving_count_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- receiving ---- */

static gboolean
destroy (CwOpened *opened, GError **error)
{
  CwVault *vault = g_steal_pointer (&opened->vault);
  gboolean destroyed;

  cw_opened_free (opened); /* closes the database */
  destroyed = cw_destroy_vault (vault, NULL, error);
  cw_vault_free (vault);
  return destroyed;
}

/* The next agreement names whom the parent talks to now. */
static void
set_adviser (CwStore *store, const char *adviser)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProfile) profile = cw_store_get_profile (store, &error);

  if (profile != NULL)
    {
      g_free (profile->adviser);
      profile->adviser = g_strdup (adviser);
      cw_store_set_profile (store, profile, &error);
    }
  if (error != NULL)
    g_info ("the adviser's name was not stored: %s", error->message);
}

static CwReceived *
receive (CwReceiving *call, GCancellable *cancellable, GError **error)
{
  g_autofree char *dir = cw_opening_choose_dir ();
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  g_autoptr (CwReceived) received = g_new0 (CwReceived, 1);
  CwOpened *opened = received->opened = g_new0 (CwOpened, 1);
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = call->passphrase,
                              .recovery_code = call->recovery_code,
                              .use_keyring = call->use_keyring,
                              .kdf = cw_kdf_default,
                              .clock = clock };

  if (!cw_handover_receive (call->path, call->words, &wanted, call->label, &opened->vault,
                            &opened->store, &opened->data_key, &received->inventory,
                            cw_progress_relay_tell, call->relay, cancellable, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error)) /* at the last moment */
    {
      destroy (g_steal_pointer (&received->opened), NULL);
      return NULL;
    }
  set_adviser (opened->store, call->adviser);
  cw_vault_touch (opened->vault, cw_clock_now (clock));
  opened->without_keyring = !call->use_keyring;
  return g_steal_pointer (&received);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CwReceiving *call = data;
  GError *error = NULL;
  CwReceived *received = receive (call, cancellable, &error);

  if (received != NULL)
    g_task_return_pointer (task, received, (GDestroyNotify) cw_received_free);
  else
    fail (task, call, error);
}

void
cw_receiving_run (CwReceiving *call,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  start_call (call, run_thread, cancellable, callback, data);
}

CwReceived *
cw_receiving_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- and away again ---- */

typedef struct
{
  char *dir;
  CwOpened *opened;
} Discard;

static void
free_discard (gpointer data)
{
  Discard *self = data;

  g_clear_pointer (&self->opened, cw_opened_free);
  g_free (self->dir);
  g_free (self);
}

static void
discard_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Discard *self = data;
  GError *error = NULL;

  if (self->opened == NULL)
    {
      self->opened = g_new0 (CwOpened, 1);
      self->opened->vault = cw_vault_new_for_dir (self->dir, &error);
    }
  if (self->opened->vault != NULL && destroy (g_steal_pointer (&self->opened), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cw_receiving_discard (const char *dir,
                      CwOpened *opened,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Discard *self = g_new0 (Discard, 1);

  self->dir = g_strdup (dir);
  self->opened = opened;
  g_task_set_task_data (task, self, free_discard);
  g_task_run_in_thread (task, discard_thread);
}

gboolean
cw_receiving_discard_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
