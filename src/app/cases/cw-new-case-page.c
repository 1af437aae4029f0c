/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-case-page-private.h"

#include "app/kit/cw-kit.h"
#include "cw-case-work.h"
#include "cw-explain-print.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (CwNewCasePage, cw_new_case_page, CW_TYPE_SECTION)

static CwSession *
session_of (CwNewCasePage *self)
{
  return cw_section_get_session (CW_SECTION (self));
}

static char *
opening_body (gpointer data, int *words)
{
  CwNewCasePage *self = data;

  *words = 0;
  if (self->state == NULL || self->case_id != 0 || !cw_new_case_state_is_changed (self->state))
    return NULL;
  return cw_new_case_state_to_body (self->state);
}

/* ---- what is shown ---- */

/* A plain sentence about what is missing in this step; "" where one can go on. */
static char *
find_missing (CwNewCasePage *self)
{
  CwConsentState *consent = &self->state->curr.consent;
  CwConsentProblems problems;
  char *text = NULL;

  switch (self->step)
    {
    case STEP_CAME:
      return g_strdup (cw_came_problem_text (cw_new_case_state_check_came (self->state)));
    case STEP_CONSENT:
      problems = cw_consent_state_check (consent, cw_explained_by (session_of (self)),
                                         self->state->today);
      cw_consent_problem_text (problems, cw_consent_state_to_explain (consent), &text);
      return text;
    case STEP_REFUSAL:
      return g_strdup (cw_refusal_form_get_problem (self->refusal));
    case STEP_NAMES:
    case STEP_CONTACT:
    default:
      return g_strdup ("");
    }
}

/* How far the conversation is, at the top. */
static void
show_bar (CwNewCasePage *self)
{
  static const guint bar[] = { 0, 1, 1, 2, 3 };
  guint now = bar[self->step];
  /* Translators: %u is the number of the step */
  g_autofree char *subtitle = g_strdup_printf (_ ("Step %u of 4"), now + 1);

  adw_window_title_set_subtitle (self->heading, subtitle);
  if (now > 0)
    {
      g_autofree char *came
          = cw_new_case_came_text (self->state, cw_session_get_codes (session_of (self)));

      cw_step_bar_set_said (self->steps, 0, came);
    }
  if (now > 1)
    cw_step_bar_set_said (self->steps, 1, _ ("They agreed"));
  cw_step_bar_set_now (self->steps, now, self->case_id == 0);
}

void
cw_new_case_page_show_step (CwNewCasePage *self)
{
  static const char *const names[] = { "came", "consent", "refusal", "names", "contact" };
  g_autofree char *missing = NULL;
  g_autofree char *label = NULL;

  g_assert (CW_IS_NEW_CASE_PAGE (self));

  if (self->state == NULL)
    return;
  missing = find_missing (self);
  label = cw_new_case_next_text (self->step, self->state->curr.consent.choice, self->paper_number,
                                 self->names != NULL && cw_names_form_has_name (self->names));
  gtk_stack_set_visible_child_name (self->stack, names[self->step]);
  show_bar (self);
  gtk_button_set_label (self->next_button, label);
  gtk_button_set_label (self->cancel_button,
                        self->case_id != 0 ? _ ("Finish later") : _ ("Cancel"));
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          self->step == STEP_CONSENT || self->step == STEP_REFUSAL);
  /* The composer has the one button that stands out. */
  cw_set_class (self->next_button, "suggested-action", self->step != STEP_CONTACT);
  gtk_label_set_text (self->foot, cw_new_case_foot_text (self->step));
  gtk_widget_set_visible (self->foot_icon, self->case_id == 0);
  gtk_label_set_text (self->missing, missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-case.next",
                                 *missing == '\0' && !self->busy);
}

void
cw_new_case_page_set_busy (CwNewCasePage *self, gboolean busy)
{
  g_assert (CW_IS_NEW_CASE_PAGE (self));

  self->busy = busy;
  cw_set_busy (GTK_WIDGET (self->stack), busy);
  cw_new_case_page_show_step (self);
}

