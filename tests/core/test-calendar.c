/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-calendar.h"

static void
add_term (GPtrArray *terms, const char *label, const char *start, const char *half, const char *end)
{
  CwTerm *term = cw_term_new ();

  g_free (term->label);
  term->label = g_strdup (label);
  term->start = cw_day_from_iso (start);
  term->half_end = half != NULL ? cw_day_from_iso (half) : CW_DAY_NONE;
  term->end = cw_day_from_iso (end);
  g_ptr_array_add (terms, term);
}

static GPtrArray *
make_terms (guint n)
{
  static const char *const dates[][4] = {
    { "Autumn 2025", "2025-09-01", "2025-10-24", "2025-12-19" },
    { "Spring 2026", "2026-01-05", "2026-02-13", "2026-03-27" },
    { "Summer 2026", "2026-04-13", "2026-05-22", "2026-07-22" },
    { "Autumn 2026", "2026-09-01", "2026-10-23", "2026-12-18" },
  };
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  for (guint i = n; i > 0; i--) /* any order will do */
    add_term (terms, dates[i - 1][0], dates[i - 1][1], dates[i - 1][2], dates[i - 1][3]);
  return terms;
}

/* "label year start end[ closes]", one line a span */
static char *
describe (GPtrArray *spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const CwSpan *span = spans->pdata[i];
      g_autofree char *start = cw_day_to_iso (span->start), *end = cw_day_to_iso (span->end);
      g_string_append_printf (text, "%s %d %s %s%s\n", span->label, span->year, start, end,
                              span->closes_year ? " closes" : "");
    }
  return g_string_free (text, FALSE);
}

static void
check_terms_make (GPtrArray *terms, CwCalendar calendar, const char *expected)
{
  g_autoptr (GPtrArray) spans = cw_calendar_spans (terms, calendar);
  g_autofree char *text = describe (spans);

  g_assert_cmpstr (text, ==, expected);
}

static void
check_spans (guint terms, CwCalendar calendar, const char *expected)
{
  g_autoptr (GPtrArray) list = make_terms (terms);

  check_terms_make (list, calendar, expected);
}

static void
test_spans (void)
{
  check_spans (0, CW_CALENDAR_TERM, "");
  check_spans (2, CW_CALENDAR_TERM,
               "Autumn 2025 2025 2025-09-01 2025-12-19\n"
               "Spring 2026 2025 2025-12-20 2026-03-27\n");
  check_spans (4, CW_CALENDAR_TERM,
               "Autumn 2025 2025 2025-09-01 2025-12-19\n"
               "Spring 2026 2025 2025-12-20 2026-03-27\n"
               "Summer 2026 2025 2026-03-28 2026-07-22 closes\n"
               "Autumn 2026 2026 2026-07-23 2026-12-18\n");
  check_spans (3, CW_CALENDAR_HALF_TERM,
               "Autumn 2025, first half 2025 2025-09-01 2025-10-24\n"
               "Autumn 2025, second half 2025 2025-10-25 2025-12-19\n"
               "Spring 2026, first half 2025 2025-12-20 2026-02-13\n"
               "Spring 2026, second half 2025 2026-02-14 2026-03-27\n"
               "Summer 2026, first half 2025 2026-03-28 2026-05-22\n"
               "Summer 2026, second half 2025 2026-05-23 2026-07-22 closes\n");
  check_spans (2, CW_CALENDAR_YEAR, "");
  check_spans (3, CW_CALENDAR_YEAR, "2025-26 2025 2025-09-01 2026-07-22 closes\n");
  check_spans (4, CW_CALENDAR_YEAR, "2025-26 2025 2025-09-01 2026-07-22 closes\n");
}

/* Two terms are a whole year where the second ends in the summer; five of six are none. */
static void
test_short_year (void)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  add_term (terms, "Spring 2026", "2026-01-05", NULL, "2026-03-27");
  add_term (terms, "Summer 2026", "2026-04-13", NULL, "2026-07-22");
  add_term (terms, "Autumn 2026", "2026-09-01", NULL, "2026-12-18");
  check_terms_make (terms, CW_CALENDAR_YEAR, "2025-26 2025 2026-01-05 2026-07-22 closes\n");
}

