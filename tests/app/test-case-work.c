/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done on the page of a case, on a display and with a real store: the family, the status,
 * next steps, entries, children, permission that comes back, and the erasure. */

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-children-form.h"
#include "app/cases/cw-composer.h"
#include "app/cases/cw-note-view.h"
#include "app/cases/cw-people-strip.h"
#include "app/cases/cw-step-form.h"
#include "app/cases/cw-steps-list.h"
#include "app/cases/cw-timeline-row.h"
#include "app/kit/cw-kit.h"
#include "cases-fixture.h"
#include "ground.h"
#include "display-ground.h"
#include "store/cw-store-freezing.h"
#include "store/cw-store-private.h"

static void
show_case (Case *self)
{
  case_show (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (case_wait_for (self->page, case_has_label, "Joanne Hughes"));
  gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
  display_settle (self->session);
}

static CwCase *
read_case (Case *self)
{
  return case_call (self, case_read, &self->case_id);
}

static GtkWidget *
get_dialog (Case *self)
{
  GtkWidget *dialog = case_wait_for_dialog (self);

  g_assert_nonnull (dialog);
  return dialog;
}

static gboolean
is_alone (gpointer windows)
{
  return g_list_model_get_n_items (windows) == 1;
}

static void
wait_no_dialog (Case *self)
{
  ground_wait (is_alone, gtk_window_get_toplevels (), 20);
}

/* Where the focus is after something was saved, put away or deleted: in sight, on this page. */
static void
assert_focus (Case *self)
{
  GtkWidget *focus;

  display_settle (self->session);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_test_message ("focus on %s", G_OBJECT_TYPE_NAME (focus));
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, self->page));
}

/* ---- the family ---- */

static gpointer
open_another (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  Case *self = input;
  g_autoptr (CwCase) first = cw_store_get_case (store, self->case_id, error);
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  gint64 *id = g_new0 (gint64, 1);

  opening->opened = opening->parent_agreed_on = CASE_TODAY - 3;
  opening->how_came = first->how_came;
  opening->consent
      = cw_consent_copy (cw_adult_get_consent (cw_case_get_adult (first, self->joanne)));
  opening->consent->given_on = CASE_TODAY - 3;
  *id = cw_store_open_case (store, opening, NULL, error);
  return id;
}

/* Cases of one family are counted as one; linking and parting both say what is so now. */
static void
test_family (Case *self, gconstpointer data)
{
  g_autofree gint64 *other = case_call (self, open_another, self);
  g_autoptr (CwCase) sibling = case_call (self, case_read, other);
  g_autoptr (CwCase) linked = NULL;
  g_autoptr (CwCase) parted = NULL;
  GtkWidget *dialog, *entry;

  show_case (self);
  gtk_widget_activate_action (self->page, "case.link", NULL);
  dialog = get_dialog (self);
  entry = CASE_FIND (dialog, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "9999");
  case_press (self, "Link");
  g_assert_nonnull (case_wait_for (dialog, case_has_label, "9999"));
  gtk_editable_set_text (GTK_EDITABLE (entry), sibling->reference);
  case_press (self, "Link");
  wait_no_dialog (self);
  case_wait_said (self, sibling->reference);
  linked = read_case (self);
  g_assert_cmpuint (linked->links->len, ==, 1);
  g_assert_cmpstr (linked->links->pdata[0], ==, sibling->reference);
  display_picture ("family");
  gtk_widget_activate_action (self->page, "case.unlink", "s", sibling->reference);
  case_wait_unsaid (self, sibling->reference);
  parted = read_case (self);
  g_assert_cmpuint (parted->links->len, ==, 0);
  g_assert_cmpint (parted->family, !=, sibling->family);
  assert_focus (self);
}

/* ---- status ---- */

static void
assert_status (Case *self, CwCaseStatus status, CwDay closed)
{
  g_autoptr (CwCase) cas = read_case (self);

  g_assert_cmpint (cas->status, ==, status);
  g_assert_cmpint (cas->closed, ==, closed);
}

