/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-calendar.h"
#include "core/cw-disclosure.h"
#include "core/cw-published.h"
#include "cw-store.h"

G_BEGIN_DECLS

typedef enum
{
  CW_BLOCK_OPEN,    /* has not ended */
  CW_BLOCK_READY,   /* ended, the next in order: can be frozen */
  CW_BLOCK_WAITING, /* ended, but an earlier one comes first */
  CW_BLOCK_PUBLISHED,
  CW_BLOCK_WITHHELD, /* too few families: its days went into the block that follows */
} CwBlockState;

/**
 * CwBlock:
 *
 * A block of one population as the page shows it: frozen ones from the ledger, the others as the
 * terms make them.
 */
typedef struct
{
  char *population;
  char *label;
  int year;
  CwDay start, end; /* an open block that follows a withheld one begins where that one did */
  CwBlockState state;
  CwDay frozen_on;
  gboolean closes_year;
} CwBlock;

void cw_block_free (CwBlock *self);
GPtrArray *cw_store_list_blocks (CwStore *self, const char *population, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwBlock, by date */

/* k and calendar of a school year: as fixed at its first freeze, else as set. */
gboolean cw_store_get_year_rule (CwStore *self,
                                 int year,
                                 const char *population,
                                 CwCalendar *calendar,
                                 int *k,
                                 gboolean *fixed,
                                 GError **error);
gboolean cw_store_set_next_rule (CwStore *self,
                                 const char *population,
                                 CwCalendar calendar,
                                 int k,
                                 GError **error); /* for years not fixed yet; k >= 5 */
CwCalendar cw_store_suggest_calendar (CwStore *self,
                                      const char *population,
                                      GError **error); /* from last year's number of records */

/* Why records do not freeze: they may stand twice (cw-store-hold.c). */
typedef enum
{
  CW_HOLD_NONE,
  CW_HOLD_HANDED_OVER, /* a handover file was written from them */
  CW_HOLD_RESTORED,    /* they came from a backup */
  CW_HOLD_TWIN,        /* a backup was restored beside them */
} CwHold;

const char *cw_hold_describe (CwHold hold); /* whole sentences; "" for none */
gboolean cw_store_get_hold (CwStore *self, CwHold *hold, GError **error);
gboolean cw_store_set_hold (CwStore *self, CwHold hold, GError **error);
gboolean cw_store_lift_hold (CwStore *self,
                             GError **error); /* only where a person said that they go on */

/* Freezes the block of @population that ends on @end, with every dimension, in one transaction.
 * CW_ERROR_NOT_ENDED, CW_ERROR_PUBLISHED, CW_ERROR_HELD.
 * @state: published or withheld. */
gboolean cw_store_freeze (
    CwStore *self, const char *population, CwDay end, CwBlockState *state, GError **error);
/* Freezes every block of every population that has ended, in date order; the number of blocks
 * frozen, -1 on error. */
int cw_store_freeze_ended (CwStore *self, GError **error);

/* What freezing would publish now (not stored), and why. NULL without error: it would be withheld.
 */
GPtrArray *cw_store_preview_block (CwStore *self, const char *population, CwDay end, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwLedgerEntry */
GArray *cw_store_explain_block (CwStore *self,
                                const CwDimension *dimension,
                                CwDay end,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* of CwPooled */
/* Uncounted enquiries and contacts that are older than the first term, so that no block counts them
 * (while there are no terms, all of them); -1 on error. */
gint64 cw_store_count_unplaced (CwStore *self, GError **error);
guint cw_store_count_open_drafts (CwStore *self,
                                  CwDay until,
                                  GError **error); /* drafts saved up to that day */

GPtrArray *cw_store_list_ledger (CwStore *self, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwLedgerEntry, the whole chain */
/* Everything published of a term's label or a school year ("2025-26"). CW_ERROR_NOT_FOUND,
 * CW_ERROR_NOT_FROZEN (says which dates are available). */
CwPublished *cw_store_load_published (CwStore *self,
                                      const char *period,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwPublished *cw_store_load_publication_list (CwStore *self, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* every entry */
CwPublished *cw_store_load_preview (CwStore *self, const char *label, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of the ready blocks that end with that label */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBlock, cw_block_free)

G_END_DECLS