static void
test_long_year (void)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  add_term (terms, "Term 1", "2025-09-01", NULL, "2025-10-17");
  add_term (terms, "Term 2", "2025-11-03", NULL, "2025-12-19");
  add_term (terms, "Term 5", "2026-04-13", NULL, "2026-05-31");
  add_term (terms, "Autumn 2026", "2026-09-01", NULL, "2026-12-18");
  add_term (terms, "Summer 2027", "2027-04-12", NULL, "2027-06-01");
  check_terms_make (terms, CW_CALENDAR_YEAR, "2026-27 2026 2025-09-01 2027-06-01 closes\n");
}

/* A term with its holiday is one season; where a term is missing every week is one of its own. */
static void
test_season (void)
{
  static const struct
  {
    const char *day, *season;
  } cases[] = {
    { "2025-08-29", "-2025-08-25" }, { "2025-08-31", "-2025-08-25" },
    { "2025-09-01", "2025-12-19" },  { "2025-12-19", "2025-12-19" },
    { "2025-12-20", "2026-03-27" },  { "2026-01-05", "2026-03-27" },
    { "2026-03-28", "-2026-03-23" }, { "2026-04-20", "-2026-04-20" },
    { "2026-07-22", "-2026-07-20" }, { "2026-09-01", "2026-12-18" },
    { "2026-12-19", "2027-07-22" },  { "2027-07-23", "2027-12-17" },
    { "2027-12-18", "-2027-12-13" },
  };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  add_term (terms, "a", "2025-09-01", NULL, "2025-12-19");
  add_term (terms, "b", "2026-01-05", NULL, "2026-03-27");
  add_term (terms, "d", "2026-09-01", NULL, "2026-12-18");
  add_term (terms, "e", "2027-01-04", NULL, "2027-07-22");
  add_term (terms, "f", "2027-09-01", NULL, "2027-12-17");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int season = cw_calendar_season (terms, cw_day_from_iso (cases[i].day));
      g_autofree char *iso = cw_day_to_iso (ABS (season));
      g_autofree char *text = g_strdup_printf ("%s%s", season < 0 ? "-" : "", iso);

      g_assert_cmpstr (text, ==, cases[i].season);
    }
}

static void
test_term_index (void)
{
  static const struct
  {
    const char *day;
    int index;
  } cases[] = {
    { "2025-01-01", 0 }, { "2025-09-01", 0 }, { "2025-12-19", 0 }, { "2025-12-20", 1 },
    { "2026-01-05", 1 }, { "2026-03-28", 2 }, { "2026-07-22", 2 }, { "2026-07-23", 3 },
  };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  add_term (terms, "a", "2025-09-01", NULL, "2025-12-19");
  add_term (terms, "b", "2026-01-05", NULL, "2026-03-27");
  add_term (terms, "c", "2026-04-13", NULL, "2026-07-22");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cw_calendar_term_index (terms, cw_day_from_iso (cases[i].day)), ==,
                     cases[i].index);
}

