/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "year.h"

/* What the terms that are known, and those that are not, have to do with what is counted. */

static void
add_term (GPtrArray *terms, const char *label, const char *start, const char *end)
{
  CwTerm *term = cw_term_new ();

  g_free (term->label);
  term->label = g_strdup (label);
  term->start = on (start);
  term->end = on (end);
  g_ptr_array_add (terms, term);
}

static GPtrArray *
make_terms (const char *const terms[][3], guint n)
{
  GPtrArray *made = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  for (guint i = 0; i < n; i++)
    add_term (made, terms[i][0], terms[i][1], terms[i][2]);
  return made;
}

/* The line of the newest table of that name on which the code stands; NULL: on none. */
static char *
find_line (Ground *ground, const char *dimension, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);

  g_assert_no_error (error);
  for (guint i = entries->len; i > 0; i--)
    {
      const CwLedgerEntry *entry = entries->pdata[i - 1];

      for (guint j = 0; j < entry->rows->len && g_str_equal (entry->dimension, dimension); j++)
        {
          const CwLedgerRow *row = entry->rows->pdata[j];
          if (g_strv_contains ((const char *const *) row->codes, code))
            return row->codes[1] == NULL ? g_strdup_printf ("%s %d", code, row->shown)
                                         : g_strdup ("pooled");
        }
      if (g_str_equal (entry->dimension, dimension))
        return NULL;
    }
  return NULL;
}

static void
check_line (Ground *ground, const char *code, const char *expected)
{
  g_autofree char *line = find_line (ground, "category", code);

  g_assert_cmpstr (line, ==, expected);
}

/* An old log comes in before the terms of its days: it belongs to no block, neither as records nor
 * as families. The tick looks back one term only, so these five may be one family. */
static void
test_before_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  for (int year = 2020; year < 2025; year++)
    {
      g_autofree char *day = g_strdup_printf ("%d-10-01", year);
      add_enquiry (ground, day, "housing", FALSE);
    }
  add_enquiries (ground, "2025-10-01", "bullying", 10);
  g_assert_cmpint (cw_store_count_unplaced (ground->store, &error), ==, 5);
  g_assert_no_error (error);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
  check_line (ground, "housing", "pooled");
  g_assert_cmpint (ask (ground, "SELECT records FROM ledger WHERE dimension = 'category'"), ==, 10);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM enquiry WHERE counted_in IS NULL"), ==, 5);
  g_assert_cmpint (cw_store_count_unplaced (ground->store, &error), ==, 5);
  /* Entered late, they are still in no block. */
  travel (ground, "2026-03-28");
  add_enquiries (ground, "2026-01-10", "bullying", 10);
  add_enquiries (ground, "2025-07-15", "housing", 20);
  g_assert_cmpint (freeze (ground, "enquiries", "2026-03-27"), ==, CW_BLOCK_PUBLISHED);
  check_line (ground, "housing", "pooled");
  g_assert_cmpint (ask (ground, "SELECT max (records) FROM ledger"), ==, 10);
}

/* The holiday before the first term is that term's, as every holiday is; but in which term somebody
 * asked before nobody knows, so that the families of one week are counted, and not of all. */
