/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed into the forms of cases: kept, or said not to be kept; no date dropped unseen; Esc
 * and Cancel. With CW_PICTURES=DIR it also leaves pictures there. */

#include <signal.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-composer.h"
#include "app/cases/cw-identity-form.h"
#include "app/cases/cw-paper-dialog.h"
#include "app/cases/cw-people-strip.h"
#include "app/cases/cw-steps-list.h"
#include "app/kit/cw-kit.h"
#include "app/summaries/cw-terms-dialog.h"
#include "cases-fixture.h"
#include "display-ground.h"
#include "ground.h"

static void
write_note (Case *self, const char *text)
{
  GtkWidget *note = CASE_FIND (self->page, GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), text, -1);
}

static void
show_case (Case *self)
{
  case_show (self, cw_case_page_new (self->case_id));
  case_wait_said (self, "Joanne Hughes");
}

/* What is in no file is not called saved; that it is not is said until it is; and it is tried again
 * when the records are locked, without another key. */
static void
test_composer_not_kept (Case *self, gconstpointer data)
{
  show_case (self);
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  write_note (self, "Joanne rang.");
  case_wait_said (self, "Saved as draft, 14:07");
  ground_limit_files (4096);
  write_note (self, " She asked about the meeting.");
  case_wait_said (self, "disk is full");
  g_assert_null (case_find (self->page, case_has_label, "Saved as draft"));
  write_note (self, " More.");
  ground_pump (50);
  g_assert_nonnull (case_find (self->page, case_has_label, "disk is full"));
  cw_composer_save (CW_COMPOSER (CASE_FIND (self->page, CW_TYPE_COMPOSER)));
  ground_pump (1200);
  ground_limit_files (G_MAXUINT64);
  display_picture ("not-kept");
  cw_section_flush (CW_SECTION (self->page));
  case_wait_said (self, "Saved as draft, 14:07");
  g_assert_null (case_find (self->page, case_has_label, "disk is full"));
  {
    g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);

    g_assert_cmpuint (drafts->len, ==, 1);
    g_assert_nonnull (strstr (((CwDraft *) drafts->pdata[0])->body, "More."));
  }
}

/* Every form says it, also one that has no words of its own for it. */
static void
test_names_not_kept (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_case (self);
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "edit", self->joanne);
  dialog = case_wait_for_dialog (self);
  ground_limit_files (4096);
  gtk_editable_set_text (GTK_EDITABLE (
                             CASE_FIND (CASE_FIND (dialog, CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY)),
                         "Joanne Hughes-Pike");
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "disk is full"));
  ground_limit_files (G_MAXUINT64);
  display_picture ("names-not-kept");
}

/* ---- dates ---- */

static void
count_cb (guint *times)
{
  (*times)++;
}

static GtkEditable *
text_of (GtkWidget *day)
{
  return GTK_EDITABLE (CASE_FIND (day, GTK_TYPE_ENTRY));
}

/* A form hears of it when what is typed turns into no date, also from an empty field, and back. */
static void
test_date_wrong (void)
{
  g_autoptr (CwDateEntry) day = g_object_ref_sink (CW_DATE_ENTRY (cw_date_entry_new ()));
  GtkEditable *text = text_of (GTK_WIDGET (day));
  guint times = 0;

  g_signal_connect_swapped (day, "notify::day", G_CALLBACK (count_cb), &times);
  gtk_editable_set_text (text, "31/02/2027");
  g_assert_cmpuint (times, >=, 1);
  g_assert_true (cw_date_entry_is_wrong (day));
  times = 0;
  gtk_editable_set_text (text, " ");
  g_assert_cmpuint (times, >=, 1);
  g_assert_false (cw_date_entry_is_wrong (day));
  times = 0;
  gtk_editable_set_text (text, "28/02/2027");
  g_assert_cmpuint (times, >=, 1);
  gtk_editable_set_text (text, "");
  times = 0;
  gtk_editable_set_text (text, "nonsense");
  g_assert_cmpuint (times, >=, 1);
  cw_date_entry_set_day (day, CASE_TODAY);
  g_assert_false (cw_date_entry_is_wrong (day));
}

