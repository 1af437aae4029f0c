/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-calendar.h"

#include <glib/gi18n-lib.h>

/*
 * The usual dates of a school year in England, worked out as most local authorities set them: a
 * week off in late October, in February and at the end of May, two weeks at Christmas and Easter.
 * A proposal only: the adviser enters the real ones.
 */

enum
{
  MONDAY = 1,
  FRIDAY = 5,
  SATURDAY = 6
};

static CwDay
get_weekday_from (CwDay day, int weekday)
{
  return day + (weekday - cw_day_weekday (day) + 7) % 7;
}

static CwDay
get_weekday_until (CwDay day, int weekday)
{
  return day - (cw_day_weekday (day) - weekday + 7) % 7;
}

/* Gauss's rule in the form of the Nautical Almanac, good for the Gregorian calendar. */
static CwDay
get_easter (int year)
{
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4;
  int l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451;
  int n = h + l - 7 * m + 114;

  return cw_day_from_ymd (year, n / 31, n % 31 + 1);
}

/* The last school day before two weeks of Easter holiday. */
static CwDay
get_spring_end (int year)
{
  CwDay easter = get_easter (year);
  CwDay friday = easter - 9;

  return friday >= cw_day_from_ymd (year, 3, 24) ? friday : easter - 3;
}

static CwDay
get_autumn_start (int year)
{
  CwDay day = cw_day_from_ymd (year, 9, 1);

  return cw_day_weekday (day) >= FRIDAY ? get_weekday_from (day, MONDAY) : day;
}

static CwDay
get_summer_end (int year)
{
  CwDay day = cw_day_from_ymd (year, 7, 22);

  return cw_day_weekday (day) >= SATURDAY ? get_weekday_until (day, FRIDAY) : day;
}

static void
add_term (GPtrArray *terms, char *label, CwDay start, CwDay half_end, CwDay end)
{
  CwTerm *term = cw_term_new ();

  g_free (term->label);
  term->label = label;
  term->start = start;
  term->half_end = half_end;
  term->end = end;
  g_ptr_array_add (terms, term);
}

/**
 * cw_calendar_propose_terms:
 * @school_year: the year in which the school year begins
 *
 * Returns: (transfer full) (element-type CwTerm): autumn, spring and summer with the usual dates
 */
GPtrArray *
cw_calendar_propose_terms (int school_year)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  int next = school_year + 1;
  CwDay spring_end = get_spring_end (next);

  /* Translators: a term's name, %d is its year */
  add_term (terms, g_strdup_printf (_ ("Autumn %d"), school_year), get_autumn_start (school_year),
            get_weekday_until (cw_day_from_ymd (school_year, 10, 28), MONDAY) - 3,
            get_weekday_until (cw_day_from_ymd (school_year, 12, 21), FRIDAY));
  /* Translators: a term's name, %d is its year */
  add_term (terms, g_strdup_printf (_ ("Spring %d"), next),
            get_weekday_from (cw_day_from_ymd (next, 1, 3), MONDAY),
            get_weekday_from (cw_day_from_ymd (next, 2, 13), MONDAY) - 3, spring_end);
  /* Translators: a term's name, %d is its year */
  add_term (terms, g_strdup_printf (_ ("Summer %d"), next),
            get_weekday_from (spring_end + 15, MONDAY),
            get_weekday_until (cw_day_from_ymd (next, 5, 31), MONDAY) - 3, get_summer_end (next));
  return terms;
}