static void
test_status (Case *self, gconstpointer data)
{
  show_case (self);
  gtk_widget_activate_action (self->page, "case.status", "i", (int) CW_CASE_WAITING);
  case_wait_said (self, "waiting for others");
  assert_status (self, CW_CASE_WAITING, CW_DAY_NONE);
  gtk_widget_activate_action (self->page, "case.status", "i", (int) CW_CASE_CLOSED);
  case_wait_said (self, "Closed on 19/11/2026");
  assert_status (self, CW_CASE_CLOSED, CASE_TODAY);
  display_picture ("closed");
  gtk_widget_activate_action (self->page, "case.status", "i", (int) CW_CASE_OPEN);
  case_wait_unsaid (self, "Closed on 19/11/2026");
  assert_status (self, CW_CASE_OPEN, CW_DAY_NONE);
  gtk_widget_activate_action (self->page, "case.status", "i", (int) CW_CASE_CLOSED);
  case_wait_said (self, "Closed on 19/11/2026");
  case_press (self, "Undo");
  case_wait_unsaid (self, "Closed on 19/11/2026");
  assert_status (self, CW_CASE_OPEN, CW_DAY_NONE);
}

/* ---- erasing ---- */

typedef struct
{
  guint contacts;
  int minutes;
} Counted;

/* What a summary will count. */
static gpointer
read_counted (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (store, error);
  g_autoptr (GPtrArray) tallies
      = cw_store_load_tallies (store, "contacts", CASE_TODAY - 400, CASE_TODAY, terms, error);
  Counted *counted = g_new0 (Counted, 1);

  for (guint i = 0; tallies != NULL && i < tallies->len; i++)
    counted->minutes += ((CwTally *) tallies->pdata[i])->minutes;
  counted->contacts = tallies != NULL ? tallies->len : 0;
  return counted;
}

static gpointer
count_finds (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER ((int) cw_store_count_cases (store, CW_CASES_ALL, input, error));
}

static gpointer
is_gone (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CwCase) cas = cw_store_get_case (store, *(gint64 *) input, &local);

  return GINT_TO_POINTER (cas == NULL && g_error_matches (local, CW_ERROR, CW_ERROR_NOT_FOUND));
}

/* R19: deliberate, which is asked twice; complete; and what was counted stays counted. */
static void
test_erase (Case *self, gconstpointer data)
{
  g_autofree Counted *before = case_call (self, read_counted, NULL);
  g_autofree Counted *after = NULL;

  g_assert_cmpuint (before->contacts, ==, 2);
  show_case (self);
  gtk_widget_activate_action (self->page, "case.erase", NULL);
  case_press (self, "Keep it");
  display_settle (self->session);
  g_assert_false (GPOINTER_TO_INT (case_call (self, is_gone, &self->case_id)));
  gtk_widget_activate_action (self->page, "case.erase", NULL);
  display_picture ("erase-1");
  case_press (self, "Go on");
  display_picture ("erase-2");
  case_press (self, "Keep it");
  display_settle (self->session);
  g_assert_false (GPOINTER_TO_INT (case_call (self, is_gone, &self->case_id)));
  assert_focus (self);
  gtk_widget_activate_action (self->page, "case.erase", NULL);
  case_press (self, "Go on");
  case_press (self, "Erase everything");
  ground_wait (ground_is_true, &self->back, 20);
  g_assert_true (GPOINTER_TO_INT (case_call (self, is_gone, &self->case_id)));
  g_assert_cmpint (GPOINTER_TO_INT (case_call (self, count_finds, "Joanne")), ==, 0);
  g_assert_cmpint (GPOINTER_TO_INT (case_call (self, count_finds, "sent home")), ==, 0);
  after = case_call (self, read_counted, NULL);
  g_assert_cmpuint (after->contacts, ==, before->contacts);
  g_assert_cmpint (after->minutes, ==, before->minutes);
}

/* ---- next steps ---- */

static gpointer
read_steps (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_steps (store, *(gint64 *) input, TRUE, error);
}

static GPtrArray *
list_steps (Case *self)
{
  return case_call (self, read_steps, &self->case_id);
}

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_widget_get_tooltip_text (widget), data) == 0;
}

