/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-composer.h"

#include "app/kit/cw-form-draft.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-adult-toggles.h"
#include "cw-adult-words.h"
#include "cw-case-work.h"
#include "cw-code-drop-down.h"
#include "cw-code-picker.h"
#include "cw-composer-foot.h"
#include "cw-note-view.h"

#include <glib/gi18n.h>

#define USUAL_MINUTES 15

struct _CwComposer
{
  AdwBin parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkButton *rest_button;
  GtkLabel *rest_said;
  GtkLabel *heading;
  GtkBox *with;
  GtkDropDown *method;
  CwDateEntry *day, *step_due;
  GtkEntry *time, *minutes, *step;
  CwNoteView *note;
  CwCodePicker *support, *services;
  GtkWidget *step_part;
  CwComposerFoot *foot;

  /* owned */
  CwSession *session;
  CwCase *cas;
  CwContactState *state;
  CwFormDraft *keeper;

  gboolean setting;
  gboolean tried; /* the button was pressed: problems are said from then on */
};

enum
{
  OPENED,
  CLOSED,
  SAVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwComposer, cw_composer, ADW_TYPE_BIN)

/* ---- words ---- */

static void
show_advice (CwComposer *self)
{
  cw_composer_foot_advise (self->foot, self->state, self->cas->adults, self->tried,
                           cw_note_view_get_remark (self->note));
}

static void
show_saved (CwComposer *self)
{
  cw_composer_foot_set_saved_at (self->foot, cw_form_draft_get_saved_at (self->keeper));
}

static void
show_rest (CwComposer *self)
{
  g_autofree char *names = cw_adults_join (self->cas->adults, NULL);
  gboolean anybody = *names != '\0';
  g_autofree char *said
      /* Translators: %s is one or more names */
      = anybody ? g_strdup_printf (_ ("Note a contact with %s …"), names)
                : g_strdup (_ ("Nobody here agrees to a record now. Nothing new is written."));

  if (cw_contact_state_has_words (self->state))
    {
      g_free (said);
      said = g_strdup (_ ("Go on writing the contact you began …"));
    }
  gtk_label_set_text (self->rest_said, said);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rest_button), anybody);
}

/* ---- the form and its value ---- */

static void
touched (CwComposer *self)
{
  if (self->keeper != NULL)
    cw_form_draft_touch (self->keeper);
  show_advice (self);
}

/* Reads every field into the value. */
static void
changed_cb (CwComposer *self)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GStrv) kept = NULL;
  CwContact *contact;

  if (self->setting)
    return;
  contact = self->state->curr;
  contact->method = cw_code_drop_down_get (self->method);
  contact->day = cw_date_entry_get_day (self->day);
  self->state->day_wrong = cw_date_entry_is_wrong (self->day);
  self->state->step_due_wrong = cw_date_entry_is_wrong (self->step_due);
  cw_contact_state_set_time_text (self->state, gtk_editable_get_text (GTK_EDITABLE (self->time)));
  cw_contact_state_set_minutes_text (self->state,
                                     gtk_editable_get_text (GTK_EDITABLE (self->minutes)));
  cw_contact_state_set_step (self->state, gtk_editable_get_text (GTK_EDITABLE (self->step)),
                             cw_date_entry_get_day (self->step_due));
  cw_ids_free (contact->support);
  contact->support = cw_ids_copy (cw_code_picker_get_ids (self->support));
  cw_ids_free (contact->services);
  contact->services = cw_ids_copy (cw_code_picker_get_ids (self->services));
  lines = cw_note_view_get_lines (self->note);
  cw_contact_state_set_lines (self->state, lines);
  kept = cw_note_view_get_kept (self->note);
  cw_contact_state_set_kept (self->state, (const char *const *) kept);
  touched (self);
}

static void
notified_cb (CwComposer *self, GParamSpec *pspec, gpointer object)
{
  changed_cb (self);
}

static void
remark_cb (CwComposer *self, GParamSpec *pspec, gpointer note)
{
  if (self->state != NULL)
    show_advice (self);
}

