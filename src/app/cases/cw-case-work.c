/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-work.h"

#include <glib/gi18n.h>

CwJob *
cw_job_new (gint64 id)
{
  CwJob *self = g_new0 (CwJob, 1);

  self->id = id;
  return self;
}

/**
 * cw_job_take:
 * @record: (transfer full): what the work is about
 * @record_free: frees it
 *
 * Hands @record to the job.
 */
void
cw_job_take (CwJob *self, gpointer record, GDestroyNotify record_free)
{
  g_return_if_fail (self != NULL && self->record == NULL);

  self->record = record;
  self->record_free = record_free;
}

void
cw_job_free (CwJob *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  if (self->record_free != NULL && self->record != NULL)
    self->record_free (self->record);
  g_free (self);
}

void
cw_case_view_free (CwCaseView *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cas, cw_case_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->contact_draft, cw_draft_free);
  g_clear_pointer (&self->names_draft, cw_draft_free);
  g_free (self);
}

/* An id as a result that can be told from failure. */
static gpointer
box_id (gint64 id)
{
  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

gpointer
cw_work_load_case (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwCaseView) view = g_new0 (CwCaseView, 1);
  g_autoptr (GError) inner = NULL;
  g_autofree char *subject = NULL;

  view->cas = cw_store_get_case (store, ((CwJob *) job)->id, error);
  if (view->cas == NULL)
    return NULL;
  view->steps = cw_store_list_steps (store, view->cas->id, FALSE, error);
  if (view->steps == NULL)
    return NULL;
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, view->cas->id);
  view->contact_draft = cw_store_get_draft (store, "contact", subject, &inner);
  if (inner == NULL)
    view->names_draft = cw_store_get_draft (store, "names", subject, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  return g_steal_pointer (&view);
}

typedef struct
{
  CwJob *job;
  gint64 id;
} Act;

/* The case, and the end of the draft it was written in, together (R1, R7). */
static gboolean
open_case (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_open_case (store, act->job->record, NULL, error);
  return act->id > 0
         && (act->job->other == 0 || cw_store_delete_draft (store, act->job->other, error));
}

gpointer
cw_work_open_case (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, open_case, &act, error) ? box_id (act.id) : NULL;
}

static gboolean
refuse (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_refuse_record (store, act->job->record, act->job->flag, act->job->day, error);
  return act->id != 0
         && (act->job->other == 0 || cw_store_delete_draft (store, act->job->other, error));
}

gpointer
cw_work_refuse (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, refuse, &act, error) ? g_memdup2 (&act.id, sizeof act.id) : NULL;
}

gpointer
cw_work_next_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_next_paper (store, error));
}

static gboolean
has_text (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* A child that was stored and has no name any more was taken off the form. */
static gboolean
save_names (CwStore *store, gpointer data, GError **error)
{
  CwJob *job = data;
  const CwNames *names = job->record;

  if (has_text (names->adult->name) && !cw_store_save_adult (store, names->adult, error))
    return FALSE;
  for (guint i = 0; i < names->children->len; i++)
    {
      const CwChild *child = names->children->pdata[i];

      if (has_text (child->name)
              ? cw_store_save_child (store, job->id, child, error) == 0
              : child->id != 0 && !cw_store_delete_child (store, child->id, error))
        return FALSE;
    }
  return job->other == 0 || cw_store_delete_draft (store, job->other, error);
}

gpointer
cw_work_save_names (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, save_names, job, error);
  return NULL;
}

gpointer
cw_work_save_child (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_save_child (store, ((CwJob *) job)->id, ((CwJob *) job)->record, error));
}

gpointer
cw_work_delete_child (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_delete_child (store, ((CwJob *) job)->id, error);
  return NULL;
}

gpointer
cw_work_add_adult (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_add_adult (store, ((CwJob *) job)->id, ((CwJob *) job)->record, error));
}

gpointer
cw_work_give_consent (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_give_consent (store, ((CwJob *) job)->record, error));
}

gpointer
cw_work_withdraw (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_withdraw_consent (store, ((CwJob *) job)->id, ((CwJob *) job)->day, error);
  return NULL;
}

gpointer
cw_work_set_status (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_set_case_status (store, ((CwJob *) job)->id, ((CwJob *) job)->number,
                            ((CwJob *) job)->day, error);
  return NULL;
}

gpointer
cw_work_link (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  CwJob *link = job;
  g_autoptr (GError) inner = NULL;
  gint64 other = cw_store_find_case (store, link->text, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (other == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 /* Translators: %s is a case number that was typed */
                 _ ("There is no case %s. Nothing was linked."), link->text);
  else if (other == link->id)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID,
                         _ ("That is this case itself. Nothing was linked."));
  else
    cw_store_link_cases (store, link->id, other, link->flag, error);
  return NULL;
}

