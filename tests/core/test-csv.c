/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/cw-csv.h"
#include "core/cw-error.h"

static CwCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CwCsv *csv = cw_csv_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return csv;
}

static void
test_read (void)
{
  g_autoptr (CwCsv) csv = parse ("\xef\xbb\xbf Date ,Categories,NOTE\r\n"
                                 "2026-01-02,\"a;b\",  plain  \r\n"
                                 "\r\n"
                                 ",,\n"
                                 "2026-01-03,\"a, \"\"b\"\"\nc\" ,\n"
                                 "2026-01-04");
  g_auto (GStrv) columns = cw_csv_columns (csv);

  g_assert_cmpstrv (columns, ((const char *const[]){ "date", "categories", "note", NULL }));
  g_assert_cmpuint (cw_csv_n_rows (csv), ==, 3);
  g_assert_cmpstr (cw_csv_get (csv, 0, "date"), ==, "2026-01-02");
  g_assert_cmpstr (cw_csv_get (csv, 0, "Note"), ==, "plain");
  g_assert_cmpuint (cw_csv_line (csv, 0), ==, 2);
  g_assert_cmpstr (cw_csv_get (csv, 1, "categories"), ==, "a, \"b\"\nc");
  g_assert_cmpuint (cw_csv_line (csv, 1), ==, 5);
  g_assert_cmpuint (cw_csv_line (csv, 2), ==, 7); /* the cell before it holds a line break */
  g_assert_cmpstr (cw_csv_get (csv, 2, "note"), ==, "");
  g_assert_true (cw_csv_has (csv, "NOTE"));
  g_assert_false (cw_csv_has (csv, "name"));
  g_assert_cmpstr (cw_csv_get (csv, 0, "name"), ==, "");
}

/* Without a heading nothing else can be read. */
static void
test_refuse (void)
{
  static const struct
  {
    const char *text, *line;
    gsize length;
  } bad[] = {
    { "", "empty" },
    { "\n\n", "empty" },
    { "\n\"a\" b\n1\n", "line 2:" },
    { "a,\xff\n1,2", "line 1:" },
    { "\xff\xfe"
      "a\0\n\0",
      "line 1:", 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          cw_csv_parse (bad[i].text, bad[i].length ? bad[i].length : strlen (bad[i].text), &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].line));
    }
}

static void
assert_fault (CwCsv *csv, guint fault, guint line, const char *reason)
{
  g_assert_cmpuint (fault, <, cw_csv_n_faults (csv));
  g_assert_cmpuint (cw_csv_fault_line (csv, fault), ==, line);
  g_assert_nonnull (strstr (cw_csv_fault_reason (csv, fault), reason));
}

