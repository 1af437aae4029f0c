/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of cases on a display: a case opened by keyboard, no place for a name before the
 * agreement (R7), the composer, somebody who withdrew (R9). With CW_PICTURES=DIR it also leaves
 * pictures there. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-cases-page.h"
#include "app/cases/cw-children-form.h"
#include "app/cases/cw-composer.h"
#include "app/cases/cw-identity-form.h"
#include "app/cases/cw-names-form.h"
#include "app/cases/cw-new-case-page.h"
#include "app/cases/cw-note-view.h"
#include "app/cases/cw-people-strip.h"
#include "app/kit/cw-kit.h"
#include "cases-fixture.h"
#include "ground.h"
#include "display-ground.h"

#define TODAY CASE_TODAY
#define N_PAGES 3

/* ---- tests ---- */

/* R1, R7: steps one and two, up to the agreement. */
static void
talk (Case *self)
{
  GtkWidget *tick;

  case_show (self, cw_new_case_page_new ());
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  case_press (self, "The parent came");
  display_picture ("new-1");
  case_press (self, "Go on");
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  while ((tick = case_find (self->page, case_is_open_tick, NULL)) != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  g_assert_nonnull (
      case_wait_for (self->page, case_has_label, "What the parent chooses is still open."));
}

/* R7: a name has no place before the agreement is stored, and has one after it. */
static void
test_new_case (Case *self, gconstpointer data)
{
  GtkWidget *identity;
  g_autoptr (CwCase) cas = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  talk (self);
  case_choose (self, "Record on this laptop");
  case_answer (self, "Yes");
  display_picture ("new-2-missing");
  case_answer (self, "No"); /* the one of the first question: takes the yes back */
  case_answer (self, "Yes");
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  {
    /* Yes to the first, no to the second, spoken. */
    GtkWidget *no = NULL;

    for (guint i = 0; i < 2; i++)
      {
        no = case_find (self->page, case_is_answer, "No");
        g_assert_nonnull (no);
        if (i == 0)
          gtk_widget_set_visible (no, FALSE); /* look past the first question's */
      }
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (no), TRUE);
  }
  case_answer (self, "Spoken");
  display_picture ("new-2");
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  case_press (self, "They agree: go on to names");
  g_assert_nonnull (
      case_wait_for (self->page, case_is_type, GSIZE_TO_POINTER (CW_TYPE_IDENTITY_FORM)));
  identity = CASE_FIND (self->page, CW_TYPE_IDENTITY_FORM);
  display_settle (self->session);
  display_picture ("new-3-empty");
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (identity, GTK_TYPE_ENTRY)), "Priya Nair");
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (CASE_FIND (self->page, CW_TYPE_CHILDREN_FORM),
                                                  GTK_TYPE_ENTRY)),
                         "Anika");
  case_wait_drafts (self, 1);
  drafts = case_call (self, case_read_drafts, NULL);
  g_assert_cmpstr (((CwDraft *) drafts->pdata[0])->kind, ==, "names");
  display_picture ("new-3");
  case_press (self, "Save: go on to the first contact");
  g_assert_nonnull (case_wait_for (self->page, case_is_type, GSIZE_TO_POINTER (CW_TYPE_COMPOSER)));
  display_settle (self->session);
  display_picture ("new-4");
  case_press (self, "No contact yet: open the case");
  g_assert_cmpint (self->opened, >, 0);
  cas = case_call (self, case_read, &self->opened);
  g_assert_cmpstr (((CwAdult *) cas->adults->pdata[0])->name, ==, "Priya Nair");
  g_assert_cmpstr (((CwChild *) cas->children->pdata[0])->name, ==, "Anika");
  g_assert_true (cw_adult_agrees (cas->adults->pdata[0]));
  {
    const CwConsent *consent = cw_adult_get_consent (cas->adults->pdata[0]);

    g_assert_true (consent->school_may_know);
    g_assert_false (consent->database_may_know);
    g_assert_cmpint (consent->how, ==, CW_CONSENT_SPOKEN);
    g_assert_cmpstr (consent->explained_by, ==, "Ann Dean");
  }
  case_wait_drafts (self, 0);
}

/* What a refusal leaves in the store. */
typedef struct
{
  gint64 enquiries, papers;
  guint cases;
} Left;