/* Every step begins at its top with the focus where work begins. */
void
cw_new_case_page_go_to (CwNewCasePage *self, CwNewCaseStep step)
{
  g_assert (CW_IS_NEW_CASE_PAGE (self));

  self->step = step;
  cw_new_case_page_show_step (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (step == STEP_CAME)
    cw_came_form_focus (self->came);
  else if (step == STEP_CONSENT)
    cw_consent_form_focus (self->consent);
  else if (step == STEP_REFUSAL)
    cw_refusal_form_focus (self->refusal);
  else if (step == STEP_NAMES)
    cw_names_form_focus (self->names);
}

/* ---- the conversation begins ---- */

static void
show_state (CwNewCasePage *self)
{
  cw_came_form_set_state (self->came, session_of (self), self->state);
  cw_consent_form_set_state (self->consent, &self->state->curr.consent, self->state->today);
}

static void
paper_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autofree gint64 *number = result;

  g_free (self->paper_number);
  self->paper_number = cw_paper_record_format (number != NULL ? *number : 1);
  cw_consent_form_set_paper (self->consent, self->paper_number);
  cw_new_case_page_show_step (self);
}

/* Back to the beginning, with nothing in it. */
void
cw_new_case_page_begin_afresh (CwNewCasePage *self)
{
  CwSession *session = session_of (self);

  g_assert (CW_IS_NEW_CASE_PAGE (self));

  g_clear_pointer (&self->state, cw_new_case_state_free);
  self->state = cw_new_case_state_new (cw_session_get_today (session));
  self->case_id = 0;
  self->busy = FALSE;
  cw_set_busy (GTK_WIDGET (self->stack), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "came");
  cw_new_case_page_remove_made (self);
  gtk_widget_set_visible (self->taken_up, FALSE);
  cw_consent_form_set_explained_by (self->consent, cw_explained_by (session_of (self)));
  cw_refusal_form_bind (self->refusal, session);
  show_state (self);
  self->step = STEP_CAME;
  cw_new_case_page_show_step (self);
  cw_run (self, session, cw_work_next_paper, cw_job_new (0), g_free, 0, paper_cb, NULL);
}

/* What was left open is taken up where it stopped. */
static void
draft_cb (gpointer page, gpointer result)
{
  CwNewCasePage *self = page;
  g_autoptr (CwDraft) draft = result;
  g_autofree char *said = NULL;

  if (draft == NULL || cw_new_case_state_is_changed (self->state)
      || !cw_new_case_state_take_body (self->state, draft->body))
    return;
  cw_form_draft_adopt (self->keeper, draft);
  show_state (self);
  if (cw_form_draft_get_saved_at (self->keeper) != NULL)
    /* Translators: %s is a time of day */
    said = g_strdup_printf (_ ("Taken up where you stopped at %s."),
                            cw_form_draft_get_saved_at (self->keeper));
  gtk_label_set_text (self->taken_up_said, said != NULL ? said : "");
  gtk_widget_set_visible (self->taken_up, TRUE);
  cw_new_case_page_go_to (self, cw_new_case_state_check_came (self->state) == CW_CAME_COMPLETE
                                    ? STEP_CONSENT
                                    : STEP_CAME);
}

static void
afresh_cb (CwNewCasePage *self)
{
  cw_form_draft_drop_ours (self->keeper);
  cw_new_case_page_begin_afresh (self);
  cw_new_case_page_go_to (self, STEP_CAME);
}

/* ---- before the agreement ---- */

static void
came_changed_cb (CwNewCasePage *self)
{
  cw_came_form_get_state (self->came, self->state);
  cw_form_draft_touch (self->keeper);
  cw_new_case_page_show_step (self);
}

static void
consent_changed_cb (CwNewCasePage *self)
{
  CwConsentState consent = cw_consent_form_get_state (self->consent);

  cw_new_case_state_set_consent (self->state, &consent);
  cw_form_draft_touch (self->keeper);
  cw_new_case_page_show_step (self);
}

static void
refusal_changed_cb (CwNewCasePage *self)
{
  cw_new_case_page_show_step (self);
}

