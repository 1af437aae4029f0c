/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-session.h"

#include <glib/gi18n.h>

#include "cli/cw-safekeeping.h"

#define CHECKPOINT_DELAY 1 /* seconds after the last save: the write-ahead log stays short */

struct _CwSession
{
  GObject parent_instance;

  CwVault *vault; /* owned; NULL in a demonstration */
  CwClock *clock; /* owned */
  gboolean demonstration;

  /* the worker's */
  GThread *worker;
  GAsyncQueue *queue; /* of Job, in the order of the calls */
  CwStore *store;     /* touched by the worker thread only */
  CwSecret *data_key; /* the same; NULL where none was given */

  /* the main thread's */
  CwCodeBook *codes;
  CwProfile *profile;
  GPtrArray *terms;
  GError *problem; /* why they could not be read, if so */
  guint checkpoint_id;

  int closed; /* atomic */
};

G_DEFINE_FINAL_TYPE (CwSession, cw_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CLOSING,
  SIGNAL_CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What stands beside the records and every page needs at once. */
typedef struct
{
  CwCodeBook *codes;
  CwProfile *profile;
  GPtrArray *terms;
} Cache;

typedef enum
{
  JOB_CALL,
  JOB_CHECKPOINT,
  JOB_CLOSE
} JobKind;

typedef struct
{
  JobKind kind;
  CwSession *session;    /* owned */
  GTask *task;           /* owned */
  GMainContext *context; /* owned: where the answer is given */
  CwSessionWork work;
  gpointer input;
  GDestroyNotify input_free;
  GDestroyNotify result_free;
  CwChange change;
  gpointer result;
  GError *error;
  Cache cache;
} Job;

static void
clear_cache (Cache *cache)
{
  g_clear_pointer (&cache->codes, cw_code_book_unref);
  g_clear_pointer (&cache->profile, cw_profile_free);
  g_clear_pointer (&cache->terms, g_ptr_array_unref);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->input_free != NULL && job->input != NULL)
    job->input_free (job->input);
  if (job->result_free != NULL && job->result != NULL)
    job->result_free (job->result);
  clear_cache (&job->cache);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_clear_object (&job->session);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job);
}