static gpointer
read_left (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwEnquiryFilter everything = { .sort = CW_ENQUIRY_BY_DAY };
  Left *left = g_new0 (Left, 1);

  left->enquiries = cw_store_count_enquiries (store, &everything, NULL, error);
  left->papers = cw_store_next_paper (store, error) - 1;
  left->cases = (guint) cw_store_count_cases (store, CW_CASES_ALL, NULL, error);
  return left;
}

static void
wait_until_back (Case *self)
{
  ground_wait (ground_is_true, &self->back, 20);
}

/* R8: a refusal leaves one anonymous line and a number, and no place for a name on the way. */
static void
test_refusal (Case *self, gconstpointer data)
{
  g_autofree Left *left = NULL;

  talk (self);
  case_choose (self, "On paper only");
  case_press (self, "Go on");
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  case_press (self, "Housing");
  case_press (self, "Telephone");
  display_picture ("new-refusal");
  case_press (self, "A parent");
  case_press (self, "Give it number P-001");
  wait_until_back (self);
  left = case_call (self, read_left, NULL);
  g_assert_cmpint (left->enquiries, ==, 1);
  g_assert_cmpint (left->papers, ==, 1);
  g_assert_cmpuint (left->cases, ==, 1); /* the list shows the paper record */
}

/* R8: nothing but one anonymous line. */
static void
test_refusal_without_paper (Case *self, gconstpointer data)
{
  g_autofree Left *left = NULL;

  talk (self);
  case_choose (self, "Nothing kept");
  case_press (self, "Go on");
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  case_press (self, "Housing");
  case_press (self, "Telephone");
  case_press (self, "A parent");
  display_picture ("new-nothing");
  case_press (self, "Log it and close");
  wait_until_back (self);
  left = case_call (self, read_left, NULL);
  g_assert_cmpint (left->enquiries, ==, 1);
  g_assert_cmpint (left->papers, ==, 0);
  g_assert_cmpuint (left->cases, ==, 0);
}

/* A talk that was broken off is taken up where it stopped; what was chosen is still chosen, and
 * there is no place for a name yet (R7). */
