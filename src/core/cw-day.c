/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2199

/**
 * cw_day_from_ymd:
 *
 * Returns: the day, or %CW_DAY_NONE if there is no such day or it lies outside 1900 to 2199
 */
CwDay
cw_day_from_ymd (int year, int month, int day)
{
  GDate date;

  if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 || day > 31)
    return CW_DAY_NONE;
  if (!g_date_valid_dmy (day, month, year))
    return CW_DAY_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return (CwDay) g_date_get_julian (&date);
}

/**
 * cw_day_to_ymd:
 * @day: a day, not %CW_DAY_NONE
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 to 12
 * @dom: (out) (optional): day of the month
 */
void
cw_day_to_ymd (CwDay day, int *year, int *month, int *dom)
{
  GDate date;

  g_return_if_fail (day > 0);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (year)
    *year = g_date_get_year (&date);
  if (month)
    *month = g_date_get_month (&date);
  if (dom)
    *dom = g_date_get_day (&date);
}

/* Reads @n decimal digits; -1 if one of them is none. */
static int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/**
 * cw_day_from_iso:
 * @text: (nullable): exactly yyyy-mm-dd
 *
 * Returns: the day, or %CW_DAY_NONE
 */
CwDay
cw_day_from_iso (const char *text)
{
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return CW_DAY_NONE;
  return cw_day_from_ymd (read_digits (text, 4), read_digits (text + 5, 2),
                          read_digits (text + 8, 2));
}

/* The day @dom/@month that lies nearest to @today. */
static CwDay
find_nearest (int month, int dom, CwDay today)
{
  CwDay best = CW_DAY_NONE;
  int year;

  if (today == CW_DAY_NONE)
    return CW_DAY_NONE;
  cw_day_to_ymd (today, &year, NULL, NULL);
  for (int y = year - 1; y <= year + 1; y++)
    {
      CwDay day = cw_day_from_ymd (y, month, dom);

      if (day != CW_DAY_NONE && (best == CW_DAY_NONE || ABS (day - today) < ABS (best - today)))
        best = day;
    }
  return best;
}

/* "26" is 2026, "85" is 1985: at most twenty years ahead of @today. */
static int
complete_year (int short_year, CwDay today)
{
  int this_year = 2000, year;

  if (today != CW_DAY_NONE)
    cw_day_to_ymd (today, &this_year, NULL, NULL);
  year = this_year - this_year % 100 + short_year;
  return year > this_year + 20 ? year - 100 : year;
}

/* Splits "d/m/y" or "d/m" at slashes, dots or hyphens; FALSE if it is neither. @y is -1 where there
 * is none. */
static gboolean
split_date (const char *text, int *d, int *m, int *y, gsize *year_digits)
{
  int parts[3] = { -1, -1, -1 };
  int n = 0;
  gsize digits = 0;
  const char *p = text;

  for (; n < 3; n++)
    {
      digits = strspn (p, "0123456789");
      if (digits == 0 || digits > (n < 2 ? 2 : 4))
        return FALSE;
      parts[n] = read_digits (p, (int) digits);
      p += digits;
      if (*p == '\0')
        break;
      if (n == 2 || strchr ("/.-", *p) == NULL)
        return FALSE;
      p++;
    }
  if (n < 1)
    return FALSE;
  *d = parts[0];
  *m = parts[1];
  *y = parts[2];
  *year_digits = digits;
  return TRUE;
}

/**
 * cw_day_is_begun:
 *
 * Returns: whether @text is a date, or could become one with a few more keys; nothing else that is
 * typed where a date is meant is kept in a draft (R7)
 */
gboolean
cw_day_is_begun (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return strlen (text) <= strlen ("dd/mm/yyyy") && text[strspn (text, "0123456789/.- ")] == '\0';
}

/**
 * cw_day_parse:
 * @text: (nullable): ISO, dd/mm/yyyy, d/m/yy or d/m as somebody typed it
 * @today: what a day without a year is nearest to; %CW_DAY_NONE: the year is required
 *
 * Returns: the day, or %CW_DAY_NONE if it cannot be read
 */
CwDay
cw_day_parse (const char *text, CwDay today)
{
  g_autofree char *trimmed = NULL;
  int d, m, y;
  gsize year_digits;
  CwDay day;

  if (text == NULL)
    return CW_DAY_NONE;
  trimmed = g_strstrip (g_strdup (text));
  day = cw_day_from_iso (trimmed);
  if (day != CW_DAY_NONE)
    return day;
  if (!split_date (trimmed, &d, &m, &y, &year_digits))
    return CW_DAY_NONE;
  if (y < 0)
    return find_nearest (m, d, today);
  if (year_digits == 2)
    return cw_day_from_ymd (complete_year (y, today), m, d);
  return year_digits == 4 ? cw_day_from_ymd (y, m, d) : CW_DAY_NONE;
}

