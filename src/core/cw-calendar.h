/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-records.h"

G_BEGIN_DECLS

typedef enum
{
  CW_CALENDAR_HALF_TERM,
  CW_CALENDAR_TERM,
  CW_CALENDAR_YEAR
} CwCalendar;

const char *cw_calendar_name (CwCalendar calendar); /* "half-term", "term", "year" */
gboolean cw_calendar_from_name (const char *name, CwCalendar *calendar);

/**
 * CwSpan:
 *
 * One block of a calendar before anything is frozen: from the day after the block before it to its
 * own last day.
 */
typedef struct
{
  char *label; /* "Autumn 2025", "Autumn 2025, first half", "2025-26" */
  int year;    /* in which its school year begins */
  CwDay start, end;
  gboolean closes_year; /* the last block of its school year, which is known to be complete */
} CwSpan;

CwSpan *cw_span_copy (const CwSpan *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_span_free (CwSpan *self);

/* All blocks that the terms (of CwTerm, any order) make under @calendar, in order of date. A year's
 * single block, and closes_year, need the year to be complete: its last term ends in June or later.
 */
GPtrArray *cw_calendar_spans (GPtrArray *terms,
                              CwCalendar calendar) G_GNUC_WARN_UNUSED_RESULT; /* of CwSpan */

/* A term of school year @year (2025) that ends on that day or later is its last. */
CwDay cw_calendar_last_ends_from (int year);
/* Whether the name of a block is a half-term's ("Autumn 2025, first half"). */
gboolean cw_calendar_is_half_label (const char *label);

/* The index of the term that @day belongs to (holidays belong to the term that follows); days
 * before the first term give 0, after the last the number of terms. @terms sorted by start. */
int cw_calendar_term_index (GPtrArray *terms, CwDay day);

/* The first day that belongs to the first known term, which begins on @start: the holiday before it
 * is its own too. */
CwDay cw_calendar_beginning (CwDay start);

/* A number that stands for the one term @day lies in, for "the largest number in any one term"
 * (docs/SUMMARIES.md): the term's last day; where no term that is known holds the day, a number
 * below zero that stands for its week. @terms sorted by start. */
int cw_calendar_season (GPtrArray *terms, CwDay day);

/* The usual term dates of an English school year, as a proposal: three CwTerm. */
GPtrArray *cw_calendar_propose_terms (int school_year) G_GNUC_WARN_UNUSED_RESULT;

/* NULL if the terms are in order and apart, else which one is not (index) with a reason. */
typedef enum
{
  CW_TERMS_OK,
  CW_TERMS_BACKWARDS,
  CW_TERMS_OVERLAP,
  CW_TERMS_NO_LABEL,
  CW_TERMS_DOUBLE_LABEL,
  CW_TERMS_TOO_LONG
} CwTermsProblem;
CwTermsProblem cw_calendar_check_terms (GPtrArray *terms, guint *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSpan, cw_span_free)

G_END_DECLS