static void
test_resume (Case *self, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) none = NULL;

  talk (self);
  case_choose (self, "Record on this laptop");
  cw_section_flush (CW_SECTION (self->page));
  display_settle (self->session);
  drafts = case_call (self, case_read_drafts, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpint (((CwDraft *) drafts->pdata[0])->case_id, ==, 0);

  case_show (self, cw_new_case_page_new ());
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Taken up where you stopped at"));
  display_picture ("new-resumed");
  g_assert_null (case_find (self->page, case_is_open_tick, NULL)); /* all six are ticked */
  g_assert_null (case_find (self->page, case_could_hold_name, NULL));
  case_press (self, "Start afresh");
  g_assert_null (case_find (self->page, case_has_label, "Taken up where you stopped at"));
  display_settle (self->session);
  none = case_call (self, case_read_drafts, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Back goes a step back, and then the page can be left. */
static void
test_back (Case *self, gconstpointer data)
{
  talk (self);
  g_assert_true (cw_section_back (CW_SECTION (self->page)));
  g_assert_false (self->back);
  g_assert_false (cw_section_back (CW_SECTION (self->page)));
}

static gboolean
is_with (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, CW_TYPE_COMPOSER) != NULL
         && case_find (widget, case_has_label, data) != NULL;
}

static gboolean
is_shut (gpointer composer)
{
  return !cw_composer_is_open (composer);
}

/* R9, R11: somebody who withdrew cannot be chosen; a contact is stored in one press with its kinds
 * of lines. */
static void
test_composer (Case *self, gconstpointer data)
{
  GtkWidget *composer, *note, *toggle;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const CwContact *contact;
  guint chosen = GTK_INVALID_LIST_POSITION;

  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  display_settle (self->session);
  display_picture ("case");
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  display_settle (self->session);
  composer = CASE_FIND (self->page, CW_TYPE_COMPOSER);
  toggle = case_find (self->page, is_with, "Brenda");
  g_assert_nonnull (toggle);
  g_assert_false (gtk_widget_is_sensitive (toggle));
  toggle = case_find (self->page, is_with, "Joanne");
  g_assert_true (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle))); /* the only one who agrees */
  note = CASE_FIND (composer, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)),
                                    "Joanne rang.\n“I am worried.”\nI ring the school.", -1);
  {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));
    GtkTextIter iter;

    gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
    gtk_text_buffer_place_cursor (buffer, &iter);
    cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
    gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
    gtk_text_buffer_place_cursor (buffer, &iter);
    cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_AGREED);
  }
  case_wait_drafts (self, 1);
  drafts = case_call (self, case_read_drafts, NULL);
  g_assert_nonnull (case_wait_for (composer, case_has_label, "Saved as draft, 14:07"));
  cw_composer_save (CW_COMPOSER (composer));
  g_assert_nonnull (case_find (composer, case_has_label, "How were you in contact?"));
  display_picture ("composer-problem");
  g_object_set (CASE_FIND (composer, GTK_TYPE_DROP_DOWN), "selected", 1u, NULL);
  g_object_get (CASE_FIND (composer, GTK_TYPE_DROP_DOWN), "selected", &chosen, NULL);
  g_assert_cmpuint (chosen, ==, 1);
  display_picture ("composer");
  cw_composer_save (CW_COMPOSER (composer));
  ground_wait (is_shut, composer, 20);
  contacts = case_call (self, case_read_contacts, &self->case_id);
  g_assert_cmpuint (contacts->len, ==, 3);
  contact = contacts->pdata[0];
  g_assert_cmpint (contact->day, ==, TODAY);
  g_assert_cmpint (contact->time, ==, 14 * 60 + 7);
  g_assert_cmpint (contact->minutes, ==, 15);
  g_assert_cmpuint (contact->lines->len, ==, 3);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[0])->kind, ==, CW_LINE_FACT);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[1])->kind, ==, CW_LINE_SAID);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[2])->kind, ==, CW_LINE_AGREED);
  g_assert_true (cw_ids_contains (contact->adults, self->joanne));
  case_wait_drafts (self, 0); /* it ended with the contact */
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "I ring the school."));
  display_picture ("case-saved");
}

/* What is half written is there again on the next page (drafts). */
static void
test_draft (Case *self, gconstpointer data)
{
  GtkWidget *note;
  g_autoptr (GPtrArray) lines = NULL;

  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  note = CASE_FIND (self->page, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Half a sen", -1);
  cw_section_flush (CW_SECTION (self->page));
  display_settle (self->session);
  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  display_settle (self->session);
  g_assert_true (cw_composer_is_open (CW_COMPOSER (CASE_FIND (self->page, CW_TYPE_COMPOSER))));
  lines = cw_note_view_get_lines (CW_NOTE_VIEW (CASE_FIND (self->page, CW_TYPE_NOTE_VIEW)));
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((CwLine *) lines->pdata[0])->text, ==, "Half a sen");
}

/* Undo and paste bring back the kinds of lines with the text (R10). */
static void
test_note_kinds (void)
{
  GtkWidget *note = g_object_ref_sink (cw_note_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));
  GtkTextIter start, end;

  gtk_text_buffer_insert_at_cursor (buffer, "one\ntwo\nthree", -1);
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_place_cursor (buffer, &start);
  cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 0), ==, CW_LINE_FACT);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 1), ==, CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_FACT);
  /* A new line before it moves the kind with its line. */
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "zero\n", -1);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_SAID);
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_get_iter_at_line (buffer, &end, 3);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 1), ==, CW_LINE_FACT);
  gtk_text_buffer_undo (buffer);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 3), ==, CW_LINE_FACT);
  g_object_unref (note);
}

/* R10: a pointer, in words and dots; what the parent said is left alone. */
static void
test_remark (void)
{
  GtkWidget *note = g_object_ref_sink (cw_note_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));

  gtk_text_buffer_insert_at_cursor (buffer, "Joanne was aggressive on the telephone.", -1);
  g_assert_nonnull (cw_note_view_get_remark (CW_NOTE_VIEW (note)));
  cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
  g_assert_null (cw_note_view_get_remark (CW_NOTE_VIEW (note)));
  g_object_unref (note);
}