/* Real dates of recent and coming years, as most authorities publish them. */
static void
test_proposal (void)
{
  static const struct
  {
    int year;
    const char *dates[9];
  } cases[] = {
    { 2024,
      { "2024-09-02", "2024-10-25", "2024-12-20", "2025-01-06", "2025-02-14", "2025-04-11",
        "2025-04-28", "2025-05-23", "2025-07-22" } },
    { 2025,
      { "2025-09-01", "2025-10-24", "2025-12-19", "2026-01-05", "2026-02-13", "2026-03-27",
        "2026-04-13", "2026-05-22", "2026-07-22" } },
    { 2026,
      { "2026-09-01", "2026-10-23", "2026-12-18", "2027-01-04", "2027-02-12", "2027-03-25",
        "2027-04-12", "2027-05-28", "2027-07-22" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (cases[i].year);
      g_assert_cmpuint (terms->len, ==, 3);
      for (guint j = 0; j < 3; j++)
        {
          const CwTerm *term = terms->pdata[j];
          g_autofree char *start = cw_day_to_iso (term->start),
                          *half = cw_day_to_iso (term->half_end);
          g_autofree char *end = cw_day_to_iso (term->end);
          g_assert_cmpstr (start, ==, cases[i].dates[3 * j]);
          g_assert_cmpstr (half, ==, cases[i].dates[3 * j + 1]);
          g_assert_cmpstr (end, ==, cases[i].dates[3 * j + 2]);
        }
    }
  for (int year = 1990; year < 2100; year++)
    {
      g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (year);
      g_assert_cmpint (cw_calendar_check_terms (terms, NULL), ==, CW_TERMS_OK);
      for (guint j = 0; j < 3; j++)
        {
          const CwTerm *term = terms->pdata[j];
          g_assert_cmpint (cw_day_school_year (term->start), ==, year);
          g_assert_cmpint (cw_day_weekday (term->start), <=, 5);
          g_assert_cmpint (cw_day_weekday (term->end), <=, 5);
          g_assert_cmpint (term->half_end, >, term->start + 14);
          g_assert_cmpint (term->half_end, <, term->end - 14);
        }
    }
}

static void
test_check_terms (void)
{
  static const struct
  {
    const char *label, *start, *half, *end;
    CwTermsProblem problem;
  } cases[] = {
    { "Summer 2026", "2026-04-13", NULL, "2026-07-22", CW_TERMS_OK },
    { " ", "2026-04-13", NULL, "2026-07-22", CW_TERMS_NO_LABEL },
    { "Summer 2026", "2026-07-22", NULL, "2026-04-13", CW_TERMS_BACKWARDS },
    { "Summer 2026", "2026-04-13", "2026-07-22", "2026-07-22", CW_TERMS_BACKWARDS },
    { "Summer 2026", "2026-04-13", "2026-04-12", "2026-07-22", CW_TERMS_BACKWARDS },
    { "Summer 2026", "2026-03-27", NULL, "2026-07-22", CW_TERMS_OVERLAP },
    { "Summer 2026", "2025-08-01", NULL, "2025-09-01", CW_TERMS_OVERLAP },
    { "spring 2026 ", "2026-04-13", NULL, "2026-07-22", CW_TERMS_DOUBLE_LABEL },
    { "Summer 2026", "2026-04-13", NULL, "2027-07-22", CW_TERMS_TOO_LONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
      guint index = 99;

      add_term (terms, "Spring 2026", "2026-01-05", NULL, "2026-03-27");
      add_term (terms, "Autumn 2025", "2025-09-01", NULL, "2025-12-19");
      add_term (terms, cases[i].label, cases[i].start, cases[i].half, cases[i].end);
      g_assert_cmpint (cw_calendar_check_terms (terms, &index), ==, cases[i].problem);
      g_assert_cmpuint (index, ==, cases[i].problem == CW_TERMS_OK ? 99 : 2);
    }
}

static void
test_names (void)
{
  for (CwCalendar i = CW_CALENDAR_HALF_TERM; i <= CW_CALENDAR_YEAR; i++)
    {
      CwCalendar back;
      g_assert_true (cw_calendar_from_name (cw_calendar_name (i), &back));
      g_assert_cmpint (back, ==, i);
    }
  g_assert_false (cw_calendar_from_name ("month", &(CwCalendar){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/spans", test_spans);
  g_test_add_func ("/calendar/short-year", test_short_year);
  g_test_add_func ("/calendar/long-year", test_long_year);
  g_test_add_func ("/calendar/season", test_season);
  g_test_add_func ("/calendar/term-index", test_term_index);
  g_test_add_func ("/calendar/proposal", test_proposal);
  g_test_add_func ("/calendar/check-terms", test_check_terms);
  g_test_add_func ("/calendar/names", test_names);
  return g_test_run ();
}
