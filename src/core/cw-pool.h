/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-disclosure.h"

G_BEGIN_DECLS

/*
 * The counting behind cw_disclosure_freeze(): which families are behind which code of one table,
 * what has to be pooled, and the figures of a row. Exact numbers live here and nowhere else.
 */

/**
 * CwUnits:
 *
 * The families of one block, numbered densely: one unit for each family (of each term, for
 * enquiries).
 */
typedef struct
{
  GPtrArray *tallies; /* borrowed */
  int *unit_of;       /* of each tally; -1: counts for no family */
  guint *term_of;     /* of each unit: dense number of its term */
  guint n_units, n_terms;
} CwUnits;

/**
 * CwPool:
 *
 * One table of one block: its codes in public order (the absorber first), the records of each, and
 * why a code is pooled. @enough is FALSE where not even all codes together have k families behind
 * them.
 */
typedef struct
{
  const CwDimension *dimension;
  GPtrArray *codes; /* of CwCode, borrowed */
  GArray **records; /* of guint: places in units->tallies, for each code */
  CwPooledWhy *why;
  gboolean enough;
} CwPool;

typedef struct
{
  guint n;     /* records */
  int minutes; /* of those */
  int most;    /* minutes of the family with the most */
} CwRowCount;

CwUnits *cw_units_new (GPtrArray *tallies) G_GNUC_WARN_UNUSED_RESULT;
void cw_units_free (CwUnits *self);
guint cw_units_count (const CwUnits *self); /* families behind all records */

CwPool *cw_pool_new (const CwDimension *dimension, int k, CwCodeBook *book, const CwUnits *units)
    G_GNUC_WARN_UNUSED_RESULT;
void cw_pool_free (CwPool *self);
gboolean cw_pool_is_used (const CwPool *self);
CwRowCount cw_pool_count (const CwPool *self,
                          const CwUnits *units,
                          int code); /* of one code, or -1: of the pooled row */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwUnits, cw_units_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPool, cw_pool_free)

G_END_DECLS