static gpointer
add_paper (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwPaperRecord) paper = cw_paper_record_new ();

  paper->opened = CASE_TODAY - 10;
  g_assert_cmpint (cw_store_save_paper (store, paper, error), >, 0);
  return NULL;
}

static gpointer
read_paper (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_paper (store, 1, error);
}

/* R8: the four dates of a paper record. */
static GtkWidget *
open_paper (Case *self, CwDateEntry *days[4])
{
  GtkWidget *dialog;
  g_autoptr (GPtrArray) found = NULL;

  cw_paper_dialog_open (self->page, self->session, 1);
  dialog = case_wait_for_dialog (self);
  found = display_find_all (dialog, CW_TYPE_DATE_ENTRY, NULL);
  g_assert_cmpuint (found->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    days[i] = found->pdata[i];
  return dialog;
}

/* No dialog is in sight any more. */
static void
wait_until_gone (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < 500 && g_list_model_get_n_items (windows) > 1; i++)
    ground_pump (10);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, 1);
}

/* A date that does not exist is said, and nothing is stored without it. */
static void
test_paper_wrong (Case *self, gconstpointer data)
{
  CwDateEntry *days[4];
  GtkWidget *dialog;
  g_autoptr (CwPaperRecord) paper = NULL;

  case_call (self, add_paper, NULL);
  show_case (self);
  dialog = open_paper (self, days);
  for (guint i = 2; i < 4; i++)
    {
      gtk_editable_set_text (text_of (GTK_WIDGET (days[i])), "31/02/2027");
      g_signal_emit_by_name (case_find (dialog, case_is_button, "Save"), "clicked");
      ground_pump (100);
      g_assert_true (gtk_widget_get_mapped (dialog));
      g_assert_nonnull (case_find (dialog, case_has_label, "That is no date."));
      g_assert_cmpstr (gtk_editable_get_text (text_of (GTK_WIDGET (days[i]))), ==, "31/02/2027");
      if (i == 2)
        display_picture ("paper-wrong");
      gtk_editable_set_text (text_of (GTK_WIDGET (days[i])), "28/02/2027");
      g_assert_null (case_find (dialog, case_has_label, "That is no date."));
    }
  g_signal_emit_by_name (case_find (dialog, case_is_button, "Save"), "clicked");
  wait_until_gone ();
  paper = case_call (self, read_paper, NULL);
  g_assert_cmpint (paper->look_again, ==, cw_day_from_ymd (2027, 2, 28));
  g_assert_cmpint (paper->closed, ==, cw_day_from_ymd (2027, 2, 28));
}

/* Enter in the one field of a dialog does what its button does. */
static void
test_enter (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *entry;

  show_case (self);
  gtk_widget_activate_action (self->page, "case.link", NULL);
  dialog = case_wait_for_dialog (self);
  g_assert_nonnull (dialog);
  entry = CASE_FIND (dialog, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "9999");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "There is no case 9999."));
}

/* ---- put away, and taken up ---- */

static guint
count_ticks (GtkWidget *dialog)
{
  g_autoptr (GPtrArray) ticks = display_find_all (dialog, GTK_TYPE_CHECK_BUTTON, "cw-say");
  guint n = 0;

  for (guint i = 0; i < ticks->len; i++)
    n += gtk_check_button_get_active (ticks->pdata[i]);
  return n;
}

static GtkWidget *
begin_talk (Case *self)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "case.add-adult", NULL);
  dialog = case_wait_for_dialog (self);
  g_assert_nonnull (dialog);
  for (guint i = 0; i < 3; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (case_find (dialog, case_is_open_tick, NULL)),
                                 TRUE);
  return dialog;
}