gpointer
cw_work_erase (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_erase_case (store, ((CwJob *) job)->id, error);
  return NULL;
}

gpointer
cw_work_save_step (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_save_step (store, ((CwJob *) job)->record, error));
}

gpointer
cw_work_delete_step (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_delete_step (store, ((CwJob *) job)->id, error);
  return NULL;
}

gpointer
cw_work_save_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  const CwContactSave *save = ((CwJob *) job)->record;

  return box_id (
      cw_store_save_contact (store, save->contact, save->step, ((CwJob *) job)->other, error));
}

gpointer
cw_work_delete_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_delete_contact (store, ((CwJob *) job)->id, error);
}

gpointer
cw_work_restore_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_restore_contact (store, ((CwJob *) job)->record, error);
  return NULL;
}

gpointer
cw_work_get_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_paper (store, ((CwJob *) job)->id, error);
}

gpointer
cw_work_save_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_save_paper (store, ((CwJob *) job)->record, error));
}

gpointer
cw_work_get_draft (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, ((CwJob *) job)->record, ((CwJob *) job)->text, error);
}

/**
 * cw_contact_save_new:
 * @contact: what is to be stored; copied
 * @step: (transfer full) (nullable): the next step that comes with it
 */
CwContactSave *
cw_contact_save_new (const CwContact *contact, CwStep *step)
{
  CwContactSave *self = g_new0 (CwContactSave, 1);

  self->contact = cw_contact_copy (contact);
  self->step = step;
  return self;
}

void
cw_contact_save_free (CwContactSave *self)
{
  if (self == NULL)
    return;
  cw_contact_free (self->contact);
  g_clear_pointer (&self->step, cw_step_free);
  g_free (self);
}

typedef struct
{
  GWeakRef widget;
  GDestroyNotify result_free;
  CwRunDone done;
  CwRunFailed failed;
} Run;

static void
run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  gpointer value = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_autoptr (GObject) widget = g_weak_ref_get (&run->widget);
  CwSection *section = widget != NULL ? cw_section_of (widget) : NULL;

  if (widget != NULL && error == NULL && run->done != NULL)
    run->done (widget, g_steal_pointer (&value));
  else if (widget != NULL && error != NULL
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (run->failed != NULL)
        run->failed (widget, error);
      else if (section != NULL)
        cw_section_report (section, error);
    }
  if (value != NULL && run->result_free != NULL)
    run->result_free (value);
  g_weak_ref_clear (&run->widget);
  g_free (run);
}

/**
 * cw_run:
 * @widget: the widget that wants to know; nothing is called when it is gone
 * @session: the records
 * @work: what to do
 * @job: (transfer full): its input
 * @result_free: (nullable): frees the result when nobody takes it
 * @change: what is stored, 0 for reading
 * @done: (nullable): takes the result
 * @failed: (nullable): called instead of saying the error on the page
 */
void
cw_run (gpointer widget,
        CwSession *session,
        CwSessionWork work,
        CwJob *job,
        GDestroyNotify result_free,
        CwChange change,
        CwRunDone done,
        CwRunFailed failed)
{
  Run *run;

  g_return_if_fail (G_IS_OBJECT (widget));
  g_return_if_fail (CW_IS_SESSION (session));

  run = g_new0 (Run, 1);
  g_weak_ref_init (&run->widget, widget);
  run->result_free = result_free;
  run->done = done;
  run->failed = failed;
  cw_session_call (session, work, job, (GDestroyNotify) cw_job_free, result_free, change, NULL,
                   run_cb, run);
}

CwSection *
cw_section_of (gpointer widget)
{
  gpointer over = g_object_get_data (widget, "cw-over");

  if (over != NULL)
    return cw_section_of (over);
  if (!GTK_IS_WIDGET (widget))
    return NULL;
  if (CW_IS_SECTION (widget))
    return widget;
  return (CwSection *) gtk_widget_get_ancestor (widget, CW_TYPE_SECTION);
}

/**
 * cw_set_busy:
 * @widget: a form that is being stored, or was
 * @busy: whether it is
 *
 * The focus leaves first: GTK 4.8 does not tell a text field that it lost the focus once it is
 * insensitive.
 */
void
cw_set_busy (GtkWidget *widget, gboolean busy)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (busy && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    {
      g_object_set_data_full (G_OBJECT (widget), "cw-focus", g_object_ref (focus), g_object_unref);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (widget, !busy);
  if (!busy)
    {
      g_autoptr (GtkWidget) before = g_object_steal_data (G_OBJECT (widget), "cw-focus");

      if (before != NULL && focus == NULL && gtk_widget_get_mapped (before))
        gtk_widget_grab_focus (before);
    }
}

const char *
cw_explained_by (CwSession *session)
{
  const CwProfile *profile = cw_session_get_profile (session);

  return *profile->adviser != '\0' ? profile->adviser : profile->post;
}
