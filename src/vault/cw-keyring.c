/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring half of the key, over libsecret. Every call runs on a thread of its own, under a time
 * limit: a service that never answers costs five seconds and one idle thread, never the program. */

#include "cw-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

#include "core/cw-error.h"

#define HALF_SIZE 32
#define HEX_SIZE (2 * HALF_SIZE)
#define VERSION "1"
#define PROMPT_LIMIT 120 /* seconds a person may take to answer the desktop's question */
#define GRACE_LIMIT 500  /* milliseconds for a cancelled call to end by itself */

static const SecretSchema schema = {
  .name = CW_APP_ID ".Key",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "v", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef struct _Job Job;
typedef gboolean (*JobWork) (Job *job, SecretService *service, GError **error);

/* One call, shared by the thread that asks and the thread that waits; whoever lets it go last frees
 * it. */
struct _Job
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  JobWork work;
  GCancellable *cancellable;
  char *vault_id;
  char *label;
  CwSecret *half; /* what to store, or what was found */
  gboolean may_prompt;

  /* under the mutex */
  gboolean done;
  gboolean prompting; /* a person is being asked: the long limit counts */
  gboolean result;
  GError *error;
};

static void
unref_job (Job *job)
{
  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;

  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->half, cw_secret_free);
  g_clear_error (&job->error);
  g_free (job->vault_id);
  g_free (job->label);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, unref_job)

static Job *
new_job (JobWork work, const char *vault_id)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->ref_count);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  job->work = work;
  job->cancellable = g_cancellable_new ();
  job->vault_id = g_strdup (vault_id);

  return job;
}

static GHashTable *
build_attributes (Job *job)
{
  return secret_attributes_build (&schema, "vault", job->vault_id, "v", VERSION, NULL);
}

static void
set_missing (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
      _ ("This computer’s keyring does not hold its half of the key. Your records are safe and "
         "unchanged. Open them with the recovery code."));
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_KEYRING_LOCKED,
                       _ ("This computer’s keyring is locked. Your records are safe and unchanged. "
                          "Unlock the keyring "
                          "with your login password and try again, or use the recovery code."));
}

static void
set_none (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_KEYRING_NONE,
                       _ ("There is no keyring on this computer just now. Your records are safe "
                          "and unchanged. Log in "
                          "to your desktop as usual and try again, or use the recovery code."));
}

static void
set_silent (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_KEYRING_SILENT,
      _ ("This computer’s keyring does not answer. Your records are safe and unchanged. Use the "
         "recovery code, or log out, log in and try again."));
}

/* What libsecret and D-Bus said, as one of the four. The message of theirs is not for people. */
static void
translate_error (const GError *problem, GError **error)
{
  if (g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_silent (error);
  else if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
           || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    set_locked (error);
  else if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)
           || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
           || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    set_missing (error);
  else
    set_none (error);
  g_debug ("keyring: %s %d", g_quark_to_string (problem->domain), problem->code);
}

/* The half in an item whose secret was loaded; NULL: it holds something else. */
static CwSecret *
read_half (SecretItem *item)
{
  SecretValue *value = secret_item_get_secret (item);
  CwSecret *half = NULL;
  const char *text;
  gsize length, n_bytes;

  if (value == NULL)
    return NULL;
  text = secret_value_get (value, &length);
  if (length == HEX_SIZE)
    {
      half = cw_secret_new_empty (HALF_SIZE);
      if (sodium_hex2bin (cw_secret_write (half), HALF_SIZE, text, length, NULL, &n_bytes, NULL)
              != 0
          || n_bytes != HALF_SIZE)
        g_clear_pointer (&half, cw_secret_free);
    }
  secret_value_unref (value);

  return half;
}

/* All items of the vault, those in locked keyrings too; never asks anyone. */
static GList *
search (Job *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);

  return secret_service_search_sync (service, &schema, attributes,
                                     SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                                     job->cancellable, error);
}

/* The default keyring's state: TRUE when it is there and open; else missing or locked. */
static gboolean
check_default (Job *job, SecretService *service, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  collection
      = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                          SECRET_COLLECTION_NONE, job->cancellable, &problem);
  if (problem != NULL)
    translate_error (problem, error);
  else if (collection == NULL)
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
        _ ("There is no keyring on this computer that could hold a key. Your records are safe and "
           "unchanged. Use the recovery code, or go on with the passphrase alone."));
  else if (secret_collection_get_locked (collection))
    set_locked (error);
  else
    return TRUE;

  return FALSE;
}

static gboolean
can_store (Job *job, SecretService *service, GError **error)
{
  return check_default (job, service, error);
}

/* Asks the person, through the desktop, to unlock the keyring of these items. */
static gboolean
unlock_items (Job *job, SecretService *service, GList *items, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GList *unlocked = NULL;
  int n;

  g_mutex_lock (&job->mutex);
  job->prompting = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
  n = secret_service_unlock_sync (service, items, job->cancellable, &unlocked, &problem);
  g_mutex_lock (&job->mutex);
  job->prompting = FALSE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
  g_list_free_full (unlocked, g_object_unref);

  if (problem != NULL || n <= 0)
    set_locked (error); /* also when the question was waved away, or nobody answered it */

  return problem == NULL && n > 0;
}

