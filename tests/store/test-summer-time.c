/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* British Summer Time: from the last Sunday of March to that of October a day begins at 23:00 UTC
 * of the day before. Run with the British rules. */

#include "fixture.h"
#include "store/cw-store-summaries.h"

typedef struct
{
  int year, month, day, minute; /* what a clock on the wall shows */
  gint64 utc_minute;            /* of that same day in UTC; below 0: still the day before */
} Moment;

static const Moment moments[] = {
  { 2026, 3, 28, 23 * 60 + 59, 23 * 60 + 59 }, /* winter: the wall shows UTC */
  { 2026, 3, 29, 0, 0 },
  { 2026, 3, 29, 59, 59 }, /* at 1:00 the clock goes on to 2:00 */
  { 2026, 3, 29, 120, 60 },
  { 2026, 3, 29, 23 * 60 + 59, 22 * 60 + 59 },
  { 2026, 3, 30, 0, -60 }, /* summer: the day begins before UTC's */
  { 2026, 3, 30, 59, -1 },
  { 2026, 7, 21, 30, -30 },
  { 2026, 10, 24, 23 * 60 + 59, 22 * 60 + 59 },
  { 2026, 10, 25, 0, -60 },
  { 2026, 10, 25, 59, -1 }, /* at 2:00 the clock goes back to 1:00 */
  { 2026, 10, 25, 120, 120 },
  { 2026, 10, 25, 23 * 60 + 59, 23 * 60 + 59 },
  { 2026, 10, 26, 0, 0 },
};

static gint64
seconds_of (const Moment *moment)
{
  g_autoptr (GDateTime) midnight
      = g_date_time_new_utc (moment->year, moment->month, moment->day, 0, 0, 0);

  return g_date_time_to_unix (midnight) + moment->utc_minute * 60;
}

static void
test_day (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      const Moment *moment = &moments[i];
      CwDay day = cw_day_from_ymd (moment->year, moment->month, moment->day);
      g_autoptr (CwClock) clock = cw_clock_new_fixed (day, moment->minute);

      g_test_message ("%d-%02d-%02d %02d:%02d", moment->year, moment->month, moment->day,
                      moment->minute / 60, moment->minute % 60);
      g_assert_cmpint (cw_clock_day_at (seconds_of (moment)), ==, day);
      g_assert_cmpint (cw_clock_now (clock), ==, seconds_of (moment));
    }
}

/* The system's clock says the day of the wall: half a day east or west of here it is another one
 * than in UTC. */
static void
test_today (void)
{
  g_autofree char *rule = g_strdup (g_getenv ("TZ"));
  g_autoptr (CwClock) clock = cw_clock_new_system ();
  g_autoptr (GDateTime) utc = g_date_time_new_now_utc ();
  gboolean morning = g_date_time_get_hour (utc) < 12;
  CwDay day = cw_day_from_ymd (g_date_time_get_year (utc), g_date_time_get_month (utc),
                               g_date_time_get_day_of_month (utc));

  g_setenv ("TZ", morning ? "WEST12" : "EAST-12", TRUE);
  g_assert_cmpint (cw_clock_today (clock), ==, morning ? day - 1 : day + 1);
  g_setenv ("TZ", rule, TRUE);
}

static void
save_draft (Fixture *fixture, const char *subject)
{
  g_autoptr (CwDraft) draft = cw_draft_new ();
  g_autoptr (GError) error = NULL;

  g_free (draft->kind);
  draft->kind = g_strdup ("enquiry");
  g_free (draft->subject);
  draft->subject = g_strdup (subject);
  g_free (draft->body);
  draft->body = g_strdup ("[enquiry]\nday=1\n");
  draft->words = 1;
  cw_store_save_draft (fixture->store, draft, &error);
  g_assert_no_error (error);
}

/* A draft saved in the last minute of a day is of that day and one of the first minute of the next
 * is not, around both changes of the clock. */
static void
test_open_drafts (Fixture *fixture, gconstpointer data)
{
  static const int days[][3]
      = { { 2026, 3, 28 }, { 2026, 3, 29 }, { 2026, 3, 30 }, { 2026, 10, 24 }, { 2026, 10, 25 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      CwDay day = cw_day_from_ymd (days[i][0], days[i][1], days[i][2]);
      g_autofree char *late = g_strdup_printf ("late-%u", i);
      g_autofree char *early = g_strdup_printf ("early-%u", i);
      guint until_eve = cw_store_count_open_drafts (fixture->store, day - 1, &error),
            until_day = cw_store_count_open_drafts (fixture->store, day, &error);

      cw_clock_set (fixture->clock, day, 23 * 60 + 59);
      save_draft (fixture, late);
      g_assert_cmpuint (cw_store_count_open_drafts (fixture->store, day - 1, &error), ==,
                        until_eve);
      g_assert_cmpuint (cw_store_count_open_drafts (fixture->store, day, &error), ==,
                        until_day + 1);
      cw_clock_set (fixture->clock, day + 1, 0);
      save_draft (fixture, early);
      g_assert_cmpuint (cw_store_count_open_drafts (fixture->store, day, &error), ==,
                        until_day + 1);
      g_assert_cmpuint (cw_store_count_open_drafts (fixture->store, day + 1, &error), ==,
                        until_day + 2);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summer-time/day", test_day);
  g_test_add_func ("/summer-time/today", test_today);
  g_test_add ("/summer-time/open-drafts", Fixture, NULL, fixture_set_up, test_open_drafts,
              fixture_tear_down);
  return g_test_run ();
}
