/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the post is: profile, code lists, directory, terms, and what Today says of them. */

#include "fixture.h"

static void
test_profile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProfile) profile = cw_store_get_profile (fixture->store, &error);
  g_autoptr (CwProfile) again = NULL;
  g_autofree char *value = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (profile->post, ==, "");
  g_free (profile->post);
  profile->post = g_strdup ("PSA");
  profile->contract_minutes = 1200;
  g_strfreev (profile->schools);
  profile->schools = g_strsplit ("Oak;Elm", ";", 0);
  g_assert_true (cw_store_set_profile (fixture->store, profile, &error));
  fixture_close (fixture);
  fixture_open (fixture);
  again = cw_store_get_profile (fixture->store, &error);
  g_assert_cmpstr (again->post, ==, "PSA");
  g_assert_cmpint (again->contract_minutes, ==, 1200);
  g_assert_cmpstrv (again->schools, profile->schools);
  profile->contract_minutes = 6001;
  g_assert_false (cw_store_set_profile (fixture->store, profile, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (cw_store_get_setting (fixture->store, "colour", &error));
  g_assert_no_error (error);
  g_assert_true (cw_store_set_setting (fixture->store, "colour", "dark", &error));
  value = cw_store_get_setting (fixture->store, "colour", &error);
  g_assert_cmpstr (value, ==, "dark");
  g_assert_true (cw_store_set_setting (fixture->store, "colour", NULL, &error));
  g_assert_null (cw_store_get_setting (fixture->store, "colour", &error));
}

static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) book = NULL;
  const CwCode *housing = cw_code_book_lookup (fixture->book, CW_LIST_ENQUIRY_CATEGORY, "housing");
  gint64 id;

  g_assert_true (housing->shipped);
  id = cw_store_add_code (fixture->store, CW_LIST_ENQUIRY_CATEGORY, "  Food bank ", &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (cw_store_add_code (fixture->store, CW_LIST_ENQUIRY_CATEGORY, "food BANK",
                                      &error),
                   ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (cw_store_add_code (fixture->store, CW_LIST_ABOUT, "A pet", &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (cw_store_add_code (fixture->store, CW_LIST_ENQUIRY_CATEGORY, "   ", &error), ==,
                   0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cw_store_rename_code (fixture->store, housing->id, "A place to live", &error));
  g_assert_true (cw_store_retire_code (fixture->store, id, TRUE, &error));
  g_assert_false (cw_store_retire_code (fixture->store,
                                        fixture_code (fixture, CW_LIST_ABOUT, "child"), TRUE,
                                        &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  /* The name is free again, the code is not. */
  g_assert_true (cw_store_rename_code (fixture->store, id, "Food parcels", &error));
  id = cw_store_add_code (fixture->store, CW_LIST_ENQUIRY_CATEGORY, "Food bank", &error);
  g_assert_no_error (error);
  book = cw_store_load_codes (fixture->store, &error);
  g_assert_cmpstr (cw_code_book_get (book, id)->code, ==, "food-bank-2");
  g_assert_true (cw_code_book_lookup (book, CW_LIST_ENQUIRY_CATEGORY, "food-bank")->retired);
  g_assert_cmpstr (cw_code_book_label (book, housing->id), ==, "A place to live");
}

static void
test_services (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) services = cw_store_list_services (fixture->store, &error);
  g_autoptr (CwService) service = cw_service_new ();
  g_autoptr (CwService) again = NULL;
  guint shipped = services->len;
  gint64 id;

  g_assert_cmpint (shipped, >, 5);
  g_free (service->name);
  service->name = g_strdup ("Law centre");
  g_free (service->telephone);
  service->telephone = g_strdup ("0123");
  service->independent = TRUE;
  service->checked_on = TODAY;
  cw_ids_add (service->categories, fixture_code (fixture, CW_LIST_ENQUIRY_CATEGORY, "housing"));
  id = cw_store_save_service (fixture->store, service, &error);
  g_assert_no_error (error);
  again = cw_store_get_service (fixture->store, id, &error);
  g_assert_cmpstr (again->telephone, ==, "0123");
  g_assert_true (again->independent);
  g_assert_cmpint (again->checked_on, ==, TODAY);
  g_assert_true (cw_ids_equal (again->categories, service->categories));
  again->retired = TRUE;
  cw_ids_clear (again->categories);
  g_assert_cmpint (cw_store_save_service (fixture->store, again, &error), ==, id);
  g_clear_pointer (&services, g_ptr_array_unref);
  services = cw_store_list_services (fixture->store, &error);
  g_assert_cmpint (services->len, ==, shipped + 1);
  for (guint i = 1; i < services->len; i++)
    {
      const CwService *one = g_ptr_array_index (services, i - 1),
                      *two = g_ptr_array_index (services, i);

      g_assert_cmpint (g_ascii_strcasecmp (one->name, two->name), <=, 0);
    }
  g_assert_cmpint (cw_store_save_service (fixture->store, service, &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
}

static CwTerm *
make_term (const char *label, CwDay start, CwDay end)
{
  CwTerm *term = cw_term_new ();

  g_free (term->label);
  term->label = g_strdup (label);
  term->start = start;
  term->end = end;
  return term;
}

static void
test_terms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  g_autoptr (GPtrArray) again = NULL;
  CwTerm *term;

  g_ptr_array_add (terms, make_term ("Autumn 2026", cw_day_from_ymd (2026, 9, 2),
                                     cw_day_from_ymd (2026, 12, 18)));
  g_ptr_array_add (terms, make_term ("Spring 2027", cw_day_from_ymd (2027, 1, 4),
                                     cw_day_from_ymd (2027, 3, 26)));
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  g_assert_no_error (error);
  again = cw_store_list_terms (fixture->store, &error);
  g_assert_cmpint (again->len, ==, 2);
  term = g_ptr_array_index (terms, 1);
  term->end = cw_day_from_ymd (2027, 4, 1); /* matched by label */
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  term->start = cw_day_from_ymd (2026, 12, 1);
  g_assert_false (cw_store_save_terms (fixture->store, terms, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  term->start = cw_day_from_ymd (2027, 1, 4);

  /* What is published does not move any more; what comes after it does. */
  g_assert_cmpint (
      fixture_sql (fixture->store,
                   "INSERT INTO block (population, label, year, start, end, state, frozen_on)"
                   " VALUES ('enquiries', 'Autumn 2026', 2026, '2026-08-01', '2026-12-18', "
                   "'published', '2027-01-04')",
                   NULL),
      ==, 0);
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  term->end = cw_day_from_ymd (2027, 3, 25);
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  g_assert_no_error (error);
  term = g_ptr_array_index (terms, 0);
  term->end = cw_day_from_ymd (2026, 12, 17);
  g_assert_false (cw_store_save_terms (fixture->store, terms, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_PUBLISHED);
  g_clear_error (&error);
  term = g_ptr_array_index (again, 0);
  g_assert_false (cw_store_delete_term (fixture->store, term->id, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_PUBLISHED);
  g_clear_error (&error);
  term = g_ptr_array_index (again, 1);
  g_assert_true (cw_store_delete_term (fixture->store, term->id, &error));
}

static void
test_term_so_far (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  g_autoptr (CwTermSoFar) so_far = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult);

  so_far = cw_store_term_so_far (fixture->store, &error);
  g_assert_cmpstr (so_far->term, ==, "");
  g_clear_pointer (&so_far, cw_term_so_far_free);
  g_ptr_array_add (terms, make_term ("Summer 2026", cw_day_from_ymd (2026, 4, 13),
                                     cw_day_from_ymd (2026, 9, 10)));
  g_ptr_array_add (terms, make_term ("Autumn 2026", cw_day_from_ymd (2026, 9, 14),
                                     cw_day_from_ymd (2026, 12, 18)));
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  fixture_contact (fixture, id, adult, cw_day_from_ymd (2026, 9, 10), 10, NULL); /* still summer */
  fixture_contact (fixture, id, adult, cw_day_from_ymd (2026, 9, 11), 20,
                   NULL); /* holidays belong to what follows */
  fixture_contact (fixture, id, adult, TODAY, 30, NULL);
  fixture_enquiry (fixture, TODAY, "housing");
  so_far = cw_store_term_so_far (fixture->store, &error);
  g_assert_cmpstr (so_far->term, ==, "Autumn 2026");
  g_assert_cmpint (so_far->contacts, ==, 2);
  g_assert_cmpint (so_far->minutes, ==, 50);
  g_assert_cmpint (so_far->parents, ==, 1);
  g_assert_cmpint (so_far->enquiries, ==, 1);
  g_assert_cmpint (cw_store_week_minutes (fixture->store, cw_day_from_ymd (2026, 11, 16), &error),
                   ==, 30);
  g_assert_cmpint (cw_store_week_minutes (fixture->store, cw_day_from_ymd (2026, 11, 23), &error),
                   ==, 0);
  /* R9: what was done for a parent who has it all erased was work all the same. */
  g_clear_pointer (&so_far, cw_term_so_far_free);
  g_assert_true (cw_store_erase_case (fixture->store, id, &error));
  so_far = cw_store_term_so_far (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (so_far->contacts, ==, 2);
  g_assert_cmpint (so_far->minutes, ==, 50);
  g_assert_cmpint (so_far->parents, ==, 0);
  g_assert_cmpint (cw_store_week_minutes (fixture->store, cw_day_from_ymd (2026, 11, 16), &error),
                   ==, 30);
}

/* A block that has ended stands on Today from the day after, once for all populations. */
static void
test_due_freeze (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  g_autoptr (GPtrArray) due = NULL;
  const CwDue *row;

  g_ptr_array_add (terms, make_term ("Summer 2026", cw_day_from_ymd (2026, 4, 13),
                                     cw_day_from_ymd (2026, 7, 21)));
  g_ptr_array_add (terms, make_term ("Autumn 2026", cw_day_from_ymd (2026, 9, 2),
                                     cw_day_from_ymd (2026, 12, 18)));
  g_assert_true (cw_store_save_terms (fixture->store, terms, &error));
  due = cw_store_list_due (fixture->store, TODAY, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (due->len, ==, 1);
  row = g_ptr_array_index (due, 0);
  g_assert_cmpint (row->kind, ==, CW_DUE_FREEZE);
  g_assert_cmpstr (row->origin, ==, "Summer 2026");
  g_assert_cmpint (row->due, ==, cw_day_from_ymd (2026, 7, 22));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/post/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("profile", test_profile);
  ADD ("codes", test_codes);
  ADD ("services", test_services);
  ADD ("terms", test_terms);
  ADD ("term-so-far", test_term_so_far);
  ADD ("due-freeze", test_due_freeze);
  return g_test_run ();
}