/* What Esc does. */
static void
put_away (GtkWidget *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until_gone ();
}

/* R7: a talk with a further adult is kept as codes, of no case that would have to agree; Esc keeps
 * it, Cancel throws it away and can be undone, and nothing of it is left when the case is erased.
 */
static void
test_talk (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_case (self);
  put_away (begin_talk (self));
  case_wait_said (self, "What you typed is kept as a draft.");
  case_wait_said (self, "You began a talk about what is recorded, and stopped.");
  display_picture ("talk-left-open");
  {
    g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);
    const CwDraft *draft = drafts->pdata[0];

    g_assert_cmpuint (drafts->len, ==, 1);
    g_assert_cmpint (draft->case_id, ==, 0);
    g_assert_false (g_regex_match_simple ("=[^0-9\n]", draft->body, 0, 0));
  }
  case_press (self, "Go on");
  dialog = case_wait_for_dialog (self);
  g_assert_cmpuint (count_ticks (dialog), ==, 3);
  case_press (self, "Cancel");
  wait_until_gone ();
  case_wait_drafts (self, 0);
  case_press (self, "Undo");
  case_wait_drafts (self, 1);
  case_wait_said (self, "You began a talk");
}

static gpointer
erase (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_assert_true (cw_store_erase_case (store, *(gint64 *) input, error));
  return NULL;
}

/* R19: and nothing of it is left when the case is erased. When the records are locked it is kept
 * at once. */
static void
test_talk_erased (Case *self, gconstpointer data)
{
  show_case (self);
  begin_talk (self);
  cw_section_flush (CW_SECTION (self->page));
  case_wait_drafts (self, 1);
  adw_toast_overlay_set_child (self->overlay, NULL);
  case_call (self, erase, &self->case_id);
  case_wait_drafts (self, 0);
}

static void
test_names_kept (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *name;

  show_case (self);
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "edit", self->joanne);
  dialog = case_wait_for_dialog (self);
  put_away (dialog); /* nothing was typed: nothing is said, nothing is kept */
  case_wait_drafts (self, 0);
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "edit", self->joanne);
  dialog = case_wait_for_dialog (self);
  name = CASE_FIND (CASE_FIND (dialog, CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (name), "Joanne Hughes-Pike");
  put_away (dialog);
  case_wait_said (self, "You began to write down who they are, and stopped.");
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "edit", self->joanne);
  dialog = case_wait_for_dialog (self);
  name = CASE_FIND (CASE_FIND (dialog, CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Joanne Hughes-Pike");
  g_signal_emit_by_name (case_find (dialog, case_is_button, "Save"), "clicked");
  case_wait_said (self, "Joanne Hughes-Pike");
  case_wait_drafts (self, 0);
}

static void
test_children_kept (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_case (self);
  gtk_widget_activate_action (self->page, "case.children", NULL);
  dialog = case_wait_for_dialog (self);
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY)), "Kaiden");
  put_away (dialog);
  case_wait_said (self, "You began to write down the children, and stopped.");
  case_press (self, "Go on");
  dialog = case_wait_for_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY))), ==,
                   "Kaiden");
  g_signal_emit_by_name (case_find (dialog, case_is_button, "Save"), "clicked");
  case_wait_said (self, "Kaiden");
  case_wait_drafts (self, 0);
}

/* ---- small forms: every one is kept as it is typed ---- */

static void
type_day (GtkWidget *day, const char *text)
{
  gtk_editable_set_text (text_of (day), text);
}

static void
press_in (GtkWidget *dialog, const char *label)
{
  g_signal_emit_by_name (case_find (dialog, case_is_button, label), "clicked");
}

/* R7: @draft holds dates and numbers of a form, and is of no case. */
static void
assert_form_draft (Case *self, const char *subject)
{
  g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);
  const CwDraft *draft;

  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_cmpstr (draft->kind, ==, "form");
  g_assert_cmpstr (draft->subject, ==, subject);
  g_assert_cmpint (draft->case_id, ==, 0);
  g_assert_null (strstr (draft->body, "Joanne"));
}

