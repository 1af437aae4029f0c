/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-published.h"

G_BEGIN_DECLS

/*
 * Pool - Freeze - Add (docs/SUMMARIES.md): which figures about parents may be published, as a pure
 * function.
 */

#define CW_DISCLOSURE_BASE 5
#define CW_DISCLOSURE_K 5 /* the least; a setting may raise it */

/**
 * CwDimension:
 *
 * One one-way table of a population. Fixed in the program.
 */
typedef struct
{
  const char *population; /* "enquiries", "contacts" */
  const char *name;       /* "category", "method", "about", "service", "support" */
  CwCodeList list;
  gboolean multi;       /* a record can have several codes of it */
  gboolean hours;       /* hours are published beside the count */
  const char *absorber; /* code, always part of a pool */
  const char *const
      *order; /* public fixed order of shipped codes after the absorber, NULL-terminated; codes not
                 named come after, shipped before added, by position */
} CwDimension;

const CwDimension *cw_dimension_list (guint *n); /* every dimension of every population */
const CwDimension *cw_dimension_find (const char *population, const char *name);
GPtrArray *cw_dimension_sort_codes (const CwDimension *self, CwCodeBook *book)
    G_GNUC_WARN_UNUSED_RESULT; /* (transfer container) of CwCode: public order, absorber first,
                                  retired ones too */

/**
 * CwTally:
 *
 * One uncounted record as the rule sees it: no identity, no date beyond its term.
 */
typedef struct
{
  gint64 family; /* of a contact: its family; of an enquiry: a number of its own, or 0 with "has
                    asked before" */
  int term;      /* enquiries: what cw_calendar_season() says; contacts: 0 */
  int minutes;
  CwIds *codes; /* ids of all its codes, of every dimension */
} CwTally;

CwTally *cw_tally_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_tally_free (CwTally *self);

/* Freezes one block: the records of @tallies under threshold @k with the code lists as in @book.
 * Returns one CwLedgerEntry per dimension of the population (chained after @previous), or NULL when
 * fewer than k families are in the block (withheld). Pure: the same input gives the same bytes. */
GPtrArray *cw_disclosure_freeze (const char *population,
                                 const char *label,
                                 CwDay start,
                                 CwDay end,
                                 int k,
                                 CwCodeBook *book,
                                 GPtrArray *tallies,
                                 const char *previous_hash) G_GNUC_WARN_UNUSED_RESULT;

/* Why each code of a dimension is in the pool, for the adviser's own preview. Never says which are
 * empty. */
typedef enum
{
  CW_POOLED_NOT,
  CW_POOLED_SMALL,
  CW_POOLED_ABSORBER,
  CW_POOLED_ADDED
} CwPooledWhy;
typedef struct
{
  gint64 code_id;
  CwPooledWhy why;
} CwPooled;
GArray *cw_disclosure_explain (const CwDimension *dimension,
                               int k,
                               CwCodeBook *book,
                               GPtrArray *tallies) G_GNUC_WARN_UNUSED_RESULT; /* of CwPooled */

int cw_disclosure_round (int n); /* nearest 5, halves up, never below 5 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTally, cw_tally_free)

G_END_DECLS
