/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/cw-import.h"
#include "core/cw-error.h"

static const guint8 key[32] = { 1 };
static const guint8 salt[16] = { 2 };

typedef struct
{
  char *dir, *path;
  CwClock *clock;
  CwStore *store;
  GPtrArray *problems;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;

  f->dir = g_dir_make_tmp ("cw-import-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "casework.db", NULL);
  f->clock = cw_clock_new_fixed (cw_day_from_iso ("2026-11-19"), 9 * 60);
  f->store = cw_store_create (f->path, key, salt, f->clock, &error);
  g_assert_no_error (error);
  f->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_import_problem_free);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_ptr_array_unref (f->problems);
  cw_store_free (f->store);
  g_unlink (f->path);
  g_rmdir (f->dir);
  cw_clock_unref (f->clock);
  g_free (f->path);
  g_free (f->dir);
}

/* Imports @text; returns what cw_import_table() said. Lines blamed are in @f->problems. */
static int
import (Fixture *f, CwImportKind kind, const char *text)
{
  GError *error = NULL;
  g_autoptr (CwCsv) table = cw_csv_parse (text, strlen (text), &error);
  int stored;

  g_assert_no_error (error);
  g_ptr_array_set_size (f->problems, 0);
  stored = cw_import_table (f->store, kind, table, f->problems, &error);
  g_assert_cmpint (stored < 0, ==, error != NULL);
  g_assert_cmpint (stored<0, ==, f->problems->len> 0);
  g_clear_error (&error);
  return stored;
}

static CwCase *
get_case (Fixture *f, const char *reference)
{
  GError *error = NULL;
  gint64 id = cw_store_find_case (f->store, reference, &error);
  CwCase *found;

  g_assert_no_error (error);
  if (id == 0)
    return NULL;
  found = cw_store_get_case (f->store, id, &error);
  g_assert_no_error (error);
  return found;
}

static const CwAdult *
get_adult (const CwCase *found, guint i)
{
  g_assert_cmpuint (i, <, found->adults->len);
  return g_ptr_array_index (found->adults, i);
}

static const char cases[]
    = "family,reference,opened,how_came,asked_by,parent_agreed_on,consent_date,consent_how,"
      "explained_by,adults,children\n"
      "f1,0001,2026-09-14,asked,SENCO,2026-09-10,2026-09-14,signed,M. Whitfield,Joanne Hughes; "
      "Darren Pike,Kai;Poppy\n"
      ",0002,15/09/2026,The parent came,,,15/09/2026,Verbal,M. Whitfield,Ann Lee,\n"
      ",0001,,,,,2026-10-02,spoken,A. Other,Brenda Hughes,Kai;Max\n"
      "f1,0003,2026-09-20,came,,2026-09-19,2026-09-20,spoken,M. Whitfield,Zoë Hughes,Ella\n";