/* The form behind the first button there with @tooltip. */
static GtkWidget *
open_step (Case *self, const char *tooltip)
{
  GtkWidget *button
      = case_wait_for (CASE_FIND (self->page, CW_TYPE_STEPS_LIST), has_tooltip, tooltip);

  g_signal_emit_by_name (button, "clicked");
  return CASE_FIND (get_dialog (self), CW_TYPE_STEP_FORM);
}

static const CwStep *
find_step (GPtrArray *steps, const char *text)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (((CwStep *) steps->pdata[i])->text, text))
      return steps->pdata[i];
  return NULL;
}

static void
test_step_add (Case *self, gconstpointer data)
{
  GtkWidget *form;
  g_autoptr (GPtrArray) steps = NULL;
  const CwStep *step;

  show_case (self);
  form = open_step (self, "Add a next step");
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (form, GTK_TYPE_ENTRY)), "Write to the head");
  cw_date_entry_set_day (CW_DATE_ENTRY (CASE_FIND (form, CW_TYPE_DATE_ENTRY)), CASE_TODAY + 4);
  g_object_notify (G_OBJECT (CASE_FIND (form, CW_TYPE_DATE_ENTRY)), "day");
  display_picture ("step-add");
  case_press (self, "Save");
  case_wait_said (self, "Write to the head");
  steps = list_steps (self);
  step = find_step (steps, "Write to the head");
  g_assert_nonnull (step);
  g_assert_cmpint (step->due, ==, CASE_TODAY + 4);
  g_assert_cmpint (step->adult_id, ==, 0);
  g_assert_cmpint (step->done_on, ==, CW_DAY_NONE);
  assert_focus (self);
}

static void
test_step_change (Case *self, gconstpointer data)
{
  GtkWidget *form;
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) back = NULL;
  const CwStep *step;

  show_case (self);
  form = open_step (self, "Move or change");
  gtk_editable_set_text (GTK_EDITABLE (CASE_FIND (form, GTK_TYPE_ENTRY)), "Ring on Monday");
  cw_date_entry_set_day (CW_DATE_ENTRY (CASE_FIND (form, CW_TYPE_DATE_ENTRY)), CASE_TODAY + 4);
  case_press (self, "Save");
  case_wait_said (self, "Ring on Monday");
  case_wait_unsaid (self, "2 days late");
  moved = list_steps (self);
  g_assert_cmpuint (moved->len, ==, 1);
  step = moved->pdata[0];
  g_assert_cmpint (step->due, ==, CASE_TODAY + 4);
  g_assert_cmpint (step->adult_id, ==, self->joanne);
  assert_focus (self);
  open_step (self, "Move or change");
  case_press (self, "Take away");
  case_wait_said (self, "The next step was taken away.");
  case_wait_unsaid (self, "Ring on Monday");
  gone = list_steps (self);
  g_assert_cmpuint (gone->len, ==, 0);
  assert_focus (self);
  case_press (self, "Undo");
  case_wait_said (self, "Ring on Monday");
  back = list_steps (self);
  g_assert_nonnull (find_step (back, "Ring on Monday"));
}

static void
test_step_done (Case *self, gconstpointer data)
{
  GtkWidget *check;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GPtrArray) undone = NULL;

  show_case (self);
  check = CASE_FIND (CASE_FIND (self->page, CW_TYPE_STEPS_LIST), GTK_TYPE_CHECK_BUTTON);
  gtk_widget_grab_focus (check);
  case_keys (self, "space");
  case_wait_unsaid (self, "Ring about the letter");
  done = list_steps (self);
  g_assert_cmpint (((CwStep *) done->pdata[0])->done_on, ==, CASE_TODAY);
  assert_focus (self);
  case_press (self, "Undo");
  case_wait_said (self, "Ring about the letter");
  undone = list_steps (self);
  g_assert_cmpint (((CwStep *) undone->pdata[0])->done_on, ==, CW_DAY_NONE);
}

static gpointer
break_steps (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_exec (store, "ALTER TABLE next_step RENAME TO gone", error);
  return NULL;
}

