/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log, cases, contacts, steps and drafts: stored and read back. */

#include <string.h>

#include "fixture.h"

static void
test_enquiry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) enquiry = NULL;
  g_autoptr (CwEnquiry) gone = NULL;
  g_autoptr (CwEnquiry) back = NULL;
  gint64 id = fixture_enquiry (fixture, TODAY, "housing");

  enquiry = cw_store_get_enquiry (fixture->store, id, &error);
  cw_ids_add (enquiry->categories, fixture_code (fixture, CW_LIST_ENQUIRY_CATEGORY, "admissions"));
  cw_ids_add (enquiry->services, fixture_code (fixture, CW_LIST_SERVICE, "other"));
  enquiry->asked_before = TRUE;
  g_assert_cmpint (cw_store_save_enquiry (fixture->store, enquiry, &error), ==, id);
  g_assert_cmpint (
      fixture_sql (fixture->store,
                   "INSERT INTO block (id, population, label, year, start, end, state, frozen_on)"
                   " VALUES (9, 'enquiries', 'x', 2026, '2026-08-01', '2026-11-01', 'withheld', "
                   "'2026-11-19');"
                   "UPDATE enquiry SET counted_in = 9",
                   NULL),
      ==, 0);
  enquiry->day = TODAY - 1;
  g_assert_cmpint (cw_store_save_enquiry (fixture->store, enquiry, &error), ==, id);
  gone = cw_store_delete_enquiry (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gone->counted_in, ==, 9); /* a correction does not count it anew */
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry_category"), ==, 0);
  g_assert_true (cw_store_restore_enquiry (fixture->store, gone, &error));
  back = cw_store_get_enquiry (fixture->store, id, &error);
  g_assert_cmpint (back->counted_in, ==, 9);
  g_assert_cmpint (back->day, ==, TODAY - 1);
  g_assert_true (back->asked_before);
  g_assert_true (cw_ids_equal (back->categories, enquiry->categories));
  g_assert_true (cw_ids_equal (back->services, enquiry->services));

  enquiry->day = TODAY + 1;
  g_assert_cmpint (cw_store_save_enquiry (fixture->store, enquiry, &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  enquiry->day = TODAY;
  cw_ids_clear (enquiry->categories);
  g_assert_cmpint (cw_store_save_enquiry (fixture->store, enquiry, &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  cw_ids_add (enquiry->categories, enquiry->method); /* a code of another list */
  g_assert_cmpint (cw_store_save_enquiry (fixture->store, enquiry, &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
}

/* R8 */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) enquiry
      = cw_store_get_enquiry (fixture->store, fixture_enquiry (fixture, TODAY, "housing"), &error);
  g_autoptr (CwPaperRecord) record = NULL;
  g_autoptr (CwPaperRecord) again = NULL;

  enquiry->id = 0;
  g_assert_cmpint (cw_store_next_paper (fixture->store, &error), ==, 1);
  g_assert_cmpint (cw_store_refuse_record (fixture->store, enquiry, FALSE, CW_DAY_NONE, &error), ==,
                   -1);
  g_assert_cmpint (cw_store_refuse_record (fixture->store, enquiry, TRUE, TODAY, &error), ==, 1);
  g_assert_cmpint (cw_store_refuse_record (fixture->store, enquiry, TRUE, TODAY + 1, &error), ==,
                   0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry"), ==,
                   3); /* the last is not half there */
  record = cw_store_get_paper (fixture->store, 1, &error);
  record->look_again = TODAY + 30;
  record->last_seen = TODAY;
  g_assert_cmpint (cw_store_save_paper (fixture->store, record, &error), ==, 1);
  again = cw_store_get_paper (fixture->store, 1, &error);
  g_assert_cmpint (again->look_again, ==, TODAY + 30);
  g_assert_cmpint (cw_store_next_paper (fixture->store, &error), ==, 2);
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCase) record = NULL;
  g_autoptr (CwConsent) consent = fixture_consent (TODAY);
  g_autofree char *next = NULL;
  gint64 adult, second, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult);

  second = cw_store_add_adult (fixture->store, id, consent, &error);
  g_assert_no_error (error);
  record = cw_store_get_case (fixture->store, id, &error);
  g_assert_cmpstr (record->reference, ==, "0001");
  g_assert_cmpint (record->adults->len, ==, 2);
  g_assert_cmpstr (cw_case_get_adult (record, adult)->name, ==, "Joanne Hughes");
  g_assert_cmpstr (cw_case_get_adult (record, second)->name, ==, "");
  g_assert_cmpint (record->children->len, ==, 1);
  g_assert_cmpint (cw_store_find_case (fixture->store, "0001", &error), ==, id);
  g_assert_cmpint (cw_store_find_case (fixture->store, "0009", &error), ==, 0);
  g_assert_no_error (error);
  next = cw_store_next_reference (fixture->store, &error);
  g_assert_cmpstr (next, ==, "0002");
  g_assert_true (cw_store_set_case_status (fixture->store, id, CW_CASE_CLOSED, TODAY, &error));
  g_assert_false (
      cw_store_set_case_status (fixture->store, id, CW_CASE_CLOSED, CW_DAY_NONE, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
      cw_store_set_case_status (fixture->store, id, CW_CASE_CLOSED, TODAY - 500, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (
      cw_store_set_case_status (fixture->store, id, CW_CASE_WAITING, CW_DAY_NONE, &error));
  g_assert_true (cw_store_delete_child (fixture->store,
                                        ((CwChild *) g_ptr_array_index (record->children, 0))->id,
                                        &error));
  fixture_verify (fixture->store);
}

static void
test_reference (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[]
      = { "Joanne", "12 34", "O'Brien1", "123456789012345678901", "é1", "1\n" };
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();

  opening->opened = opening->parent_agreed_on = TODAY;
  opening->how_came = fixture_code (fixture, CW_LIST_HOW_CAME, "came");
  opening->consent = fixture_consent (TODAY);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      opening->reference = g_strdup (bad[i]);
      g_assert_cmpint (cw_store_open_case (fixture->store, opening, NULL, &error), ==, 0);
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
      g_clear_pointer (&opening->reference, g_free);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id;

      opening->reference = g_strdup ("2026/17-B");
      id = cw_store_open_case (fixture->store, opening, NULL, &error);
      if (i == 0)
        g_assert_cmpint (id, >, 0);
      else
        g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
      g_clear_pointer (&opening->reference, g_free);
    }
}

static void
test_contact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = NULL;
  g_autoptr (CwContact) gone = NULL;
  g_autoptr (CwContact) back = NULL;
  g_autoptr (CwCase) record = NULL;
  gint64 adult, id, contact_id;

  id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult);
  fixture_contact (fixture, id, adult, TODAY - 3, 25, NULL);
  contact_id = fixture_contact (fixture, id, adult, TODAY, 40, "Kai sleeps better.");
  contact = cw_store_get_contact (fixture->store, contact_id, &error);
  contact->day = TODAY - 1;
  contact->time = 9 * 60 + 5;
  contact->minutes = 45;
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_AGREED, g_strdup ("Call again.")));
  g_assert_cmpint (cw_store_save_contact (fixture->store, contact, NULL, 0, &error), ==,
                   contact_id);
  g_assert_no_error (error);
  record = cw_store_get_case (fixture->store, id, &error);
  g_assert_cmpint (record->contacts, ==, 2);
  g_assert_cmpint (record->minutes, ==, 70);
  g_assert_cmpint (record->last_contact, ==, TODAY - 1);
  g_assert_cmpint (
      fixture_sql (fixture->store,
                   "INSERT INTO block (id, population, label, year, start, end, state, frozen_on)"
                   " VALUES (9, 'contacts', 'x', 2026, '2026-08-01', '2026-11-01', 'withheld', "
                   "'2026-11-19');"
                   "UPDATE contact SET counted_in = 9",
                   NULL),
      ==, 0);
  gone = cw_store_delete_contact (fixture->store, contact_id, &error);
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, 0, "sleeps", &error), ==, 0);
  fixture_verify (fixture->store);
  g_assert_true (cw_store_restore_contact (fixture->store, gone, &error));
  back = cw_store_get_contact (fixture->store, contact_id, &error);
  g_assert_cmpint (back->time, ==, 9 * 60 + 5);
  g_assert_cmpint (back->counted_in, ==, 9);
  g_assert_cmpint (back->lines->len, ==, 2);
  g_assert_cmpint (((CwLine *) g_ptr_array_index (back->lines, 0))->kind, ==, CW_LINE_SAID);
  g_assert_cmpstr (((CwLine *) g_ptr_array_index (back->lines, 1))->text, ==, "Call again.");
  g_assert_true (cw_ids_equal (back->support, contact->support));
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, 0, "slee", &error), ==, 1);
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, adult, "call SLEEPS", &error), ==,
                   1);
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, adult, "agai sleeps", &error), ==,
                   0);
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, adult, "sleeps agai", &error), ==,
                   1);
  fixture_verify (fixture->store);
}

