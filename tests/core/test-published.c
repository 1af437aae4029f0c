/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "school.h"

static CwLedgerEntry *
make_entry (
    const char *population, const char *dimension, CwDay start, CwDay end, const char *previous)
{
  CwLedgerEntry *entry = cw_ledger_entry_new ();
  const CwDimension *known = cw_dimension_find (population, dimension);

  entry->population = g_strdup (population);
  entry->dimension = g_strdup (dimension);
  entry->multi = known->multi;
  entry->absorber = g_strdup (known->absorber);
  entry->label = g_strdup ("Autumn \"25\" \\ Été\n");
  entry->start = start;
  entry->end = end;
  entry->k = 5;
  entry->base = 5;
  entry->records = 120;
  entry->families = 45;
  entry->previous = g_strdup (previous);
  return entry;
}

static void
add_row (CwLedgerEntry *entry, const char *codes, int shown, int hours)
{
  char **names = g_strsplit (codes, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (entry->labels, g_strdup (names[i]), g_ascii_strup (names[i], -1));
  g_ptr_array_add (entry->rows, cw_ledger_row_new (names, shown, hours));
}

/* docs/SUMMARIES.md, The chain: an auditor's script has to reach the same text and digest. */
static void
test_canonical (void)
{
  g_autoptr (CwLedgerEntry) entry
      = make_entry ("contacts", "method", cw_day_from_iso ("2025-07-23"),
                    cw_day_from_iso ("2025-12-19"), CW_LEDGER_FIRST);
  add_row (entry, "telephone", 15, 10);
  add_row (entry, "email", 5, CW_HOURS_UNDER);
  add_row (entry, "other letter", 10, CW_HOURS_NONE);
  g_autofree char *text = cw_ledger_entry_canonical (entry);
  g_autofree char *digest = cw_ledger_entry_digest (entry);

  g_assert_cmpstr (
      text, ==,
      "{\"absorber\":\"other\",\"base\":5,\"dimension\":\"method\",\"end\":\"2025-12-19\","
      "\"families\":45,\"k\":5,"
      "\"label\":\"Autumn \\\"25\\\" \\\\ "
      "Été\\n\",\"multi\":false,\"population\":\"contacts\",\"previous\":\"" CW_LEDGER_FIRST
      "\",\"records\":120,\"rows\":[{\"codes\":[\"telephone\"],\"hours\":10,\"shown\":15},"
      "{\"codes\":[\"email\"],\"hours\":\"under 5\",\"shown\":5},"
      "{\"codes\":[\"other\",\"letter\"],\"hours\":null,\"shown\":10}],\"start\":\"2025-07-23\"}");
  g_assert_cmpuint (strlen (digest), ==, 64);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (digest, ==, expected);
}

static GPtrArray *
make_chain (guint n)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  const char *previous = CW_LEDGER_FIRST;

  for (guint i = 0; i < n; i++)
    {
      CwLedgerEntry *entry
          = make_entry ("enquiries", "method", 739000 + 100 * i, 739099 + 100 * i, previous);
      add_row (entry, "telephone", 15, CW_HOURS_NONE);
      entry->hash = cw_ledger_entry_digest (entry);
      previous = entry->hash;
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static void
break_figure (GPtrArray *entries)
{
  const CwLedgerEntry *entry = entries->pdata[2];

  ((CwLedgerRow *) entry->rows->pdata[0])->shown = 20;
}

/* Whoever changes a figure and its digest still breaks the link that follows. */
static void
break_with_digest (GPtrArray *entries)
{
  CwLedgerEntry *entry = entries->pdata[2];

  break_figure (entries);
  g_free (entry->hash);
  entry->hash = cw_ledger_entry_digest (entry);
}

static void
break_order (GPtrArray *entries)
{
  gpointer kept = entries->pdata[1];

  entries->pdata[1] = entries->pdata[2];
  entries->pdata[2] = kept;
}

static void
break_by_removal (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, 0);
}

static void
test_chain (void)
{
  static const struct
  {
    void (*spoil) (GPtrArray *entries);
    guint at;
  } cases[] = {
    { break_figure, 2 }, { break_with_digest, 3 }, { break_order, 1 }, { break_by_removal, 0 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) entries = make_chain (5);
      guint at = 99;

      g_assert_true (cw_ledger_check_chain (entries, &at));
      g_assert_cmpuint (at, ==, 99);
      cases[i].spoil (entries);
      g_assert_false (cw_ledger_check_chain (entries, &at));
      g_assert_cmpuint (at, ==, cases[i].at);
    }
}

/* ---- what is printed ---- */

static CwPublished *
publish (GPtrArray *entries, CwCodeBook *book)
{
  return cw_published_new ("Post", "School", "2025-26", 739500, entries, book, FALSE);
}

static char *
describe_table (const CwPublishedTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->lines->len; i++)
    {
      const CwPublishedLine *line = table->lines->pdata[i];
      g_autofree char *members
          = line->members != NULL ? g_strjoinv (",", line->member_codes) : NULL;

      g_string_append_printf (text, "%s=%d in %d, %d%%, %dh%s%s\n",
                              line->code != NULL ? line->code : "pool", line->shown,
                              line->in_blocks, line->percent, line->hours,
                              members != NULL ? ": " : "", members != NULL ? members : "");
      g_assert_true ((line->code != NULL) == (line->label != NULL));
    }
  g_string_append_printf (text, "total %d of %d", table->total, table->blocks);
  return g_string_free (text, FALSE);
}

