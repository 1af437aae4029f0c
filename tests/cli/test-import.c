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

#define CASES_HEADING                                                                              \
  "family,reference,opened,how_came,asked_by,consent_date,consent_how,explained_by,adults,"        \
  "children\n"

static void
assert_blamed (Fixture *f, guint i, guint line, const char *reason)
{
  const CwImportProblem *problem;

  g_assert_cmpuint (i, <, f->problems->len);
  problem = g_ptr_array_index (f->problems, i);
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_nonnull (strstr (problem->reason, reason));
}

/* R2: two adults of one name could not be told apart; within a row as across rows. */
static void
test_same_name (Fixture *f, gconstpointer unused)
{
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING
                           ",0001,2026-09-14,came,,2026-09-14,signed,M. W.,John Lee;john  LEE,\n"
                           ",0002,2026-09-14,came,,2026-09-14,signed,M. W.,John Lee;Jon Lee,Kai;"
                           "Kai\n"
                           ",0003,2026-09-14,came,,2026-09-14,signed,M. W.,John Lee,John Lee\n"),
                   ==, -1);
  g_assert_cmpuint (f->problems->len, ==, 2);
  assert_blamed (f, 0, 2, "adults");
  assert_blamed (f, 1, 3, "children");
}

/* R1: who came has not been asked for. */
static void
test_contradiction (Fixture *f, gconstpointer unused)
{
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING
                           ",0001,2026-09-14,came,senco,2026-09-14,signed,M. W.,Ann Lee,\n"
                           ",0002,2026-09-14,came,,2026-09-14,signed,M. W.,Ann Lee,\n"),
                   ==, -1);
  g_assert_cmpuint (f->problems->len, ==, 1);
  assert_blamed (f, 0, 2, "asked_by");
}

static void
test_consent_words (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    CwConsentHow how;
  } ways[] = {
    { "signed", CW_CONSENT_SIGNED },
    { "Signed Form", CW_CONSENT_SIGNED },
    { "spoken", CW_CONSENT_SPOKEN },
    { "VERBAL", CW_CONSENT_SPOKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *reference = g_strdup_printf ("W%u", i);
      g_autofree char *text
          = g_strdup_printf (CASES_HEADING ",%s,2026-09-14,came,,2026-09-14,%s,M. W.,Ann Lee,\n",
                             reference, ways[i].text);
      g_autoptr (CwCase) found = NULL;

      g_assert_cmpint (import (f, CW_IMPORT_CASES, text), ==, 1);
      found = get_case (f, reference);
      g_assert_cmpint (cw_adult_get_consent (get_adult (found, 0))->how, ==, ways[i].how);
    }
}

/* Lines that are no rows are named with the others, in their order, and nothing is stored. */
static void
test_faults (Fixture *f, gconstpointer unused)
{
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING
                           ",0001,soon,came,,2026-09-14,signed,M. W.,Ann Lee,\n"
                           ",0002,2026-09-14,came,,2026-09-14,signed,Whitfield, M.,Ann Lee,Kai\n"
                           ",0003,2026-09-14,came,,2026-09-14,signed,M. W.,Zo\xeb Lee,\n"
                           ",0004,2026-09-14,came,,2026-09-14,signed,\"M.\" W.,Ann Lee,\n"
                           ",0005,later,came,,2026-09-14,signed,M. W.,Ann Lee,\n"
                           ",0006,2026-09-14,came,,2026-09-14,signed,M. W.,Ann Lee,\n"),
                   ==, -1);
  g_assert_cmpuint (f->problems->len, ==, 5);
  assert_blamed (f, 0, 2, "opened");
  assert_blamed (f, 1, 3, "more cells");
  assert_blamed (f, 2, 4, "UTF-8");
  assert_blamed (f, 3, 5, "after a closing");
  assert_blamed (f, 4, 6, "opened");
  /* One of them alone is enough. */
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING ",0006,2026-09-14,came,,2026-09-14,signed,M. W.,Ann,\n"
                                         ",0007,2026-09-14,came,,2026-09-14,signed,W,M,Ann,K\n"),
                   ==, -1);
  g_assert_null (get_case (f, "0006"));
}