/* R10: a pointer, and the adviser decides. */
static void
keep_cb (CwComposer *self)
{
  cw_note_view_keep (self->note);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static void
with_cb (gint64 adult_id, gboolean with, gpointer data)
{
  CwComposer *self = data;

  if (self->setting)
    return;
  cw_contact_state_set_with (self->state, adult_id, with);
  touched (self);
}

static void
fill_with (CwComposer *self)
{
  cw_adult_toggles_fill (self->with, self->cas->adults, self->state->curr->adults, with_cb, self);
}

/* Shows the value in every field. */
static void
show_state (CwComposer *self)
{
  const CwContact *contact = self->state->curr;
  CwCodeBook *codes = cw_session_get_codes (self->session);
  g_autofree char *time = cw_time_format (contact->time);
  g_autofree char *minutes
      = self->state->minutes_wrong ? g_strdup ("") : g_strdup_printf ("%d", contact->minutes);
  g_autofree char *day = cw_day_format (self->state->orig->day);
  /* Translators: %s is a date */
  g_autofree char *heading = g_strdup_printf (_ ("Changing the contact of %s, with"), day);

  self->setting = TRUE;
  gtk_label_set_text (self->heading, contact->id != 0 ? heading : _ ("Contact with"));
  fill_with (self);
  cw_code_drop_down_fill (self->method, cw_code_book_list (codes, CW_LIST_CONTACT_METHOD),
                          contact->method, _ ("How?"));
  cw_date_entry_set_today (self->day, self->state->today);
  cw_date_entry_set_day (self->day, contact->day);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  gtk_editable_set_text (GTK_EDITABLE (self->minutes), minutes);
  cw_note_view_set_lines (self->note, self->state->orig->lines);
  cw_note_view_set_kept (self->note, (const char *const *) self->state->kept);
  cw_note_view_keep_all (self->note); /* what is stored was kept when it was */
  cw_note_view_set_lines (self->note, contact->lines);
  cw_code_picker_set_codes (self->support, cw_code_book_list (codes, CW_LIST_SUPPORT_TYPE));
  cw_code_picker_set_ids (self->support, contact->support);
  cw_code_picker_set_codes (self->services, cw_code_book_list (codes, CW_LIST_SERVICE));
  cw_code_picker_set_ids (self->services, contact->services);
  gtk_editable_set_text (GTK_EDITABLE (self->step), self->state->step_text);
  cw_date_entry_set_today (self->step_due, self->state->today);
  cw_date_entry_set_day (self->step_due, self->state->step_due);
  gtk_widget_set_visible (self->step_part, contact->id == 0);
  cw_composer_foot_set_changing (self->foot, contact->id != 0);
  self->setting = FALSE;
  self->tried = FALSE;
  show_advice (self);
  show_saved (self);
  show_rest (self);
}

static char *
contact_body (gpointer data, int *words)
{
  CwComposer *self = data;

  *words = cw_contact_state_count_words (self->state);
  return *words > 0 ? cw_contact_state_to_body (self->state) : NULL;
}

static void
saved_at_cb (CwComposer *self, GParamSpec *pspec, gpointer keeper)
{
  if (cw_form_draft_get_saved_at (self->keeper) != NULL
      && cw_composer_foot_set_not_kept (self->foot, NULL))
    show_advice (self);
  show_saved (self);
}

static gboolean
not_kept_cb (CwComposer *self, const GError *error)
{
  if (cw_composer_foot_set_not_kept (self->foot, error->message))
    show_advice (self);
  return TRUE;
}

/* A contact that is not begun: today, now, and with the one adult who agrees if there is just one.
 */
static void
begin_anew (CwComposer *self)
{
  const CwAdult *only = cw_adults_only_agreeing (self->cas->adults);

  cw_composer_foot_set_not_kept (self->foot, NULL);
  g_clear_pointer (&self->state, cw_contact_state_free);
  self->state = cw_contact_state_new (self->cas->id, cw_session_get_today (self->session));
  self->state->orig->minutes = self->state->curr->minutes = USUAL_MINUTES;
  if (only != NULL)
    {
      cw_ids_add (self->state->orig->adults, only->id); /* that is no change yet */
      cw_contact_state_set_with (self->state, only->id, TRUE);
    }
}

static void
rest (CwComposer *self)
{
  gtk_stack_set_visible_child_name (self->stack, "rest");
  show_rest (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- saving ---- */

static void
saved_cb (gpointer widget, gpointer result)
{
  CwComposer *self = widget;
  g_autofree gint64 *id = result;

  cw_set_busy (GTK_WIDGET (self), FALSE);
  cw_form_draft_drop_ours (self->keeper);
  begin_anew (self);
  show_state (self);
  rest (self);
  g_signal_emit (self, signals[SAVED], 0, id != NULL ? *id : (gint64) 0);
}

/* Nothing is lost: the form stays as it was, and the draft is kept. */
static void
failed_cb (gpointer widget, const GError *error)
{
  CwComposer *self = widget;

  cw_set_busy (GTK_WIDGET (self), FALSE);
  cw_composer_foot_set_problem (self->foot, error->message);
  cw_form_draft_touch (self->keeper);
}

static void
focus_problem (CwComposer *self, CwContactProblem problem)
{
  GtkWidget *fields[] = {
    [CW_CONTACT_NOBODY] = gtk_widget_get_first_child (GTK_WIDGET (self->with)),
    [CW_CONTACT_METHOD] = GTK_WIDGET (self->method),
    [CW_CONTACT_DAY] = GTK_WIDGET (self->day),
    [CW_CONTACT_FUTURE] = GTK_WIDGET (self->day),
    [CW_CONTACT_BEFORE_CONSENT] = GTK_WIDGET (self->day),
    [CW_CONTACT_WITHDRAWN] = GTK_WIDGET (self->day),
    [CW_CONTACT_TIME] = GTK_WIDGET (self->time),
    [CW_CONTACT_MINUTES] = GTK_WIDGET (self->minutes),
    [CW_CONTACT_STEP_DUE] = GTK_WIDGET (self->step_due),
    [CW_CONTACT_STEP_TEXT] = GTK_WIDGET (self->step),
  };

  if (problem < G_N_ELEMENTS (fields) && fields[problem] != NULL)
    gtk_widget_child_focus (fields[problem], GTK_DIR_TAB_FORWARD);
}

void
cw_composer_save (CwComposer *self)
{
  CwContactProblem problem;
  CwJob *job;

  g_return_if_fail (CW_IS_COMPOSER (self));

  if (!cw_composer_is_open (self) || !gtk_widget_get_sensitive (GTK_WIDGET (self)))
    return;
  changed_cb (self);
  self->tried = TRUE;
  show_advice (self);
  problem = cw_contact_state_check (self->state, self->cas->adults);
  if (problem != CW_CONTACT_COMPLETE)
    {
      focus_problem (self, problem);
      return;
    }
  job = cw_job_new (0);
  cw_form_draft_give (self->keeper, job);
  cw_job_take (job, cw_contact_save_new (self->state->curr, cw_contact_state_to_step (self->state)),
               (GDestroyNotify) cw_contact_save_free);
  cw_set_busy (GTK_WIDGET (self), TRUE);
  cw_run (self, self->session, cw_work_save_contact, job, g_free,
          CW_CHANGE_CASES | CW_CHANGE_STEPS | CW_CHANGE_DRAFTS, saved_cb, failed_cb);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cw_composer_save (CW_COMPOSER (widget));
}

/* ---- putting away ---- */

static void
undo_discard (gpointer composer, gpointer body)
{
  CwComposer *self = composer;

  if (self->session == NULL || !cw_contact_state_take_body (self->state, body))
    return;
  show_state (self);
  cw_composer_open (self);
  cw_form_draft_touch (self->keeper);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CwComposer *self = CW_COMPOSER (widget);
  gboolean words
      = cw_contact_state_has_words (self->state) && cw_contact_state_is_changed (self->state);
  g_autofree char *body = cw_contact_state_to_body (self->state);

  cw_form_draft_drop_ours (self->keeper);
  begin_anew (self);
  show_state (self);
  rest (self);
  if (words)
    cw_offer_undo (self, _ ("What you were writing was thrown away."), undo_discard,
                   g_steal_pointer (&body), g_free);
}

/* Esc: back to one line. What is written stays. */
static void
rest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CwComposer *self = CW_COMPOSER (widget);

  if (!cw_composer_is_open (self))
    return;
  if (self->state->curr->id != 0 && !cw_contact_state_is_changed (self->state))
    discard_action (widget, NULL, NULL);
  else
    rest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->rest_button));
}