static void
test_paper_kept (Case *self, gconstpointer data)
{
  CwDateEntry *days[4];
  g_autoptr (CwPaperRecord) before = NULL;
  g_autoptr (CwPaperRecord) after = NULL;

  case_call (self, add_paper, NULL);
  show_case (self);
  put_away (open_paper (self, days)); /* nothing was typed */
  case_wait_drafts (self, 0);
  open_paper (self, days);
  type_day (GTK_WIDGET (days[1]), "18/11/2026");
  type_day (GTK_WIDGET (days[2]), "30/02"); /* half a date is kept as well */
  put_away (gtk_widget_get_ancestor (GTK_WIDGET (days[0]), GTK_TYPE_WINDOW));
  case_wait_drafts (self, 1);
  assert_form_draft (self, "paper-1");
  before = case_call (self, read_paper, NULL);
  g_assert_cmpint (before->last_seen, ==, CW_DAY_NONE);

  {
    GtkWidget *dialog = open_paper (self, days);

    g_assert_cmpint (cw_date_entry_get_day (days[1]), ==, cw_day_from_ymd (2026, 11, 18));
    g_assert_cmpstr (gtk_editable_get_text (text_of (GTK_WIDGET (days[2]))), ==, "30/02");
    g_assert_nonnull (case_find (dialog, case_has_label, "Saved as draft"));
    display_picture ("paper-left-open");
    type_day (GTK_WIDGET (days[2]), "");
    press_in (dialog, "Save");
  }
  wait_until_gone ();
  case_wait_drafts (self, 0);
  after = case_call (self, read_paper, NULL);
  g_assert_cmpint (after->last_seen, ==, cw_day_from_ymd (2026, 11, 18));
}

static GtkWidget *
open_withdrawal (Case *self)
{
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "withdraw", self->joanne);
  return case_wait_for_dialog (self);
}

/* R9 */
static void
test_withdrawal_kept (Case *self, gconstpointer data)
{
  g_autofree char *subject
      = g_strdup_printf ("withdrawal-%d-%d", (int) self->case_id, (int) self->joanne);
  GtkWidget *dialog;
  g_autoptr (CwCase) cas = NULL;

  show_case (self);
  put_away (open_withdrawal (self));
  case_wait_drafts (self, 0);
  type_day (CASE_FIND (open_withdrawal (self), CW_TYPE_DATE_ENTRY), "18/11/2026");
  put_away (case_wait_for_dialog (self));
  case_wait_said (self, "somebody does not agree any more, and stopped");
  assert_form_draft (self, subject);
  case_press (self, "Go on");
  dialog = case_wait_for_dialog (self);
  g_assert_cmpint (cw_date_entry_get_day (CW_DATE_ENTRY (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY))),
                   ==, cw_day_from_ymd (2026, 11, 18));
  display_picture ("withdrawal-left-open");
  press_in (dialog, "Stop recording");
  wait_until_gone ();
  case_wait_drafts (self, 0);
  cas = case_call (self, case_read, &self->case_id);
  g_assert_false (cw_adult_agrees (cw_case_get_adult (cas, self->joanne)));
}

/* What is left of a form about somebody who has withdrawn since is said not to go on, and lost is
 * nothing. */
