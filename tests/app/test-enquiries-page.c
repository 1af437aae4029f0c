/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of enquiries (R5) with real keys, a real store and its own worker thread. */

#include <string.h>

#include "app/enquiries/cw-enquiries-page.h"
#include "app/enquiries/cw-enquiry-filters.h"
#include "app/enquiries/cw-enquiry-form.h"
#include "app/enquiries/cw-service-picker.h"
#include "app/kit/cw-kit.h"
#include "display-ground.h"
#include "enquiries-fixture.h"
#include "ground.h"

/* ---- what the store holds ---- */

static gpointer
list_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwEnquiryFilter everything = { .sort = CW_ENQUIRY_BY_DAY, .descending = TRUE };

  return cw_store_list_enquiries (store, &everything, 0, 200, error);
}

static GPtrArray *
list_enquiries (Fixture *f)
{
  return fixture_call (f, list_work, NULL, 0);
}

static guint
count_enquiries (Fixture *f)
{
  g_autoptr (GPtrArray) enquiries = list_enquiries (f);

  return enquiries->len;
}

static gpointer
draft_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, "enquiry", "new", error);
}

static gboolean
add_some (CwStore *store, GError **error)
{
  return fixture_add_terms (store, error)
         && fixture_add_enquiry (store, FIXTURE_TODAY, "attendance", "telephone", "child", "",
                                 FALSE, error)
         && fixture_add_enquiry (store, FIXTURE_TODAY - 1, "housing;finance", "email", "parent",
                                 "shelter", TRUE, error)
         && fixture_add_enquiry (store, FIXTURE_TODAY - 2, "bullying", "telephone", "child", "",
                                 FALSE, error)
         && fixture_add_enquiry (store, FIXTURE_TODAY - 200, "health", "letter", "parent", "",
                                 FALSE, error);
}

/* ---- what the page shows ---- */

static CwEnquiryForm *
get_form (Fixture *f)
{
  return CW_ENQUIRY_FORM (fixture_find (f->window, CW_TYPE_ENQUIRY_FORM, NULL));
}

static const CwEnquiry *
get_curr (Fixture *f)
{
  return cw_enquiry_form_get_state (get_form (f))->curr;
}

typedef struct
{
  Fixture *f;
  const char *text;
} Says;

static void
begin (Fixture *f)
{
  cw_enquiries_page_begin (CW_ENQUIRIES_PAGE (f->page));
  display_settle (f->session);
}

static gboolean
has_code (Fixture *f, const CwIds *ids, CwCodeList list, const char *code)
{
  return cw_ids_contains (ids, fixture_code (f, list, code));
}

/* H jumps to Health and on to Housing; arrows move within the single choices. */
static void
fill_by_keys (Fixture *f)
{
  fixture_keys (f, "h h space Tab Right space Tab Right space");
}

/* ---- tests ---- */

static void
test_empty (void)
{
  Fixture *f = fixture_new (fixture_add_terms);

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "No enquiries yet");
  g_assert_null (fixture_find (f->window, CW_TYPE_ENQUIRY_FILTERS, NULL));
  g_assert_null (fixture_find (f->window, GTK_TYPE_COLUMN_VIEW, NULL));
  g_assert_null (fixture_find (f->window, GTK_TYPE_TOGGLE_BUTTON, NULL));
  fixture_press (f, "Log an enquiry");
  g_assert_nonnull (get_form (f));
  fixture_free (f);
}

/* No mouse: two letters, arrows, Ctrl+Enter; then the form is ready for the next one, on the same
 * day. */
static void
test_by_keyboard (void)
{
  Fixture *f = fixture_new (fixture_add_terms);
  g_autoptr (GPtrArray) enquiries = NULL;
  const CwEnquiry *stored;

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  fill_by_keys (f);
  fixture_keys (f, "Tab space Tab");
  fixture_type (f, "shel");
  fixture_keys (f, "Return ctrl+Return");
  fixture_wait_for_words (f, "Enquiry logged");
  enquiries = list_enquiries (f);
  g_assert_cmpuint (enquiries->len, ==, 1);
  stored = g_ptr_array_index (enquiries, 0);
  g_assert_cmpint (stored->day, ==, FIXTURE_TODAY);
  g_assert_cmpuint (stored->categories->len, ==, 1);
  g_assert_true (has_code (f, stored->categories, CW_LIST_ENQUIRY_CATEGORY, "housing"));
  g_assert_cmpint (stored->method, ==, fixture_code (f, CW_LIST_CONTACT_METHOD, "telephone"));
  g_assert_cmpint (stored->about, ==, fixture_code (f, CW_LIST_ABOUT, "parent"));
  g_assert_cmpuint (stored->services->len, ==, 1);
  g_assert_true (has_code (f, stored->services, CW_LIST_SERVICE, "shelter"));
  g_assert_true (stored->asked_before);

  g_assert_cmpuint (get_curr (f)->categories->len, ==, 0);
  g_assert_cmpuint (get_curr (f)->services->len, ==, 0);
  fixture_wait_for_words (f, "1 enquiry, 1 category ticked");
  fill_by_keys (f);
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "2 enquiries, 2 categories ticked");
  fixture_free (f);
}

