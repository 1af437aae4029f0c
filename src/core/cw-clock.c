/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-clock.h"

/* A fixed clock keeps day and minute in one word, so that threads can read it while a test moves
 * it. */
struct _CwClock
{
  gboolean fixed;
  int minutes; /* (atomic): day * 1440 + minute of the day */
};

/**
 * cw_clock_new_system:
 *
 * Returns: (transfer full): the clock of the shipped program
 */
CwClock *
cw_clock_new_system (void)
{
  return g_atomic_rc_box_new0 (CwClock);
}

/**
 * cw_clock_new_fixed:
 * @day: its today
 * @minute_of_day: minutes since local midnight
 *
 * Returns: (transfer full): a clock that stands still, for tests and demonstration data
 */
CwClock *
cw_clock_new_fixed (CwDay day, int minute_of_day)
{
  CwClock *self = g_atomic_rc_box_new0 (CwClock);

  self->fixed = TRUE;
  cw_clock_set (self, day, minute_of_day);
  return self;
}

CwClock *
cw_clock_ref (CwClock *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
cw_clock_unref (CwClock *self)
{
  g_atomic_rc_box_release (self);
}

/**
 * cw_clock_day_at:
 * @seconds: since 1970, UTC
 *
 * Returns: the day of that moment in local time: from late March to late October it begins an hour
 * before midnight UTC
 */
CwDay
cw_clock_day_at (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  g_return_val_if_fail (time != NULL, CW_DAY_NONE);

  return cw_day_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                          g_date_time_get_day_of_month (time));
}

/**
 * cw_clock_today:
 *
 * Returns: today in local time
 */
CwDay
cw_clock_today (CwClock *self)
{
  g_return_val_if_fail (self != NULL, CW_DAY_NONE);

  return self->fixed ? g_atomic_int_get (&self->minutes) / 1440
                     : cw_clock_day_at (g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * cw_clock_minute:
 *
 * Returns: minutes since local midnight
 */
int
cw_clock_minute (CwClock *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (self->fixed)
    return g_atomic_int_get (&self->minutes) % 1440;
  now = g_date_time_new_now_local ();
  return g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
}

/**
 * cw_clock_now:
 *
 * Returns: seconds since 1970, UTC
 */
gint64
cw_clock_now (CwClock *self)
{
  g_autoptr (GDateTime) time = NULL;
  int minutes, y, m, d;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->fixed)
    return g_get_real_time () / G_USEC_PER_SEC;
  minutes = g_atomic_int_get (&self->minutes);
  cw_day_to_ymd (minutes / 1440, &y, &m, &d);
  time = g_date_time_new_local (y, m, d, minutes % 1440 / 60, minutes % 60, 0);
  return g_date_time_to_unix (time);
}

/**
 * cw_clock_set:
 *
 * Moves a fixed clock. The system clock cannot be moved.
 */
void
cw_clock_set (CwClock *self, CwDay day, int minute_of_day)
{
  g_return_if_fail (self != NULL && self->fixed);
  g_return_if_fail (day > 0 && minute_of_day >= 0 && minute_of_day < 1440);

  g_atomic_int_set (&self->minutes, day * 1440 + minute_of_day);
}