/* What could not be stored is not said to be done, nor shown so. */
static void
test_step_not_done (Case *self, gconstpointer data)
{
  GtkWidget *check;

  show_case (self);
  check = CASE_FIND (CASE_FIND (self->page, CW_TYPE_STEPS_LIST), GTK_TYPE_CHECK_BUTTON);
  case_call (self, break_steps, NULL);
  gtk_widget_grab_focus (check);
  case_keys (self, "space");
  display_settle (self->session);
  g_assert_null (case_find (self->window, case_has_label, "Done."));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

/* A case opens where a contact is written up. */
static void
test_focus_at_first (Case *self, gconstpointer data)
{
  GtkWidget *focus;

  case_show (self, cw_case_page_new (self->case_id));
  display_settle (self->session);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, CW_TYPE_COMPOSER));
}

/* ---- entries ---- */

static guint
count_contacts (Case *self)
{
  g_autoptr (GPtrArray) contacts = case_call (self, case_read_contacts, &self->case_id);

  return contacts->len;
}

static void
test_entry_change (Case *self, gconstpointer data)
{
  GtkWidget *row, *composer, *note;
  g_autoptr (GPtrArray) contacts = NULL;
  const CwContact *contact;

  show_case (self);
  row = CASE_FIND (self->page, CW_TYPE_TIMELINE_ROW);
  gtk_widget_activate_action (row, "entry.edit", NULL);
  case_wait_said (self, "Changing the contact of 09/11/2026, with");
  composer = CASE_FIND (self->page, CW_TYPE_COMPOSER);
  note = CASE_FIND (composer, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)),
                                    "\nShe rang again at four.", -1);
  display_picture ("entry-change");
  case_press (self, "Save the change");
  case_wait_said (self, "The contact is saved.");
  case_wait_said (self, "She rang again at four.");
  contacts = case_call (self, case_read_contacts, &self->case_id);
  g_assert_cmpuint (contacts->len, ==, 2);
  contact = contacts->pdata[0];
  g_assert_cmpuint (contact->lines->len, ==, 3);
  g_assert_cmpint (contact->day, ==, CASE_TODAY - 10);
  assert_focus (self);
}

static void
test_entry_delete (Case *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  show_case (self);
  before = case_call (self, case_read_contacts, &self->case_id);
  gtk_widget_activate_action (CASE_FIND (self->page, CW_TYPE_TIMELINE_ROW), "entry.delete", NULL);
  case_wait_said (self, "The contact of 09/11/2026 is deleted.");
  case_wait_unsaid (self, "Joanne rang after Kai was sent home.");
  g_assert_cmpuint (count_contacts (self), ==, 1);
  assert_focus (self);
  case_press (self, "Undo");
  case_wait_said (self, "Joanne rang after Kai was sent home.");
  after = case_call (self, case_read_contacts, &self->case_id);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (((CwContact *) after->pdata[0])->id, ==, ((CwContact *) before->pdata[0])->id);
  g_assert_cmpint (((CwContact *) after->pdata[0])->minutes, ==, 25);
}

/* ---- people ---- */