/* Longer periods add up what was printed: sums, in how many blocks, one pooled line, hours only
 * where all are known. */
static void
test_periods (void)
{
  g_autoptr (CwCodeBook) book = make_book (TRUE);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  CwLedgerEntry *autumn = make_entry ("contacts", "method", 739000, 739099, CW_LEDGER_FIRST);
  CwLedgerEntry *spring = make_entry ("contacts", "method", 739100, 739199, "x");

  add_row (autumn, "email", 15, CW_HOURS_UNDER);
  add_row (autumn, "telephone", 20, 10);
  add_row (autumn, "added-1", 10, CW_HOURS_NONE);
  add_row (autumn, "meeting", 10, 15);
  add_row (autumn, "other letter home-visit", 5, CW_HOURS_UNDER);
  add_row (spring, "telephone", 25, CW_HOURS_UNDER);
  add_row (spring, "added-1", 30, 5);
  add_row (spring, "home-visit", 15, 20);
  add_row (spring, "meeting", 5, CW_HOURS_NONE); /* not shown is not shown in whichever block */
  add_row (spring, "other letter email", 10, 5);
  g_ptr_array_add (entries, spring); /* any order */
  g_ptr_array_add (entries, autumn);
  g_autoptr (CwPublished) published = publish (entries, book);
  GPtrArray *tables = cw_published_get_tables (published);
  g_assert_cmpuint (tables->len, ==, 1);
  g_autofree char *text = describe_table (tables->pdata[0]);

  g_assert_cmpstr (text, ==,
                   "telephone=45 in 2, 31%, 10h\n"
                   "added-1=40 in 2, 28%, -1h\n"
                   "email=15 in 1, 10%, 0h\n"
                   "meeting=15 in 2, 10%, -1h\n"
                   "home-visit=15 in 1, 10%, 20h\n"
                   "pool=15 in 2, 10%, 5h: email,letter,home-visit,other\n"
                   "total 145 of 2");
  g_assert_cmpint (cw_published_get_records (published, "contacts"), ==, 240);
  g_assert_cmpint (cw_published_get_records (published, "enquiries"), ==, 0);
  g_assert_cmpint (cw_published_get_families (published, "contacts"), ==, 0);
  cw_published_set_year_families (published, "contacts", 60);
  g_assert_cmpint (cw_published_get_families (published, "contacts"), ==, 60);
  g_assert_cmpint (cw_published_get_start (published), ==, 739000);
  g_assert_cmpint (cw_published_get_end (published), ==, 739199);
}

/* A block that others were joined to stands for all their terms. */
static void
test_joined (void)
{
  g_autoptr (CwCodeBook) book = make_book (TRUE);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  CwLedgerEntry *spring = make_entry ("contacts", "method", 739000, 739199, CW_LEDGER_FIRST);
  CwLedgerEntry *summer = make_entry ("contacts", "method", 739200, 739299, "x");
  static const int in_terms[] = { 3, 2, 1, 2 }, in_blocks[] = { 2, 1, 1, 1 };

  spring->joined = 1;
  add_row (spring, "telephone", 25, CW_HOURS_UNDER);
  add_row (spring, "email", 20, CW_HOURS_UNDER);
  add_row (spring, "other letter home-visit", 5, CW_HOURS_UNDER);
  add_row (summer, "telephone", 20, CW_HOURS_UNDER);
  add_row (summer, "meeting", 10, CW_HOURS_UNDER);
  g_ptr_array_add (entries, spring);
  g_ptr_array_add (entries, summer);
  g_autoptr (CwPublished) published = publish (entries, book);
  const CwPublishedTable *table = cw_published_get_tables (published)->pdata[0];

  g_assert_cmpint (table->blocks, ==, 2);
  g_assert_cmpint (table->terms, ==, 3);
  g_assert_cmpuint (table->lines->len, ==, G_N_ELEMENTS (in_terms));
  for (guint i = 0; i < G_N_ELEMENTS (in_terms); i++)
    {
      const CwPublishedLine *line = table->lines->pdata[i];

      g_assert_cmpint (line->in_terms, ==, in_terms[i]);
      g_assert_cmpint (line->in_blocks, ==, in_blocks[i]);
    }
}

/* Nothing of the adviser's own wording comes out of a pool, even if a row should hold it. */
static void
test_one_block (void)
{
  g_autoptr (CwCodeBook) book = make_book (TRUE);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  CwLedgerEntry *entry = make_entry ("enquiries", "method", 739000, 739099, CW_LEDGER_FIRST);

  add_row (entry, "telephone", 20, CW_HOURS_NONE);
  add_row (entry, "other added-2 letter", 25, CW_HOURS_NONE);
  g_ptr_array_add (entries, entry);
  g_autoptr (CwPublished) published = publish (entries, book);
  g_autofree char *text = describe_table (cw_published_get_tables (published)->pdata[0]);

  g_assert_cmpstr (
      text, ==, "telephone=20 in 1, -1%, -1h\npool=25 in 1, -1%, -1h: letter,other\ntotal 45 of 1");
  g_assert_cmpint (cw_published_get_families (published, "enquiries"), ==, 45);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/canonical", test_canonical);
  g_test_add_func ("/ledger/chain", test_chain);
  g_test_add_func ("/published/periods", test_periods);
  g_test_add_func ("/published/joined", test_joined);
  g_test_add_func ("/published/one-block", test_one_block);
  return g_test_run ();
}
