/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-run.h"

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
  g_free (self->draft_kind);
  g_free (self->draft_subject);
  if (self->record_free != NULL && self->record != NULL)
    self->record_free (self->record);
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

  if (widget != NULL && error == NULL && run->done != NULL)
    run->done (widget, g_steal_pointer (&value));
  else if (widget != NULL && error != NULL
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (run->failed != NULL)
        run->failed (widget, error);
      else
        cw_report (widget, error);
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

typedef struct
{
  GWeakRef widget;
  CwUndoFunc undo;
  gpointer data;
  GDestroyNotify data_free;
} Undo;

static void
free_undo (gpointer data)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->widget);
  if (undo->data_free != NULL && undo->data != NULL)
    undo->data_free (undo->data);
  g_free (undo);
}

static void
undo_cb (gpointer data)
{
  Undo *undo = data;
  g_autoptr (GObject) widget = g_weak_ref_get (&undo->widget);

  if (widget != NULL)
    undo->undo (widget, undo->data);
}

/**
 * cw_offer_undo:
 * @widget: what did it; nothing is called when it is gone
 * @text: what was done
 * @undo: takes it back
 * @data: (transfer full): what it needs for that
 * @data_free: frees it when the offer is gone, taken or not
 */
void
cw_offer_undo (
    gpointer widget, const char *text, CwUndoFunc undo, gpointer data, GDestroyNotify data_free)
{
  CwSection *section;
  Undo *offer;

  g_return_if_fail (G_IS_OBJECT (widget));
  g_return_if_fail (text != NULL && undo != NULL);

  section = cw_section_of (widget);
  offer = g_new0 (Undo, 1);
  g_weak_ref_init (&offer->widget, widget);
  offer->undo = undo;
  offer->data = data;
  offer->data_free = data_free;
  if (section != NULL)
    cw_section_toast_undo (section, text, G_CALLBACK (undo_cb), offer, free_undo);
  else
    free_undo (offer);
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

void
cw_say (gpointer widget, const char *text)
{
  CwSection *section = cw_section_of (widget);

  if (section != NULL)
    cw_section_toast (section, text);
}

void
cw_report (gpointer widget, const GError *error)
{
  CwSection *section = cw_section_of (widget);

  if (section != NULL)
    cw_section_report (section, error);
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
