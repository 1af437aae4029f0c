/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is one family, before and after erasing (R19, docs/SUMMARIES.md): erasing changes no count.
 */

#include "store/cw-store-inventory.h"
#include "store/cw-store-private.h"

#include "ground.h"

#define AUTUMN_ENDS "2025-12-19"
#define SPRING_ENDS "2026-03-27"

typedef struct
{
  Ground *ground;
  gint64 cases[16], adults[16];
} School;

static CwDay
on (const char *iso)
{
  return cw_day_from_iso (iso);
}

static void
set_up (School *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);

  self->ground = ground_new (on ("2025-12-20"));
  ground_save_terms (self->ground, terms);
  for (guint i = 0; i < G_N_ELEMENTS (self->cases); i++)
    self->cases[i] = ground_open_case (self->ground, on ("2025-09-01"), &self->adults[i]);
}

static void
tear_down (School *self, gconstpointer unused)
{
  ground_free (self->ground);
}

static void
meet (School *self, guint from, guint to, const char *day)
{
  g_autoptr (GError) error = NULL;

  for (guint i = from; i < to; i++)
    {
      g_autoptr (CwContact) contact = cw_contact_new ();

      contact->case_id = self->cases[i];
      contact->day = on (day);
      contact->minutes = 30;
      contact->method = ground_code (self->ground, CW_LIST_CONTACT_METHOD, "telephone");
      cw_ids_add (contact->adults, self->adults[i]);
      cw_store_save_contact (self->ground->store, contact, NULL, 0, &error);
      g_assert_no_error (error);
    }
}

static void
link_cases (School *self, guint a, guint b, gboolean linked)
{
  g_autoptr (GError) error = NULL;

  cw_store_link_cases (self->ground->store, self->cases[a], self->cases[b], linked, &error);
  g_assert_no_error (error);
}

static void
erase (School *self, guint place)
{
  g_autoptr (GError) error = NULL;

  cw_store_erase_case (self->ground->store, self->cases[place], &error);
  g_assert_no_error (error);
}

static CwBlockState
freeze (School *self, const char *end)
{
  g_autoptr (GError) error = NULL;
  CwBlockState state = CW_BLOCK_OPEN;

  cw_clock_set (self->ground->clock, on (end) + 1, 600);
  cw_store_freeze (self->ground->store, "contacts", on (end), &state, &error);
  g_assert_no_error (error);
  return state;
}

static gint64
ask (CwStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer = cw_store_ask (store, sql, 0, 0, -2, &error);

  g_assert_no_error (error);
  return answer;
}

/* What the freeze of all that is not counted yet would count. */
static gint64
count_uncounted (School *self)
{
  return ask (self->ground->store,
              "SELECT count (*) FROM (SELECT f.family FROM contact k JOIN case_file f ON f.id = "
              "k.case_id WHERE k.counted_in IS NULL UNION SELECT family FROM stub)");
}

static gint64
count_seen (School *self)
{
  return ask (self->ground->store,
              "SELECT count (*) FROM year_family_seen WHERE population = 'contacts'");
}

static gint64
get_family (School *self, guint place)
{
  g_autoptr (GError) error = NULL;
  gint64 family = cw_store_ask (self->ground->store, "SELECT family FROM case_file WHERE id = ?1",
                                self->cases[place], 0, 0, &error);

  g_assert_cmpint (family, >, 0);
  return family;
}

static int
load_year (School *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPublished) year = NULL;

  cw_clock_set (self->ground->clock, on ("2026-07-23"), 600);
  cw_store_freeze_ended (self->ground->store, &error);
  g_assert_no_error (error);
  year = cw_store_load_published (self->ground->store, "2025-26", &error);
  g_assert_no_error (error);
  return cw_published_get_families (year, "contacts");
}

/* Four families with five cases are four, whichever of them are erased: their line is withheld, and
 * a fifth number would publish it. */
static void
test_whole_family_erased (School *self, gconstpointer unused)
{
  meet (self, 0, 5, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (count_uncounted (self), ==, 4);
      erase (self, i);
    }
  g_assert_cmpint (count_uncounted (self), ==, 4);
  g_assert_cmpint (ask (self->ground->store, "SELECT count (*) FROM stub"), ==, 5);
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_WITHHELD);
}

/* Counted in autumn and erased in spring: the same family in the year. */
static void
test_year (School *self, gconstpointer unused)
{
  meet (self, 0, 12, "2025-09-10");
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_PUBLISHED);
  cw_clock_set (self->ground->clock, on (SPRING_ENDS), 600);
  meet (self, 0, 12, "2026-01-10");
  for (guint i = 0; i < 10; i++)
    erase (self, i);
  g_assert_cmpint (freeze (self, SPRING_ENDS), ==, CW_BLOCK_PUBLISHED);
  g_assert_cmpint (count_seen (self), ==, 12);
  g_assert_cmpint (load_year (self), ==, 10);
  g_assert_cmpint (count_seen (self), ==, 0);
  erase (self, 11);
  g_assert_cmpint (count_seen (self), ==, 0);
}

