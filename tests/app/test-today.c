/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Today, on a display and with a real store: what is due is done or moved by keys, a draft is
 * thrown away, and each comes back. */

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-note-view.h"
#include "app/kit/cw-kit.h"
#include "app/today/cw-today-page.h"
#include "cases-fixture.h"
#include "display-ground.h"

#define STEP "Ring about the letter"

static gpointer
read_steps (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_steps (store, *(gint64 *) input, TRUE, error);
}

static void
assert_step (Case *self, CwDay due, CwDay done_on)
{
  g_autoptr (GPtrArray) steps = case_call (self, read_steps, &self->case_id);
  const CwStep *step = steps->pdata[0];

  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_cmpint (step->due, ==, due);
  g_assert_cmpint (step->done_on, ==, done_on);
}

static void
wait_said (Case *self, const char *text)
{
  case_wait_said (self, text);
  display_settle (self->session);
}

static void
show_today (Case *self)
{
  case_show (self, g_object_new (CW_TYPE_TODAY_PAGE, NULL));
  wait_said (self, STEP);
}

static void
focus_step (Case *self)
{
  GtkWidget *label = case_find (self->page, case_has_label, STEP);

  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW)));
}

static void
test_done (Case *self, gconstpointer data)
{
  show_today (self);
  assert_step (self, CASE_TODAY - 2, CW_DAY_NONE);
  focus_step (self);
  case_keys (self, "space");
  wait_said (self, "Done.");
  case_wait_unsaid (self, STEP);
  assert_step (self, CASE_TODAY - 2, CASE_TODAY);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (self->window)));
  case_press (self, "Undo");
  wait_said (self, STEP);
  assert_step (self, CASE_TODAY - 2, CW_DAY_NONE);
}

/* M opens the ways to another day; its first is tomorrow. */
static void
test_moved (Case *self, gconstpointer data)
{
  show_today (self);
  focus_step (self);
  case_keys (self, "m");
  display_settle (self->session);
  display_picture ("today-move");
  case_keys (self, "Return");
  wait_said (self, "Moved to 20/11/2026.");
  assert_step (self, CASE_TODAY + 1, CW_DAY_NONE);
  g_assert_true (gtk_widget_get_mapped (gtk_window_get_focus (GTK_WINDOW (self->window))));
  case_press (self, "Undo");
  display_settle (self->session);
  assert_step (self, CASE_TODAY - 2, CW_DAY_NONE);
}

/* Who comes back from a row is on it again; who comes otherwise begins with an enquiry. */
static void
test_back (Case *self, gconstpointer data)
{
  GtkWidget *row;

  show_today (self);
  focus_step (self);
  row = gtk_window_get_focus (GTK_WINDOW (self->window));
  case_keys (self, "Return");
  g_assert_cmpint (self->opened, ==, self->case_id);
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL); /* another page was there meanwhile */
  cw_section_shown (CW_SECTION (self->page));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == row);
  display_settle (self->session); /* and it is read again */
  row = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  g_assert_nonnull (case_find (row, case_has_label, STEP));
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  cw_section_shown (CW_SECTION (self->page));
  display_settle (self->session);
  g_assert_false (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

static guint
count_drafts (Case *self)
{
  g_autoptr (GPtrArray) drafts = case_call (self, case_read_drafts, NULL);

  return drafts->len;
}

static void
test_discard (Case *self, gconstpointer data)
{
  GtkWidget *note;

  case_show (self, cw_case_page_new (self->case_id));
  wait_said (self, "Joanne Hughes");
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  note = CASE_FIND (self->page, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Half a sentence", -1);
  cw_section_flush (CW_SECTION (self->page));
  display_settle (self->session);
  g_assert_cmpuint (count_drafts (self), ==, 1);

  show_today (self);
  wait_said (self, "Left unfinished");
  g_assert_null (case_find (self->page, case_has_label, "Half a")); /* what, and not the words */
  display_picture ("today-draft");
  case_press (self, "_Discard");
  wait_said (self, "Draft discarded.");
  case_wait_unsaid (self, "Left unfinished");
  g_assert_cmpuint (count_drafts (self), ==, 0);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (self->window)));
  case_press (self, "Undo");
  wait_said (self, "Left unfinished");
  g_assert_cmpuint (count_drafts (self), ==, 1);
  case_press (self, "_Go on writing");
  g_assert_cmpint (self->opened, ==, self->case_id);
}

typedef struct
{
  const char *kind, *subject, *said;
  gboolean of_case, about_case; /* it needs who agrees (R7); "Go on" opens the case */
} LeftOpen;

/* In the order in which they are said: the newest first. */
static const LeftOpen left_open[] = {
  { "step", "case-1", "A next step for case 0001", TRUE, TRUE },
  { "form", "terms", "How terms are counted", FALSE, FALSE },
  { "form", "list-support-type", "A new entry of a list", FALSE, FALSE },
  { "form", "link-1", "Another case of a family", FALSE, TRUE },
  { "form", "withdrawal-1-1", "Somebody does not agree any more", FALSE, TRUE },
  { "form", "paper-14", "Dates of paper record P-014", FALSE, FALSE },
  { "opening", "case-1-1", "A talk about what is recorded", FALSE, TRUE },
  { "opening", "new", "Opening a case", FALSE, FALSE },
  { "names", "adult-1", "Names for case 0001", TRUE, TRUE },
};

static gpointer
leave_open (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const LeftOpen *left = input;
  g_autoptr (CwDraft) draft = cw_draft_new ();

  g_free (draft->kind);
  g_free (draft->subject);
  g_free (draft->body);
  draft->kind = g_strdup (left->kind);
  draft->subject = g_strdup (left->subject);
  draft->body = g_strdup ("[form]");
  draft->case_id = left->of_case ? 1 : 0;
  g_assert_cmpint (cw_store_save_draft (store, draft, error), >, 0);
  return NULL;
}

/* Every form that was left unfinished is said by its name, and leads back to where it is. */
static void
test_left_open (Case *self, gconstpointer data)
{
  g_assert_cmpint (self->case_id, ==, 1);
  for (guint i = G_N_ELEMENTS (left_open); i > 0; i--)
    case_call (self, leave_open, (gpointer) &left_open[i - 1]);
  show_today (self);
  for (guint i = 0; i < G_N_ELEMENTS (left_open); i++)
    wait_said (self, left_open[i].said);
  display_picture ("today-left-open");
  for (guint i = 0; i < G_N_ELEMENTS (left_open); i++)
    {
      GtkWidget *row
          = gtk_widget_get_ancestor (case_find (self->page, case_has_label, left_open[i].said),
                                     GTK_TYPE_LIST_BOX_ROW);

      self->opened = 0;
      g_signal_emit_by_name (case_find (row, case_is_button, "_Go on writing"), "clicked");
      g_assert_cmpint (self->opened, ==, left_open[i].about_case ? 1 : 0);
    }
}

int
main (int argc, char **argv)
{
  case_begin (&argc, &argv);
#define FILLED GINT_TO_POINTER (1)
  g_test_add ("/today/done", Case, FILLED, case_set_up, test_done, case_tear_down);
  g_test_add ("/today/back", Case, FILLED, case_set_up, test_back, case_tear_down);
  g_test_add ("/today/moved", Case, FILLED, case_set_up, test_moved, case_tear_down);
  g_test_add ("/today/discard", Case, FILLED, case_set_up, test_discard, case_tear_down);
  g_test_add ("/today/left-open", Case, FILLED, case_set_up, test_left_open, case_tear_down);
  return g_test_run ();
}
