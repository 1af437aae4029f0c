/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-case-page-private.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-flow.h"
#include "cw-case-work.h"

#include <glib/gi18n.h>

static CwSession *
get_session (CwNewCasePage *self)
{
  return cw_section_get_session (CW_SECTION (self));
}

static void
failed_cb (gpointer page, const GError *error)
{
  CwNewCasePage *self = page;

  cw_new_case_page_set_busy (self, FALSE);
  if (self->case_id == 0)
    cw_form_draft_touch (self->keeper);
  cw_section_report (CW_SECTION (self), error);
}

static void
load_case (CwNewCasePage *self, CwRunDone done)
{
  cw_run (self, get_session (self), cw_work_load_case, cw_job_new (self->case_id),
          (GDestroyNotify) cw_case_view_free, 0, done, failed_cb);
}

void
cw_new_case_page_remove_made (CwNewCasePage *self)
{
  g_assert (CW_IS_NEW_CASE_PAGE (self));

  if (self->names != NULL)
    gtk_stack_remove (self->stack, gtk_stack_get_child_by_name (self->stack, "names"));
  if (self->composer != NULL)
    gtk_stack_remove (self->stack, gtk_stack_get_child_by_name (self->stack, "contact"));
  self->names = NULL;
  self->composer = NULL;
}

void
cw_new_case_page_open_case (CwNewCasePage *self)
{
  gint64 id = self->case_id;

  g_assert (CW_IS_NEW_CASE_PAGE (self));

  cw_new_case_page_begin_afresh (self);
  cw_section_go (CW_SECTION (self), "win.open-case", g_variant_new_int64 (id));
}

/* ---- the agreement is stored: from here on names may exist ---- */

/* Adds a step that could not be made before, and goes there. */
static void
add_step (CwNewCasePage *self, gpointer form, int width, const char *name, CwNewCaseStep step)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  gtk_widget_set_valign (clamp, GTK_ALIGN_START);
  gtk_stack_add_named (self->stack, clamp, name);
  self->busy = FALSE;
  cw_set_busy (GTK_WIDGET (self->stack), FALSE);
  gtk_widget_set_visible (self->taken_up, FALSE);
  cw_new_case_page_go_to (self, step);
}

static void
another_cb (CwNewCasePage *self)
{
  cw_adult_flow_add (GTK_WIDGET (self), get_session (self), self->case_id);
}

static void
loaded_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autoptr (CwCaseView) view = result;

  self->names = CW_NAMES_FORM (cw_names_form_new (get_session (self), view->cas));
  g_signal_connect_swapped (self->names, "changed", G_CALLBACK (cw_new_case_page_show_step), self);
  g_signal_connect_swapped (self->names, "another", G_CALLBACK (another_cb), self);
  add_step (self, self->names, 860, "names", STEP_NAMES);
}

static void
opened_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autofree gint64 *id = result;

  g_return_if_fail (id != NULL);
  self->case_id = *id;
  cw_form_draft_drop_ours (self->keeper);
  load_case (self, loaded_cb);
}

void
cw_new_case_page_store (CwNewCasePage *self)
{
  CwJob *job = cw_job_new (0);

  g_assert (CW_IS_NEW_CASE_PAGE (self));

  cw_form_draft_give (self->keeper, job);
  cw_job_take (job,
               cw_new_case_state_to_opening (self->state, cw_explained_by (get_session (self))),
               (GDestroyNotify) cw_case_opening_free);
  cw_new_case_page_set_busy (self, TRUE);
  cw_run (self, get_session (self), cw_work_open_case, job, g_free,
          CW_CHANGE_CASES | CW_CHANGE_DRAFTS, opened_cb, failed_cb);
}

/* ---- or it is refused (R8) ---- */

static void
refused_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autofree gint64 *number = result;
  g_autofree char *paper = number != NULL && *number > 0 ? cw_paper_record_format (*number) : NULL;
  g_autofree char *said = NULL;

  cw_form_draft_drop_ours (self->keeper);
  if (paper != NULL)
    /* Translators: %s is the number of a paper record, such as P-015 */
    said = g_strdup_printf (_ ("Logged. The paper record is number %s."), paper);
  cw_new_case_page_begin_afresh (self);
  cw_section_toast (CW_SECTION (self),
                    said != NULL ? said
                                 : _ ("Logged as one anonymous line. Nothing else was kept."));
  cw_section_go (CW_SECTION (self), "win.back", NULL);
}

void
cw_new_case_page_refuse (CwNewCasePage *self)
{
  CwJob *job = cw_job_new (0);

  g_assert (CW_IS_NEW_CASE_PAGE (self));

  cw_form_draft_give (self->keeper, job);
  job->day = self->state->curr.opened;
  job->flag = self->state->curr.consent.choice == CW_CHOICE_PAPER;
  cw_job_take (job, cw_refusal_form_get_enquiry (self->refusal, job->day),
               (GDestroyNotify) cw_enquiry_free);
  cw_new_case_page_set_busy (self, TRUE);
  cw_run (self, get_session (self), cw_work_refuse, job, g_free,
          CW_CHANGE_ENQUIRIES | CW_CHANGE_CASES | CW_CHANGE_DRAFTS, refused_cb, failed_cb);
}

/* ---- steps 3 and 4 ---- */

static void
contact_saved_cb (CwNewCasePage *self)
{
  cw_new_case_page_open_case (self);
}

static void
named_loaded_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autoptr (CwCaseView) view = result;

  self->composer = CW_COMPOSER (cw_composer_new ());
  cw_composer_set_case (self->composer, get_session (self), view->cas, NULL);
  g_signal_connect_swapped (self->composer, "saved", G_CALLBACK (contact_saved_cb), self);
  add_step (self, self->composer, 900, "contact", STEP_CONTACT);
  cw_composer_open (self->composer);
}

static void
named_cb (gpointer page, gpointer result)
{
  load_case (page, named_loaded_cb);
}

void
cw_new_case_page_save_names (CwNewCasePage *self)
{
  g_assert (CW_IS_NEW_CASE_PAGE (self));

  cw_names_form_save (self->names, self, named_cb);
}