static gboolean
is_asked_name (gpointer self)
{
  return CASE_FIND (case_wait_for_dialog (self), CW_TYPE_IDENTITY_FORM) != NULL;
}

/* R2, R7: a further adult has their own talk, and no name before it. */
static void
test_another_adult (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *tick, *save;
  g_autoptr (CwCase) cas = NULL;

  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  gtk_widget_activate_action (self->page, "case.add-adult", NULL);
  dialog = case_wait_for_dialog (self);
  g_assert_nonnull (dialog);
  g_assert_null (case_find (dialog, case_could_hold_name, NULL));
  while ((tick = case_find (dialog, case_is_open_tick, NULL)) != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  display_picture ("another-adult");
  save = case_find (dialog, case_is_button, "They agree");
  g_assert_nonnull (save);
  g_assert_false (gtk_widget_is_sensitive (save));
  for (guint i = 0; i < 2; i++)
    {
      /* Yes to both: the second is found once the first is pressed. */
      GtkWidget *yes = case_find (dialog, case_is_answer, "Yes");

      g_assert_nonnull (yes);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (yes), TRUE);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (case_find (dialog, case_is_answer, "Signed")),
                                TRUE);
  display_settle (self->session);
  g_assert_true (gtk_widget_is_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  ground_wait (is_asked_name, self, 20);
  dialog = case_wait_for_dialog (self);
  gtk_editable_set_text (GTK_EDITABLE (
                             CASE_FIND (CASE_FIND (dialog, CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY)),
                         "Darren Pike");
  display_picture ("another-name");
  g_signal_emit_by_name (case_find (dialog, case_is_button, "Save"), "clicked");
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Darren Pike"));
  cas = case_call (self, case_read, &self->case_id);
  g_assert_cmpuint (cas->adults->len, ==, 3);
  g_assert_true (cw_adult_agrees (cas->adults->pdata[2]));
}

/* Nothing of a form is left when the page goes, as it does when the records are locked. */
static void
test_dialog_goes (Case *self, gconstpointer data)
{
  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  gtk_widget_activate_action (self->page, "case.children", NULL);
  g_assert_nonnull (case_wait_for_dialog (self));
  display_picture ("children");
  adw_toast_overlay_set_child (self->overlay, NULL);
  display_settle (self->session);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

static void
test_list (Case *self, gconstpointer data)
{
  int minimum = 0;

  case_show (self, cw_cases_page_new ());
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes, Brenda"));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "One withdrawn"));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "2 days late"));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "1 of 1"));
  display_picture ("cases");
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (self->page, GTK_TYPE_SEARCH_ENTRY)), "zebra");
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Nothing found"));
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (self->page, GTK_TYPE_SEARCH_ENTRY)), "sent ho");
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes, Brenda"));
  gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 1146);
}

/* On a small screen what falls due is in sight, and the next step has room for its words. */
static void
test_list_narrow (Case *self, gconstpointer data)
{
  static const int widths[] = { 870, 1146 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *due;
      graphene_rect_t bounds;
      GtkAdjustment *sideways;

      gtk_window_set_default_size (GTK_WINDOW (self->window), widths[i], 648);
      case_show (self, cw_cases_page_new ());
      due = case_wait_for (self->page, case_has_label, "2 days late");
      g_assert_nonnull (due);
      display_settle (self->session);
      display_picture (i == 0 ? "cases-narrow" : "cases-wide");
      sideways = gtk_scrollable_get_hadjustment (
          GTK_SCROLLABLE (CASE_FIND (self->page, GTK_TYPE_COLUMN_VIEW)));
      g_assert_cmpfloat (gtk_adjustment_get_upper (sideways), <=,
                         gtk_adjustment_get_page_size (sideways));
      g_assert_true (gtk_widget_compute_bounds (due, self->page, &bounds));
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                         gtk_widget_get_width (self->page));
      g_assert_true (gtk_widget_compute_bounds (case_find (self->page, case_has_label,
                                                           "Ring about the letter"),
                                                self->page, &bounds));
      g_assert_cmpfloat (bounds.size.width, >=, 120);
      g_assert_true ((case_find (self->page, case_has_label, "0001") != NULL) == (i == 1));
    }
}

static void
test_list_empty (Case *self, gconstpointer data)
{
  case_show (self, cw_cases_page_new ());
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "No cases yet"));
  display_picture ("cases-empty");
}