static void
test_holiday_before_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  add_enquiries (ground, "2025-08-20", "housing", 3);
  add_enquiries (ground, "2025-08-27", "housing", 3);
  add_enquiries (ground, "2025-08-28", "bullying", 5);
  add_enquiries (ground, "2025-10-01", "attendance", 10);
  g_assert_cmpint (cw_store_count_unplaced (ground->store, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
  check_line (ground, "housing", "pooled"); /* six, but perhaps the same three families */
  check_line (ground, "bullying", "bullying 5");
  g_assert_cmpint (ask (ground, "SELECT records FROM ledger WHERE dimension = 'category'"), ==, 20);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM enquiry WHERE counted_in IS NULL"), ==, 0);
}

/* The same days with the terms they lie in: one enquiry in each. */
static void
test_before_known (void)
{
  static const char *const terms[][3] = {
    { "Autumn 2020", "2020-09-01", "2020-12-18" }, { "Autumn 2021", "2021-09-01", "2021-12-17" },
    { "Autumn 2022", "2022-09-01", "2022-12-16" }, { "Autumn 2023", "2023-09-04", "2023-12-22" },
    { "Autumn 2024", "2024-09-02", "2024-12-20" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  g_autoptr (GPtrArray) old = make_terms (terms, G_N_ELEMENTS (terms));

  ground_save_terms (ground, old);
  for (int year = 2020; year < 2025; year++)
    {
      g_autofree char *day = g_strdup_printf ("%d-10-01", year);
      add_enquiry (ground, day, "housing", FALSE);
    }
  add_enquiries (ground, "2025-10-01", "bullying", 10);
  g_assert_cmpint (cw_store_count_unplaced (ground->store, &error), ==, 0);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), >, 0);
  g_assert_no_error (error);
  check_line (ground, "housing", "pooled");
  g_assert_cmpint (ask (ground, "SELECT records FROM ledger WHERE dimension = 'category'"), ==, 15);
}

/* Terms between two that are known were never entered: what lies there may be one family again and
 * again. */
static void
test_gap (void)
{
  static const char *const terms[][3] = {
    { "Autumn 2024", "2024-09-02", "2024-12-20" },
    { "Autumn 2025", "2025-09-01", "2025-12-19" },
  };
  static const char *const days[]
      = { "2025-01-14", "2025-04-29", "2025-06-10", "2025-09-10", "2025-11-12" };
  g_autoptr (Ground) ground = ground_new (on ("2025-12-20"));
  g_autoptr (GPtrArray) known = make_terms (terms, G_N_ELEMENTS (terms));

  ground_save_terms (ground, known);
  add_enquiries (ground, "2024-10-01", "bullying", 10);
  add_enquiries (ground, "2025-10-01", "bullying", 10);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    add_enquiry (ground, days[i], "housing", FALSE);
  freeze (ground, "enquiries", "2024-12-20");
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
  check_line (ground, "housing", "pooled");
  g_assert_cmpint (ask (ground, "SELECT max (records) FROM ledger"), ==, 15);
}

/* A holiday is no gap: its days belong to the term that follows. */
static void
test_holiday (void)
{
  g_autoptr (Ground) ground = make_ground ("2026-03-28");

  add_enquiries (ground, "2025-10-01", "bullying", 10);
  add_enquiries (ground, "2026-01-10", "bullying", 10);
  add_enquiries (ground, "2025-12-29", "housing", 3);
  add_enquiries (ground, "2026-02-10", "housing", 2);
  freeze (ground, "enquiries", "2025-12-19");
  g_assert_cmpint (freeze (ground, "enquiries", "2026-03-27"), ==, CW_BLOCK_PUBLISHED);
  check_line (ground, "housing", "housing 5");
}

/* ---- the school year ---- */

static void
check_year (Ground *ground, int families)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPublished) year = cw_store_load_published (ground->store, "2025-26", &error);

  if (families < 0)
    {
      g_assert_null (year);
      g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FROZEN);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_families (year, "contacts"), ==, families);
}

static void
freeze_with_families (Ground *ground, const char *day, CwDay end, guint n)
{
  g_autoptr (GError) error = NULL;

  cw_clock_set (ground->clock, end + 1, 600);
  for (guint i = 0; i < n; i++)
    {
      gint64 adult, id = ground_open_case (ground, on (day), &adult);
      add_contact (ground, id, adult, day, 60);
    }
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  g_assert_no_error (error);
}

/* Six terms, entered three at a time: in February the year is not over. */
static void
test_six_terms (void)
{
  static const char *const terms[][3] = {
    { "Term 1", "2025-09-01", "2025-10-17" }, { "Term 2", "2025-11-03", "2025-12-19" },
    { "Term 3", "2026-01-05", "2026-02-13" }, { "Term 4", "2026-02-23", "2026-03-27" },
    { "Term 5", "2026-04-13", "2026-05-22" }, { "Term 6", "2026-06-01", "2026-07-22" },
  };
  g_autoptr (Ground) ground = ground_new (on ("2025-09-01"));

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      g_autoptr (GPtrArray) known = make_terms (terms + i / 3 * 3, 3);

      cw_clock_set (ground->clock, on (terms[i][1]), 600);
      if (i % 3 == 0)
        ground_save_terms (ground, known);
      freeze_with_families (ground, terms[i][1], on (terms[i][2]), 10);
      check_year (ground, i + 1 < G_N_ELEMENTS (terms) ? -1 : 60);
    }
}

/* A post that began in January: the two terms are the whole year, as soon as the second is frozen.
 */
static void
test_two_terms (void)
{
  g_autoptr (Ground) ground = ground_new (on ("2026-01-05"));
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);
  g_autoptr (GPtrArray) next = cw_calendar_propose_terms (2026);

  g_ptr_array_remove_index (terms, 0);
  ground_save_terms (ground, terms);
  freeze_with_families (ground, "2026-02-10", on ("2026-03-27"), 10);
  ground_save_terms (ground, next);
  check_year (ground, -1);
  freeze_with_families (ground, "2026-06-10", on ("2026-07-22"), 10);
  check_year (ground, 20);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM year_family_seen"), ==, 0);
}

/* A year that was found to be complete after its last block had been frozen, as an older Casework
 * left it: it is printed when its families are counted, which the next freeze does. */
static void
test_closed_later (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = ground_new (on ("2026-01-05"));
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);
  g_autoptr (GPtrArray) next = cw_calendar_propose_terms (2026);

  ground_save_terms (ground, terms);
  cw_clock_set (ground->clock, on ("2026-03-28"), 600);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 4);
  freeze_with_families (ground, "2026-06-10", on ("2026-07-22"), 20);
  g_assert_true (cw_store_exec (ground->store,
                                "DROP TRIGGER year_families_kept; DELETE FROM year_families;"
                                "INSERT INTO year_family_seen (year, population, family)"
                                " SELECT 2025, 'contacts', family FROM case_file",
                                &error));
  check_year (ground, -1);
  ground_save_terms (ground, next);
  freeze_with_families (ground, "2026-10-10", on ("2026-12-18"), 10);
  check_year (ground, 20);
}

