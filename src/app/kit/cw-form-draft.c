/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/kit/cw-form-draft.h"

#include "app/kit/cw-run.h"
#include "app/kit/cw-save-timer.h"

struct _CwFormDraft
{
  GObject parent_instance;

  /* borrowed */
  GWeakRef widget; /* of the form */
  CwFormDraftWrite write;
  gpointer data;

  /* owned */
  CwSession *session;
  char *kind;
  char *subject;
  char *saved; /* what the store has from us; NULL: nothing, or not known */
  char *saved_at;

  gint64 case_id;
  gint64 id;
  CwSaveTimer timer;
  guint sent;       /* saves on their way to the store */
  gboolean failing; /* it was said, and nothing was saved since */
};

enum
{
  PROP_0,
  PROP_SAVED_AT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwFormDraft, cw_form_draft, G_TYPE_OBJECT)

/* ---- on the worker thread ---- */

static gpointer
save_draft (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 id = cw_store_save_draft (store, input, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
drop_draft (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwDraft *draft = input;

  cw_form_draft_end (store, draft->kind, draft->subject, error);
  return NULL;
}

/* ---- saving ---- */

static void
set_saved_at (CwFormDraft *self, char *text)
{
  g_free (self->saved_at);
  self->saved_at = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
}

/* Nobody else said it: the page does. */
static gboolean
cw_form_draft_real_failed (CwFormDraft *self, const GError *error)
{
  g_autoptr (GObject) widget = g_weak_ref_get (&self->widget);

  if (widget != NULL)
    cw_report (widget, error);
  return TRUE;
}

/* What is typed is in no file. It is tried again by itself, said once, and not shown as saved. */
static void
note_failure (CwFormDraft *self, const GError *error)
{
  gboolean handled;

  g_clear_pointer (&self->saved, g_free);
  set_saved_at (self, NULL);
  if (self->write != NULL)
    cw_save_timer_retry (&self->timer);
  if (self->failing)
    return;
  self->failing = TRUE;
  g_signal_emit (self, signals[FAILED], 0, error, &handled);
}

static CwDraft *
make_draft (CwFormDraft *self, const char *body, int words)
{
  CwDraft *draft = cw_draft_new ();

  g_free (draft->kind);
  g_free (draft->subject);
  g_free (draft->body);
  draft->kind = g_strdup (self->kind);
  draft->subject = g_strdup (self->subject);
  draft->body = g_strdup (body);
  draft->case_id = self->case_id;
  draft->words = words;
  return draft;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFormDraft) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);

  self->sent--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_pointer (&self->saved, g_free);
  else if (error != NULL)
    note_failure (self, error);
  else if (id != NULL && self->saved != NULL) /* else it was given up meanwhile */
    {
      self->id = *id;
      self->failing = FALSE;
      set_saved_at (self, cw_time_format (cw_clock_minute (cw_session_get_clock (self->session))));
    }
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFormDraft) self = data;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note_failure (self, error);
}

/* Takes @draft. */
static void
send_draft (CwFormDraft *self, CwSessionWork work, CwDraft *draft)
{
  if (cw_session_is_closed (self->session))
    {
      cw_draft_free (draft);
      return;
    }
  self->sent += work == save_draft;
  cw_session_call (self->session, work, draft, (GDestroyNotify) cw_draft_free, g_free,
                   CW_CHANGE_DRAFTS, NULL, work == save_draft ? stored_cb : dropped_cb,
                   g_object_ref (self));
}

static void
save (gpointer data)
{
  CwFormDraft *self = data;
  g_autofree char *body = NULL;
  int words = 0;

  body = self->write (self->data, &words);
  if (body == NULL || g_strcmp0 (body, self->saved) == 0)
    return;
  if (*body == '\0')
    {
      cw_form_draft_drop (self);
      return;
    }
  g_free (self->saved);
  self->saved = g_strdup (body);
  send_draft (self, save_draft, make_draft (self, body, words));
}

/* ---- the object ---- */

static void
cw_form_draft_dispose (GObject *object)
{
  CwFormDraft *self = CW_FORM_DRAFT (object);

  cw_save_timer_stop (&self->timer);
  self->write = NULL;
  G_OBJECT_CLASS (cw_form_draft_parent_class)->dispose (object);
}

