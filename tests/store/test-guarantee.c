/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "invented-school.h"

/*
 * The guarantee of docs/SUMMARIES.md on whole schools, through the store's own freeze and export:
 * for every code in a pool (other than the absorber) of any published block, everything ever
 * published is what it would be if nobody in that block had had that code.
 *
 * And behind every line that was published there are as many true families as it needs.
 *
 * CW_GUARANTEE_SCHOOLS=N plays N schools instead of a few, and takes every pooled code of them
 * away.
 */

#define SCHOOLS 48
#define CODES_OF_SCHOOL 13
#define GROWTHS_OF_SCHOOL 3

static void
count_tables (const char *published, guint *tables)
{
  for (const char *at = published; (at = g_strstr_len (at, -1, "\"hash\"")) != NULL; at++)
    (*tables)++;
}

static void
fail_unlike (guint32 seed, const Pooled *pooled, const char *expected, const char *text)
{
  gsize at = 0;
  g_autofree char *end = cw_day_to_iso (pooled->end);

  while (expected[at] != '\0' && expected[at] == text[at])
    at++;
  g_test_message ("school %u, %s.%s of the block until %s, code %d", seed,
                  pooled->dimension->population, pooled->dimension->name, end, (int) pooled->code);
  g_test_message ("published: …%.200s", expected + (at > 100 ? at - 100 : 0));
  g_test_message ("without:   …%.200s", text + (at > 100 ? at - 100 : 0));
  g_assert_cmpstr (text, ==, expected);
}

static void
check_without (School *school, guint32 seed, const Pooled *pooled, const char *expected)
{
  Play play = { .without = pooled };
  g_autofree char *text = school_play (school, &play);

  g_ptr_array_unref (play.ledger);
  if (!g_str_equal (text, expected))
    fail_unlike (seed, pooled, expected, text);
}

/* Which codes share a line, without figures. */
static char *
describe_lines (GPtrArray *ledger, const Pooled *pooled)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < ledger->len; i++)
    {
      const CwLedgerEntry *entry = ledger->pdata[i];
      if (entry->end != pooled->end
          || cw_dimension_find (entry->population, entry->dimension) != pooled->dimension)
        continue;
      for (guint j = 0; j < entry->rows->len; j++)
        {
          g_autofree char *codes = g_strjoinv ("+", ((CwLedgerRow *) entry->rows->pdata[j])->codes);
          g_string_append_printf (lines, "%s ", codes);
        }
    }
  return g_string_free (lines, FALSE);
}

/* What is put together depends on which codes are small and on nothing else: one that is not may
 * grow. */
static void
check_growth (School *school, const Pooled *pooled, GPtrArray *ledger)
{
  Play play = { .more = pooled };
  g_autofree char *text = school_play (school, &play);
  g_autofree char *lines = describe_lines (ledger, pooled),
                  *grown = describe_lines (play.ledger, pooled);

  g_assert_cmpstr (lines, !=, "");
  g_assert_cmpstr (grown, ==, lines);
  g_ptr_array_unref (play.ledger);
}

static guint
check_growths (School *school, GArray *found, guint most, GPtrArray *ledger)
{
  guint checks = 0;

  for (guint i = found->len; i > 0 && checks < most; i--)
    {
      const Pooled *pooled = &g_array_index (found, Pooled, i - 1);
      if (pooled->why != CW_POOLED_ADDED)
        continue;
      check_growth (school, pooled, ledger);
      checks++;
    }
  return checks;
}

static guint
check_school (guint32 seed, guint codes, Seen *seen, guint *tables, guint *grown)
{
  g_autoptr (School) school = school_new (seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Pooled));
  Play first = { .found = found, .seen = seen }, again = { NULL };
  g_autofree char *published = school_play (school, &first);
  guint checks = 0;

  /* Played twice, once freezing block by block and once everything that has ended: families get
   * other numbers. */
  g_autofree char *same = school_play (school, &again);
  g_assert_cmpstr (same, ==, published);
  count_tables (published, tables);
  *grown += check_growths (school, found, codes == G_MAXUINT ? codes : GROWTHS_OF_SCHOOL,
                           again.ledger);
  g_ptr_array_unref (first.ledger);
  g_ptr_array_unref (again.ledger);
  for (; checks < codes && found->len > 0; checks++)
    {
      guint at = g_rand_int_range (rand, 0, found->len);
      Pooled pooled = g_array_index (found, Pooled, at);

      g_array_remove_index_fast (found, at);
      check_without (school, seed, &pooled, published);
    }
  return checks;
}

static void
check_seen (const Seen *seen, guint grown)
{
  g_assert_cmpuint (grown, >, 5);
  g_assert_cmpuint (seen->published, >, 50);
  g_assert_cmpuint (seen->withheld, >, 10);
  g_assert_cmpuint (seen->joined, >, 5);
  g_assert_cmpuint (seen->late, >, 50);
  g_assert_cmpuint (seen->stubs, >, 50);
  g_assert_cmpuint (seen->corrected, >, 50);
  g_assert_cmpuint (seen->linked, >, 50);
  g_assert_cmpuint (seen->years, >, 10);
  g_assert_cmpuint (seen->outside, >, 50);
  g_assert_cmpuint (seen->between, >, 50);
  g_assert_cmpuint (seen->lines, >, 500);
  g_assert_cmpuint (seen->added_pooled, >, 50);
  g_assert_cmpuint (seen->retired_pooled, >, 10);
  for (guint i = 0; i < G_N_ELEMENTS (seen->calendars); i++)
    g_assert_cmpuint (seen->calendars[i], >, 10);
}

static void
test_guarantee (void)
{
  const char *wanted = g_getenv ("CW_GUARANTEE_SCHOOLS");
  guint schools = wanted != NULL ? (guint) atoi (wanted) : SCHOOLS;
  guint checks = 0, tables = 0, grown = 0;
  Seen seen = { 0 };

  for (guint32 seed = 1; seed <= schools; seed++)
    checks += check_school (seed, wanted != NULL ? G_MAXUINT : CODES_OF_SCHOOL, &seen, &tables,
                            &grown);
  g_test_message ("%u schools, %u tables in what they published, %u codes taken away, %u let grow",
                  schools, tables, checks, grown);
  g_test_message ("blocks: %u published, %u withheld, %u joined; %u half-terms, %u terms, %u years",
                  seen.published, seen.withheld, seen.joined, seen.calendars[0], seen.calendars[1],
                  seen.calendars[2]);
  g_test_message ("records: %u late, %u stubs, %u corrected when counted; %u links, %u years; "
                  "pooled: %u added, %u retired",
                  seen.late, seen.stubs, seen.corrected, seen.linked, seen.years, seen.added_pooled,
                  seen.retired_pooled);
  g_test_message ("enquiries: %u before the first term, %u between terms; %u lines looked behind",
                  seen.outside, seen.between, seen.lines);
  g_assert_cmpuint (tables, >, 20 * schools);
  g_assert_cmpuint (checks, >, 5 * schools);
  if (wanted == NULL)
    check_seen (&seen, grown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guarantee/schools", test_guarantee);
  return g_test_run ();
}
