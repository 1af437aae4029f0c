/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than any term of a school: a typing slip in a year. */
#define TERM_MOST_DAYS 210

/* Longer than any holiday: there was a term that nobody has entered. The summer is the long one. */
#define HOLIDAY_MOST_DAYS 28
#define SUMMER_MOST_DAYS 70

/* As long as a holiday of an English school is at least: six weeks, and two weeks. */
#define HOLIDAY_USUAL_DAYS 14
#define SUMMER_USUAL_DAYS 42

static const char *const names[] = { "half-term", "term", "year" };

/**
 * cw_calendar_name:
 * @calendar: a calendar
 *
 * Returns: (transfer none): its name as the database and files say it
 */
const char *
cw_calendar_name (CwCalendar calendar)
{
  g_return_val_if_fail ((guint) calendar < G_N_ELEMENTS (names), NULL);

  return names[calendar];
}

/**
 * cw_calendar_from_name:
 * @name: what cw_calendar_name() gives
 * @calendar: (out): the calendar
 *
 * Returns: %FALSE if there is no such calendar
 */
gboolean
cw_calendar_from_name (const char *name, CwCalendar *calendar)
{
  g_return_val_if_fail (name != NULL && calendar != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *calendar = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * cw_span_copy:
 * @self: a span
 *
 * Returns: (transfer full): its deep copy
 */
CwSpan *
cw_span_copy (const CwSpan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  CwSpan *copy = g_new (CwSpan, 1);
  *copy = *self;
  copy->label = g_strdup (self->label);
  return copy;
}

/**
 * cw_span_free:
 * @self: (nullable) (transfer full): a span
 */
void
cw_span_free (CwSpan *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self);
}

static int
compare_terms (gconstpointer a, gconstpointer b)
{
  const CwTerm *first = *(CwTerm *const *) a, *second = *(CwTerm *const *) b;

  return first->start - second->start;
}

static int
get_year (const CwTerm *term)
{
  return cw_day_school_year (term->start);
}

/**
 * cw_calendar_last_ends_from:
 *
 * Only a term that ends in the summer is the last of its school year, however many there were: two
 * where a post began in January, six elsewhere, entered as they come.
 *
 * Returns: the first day on which the last term of school year @year can end
 */
CwDay
cw_calendar_last_ends_from (int year)
{
  return cw_day_from_ymd (year + 1, 6, 1);
}

static gboolean
is_last_of_year (GPtrArray *sorted, guint i)
{
  const CwTerm *term = sorted->pdata[i];
  int year = get_year (term);

  return (i + 1 == sorted->len || get_year (sorted->pdata[i + 1]) != year)
         && term->end >= cw_calendar_last_ends_from (year);
}

static void
add_span (GPtrArray *spans, char *label, int year, CwDay start, CwDay end, gboolean closes_year)
{
  CwSpan *span = g_new0 (CwSpan, 1);

  span->label = label;
  span->year = year;
  span->start = start;
  span->end = end;
  span->closes_year = closes_year;
  g_ptr_array_add (spans, span);
}

/* Translators: the first half of a term, %s is the term, such as "Autumn 2025" */
#define FIRST_HALF _ ("%s, first half")
/* Translators: the second half of a term, %s is the term, such as "Autumn 2025" */
#define SECOND_HALF _ ("%s, second half")

/* Whether @label was made of a term's name and @form, which has one %s. */
static gboolean
is_of_form (const char *label, const char *form)
{
  g_auto (GStrv) sides = g_strsplit (form, "%s", 2);

  return g_str_has_prefix (label, sides[0]) && g_str_has_suffix (label, sides[1]);
}

/**
 * cw_calendar_is_half_label:
 *
 * Returns: whether @label is that of a half-term, as cw_calendar_spans() makes it
 */
gboolean
cw_calendar_is_half_label (const char *label)
{
  g_return_val_if_fail (label != NULL, FALSE);

  return is_of_form (label, FIRST_HALF) || is_of_form (label, SECOND_HALF);
}

static void
add_half_terms (GPtrArray *spans, const CwTerm *term, CwDay start, gboolean closes_year)
{
  CwDay half = cw_term_get_half_end (term);

  add_span (spans, g_strdup_printf (FIRST_HALF, term->label), get_year (term), start, half, FALSE);
  add_span (spans, g_strdup_printf (SECOND_HALF, term->label), get_year (term), half + 1, term->end,
            closes_year);
}

/**
 * cw_calendar_spans:
 * @terms: (element-type CwTerm): terms that are apart from each other, in any order
 * @calendar: how a year is cut
 *
 * Holidays belong to the block that follows, so that a block can be frozen the day after its term
 * has ended; the first term that is known begins on its own first day. A year without a term that
 * ends in the summer is never closed: as a single block its days go into the year that follows.
 *
 * Returns: (transfer full) (element-type CwSpan): the blocks in order of date
 */
GPtrArray *
cw_calendar_spans (GPtrArray *terms, CwCalendar calendar)
{
  g_return_val_if_fail (terms != NULL, NULL);

  GPtrArray *spans = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_span_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  CwDay next = CW_DAY_NONE, year_start = CW_DAY_NONE;

  g_ptr_array_extend (sorted, terms, NULL, NULL);
  g_ptr_array_sort (sorted, compare_terms);
  for (guint i = 0; i < sorted->len; i++)
    {
      const CwTerm *term = sorted->pdata[i];
      int year = get_year (term);
      gboolean closes = is_last_of_year (sorted, i);
      CwDay start = next == CW_DAY_NONE ? term->start : next;

      if (year_start == CW_DAY_NONE)
        year_start = start;
      if (calendar == CW_CALENDAR_HALF_TERM)
        add_half_terms (spans, term, start, closes);
      else if (calendar == CW_CALENDAR_TERM)
        add_span (spans, g_strdup (term->label), year, start, term->end, closes);
      else if (closes)
        add_span (spans, cw_school_year_label (year), year, year_start, term->end, TRUE);
      if (closes)
        year_start = CW_DAY_NONE;
      next = term->end + 1;
    }
  return spans;
}

/**
 * cw_calendar_term_index:
 * @terms: (element-type CwTerm): terms by date
 * @day: a day
 *
 * Returns: the place in @terms of the term that @day belongs to; their number after the last
 */
int
cw_calendar_term_index (GPtrArray *terms, CwDay day)
{
  g_return_val_if_fail (terms != NULL, 0);

  for (guint i = 0; i < terms->len; i++)
    {
      if (day <= ((CwTerm *) terms->pdata[i])->end)
        return i;
    }
  return terms->len;
}

/* Whether nothing but a holiday lies between two terms. */
static gboolean
is_next (const CwTerm *before, const CwTerm *term)
{
  int most = get_year (before) == get_year (term) ? HOLIDAY_MOST_DAYS : SUMMER_MOST_DAYS;

  return term->start - before->end - 1 <= most;
}

/**
 * cw_calendar_beginning:
 * @start: the first day of the first term that is known
 *
 * A holiday belongs to the term that follows, and so does the one before the first term: an adviser
 * who begins in August need not enter the summer term before her time. No more than a holiday, or
 * days of a term that was never entered would be among them.
 *
 * Returns: the first day that belongs to that term
 */
CwDay
cw_calendar_beginning (CwDay start)
{
  int y, m, d;

  g_return_val_if_fail (start != CW_DAY_NONE, CW_DAY_NONE);

  cw_day_to_ymd (start, &y, &m, &d);
  return start - (m >= 8 && m <= 9 ? SUMMER_USUAL_DAYS : HOLIDAY_USUAL_DAYS);
}

/**
 * cw_calendar_season:
 * @terms: (element-type CwTerm): terms by date
 * @day: a day
 *
 * Within one term a family that asks again is ticked as such, so that enquiries without the tick
 * are as many families; from one term to the next it is not. Days of terms that were never entered
 * may lie in any number of them: no two of them share a week, because a holiday is between.
 *
 * Returns: the last day of the term that @day belongs to, its holiday before included; where it
 * lies in none that is known, a number below zero that all days of its week have in common
 */
int
cw_calendar_season (GPtrArray *terms, CwDay day)
{
  const CwTerm *term;
  guint i;

  g_return_val_if_fail (terms != NULL && day != CW_DAY_NONE, 0);

  i = cw_calendar_term_index (terms, day);
  term = i < terms->len ? terms->pdata[i] : NULL;
  if (term != NULL && (day >= term->start || (i > 0 && is_next (terms->pdata[i - 1], term))))
    return term->end;
  return -(day - cw_day_weekday (day) + 1);
}

static CwTermsProblem
check_term (const CwTerm *term)
{
  g_autofree char *label = g_strstrip (g_strdup (term->label != NULL ? term->label : ""));

  if (*label == '\0')
    return CW_TERMS_NO_LABEL;
  if (term->start == CW_DAY_NONE || term->end <= term->start)
    return CW_TERMS_BACKWARDS;
  if (term->half_end != CW_DAY_NONE
      && (term->half_end < term->start || term->half_end >= term->end))
    return CW_TERMS_BACKWARDS;
  if (term->end - term->start > TERM_MOST_DAYS)
    return CW_TERMS_TOO_LONG;
  return CW_TERMS_OK;
}

/**
 * cw_calendar_check_terms:
 * @terms: (element-type CwTerm): terms as somebody entered them, in any order
 * @index: (out) (optional): the place of the first that cannot stay so
 *
 * Returns: what is wrong with it, or %CW_TERMS_OK
 */
CwTermsProblem
cw_calendar_check_terms (GPtrArray *terms, guint *index)
{
  g_return_val_if_fail (terms != NULL, CW_TERMS_OK);

  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = terms->pdata[i];
      CwTermsProblem problem = check_term (term);

      for (guint j = 0; j < i && problem == CW_TERMS_OK; j++)
        {
          const CwTerm *other = terms->pdata[j];
          if (cw_is_same_text (term->label, other->label))
            problem = CW_TERMS_DOUBLE_LABEL;
          else if (term->start <= other->end && term->end >= other->start)
            problem = CW_TERMS_OVERLAP;
        }
      if (problem != CW_TERMS_OK)
        {
          if (index != NULL)
            *index = i;
          return problem;
        }
    }
  return CW_TERMS_OK;
}