/* At 1100x700, beside the sidebar and below the demonstration's banner, all of the form is in sight
 * and rows of the log are too. */
static void
test_fits_small_screen (void)
{
  Fixture *f = fixture_new (add_some);
  GtkWidget *form;
  GtkAdjustment *down;

  fixture_show (f, cw_enquiries_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (f->window), 870, 643);
  display_settle (f->session);
  begin (f);
  form = GTK_WIDGET (get_form (f));
  down = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (form, GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->page)), <=, 870);
  g_assert_cmpfloat (gtk_adjustment_get_upper (down), <=, gtk_adjustment_get_page_size (down));
  fixture_wait_for_words (f, "Attendance");
  fixture_free (f);
}

static void
test_problems_in_words (void)
{
  Fixture *f = fixture_new (fixture_add_terms);

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  g_assert_null (fixture_find (f->window, GTK_TYPE_LABEL, "Tick at least one subject."));
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "Tick at least one subject.");
  fixture_wait_for_words (f, "Choose how the parent got in touch.");
  fixture_wait_for_words (f, "Choose one of the two.");
  g_assert_cmpuint (count_enquiries (f), ==, 0);
  fixture_keys (f, "space");
  g_assert_null (fixture_find (f->window, GTK_TYPE_LABEL, "Tick at least one subject."));
  fixture_free (f);
}

/* R5: words can be typed in two places only, to find a service and to write a date; neither is kept
 * as text. */
static void
count_editables (GtkWidget *widget, guint *n)
{
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      count_editables (child, n);
}

static void
test_no_field_for_a_name (void)
{
  Fixture *f = fixture_new (fixture_add_terms);
  guint n = 0, n_search = 0, n_date = 0;

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  count_editables (GTK_WIDGET (get_form (f)), &n);
  count_editables (fixture_find (f->window, CW_TYPE_SERVICE_PICKER, NULL), &n_search);
  count_editables (fixture_find (f->window, CW_TYPE_DATE_ENTRY, NULL), &n_date);
  g_assert_cmpuint (n_search, ==, 1);
  g_assert_cmpuint (n_date, ==, 1);
  g_assert_cmpuint (n, ==, 2);
  fixture_free (f);
}

static void
test_undo_logging (void)
{
  Fixture *f = fixture_new (fixture_add_terms);

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  fill_by_keys (f);
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "Enquiry logged");
  fixture_press (f, "Undo");
  fixture_wait_for_words (f, "Taken back");
  g_assert_cmpuint (count_enquiries (f), ==, 0);
  g_assert_true (has_code (f, get_curr (f)->categories, CW_LIST_ENQUIRY_CATEGORY, "housing"));
  g_assert_cmpint (get_curr (f)->id, ==, 0);
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "1 enquiry, 1 category ticked");
  fixture_free (f);
}

static void
test_delete_and_undo (void)
{
  Fixture *f = fixture_new (add_some);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");
  before = list_enquiries (f);
  fixture_keys (f, "Down Delete");
  fixture_wait_for_words (f, "Enquiry deleted");
  fixture_wait_for_words (f, "2 enquiries");
  fixture_press (f, "Undo");
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");
  after = list_enquiries (f);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    {
      const CwEnquiry *was = g_ptr_array_index (before, i);
      const CwEnquiry *is = g_ptr_array_index (after, i);

      g_assert_cmpint (is->id, ==, was->id);
      g_assert_true (cw_enquiry_same (is, was));
    }
  fixture_free (f);
}