static void
cw_composer_dispose (GObject *object)
{
  CwComposer *self = CW_COMPOSER (object);

  cw_form_draft_release (&self->keeper);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_composer_parent_class)->dispose (object);
  g_clear_pointer (&self->cas,
                   cw_case_free); /* after the widgets, which may still say that they change */
  g_clear_pointer (&self->state, cw_contact_state_free);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CW_TYPE_COMPOSER_FOOT);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  g_type_ensure (CW_TYPE_CODE_PICKER);
  g_type_ensure (CW_TYPE_NOTE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, CwComposer, stack);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, rest_button);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, rest_said);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, heading);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, with);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, method);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, day);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, time);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, minutes);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, note);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, support);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, services);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, step_part);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, step);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, step_due);
  gtk_widget_class_bind_template_child (widget_class, CwComposer, foot);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, notified_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, cw_composer_open);
}

static void
cw_composer_class_init (CwComposerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_composer_dispose;
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "composer.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "composer.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "composer.rest", NULL, rest_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "composer.rest", NULL);
  bind_template (widget_class);
}

static void
cw_composer_init (CwComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_a11y_drop_down (self->method, _ ("How you were in contact"));
}

GtkWidget *
cw_composer_new (void)
{
  return g_object_new (CW_TYPE_COMPOSER, NULL);
}

