/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-published.h"
#include "store/cw-store-summaries.h"

G_BEGIN_DECLS

/*
 * What the page of summaries shows, read on the worker thread as plain values.
 */

typedef enum
{
  CW_PERIOD_OPEN,    /* has not ended */
  CW_PERIOD_READY,   /* ended, can be frozen */
  CW_PERIOD_WAITING, /* ended, an earlier one comes first */
  CW_PERIOD_FROZEN,
  CW_PERIOD_WITHHELD, /* too few families: joined to the next */
} CwPeriodState;

/**
 * CwPeriod:
 *
 * A row of the list: the blocks of all populations that carry one label, or a closed school year
 * that adds terms up.
 */
typedef struct
{
  char *label;
  int year;
  gboolean sum; /* a school year made of frozen terms */
  CwDay start, end, frozen_on;
  CwPeriodState state;
  gboolean closes_year;
  char *first; /* waiting: the label that comes before; NULL */
} CwPeriod;

#define CW_TYPE_PERIOD (cw_period_get_type ())
GType cw_period_get_type (void);
CwPeriod *cw_period_copy (const CwPeriod *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_period_free (CwPeriod *self);
char *
cw_period_describe (const CwPeriod *self) G_GNUC_WARN_UNUSED_RESULT; /* "Ended, can be frozen" */
const char *cw_period_icon (const CwPeriod *self);
GPtrArray *cw_period_list (CwStore *store, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwPeriod, newest first */

/**
 * CwPoolTable:
 *
 * One table of the paper: how many lines stand on their own, how many are put together, and why. It
 * never says which of the small ones are empty. Texts are "" where there is nothing to say; of a
 * frozen table only @small is known.
 */
typedef struct
{
  char *title;
  guint own, pooled;
  char *small, *always, *added;
  gboolean frozen;
} CwPoolTable;

#define CW_TYPE_POOL_TABLE (cw_pool_table_get_type ())
GType cw_pool_table_get_type (void);
CwPoolTable *cw_pool_table_copy (const CwPoolTable *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_pool_table_free (CwPoolTable *self);

/**
 * CwPeriodDetail:
 *
 * What stands beside a chosen row. Reference-counted, also across threads.
 */
typedef struct
{
  CwPeriod *period;
  CwPublished *summary; /* as published, or the preview; NULL: see @message */
  GPtrArray *earlier;   /* of CwPublished, oldest first */
  GPtrArray *tables;    /* of CwPoolTable */
  char *message;        /* why there is no page; NULL */
  guint drafts;         /* open drafts of its days */
  guint unplaced;       /* entries that are older than the first term, where it is not too late */
  CwHold hold;          /* what the person has to say first */
  gboolean fixes_rules; /* freezing it is the first freeze of its school year */
  char *next;           /* label of the block that takes what comes late; NULL: not known yet */
} CwPeriodDetail;

CwPeriodDetail *cw_period_detail_ref (CwPeriodDetail *self);
void cw_period_detail_unref (CwPeriodDetail *self);
char *cw_period_detail_describe_days (const CwPeriodDetail *detail) G_GNUC_WARN_UNUSED_RESULT;
char *cw_period_detail_describe_absence (const CwPeriodDetail *detail) G_GNUC_WARN_UNUSED_RESULT;
CwPeriodDetail *cw_period_detail_load (CwStore *store,
                                       const CwPeriod *period,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Freezes what can be frozen under @label, of both populations; TRUE in @published when a page came
 * of it. */
gboolean cw_period_freeze (CwStore *store, const char *label, gboolean *published, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPeriod, cw_period_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPoolTable, cw_pool_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPeriodDetail, cw_period_detail_unref)

G_END_DECLS