static void
test_change_and_undo (void)
{
  Fixture *f = fixture_new (add_some);
  gint64 id;

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");
  fixture_keys (f, "Down Return");
  fixture_wait_for_words (f, "Changing the enquiry of");
  id = cw_enquiry_form_get_state (get_form (f))->orig->id;
  fixture_keys (f, "o space ctrl+Return");
  fixture_wait_for_words (f, "Changes saved");
  fixture_wait_for_words (f, "3 enquiries, 5 categories ticked");
  fixture_press (f, "Undo");
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");

  fixture_keys (f, "Return");
  fixture_wait_for_words (f, "Changing the enquiry of");
  g_assert_cmpint (cw_enquiry_form_get_state (get_form (f))->orig->id, ==, id);
  fixture_keys (f, "o space Escape");
  fixture_wait_for_words (f, "Changes left out");
  g_assert_null (get_form (f));
  fixture_press (f, "Undo");
  g_assert_true (has_code (f, get_curr (f)->categories, CW_LIST_ENQUIRY_CATEGORY, "other"));
  fixture_free (f);
}

static GtkDropDown *
get_filter (Fixture *f, guint index)
{
  GtkWidget *child
      = gtk_widget_get_first_child (fixture_find (f->window, CW_TYPE_ENQUIRY_FILTERS, NULL));

  for (child = gtk_widget_get_first_child (child); index > 0; index--)
    child = gtk_widget_get_next_sibling (child);
  return GTK_DROP_DOWN (child);
}

static void
test_filters (void)
{
  Fixture *f = fixture_new (add_some);

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");
  /* This term, Autumn, Summer, this school year, all. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (get_filter (f, 0))), ==, 5);
  gtk_drop_down_set_selected (get_filter (f, 0), 2);
  fixture_wait_for_words (f, "1 enquiry, 1 category ticked");
  gtk_drop_down_set_selected (get_filter (f, 0), 4);
  fixture_wait_for_words (f, "4 enquiries, 5 categories ticked");
  gtk_drop_down_set_selected (get_filter (f, 3), 1);
  fixture_wait_for_words (f, "2 enquiries, 2 categories ticked");
  gtk_drop_down_set_selected (get_filter (f, 1), 1);
  fixture_wait_for_words (f, "No enquiries match");
  fixture_press (f, "Clear filters");
  fixture_wait_for_words (f, "4 enquiries, 5 categories ticked");
  fixture_wait_for_no_words (f, "No enquiries match");
  fixture_free (f);
}

/* The text of the first cell of the first row. */
static const char *
get_first_subject (Fixture *f)
{
  GtkWidget *table = fixture_find (f->window, GTK_TYPE_COLUMN_VIEW, NULL);
  GtkWidget *rows = gtk_widget_get_next_sibling (gtk_widget_get_first_child (table));

  return gtk_label_get_text (GTK_LABEL (fixture_find (rows, GTK_TYPE_LABEL, NULL)));
}

static gboolean
is_first_subject (gpointer data)
{
  Says *first = data;

  return g_strcmp0 (get_first_subject (first->f), first->text) == 0;
}

static void
wait_for_first (Fixture *f, const char *subject)
{
  g_test_message ("waiting for %s to stand first", subject);
  fixture_wait (is_first_subject, &(Says){ f, subject });
}

/* Up from the first row goes to the headings; what is chosen there is what the query sorts by. */
static void
test_sort_by_keys (void)
{
  Fixture *f = fixture_new (add_some);

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "3 enquiries, 4 categories ticked");
  wait_for_first (f, "Attendance"); /* the newest */
  fixture_keys (f, "Up Return");
  wait_for_first (f, "Bullying");
  fixture_keys (f, "Return");
  wait_for_first (f, "Attendance");
  fixture_keys (f, "Right Return"); /* how: face to face, telephone, email */
  wait_for_first (f, "Attendance");
  fixture_keys (f, "Return");
  wait_for_first (f, "Finance and benefits · Housing");
  /* Down is back among the rows: Enter changes the first. */
  fixture_keys (f, "Down Return");
  fixture_wait_for_words (f, "Changing the enquiry of");
  fixture_free (f);
}

/* Half filled and left, as by a lock or a crash: it is offered back, and its draft holds no word.
 */
