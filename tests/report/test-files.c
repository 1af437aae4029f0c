/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"
#include "tools.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "core/cw-csv.h"
#include "core/cw-error.h"
#include "report/cw-summary-words.h"

#define ROWS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static GPtrArray *
make_entries (const char *label, int k, const char *const *rows)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  CwLedgerEntry *entry
      = fixture_entry ("enquiries", "category", label, "2026-03-28", "2026-07-22", 60, 30, rows);

  entry->k = k;
  g_ptr_array_add (entries, entry);
  return entries;
}

/* The four sentences follow the block's own k and word. */
static void
test_method (void)
{
  const struct
  {
    const char *label;
    int k;
    const char *families, *word;
  } cases[] = {
    { "Summer 2026", 5, "at least five different", "Each term is counted once" },
    { "Summer 2026", 8, "at least eight different", "longer periods add terms up" },
    { "Summer 2026, first half", 12, "at least 12 different", "Each half-term is counted once" },
    { "2025-26", 5, "at least five different", "Each year is counted once" },
  };
  g_autoptr (CwCodeBook) book = fixture_book (0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwPublished) summary
          = fixture_publish (cases[i].label,
                             make_entries (cases[i].label, cases[i].k, ROWS ("housing=60")), book,
                             FALSE);
      g_autofree char *text = cw_summary_method_text (summary);

      tools_assert_has (text, cases[i].families);
      tools_assert_has (text, cases[i].word);
      tools_assert_has (text, "Figures are rounded to the nearest 5.");
    }
}

/* The name an adviser gave to a term does not make a half-term or a year of it. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *label;
    CwPeriodKind kind;
  } cases[] = {
    { "Autumn 2025", CW_PERIOD_TERM },
    { "Autumn 2025, main site", CW_PERIOD_TERM },
    { "2025", CW_PERIOD_TERM },
    { "1", CW_PERIOD_TERM },
    { "2025-26", CW_PERIOD_YEAR },
    { "Autumn 2025, first half", CW_PERIOD_HALF_TERM },
    { "Autumn 2025, main site, second half", CW_PERIOD_HALF_TERM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cw_period_kind (cases[i].label), ==, cases[i].kind);
}

/* An empty publication list has the least threshold, not none. */
static void
test_method_empty (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (0);
  g_autoptr (CwPublished) list
      = fixture_publish ("Everything published", g_ptr_array_new (), book, FALSE);
  g_autofree char *text = cw_summary_method_text (list), *json = cw_summary_to_json (list);

  tools_assert_has (text, "at least five different");
  tools_assert_has (text, "nearest 5.");
  tools_assert_has (json, "\"blocks\" : []");
}

/* Where the populations are counted by different terms each table says its own. */
static void
test_two_calendars (void)
{
  static const char *const both[] = { "telephone=20", "email=15", NULL };
  static const char *const one[] = { "telephone=20", NULL };
  g_autoptr (CwCodeBook) book = fixture_book (0);
  g_autoptr (CwPublished) year = NULL;
  g_autofree char *csv = NULL;
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

  g_ptr_array_add (entries, fixture_entry ("enquiries", "method", "Autumn 2025, first half",
                                           "2025-09-01", "2025-10-24", 40, 20, both));
  g_ptr_array_add (entries, fixture_entry ("enquiries", "method", "Autumn 2025, second half",
                                           "2025-10-25", "2025-12-19", 40, 20, one));
  g_ptr_array_add (entries, fixture_entry ("contacts", "method", "Autumn 2025", "2025-09-01",
                                           "2025-12-19", 40, 20, both));
  g_ptr_array_add (entries, fixture_entry ("contacts", "method", "Spring 2026", "2025-12-20",
                                           "2026-03-27", 40, 20, one));
  year = fixture_publish ("2025-26", entries, book, FALSE);
  csv = cw_summary_to_csv (year);
  tools_assert_has (csv, "\"enquiries.method\",\"2025-09-01\",\"2026-03-27\","
                         "\"Email (in 1 of 2 half-terms)\"");
  tools_assert_has (csv, "\"contacts.method\",\"2025-09-01\",\"2026-03-27\","
                         "\"Email (in 1 of 2 terms)\"");
}

static void
test_risks (void)
{
  g_auto (GStrv) risks = cw_summary_risks_text ();

  g_assert_cmpuint (g_strv_length (risks), ==, 5);
}