static void
test_children (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *form;
  g_autoptr (CwCase) two = NULL;
  g_autoptr (CwCase) one = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  show_case (self);
  gtk_widget_activate_action (self->page, "case.children", NULL);
  dialog = get_dialog (self);
  form = CASE_FIND (dialog, CW_TYPE_CHILDREN_FORM);
  for (GtkWidget *line = gtk_widget_get_parent (CASE_FIND (form, GTK_TYPE_ENTRY)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    g_ptr_array_add (entries, CASE_FIND (line, GTK_TYPE_ENTRY));
  g_assert_cmpuint (entries->len, ==, 2); /* Kai, and an empty one */
  gtk_editable_set_text (entries->pdata[0], "Kai Hughes");
  gtk_editable_set_text (entries->pdata[1], "Poppy");
  case_press (self, "Save");
  wait_no_dialog (self);
  case_wait_said (self, "Poppy");
  two = read_case (self);
  g_assert_cmpuint (two->children->len, ==, 2);
  g_assert_cmpstr (((CwChild *) two->children->pdata[0])->name, ==, "Kai Hughes");
  g_assert_cmpstr (((CwChild *) two->children->pdata[0])->year_group, ==, "5");
  g_assert_cmpstr (((CwChild *) two->children->pdata[1])->name, ==, "Poppy");
  assert_focus (self);

  gtk_widget_activate_action (self->page, "case.children", NULL);
  dialog = get_dialog (self);
  g_signal_emit_by_name (gtk_widget_get_last_child (
                             gtk_widget_get_parent (CASE_FIND (dialog, GTK_TYPE_ENTRY))),
                         "clicked");
  case_press (self, "Save");
  wait_no_dialog (self);
  case_wait_unsaid (self, "Kai Hughes");
  one = read_case (self);
  g_assert_cmpuint (one->children->len, ==, 1);
  g_assert_cmpstr (((CwChild *) one->children->pdata[0])->name, ==, "Poppy");
}

/* R9: who withdrew can agree again; both stay in the history, and recording begins again. */
static void
test_agree_again (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *tick;
  g_autoptr (CwCase) cas = NULL;
  const CwAdult *brenda;

  show_case (self);
  g_signal_emit_by_name (CASE_FIND (self->page, CW_TYPE_PEOPLE_STRIP), "consent", self->brenda);
  dialog = get_dialog (self);
  while ((tick = case_find (dialog, case_is_open_tick, NULL)) != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  for (guint i = 0; i < 2; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (case_find (dialog, case_is_answer, "No")),
                                  TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (case_find (dialog, case_is_answer, "Signed")),
                                TRUE);
  display_picture ("agree-again");
  case_press (self, "They agree");
  wait_no_dialog (self);
  cas = read_case (self);
  brenda = cw_case_get_adult (cas, self->brenda);
  g_assert_true (cw_adult_agrees (brenda));
  g_assert_cmpuint (brenda->consents->len, ==, 2);
  g_assert_cmpint (((CwConsent *) brenda->consents->pdata[0])->withdrawn_on, ==, CASE_TODAY - 5);
  g_assert_false (((CwConsent *) brenda->consents->pdata[1])->school_may_know);
  assert_focus (self);
}

static gboolean
is_card (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_ancestor (widget, CW_TYPE_PEOPLE_STRIP)
         && case_find (widget, case_has_label, data) != NULL;
}

static GtkWidget *
get_focus_in (GtkWidget *root)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (root));

  return focus != NULL && gtk_widget_is_ancestor (focus, root) ? focus : NULL;
}

/* R9: what can be done about an adult is reached by keys alone. */
static void
test_person_by_keys (Case *self, gconstpointer data)
{
  GtkWidget *card, *popover, *dialog;

  show_case (self);
  card = case_find (self->page, is_card, "Joanne Hughes");
  g_assert_nonnull (card);
  gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
  case_keys (self, "Return");
  display_settle (self->session);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (card)));
  for (guint i = 0; i < 8; i++)
    {
      GtkWidget *focus = get_focus_in (popover);

      g_assert_nonnull (focus);
      if (case_is_button (focus, "They do not agree any more"))
        break;
      case_keys (self, "Tab");
    }
  case_keys (self, "Return");
  dialog = get_dialog (self);
  g_assert_nonnull (case_find (dialog, case_is_button, "Stop recording"));
  case_keys (self, "Escape");
  wait_no_dialog (self);
  assert_focus (self);
}

/* ---- kinds of lines, by their keys (R10) ---- */