/* Reads the parts of @cache that @change names. */
static gboolean
load_cache (CwStore *store, CwChange change, Cache *cache, GError **error)
{
  if (change & CW_CHANGE_CODES)
    {
      cache->codes = cw_store_load_codes (store, error);
      if (cache->codes == NULL)
        return FALSE;
    }
  if (change & CW_CHANGE_PROFILE)
    {
      cache->profile = cw_store_get_profile (store, error);
      if (cache->profile == NULL)
        return FALSE;
    }
  if (change & CW_CHANGE_TERMS)
    {
      cache->terms = cw_store_list_terms (store, error);
      if (cache->terms == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Puts what was read in the place of what was kept. */
static void
take_cache (CwSession *self, Cache *cache)
{
  if (cache->codes != NULL)
    {
      g_clear_pointer (&self->codes, cw_code_book_unref);
      self->codes = g_steal_pointer (&cache->codes);
    }
  if (cache->profile != NULL)
    {
      g_clear_pointer (&self->profile, cw_profile_free);
      self->profile = g_steal_pointer (&cache->profile);
    }
  if (cache->terms != NULL)
    {
      g_clear_pointer (&self->terms, g_ptr_array_unref);
      self->terms = g_steal_pointer (&cache->terms);
    }
}

/* ---- the worker thread ---- */

/* A call that only reads is pointless once the records are being closed; one that stores is carried
 * out. */
static gboolean
is_pointless (Job *job)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (job->task))
         || (job->change == 0 && g_atomic_int_get (&job->session->closed));
}

static void
run_call (CwStore *store, Job *job)
{
  if (is_pointless (job))
    {
      g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  if (store == NULL)
    {
      g_set_error_literal (&job->error, CW_ERROR, CW_ERROR_FAILED,
                           _ ("The records had to be closed. What was saved is safe: lock, and "
                              "open them again."));
      return;
    }
  job->result = job->work (store, job->input, g_task_get_cancellable (job->task), &job->error);
  store = job->session->store; /* new keys: another one */
  if (job->error == NULL && store != NULL
      && !load_cache (store, job->change, &job->cache, &job->error))
    clear_cache (&job->cache);
}

static gboolean answer_cb (gpointer data);

/* The day's backup, then the end. What could not be checkpointed is still in the log and is read at
 * the next opening; a backup that could not be made is seen by its age. */
static void
close_store (CwSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  if (self->vault != NULL && self->data_key != NULL
      && !cw_backup_daily (self->vault, self->store, self->data_key, self->clock, &error))
    g_info ("no backup was made: code %d", error != NULL ? error->code : -1);
  cw_store_close (g_steal_pointer (&self->store), NULL);
}

static gpointer
run_worker (gpointer data)
{
  GAsyncQueue *queue = data;
  gboolean adopted = FALSE;

  for (;;)
    {
      Job *job = g_async_queue_pop (queue);
      CwStore *store = job->session->store;
      g_autoptr (GSource) source = NULL;

      if (!adopted)
        cw_store_adopt (store);
      adopted = TRUE;
      if (job->kind == JOB_CLOSE)
        {
          close_store (job->session);
          free_job (job);
          break;
        }
      if (job->kind == JOB_CALL)
        run_call (store, job);
      else if (store != NULL)
        cw_store_checkpoint (store, NULL); /* tried again after the next save, and at closing */
      /* An idle source and not g_main_context_invoke(), which might run it in this thread. */
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, answer_cb, job, free_job);
      g_source_attach (source, job->context);
    }
  g_async_queue_unref (queue);
  return NULL;
}

/* ---- the main thread ---- */

static Job *
make_job (CwSession *self, JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->session = g_object_ref (self);
  job->context = g_main_context_ref_thread_default ();
  return job;
}

static gboolean
checkpoint_cb (gpointer data)
{
  CwSession *self = data;

  self->checkpoint_id = 0;
  g_async_queue_push (self->queue, make_job (self, JOB_CHECKPOINT));
  return G_SOURCE_REMOVE;
}

static void
schedule_checkpoint (CwSession *self)
{
  g_clear_handle_id (&self->checkpoint_id, g_source_remove);
  self->checkpoint_id = g_timeout_add_seconds (CHECKPOINT_DELAY, checkpoint_cb, self);
}

static gboolean
answer_cb (gpointer data)
{
  Job *job = data;
  CwSession *self = job->session;
  gboolean stored = job->error == NULL && job->change != 0;

  if (job->kind == JOB_CHECKPOINT)
    return G_SOURCE_REMOVE;
  if (g_atomic_int_get (&self->closed))
    {
      g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "The records are locked");
      return G_SOURCE_REMOVE;
    }
  take_cache (self, &job->cache);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  /* The callback may have locked the records. */
  if (stored && !g_atomic_int_get (&self->closed))
    {
      schedule_checkpoint (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->change);
    }
  return G_SOURCE_REMOVE;
}

static void
cw_session_finalize (GObject *object)
{
  CwSession *self = CW_SESSION (object);
  Cache cache = { self->codes, self->profile, self->terms };

  /* Unreachable before the worker ended: every job holds the session. */
  g_clear_pointer (&self->data_key, cw_secret_free);
  g_clear_pointer (&self->vault, cw_vault_free);
  g_clear_pointer (&self->clock, cw_clock_unref);
  clear_cache (&cache);
  g_clear_error (&self->problem);
  g_async_queue_unref (self->queue);
  G_OBJECT_CLASS (cw_session_parent_class)->finalize (object);
}

static void
cw_session_dispose (GObject *object)
{
  cw_session_close (CW_SESSION (object));
  G_OBJECT_CLASS (cw_session_parent_class)->dispose (object);
}