static void
test_draft (void)
{
  Fixture *f = fixture_new (fixture_add_terms);
  g_autoptr (CwDraft) draft = NULL;
  g_autoptr (CwDraft) none = NULL;

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  fixture_keys (f, "h h space Tab Tab Tab Tab");
  fixture_type (f, "Joanne Hughes");
  fixture_drop_page (f);
  draft = fixture_call (f, draft_work, NULL, 0);
  g_assert_nonnull (draft);
  g_assert_null (strstr (draft->body, "Joanne"));

  fixture_show (f, cw_enquiries_page_new ());
  fixture_wait_for_words (f, "An enquiry is half filled");
  fixture_press (f, "Go on with it");
  fixture_wait_for_words (f, "You had left this one half filled.");
  g_assert_true (has_code (f, get_curr (f)->categories, CW_LIST_ENQUIRY_CATEGORY, "housing"));
  fixture_keys (f, "Tab space Tab space ctrl+Return");
  fixture_wait_for_words (f, "Enquiry logged");
  none = fixture_call (f, draft_work, NULL, 0);
  g_assert_null (none);
  fixture_free (f);
}

/* A second after the last change the draft is there, without anybody asking for it. */
static gboolean
draft_is_there (gpointer data)
{
  g_autoptr (CwDraft) draft = fixture_call (data, draft_work, NULL, 0);

  return draft != NULL;
}

static void
test_draft_by_itself (void)
{
  Fixture *f = fixture_new (fixture_add_terms);

  fixture_show (f, cw_enquiries_page_new ());
  begin (f);
  fixture_keys (f, "space");
  fixture_wait (draft_is_there, f);
  fixture_free (f);
}

/* ---- a long log ---- */

#define MANY 3000

static gboolean
add_many (CwStore *store, gpointer data, GError **error)
{
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, error);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  enquiry->method = cw_code_book_lookup (codes, CW_LIST_CONTACT_METHOD, "telephone")->id;
  enquiry->about = cw_code_book_lookup (codes, CW_LIST_ABOUT, "child")->id;
  cw_ids_add (enquiry->categories,
              cw_code_book_lookup (codes, CW_LIST_ENQUIRY_CATEGORY, "housing")->id);
  for (guint i = 0; i < MANY; i++)
    {
      enquiry->id = 0;
      enquiry->day = FIXTURE_TODAY - (CwDay) i;
      if (cw_store_save_enquiry (store, enquiry, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_all (CwStore *store, GError **error)
{
  return cw_store_transact (store, add_many, NULL, error);
}

static gboolean
is_last_day_shown (gpointer data)
{
  Fixture *f = data;
  g_autofree char *oldest = cw_day_format (FIXTURE_TODAY - (MANY - 1));

  return fixture_find (f->window, GTK_TYPE_LABEL, oldest) != NULL;
}

static void
test_scroll_to_the_end (void)
{
  Fixture *f = fixture_new (add_all);
  g_autofree char *newest = cw_day_format (FIXTURE_TODAY);
  GtkColumnViewColumn *day;
  GtkColumnView *table;

  fixture_show (f, cw_enquiries_page_new ());
  gtk_drop_down_set_selected (get_filter (f, 0), 1);
  fixture_wait_for_words (f, "3000 enquiries");
  fixture_wait_for_words (f, newest);
  table = GTK_COLUMN_VIEW (fixture_find (f->window, GTK_TYPE_COLUMN_VIEW, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (table));
  fixture_keys (f, "End");
  fixture_wait (is_last_day_shown, f);

  day = g_list_model_get_item (gtk_column_view_get_columns (table), 1);
  gtk_column_view_sort_by_column (table, day, GTK_SORT_ASCENDING);
  fixture_wait (is_last_day_shown, f);
  g_object_unref (day);
  fixture_free (f);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/enquiries/page/empty", test_empty);
  g_test_add_func ("/enquiries/page/by-keyboard", test_by_keyboard);
  g_test_add_func ("/enquiries/page/fits-small-screen", test_fits_small_screen);
  g_test_add_func ("/enquiries/page/problems-in-words", test_problems_in_words);
  g_test_add_func ("/enquiries/page/no-field-for-a-name", test_no_field_for_a_name);
  g_test_add_func ("/enquiries/page/undo-logging", test_undo_logging);
  g_test_add_func ("/enquiries/page/delete-and-undo", test_delete_and_undo);
  g_test_add_func ("/enquiries/page/change-and-undo", test_change_and_undo);
  g_test_add_func ("/enquiries/page/filters", test_filters);
  g_test_add_func ("/enquiries/page/sort-by-keys", test_sort_by_keys);
  g_test_add_func ("/enquiries/page/draft", test_draft);
  g_test_add_func ("/enquiries/page/draft-by-itself", test_draft_by_itself);
  g_test_add_func ("/enquiries/page/scroll-to-the-end", test_scroll_to_the_end);
  return g_test_run ();
}