static void
cw_form_draft_finalize (GObject *object)
{
  CwFormDraft *self = CW_FORM_DRAFT (object);

  g_weak_ref_clear (&self->widget);
  g_clear_object (&self->session);
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->saved);
  g_free (self->saved_at);
  G_OBJECT_CLASS (cw_form_draft_parent_class)->finalize (object);
}

static void
cw_form_draft_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SAVED_AT)
    g_value_set_string (value, CW_FORM_DRAFT (object)->saved_at);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_form_draft_class_init (CwFormDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_form_draft_dispose;
  object_class->finalize = cw_form_draft_finalize;
  object_class->get_property = cw_form_draft_get_property;
  properties[PROP_SAVED_AT] = g_param_spec_string ("saved-at", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new_class_handler ("failed", CW_TYPE_FORM_DRAFT, G_SIGNAL_RUN_LAST,
                                                G_CALLBACK (cw_form_draft_real_failed),
                                                g_signal_accumulator_true_handled, NULL, NULL,
                                                G_TYPE_BOOLEAN, 1, G_TYPE_ERROR);
}

static void
cw_form_draft_init (CwFormDraft *self)
{
  g_weak_ref_init (&self->widget, NULL);
  self->timer = (CwSaveTimer){ .func = save, .data = self };
}

/**
 * cw_form_draft_new:
 * @widget: the form; where a draft cannot be saved, the page it stands on says so
 * @session: where drafts are kept, encrypted like everything else
 * @kind: of the table of drafts
 * @subject: tells drafts of a kind apart
 * @case_id: the case it is about, 0 where the form cannot hold a word about a parent (R7)
 * @write: (scope notified): the form as text, asked for when it is saved
 * @data: for @write; has to live as long as the keeper
 *
 * Returns: (transfer full): a keeper with nothing waiting
 */
CwFormDraft *
cw_form_draft_new (gpointer widget,
                   CwSession *session,
                   const char *kind,
                   const char *subject,
                   gint64 case_id,
                   CwFormDraftWrite write,
                   gpointer data)
{
  CwFormDraft *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (CW_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);
  g_return_val_if_fail (write != NULL, NULL);

  self = g_object_new (CW_TYPE_FORM_DRAFT, NULL);
  g_weak_ref_set (&self->widget, widget);
  self->session = g_object_ref (session);
  self->kind = g_strdup (kind);
  self->subject = g_strdup (subject);
  self->case_id = case_id;
  self->write = write;
  self->data = data;
  return self;
}

const char *
cw_form_draft_get_subject (CwFormDraft *self)
{
  g_return_val_if_fail (CW_IS_FORM_DRAFT (self), NULL);

  return self->subject;
}

const char *
cw_form_draft_get_saved_at (CwFormDraft *self)
{
  g_return_val_if_fail (CW_IS_FORM_DRAFT (self), NULL);

  return self->saved_at;
}

/**
 * cw_form_draft_set_subject:
 *
 * The form shows something else from now on. What waits is saved under the old subject first, so
 * call this before the form is filled anew.
 */
void
cw_form_draft_set_subject (CwFormDraft *self, const char *subject)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));
  g_return_if_fail (subject != NULL);

  cw_form_draft_flush (self);
  cw_form_draft_forget (self);
  g_free (self->subject);
  self->subject = g_strdup (subject);
}

void
cw_form_draft_adopt (CwFormDraft *self, const CwDraft *draft)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  gboolean recent;

  g_return_if_fail (CW_IS_FORM_DRAFT (self) && draft != NULL);

  recent = cw_clock_day_at (draft->saved_at) == cw_session_get_today (self->session);
  self->id = draft->id;
  g_free (self->saved);
  self->saved = g_strdup (draft->body);
  utc = g_date_time_new_from_unix_utc (draft->saved_at);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  set_saved_at (self, local != NULL
                          ? g_date_time_format (local, recent ? "%H:%M" : "%d/%m/%Y, %H:%M")
                          : NULL);
}

void
cw_form_draft_touch (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  cw_save_timer_touch (&self->timer);
}

gboolean
cw_form_draft_flush (CwFormDraft *self)
{
  g_return_val_if_fail (CW_IS_FORM_DRAFT (self), FALSE);

  if (cw_save_timer_stop (&self->timer) && self->write != NULL)
    save (self);
  return self->sent > 0 && !cw_session_is_closed (self->session);
}

