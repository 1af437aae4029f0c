/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/* Everything Today shows, read in one go. */
typedef struct
{
  GPtrArray *due;    /* of CwDue */
  GPtrArray *drafts; /* of CwDraft */
  CwTermSoFar *term;
  gint64 week_minutes;
} CwTodayView;

void cw_today_view_free (CwTodayView *self);
/* Work for the session. Input: none. */
gpointer cw_today_read (CwStore *store, gpointer input, GCancellable *cancellable, GError **error);

/* Marking a due row done, or moving it. */
typedef struct
{
  CwDue *due;
  CwDay move_to; /* CW_DAY_NONE: done */
} CwDueChange;

CwDueChange *cw_due_change_new (const CwDue *due, CwDay move_to) G_GNUC_WARN_UNUSED_RESULT;
void cw_due_change_free (CwDueChange *self);

/* What stood there before, so that the change can be undone: one of the two. */
typedef struct
{
  CwStep *step;
  CwPaperRecord *paper;
} CwDueBefore;

void cw_due_before_free (CwDueBefore *self);
gpointer cw_due_change_work (CwStore *store,
                             gpointer input,
                             GCancellable *cancellable,
                             GError **error); /* of CwDueChange; gives CwDueBefore */
gpointer cw_due_restore_work (CwStore *store,
                              gpointer input,
                              GCancellable *cancellable,
                              GError **error); /* of CwDueBefore */
/* Input: gint64*, the draft's id. */
gpointer cw_draft_discard_work (CwStore *store,
                                gpointer input,
                                GCancellable *cancellable,
                                GError **error); /* gives CwDraft */
gpointer cw_draft_restore_work (CwStore *store,
                                gpointer input,
                                GCancellable *cancellable,
                                GError **error); /* of CwDraft */

G_END_DECLS
