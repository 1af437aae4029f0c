/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-store-private.h"
#include "cw-store-summaries.h"

G_BEGIN_DECLS

/* What the parts of freezing and publishing share. */

#define CW_N_POPULATIONS 2

extern const char
    *const cw_populations[CW_N_POPULATIONS]; /* in the order they are frozen and printed */

gboolean cw_store_check_population (const char *population, GError **error);

/* ---- terms (cw-store-terms.c) ---- */
/* The last day that any frozen block holds; CW_DAY_NONE while nothing is frozen. */
gboolean cw_store_find_last_frozen (CwStore *self, CwDay *day, GError **error);
/* Terms of another store that begin on or before @until take the place of those that begin there or
 * that they meet. Inside the caller's act. */
gboolean cw_store_take_terms (CwStore *self, GPtrArray *terms, CwDay until, GError **error);

/* ---- the rule of a school year (cw-store-year-rules.c) ---- */
/* Fixes it at the year's first freeze; nothing happens when it is fixed. */
gboolean cw_store_fix_year_rule (
    CwStore *self, int year, const char *population, CwCalendar calendar, int k, GError **error);

/* ---- records that no block has counted (cw-store-tallies.c) ---- */
/* All uncounted records dated up to @end: late ones of blocks that are frozen come with them; those
 * older than the first block, which is the one from @start where nothing is frozen, are in none.
 * @terms: by date. */
GPtrArray *cw_store_load_tallies (CwStore *self,
                                  const char *population,
                                  CwDay start,
                                  CwDay end,
                                  GPtrArray *terms,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of CwTally */
gboolean cw_store_mark_counted (
    CwStore *self, const char *population, CwDay end, gint64 block, GError **error);

/* ---- families of a school year (cw-store-year-families.c) ---- */
gboolean cw_store_see_families (
    CwStore *self, int year, const char *population, GPtrArray *tallies, GError **error);
/* Nothing happens where the year is closed, or holds nobody. */
gboolean
cw_store_close_year (CwStore *self, int year, const char *population, int k, GError **error);
/* The numbers kept for a year that is not closed; 0: it is closed, or holds nobody; -1 on error. */
int cw_store_count_seen (CwStore *self, int year, const char *population, GError **error);
int cw_store_get_year_families (CwStore *self,
                                int year,
                                const char *population,
                                GError **error); /* 0: none, -1 on error */

/* ---- the ledger (cw-store-ledger.c) ---- */
char *cw_store_newest_hash (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_store_add_to_ledger (CwStore *self, gint64 block, GPtrArray *entries, GError **error);

/* CW_ERROR_HELD where somebody has to say first that these records go on (cw-store-hold.c). */
gboolean cw_store_check_hold (CwStore *self, GError **error);

/* ---- blocks (cw-store-blocks.c) ---- */
CwBlock *cw_block_copy (const CwBlock *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_block_is_frozen (const CwBlock *self);
/* The block of @population that ends on @end, if it can be frozen now. CW_ERROR_NOT_FOUND,
 * _PUBLISHED, _NOT_ENDED. */
CwBlock *cw_store_find_ready (CwStore *self, const char *population, CwDay end, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
cw_store_preview_after (CwStore *self, const CwBlock *block, const char *previous, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* (cw-store-freeze.c) */

G_END_DECLS