/**
 * cw_composer_set_case:
 * @session: the records
 * @cas: the case; read anew after every change
 * @draft: (nullable): what was half written; taken up the first time only
 */
void
cw_composer_set_case (CwComposer *self, CwSession *session, const CwCase *cas, const CwDraft *draft)
{
  g_autofree char *subject = NULL;

  g_return_if_fail (CW_IS_COMPOSER (self) && cas != NULL);

  g_clear_pointer (&self->cas, cw_case_free);
  self->cas = cw_case_copy (cas);
  if (self->keeper != NULL)
    {
      /* Who agrees may have changed; what is typed stays. */
      self->setting = TRUE;
      fill_with (self);
      self->setting = FALSE;
      show_advice (self);
      show_rest (self);
      return;
    }
  self->session = g_object_ref (session);
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, cas->id);
  self->keeper = cw_form_draft_new (self, session, "contact", subject, cas->id, contact_body, self);
  g_signal_connect_object (self->keeper, "failed", G_CALLBACK (not_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::saved-at", G_CALLBACK (saved_at_cb), self,
                           G_CONNECT_SWAPPED);
  begin_anew (self);
  if (draft != NULL && cw_contact_state_take_body (self->state, draft->body))
    cw_form_draft_adopt (self->keeper, draft);
  show_state (self);
  if (draft != NULL)
    cw_composer_open (self);
}

void
cw_composer_open (CwComposer *self)
{
  g_return_if_fail (CW_IS_COMPOSER (self));

  if (self->cas == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->rest_button)))
    return;
  if (!cw_composer_is_open (self) && !cw_contact_state_is_changed (self->state)
      && self->state->curr->id == 0)
    {
      g_autofree char *now
          = cw_time_format (cw_clock_minute (cw_session_get_clock (self->session)));

      gtk_editable_set_text (GTK_EDITABLE (self->time), now);
    }
  gtk_stack_set_visible_child_name (self->stack, "open");
  g_signal_emit (self, signals[OPENED], 0);
  if (self->state->curr->adults->len == 0
      && gtk_widget_get_first_child (GTK_WIDGET (self->with)) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->with), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->state->curr->method != 0 ? (gpointer) self->note
                                                                      : (gpointer) self->method));
}

void
cw_composer_edit (CwComposer *self, const CwContact *contact)
{
  const char *problem = NULL;

  g_return_if_fail (CW_IS_COMPOSER (self) && contact != NULL);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->rest_button)))
    problem = _ ("Nobody here agrees to a record now, so nothing is changed.");
  else if (self->state->curr->id != contact->id && cw_contact_state_has_words (self->state)
           && cw_contact_state_is_changed (self->state))
    problem = _ ("Save the contact you are writing first, or throw it away.");
  if (problem != NULL)
    {
      cw_say (self, problem);
      cw_composer_open (self);
      return;
    }
  cw_contact_state_edit (self->state, contact);
  show_state (self);
  cw_composer_open (self);
}

void
cw_composer_flush (CwComposer *self)
{
  g_return_if_fail (CW_IS_COMPOSER (self));

  if (self->keeper != NULL)
    cw_form_draft_flush (self->keeper);
}

gboolean
cw_composer_is_open (CwComposer *self)
{
  g_return_val_if_fail (CW_IS_COMPOSER (self), FALSE);
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "open") == 0;
}