/* At text half as large again every page still fits: halves stand below each other. */
static void
test_large_text (Case *self, gconstpointer data)
{
  static const char *const names[] = { "large-new", "large-case", "large-cases" };
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *pages[N_PAGES];

  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  pages[0] = cw_new_case_page_new ();
  pages[1] = cw_case_page_new (self->case_id);
  pages[2] = cw_cases_page_new ();
  for (guint i = 0; i < N_PAGES; i++)
    {
      int minimum = 0;

      case_show (self, pages[i]);
      display_settle (self->session);
      if (i == 0)
        {
          case_press (self, "The parent came");
          case_press (self, "Go on");
        }
      display_picture (names[i]);
      gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", names[i], minimum);
      g_assert_cmpint (minimum, <=, 1146);
    }
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
}

/* R9: recording stops from the day on which they withdrew. */
static void
test_withdraw (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *strip;
  g_autoptr (CwCase) cas = NULL;

  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  strip = CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP);
  g_signal_emit_by_name (strip, "withdraw", self->joanne);
  dialog = case_wait_for_dialog (self);
  g_assert_nonnull (dialog);
  display_picture ("withdraw");
  g_signal_emit_by_name (case_find (dialog, case_is_button, "Stop recording"), "clicked");
  g_assert_nonnull (
      case_wait_for (self->page, case_has_label, "Nobody here agrees to a record now."));
  cas = case_call (self, case_read, &self->case_id);
  g_assert_false (cw_adult_agrees (cw_case_get_adult (cas, self->joanne)));
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  g_assert_false (cw_composer_is_open (CW_COMPOSER (CASE_FIND (self->page, CW_TYPE_COMPOSER))));
}

/* Every page fits beside the sidebar of a laptop's screen. */
static void
test_width (Case *self, gconstpointer data)
{
  GtkWidget *pages[]
      = { cw_new_case_page_new (), cw_case_page_new (self->case_id), cw_cases_page_new () };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum = 0;

      case_show (self, pages[i]);
      display_settle (self->session);
      gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 1060);
    }
}

int
main (int argc, char **argv)
{
  case_begin (&argc, &argv);
#define FILLED GINT_TO_POINTER (1)
  g_test_add_func ("/cases/note-kinds (R10)", test_note_kinds);
  g_test_add_func ("/cases/remark (R10)", test_remark);
  g_test_add ("/cases/new (R1, R7)", Case, NULL, case_set_up, test_new_case, case_tear_down);
  g_test_add ("/cases/refusal (R8)", Case, NULL, case_set_up, test_refusal, case_tear_down);
  g_test_add ("/cases/refusal-without-paper (R8)", Case, NULL, case_set_up,
              test_refusal_without_paper, case_tear_down);
  g_test_add ("/cases/back", Case, NULL, case_set_up, test_back, case_tear_down);
  g_test_add ("/cases/resume (R7)", Case, NULL, case_set_up, test_resume, case_tear_down);
  g_test_add ("/cases/composer (R9, R11)", Case, FILLED, case_set_up, test_composer,
              case_tear_down);
  g_test_add ("/cases/draft", Case, FILLED, case_set_up, test_draft, case_tear_down);
  g_test_add ("/cases/another-adult (R2, R7)", Case, FILLED, case_set_up, test_another_adult,
              case_tear_down);
  g_test_add ("/cases/dialog-goes", Case, FILLED, case_set_up, test_dialog_goes, case_tear_down);
  g_test_add ("/cases/list", Case, FILLED, case_set_up, test_list, case_tear_down);
  g_test_add ("/cases/list-narrow", Case, FILLED, case_set_up, test_list_narrow, case_tear_down);
  g_test_add ("/cases/list-empty", Case, NULL, case_set_up, test_list_empty, case_tear_down);
  g_test_add ("/cases/withdraw (R9)", Case, FILLED, case_set_up, test_withdraw, case_tear_down);
  g_test_add ("/cases/large-text", Case, FILLED, case_set_up, test_large_text, case_tear_down);
  g_test_add ("/cases/width", Case, FILLED, case_set_up, test_width, case_tear_down);
  return g_test_run ();
}
