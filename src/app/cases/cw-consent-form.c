/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-consent-form.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-text-size.h"

#include <glib/gi18n.h>

struct _CwConsentForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *columns;
  GtkBox *points;
  GtkBox *choices;
  GtkWidget *choices_head;
  GtkWidget *questions;
  GtkWidget *stop_row;
  GtkCheckButton *record, *paper, *nothing;
  GtkWidget *record_card, *paper_card, *nothing_card;
  GtkLabel *paper_said;
  GtkToggleButton *school_yes, *school_no, *database_yes, *database_no, *signed_button,
      *spoken_button;
  CwDateEntry *day;
  GtkLabel *explained_by;

  /* borrowed */
  GtkCheckButton *ticks[CW_CONSENT_N_POINTS];

  gboolean setting;
};

enum
{
  CHANGED,
  PRINT_SHEET,
  STOP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwConsentForm, cw_consent_form, ADW_TYPE_BIN)

/* The six points of R7 in the order of CwExplained: what they are about, and words to say. */
static const struct
{
  const char *head, *say;
} POINTS[CW_CONSENT_N_POINTS] = {
  { N_ ("Notes are kept"),
    N_ ("“I keep notes on this laptop. Only I can open them. The head teacher cannot.”") },
  { N_ ("Nothing goes further without your yes"),
    N_ ("“I pass nothing on to school or anyone unless you agree to that very thing.”") },
  { N_ ("Two exceptions"), N_ ("“If a child may be at risk, or someone threatens harm, I have to "
                               "pass that on. Where it is safe to, I tell you.”") },
  { N_ ("Counting, without names"), N_ ("“I count how many parents I help, and with what. No name "
                                        "goes in, and nobody can find you in the numbers.”") },
  { N_ ("When I leave"),
    N_ ("“The notes go to whoever does this job next, so you need not start again.”") },
  { N_ ("You may see it all"), N_ ("“Ask any time and you get everything about you, on paper. You "
                                   "can also change your mind.”") },
};

static void
mark_choice (GtkWidget *card, GtkCheckButton *button)
{
  cw_set_class (card, "chosen", gtk_check_button_get_active (button));
}

/* What only a record raises is not asked where there is to be none (R8). */
static void
show_choice (CwConsentForm *self)
{
  gboolean refused
      = gtk_check_button_get_active (self->paper) || gtk_check_button_get_active (self->nothing);

  mark_choice (self->record_card, self->record);
  mark_choice (self->paper_card, self->paper);
  mark_choice (self->nothing_card, self->nothing);
  gtk_widget_set_sensitive (self->questions, !refused);
}

static void
changed_cb (CwConsentForm *self)
{
  g_assert (CW_IS_CONSENT_FORM (self));

  if (self->setting)
    return;
  show_choice (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
day_changed_cb (CwConsentForm *self, GParamSpec *pspec, gpointer day)
{
  changed_cb (self);
}

static void
print_cb (CwConsentForm *self)
{
  g_signal_emit (self, signals[PRINT_SHEET], 0);
}

static void
stop_cb (CwConsentForm *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

/* One point: a box to tick, what it is about in small type, the words to say in large. */
static GtkWidget *
make_point (CwConsentForm *self, guint i)
{
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_label_new (_ (POINTS[i].head));
  GtkWidget *say = gtk_label_new (_ (POINTS[i].say));

  gtk_widget_add_css_class (head, "small");
  gtk_widget_add_css_class (head, "quiet");
  gtk_widget_add_css_class (say, "say");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_xalign (GTK_LABEL (say), 0);
  gtk_label_set_wrap (GTK_LABEL (say), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (say), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_margin_start (words, 8);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), say);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), words);
  cw_a11y_label (tick, _ (POINTS[i].head));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (POINTS[i].say), -1);
  gtk_widget_add_css_class (tick, "cw-say");
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (changed_cb), self);
  self->ticks[i] = GTK_CHECK_BUTTON (tick);
  return tick;
}

static void
cw_consent_form_class_init (CwConsentFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const names[] = { "changed", "print-sheet", "stop" };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-consent-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, columns);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, points);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, choices);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, choices_head);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, questions);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, stop_row);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, record);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, paper);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, nothing);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, record_card);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, paper_card);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, nothing_card);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, paper_said);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, school_yes);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, school_no);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, database_yes);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, database_no);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, signed_button);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, spoken_button);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, day);
  gtk_widget_class_bind_template_child (widget_class, CwConsentForm, explained_by);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
cw_consent_form_init (CwConsentForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < CW_CONSENT_N_POINTS; i++)
    {
      if (i > 0)
        gtk_box_append (self->points, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->points, make_point (self, i));
    }
  cw_text_size_stack (self->columns);
}

GtkWidget *
cw_consent_form_new (void)
{
  return g_object_new (CW_TYPE_CONSENT_FORM, NULL);
}

static CwAnswer
read_answer (GtkToggleButton *yes, GtkToggleButton *no)
{
  return gtk_toggle_button_get_active (yes)  ? CW_ANSWER_YES
         : gtk_toggle_button_get_active (no) ? CW_ANSWER_NO
                                             : CW_ANSWER_NONE;
}

