/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-day.h"

G_BEGIN_DECLS

/**
 * CwClock:
 *
 * Where the program gets the time from. The shipped program has only the system clock; tests and
 * demonstration data use a fixed one. Reference counted; safe to share between threads.
 */
typedef struct _CwClock CwClock;

CwClock *cw_clock_new_system (void) G_GNUC_WARN_UNUSED_RESULT;
CwClock *cw_clock_new_fixed (CwDay day, int minute_of_day) G_GNUC_WARN_UNUSED_RESULT;
CwClock *cw_clock_ref (CwClock *self);
void cw_clock_unref (CwClock *self);
CwDay cw_clock_today (CwClock *self);                            /* in local time */
CwDay cw_clock_day_at (gint64 seconds);                          /* of that moment, in local time */
int cw_clock_minute (CwClock *self);                             /* minutes since local midnight */
gint64 cw_clock_now (CwClock *self);                             /* seconds since 1970, UTC */
void cw_clock_set (CwClock *self, CwDay day, int minute_of_day); /* a fixed clock only */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwClock, cw_clock_unref)

G_END_DECLS