static guint
find_row (CwCsv *csv, const char *table, const char *line)
{
  for (guint i = 0; i < cw_csv_n_rows (csv); i++)
    if (strcmp (cw_csv_get (csv, i, "table"), table) == 0
        && strcmp (cw_csv_get (csv, i, "line"), line) == 0)
      return i;
  g_error ("no row %s, %s", table, line);
}

static void
assert_row (CwCsv *csv,
            const char *table,
            const char *line,
            const char *codes,
            const char *shown,
            const char *hours)
{
  guint row = find_row (csv, table, line);

  g_assert_cmpstr (cw_csv_get (csv, row, "member_codes"), ==, codes);
  g_assert_cmpstr (cw_csv_get (csv, row, "shown"), ==, shown);
  g_assert_cmpstr (cw_csv_get (csv, row, "hours"), ==, hours);
  g_assert_cmpstr (cw_csv_get (csv, row, "period_start"), ==, "2026-03-28");
  g_assert_cmpstr (cw_csv_get (csv, row, "period_end"), ==, "2026-07-22");
}

static void
test_csv (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (0);
  g_autoptr (CwPublished) summer = fixture_publish ("Summer 2026", fixture_summer (), book, FALSE);
  g_autofree char *text = cw_summary_to_csv (summer), *method = cw_summary_method_text (summer);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCsv) csv = cw_csv_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  assert_row (csv, "enquiries", "Enquiries", "", "105", "");
  assert_row (csv, "contacts", "Families", "", "40", "");
  assert_row (csv, "enquiries.category", "Housing", "housing", "5", "");
  assert_row (csv, "enquiries.category", "Total", "", "155", "");
  assert_row (csv, "enquiries.method", "Other and small groups", "letter;meeting;home-visit;other",
              "5", "");
  assert_row (csv, "contacts.support", "Home visit", "home-visit", "15", "not shown");
  assert_row (csv, "contacts.support", "Helping the parent to act for themselves", "enabling", "20",
              "under 5");
  find_row (csv, "method", method);
  for (guint i = 0; i < cw_csv_n_rows (csv); i++)
    g_assert_cmpstr (cw_csv_get (csv, i, "shown"), !=, "0");
}

/* A label that a spreadsheet would run stays text, also where a spreadsheet reads it. */
static void
test_spreadsheet (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (1);
  g_autoptr (CwPublished) summer
      = fixture_publish ("Summer 2026",
                         make_entries ("Summer 2026", 5, ROWS ("added-1=40", "other,housing=20")),
                         book, FALSE);
  g_autofree char *folder = tools_folder (), *text = cw_summary_to_csv (summer);
  g_autofree char *path = g_build_filename (folder, "in.csv", NULL), *home = NULL, *read = NULL,
                  *out = NULL, *target = NULL;
  g_autofree char *soffice = g_find_program_in_path ("soffice"), *cleaned = NULL;
  g_autoptr (GError) error = NULL;

  tools_assert_has (text, "\"'=2+3 added\"");
  if (soffice == NULL)
    {
      g_test_skip ("LibreOffice is not installed");
      return;
    }
  g_assert_true (cw_report_write_file (path, text, -1, &error));
  home = g_strdup_printf ("-env:UserInstallation=file://%s/home", folder);
  target = g_build_filename (folder, "out", NULL);
  out = tools_run (soffice, home, "--headless", "--infilter=Text - txt - csv (StarCalc):44,34,76,1",
                   "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
                   "--outdir", target, path, NULL);
  g_free (path);
  path = g_build_filename (target, "in.csv", NULL);
  g_assert_true (g_file_get_contents (path, &read, NULL, &error));
  tools_assert_has (read, "=2+3 added");
  tools_assert_has (read, "enquiries.category");
  tools_assert_has (read, "2026-03-28");
  tools_assert_has (read, "housing;other");
  cleaned = tools_run ("rm", "-r", folder, NULL);
}

static JsonObject *
find_block (JsonObject *root, const char *population, const char *dimension)
{
  JsonArray *blocks = json_object_get_array_member (root, "blocks");

  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = json_array_get_object_element (blocks, i);

      if (strcmp (json_object_get_string_member (block, "population"), population) == 0
          && strcmp (json_object_get_string_member (block, "dimension"), dimension) == 0)
        return block;
    }
  g_error ("no block %s.%s", population, dimension);
}

