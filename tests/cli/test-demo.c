/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/cw-demo-private.h"
#include "core/cw-wording.h"
#include "store/cw-store-summaries.h"

static const guint8 key[32] = { 1 };
static const guint8 salt[16] = { 2 };

typedef struct
{
  char *dir, *path;
  CwClock *clock;
  CwStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer today)
{
  GError *error = NULL;

  f->dir = g_dir_make_tmp ("cw-demo-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->dir, "casework.db", NULL);
  f->clock = cw_clock_new_fixed (cw_day_from_iso (today), 9 * 60);
  f->store = cw_store_create (f->path, key, salt, f->clock, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer today)
{
  cw_store_free (f->store);
  g_unlink (f->path);
  g_rmdir (f->dir);
  cw_clock_unref (f->clock);
  g_free (f->path);
  g_free (f->dir);
}

static CwDemoSize
usual (guint seed)
{
  CwDemoSize size = cw_demo_size_default (cw_day_from_iso ("2026-11-19"));

  size.seed = seed;
  return size;
}

static void
fill (Fixture *f, CwDemoSize size)
{
  GError *error = NULL;

  cw_demo_fill (f->store, &size, cw_clock_today (f->clock), &error);
  g_assert_no_error (error);
}

static gint64
count_enquiries (Fixture *f, const char *from, const char *to)
{
  CwEnquiryFilter filter = { .from = cw_day_from_iso (from), .to = cw_day_from_iso (to) };
  GError *error = NULL;
  gint64 n = cw_store_count_enquiries (f->store, &filter, NULL, &error);

  g_assert_no_error (error);
  return n;
}

static gint64
count_cases (Fixture *f, CwCasesFilter filter)
{
  GError *error = NULL;
  gint64 n = cw_store_count_cases (f->store, filter, NULL, &error);

  g_assert_no_error (error);
  return n;
}

/* What design asks of it: a year of about 300 enquiries, 90 families, 1,200 contacts, and
 * everything a page shows. */
static void
test_size (Fixture *f, gconstpointer today)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) terms = NULL, drafts = NULL, due = NULL;
  int late = 0, now = 0, soon = 0, paper = 0;

  fill (f, usual (0));
  /* Refusals (R8) are in the log too. */
  g_assert_cmpint (count_enquiries (f, "2025-08-01", "2026-07-31"), >=, 300);
  g_assert_cmpint (count_enquiries (f, "2025-08-01", "2026-07-31"), <=, 303);
  g_assert_cmpint (count_enquiries (f, "2026-08-01", "2027-07-31"), >, 60);
  g_assert_cmpint (count_cases (f, CW_CASES_ALL), >, 90);
  g_assert_cmpint (count_cases (f, CW_CASES_OPEN), >, 15);
  g_assert_cmpint (count_cases (f, CW_CASES_WAITING), >, 0);
  g_assert_cmpint (count_cases (f, CW_CASES_CLOSED), >, 40);
  terms = cw_store_list_terms (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terms->len, ==, 6);
  drafts = cw_store_list_drafts (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, >=, 1);

  due = cw_store_list_due (f->store, cw_clock_today (f->clock) + 7, 100, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < due->len; i++)
    {
      const CwDue *row = g_ptr_array_index (due, i);

      late += row->due < cw_clock_today (f->clock);
      now += row->due == cw_clock_today (f->clock);
      soon += row->due > cw_clock_today (f->clock);
      paper += row->kind == CW_DUE_PAPER;
    }
  g_assert_cmpint (late, >=, 2);
  g_assert_cmpint (now, >=, 2);
  g_assert_cmpint (soon, >=, 4);
  g_assert_cmpint (paper, >=, 1);
}

/* What Today says of a week is believable beside a contract of 20 hours. */
static void
test_weeks (Fixture *f, gconstpointer today)
{
  CwDay last = cw_clock_today (f->clock), monday = last - cw_day_weekday (last) + 1;
  g_autoptr (CwTermSoFar) term = NULL;
  GError *error = NULL;
  gint64 all = 0;

  fill (f, usual (0));
  for (CwDay week = monday - 7 * 11; week <= monday; week += 7)
    {
      gint64 minutes = cw_store_week_minutes (f->store, week, &error);

      g_assert_no_error (error);
      g_test_message ("week %d: %d minutes", (monday - week) / 7, (int) minutes);
      g_assert_cmpint (minutes, <=, 12 * 60);
      all += minutes;
    }
  g_assert_cmpint (all, >, 11 * 4 * 60);
  term = cw_store_term_so_far (f->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (term->contacts, >, 250);
}

/* Past terms are frozen, and a head teacher finds most of the year in lines of their own. */
static void
test_summaries (Fixture *f, gconstpointer today)
{
  GError *error = NULL;
  g_autoptr (CwPublished) year = NULL;
  GPtrArray *tables;
  int own = 0, pooled = 0;

  fill (f, usual (0));
  g_assert_cmpint (cw_store_freeze_ended (f->store, &error), ==, 0);
  year = cw_store_load_published (f->store, "2025-26", &error);
  g_assert_no_error (error);
  tables = cw_published_get_tables (year);
  g_assert_cmpuint (tables->len, ==, 7);
  for (guint i = 0; i < tables->len; i++)
    {
      const CwPublishedTable *table = g_ptr_array_index (tables, i);

      g_assert_cmpint (table->blocks, >, 0);
      for (guint k = 0; k < table->lines->len; k++)
        {
          const CwPublishedLine *line = g_ptr_array_index (table->lines, k);

          *(line->code ? &own : &pooled) += 1;
        }
    }
  g_assert_cmpint (own, >, 25);
  g_assert_cmpint (pooled, >, 0);
}

/* Every consent of every adult, every contact: nothing in it broke a rule (R7), and the file is
 * sound. */
static void
test_sound (Fixture *f, gconstpointer today)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) checks = NULL;

  fill (f, usual (7));
  checks = cw_store_verify (f->store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    {
      const CwCheck *check = g_ptr_array_index (checks, i);

      g_test_message ("%s: %s", check->name, check->detail);
      g_assert_true (check->passed);
    }
}