/* The first half in the list. @locked: whether there is an item that cannot be looked into. */
static CwSecret *
pick_half (GList *items, gboolean *locked)
{
  *locked = FALSE;
  for (GList *l = items; l != NULL; l = l->next)
    {
      CwSecret *half = NULL;

      if (secret_item_get_locked (l->data))
        *locked = TRUE;
      else
        half = read_half (l->data);
      if (half != NULL)
        return half;
    }

  return NULL;
}

static gboolean
look_up (Job *job, SecretService *service, GError **error)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GError) problem = NULL;
      GList *items = search (job, service, &problem);
      gboolean locked, opened;

      if (problem != NULL)
        {
          translate_error (problem, error);
          return FALSE;
        }
      job->half = pick_half (items, &locked);
      opened = job->half == NULL && locked && job->may_prompt && round == 0
               && unlock_items (job, service, items, error);
      g_list_free_full (items, g_object_unref);
      if (job->half != NULL)
        return TRUE;
      if (error != NULL && *error != NULL)
        return FALSE;
      if (locked && !opened)
        {
          set_locked (error);
          return FALSE;
        }
      if (!locked)
        break;
    }
  /* Nothing found in what is open. Some services do not look into locked keyrings at all. */
  if (check_default (job, service, error))
    set_missing (error);

  return FALSE;
}

/* Wipes and frees the text that libsecret was given. */
static void
free_hex (gpointer data)
{
  sodium_free (data);
}

static gboolean
store (Job *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwSecret) wanted = g_steal_pointer (&job->half);
  SecretValue *value;
  char *hex;
  gboolean stored;

  if (!check_default (job, service, error))
    return FALSE;
  hex = sodium_malloc (HEX_SIZE + 1);
  if (hex == NULL)
    g_error ("no memory for a key");
  sodium_bin2hex (hex, HEX_SIZE + 1, cw_secret_peek (wanted), HALF_SIZE);
  value = secret_value_new_full (hex, HEX_SIZE, "text/plain", free_hex);
  stored = secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                      job->label, value, job->cancellable, &problem);
  secret_value_unref (value);
  if (!stored)
    {
      if (problem != NULL)
        translate_error (problem, error);
      else
        set_locked (error);
      return FALSE;
    }

  job->may_prompt = FALSE;
  if (!look_up (job, service, error))
    return FALSE;
  if (cw_secret_equal (job->half, wanted))
    return TRUE;

  g_set_error_literal (error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
                       _ ("This computer’s keyring did not keep what it was given. Your records "
                          "are safe. Log out, log "
                          "in and try again, or go on with the passphrase alone."));
  return FALSE;
}

static gboolean
remove_half (Job *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);
  g_autoptr (GError) problem = NULL;

  secret_service_clear_sync (service, &schema, attributes, job->cancellable, &problem);
  if (problem != NULL)
    translate_error (problem, error);

  return problem == NULL;
}

static gboolean
is_there (Job *job, SecretService *service, GError **error)
{
  return TRUE;
}

/* A service of this job alone: the shared one of secret_service_get() would keep the state of an
 * earlier failure. */
static SecretService *
open_service (Job *job, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, job->cancellable, &problem);
  SecretService *service = NULL;

  if (bus != NULL)
    {
      g_dbus_connection_set_exit_on_close (bus,
                                           FALSE); /* records may be open when the desktop goes */
      service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION,
                                          job->cancellable, &problem);
    }
  if (service == NULL && problem != NULL)
    translate_error (problem, error);
  else if (service == NULL)
    set_none (error);

  return service;
}

static gpointer
run_job (gpointer data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) error = NULL;
  gboolean result = FALSE;

  g_main_context_push_thread_default (context);
  service = open_service (job, &error);
  if (service != NULL)
    result = job->work (job, service, &error);
  g_clear_object (&service);
  g_main_context_pop_thread_default (context);

  g_mutex_lock (&job->mutex);
  job->result = result;
  job->error = g_steal_pointer (&error);
  job->done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);

  return NULL;
}

/* Waits for the job under the mutex, until @limit milliseconds from now. */
static gboolean
wait_for (Job *job, gint64 limit)
{
  gint64 end = g_get_monotonic_time () + limit * G_TIME_SPAN_MILLISECOND;

  while (!job->done)
    if (!g_cond_wait_until (&job->cond, &job->mutex, end))
      break;

  return job->done;
}

static void
wake_cb (GCancellable *cancellable, Job *job)
{
  g_cancellable_cancel (job->cancellable);
}