static void
test_json (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (2);
  g_autoptr (CwPublished) summer = fixture_publish ("Summer 2026", fixture_summer (), book, FALSE);
  g_autofree char *text = cw_summary_to_json (summer), *again = cw_summary_to_json (summer);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root, *block, *row;
  JsonArray *rows;

  g_assert_cmpstr (text, ==, again);
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "format"), ==, "casework-summary");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "school"), ==, FIXTURE_SCHOOL);
  g_assert_cmpstr (json_object_get_string_member (root, "generated"), ==, "2026-11-19");
  tools_assert_has (json_object_get_string_member (json_object_get_object_member (root, "rule"),
                                                   "text"),
                    "at least five");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "weeks")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "hours")), ==, 0);

  block = find_block (root, "contacts", "support");
  g_assert_true (json_object_get_boolean_member (block, "multi"));
  g_assert_cmpstr (json_object_get_string_member (block, "start"), ==, "2026-03-28");
  g_assert_cmpint (json_object_get_int_member (block, "records"), ==, 395);
  g_assert_cmpuint (strlen (json_object_get_string_member (block, "hash")), ==, 64);
  rows = json_object_get_array_member (block, "rows");
  row = json_array_get_object_element (rows, 0);
  g_assert_cmpint (json_object_get_int_member (row, "hours"), ==, 20);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (rows, 7), "hours"),
                   ==, "under 5");
  g_assert_true (json_object_get_null_member (json_array_get_object_element (rows, 10), "hours"));
}

/* An added code is named only where it stands on a line of its own: its mere presence would tell.
 */
static void
test_added_codes (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (2);
  g_autoptr (CwPublished) summer
      = fixture_publish ("Summer 2026",
                         make_entries ("Summer 2026", 5,
                                       ROWS ("added-1=40", "other,housing,added-2=20")),
                         book, FALSE);
  g_autofree char *json = cw_summary_to_json (summer), *csv = cw_summary_to_csv (summer);

  tools_assert_has (json, "\"added-1\"");
  tools_assert_not (json, "added-2");
  tools_assert_not (json, "number 2");
  tools_assert_not (csv, "added-2");
  tools_assert_not (csv, "number 2");
}

/* The book with one category under another name; the rest as it was. */
static CwCodeBook *
rename_code (CwCodeBook *book, const char *name, const char *label)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);

  for (int list = 0; list < CW_N_LISTS; list++)
    {
      GPtrArray *known = cw_code_book_list (book, list);

      for (guint i = 0; known != NULL && i < known->len; i++)
        {
          const CwCode *code = g_ptr_array_index (known, i);

          g_ptr_array_add (codes, cw_code_new (code->id, list, code->code,
                                               strcmp (code->code, name) == 0 ? label : code->label,
                                               code->short_label, code->alias, code->shipped,
                                               code->retired, i));
        }
    }
  return cw_code_book_new (codes);
}

/* A code renamed after the freeze changes no file of what was frozen, pooled or not; and a code
 * that is nowhere in it is not in the file. */
static void
test_renamed (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (1);
  g_autoptr (CwCodeBook) pooled = rename_code (book, "bereavement", "Mr Khan's death");
  g_autoptr (CwCodeBook) own = rename_code (pooled, "housing", "The flats in Tarn Street");
  CwCodeBook *const books[] = { book, pooled, own };
  g_autofree char *json = NULL, *csv = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (CwPublished) summer
          = fixture_publish ("Summer 2026",
                             make_entries ("Summer 2026", 5,
                                           ROWS ("housing=40", "other,bereavement=20")),
                             books[i], FALSE);
      g_autofree char *now_json = cw_summary_to_json (summer);
      g_autofree char *now_csv = cw_summary_to_csv (summer);

      if (i == 0)
        {
          json = g_steal_pointer (&now_json);
          csv = g_steal_pointer (&now_csv);
          continue;
        }
      g_assert_cmpstr (now_json, ==, json);
      g_assert_cmpstr (now_csv, ==, csv);
    }
  tools_assert_has (json, "Bereavement");
  tools_assert_has (json, "Housing");
  tools_assert_not (json, "Attendance");
}

/* A table of too few families has no line, no total and no zero. */
static void
test_few_families (void)
{
  g_autoptr (CwCodeBook) book = fixture_book (0);
  g_autoptr (CwPublished) summer
      = fixture_publish ("Summer 2026", make_entries ("Summer 2026", 5, ROWS (NULL)), book, FALSE);
  g_autofree char *text = cw_summary_to_csv (summer);
  g_autoptr (CwCsv) csv = cw_csv_parse (text, strlen (text), NULL);

  assert_row (csv, "enquiries", "Enquiries", "", "60", "");
  for (guint i = 0; i < cw_csv_n_rows (csv); i++)
    {
      g_assert_cmpstr (cw_csv_get (csv, i, "table"), !=, "enquiries.category");
      g_assert_cmpstr (cw_csv_get (csv, i, "shown"), !=, "0");
    }
}

