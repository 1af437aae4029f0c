/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-day.h"

static void
test_iso (void)
{
  static const struct
  {
    const char *text;
    int y, m, d;
  } good[] = {
    { "2026-11-19", 2026, 11, 19 },
    { "2024-02-29", 2024, 2, 29 },
    { "1900-01-01", 1900, 1, 1 },
    { "2199-12-31", 2199, 12, 31 },
  };
  static const char *const bad[] = {
    "",           "2026-11-9",  "2026-11-19 ", " 2026-11-19", "2026/11/19", "19/11/2026",
    "2025-02-29", "2026-13-01", "2026-00-10",  "2026-01-00",  "2026-04-31", "1899-12-31",
    "2200-01-01", "20a6-11-19", "-026-11-19",  "2026-+1-19",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      CwDay day = cw_day_from_iso (good[i].text);
      g_autofree char *back = cw_day_to_iso (day);
      int y, m, d;

      g_assert_cmpint (day, ==, cw_day_from_ymd (good[i].y, good[i].m, good[i].d));
      cw_day_to_ymd (day, &y, &m, &d);
      g_assert_cmpint (y, ==, good[i].y);
      g_assert_cmpint (m, ==, good[i].m);
      g_assert_cmpint (d, ==, good[i].d);
      g_assert_cmpstr (back, ==, good[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (cw_day_from_iso (bad[i]), ==, CW_DAY_NONE);
  g_assert_cmpint (cw_day_from_iso (NULL), ==, CW_DAY_NONE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *typed, *iso;
  } cases[] = {
    { "2026-11-19", "2026-11-19" },
    { "19/11/2026", "2026-11-19" },
    { " 19/11/2026 ", "2026-11-19" },
    { "1/2/26", "2026-02-01" },
    { "01.02.2026", "2026-02-01" },
    { "1-2-2026", "2026-02-01" },
    { "3/4/85", "1985-04-03" },
    { "3/4/46", "2046-04-03" },
    { "3/4/47", "1947-04-03" },
    { "19/11", "2026-11-19" },
    { "31/12", "2026-12-31" },
    { "5/1", "2027-01-05" },
    { "29/2", "" },
    { "31/4", "" },
    { "31/4/2026", "" },
    { "11/19/2026", "" },
    { "19", "" },
    { "19/", "" },
    { "/11", "" },
    { "19/11/", "" },
    { "19/11/026", "" },
    { "19/11/2026/1", "" },
    { "nineteen", "" },
    { "", "" },
    { "19/11/20261", "" },
  };
  CwDay today = cw_day_from_iso ("2026-11-19");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iso = cw_day_to_iso (cw_day_parse (cases[i].typed, today));

      g_test_message ("“%s”", cases[i].typed);
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
  g_assert_cmpint (cw_day_parse ("19/11", CW_DAY_NONE), ==, CW_DAY_NONE);
  g_assert_cmpint (cw_day_parse ("29/2", cw_day_from_iso ("2023-06-01")), ==,
                   cw_day_from_iso ("2024-02-29"));
}

static void
test_words (void)
{
  CwDay day = cw_day_from_iso ("2026-11-05");
  g_autofree char *text = cw_day_format (day);
  g_autofree char *words = cw_day_format_long (day);
  g_autofree char *none = cw_day_format (CW_DAY_NONE);
  g_autofree char *year = cw_school_year_label (2025);
  g_autofree char *century = cw_school_year_label (2099);

  g_assert_cmpstr (text, ==, "05/11/2026");
  g_assert_cmpstr (words, ==, "Thursday 5 November 2026");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (year, ==, "2025-26");
  g_assert_cmpstr (century, ==, "2099-00");
}

static void
test_arithmetic (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } months[] = {
    { "2026-08-31", 6, "2027-02-28" },   { "2027-08-31", 6, "2028-02-29" },
    { "2026-01-31", -2, "2025-11-30" },  { "2026-12-15", 1, "2027-01-15" },
    { "2026-03-10", -12, "2025-03-10" }, { "2199-12-01", 1, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *to
          = cw_day_to_iso (cw_day_add_months (cw_day_from_iso (months[i].from), months[i].months));

      g_assert_cmpstr (to, ==, months[i].to);
    }
  g_assert_cmpint (cw_day_from_iso ("2024-03-01") - cw_day_from_iso ("2024-02-28"), ==, 2);
  for (int i = 0; i < 14; i++)
    g_assert_cmpint (cw_day_weekday (cw_day_from_iso ("2026-11-16") + i), ==, i % 7 + 1);
  g_assert_cmpint (cw_day_school_year (cw_day_from_iso ("2026-07-31")), ==, 2025);
  g_assert_cmpint (cw_day_school_year (cw_day_from_iso ("2026-08-01")), ==, 2026);
  g_assert_cmpint (cw_day_school_year (cw_day_from_iso ("2027-01-01")), ==, 2026);
}

static void
test_time (void)
{
  static const struct
  {
    const char *typed;
    int minutes;
  } times[] = {
    { "9:05", 545 },   { "09:05", 545 }, { "9.05", 545 },   { "0905", 545 }, { "905", 545 },
    { " 9:05 ", 545 }, { "00:00", 0 },   { "23:59", 1439 }, { "24:00", -1 }, { "9:60", -1 },
    { "9:5", -1 },     { "9", -1 },      { "", -1 },        { "9:055", -1 }, { "noon", -1 },
    { "9:0a", -1 },    { "12345", -1 },  { ":05", -1 },
  };
  static const struct
  {
    int minutes;
    const char *text;
  } durations[] = {
    { 0, "0 min" }, { 25, "25 min" }, { 60, "1 h" }, { 120, "2 h" }, { 440, "7 h 20 min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpint (cw_time_parse (times[i].typed), ==, times[i].minutes);
  g_assert_cmpint (cw_time_parse (NULL), ==, -1);
  for (int i = 0; i < 1440; i++)
    {
      g_autofree char *text = cw_time_format (i);

      g_assert_cmpint (cw_time_parse (text), ==, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = cw_duration_format (durations[i].minutes);

      g_assert_cmpstr (text, ==, durations[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/iso", test_iso);
  g_test_add_func ("/day/parse", test_parse);
  g_test_add_func ("/day/words", test_words);
  g_test_add_func ("/day/arithmetic", test_arithmetic);
  g_test_add_func ("/day/time", test_time);
  return g_test_run ();
}