/* The talk begins with the first point, not with the button that prints them all. */
void
cw_consent_form_focus (CwConsentForm *self)
{
  g_return_if_fail (CW_IS_CONSENT_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->ticks[0]));
}

CwConsentState
cw_consent_form_get_state (CwConsentForm *self)
{
  CwConsentState state = { 0 };

  g_return_val_if_fail (CW_IS_CONSENT_FORM (self), state);

  for (guint i = 0; i < CW_CONSENT_N_POINTS; i++)
    if (gtk_check_button_get_active (self->ticks[i]))
      state.explained |= 1 << i;
  state.choice = gtk_check_button_get_active (self->record)    ? CW_CHOICE_RECORD
                 : gtk_check_button_get_active (self->paper)   ? CW_CHOICE_PAPER
                 : gtk_check_button_get_active (self->nothing) ? CW_CHOICE_NOTHING
                                                               : CW_CHOICE_NONE;
  state.school = read_answer (self->school_yes, self->school_no);
  state.database = read_answer (self->database_yes, self->database_no);
  state.how = gtk_toggle_button_get_active (self->signed_button)   ? CW_HOW_SIGNED
              : gtk_toggle_button_get_active (self->spoken_button) ? CW_HOW_SPOKEN
                                                                   : CW_HOW_NONE;
  state.given_on = cw_date_entry_get_day (self->day);
  return state;
}

void
cw_consent_form_set_state (CwConsentForm *self, const CwConsentState *state, CwDay today)
{
  g_return_if_fail (CW_IS_CONSENT_FORM (self) && state != NULL);

  self->setting = TRUE;
  for (guint i = 0; i < CW_CONSENT_N_POINTS; i++)
    gtk_check_button_set_active (self->ticks[i], (state->explained & (1 << i)) != 0);
  gtk_check_button_set_active (self->record, state->choice == CW_CHOICE_RECORD);
  gtk_check_button_set_active (self->paper, state->choice == CW_CHOICE_PAPER);
  gtk_check_button_set_active (self->nothing, state->choice == CW_CHOICE_NOTHING);
  gtk_toggle_button_set_active (self->school_yes, state->school == CW_ANSWER_YES);
  gtk_toggle_button_set_active (self->school_no, state->school == CW_ANSWER_NO);
  gtk_toggle_button_set_active (self->database_yes, state->database == CW_ANSWER_YES);
  gtk_toggle_button_set_active (self->database_no, state->database == CW_ANSWER_NO);
  gtk_toggle_button_set_active (self->signed_button, state->how == CW_HOW_SIGNED);
  gtk_toggle_button_set_active (self->spoken_button, state->how == CW_HOW_SPOKEN);
  cw_date_entry_set_today (self->day, today);
  cw_date_entry_set_day (self->day, state->given_on);
  self->setting = FALSE;
  show_choice (self);
}

void
cw_consent_form_set_explained_by (CwConsentForm *self, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_CONSENT_FORM (self));

  /* Translators: %s is the name of the adviser */
  text = g_strdup_printf (_ ("Explained by %s"), name);
  gtk_label_set_text (self->explained_by, text);
}

void
cw_consent_form_set_paper (CwConsentForm *self, const char *number)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_CONSENT_FORM (self));

  /* Translators: %s is the number of a paper record, such as P-015 */
  text = g_strdup_printf (_ ("Notes in the locked cabinet. Here a number, %s, no name."), number);
  gtk_label_set_text (self->paper_said, text);
}

void
cw_consent_form_ask_record_only (CwConsentForm *self)
{
  g_return_if_fail (CW_IS_CONSENT_FORM (self));

  gtk_widget_set_visible (self->choices_head, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), FALSE);
  gtk_widget_set_visible (self->stop_row, FALSE);
  gtk_check_button_set_active (self->record, TRUE);
}

/**
 * cw_consent_problem_text:
 * @problems: what is missing
 * @to_explain: how many points are left
 * @text: (out): owns the sentence
 *
 * Returns: (transfer none): a plain sentence about the first thing that is missing; "" if nothing
 * is.
 */
const char *
cw_consent_problem_text (CwConsentProblems problems, guint to_explain, char **text)
{
  const char *said = "";

  if (problems & CW_CONSENT_TO_EXPLAIN)
    {
      /* Translators: %u is a number of points that were not explained yet */
      *text = g_strdup_printf (ngettext ("%u point is still to explain.",
                                         "%u points are still to explain.", to_explain),
                               to_explain);
      return *text;
    }
  if (problems & CW_CONSENT_TO_CHOOSE)
    said = _ ("What the parent chooses is still open.");
  else if (problems & CW_CONSENT_SCHOOL)
    said = _ ("May the school know? Still open.");
  else if (problems & CW_CONSENT_DATABASE)
    said = _ ("May the shared database know? Still open.");
  else if (problems & CW_CONSENT_HOW)
    said = _ ("Signed or spoken? Still open.");
  else if (problems & CW_CONSENT_DAY)
    said = _ ("The day they agreed is missing, or is no date.");
  else if (problems & CW_CONSENT_FUTURE)
    said = _ ("The day they agreed is still to come.");
  else if (problems & CW_CONSENT_WHO)
    said = _ ("Who explained it is missing.");
  *text = g_strdup (said);
  return *text;
}