static void
test_withdrawn_since (Case *self, gconstpointer data)
{
  GtkWidget *entry;

  show_case (self);
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "edit", self->joanne);
  entry
      = CASE_FIND (CASE_FIND (case_wait_for_dialog (self), CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Joanne Hughes-Pike");
  put_away (case_wait_for_dialog (self));
  case_wait_said (self, "who they are, and stopped");
  press_in (open_withdrawal (self), "Stop recording");
  wait_until_gone ();
  display_settle (self->session); /* the page knows of it */
  case_press (self, "Go on");
  case_wait_said (self, "That cannot be gone on with");
  case_wait_drafts (self, 1);
}

static GtkWidget *
open_link (Case *self)
{
  gtk_widget_activate_action (self->page, "case.link", NULL);
  return case_wait_for_dialog (self);
}

/* R19: the number that was typed may be of a case that is erased. */
static void
test_link_kept (Case *self, gconstpointer data)
{
  g_autofree char *subject = g_strdup_printf ("link-%d", (int) self->case_id);
  GtkWidget *dialog;

  show_case (self);
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (open_link (self), GTK_TYPE_ENTRY)), "0017");
  put_away (case_wait_for_dialog (self));
  case_wait_said (self, "another case of this family, and stopped");
  assert_form_draft (self, subject);
  case_press (self, "Go on");
  dialog = case_wait_for_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY))), ==,
                   "0017");
  press_in (dialog, "Link");
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "There is no case 0017."));
  case_wait_drafts (self, 1);
  adw_toast_overlay_set_child (self->overlay, NULL);
  case_call (self, erase, &self->case_id);
  case_wait_drafts (self, 0);
}

static GtkWidget *
open_step (Case *self)
{
  g_signal_emit_by_name (CASE_FIND (CASE_FIND (self->page, CW_TYPE_STEPS_LIST), GTK_TYPE_BUTTON),
                         "clicked");
  return case_wait_for_dialog (self);
}

/* R7: a next step holds words, so what is left of it is a draft of its case. */
static void
test_step_kept (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_case (self);
  put_away (open_step (self));
  case_wait_drafts (self, 0);
  dialog = open_step (self);
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY)),
                         "Ring the school nurse");
  put_away (dialog);
  case_wait_said (self, "You began to write down a next step, and stopped.");
  {
    g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);

    g_assert_cmpuint (drafts->len, ==, 1);
    g_assert_cmpstr (((CwDraft *) drafts->pdata[0])->kind, ==, "step");
    g_assert_cmpint (((CwDraft *) drafts->pdata[0])->case_id, ==, self->case_id);
    g_assert_cmpint (((CwDraft *) drafts->pdata[0])->words, ==, 4);
  }
  case_press (self, "Go on");
  dialog = case_wait_for_dialog (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY))), ==,
                   "Ring the school nurse");
  type_day (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY), "25/11/2026");
  display_picture ("step-left-open");
  press_in (dialog, "Save");
  case_wait_said (self, "Ring the school nurse");
  wait_until_gone ();
  case_wait_drafts (self, 0);
}

static gpointer
read_terms (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_terms (store, error);
}

static GtkWidget *
open_terms (Case *self)
{
  cw_terms_show (CW_SECTION (self->page));
  return case_wait_for_dialog (self);
}

static gboolean
is_term_name (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), data) == 0;
}

static void
test_terms_kept (Case *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = case_call (self, read_terms, NULL);
  g_autoptr (GPtrArray) after = NULL;
  GtkWidget *dialog;

  show_case (self);
  put_away (open_terms (self));
  case_wait_drafts (self, 0);
  dialog = open_terms (self);
  g_assert_nonnull (case_find (dialog, case_is_button, "Add a _term"));
  press_in (dialog, "Add a _term");
  gtk_editable_set_text (GTK_EDITABLE (case_find (dialog, is_term_name, "")), "Summer school");
  put_away (dialog);
  case_wait_drafts (self, 1);
  assert_form_draft (self, CW_TERMS_DRAFT);
  dialog = open_terms (self);
  g_assert_nonnull (case_find (dialog, is_term_name, "Summer school"));
  display_picture ("terms-left-open");
  press_in (dialog, "Save"); /* it has no dates: nothing is stored, and it stays */
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "Every term needs a first"));
  put_away (dialog);
  case_wait_drafts (self, 1);
  dialog = open_terms (self);
  press_in (dialog, "Cancel");
  wait_until_gone ();
  case_wait_drafts (self, 0);
  after = case_call (self, read_terms, NULL);
  g_assert_cmpuint (after->len, ==, before->len);
}