/* R1, R2, R7: what a row says is what the case holds, and the optional choices are No. */
static void
test_cases (Fixture *f, gconstpointer unused)
{
  g_autoptr (CwCase) one = NULL, two = NULL, three = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (f->store, NULL);

  g_assert_cmpint (import (f, CW_IMPORT_CASES, cases), ==, 4);
  one = get_case (f, "0001");
  two = get_case (f, "0002");
  three = get_case (f, "0003");

  g_assert_cmpint (one->opened, ==, cw_day_from_iso ("2026-09-14"));
  g_assert_cmpstr (cw_code_book_get (book, one->how_came)->code, ==, "asked");
  g_assert_cmpstr (cw_code_book_get (book, one->asked_by)->code, ==, "senco");
  g_assert_cmpint (one->parent_agreed_on, ==, cw_day_from_iso ("2026-09-10"));
  g_assert_cmpuint (one->adults->len, ==, 3);
  g_assert_cmpuint (one->children->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "Joanne Hughes", "Darren Pike", "Brenda Hughes" };
      const CwAdult *adult = get_adult (one, i);
      const CwConsent *consent = cw_adult_get_consent (adult);

      g_assert_cmpstr (adult->name, ==, names[i]);
      g_assert_cmpuint (adult->consents->len, ==, 1);
      g_assert_cmpint (consent->given_on, ==,
                       cw_day_from_iso (i == 2 ? "2026-10-02" : "2026-09-14"));
      g_assert_cmpint (consent->how, ==, i == 2 ? CW_CONSENT_SPOKEN : CW_CONSENT_SIGNED);
      g_assert_cmpstr (consent->explained_by, ==, i == 2 ? "A. Other" : "M. Whitfield");
      g_assert_cmpint (consent->explained, ==, CW_EXPLAINED_ALL);
      g_assert_false (consent->school_may_know);
      g_assert_false (consent->database_may_know);
    }
  g_assert_cmpint (cw_adult_get_consent (get_adult (two, 0))->how, ==, CW_CONSENT_SPOKEN);
  g_assert_cmpint (two->parent_agreed_on, ==, two->opened);
  g_assert_cmpint (two->asked_by, ==, 0);
  /* The same family is one family, and only that one. */
  g_assert_cmpint (one->family, ==, three->family);
  g_assert_cmpint (one->family, !=, two->family);
  g_assert_cmpstr (get_adult (three, 0)->name, ==, "Zoë Hughes");
}