static gint64
get_family (Fixture *f, const char *reference)
{
  g_autoptr (CwCase) found = get_case (f, reference);

  g_assert_nonnull (found);
  return found->family;
}

/* A made-up value holds for one file; the reference of a case is understood in every file. */
static void
test_families (Fixture *f, gconstpointer unused)
{
#define ROW(family, reference)                                                                     \
  family "," reference ",2026-09-14,came,,2026-09-14,signed,M. W.,Ann Lee,\n"
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING ROW ("F1", "001") ROW ("", "002") ROW ("", "003")),
                   ==, 3);
  g_assert_cmpint (import (f, CW_IMPORT_CASES,
                           CASES_HEADING ROW ("F1", "011") ROW ("001", "012") ROW ("001", "013")
                               ROW ("016", "014") ROW ("016", "015") ROW ("", "016")
                                   ROW ("018", "017") ROW ("003", "018") ROW ("019", "019")),
                   ==, 9);
  g_assert_cmpint (get_family (f, "001"), !=, get_family (f, "011"));
  g_assert_cmpint (get_family (f, "001"), ==, get_family (f, "012"));
  g_assert_cmpint (get_family (f, "001"), ==, get_family (f, "013"));
  g_assert_cmpint (get_family (f, "014"), ==, get_family (f, "015"));
  g_assert_cmpint (get_family (f, "014"), ==, get_family (f, "016"));
  g_assert_cmpint (get_family (f, "017"), ==, get_family (f, "018"));
  g_assert_cmpint (get_family (f, "017"), ==, get_family (f, "003"));
  g_assert_cmpint (get_family (f, "001"), !=, get_family (f, "002"));
  g_assert_cmpint (get_family (f, "014"), !=, get_family (f, "003"));
  /* A case that a row only named is not the file's own. */
  g_assert_cmpint (import (f, CW_IMPORT_CASES, CASES_HEADING ROW ("002", "021") ROW ("", "002")),
                   ==, -1);
  g_assert_cmpuint (f->problems->len, ==, 1);
  assert_blamed (f, 0, 3, "already");
#undef ROW
}

static void
test_terms (Fixture *f, gconstpointer unused)
{
  static const char text[] = "label,start,end\n"
                             "Autumn 2025,2025-09-01,2025-12-19\n"
                             "Spring 2026,2026-01-05,2026-03-27\n"
                             " autumn 2025 ,2026-04-13,2026-07-17\n" /* 4: twice */
                             "Summer 2026,2026-03-20,2026-07-17\n"   /* 5: overlaps 3 */
                             "Summer 2027,2027-04-12,2027-07-16\n"   /* 6: overlaps what is there */
                             "Long,2028-01-01,2029-07-16\n"          /* 7 */
                             "Short,2029-09-01,2029-12-20,more\n"    /* 8: cells */
                             "Kept 2027,2027-01-05,2027-03-24\n";    /* 9: replaces */
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  g_autoptr (CwCsv) table = cw_csv_parse (text, strlen (text), NULL);
  CwTerm *kept = cw_term_new (), *last = cw_term_new ();

  g_free (kept->label);
  kept->label = g_strdup ("Kept 2027");
  kept->start = cw_day_from_iso ("2027-01-04");
  kept->end = cw_day_from_iso ("2027-03-24");
  g_ptr_array_add (known, kept);
  g_free (last->label);
  last->label = g_strdup ("Whitsun 2027");
  last->start = cw_day_from_iso ("2027-06-01");
  last->end = cw_day_from_iso ("2027-07-16");
  g_ptr_array_add (known, last);

  g_assert_null (cw_import_read_terms (table, known, f->problems));
  g_assert_cmpuint (f->problems->len, ==, 5);
  assert_blamed (f, 0, 4, "already");
  assert_blamed (f, 1, 5, "Spring 2026");
  assert_blamed (f, 2, 6, "Whitsun 2027");
  assert_blamed (f, 3, 7, "too long");
  assert_blamed (f, 4, 8, "more cells");
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
  ADD ("/import/same-name", test_same_name);
  ADD ("/import/contradiction", test_contradiction);
  ADD ("/import/consent-words", test_consent_words);
  ADD ("/import/faults", test_faults);
  ADD ("/import/families", test_families);
  ADD ("/import/terms", test_terms);
  return g_test_run ();
}