/* R7, R8, R9: a small form names no case, so nothing that could be a name is kept of it. */
static void
test_no_words (Case *self, gconstpointer data)
{
  CwDateEntry *days[4];

  case_call (self, add_paper, NULL);
  show_case (self);
  open_paper (self, days);
  type_day (GTK_WIDGET (days[1]), "Mrs Khan");
  type_day (GTK_WIDGET (days[3]), "18/11");
  put_away (gtk_widget_get_ancestor (GTK_WIDGET (days[0]), GTK_TYPE_WINDOW));
  case_wait_drafts (self, 1);
  {
    g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);

    g_assert_null (strstr (((CwDraft *) drafts->pdata[0])->body, "Khan"));
    g_assert_nonnull (strstr (((CwDraft *) drafts->pdata[0])->body, "18/11"));
  }
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (open_link (self), GTK_TYPE_ENTRY)),
                         "Sarah Jones 2");
  put_away (case_wait_for_dialog (self));
  type_day (CASE_FIND (open_withdrawal (self), CW_TYPE_DATE_ENTRY), "Joanne");
  put_away (case_wait_for_dialog (self));
  case_wait_drafts (self, 1);
}

static gpointer
withdraw (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_assert_true (cw_store_withdraw_consent (store, *(gint64 *) input, CASE_TODAY, error));
  return NULL;
}

static GtkWidget *
open_stored_step (Case *self)
{
  GtkWidget *list = CASE_FIND (self->page, CW_TYPE_STEPS_LIST);
  GtkWidget *row = CASE_FIND (list, GTK_TYPE_CHECK_BUTTON);

  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent (row)), "clicked");
  return case_wait_for_dialog (self);
}

static gpointer
read_steps (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_steps (store, *(gint64 *) input, FALSE, error);
}

/* R9: when nobody agrees any more a step can still be moved. Nothing of it is a draft meanwhile,
 * and nothing is said of that. */
static void
test_step_moved (Case *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (GPtrArray) steps = NULL;

  case_call (self, withdraw, &self->joanne);
  show_case (self);
  dialog = open_stored_step (self);
  type_day (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY), "30/11/2026");
  cw_section_flush (CW_SECTION (self->page));
  display_settle (self->session);
  g_assert_null (case_find (dialog, case_has_label, "agree"));
  put_away (dialog);
  case_wait_drafts (self, 0);
  dialog = open_stored_step (self);
  type_day (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY), "30/11/2026");
  press_in (dialog, "Save");
  wait_until_gone ();
  steps = case_call (self, read_steps, &self->case_id);
  g_assert_cmpint (((CwStep *) steps->pdata[0])->due, ==, cw_day_from_ymd (2026, 11, 30));
}

static GtkWidget *
write_step (Case *self)
{
  GtkWidget *dialog = open_step (self);

  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (dialog, GTK_TYPE_ENTRY)), "Ring the nurse");
  type_day (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY), "25/11/2026");
  return dialog;
}

/* While a form is being stored it can be neither stored again, nor changed, nor given up. */
static void
test_stored_once (Case *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (GPtrArray) steps = NULL;

  show_case (self);
  dialog = write_step (self);
  press_in (dialog, "Save");
  g_assert_false (gtk_widget_is_sensitive (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY)));
  g_object_notify (G_OBJECT (CASE_FIND (dialog, CW_TYPE_DATE_ENTRY)), "text");
  press_in (dialog, "Save");
  press_in (dialog, "Cancel");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until_gone ();
  display_settle (self->session);
  steps = case_call (self, read_steps, &self->case_id);
  g_assert_cmpuint (steps->len, ==, 2); /* it, and the one that was there */
  g_assert_null (case_find (self->window, case_has_label, "thrown away"));
  g_assert_null (case_find (self->window, case_has_label, "kept as a draft"));
  case_wait_drafts (self, 0);
}