/* Undo after its number was given away: stored under another one, never over the other contact. */
static void
test_restore_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) gone = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult), first, second;

  first = fixture_contact (fixture, id, adult, TODAY, 10, "One.");
  gone = cw_store_delete_contact (fixture->store, first, &error);
  second = fixture_contact (fixture, id, adult, TODAY, 20, "Two.");
  g_assert_cmpint (first, ==, second);
  g_assert_true (cw_store_restore_contact (fixture->store, gone, &error));
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, 0, NULL, &error), ==, 2);
  fixture_verify (fixture->store);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (CwContact) contact = NULL;
  g_autoptr (CwStep) next = cw_step_new ();
  CwPaperRecord paper = { .opened = TODAY - 30, .look_again = TODAY };
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult);
  CwStep *step;

  fixture_step (fixture, id, "Later", TODAY + 20);
  fixture_step (fixture, id, "Late", TODAY - 2);
  fixture_step (fixture, id, "Soon", TODAY + 1);
  g_assert_cmpint (cw_store_save_paper (fixture->store, &paper, &error), ==, 1);
  due = cw_store_list_due (fixture->store, TODAY + 7, 10, &error);
  g_assert_cmpint (due->len, ==, 3);
  g_assert_cmpstr (((CwDue *) g_ptr_array_index (due, 0))->text, ==, "Late");
  g_assert_cmpstr (((CwDue *) g_ptr_array_index (due, 1))->origin, ==, "P-001");
  g_assert_cmpstr (((CwDue *) g_ptr_array_index (due, 2))->text, ==, "Soon");
  steps = cw_store_list_steps (fixture->store, id, TRUE, &error);
  step = g_ptr_array_index (steps, 0);
  step->done_on = TODAY;
  g_assert_cmpint (cw_store_save_step (fixture->store, step, &error), ==, step->id);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT next_due = '2026-11-20' FROM case_file"),
                   ==, 1);
  /* A contact and its next step are one act. */
  contact = cw_store_get_contact (fixture->store,
                                  fixture_contact (fixture, id, adult, TODAY, 10, NULL), &error);
  contact->id = 0;
  next->due = CW_DAY_NONE;
  g_assert_cmpint (cw_store_save_contact (fixture->store, contact, next, 0, &error), ==, 0);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM contact"), ==, 1);
  g_assert_true (cw_store_delete_step (fixture->store, step->id, &error));
  fixture_verify (fixture->store);
}