/* Three terms of "under 5" are not "under 5"; the year's families, counted once, are in the file.
 */
static void
test_year (void)
{
  static const struct
  {
    const char *label, *start, *end;
  } terms[] = { { "Autumn 2025", "2025-07-23", "2025-12-19" },
                { "Spring 2026", "2025-12-20", "2026-03-27" },
                { "Summer 2026", "2026-03-28", "2026-07-22" } };
  g_autoptr (CwCodeBook) book = fixture_book (0);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  g_autoptr (CwPublished) year = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *csv = NULL, *json = NULL;
  JsonObject *counted;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    g_ptr_array_add (entries,
                     fixture_entry ("contacts", "method", terms[i].label, terms[i].start,
                                    terms[i].end, 60, 15,
                                    i < 2 ? ROWS ("telephone=40/20", "email=20/under")
                                          : ROWS ("telephone=40/under", "other,email=20/under")));
  year = fixture_publish ("2025-26", entries, book, FALSE);
  cw_published_set_year_families (year, "contacts", 25);
  csv = cw_summary_to_csv (year);
  tools_assert_has (csv, "\"telephone\",\"120\",\"40\"");
  tools_assert_has (csv, "\"email\",\"40\",\"under 10\"");
  tools_assert_has (csv, "\"email;other\",\"20\",\"under 5\"");
  json = cw_summary_to_json (year);
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  counted = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                           "year");
  g_assert_cmpstr (json_object_get_string_member (counted, "label"), ==, "2025-26");
  counted = json_object_get_object_member (counted, "families");
  g_assert_cmpint (json_object_get_int_member (counted, "contacts"), ==, 25);
  g_assert_false (json_object_has_member (counted, "enquiries"));
}

static void
test_write (void)
{
  g_autofree char *folder = tools_folder (), *path = g_build_filename (folder, "file", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "file", NULL), *read = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (cw_report_write_file (path, "one", -1, &error));
  g_chmod (path, 0644);
  g_assert_true (cw_report_write_file (path, "second", 3, &error));
  g_assert_true (g_file_get_contents (path, &read, NULL, NULL));
  g_assert_cmpstr (read, ==, "sec");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (cw_report_write_file (nowhere, "x", -1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
  g_clear_error (&error);
  g_remove (path);
  g_rmdir (folder);
}

/* Neither the records nor a device, a link or a folder is ever replaced by a summary. */
static void
test_write_elsewhere (void)
{
  static const char *const kept[] = { "casework.key", "casework.db" };
  g_autofree char *folder = tools_folder (), *path = g_build_filename (folder, "sheet", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *record = g_build_filename (folder, kept[i], NULL), *read = NULL;

      g_assert_true (g_file_set_contents (record, "records", -1, NULL));
      g_assert_false (cw_report_write_file (record, "x", -1, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
      g_clear_error (&error);
      g_assert_false (cw_report_write_file (path, "x", -1, NULL));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_get_contents (record, &read, NULL, NULL));
      g_assert_cmpstr (read, ==, "records");
      g_remove (record);
    }
  g_assert_true (cw_report_write_file (path, "sheet", -1, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_false (cw_report_write_file (link, "x", -1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_remove (link);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/files/method", test_method);
  g_test_add_func ("/report/files/kinds", test_kinds);
  g_test_add_func ("/report/files/two-calendars", test_two_calendars);
  g_test_add_func ("/report/files/method-empty", test_method_empty);
  g_test_add_func ("/report/files/risks", test_risks);
  g_test_add_func ("/report/files/write-elsewhere", test_write_elsewhere);
  g_test_add_func ("/report/files/csv", test_csv);
  g_test_add_func ("/report/files/spreadsheet", test_spreadsheet);
  g_test_add_func ("/report/files/json", test_json);
  g_test_add_func ("/report/files/added-codes", test_added_codes);
  g_test_add_func ("/report/files/renamed", test_renamed);
  g_test_add_func ("/report/files/few-families", test_few_families);
  g_test_add_func ("/report/files/year", test_year);
  g_test_add_func ("/report/files/write", test_write);
  return g_test_run ();
}