static void
print_cb (CwNewCasePage *self)
{
  cw_explain_print (GTK_WIDGET (self), session_of (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (widget);
  CwChoice choice = self->state->curr.consent.choice;

  if (self->step == STEP_CAME)
    cw_new_case_page_go_to (self, STEP_CONSENT);
  else if (self->step == STEP_CONSENT && choice == CW_CHOICE_RECORD)
    cw_new_case_page_store (self);
  else if (self->step == STEP_CONSENT)
    {
      cw_refusal_form_set_paper (self->refusal,
                                 choice == CW_CHOICE_PAPER ? self->paper_number : NULL);
      cw_new_case_page_go_to (self, STEP_REFUSAL);
    }
  else if (self->step == STEP_REFUSAL)
    cw_new_case_page_refuse (self);
  else if (self->step == STEP_NAMES)
    cw_new_case_page_save_names (self);
  else
    cw_new_case_page_open_case (self);
}

/* What is stored is not taken back by going back: from there on the page is left. */
static gboolean
cw_new_case_page_back (CwSection *section)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (section);

  if (self->step != STEP_CONSENT && self->step != STEP_REFUSAL)
    return FALSE;
  cw_new_case_page_go_to (self, self->step - 1);
  return TRUE;
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cw_section_back (CW_SECTION (widget));
}

/* Before the agreement nothing is kept; after it the case is there and can be completed from its
 * page. */
static void
stop_cb (CwNewCasePage *self)
{
  if (self->busy) /* it is being stored: nothing can be stopped any more */
    return;
  if (self->case_id != 0)
    {
      cw_section_flush (CW_SECTION (self));
      cw_new_case_page_open_case (self);
      return;
    }
  cw_form_draft_drop_undo (self->keeper, CW_SECTION (self), _ ("Stopped. Nothing was kept."));
  cw_new_case_page_begin_afresh (self);
  cw_section_go (CW_SECTION (self), "win.back", NULL);
}

static void
cw_new_case_page_bind (CwSection *section, CwSession *session)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (section);
  CwJob *job = cw_job_new (0);

  CW_SECTION_CLASS (cw_new_case_page_parent_class)->bind (section, session);
  self->keeper = cw_form_draft_new (self, session, "opening", "new", 0, opening_body, self);
  cw_new_case_page_begin_afresh (self);
  cw_job_take (job, g_strdup ("opening"), g_free);
  job->text = g_strdup ("new");
  cw_run (self, session, cw_work_get_draft, job, (GDestroyNotify) cw_draft_free, 0, draft_cb, NULL);
}

static void
cw_new_case_page_shown (CwSection *section)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (section);

  if (self->state != NULL && self->step == STEP_CAME)
    cw_came_form_focus (self->came);
}

static void
cw_new_case_page_flush (CwSection *section)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (section);

  if (self->keeper != NULL)
    cw_form_draft_flush (self->keeper);
  if (self->names != NULL)
    cw_names_form_flush (self->names);
  if (self->composer != NULL)
    cw_composer_flush (self->composer);
}

static void
cw_new_case_page_dispose (GObject *object)
{
  CwNewCasePage *self = CW_NEW_CASE_PAGE (object);

  cw_form_draft_release (&self->keeper);
  g_clear_pointer (&self->state, cw_new_case_state_free);
  g_clear_pointer (&self->paper_number, g_free);
  G_OBJECT_CLASS (cw_new_case_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CW_TYPE_CAME_FORM);
  g_type_ensure (CW_TYPE_CONSENT_FORM);
  g_type_ensure (CW_TYPE_REFUSAL_FORM);
  g_type_ensure (CW_TYPE_STEP_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-new-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, heading);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, next_button);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, taken_up);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, taken_up_said);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, came);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, consent);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, refusal);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, foot_icon);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, foot);
  gtk_widget_class_bind_template_child (widget_class, CwNewCasePage, missing);
  gtk_widget_class_bind_template_callback (widget_class, came_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, consent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, refusal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, afresh_cb);
}

static void
cw_new_case_page_class_init (CwNewCasePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  CwSectionClass *section_class = CW_SECTION_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_new_case_page_dispose;
  section_class->bind = cw_new_case_page_bind;
  section_class->shown = cw_new_case_page_shown;
  section_class->flush = cw_new_case_page_flush;
  section_class->back = cw_new_case_page_back;
  gtk_widget_class_install_action (widget_class, "new-case.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "new-case.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "new-case.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "new-case.next", NULL);
  bind_template (widget_class);
}

static void
cw_new_case_page_init (CwNewCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_new_case_page_new (void)
{
  return g_object_new (CW_TYPE_NEW_CASE_PAGE, NULL);
}