static CwDraft *
make_draft (const char *kind, gint64 case_id, const char *body, int words)
{
  CwDraft *draft = cw_draft_new ();

  g_free (draft->kind);
  draft->kind = g_strdup (kind);
  g_free (draft->subject);
  draft->subject = g_strdup ("one");
  draft->case_id = case_id;
  g_free (draft->body);
  draft->body = g_strdup (body);
  draft->words = words;
  return draft;
}

static gint64
save_draft (Fixture *fixture, const char *kind, gint64 case_id, const char *body, int words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDraft) draft = make_draft (kind, case_id, body, words);
  gint64 id = cw_store_save_draft (fixture->store, draft, &error);

  g_assert_no_error (error);
  return id;
}

/* docs: typed text is never replaced by nothing. */
static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDraft) draft = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (CwContact) contact = NULL;
  gint64 adult, case_id = fixture_case (fixture, "Joanne Hughes", NULL, &adult), id;

  g_assert_null (cw_store_get_draft (fixture->store, "contact", "one", &error));
  g_assert_no_error (error);
  g_assert_cmpint (save_draft (fixture, "contact", case_id, " \n", 0), ==, -1);
  id = save_draft (fixture, "contact", case_id, "first words", 2);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (save_draft (fixture, "contact", case_id, "", 0), ==, id);
  g_assert_cmpint (save_draft (fixture, "contact", case_id, "[note]\ntext=", 0), ==, id);
  draft = cw_store_get_draft (fixture->store, "contact", "one", &error);
  g_assert_cmpstr (draft->body, ==, "first words");
  g_assert_cmpstr (draft->reference, ==, "0001");
  g_assert_cmpint (draft->words, ==, 2);
  for (int i = 0; i < 14; i++)
    {
      g_autofree char *body = g_strdup_printf ("words %d", i);

      g_assert_cmpint (save_draft (fixture, "contact", case_id, body, 2), ==, id);
    }
  versions = cw_store_list_draft_versions (fixture->store, id, &error);
  g_assert_cmpint (versions->len, ==, 10);
  g_assert_cmpstr (((CwDraft *) g_ptr_array_index (versions, 0))->body, ==, "words 13");
  g_assert_cmpstr (((CwDraft *) g_ptr_array_index (versions, 9))->body, ==, "words 4");
  /* Saving the form ends its draft in the same act. */
  contact
      = cw_store_get_contact (fixture->store,
                              fixture_contact (fixture, case_id, adult, TODAY, 5, NULL), &error);
  contact->id = 0;
  g_assert_cmpint (cw_store_save_contact (fixture->store, contact, NULL, id, &error), >, 0);
  g_assert_null (cw_store_get_draft (fixture->store, "contact", "one", &error));
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM draft_version"), ==, 0);
  save_draft (fixture, "enquiry", 0, "[enquiry]\nabout=1", 0);
  save_draft (fixture, "enquiry", 0, "[enquiry]\nabout=2", 0);
  g_clear_pointer (&versions, g_ptr_array_unref);
  versions = cw_store_list_drafts (fixture->store, &error);
  g_assert_cmpint (versions->len, ==, 1);
  g_assert_cmpstr (((CwDraft *) g_ptr_array_index (versions, 0))->body, ==, "[enquiry]\nabout=2");
}