/* R10, R11. */
static void
test_contacts (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (CwCase) one = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (f->store, NULL);
  const CwContact *newest, *oldest;
  const CwLine *said;

  g_assert_cmpint (import (f, CW_IMPORT_CASES, cases), ==, 4);
  g_assert_cmpint (
      import (f, CW_IMPORT_CONTACTS,
              "reference,date,time,minutes,method,adult,support_types,services,note\n"
              "0001,2026-10-05,14:05,25,Telephone,joanne  HUGHES;Brenda "
              "Hughes,emotional-support;Paperwork,"
              "Shelter,\"Rang about the letter.\n“I never got it.”\n\nBring it on Friday.\"\n"
              "0002,16/09/2026,,0,home-visit,,,,\n"
              "0001,2026-09-14,,40,letter,Darren Pike,,,\n"),
      ==, 3);
  one = get_case (f, "0001");
  contacts = cw_store_list_contacts (f->store, one->id, 0, NULL, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (contacts->len, ==, 2);
  newest = g_ptr_array_index (contacts, 0);
  oldest = g_ptr_array_index (contacts, 1);
  g_assert_cmpint (newest->day, ==, cw_day_from_iso ("2026-10-05"));
  g_assert_cmpint (newest->time, ==, 845);
  g_assert_cmpint (newest->minutes, ==, 25);
  g_assert_cmpstr (cw_code_book_get (book, newest->method)->code, ==, "telephone");
  g_assert_cmpuint (newest->adults->len, ==, 2);
  g_assert_true (cw_ids_contains (newest->adults, get_adult (one, 0)->id));
  g_assert_true (cw_ids_contains (newest->adults, get_adult (one, 2)->id));
  g_assert_cmpuint (newest->support->len, ==, 2);
  g_assert_cmpuint (newest->services->len, ==, 1);
  g_assert_cmpuint (newest->lines->len, ==, 3);
  said = g_ptr_array_index (newest->lines, 1);
  g_assert_cmpint (said->kind, ==, CW_LINE_SAID);
  g_assert_cmpstr (said->text, ==, "“I never got it.”");
  g_assert_cmpint (((CwLine *) g_ptr_array_index (newest->lines, 2))->kind, ==, CW_LINE_FACT);
  g_assert_cmpint (oldest->time, ==, -1);
  g_assert_true (cw_ids_contains (oldest->adults, get_adult (one, 1)->id));
}

/* R5. */
static void
test_enquiries (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  CwEnquiryFilter filter = { .sort = CW_ENQUIRY_BY_DAY };
  g_autoptr (GPtrArray) enquiries = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (f->store, NULL);
  const CwEnquiry *first, *second;

  g_assert_cmpint (
      import (f, CW_IMPORT_ENQUIRIES,
              "date,categories,method,about,services,asked_before\n"
              "2026-10-05,Housing; finance;housing,telephone,A parent,shelter;Citizens Advice,X\n"
              "19/11/2026,homelessness,Text,child,,\n"),
      ==, 2);
  enquiries = cw_store_list_enquiries (f->store, &filter, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (enquiries->len, ==, 2);
  first = g_ptr_array_index (enquiries, 0);
  second = g_ptr_array_index (enquiries, 1);
  g_assert_cmpint (first->day, ==, cw_day_from_iso ("2026-10-05"));
  g_assert_cmpuint (first->categories->len, ==, 2);
  g_assert_cmpuint (first->services->len, ==, 2);
  g_assert_true (first->asked_before);
  g_assert_cmpstr (cw_code_book_get (book, first->about)->code, ==, "parent");
  g_assert_cmpstr (cw_code_book_get (book, second->categories->items[0])->code, ==, "housing");
  g_assert_cmpstr (cw_code_book_get (book, second->method)->code, ==, "text-message");
  g_assert_false (second->asked_before);
}

/* One bad row keeps all of them out, wherever it stands. */
static void
test_all_or_nothing (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;

  for (int bad = 0; bad < 6; bad++)
    {
      g_autoptr (GString) text = g_string_new (
          "reference,opened,how_came,consent_date,consent_how,explained_by,adults\n");

      for (int i = 0; i < 6; i++)
        g_string_append_printf (text, "X%d,2026-09-14,came,%s,signed,M. W.,Somebody\n", i,
                                i == bad ? "2026-11-20" : "2026-09-14");
      g_assert_cmpint (import (f, CW_IMPORT_CASES, text->str), ==, -1);
      g_assert_cmpuint (f->problems->len, ==, 1);
      g_assert_cmpuint (((CwImportProblem *) g_ptr_array_index (f->problems, 0))->line, ==,
                        (guint) bad + 2);
      g_assert_cmpint (cw_store_count_cases (f->store, CW_CASES_ALL, NULL, &error), ==, 0);
      g_assert_no_error (error);
    }
}

/* R9: nothing is recorded about somebody who took their consent back, by a file neither. */
static void
test_withdrawn (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (CwCase) two = NULL;

  g_assert_cmpint (import (f, CW_IMPORT_CASES, cases), ==, 4);
  two = get_case (f, "0002");
  g_assert_true (cw_store_withdraw_consent (f->store, get_adult (two, 0)->id,
                                            cw_day_from_iso ("2026-10-01"), &error));
  g_assert_no_error (error);
  g_assert_cmpint (import (f, CW_IMPORT_CONTACTS,
                           "reference,date,minutes,method\n0002,2026-10-01,5,telephone\n"),
                   ==, -1);
  g_assert_cmpuint (f->problems->len, ==, 1);
}

/* R7: nobody is named by what cannot be seen or reads as something else; nobody explained it. */
static void
test_names (Fixture *f, gconstpointer unused)
{
  static const char *const rows[] = { "spoken,M. W.,\u00a0\u200b,",  "spoken,M. W.,\"Ann\nLee\",",
                                      "spoken,M. W.,\u202eeeL nnA,", "spoken,M. W.,Ann,Kai\x1b[31m",
                                      "spoken,M. W.,Ann,\u200b",     "spoken,\u200b,Ann," };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strconcat ("reference,opened,how_came,consent_date,consent_how,explained_by,adults,"
                         "children\n0009,2026-09-14,came,2026-09-14,",
                         rows[i], "\n", NULL);

      g_assert_cmpint (import (f, CW_IMPORT_CASES, text), ==, -1);
      g_assert_cmpuint (f->problems->len, ==, 1);
      g_assert_null (get_case (f, "0009"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/import/cases", test_cases);
  ADD ("/import/contacts", test_contacts);
  ADD ("/import/enquiries", test_enquiries);
  ADD ("/import/all-or-nothing", test_all_or_nothing);
  ADD ("/import/withdrawn", test_withdrawn);
  ADD ("/import/names", test_names);
  return g_test_run ();
}
