/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When what is typed is saved: a second after the last key, and no later than five after the first,
 * however long somebody types on. */

#include "app/kit/cw-save-timer.h"
#include "ground.h"

#define PAUSE_MS 300 /* between two keys */

typedef struct
{
  CwSaveTimer timer;
  gint64 begun, at; /* at: 0: not yet; microseconds */
  guint times;
} Form;

static void
save_cb (gpointer data)
{
  Form *form = data;

  g_assert_false (cw_save_timer_waits (&form->timer));
  form->at = g_get_monotonic_time ();
  form->times++;
}

static void
begin (Form *form)
{
  form->timer = (CwSaveTimer){ .func = save_cb, .data = form };
  form->begun = g_get_monotonic_time ();
}

static gboolean
type_cb (gpointer data)
{
  cw_save_timer_touch (&((Form *) data)->timer);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_saved (gpointer data)
{
  return ((Form *) data)->at != 0;
}

static void
expect_after (const Form *form, gint64 ms)
{
  g_assert_cmpint (form->at - form->begun, >=, ms * 1000);
  g_assert_cmpuint (form->times, ==, 1);
}

static void
test_times (void)
{
  Form quiet = { 0 }, busy = { 0 }, failed = { 0 }, left = { 0 };
  guint typing;

  begin (&left);
  cw_save_timer_touch (&left.timer);
  g_assert_true (cw_save_timer_stop (&left.timer));
  g_assert_false (cw_save_timer_stop (&left.timer)); /* nothing waits */
  begin (&failed);
  cw_save_timer_retry (&failed.timer);
  begin (&busy);
  type_cb (&busy);
  typing = g_timeout_add (PAUSE_MS, type_cb, &busy);
  begin (&quiet);
  cw_save_timer_touch (&quiet.timer);
  ground_wait (is_saved, &quiet, 5);
  expect_after (&quiet, 1000);
  g_assert_false (is_saved (&busy) || is_saved (&failed));
  ground_wait (is_saved, &busy, 9);
  g_source_remove (typing);
  ground_wait (is_saved, &failed, 9);
  expect_after (&busy, 5000);
  expect_after (&failed, 5000);
  cw_save_timer_stop (&busy.timer); /* a key may have come since */
  g_assert_false (is_saved (&left));
  g_assert_cmpuint (quiet.times, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save-timer/times", test_times);
  return g_test_run ();
}