/* ---- all or nothing ---- */

typedef struct
{
  Fixture *fixture;
  gboolean fail, inner_fails;
} Work;

static gboolean
fail_inside (CwStore *store, gpointer data, GError **error)
{
  Work *work = data;

  fixture_enquiry (work->fixture, TODAY, "housing");
  g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, "Line 7 is bad.");
  return FALSE;
}

static gboolean
do_work (CwStore *store, gpointer data, GError **error)
{
  Work *work = data;
  gint64 adult, id = fixture_case (work->fixture, "Someone Else", "Child", &adult);

  fixture_contact (work->fixture, id, adult, TODAY, 10, "A note.");
  if (work->inner_fails)
    {
      g_autoptr (GError) inner = NULL;

      g_assert_false (cw_store_transact (store, fail_inside, work, &inner));
      g_assert_error (inner, CW_ERROR, CW_ERROR_INVALID);
    }
  if (work->fail)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, "A row is bad.");
  return !work->fail;
}

static void
test_transact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Work work = { fixture, TRUE, FALSE };

  g_assert_false (cw_store_transact (fixture->store, do_work, &work, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM case_file"), ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM search_doc"), ==, 0);
  work.fail = FALSE;
  work.inner_fails = TRUE;
  g_assert_true (cw_store_transact (fixture->store, do_work, &work, &error));
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM case_file"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM contact"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry"), ==, 0);
  fixture_verify (fixture->store);
}

/* Restored, closed, opened again: the file holds what was said to be stored. */
static void
test_verify_notices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult);
  g_autoptr (GPtrArray) checks = NULL;
  guint failed = 0;

  fixture_contact (fixture, id, adult, TODAY, 10, "A note.");
  g_assert_cmpint (fixture_sql (fixture->store, "UPDATE case_file SET minutes = 11", NULL), ==, 0);
  g_assert_cmpint (
      fixture_sql (fixture->store,
                   "INSERT INTO search (search, rowid, body) VALUES ('delete', 3, 'A note.')",
                   NULL),
      ==, 0);
  checks = cw_store_verify (fixture->store, NULL, &error);
  for (guint i = 0; i < checks->len; i++)
    failed += !((CwCheck *) g_ptr_array_index (checks, i))->passed;
  g_assert_cmpint (failed, ==, 2);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/records/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("enquiry", test_enquiry);
  ADD ("paper", test_paper);
  ADD ("case", test_case);
  ADD ("reference", test_reference);
  ADD ("contact", test_contact);
  ADD ("restore-number", test_restore_number);
  ADD ("steps", test_steps);
  ADD ("drafts", test_drafts);
  ADD ("transact", test_transact);
  ADD ("verify-notices", test_verify_notices);
  return g_test_run ();
}