static void
cw_session_class_init (CwSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_session_finalize;
  /* changed (guint, CwChange flags) */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /* closing: work that takes long and stores nothing had better stop now */
  signals[SIGNAL_CLOSING] = g_signal_new ("closing", CW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  /* closed: the database is closed and the keys are wiped */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", CW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_session_init (CwSession *self)
{
  self->queue = g_async_queue_new_full (free_job);
}

/* What stands in for parts that could not be read, so that no getter ever gives NULL. */
static void
fill_gaps (CwSession *self)
{
  if (self->codes == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      self->codes = cw_code_book_new (none);
    }
  if (self->profile == NULL)
    self->profile = cw_profile_new ();
  if (self->terms == NULL)
    self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
}

/* Unlocked records. Takes @store, opened by any thread, and @vault; the code book, the profile and
 * the terms are read before it returns (cw_session_get_problem() if that failed). */
CwSession *
cw_session_new (CwStore *store, CwVault *vault, CwClock *clock, gboolean demonstration)
{
  CwSession *self;
  Cache cache = { 0 };

  g_return_val_if_fail (store != NULL && clock != NULL, NULL);

  self = g_object_new (CW_TYPE_SESSION, NULL);
  self->store = store;
  self->vault = vault;
  self->clock = cw_clock_ref (clock);
  self->demonstration = demonstration;
  cw_store_adopt (store);
  load_cache (store, CW_CHANGE_CODES | CW_CHANGE_PROFILE | CW_CHANGE_TERMS, &cache, &self->problem);
  take_cache (self, &cache);
  fill_gaps (self);
  self->worker = g_thread_new ("casework-records", run_worker, g_async_queue_ref (self->queue));
  return self;
}

/* Queues @work for the worker thread. @callback is called in the caller's main context, with an
 * error G_IO_ERROR_CANCELLED once the records are closed; work that stores (@change not 0) and was
 * queued before is still carried out. */
void
cw_session_call (CwSession *self,
                 CwSessionWork work,
                 gpointer input,
                 GDestroyNotify input_free,
                 GDestroyNotify result_free,
                 CwChange change,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  Job *job;

  g_return_if_fail (CW_IS_SESSION (self));
  g_return_if_fail (work != NULL);

  job = make_job (self, JOB_CALL);
  job->task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (job->task, cw_session_call);
  job->work = work;
  job->input = input;
  job->input_free = input_free;
  job->result_free = result_free;
  job->change = change;
  if (g_atomic_int_get (&self->closed))
    {
      g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               "The records are locked");
      free_job (job);
      return;
    }
  g_async_queue_push (self->queue, job);
}

/* The result of the work, to be freed by the caller; NULL with @error, or NULL alone where the work
 * gave none. */
gpointer
cw_session_call_finish (CwSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

CwCodeBook *
cw_session_get_codes (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->codes;
}

CwProfile *
cw_session_get_profile (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->profile;
}

GPtrArray *
cw_session_get_terms (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->terms;
}

CwClock *
cw_session_get_clock (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->clock;
}

CwDay
cw_session_get_today (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), CW_DAY_NONE);

  return cw_clock_today (self->clock);
}

CwVault *
cw_session_get_vault (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->vault;
}

void
cw_session_take_data_key (CwSession *self, CwSecret *data_key)
{
  g_return_if_fail (CW_IS_SESSION (self));
  g_return_if_fail (self->data_key == NULL);

  self->data_key = data_key;
}

const CwSecret *
cw_session_peek_data_key (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->data_key;
}

void
cw_session_replace (CwSession *self, CwVault *vault, CwStore *store, CwSecret *data_key)
{
  g_return_if_fail (CW_IS_SESSION (self));

  self->vault = vault;
  self->store = store;
  if (self->data_key != data_key)
    g_clear_pointer (&self->data_key, cw_secret_free);
  self->data_key = data_key;
}

/* What heads the sidebar: never a parent's name. */
const char *
cw_session_get_label (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), "");

  if (self->demonstration)
    return _ ("Demonstration");
  if (self->vault != NULL)
    return cw_vault_get_label (self->vault);
  return self->profile->post;
}

gboolean
cw_session_is_demonstration (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), FALSE);

  return self->demonstration;
}

gboolean
cw_session_is_closed (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), TRUE);

  return g_atomic_int_get (&self->closed) != 0;
}

/* Why something that every page needs could not be read when the records were opened; NULL if all
 * is well. */
const GError *
cw_session_get_problem (CwSession *self)
{
  g_return_val_if_fail (CW_IS_SESSION (self), NULL);

  return self->problem;
}

/* Nothing is answered and nothing new is taken from here on; the saves that were asked for are
 * carried out and the database is closed meanwhile. cw_session_close() has to follow. */
void
cw_session_begin_close (CwSession *self)
{
  g_return_if_fail (CW_IS_SESSION (self));

  if (!g_atomic_int_compare_and_exchange (&self->closed, 0, 1))
    return;
  g_clear_handle_id (&self->checkpoint_id, g_source_remove);
  if (self->worker != NULL)
    g_async_queue_push (self->queue, make_job (self, JOB_CLOSE));
  g_signal_emit (self, signals[SIGNAL_CLOSING], 0);
}

/* Carries out the saves that were asked for, closes the database and lets the vault go; blocks
 * until then. Answers that come later are G_IO_ERROR_CANCELLED. Closing twice does nothing. */
void
cw_session_close (CwSession *self)
{
  g_return_if_fail (CW_IS_SESSION (self));

  cw_session_begin_close (self);
  if (self->worker == NULL)
    return;
  g_thread_join (g_steal_pointer (&self->worker));
  g_clear_pointer (&self->data_key, cw_secret_free);
  if (self->vault != NULL)
    cw_vault_release (self->vault);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}