static void
test_kinds_by_keys (Case *self, gconstpointer data)
{
  static const CwLineKind kinds[] = { CW_LINE_FACT, CW_LINE_SAID, CW_LINE_OTHER, CW_LINE_AGREED };
  GtkWidget *composer;
  g_autoptr (GPtrArray) contacts = NULL;
  const CwContact *contact;

  show_case (self);
  case_keys (self, "ctrl+t");
  display_settle (self->session);
  composer = CASE_FIND (self->page, CW_TYPE_COMPOSER);
  g_assert_true (cw_composer_is_open (CW_COMPOSER (composer)));
  gtk_widget_grab_focus (CASE_FIND (composer, CW_TYPE_NOTE_VIEW));
  case_type (self, "one");
  case_keys (self, "Return alt+2");
  case_type (self, "two");
  case_keys (self, "Return alt+3");
  case_type (self, "three");
  case_keys (self, "Return alt+4");
  case_type (self, "four");
  g_object_set (CASE_FIND (composer, GTK_TYPE_DROP_DOWN), "selected", 1u, NULL);
  display_picture ("kinds");
  case_keys (self, "ctrl+Return");
  display_picture ("kinds2");
  case_wait_said (self, "The contact is saved.");
  contacts = case_call (self, case_read_contacts, &self->case_id);
  contact = contacts->pdata[0];
  g_assert_cmpuint (contact->lines->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (((CwLine *) contact->lines->pdata[i])->kind, ==, kinds[i]);
  assert_focus (self);
}

/* ---- a wording that stays (R10) ---- */

static void
type_note (Case *self, const char *text)
{
  GtkWidget *note = CASE_FIND (self->page, CW_TYPE_NOTE_VIEW);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), text, -1);
}

static const char *
get_remark (Case *self)
{
  return cw_note_view_get_remark (CW_NOTE_VIEW (CASE_FIND (self->page, CW_TYPE_NOTE_VIEW)));
}

/* What was kept is not remarked on again in this note: not after more words, not when the draft is
 * taken up, not when the stored contact is changed later. Another note begins without it. */
static void
test_keep (Case *self, gconstpointer data)
{
  show_case (self);
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  type_note (self, "Joanne was aggressive and rude on the telephone.");
  case_wait_said (self, "“aggressive” reads as a judgement");
  display_picture ("keep");
  case_press (self, "Keep the wording");
  case_wait_said (self, "“rude” reads as a judgement");
  case_press (self, "Keep the wording");
  case_wait_unsaid (self, "reads as a judgement");
  type_note (self, " She was aggressive again. ");
  g_assert_null (get_remark (self));
  cw_section_flush (CW_SECTION (self->page));
  display_settle (self->session);

  show_case (self); /* the draft */
  g_assert_nonnull (case_find (self->page, case_has_label, "Joanne may read this"));
  g_assert_null (get_remark (self));
  type_note (self, "A lazy answer. ");
  case_wait_said (self, "“lazy” reads as a judgement");
  g_object_set (CASE_FIND (CASE_FIND (self->page, CW_TYPE_COMPOSER), GTK_TYPE_DROP_DOWN),
                "selected", 1u, NULL);
  case_press (self, "Save contact");
  case_wait_said (self, "A lazy answer."); /* in the timeline */
  gtk_widget_activate_action (CASE_FIND (self->page, CW_TYPE_TIMELINE_ROW), "entry.edit", NULL);
  case_wait_said (self, "Changing the contact of 19/11/2026, with");
  g_assert_null (get_remark (self));
  case_press (self, "Throw away");
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  type_note (self, "Joanne was aggressive. ");
  g_assert_nonnull (get_remark (self));
}

int
main (int argc, char **argv)
{
  case_begin (&argc, &argv);
#define FILLED GINT_TO_POINTER (1)
#define ADD(path, test) g_test_add (path, Case, FILLED, case_set_up, test, case_tear_down)
  ADD ("/case/family", test_family);
  ADD ("/case/status", test_status);
  ADD ("/case/erase (R19)", test_erase);
  ADD ("/case/step-add", test_step_add);
  ADD ("/case/step-change", test_step_change);
  ADD ("/case/step-done", test_step_done);
  ADD ("/case/step-not-done", test_step_not_done);
  ADD ("/case/focus-at-first", test_focus_at_first);
  ADD ("/case/entry-change", test_entry_change);
  ADD ("/case/entry-delete", test_entry_delete);
  ADD ("/case/children", test_children);
  ADD ("/case/agree-again (R9)", test_agree_again);
  ADD ("/case/person-by-keys (R9)", test_person_by_keys);
  ADD ("/case/kinds-by-keys (R10)", test_kinds_by_keys);
  ADD ("/case/keep (R10)", test_keep);
  return g_test_run ();
}
