/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call of the Secret Service on a thread of its own, under a time limit: a service that never
 * answers costs five seconds and one idle thread, never the program. */

#include "cw-keyring-job.h"

#include <glib/gi18n-lib.h>

#include "core/cw-error.h"

#define PROMPT_LIMIT 120 /* seconds a person may take to answer the desktop's question */
#define GRACE_LIMIT 500  /* milliseconds for a cancelled call to end by itself */

void
cw_keyring_job_unref (CwKeyringJob *job)
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

CwKeyringJob *
cw_keyring_job_new (CwKeyringWork work, const char *vault_id)
{
  CwKeyringJob *job = g_new0 (CwKeyringJob, 1);

  g_atomic_ref_count_init (&job->ref_count);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  job->work = work;
  job->cancellable = g_cancellable_new ();
  job->vault_id = g_strdup (vault_id);

  return job;
}

void
cw_keyring_set_missing (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
      _ ("This computer’s keyring does not hold its half of the key. Your records are safe and "
         "unchanged. Open them with the recovery code."));
}

void
cw_keyring_set_locked (GError **error)
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
void
cw_keyring_translate_error (const GError *problem, GError **error)
{
  if (g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_silent (error);
  else if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
           || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    cw_keyring_set_locked (error);
  else if (g_error_matches (problem, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT)
           || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
           || g_error_matches (problem, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    cw_keyring_set_missing (error);
  else
    set_none (error);
  g_debug ("keyring: %s %d", g_quark_to_string (problem->domain), problem->code);
}

/* A service of this job alone: the shared one of secret_service_get() would keep the state of an
 * earlier failure. */
static SecretService *
open_service (CwKeyringJob *job, GError **error)
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
    cw_keyring_translate_error (problem, error);
  else if (service == NULL)
    set_none (error);

  return service;
}

static gpointer
run_job (gpointer data)
{
  g_autoptr (CwKeyringJob) job = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) error = NULL;
  gboolean result = FALSE;

  g_main_context_push_thread_default (context);
  service = open_service (job, &error);
  if (service != NULL)
    result = job->work (job, service, &error);
  g_clear_object (&service);
  /* What D-Bus hands back of ended subscriptions arrives here. */
  while (g_main_context_iteration (context, FALSE))
    ;
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
wait_for (CwKeyringJob *job, gint64 limit)
{
  gint64 end = g_get_monotonic_time () + limit * G_TIME_SPAN_MILLISECOND;

  while (!job->done)
    if (!g_cond_wait_until (&job->cond, &job->mutex, end))
      break;

  return job->done;
}

static void
wake_cb (GCancellable *cancellable, CwKeyringJob *job)
{
  g_cancellable_cancel (job->cancellable);
  g_mutex_lock (&job->mutex);
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

/* Told by the work around a question to a person. */
void
cw_keyring_job_set_prompting (CwKeyringJob *job, gboolean prompting)
{
  g_mutex_lock (&job->mutex);
  job->prompting = prompting;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

/* The limit of five seconds is for the service; while a person is asked it stands still. */
static gboolean
wait_in_time (CwKeyringJob *job)
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
gboolean
cw_keyring_job_perform (CwKeyringJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GThread) thread = NULL;
  gulong handler = 0;
  gboolean done, told = FALSE, result = FALSE;

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
      if (!job->prompting) /* a question to a person ends when that person likes */
        wait_for (job, GRACE_LIMIT);
    }
  else if (!g_cancellable_is_cancelled (cancellable))
    {
      result = job->result;
      if (!result)
        g_propagate_error (error, g_steal_pointer (&job->error));
      told = TRUE;
    }
  g_mutex_unlock (&job->mutex);
  g_cancellable_disconnect (cancellable, handler);

  if (!told && !g_cancellable_set_error_if_cancelled (cancellable, error))
    set_silent (error);

  return result;
}
