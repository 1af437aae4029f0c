/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than any term of a school: a typing slip in a year. */
#define TERM_MOST_DAYS 210

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

/* Three terms are a whole year; a shorter one is over when a later year has begun to be known. */
static gboolean
is_complete_year (GPtrArray *sorted, int year)
{
  guint terms = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      int other = get_year (sorted->pdata[i]);
      if (other > year)
        return TRUE;
      terms += other == year;
    }
  return terms >= 3;
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

static void
add_half_terms (GPtrArray *spans, const CwTerm *term, CwDay start, gboolean closes_year)
{
  CwDay half = cw_term_get_half_end (term);

  /* Translators: the first half of a term, %s is the term, such as "Autumn 2025" */
  add_span (spans, g_strdup_printf (_ ("%s, first half"), term->label), get_year (term), start,
            half, FALSE);
  /* Translators: the second half of a term, %s is the term, such as "Autumn 2025" */
  add_span (spans, g_strdup_printf (_ ("%s, second half"), term->label), get_year (term), half + 1,
            term->end, closes_year);
}

/**
 * cw_calendar_spans:
 * @terms: (element-type CwTerm): terms that are apart from each other, in any order
 * @calendar: how a year is cut
 *
 * Holidays belong to the block that follows, so that a block can be frozen the day after its term
 * has ended; the first term that is known begins on its own first day.
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
      gboolean last_known = i + 1 == sorted->len || get_year (sorted->pdata[i + 1]) != year;
      gboolean closes = last_known && is_complete_year (sorted, year);
      CwDay start = next == CW_DAY_NONE ? term->start : next;

      if (i == 0 || get_year (sorted->pdata[i - 1]) != year)
        year_start = start;
      if (calendar == CW_CALENDAR_HALF_TERM)
        add_half_terms (spans, term, start, closes);
      else if (calendar == CW_CALENDAR_TERM)
        add_span (spans, g_strdup (term->label), year, start, term->end, closes);
      else if (closes)
        add_span (spans, cw_school_year_label (year), year, year_start, term->end, TRUE);
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

static gboolean
is_labelled_like (const CwTerm *a, const CwTerm *b)
{
  g_autofree char *first = g_utf8_casefold (a->label, -1);
  g_autofree char *second = g_utf8_casefold (b->label, -1);

  return g_str_equal (g_strstrip (first), g_strstrip (second));
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
          if (is_labelled_like (term, other))
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
