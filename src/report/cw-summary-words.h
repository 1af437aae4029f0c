/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-report.h"

G_BEGIN_DECLS

/* The words of a summary, shared by page, CSV and summary file. Private to this library. */

typedef enum
{
  CW_PERIOD_HALF_TERM,
  CW_PERIOD_TERM,
  CW_PERIOD_YEAR
} CwPeriodKind;

CwPeriodKind cw_period_kind (const char *label); /* of a block's or a period's label */
CwPeriodKind cw_summary_block_kind (
    CwPublished *summary); /* what its blocks are; the shortest where they differ */
CwPeriodKind
cw_summary_table_kind (CwPublished *summary,
                       const CwPublishedTable *table); /* each population has a calendar */
char *cw_period_phrase (const char *label, gboolean in_sentence)
    G_GNUC_WARN_UNUSED_RESULT; /* "Summer term 2026"; "summer term 2026" within a sentence */
char *cw_period_short (const char *label, const char *other)
    G_GNUC_WARN_UNUSED_RESULT; /* "Summer" where that tells it from @other */
const char *cw_table_title (const CwPublishedTable *table); /* "What parents asked about" */
const char *cw_pooled_label (void);                         /* "Other and small groups" */
/* "20", "under 5" (of three terms "under 15"), "not shown" */
char *cw_hours_text (const CwPublishedLine *line) G_GNUC_WARN_UNUSED_RESULT;
char *
cw_in_blocks_text (const CwPublishedTable *table, const CwPublishedLine *line, CwPeriodKind kind)
    G_GNUC_WARN_UNUSED_RESULT; /* "in 2 of 3 terms", NULL where it is in all */
char *cw_members_text (const CwPublishedTable *table, const CwPublishedLine *line)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL without members */

G_END_DECLS