/* The limit of five seconds is for the service; while a person is asked it stands still. */
static gboolean
wait_in_time (Job *job)
{
  gint64 begun = g_get_monotonic_time (), prompt_begun = 0;

  while (!job->done && !g_cancellable_is_cancelled (job->cancellable))
    {
      gint64 now = g_get_monotonic_time ();
      gint64 end;

      if (job->prompting && prompt_begun == 0)
        prompt_begun = now;
      if (!job->prompting && prompt_begun != 0)
        {
          begun = now;
          prompt_begun = 0;
        }
      end = job->prompting ? prompt_begun + PROMPT_LIMIT * G_TIME_SPAN_SECOND
                           : begun + CW_KEYRING_TIMEOUT * G_TIME_SPAN_SECOND;
      if (now >= end)
        break;
      g_cond_wait_until (&job->cond, &job->mutex, MIN (end, now + 100 * G_TIME_SPAN_MILLISECOND));
    }

  return job->done;
}

/* Runs the job, and waits for it no longer than its limit. */
static gboolean
perform (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GThread) thread = NULL;
  gulong handler = 0;
  gboolean done, result = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), job, NULL);
  g_atomic_ref_count_inc (&job->ref_count);
  thread = g_thread_new ("keyring", run_job, job);

  g_mutex_lock (&job->mutex);
  done = wait_in_time (job);
  if (!done)
    {
      g_mutex_unlock (&job->mutex);
      g_cancellable_cancel (job->cancellable);
      g_mutex_lock (&job->mutex);
      wait_for (job, GRACE_LIMIT);
    }
  else
    {
      result = job->result;
      if (!result)
        g_propagate_error (error, g_steal_pointer (&job->error));
    }
  g_mutex_unlock (&job->mutex);
  g_cancellable_disconnect (cancellable, handler);

  if (!done && !g_cancellable_set_error_if_cancelled (cancellable, error))
    set_silent (error);

  return result;
}

/**
 * cw_keyring_lookup:
 * @vault_id: 32 hex digits
 * @may_prompt: whether the desktop may ask for the keyring's password; the limit stands still
 * meanwhile
 *
 * The keyring half of a vault. Blocks, for at most CW_KEYRING_TIMEOUT seconds of the service's
 * time.
 *
 * Returns: (transfer full): 32 bytes, or %NULL with %CW_ERROR_KEYRING_MISSING,
 * %CW_ERROR_KEYRING_LOCKED, %CW_ERROR_KEYRING_NONE, %CW_ERROR_KEYRING_SILENT or
 * %G_IO_ERROR_CANCELLED
 */
CwSecret *
cw_keyring_lookup (const char *vault_id,
                   gboolean may_prompt,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (vault_id != NULL, NULL);

  job = new_job (look_up, vault_id);
  job->may_prompt = may_prompt;

  return perform (job, cancellable, error) ? g_steal_pointer (&job->half) : NULL;
}

/**
 * cw_keyring_store:
 * @label: how the keyring's own program shows it; no names of parents
 * @half: 32 bytes
 *
 * Puts the half into the default keyring, instead of one that is there, and reads it back. Never
 * asks anyone.
 */
gboolean
cw_keyring_store (const char *vault_id,
                  const char *label,
                  const CwSecret *half,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (vault_id != NULL && label != NULL, FALSE);
  g_return_val_if_fail (half != NULL && cw_secret_length (half) == HALF_SIZE, FALSE);

  job = new_job (store, vault_id);
  /* Translators: the name of an entry in the desktop's keyring; %s is the name of the post */
  job->label = g_strdup_printf (_ ("Casework: half of the key (%s)"), label);
  job->half = cw_secret_new (cw_secret_peek (half), HALF_SIZE);

  return perform (job, cancellable, error);
}

/* TRUE also when there was nothing to remove. */
gboolean
cw_keyring_remove (const char *vault_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = NULL;

  g_return_val_if_fail (vault_id != NULL, FALSE);

  job = new_job (remove_half, vault_id);

  return perform (job, cancellable, error);
}

gboolean
cw_keyring_is_there (GCancellable *cancellable)
{
  g_autoptr (Job) job = new_job (is_there, "");

  return perform (job, cancellable, NULL);
}

/**
 * cw_keyring_can_store:
 *
 * Returns: whether the default keyring is there and unlocked; else the error says which of the four
 * it is
 */
gboolean
cw_keyring_can_store (GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = new_job (can_store, "");

  return perform (job, cancellable, error);
}

typedef struct
{
  char *vault_id;
  gboolean may_prompt;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->vault_id);
  g_free (question);
}

static void
look_up_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  CwSecret *half
      = cw_keyring_lookup (question->vault_id, question->may_prompt, cancellable, &error);

  if (half != NULL)
    g_task_return_pointer (task, half, (GDestroyNotify) cw_secret_free);
  else
    g_task_return_error (task, error);
}

void
cw_keyring_lookup_async (const char *vault_id,
                         gboolean may_prompt,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Question *question;

  g_return_if_fail (vault_id != NULL);

  question = g_new0 (Question, 1);
  question->vault_id = g_strdup (vault_id);
  question->may_prompt = may_prompt;
  g_task_set_source_tag (task, cw_keyring_lookup_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, look_up_in_thread);
}

CwSecret *
cw_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
