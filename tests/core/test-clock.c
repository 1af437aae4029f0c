/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-clock.h"

static void
test_fixed (void)
{
  CwDay day = cw_day_from_iso ("2026-11-19");
  g_autoptr (CwClock) clock = cw_clock_new_fixed (day, 9 * 60 + 5);

  g_assert_cmpint (cw_clock_today (clock), ==, day);
  g_assert_cmpint (cw_clock_minute (clock), ==, 545);
  g_assert_cmpint (cw_clock_now (clock), ==, 1795079100); /* the tests run in UTC */

  cw_clock_set (clock, day + 1, 1439);
  g_assert_cmpint (cw_clock_today (clock), ==, day + 1);
  g_assert_cmpint (cw_clock_minute (clock), ==, 1439);
}

static void
test_system (void)
{
  g_autoptr (CwClock) clock = cw_clock_new_system ();

  g_assert_cmpint (ABS (cw_clock_now (clock) - g_get_real_time () / G_USEC_PER_SEC), <=, 2);
  g_assert_cmpint (cw_clock_today (clock), >, cw_day_from_ymd (2026, 1, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/fixed", test_fixed);
  g_test_add_func ("/clock/system", test_system);
  return g_test_run ();
}