gboolean
cw_form_draft_is_begun (CwFormDraft *self)
{
  g_return_val_if_fail (CW_IS_FORM_DRAFT (self), FALSE);

  return self->id != 0 || self->saved != NULL || cw_save_timer_waits (&self->timer);
}

void
cw_form_draft_pause (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  cw_save_timer_stop (&self->timer);
}

void
cw_form_draft_release (CwFormDraft **self)
{
  g_return_if_fail (self != NULL);

  if (*self != NULL)
    g_object_run_dispose (G_OBJECT (*self));
  g_clear_object (self);
}

void
cw_form_draft_forget (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  cw_save_timer_stop (&self->timer);
  self->id = 0;
  self->failing = FALSE;
  g_clear_pointer (&self->saved, g_free);
  set_saved_at (self, NULL);
}

/**
 * cw_form_draft_drop:
 *
 * By kind and subject, and after whatever is on its way to the store: a draft that was being saved
 * goes too.
 */
void
cw_form_draft_drop (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  cw_form_draft_forget (self);
  send_draft (self, drop_draft, make_draft (self, "", 0));
}

/* Another form may have a draft of the same subject in the store: it stays there while this one has
 * saved and taken up none. */
void
cw_form_draft_drop_ours (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  if (self->id != 0 || self->saved != NULL)
    cw_form_draft_drop (self);
  else
    cw_save_timer_stop (&self->timer);
}

typedef struct
{
  GWeakRef section; /* to say on that it failed */
  CwSession *session;
  CwDraft *draft;
} Dropped;

static void
free_dropped (gpointer data)
{
  Dropped *dropped = data;

  g_weak_ref_clear (&dropped->section);
  g_object_unref (dropped->session);
  cw_draft_free (dropped->draft);
  g_free (dropped);
}

static gpointer
bring_back_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return save_draft (store, ((CwJob *) job)->record, cancellable, error);
}

static void
bring_back (gpointer data)
{
  Dropped *dropped = data;
  g_autoptr (GObject) section = g_weak_ref_get (&dropped->section);
  CwJob *job;

  if (cw_session_is_closed (dropped->session))
    return;
  job = cw_job_new (0);
  cw_job_take (job, cw_draft_copy (dropped->draft), (GDestroyNotify) cw_draft_free);
  cw_run (section != NULL ? section : G_OBJECT (dropped->session), dropped->session,
          bring_back_work, job, g_free, CW_CHANGE_DRAFTS, NULL, NULL);
}

void
cw_form_draft_drop_undo (CwFormDraft *self, CwSection *section, const char *text)
{
  g_autofree char *body = NULL;
  Dropped *dropped;
  int words = 0;

  g_return_if_fail (CW_IS_FORM_DRAFT (self) && CW_IS_SECTION (section));

  body = self->write (self->data, &words);
  cw_form_draft_drop (self);
  if (body == NULL || *body == '\0')
    return;
  dropped = g_new0 (Dropped, 1);
  g_weak_ref_init (&dropped->section, section);
  dropped->session = g_object_ref (self->session);
  dropped->draft = make_draft (self, body, words);
  cw_section_toast_undo (section, text, G_CALLBACK (bring_back), dropped, free_dropped);
}

void
cw_form_draft_give (CwFormDraft *self, CwJob *job)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));
  g_return_if_fail (job != NULL && job->draft_kind == NULL);

  cw_form_draft_pause (self);
  if (self->id == 0 && self->saved == NULL)
    return;
  job->draft_kind = g_strdup (self->kind);
  job->draft_subject = g_strdup (self->subject);
}

gboolean
cw_form_draft_end_given (CwStore *store, const CwJob *job, GError **error)
{
  g_return_val_if_fail (store != NULL && job != NULL, FALSE);

  return job->draft_kind == NULL
         || cw_form_draft_end (store, job->draft_kind, job->draft_subject, error);
}

gboolean
cw_form_draft_end (CwStore *store, const char *kind, const char *subject, GError **error)
{
  g_autoptr (CwDraft) draft = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (store != NULL, FALSE);

  draft = cw_store_get_draft (store, kind, subject, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return draft == NULL || cw_store_delete_draft (store, draft->id, error);
}