/* What was closed stays closed: no term can be added to a year that was counted as a whole. */
static void
test_closed_stays (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-07-23");
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  g_autoptr (GPtrArray) next = cw_calendar_propose_terms (2026);

  add_enquiries (ground, "2026-06-10", "housing", 8);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 6);
  add_term (more, "Summer school", "2026-07-24", "2026-07-31");
  g_assert_false (cw_store_save_terms (ground->store, more, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_PUBLISHED);
  ground_save_terms (ground, next);
}

/* A year without a summer term is never closed; as one block its days go into the year that
 * follows, and nothing is lost between. */
static void
test_unfinished_year (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = ground_new (on ("2026-04-10"));
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);
  g_autoptr (GPtrArray) next = cw_calendar_propose_terms (2026);

  g_ptr_array_set_size (terms, 2);
  ground_save_terms (ground, terms);
  g_assert_true (cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_YEAR, 5, &error));
  check_blocks (ground, "enquiries", "");
  ground_save_terms (ground, next);
  check_blocks (ground, "enquiries", "2026-27 2025-09-01 2027-07-22 open, closes\n");
  add_enquiries (ground, "2025-10-01", "housing", 8);
  g_assert_cmpint (cw_store_count_unplaced (ground->store, &error), ==, 0);
}

/* ---- names ---- */

static gboolean
rename_term (Ground *ground, guint i, const char *label, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (ground->store, error);
  CwTerm *term = terms->pdata[i];

  g_free (term->label);
  term->label = g_strdup (label);
  return cw_store_save_terms (ground->store, terms, error);
}

static void
refuse_name (Ground *ground, guint i, const char *label)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rename_term (ground, i, label, &error));
  g_assert_true (g_error_matches (error, CW_ERROR, CW_ERROR_PUBLISHED)
                 || g_error_matches (error, CW_ERROR, CW_ERROR_INVALID));
}

/* Two papers of one name would say two things: the name of a frozen block stays with its days. */
static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  add_enquiries (ground, "2025-09-10", "housing", 9);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  g_assert_true (rename_term (ground, 0, "Michaelmas", &error));
  refuse_name (ground, 1, "Autumn 2025");
  refuse_name (ground, 1, " autumn 2025 ");
  refuse_name (ground, 1, "2025-26");
  g_assert_true (rename_term (ground, 0, "Autumn 2025", &error));
  g_assert_true (rename_term (ground, 1, "Lent 2026", &error));
  g_assert_no_error (error);
}

/* Halves of a term are blocks too. */
static void
test_names_of_halves (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  g_assert_true (
      cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_HALF_TERM, 5, &error));
  add_enquiries (ground, "2025-09-10", "housing", 9);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 3);
  g_assert_true (rename_term (ground, 0, "Michaelmas", &error));
  refuse_name (ground, 1, "Autumn 2025");
  refuse_name (ground, 1, "Autumn 2025, first half");
  g_assert_no_error (error);
}

/* Where an older Casework let it happen, the paper of that name holds one of the two. */
static void
test_double_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-03-28");

  add_enquiries (ground, "2025-09-10", "housing", 9);
  add_enquiries (ground, "2026-02-10", "housing", 14);
  freeze (ground, "enquiries", "2025-12-19");
  freeze (ground, "contacts", "2025-12-19");
  g_assert_true (cw_store_exec (ground->store,
                                "UPDATE term SET label = 'Michaelmas' WHERE label = 'Autumn 2025';"
                                "UPDATE term SET label = 'Autumn 2025' WHERE label = 'Spring 2026'",
                                &error));
  freeze (ground, "enquiries", "2026-03-27");
  freeze (ground, "contacts", "2026-03-27");
  g_autoptr (CwPublished) paper = cw_store_load_published (ground->store, "Autumn 2025", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (paper, "enquiries"), ==, 15); /* 14 */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/freeze-terms/before-first", test_before_first);
  g_test_add_func ("/freeze-terms/holiday-before-first", test_holiday_before_first);
  g_test_add_func ("/freeze-terms/before-known", test_before_known);
  g_test_add_func ("/freeze-terms/gap", test_gap);
  g_test_add_func ("/freeze-terms/holiday", test_holiday);
  g_test_add_func ("/freeze-terms/six-terms", test_six_terms);
  g_test_add_func ("/freeze-terms/two-terms", test_two_terms);
  g_test_add_func ("/freeze-terms/closed-later", test_closed_later);
  g_test_add_func ("/freeze-terms/closed-stays", test_closed_stays);
  g_test_add_func ("/freeze-terms/unfinished-year", test_unfinished_year);
  g_test_add_func ("/freeze-terms/names", test_names);
  g_test_add_func ("/freeze-terms/names-of-halves", test_names_of_halves);
  g_test_add_func ("/freeze-terms/double-name", test_double_name);
  return g_test_run ();
}