/* Linked by way of a case that is erased: still of one family, now and whoever joins them later. */
static void
test_middle_erased (School *self, gconstpointer unused)
{
  meet (self, 0, 4, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  link_cases (self, 1, 2, TRUE);
  erase (self, 1);
  g_assert_cmpint (get_family (self, 0), ==, get_family (self, 2));
  link_cases (self, 3, 0, TRUE);
  g_assert_cmpint (get_family (self, 2), ==, get_family (self, 3));
  g_assert_cmpint (count_uncounted (self), ==, 1);
  link_cases (self, 3, 0, FALSE);
  g_assert_cmpint (get_family (self, 0), !=, get_family (self, 3));
  g_assert_cmpint (get_family (self, 0), ==, get_family (self, 2));
  g_assert_cmpint (count_uncounted (self), ==, 2);
  link_cases (self, 0, 2, FALSE);
  g_assert_cmpint (get_family (self, 0), !=, get_family (self, 2));
  g_assert_cmpint (count_uncounted (self), ==, 3);
}

/* Files of before hold cases that an erased one had linked, with its number and without a link. */
static void
test_middle_erased_before (School *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  link_cases (self, 0, 1, TRUE);
  g_assert_true (cw_store_exec (self->ground->store, "DELETE FROM case_link", &error));
  link_cases (self, 2, 0, TRUE);
  g_assert_cmpint (get_family (self, 1), ==, get_family (self, 2));
  link_cases (self, 0, 1, FALSE);
  g_assert_cmpint (get_family (self, 1), !=, get_family (self, 2));
  g_assert_cmpint (get_family (self, 0), ==, get_family (self, 2));
}

/* The stub of an erased case follows its family into another one. */
static void
test_joined_after (School *self, gconstpointer unused)
{
  meet (self, 0, 3, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  erase (self, 1);
  link_cases (self, 2, 0, TRUE);
  g_assert_cmpint (count_uncounted (self), ==, 1);
  erase (self, 0);
  erase (self, 2);
  g_assert_cmpint (count_uncounted (self), ==, 1);
}

/* Counted as one family and parted: two in the year, also where one is erased before it is closed.
 */
static void
test_parted_and_erased (School *self, gconstpointer unused)
{
  meet (self, 0, 13, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_PUBLISHED);
  g_assert_cmpint (count_seen (self), ==, 12);
  link_cases (self, 0, 1, FALSE);
  erase (self, 1);
  g_assert_cmpint (count_seen (self), ==, 13);
  g_assert_cmpint (load_year (self), ==, 15); /* 13; 12 would be 10 */
}

/* Who was never counted does not take the number along that another was counted under. */
static void
test_parted_uncounted (School *self, gconstpointer unused)
{
  meet (self, 1, 13, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_PUBLISHED);
  link_cases (self, 0, 1, FALSE);
  link_cases (self, 0, 1, FALSE);
  link_cases (self, 5, 6, FALSE);
  g_assert_cmpint (get_family (self, 0), !=, get_family (self, 1));
  g_assert_cmpint (load_year (self), ==, 10); /* 12; 13 would be 15 */
}

/* A backup of before, restored, takes over what was counted since: the erased case is there again,
 * and its family is the one that was counted. */
static void
test_restored (School *self, gconstpointer unused)
{
  static const guint8 key[32] = { 9, 8, 7 }, salt[16] = { 6, 5, 4 };
  g_autofree char *path = g_build_filename (self->ground->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;
  CwStore *backup;

  meet (self, 0, 7, "2025-09-10");
  link_cases (self, 0, 1, TRUE);
  g_assert_true (cw_store_copy_to (self->ground->store, path, key, salt, NULL, &error));
  erase (self, 0);
  erase (self, 1);
  erase (self, 2);
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_PUBLISHED);
  g_assert_cmpint (count_seen (self), ==, 6);
  backup = cw_store_open (path, key, salt, self->ground->clock, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_take_ledger_of (backup, self->ground->store, &error));
  g_assert_cmpint (ask (backup,
                        "SELECT count (*) FROM (SELECT family FROM year_family_seen UNION SELECT "
                        "f.family FROM case_file f JOIN contact k ON k.case_id = f.id)"),
                   ==, 6);
  g_assert_cmpint (ask (backup, "SELECT count (*) FROM contact WHERE counted_in IS NULL"), ==, 0);
  g_assert_true (cw_store_close (backup, &error));
  g_unlink (path);
}

/* The database by itself: what a block has counted stays counted. */
static void
test_counted_once (School *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  meet (self, 0, 5, "2025-09-10");
  g_assert_cmpint (freeze (self, AUTUMN_ENDS), ==, CW_BLOCK_PUBLISHED);
  g_assert_false (
      cw_store_exec (self->ground->store, "UPDATE contact SET counted_in = NULL", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_PUBLISHED);
}

#define ADD(name, func) g_test_add ("/store/families/" name, School, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole-family-erased", test_whole_family_erased);
  ADD ("year", test_year);
  ADD ("middle-erased", test_middle_erased);
  ADD ("middle-erased-before", test_middle_erased_before);
  ADD ("joined-after", test_joined_after);
  ADD ("parted-and-erased", test_parted_and_erased);
  ADD ("parted-uncounted", test_parted_uncounted);
  ADD ("restored", test_restored);
  ADD ("counted-once", test_counted_once);
  return g_test_run ();
}