/* A draft that is on its way when its form is stored ends with it, also when it is gone before
 * there is an answer. */
static void
test_ends_with_it (Case *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (GPtrArray) steps = NULL;

  show_case (self);
  dialog = write_step (self);
  cw_section_flush (CW_SECTION (self->page));
  press_in (dialog, "Save");
  gtk_window_destroy (GTK_WINDOW (dialog)); /* as a lock does */
  case_wait_drafts (self, 0);
  steps = case_call (self, read_steps, &self->case_id);
  g_assert_cmpuint (steps->len, ==, 2);
}

/* A form that could not be put away stays under the hands of who types on. */
static void
test_types_on (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *entry;

  show_case (self);
  dialog = write_step (self);
  entry = CASE_FIND (dialog, GTK_TYPE_ENTRY);
  ground_limit_files (4096);
  gtk_window_close (GTK_WINDOW (dialog));
  case_wait_for (dialog, case_has_label, "disk is full");
  ground_limit_files (G_MAXUINT64);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Ring the nurse on Monday");
  cw_section_flush (CW_SECTION (self->page));
  case_wait_drafts (self, 1);
  display_settle (self->session);
  g_assert_true (gtk_widget_get_mapped (dialog));
}

/* When the records are locked a form over any page is kept at once. */
static void
test_flushed (Case *self, gconstpointer data)
{
  show_case (self);
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (open_step (self), GTK_TYPE_ENTRY)), "Ring");
  cw_section_flush (CW_SECTION (self->page));
  {
    g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);

    g_assert_cmpuint (drafts->len, ==, 1);
  }
}

/* What cannot be kept is not put away: it stays in sight, with the reason. */
static void
test_stays (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_case (self);
  dialog = begin_talk (self);
  ground_limit_files (4096);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "disk is full"));
  g_assert_true (gtk_widget_get_mapped (dialog));
  ground_limit_files (G_MAXUINT64);
  put_away (dialog);
  case_wait_drafts (self, 1);
}

int
main (int argc, char **argv)
{
  case_begin (&argc, &argv);
  signal (SIGXFSZ, SIG_IGN);
#define ADD(path, test) g_test_add (path, Case, "filled", case_set_up, test, case_tear_down)
  g_test_add_func ("/forms/date-wrong", test_date_wrong);
  ADD ("/forms/composer-not-kept", test_composer_not_kept);
  ADD ("/forms/names-not-kept", test_names_not_kept);
  ADD ("/forms/paper-wrong (R8)", test_paper_wrong);
  ADD ("/forms/enter", test_enter);
  ADD ("/forms/talk (R7)", test_talk);
  ADD ("/forms/talk-erased (R19)", test_talk_erased);
  ADD ("/forms/names-kept", test_names_kept);
  ADD ("/forms/children-kept", test_children_kept);
  ADD ("/forms/paper-kept (R8)", test_paper_kept);
  ADD ("/forms/withdrawal-kept (R9)", test_withdrawal_kept);
  ADD ("/forms/withdrawn-since (R9)", test_withdrawn_since);
  ADD ("/forms/link-kept (R19)", test_link_kept);
  ADD ("/forms/step-kept (R7)", test_step_kept);
  ADD ("/forms/terms-kept", test_terms_kept);
  ADD ("/forms/no-words (R7)", test_no_words);
  ADD ("/forms/step-moved (R9)", test_step_moved);
  ADD ("/forms/stored-once", test_stored_once);
  ADD ("/forms/ends-with-it", test_ends_with_it);
  ADD ("/forms/types-on", test_types_on);
  ADD ("/forms/flushed", test_flushed);
  ADD ("/forms/stays", test_stays);
  return g_test_run ();
}
