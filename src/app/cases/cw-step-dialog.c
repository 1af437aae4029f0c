/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-step-dialog.h"

#include "app/kit/cw-form-dialog.h"
#include "app/kit/cw-kit.h"
#include "cw-left-open.h"
#include "cw-step-form.h"

#include <glib/gi18n.h>

/* What the dialog begins with and knows; it lives as long as its dialog. */
typedef struct
{
  CwFormDialog *dialog; /* borrowed */
  CwSession *session;   /* owned */
  CwStepForm *form;     /* borrowed */
  CwCase *cas;          /* owned */
  CwStep *step;         /* owned, nullable */
  CwStepTakeAway take_away;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->session);
  cw_case_free (self->cas);
  g_clear_pointer (&self->step, cw_step_free);
  g_free (self);
}

static char *
write_draft (gpointer data, int *words)
{
  return cw_step_form_to_body (((Dialog *) data)->form, words);
}

static void
changed_cb (CwStepForm *form, Dialog *self)
{
  cw_form_dialog_set_ready (self->dialog, cw_step_form_is_complete (form));
  cw_form_dialog_touch (self->dialog);
}

static void
save_cb (CwFormDialog *dialog, Dialog *self)
{
  CwJob *job;

  if (!cw_step_form_is_complete (self->form))
    return;
  job = cw_job_new (0);
  cw_job_take (job, cw_step_form_read (self->form), (GDestroyNotify) cw_step_free);
  cw_form_dialog_store (dialog, self->session, cw_work_save_step, job,
                        CW_CHANGE_STEPS | CW_CHANGE_CASES, NULL);
}

static void
delete_cb (CwStepForm *form, Dialog *self)
{
  self->take_away (g_object_get_data (G_OBJECT (self->dialog), "cw-over"), self->step);
  cw_form_dialog_end (self->dialog);
}

static void
show (GtkWidget *over, CwFormOpening *opening)
{
  Dialog *self = g_steal_pointer (&opening->data);
  GtkWidget *form = cw_step_form_new (self->session, self->cas, self->step);

  self->form = CW_STEP_FORM (form);
  self->dialog = cw_form_dialog_new (over, self->step != NULL ? _ ("Next step") : _ ("A next step"),
                                     _ ("Save"), form);
  g_object_set_data_full (G_OBJECT (self->dialog), "cw-step-dialog", self, free_dialog);
  if (opening->draft != NULL)
    cw_step_form_take_body (self->form, opening->draft->body);
  cw_form_dialog_set_ready (self->dialog, cw_step_form_is_complete (self->form));
  cw_form_dialog_keep (self->dialog, opening, write_draft, self);
  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (form, "delete", G_CALLBACK (delete_cb), self);
  g_signal_connect (self->dialog, "save", G_CALLBACK (save_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

/* Its words may be about a parent: a draft of the case (R7). */
void
cw_step_dialog_open (GtkWidget *over,
                     CwSession *session,
                     const CwCase *cas,
                     const CwStep *step,
                     CwStepTakeAway take_away)
{
  CwFormOpening *opening;
  Dialog *self;

  g_return_if_fail (cas != NULL && take_away != NULL);

  self = g_new0 (Dialog, 1);
  self->session = g_object_ref (session);
  self->cas = cw_case_copy (cas);
  self->step = step != NULL ? cw_step_copy (step) : NULL;
  self->take_away = take_away;
  opening = cw_form_opening_new (session, "step",
                                 cw_step_subject (cas->id, step != NULL ? step->id : 0), cas->id);
  opening->data = self;
  opening->data_free = free_dialog;
  cw_form_open (over, opening, show);
}
