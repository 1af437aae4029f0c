/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ground.h"

/*
 * An invented school: its lists, its records in every version they had, and everything that
 * happened, by day. The same history can be played again with one code taken away
 * (docs/SUMMARIES.md, The guarantee).
 */

typedef struct
{
  CwDay day;
  gint64 method, about;
  CwIds *first; /* categories of an enquiry, support types of a contact */
  CwIds *services;
  gboolean asked_before;
  int minutes;
} Version;

typedef struct
{
  gboolean contact;
  guint owner; /* contacts: the case */
  GPtrArray *versions;
  CwDay counted; /* last day of the block that counted it; CW_DAY_NONE */
} Record;

typedef enum
{
  ACT_ADD,
  ACT_CORRECT,
  ACT_DELETE,
  ACT_RESTORE,
  ACT_ERASE,
  ACT_LINK,
  ACT_PART,
  ACT_NEW_CODE,
  ACT_RETIRE,
  ACT_FREEZE
} ActKind;

typedef struct
{
  CwDay on;
  guint order;
  ActKind kind;
  guint a, b; /* record and version; case and case; list */
} Act;

typedef struct
{
  CwDay first_day;
  GPtrArray *terms; /* that the program knows of */
  GPtrArray *real;  /* that there were: more before, and perhaps one between */
  CwCalendar calendar[2];
  int k[2];
  guint n_cases, n_added;
  GPtrArray *records; /* of Record */
  GArray *acts;       /* of Act, by day */
} School;

/* One code that was pooled when a block was frozen. */
typedef struct
{
  const CwDimension *dimension;
  CwDay end;
  gint64 code, absorber;
  CwPooledWhy why;
} Pooled;

/* What the histories held: a test that never meets a withheld block says nothing about one. */
typedef struct
{
  guint published, withheld, joined;
  guint late, stubs, corrected, linked, years;
  guint outside, between, lines; /* enquiries of terms that nobody entered; lines looked behind */
  guint added_pooled, retired_pooled;
  guint calendars[3];
} Seen;

/* What playing a history does beside: @found collects what was pooled and notes which block counted
 * a record;
 * @without takes a code away; @more lets it grow; @ledger is the ledger at the end. */
typedef struct
{
  GArray *found; /* of Pooled */
  Seen *seen;
  const Pooled *without;
  const Pooled *more;
  GPtrArray *ledger; /* of CwLedgerEntry */
} Play;

School *school_new (guint32 seed);
void school_free (School *self);
/* Everything that was published, as text: the publication list after each freeze, and every period
 * in the end. */
char *school_play (School *self, Play *play);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (School, school_free)