/* A line that breaks the shape is named, and the lines around it are read. */
static void
test_faults (void)
{
  static const char text[] = "a,b,A\n"         /* 1: twice */
                             "1,2\n"           /* 2 */
                             "1,2,3,4\n"       /* 3: too many */
                             "\"x\" y,2\n"     /* 4: text after a quote */
                             "3,4\n"           /* 5 */
                             "1,\xe9\n"        /* 6: Latin-1 */
                             "1,\"a\n\xff\"\n" /* 7, 8: in the second line of a cell */
                             "1,a\0b\n"        /* 9: a zero byte */
                             "5,\"6\n"         /* 10: swallows the next quoted cell */
                             "7,8\n"           /* 11 */
                             "\"9\",\"10\"\n"  /* 12 */
                             "11,\"12\n"       /* 13: never closed */
                             "13,14";          /* 14 */
  g_autoptr (CwCsv) csv = cw_csv_parse (text, sizeof text - 1, NULL);
  static const char *const rows[] = { "1", "3", "7", "9", "13" };

  g_assert_nonnull (csv);
  g_assert_cmpuint (cw_csv_n_faults (csv), ==, 8);
  assert_fault (csv, 0, 1, "twice");
  assert_fault (csv, 1, 3, "more cells");
  assert_fault (csv, 2, 4, "after a closing");
  assert_fault (csv, 3, 6, "not UTF-8");
  assert_fault (csv, 4, 8, "not UTF-8");
  assert_fault (csv, 5, 9, "zero byte");
  assert_fault (csv, 6, 10, "after a closing");
  assert_fault (csv, 7, 13, "never closed");
  g_assert_cmpuint (cw_csv_n_rows (csv), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (cw_csv_get (csv, i, "a"), ==, rows[i]);
  g_assert_cmpuint (cw_csv_line (csv, 4), ==, 14);
}

static void
test_extra_empty_cells (void)
{
  g_autoptr (CwCsv) csv = parse ("a,b\n1,2,,,\n");

  g_assert_cmpuint (cw_csv_n_rows (csv), ==, 1);
}

/* A spreadsheet must not run anything that a summary says (R24). */
static void
test_formulas (void)
{
  static const char *const dangerous[] = {
    "=1+1", "+1",  "-1",       "@SUM(A1)", "\t=1",     "\r=1",
    "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "\u200b \u200d@x",
    "＝1",  "＋1", "－1",      "＠x",      "\u2060=1",
  };
  static const char *const harmless[]
      = { "", "Housing", "5", "a=b", "1-2", "'=1", "2025-12-19", "Other and small groups" };

  for (guint i = 0; i < G_N_ELEMENTS (dangerous); i++)
    {
      g_autofree char *safe = cw_csv_safe_cell (dangerous[i]);

      g_assert_cmpint (safe[0], ==, '\'');
      g_assert_cmpstr (safe + 1, ==, dangerous[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *safe = cw_csv_safe_cell (harmless[i]);

      g_assert_cmpstr (safe, ==, harmless[i]);
    }
}

static void
test_write (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (CwCsv) back = NULL;

  cw_csv_append_row (out, (const char *const[]){ "one", "two", NULL });
  cw_csv_append_row (out, (const char *const[]){ "a \"b\", c\nd", "=cmd", NULL });
  g_assert_cmpstr (out->str, ==, "\"one\",\"two\"\r\n\"a \"\"b\"\", c\nd\",\"'=cmd\"\r\n");
  back = parse (out->str);
  g_assert_cmpstr (cw_csv_get (back, 0, "one"), ==, "a \"b\", c\nd");
}

/* Whatever is in a file, reading it ends, and what was written comes back. */
static void
test_random (void)
{
  static const char *const pieces[]
      = { "a", "b c", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", "=1", "é", "\xff", ";" };

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (CwCsv) csv = NULL;

      for (int n = g_test_rand_int_range (0, 24); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      csv = cw_csv_parse (text->str, text->len, NULL);
      for (guint i = 0; csv && i < cw_csv_n_faults (csv); i++)
        {
          g_assert_cmpuint (cw_csv_fault_line (csv, i), >, 0);
          g_assert_nonnull (cw_csv_fault_reason (csv, i));
        }
      for (guint row = 0; csv && row < cw_csv_n_rows (csv); row++)
        {
          g_auto (GStrv) columns = cw_csv_columns (csv);

          g_assert_cmpuint (cw_csv_line (csv, row), >, 1);
          for (guint i = 0; columns[i]; i++)
            g_assert_nonnull (cw_csv_get (csv, row, columns[i]));
        }
    }
}

static void
test_random_round_trip (void)
{
  static const char *const pieces[] = { "a", "b", ",", "\"", "\n", "é", ";", "'", " ", "x" };

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GString) cell = g_string_new ("a");
      g_autoptr (CwCsv) csv = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append_c (cell, 'z');
      cw_csv_append_row (out, (const char *const[]){ "one", "two", NULL });
      cw_csv_append_row (out, (const char *const[]){ cell->str, "2", NULL });
      csv = parse (out->str);
      g_assert_cmpuint (cw_csv_n_rows (csv), ==, 1);
      g_assert_cmpstr (cw_csv_get (csv, 0, "one"), ==, cell->str);
      g_assert_cmpstr (cw_csv_get (csv, 0, "two"), ==, "2");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/refuse", test_refuse);
  g_test_add_func ("/csv/faults", test_faults);
  g_test_add_func ("/csv/extra-empty-cells", test_extra_empty_cells);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/write", test_write);
  g_test_add_func ("/csv/random", test_random);
  g_test_add_func ("/csv/random-round-trip", test_random_round_trip);
  return g_test_run ();
}
