/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/cw-store-handover.h"
#include "year.h"

/* Records that stand twice freeze nothing before somebody says which go on. */

static void
check_hold (Ground *ground, CwHold expected)
{
  g_autoptr (GError) error = NULL;
  CwHold hold;

  g_assert_true (cw_store_get_hold (ground->store, &hold, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hold, ==, expected);
  if (expected == CW_HOLD_NONE)
    return;
  refuse_freeze (ground, "enquiries", "2025-12-19", CW_ERROR_HELD);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, -1);
  g_assert_error (error, CW_ERROR, CW_ERROR_HELD);
  g_assert_nonnull (strstr (error->message, cw_hold_describe (hold)));
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM block"), ==, 0);
}

static void
lift (Ground *ground)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_store_lift_hold (ground->store, &error));
  g_assert_no_error (error);
  check_hold (ground, CW_HOLD_NONE);
}

static void
test_restored (void)
{
  static const CwHold holds[] = { CW_HOLD_RESTORED, CW_HOLD_TWIN };

  for (guint i = 0; i < G_N_ELEMENTS (holds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Ground) ground = make_ground ("2025-12-20");

      add_enquiries (ground, "2025-09-10", "housing", 8);
      check_hold (ground, CW_HOLD_NONE);
      g_assert_true (cw_store_set_hold (ground->store, holds[i], &error));
      check_hold (ground, holds[i]);
      lift (ground);
      g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
    }
}

/* What was said of one handover is not said of the next. */
static void
test_handed_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  add_enquiries (ground, "2025-09-10", "housing", 8);
  g_assert_true (cw_store_mark_handed_over (ground->store, "abc", &error));
  check_hold (ground, CW_HOLD_HANDED_OVER);
  lift (ground);
  g_autofree char *kept = cw_store_get_setting (ground->store, CW_HANDED_OVER, &error);
  g_assert_nonnull (kept); /* they may still be destroyed */
  g_assert_true (cw_store_mark_handed_over (ground->store, "def", &error));
  check_hold (ground, CW_HOLD_HANDED_OVER);
  lift (ground);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
}

/* Whoever receives the records publishes from now on. */
static void
test_received (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  add_enquiries (ground, "2025-09-10", "housing", 8);
  g_assert_true (cw_store_set_hold (ground->store, CW_HOLD_TWIN, &error));
  g_assert_true (cw_store_mark_handed_over (ground->store, "abc", &error));
  g_assert_true (cw_store_apply_handover (ground->store, on ("2025-12-20"), &error));
  g_assert_no_error (error);
  check_hold (ground, CW_HOLD_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hold/restored", test_restored);
  g_test_add_func ("/hold/handed-over", test_handed_over);
  g_test_add_func ("/hold/received", test_received);
  return g_test_run ();
}