/**
 * cw_day_to_iso:
 *
 * Returns: (transfer full): "2026-11-19", "" for %CW_DAY_NONE
 */
char *
cw_day_to_iso (CwDay day)
{
  int y, m, d;

  if (day == CW_DAY_NONE)
    return g_strdup ("");
  cw_day_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

/**
 * cw_day_format:
 *
 * Returns: (transfer full): "19/11/2026", "" for %CW_DAY_NONE
 */
char *
cw_day_format (CwDay day)
{
  int y, m, d;

  if (day == CW_DAY_NONE)
    return g_strdup ("");
  cw_day_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%02d/%02d/%04d", d, m, y);
}

/**
 * cw_day_format_long:
 *
 * Returns: (transfer full): "Thursday 19 November 2026" in the user's language, "" for %CW_DAY_NONE
 */
char *
cw_day_format_long (CwDay day)
{
  g_autoptr (GDateTime) time = NULL;
  int y, m, d;

  if (day == CW_DAY_NONE)
    return g_strdup ("");
  cw_day_to_ymd (day, &y, &m, &d);
  time = g_date_time_new_utc (y, m, d, 12, 0, 0);
  return g_date_time_format (time, "%A %-d %B %Y");
}

/**
 * cw_day_weekday:
 *
 * Returns: 1 for Monday to 7 for Sunday; 0 for %CW_DAY_NONE
 */
int
cw_day_weekday (CwDay day)
{
  /* Julian day 1 of GLib, 1 January of the year 1, was a Monday. */
  return day == CW_DAY_NONE ? 0 : (day - 1) % 7 + 1;
}

/**
 * cw_day_add_months:
 * @months: may be negative
 *
 * Returns: the same day of another month, or that month's last day; %CW_DAY_NONE stays none
 */
CwDay
cw_day_add_months (CwDay day, int months)
{
  int y, m, d, index;

  if (day == CW_DAY_NONE)
    return CW_DAY_NONE;
  cw_day_to_ymd (day, &y, &m, &d);
  index = y * 12 + (m - 1) + months;
  if (index < YEAR_FIRST * 12 || index >= (YEAR_LAST + 1) * 12)
    return CW_DAY_NONE;
  y = index / 12;
  m = index % 12 + 1;
  return cw_day_from_ymd (y, m, MIN (d, g_date_get_days_in_month (m, y)));
}

/**
 * cw_day_school_year:
 *
 * Returns: the calendar year in which the school year of @day began (1 August)
 */
int
cw_day_school_year (CwDay day)
{
  int y, m;

  g_return_val_if_fail (day > 0, 0);

  cw_day_to_ymd (day, &y, &m, NULL);
  return m >= 8 ? y : y - 1;
}

/**
 * cw_school_year_label:
 *
 * Returns: (transfer full): "2025-26" for 2025
 */
char *
cw_school_year_label (int year)
{
  return g_strdup_printf ("%04d-%02d", year, (year + 1) % 100);
}

/**
 * cw_time_parse:
 * @text: (nullable): "9:05", "9.05", "0905" or "905"
 *
 * Returns: minutes since midnight, or -1 if it is no time of day
 */
int
cw_time_parse (const char *text)
{
  g_autofree char *trimmed = NULL;
  gsize digits;
  int hour, minute;

  if (text == NULL)
    return -1;
  trimmed = g_strstrip (g_strdup (text));
  digits = strspn (trimmed, "0123456789");
  if (trimmed[digits] == '\0' && (digits == 3 || digits == 4))
    {
      hour = read_digits (trimmed, (int) digits - 2);
      minute = read_digits (trimmed + digits - 2, 2);
    }
  else if ((digits == 1 || digits == 2) && strchr (":.", trimmed[digits])
           && strlen (trimmed + digits) == 3)
    {
      hour = read_digits (trimmed, (int) digits);
      minute = read_digits (trimmed + digits + 1, 2);
    }
  else
    {
      return -1;
    }
  return hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/**
 * cw_time_format:
 * @minutes: since midnight, or -1
 *
 * Returns: (transfer full): "09:05", "" for -1
 */
char *
cw_time_format (int minutes)
{
  if (minutes < 0)
    return g_strdup ("");
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

/**
 * cw_duration_format:
 * @minutes: 0 or more
 *
 * Returns: (transfer full): "7 h 20 min", "25 min", "2 h"
 */
char *
cw_duration_format (int minutes)
{
  if (minutes < 60)
    /* Translators: minutes, short */
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes % 60 == 0)
    /* Translators: whole hours, short */
    return g_strdup_printf (_ ("%d h"), minutes / 60);
  /* Translators: hours and minutes, short */
  return g_strdup_printf (_ ("%d h %d min"), minutes / 60, minutes % 60);
}
