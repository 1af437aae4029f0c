/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory (R34) and the code lists, with real keys and a real store. */

#include <string.h>

#include "app/directory/cw-directory-page.h"
#include "app/directory/cw-lists-view.h"
#include "app/directory/cw-service-form.h"
#include "app/directory/cw-services-view.h"
#include "display-ground.h"
#include "enquiries-fixture.h"

static gpointer
services_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_services (store, error);
}

static CwService *
find_service (Fixture *f, const char *name)
{
  g_autoptr (GPtrArray) services = fixture_call (f, services_work, NULL, 0);

  for (guint i = 0; i < services->len; i++)
    {
      const CwService *service = g_ptr_array_index (services, i);

      if (g_str_equal (service->name, name))
        return cw_service_copy (service);
    }
  return NULL;
}

static gpointer
draft_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, "service", "new", error);
}

static CwServiceForm *
get_form (Fixture *f)
{
  return CW_SERVICE_FORM (fixture_find (f->window, CW_TYPE_SERVICE_FORM, NULL));
}

static void
test_add_by_keyboard (void)
{
  Fixture *f = fixture_new (NULL);
  g_autoptr (CwService) service = NULL;

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  fixture_press (f, "Add a service");
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "Give the service a name.");
  fixture_type (f, "Hollin Toy Library");
  fixture_keys (f, "Tab");
  fixture_type (f, "Toys to borrow");
  fixture_keys (f, "Tab");
  fixture_type (f, "01632 960123");
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "Service added");
  service = find_service (f, "Hollin Toy Library");
  g_assert_nonnull (service);
  g_assert_cmpstr (service->what_for, ==, "Toys to borrow");
  g_assert_cmpstr (service->telephone, ==, "01632 960123");
  g_assert_cmpint (service->checked_on, ==, FIXTURE_TODAY);
  g_assert_false (service->shipped);
  fixture_free (f);
}

/* R34: what has no card is no row of the directory, though the log can name it. */
static void
test_no_card (void)
{
  Fixture *f = fixture_new (NULL);
  g_autoptr (CwService) other = find_service (f, "Another service");

  g_assert_nonnull (other);
  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  g_assert_null (fixture_find (f->window, GTK_TYPE_LABEL, "Another service"));
  fixture_free (f);
}

static void
test_name_is_taken (void)
{
  Fixture *f = fixture_new (NULL);

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  fixture_press (f, "Add a service");
  fixture_type (f, "citizens advice");
  fixture_keys (f, "ctrl+Return");
  fixture_wait_for_words (f, "The directory has a service of this name already.");
  fixture_type (f, " two");
  g_assert_null (fixture_find (f->window, GTK_TYPE_LABEL,
                               "The directory has a service of this name already."));
  fixture_free (f);
}

/* R34: a service is retired, never deleted, and can be brought back. */
static void
test_retire (void)
{
  Fixture *f = fixture_new (NULL);
  g_autoptr (CwService) retired = NULL;
  g_autoptr (CwService) back = NULL;

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  fixture_type (f, "citizens");
  fixture_wait_for_words (f, "1 service");
  fixture_keys (f, "Return");
  g_assert_nonnull (get_form (f));
  g_assert_cmpstr (cw_service_form_get_state (get_form (f))->orig->name, ==, "Citizens Advice");
  fixture_press (f, "Retire");
  fixture_wait_for_words (f, "Service retired. Past records keep it.");
  retired = find_service (f, "Citizens Advice");
  g_assert_true (retired->retired);
  fixture_wait_for_words (f, "No services match");
  fixture_press (f, "Undo");
  fixture_wait_for_words (f, "1 service");
  back = find_service (f, "Citizens Advice");
  g_assert_false (back->retired);
  g_assert_cmpint (back->code_id, ==, retired->code_id);
  fixture_free (f);
}

static const char *
get_focus_tip (Fixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

  return focus != NULL ? gtk_widget_get_tooltip_text (focus) : NULL;
}

/* However many services there are, their ticks are one stop of the Tab key; arrows move, Space
 * ticks, Esc closes the service beside. */
static void
test_ticks_are_one_stop (void)
{
  Fixture *f = fixture_new (NULL);

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  display_settle (f->session);
  fixture_keys (f, "Tab Tab Tab Tab");
  g_assert_cmpstr (get_focus_tip (f), ==, "Put ACE Education Advice on the sheet");
  fixture_keys (f, "Down space");
  g_assert_cmpstr (get_focus_tip (f), ==, "Put Child Law Advice on the sheet");
  fixture_wait_for_words (f, "1 service on the sheet");
  g_assert_nonnull (get_form (f));
  fixture_keys (f, "Escape");
  g_assert_null (get_form (f));
  fixture_keys (f, "Tab");
  g_assert_false (GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (f->window))));
  fixture_free (f);
}

/* R4: the independent ones can be picked out, and each bears the word. */
static void
test_independent (void)
{
  Fixture *f = fixture_new (NULL);

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "SENDIASS");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fixture_find (f->window, GTK_TYPE_TOGGLE_BUTTON,
                                                                 "Independent")),
                                TRUE);
  fixture_wait_for_no_words (f, "SENDIASS");
  fixture_wait_for_words (f, "Citizens Advice");
  fixture_free (f);
}

static void
test_draft (void)
{
  Fixture *f = fixture_new (NULL);
  g_autoptr (CwDraft) draft = NULL;

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  fixture_press (f, "Add a service");
  fixture_type (f, "Half a name");
  fixture_drop_page (f);
  draft = fixture_call (f, draft_work, NULL, 0);
  g_assert_nonnull (draft);

  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "You had left this half written.");
  g_assert_cmpstr (cw_service_form_get_state (get_form (f))->curr->name, ==, "Half a name");
  fixture_press (f, "Start afresh");
  g_assert_cmpstr (cw_service_form_get_state (get_form (f))->curr->name, ==, "");
  fixture_free (f);
}

