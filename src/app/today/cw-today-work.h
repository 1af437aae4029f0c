/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-run.h"

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

/* What stood in a due row before it was changed, so that the change can be undone: one of the two;
 * and the day it was moved to, CW_DAY_NONE where it was done. */
typedef struct
{
  CwStep *step;
  CwPaperRecord *paper;
  CwDay moved_to;
} CwDueBefore;

CwDueBefore *cw_due_before_copy (const CwDueBefore *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_due_before_free (CwDueBefore *self);

/* Works for cw_run(). Marks a due row done, or moves it: record a CwDue, day where it goes,
 * CW_DAY_NONE: done. Gives a CwDueBefore. */
gpointer
cw_due_change_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error);
/* record: a CwDueBefore */
gpointer
cw_due_restore_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error);
/* id: of a draft. Gives the CwDraft. */
gpointer
cw_draft_discard_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error);
/* record: a CwDraft */
gpointer
cw_draft_restore_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