/* R2, R9: the family whose story is told has parents kept apart and a consent taken back. */
static void
test_story (Fixture *f, gconstpointer today)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CwCase) story = NULL;
  int apart = 0, withdrawn = 0;

  fill (f, usual (0));
  rows = cw_store_list_cases (f->store, CW_CASES_ALL, CW_CASES_BY_REFERENCE, FALSE, "Joanne Hughes",
                              0, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >=, 1);
  story = cw_store_get_case (f->store, ((CwCaseRow *) g_ptr_array_index (rows, 0))->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (story->adults->len, ==, 3);
  for (guint i = 0; i < story->adults->len; i++)
    {
      const CwAdult *adult = g_ptr_array_index (story->adults, i);

      apart += adult->kept_apart;
      withdrawn += !cw_adult_agrees (adult);
    }
  g_assert_cmpint (apart, ==, 2);
  g_assert_cmpint (withdrawn, ==, 1);
}

static char *
describe (Fixture *f)
{
  GError *error = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = cw_store_list_cases (f->store, CW_CASES_ALL, CW_CASES_BY_REFERENCE,
                                                    FALSE, NULL, 0, 500, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CwCaseRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s|%s|%s|%d|%s|%d\n", row->reference, row->adults,
                              row->children, row->last_contact, row->next_step, row->next_due);
    }
  return g_string_free (text, FALSE);
}

static void
test_same_again (Fixture *f, gconstpointer today)
{
  Fixture other = { 0 };
  g_autofree char *one = NULL, *two = NULL;

  fill (f, usual (3));
  one = describe (f);
  set_up (&other, today);
  fill (&other, usual (3));
  two = describe (&other);
  tear_down (&other, today);
  g_assert_cmpstr (one, ==, two);
  g_assert_nonnull (strstr (one, "Darren Pike"));
}

/* The first days of a school year, and a school year that has not begun. */
static void
test_edges (Fixture *f, gconstpointer today)
{
  GError *error = NULL;
  CwDemoSize future = { .school_year = 2030 };

  g_assert_false (cw_demo_fill (f->store, &future, cw_clock_today (f->clock), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  fill (f, (CwDemoSize){ .families = 5, .enquiries = 8, .contacts = 20 });
  g_assert_cmpint (count_enquiries (f, "2025-08-01", "2026-07-31"), <=, 8 + 3);
}

static void
test_present_year (Fixture *f, gconstpointer today)
{
  fill (f, (CwDemoSize){ .school_year = 2026, .families = 20, .enquiries = 50, .contacts = 150 });
  g_assert_cmpint (count_enquiries (f, "2026-08-01", "2027-07-31"), ==, 53);
  g_assert_cmpint (count_cases (f, CW_CASES_ALL), ==, 24);
}

/* R10: the notes that people learn from hold no judgement. */
static void
check_words (const char *const *texts)
{
  for (guint i = 0; texts[i]; i++)
    {
      g_autoptr (GArray) remarks = cw_wording_check (texts[i]);

      if (remarks->len > 0)
        g_error ("“%s”: %s", texts[i], g_array_index (remarks, CwRemark, 0).word);
    }
}

static void
test_wording (void)
{
  guint n;
  const CwDemoTheme *themes = cw_demo_themes (&n);
  const CwDemoContact *story;

  for (guint i = 0; i < n; i++)
    {
      check_words (themes[i].facts);
      check_words (themes[i].said);
      check_words (themes[i].others);
      check_words (themes[i].agreed);
      check_words (themes[i].steps);
      g_assert_nonnull (themes[i].steps[0]);
      g_assert_nonnull (themes[i].services[0]);
      g_assert_nonnull (themes[i].support[0]);
    }
  story = cw_demo_story (&n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (story[i].lines) && story[i].lines[k].text; k++)
      check_words ((const char *const[]){ story[i].lines[k].text, NULL });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, today, func) g_test_add (path, Fixture, today, set_up, func, tear_down)
  ADD ("/demo/size", "2026-11-19", test_size);
  ADD ("/demo/size-at-weekend", "2026-11-22", test_size);
  ADD ("/demo/weeks", "2026-11-19", test_weeks);
  ADD ("/demo/weeks-on-sunday", "2026-11-22", test_weeks);
  ADD ("/demo/summaries", "2026-11-19", test_summaries);
  ADD ("/demo/sound", "2026-11-19", test_sound);
  ADD ("/demo/story", "2026-11-19", test_story);
  ADD ("/demo/same-again", "2026-11-19", test_same_again);
  ADD ("/demo/first-day", "2026-09-01", test_edges);
  ADD ("/demo/august", "2026-08-12", test_edges);
  ADD ("/demo/present-year", "2026-11-19", test_present_year);
  g_test_add_func ("/demo/wording", test_wording);
  return g_test_run ();
}