/* ---- lists ---- */

static void
show_lists (Fixture *f)
{
  fixture_show (f, cw_directory_page_new ());
  fixture_wait_for_words (f, "Citizens Advice");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (fixture_find (f->window, GTK_TYPE_LABEL, "Lists"),
                                                  GTK_TYPE_TOGGLE_BUTTON)),
      TRUE);
  fixture_wait_for_words (f, "A retired entry is offered no more");
  display_settle (f->session);
}

static gboolean
is_in_list (Fixture *f, const char *label, gboolean retired)
{
  const CwCode *code
      = cw_code_book_find (cw_session_get_codes (f->session), CW_LIST_ENQUIRY_CATEGORY, label);

  return code != NULL && !code->retired == !retired;
}

static void
test_list_add_and_retire (void)
{
  Fixture *f = fixture_new (NULL);

  show_lists (f);
  gtk_widget_grab_focus (fixture_find (f->window, GTK_TYPE_ENTRY, NULL));
  fixture_type (f, "Toy library");
  fixture_keys (f, "Return");
  fixture_wait_for_words (f, "Added to the list");
  g_assert_true (is_in_list (f, "Toy library", FALSE));
  fixture_type (f, "housing");
  fixture_keys (f, "Return");
  fixture_wait_for_words (f, "The list has an entry of this name already.");
  fixture_press (f, "Retire");
  fixture_wait_for_words (f, "Retired. Past records keep it.");
  g_assert_true (is_in_list (f, "Admissions", TRUE));
  fixture_press (f, "Undo");
  display_settle (f->session);
  g_assert_true (is_in_list (f, "Admissions", FALSE));
  fixture_free (f);
}

static void
choose_list (Fixture *f, const char *title)
{
  GtkWidget *label = fixture_find (f->window, GTK_TYPE_LABEL, title);

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX)),
                           GTK_LIST_BOX_ROW (
                               gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW)));
  display_settle (f->session);
}

static const char *
get_entry (Fixture *f)
{
  return gtk_editable_get_text (GTK_EDITABLE (fixture_find (f->window, GTK_TYPE_ENTRY, NULL)));
}

/* A new entry that is half typed is kept for its list, and no more when it is added. */
static void
test_list_draft (void)
{
  Fixture *f = fixture_new (NULL);

  show_lists (f);
  gtk_widget_grab_focus (fixture_find (f->window, GTK_TYPE_ENTRY, NULL));
  fixture_type (f, "Toy libr");
  choose_list (f, "Support in a case");
  g_assert_cmpstr (get_entry (f), ==, "");
  choose_list (f, "What an enquiry is about");
  g_assert_cmpstr (get_entry (f), ==, "Toy libr");
  cw_section_flush (CW_SECTION (fixture_find (f->window, CW_TYPE_DIRECTORY_PAGE, NULL)));
  show_lists (f); /* another page, as after a lock */
  g_assert_cmpstr (get_entry (f), ==, "Toy libr");
  gtk_widget_grab_focus (fixture_find (f->window, GTK_TYPE_ENTRY, NULL));
  fixture_keys (f, "End");
  fixture_type (f, "ary");
  fixture_keys (f, "Return");
  fixture_wait_for_words (f, "Added to the list");
  g_assert_true (is_in_list (f, "Toy library", FALSE));
  show_lists (f);
  g_assert_cmpstr (get_entry (f), ==, "");
  fixture_free (f);
}

static void
test_list_rename (void)
{
  Fixture *f = fixture_new (NULL);
  gint64 id;
  GtkWidget *row;

  show_lists (f);
  id = fixture_code (f, CW_LIST_ENQUIRY_CATEGORY, "admissions");
  row = fixture_find (f->window, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "Places at school");
  g_signal_emit_by_name (row, "apply");
  fixture_wait_for_words (f, "Renamed");
  g_assert_cmpstr (cw_code_book_label (cw_session_get_codes (f->session), id), ==,
                   "Places at school");
  fixture_press (f, "Undo");
  display_settle (f->session);
  g_assert_cmpstr (cw_code_book_label (cw_session_get_codes (f->session), id), ==, "Admissions");
  fixture_free (f);
}

/* What the program counts by can be renamed, and nothing else. */
static void
test_list_fixed (void)
{
  Fixture *f = fixture_new (NULL);

  show_lists (f);
  choose_list (f, "Child or parent");
  fixture_wait_for_words (f, "none can be added or retired");
  g_assert_null (fixture_find (f->window, GTK_TYPE_ENTRY, NULL));
  g_assert_null (fixture_find (f->window, GTK_TYPE_LABEL, "Retire"));
  fixture_free (f);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/directory/services/add-by-keyboard", test_add_by_keyboard);
  g_test_add_func ("/directory/services/name-is-taken", test_name_is_taken);
  g_test_add_func ("/directory/services/no-card", test_no_card);
  g_test_add_func ("/directory/services/retire", test_retire);
  g_test_add_func ("/directory/services/ticks-are-one-stop", test_ticks_are_one_stop);
  g_test_add_func ("/directory/services/independent", test_independent);
  g_test_add_func ("/directory/services/draft", test_draft);
  g_test_add_func ("/directory/lists/add-and-retire", test_list_add_and_retire);
  g_test_add_func ("/directory/lists/draft", test_list_draft);
  g_test_add_func ("/directory/lists/rename", test_list_rename);
  g_test_add_func ("/directory/lists/fixed", test_list_fixed);
  return g_test_run ();
}
