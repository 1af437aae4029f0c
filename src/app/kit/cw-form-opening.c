/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-form-opening.h"

#include "cw-form-dialog.h"
#include "cw-run.h"

/* On its way to the records and back. */
typedef struct
{
  CwFormOpening *opening;
  CwFormShow show;
} Way;

static void
free_way (gpointer data)
{
  Way *way = data;

  cw_form_opening_free (way->opening);
  g_free (way);
}

/**
 * cw_form_opening_new:
 * @kind: of the table of drafts; a literal
 * @subject: (transfer full): tells drafts of a kind apart
 * @case_id: the case it is about, 0 where the form cannot hold a word about a parent (R7)
 */
CwFormOpening *
cw_form_opening_new (CwSession *session, const char *kind, char *subject, gint64 case_id)
{
  CwFormOpening *self;

  g_return_val_if_fail (CW_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);

  self = g_new0 (CwFormOpening, 1);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->subject = subject;
  self->case_id = case_id;
  return self;
}

void
cw_form_opening_free (CwFormOpening *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->session);
  g_free (self->subject);
  g_free (self->older);
  g_clear_pointer (&self->draft, cw_draft_free);
  if (self->data != NULL && self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

static gpointer
find_draft (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  CwFormOpening *opening = ((Way *) ((CwJob *) job)->record)->opening;
  g_autoptr (GError) problem = NULL;

  opening->draft = cw_store_get_draft (store, opening->kind, opening->subject, &problem);
  if (opening->draft == NULL && problem == NULL && opening->older != NULL)
    opening->draft = cw_store_get_draft (store, opening->kind, opening->older, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  /* Numbers are given out again: one of another case is not this form's. */
  if (opening->draft != NULL && opening->draft->case_id != opening->case_id)
    g_clear_pointer (&opening->draft, cw_draft_free);
  return g_steal_pointer (&((CwJob *) job)->record);
}

static void
found_cb (gpointer over, gpointer result)
{
  Way *way = result;

  if (!cw_form_dialog_is_over (over))
    way->show (over, way->opening);
  free_way (way);
}

/**
 * cw_form_open:
 * @over: the widget whose page the form belongs to
 * @opening: (transfer full): where to look
 * @show: shows the form
 *
 * Shows a form with what was left of it, unless one stands over @over already. Where it cannot be
 * read whether something was left, the page says so and no form is shown: what is typed into it
 * would take the place of what is there.
 */
void
cw_form_open (GtkWidget *over, CwFormOpening *opening, CwFormShow show)
{
  CwJob *job;
  Way *way;

  g_return_if_fail (GTK_IS_WIDGET (over));
  g_return_if_fail (opening != NULL && show != NULL);

  job = cw_job_new (0);
  way = g_new0 (Way, 1);
  way->opening = opening;
  way->show = show;
  cw_job_take (job, way, free_way);
  cw_run (over, opening->session, find_draft, job, free_way, 0, found_cb, NULL);
}
