/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-disclosure.h"

#include "cw-pool.h"

/**
 * cw_tally_new:
 *
 * Returns: (transfer full): a record as the rule sees it, of no family and without codes
 */
CwTally *
cw_tally_new (void)
{
  CwTally *self = g_new0 (CwTally, 1);

  self->codes = cw_ids_new ();
  return self;
}

/**
 * cw_tally_free:
 * @self: (nullable) (transfer full): a tally
 */
void
cw_tally_free (CwTally *self)
{
  if (self == NULL)
    return;
  cw_ids_free (self->codes);
  g_free (self);
}

/**
 * cw_disclosure_round:
 * @n: a number of records or families
 *
 * Returns: the nearest multiple of 5, halves up, never below 5: a line that is shown has families
 * behind it
 */
int
cw_disclosure_round (int n)
{
  return MAX (CW_DISCLOSURE_BASE,
              (2 * n + CW_DISCLOSURE_BASE) / (2 * CW_DISCLOSURE_BASE) * CW_DISCLOSURE_BASE);
}

/* Hours of a row. One family with more than half of them would be told its own; fewer than 5 are
 * not told apart. */
static int
round_hours (const CwDimension *dimension, const CwRowCount *count)
{
  if (!dimension->hours || 2 * (gint64) count->most > count->minutes)
    return CW_HOURS_NONE;
  return (count->minutes + 150) / 300 * 5;
}

static void
add_row (CwLedgerEntry *entry,
         GPtrArray *codes,
         const CwDimension *dimension,
         const CwRowCount *count)
{
  GStrvBuilder *names = g_strv_builder_new ();

  for (guint i = 0; i < codes->len; i++)
    {
      const CwCode *code = codes->pdata[i];
      g_strv_builder_add (names, code->code);
      g_hash_table_insert (entry->labels, g_strdup (code->code), g_strdup (code->label));
    }
  g_ptr_array_add (entry->rows,
                   cw_ledger_row_new (g_strv_builder_end (names), cw_disclosure_round (count->n),
                                      round_hours (dimension, count)));
  g_strv_builder_unref (names);
}

static void
add_own_row (CwLedgerEntry *entry, const CwPool *pool, const CwUnits *units, guint place)
{
  CwRowCount count = cw_pool_count (pool, units, place);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  g_ptr_array_add (codes, pool->codes->pdata[place]);
  add_row (entry, codes, pool->dimension, &count);
}

/* The pooled row names shipped codes only: a code that was added for one parent would be told by
 * its name. */
static void
add_pooled_row (CwLedgerEntry *entry, const CwPool *pool, const CwUnits *units)
{
  CwRowCount count = cw_pool_count (pool, units, -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < pool->codes->len; i++)
    {
      const CwCode *code = pool->codes->pdata[i];
      if (pool->why[i] != CW_POOLED_NOT && (i == 0 || code->shipped))
        g_ptr_array_add (codes, (gpointer) code);
    }
  add_row (entry, codes, pool->dimension, &count);
}

static void
add_rows (CwLedgerEntry *entry, const CwPool *pool, const CwUnits *units)
{
  for (guint i = 1; i < pool->codes->len; i++)
    {
      if (pool->why[i] == CW_POOLED_NOT)
        add_own_row (entry, pool, units, i);
    }
  if (!cw_pool_is_used (pool))
    add_own_row (entry, pool, units, 0);
  else if (pool->enough)
    add_pooled_row (entry, pool, units);
}

/* A table without its absorber could not be protected: it is published without lines. */
static gboolean
has_absorber (const CwPool *pool)
{
  return pool->codes->len > 0
         && g_str_equal (((CwCode *) pool->codes->pdata[0])->code, pool->dimension->absorber);
}

static CwLedgerEntry *
make_entry (const CwDimension *dimension,
            const char *label,
            CwDay start,
            CwDay end,
            int k,
            CwCodeBook *book,
            const CwUnits *units,
            const char *previous)
{
  CwLedgerEntry *entry = cw_ledger_entry_new ();
  g_autoptr (CwPool) pool = cw_pool_new (dimension, k, book, units);

  entry->population = g_strdup (dimension->population);
  entry->dimension = g_strdup (dimension->name);
  entry->multi = dimension->multi;
  entry->absorber = g_strdup (dimension->absorber);
  entry->label = g_strdup (label);
  entry->start = start;
  entry->end = end;
  entry->k = k;
  entry->base = CW_DISCLOSURE_BASE;
  entry->records = cw_disclosure_round (units->tallies->len);
  entry->families = cw_disclosure_round (cw_units_count (units));
  entry->previous = g_strdup (previous);
  if (has_absorber (pool))
    add_rows (entry, pool, units);
  entry->hash = cw_ledger_entry_digest (entry);
  return entry;
}

/**
 * cw_disclosure_freeze:
 * @population: "enquiries" or "contacts"
 * @label: of the block, such as "Autumn 2025"
 * @start: its first day
 * @end: its last day
 * @k: the least number of families behind a line, at least %CW_DISCLOSURE_K
 * @book: the code lists as they stand now
 * @tallies: (element-type CwTally): its records that no block has counted yet
 * @previous_hash: (nullable): the newest hash of the ledger, %NULL for the first entry
 *
 * Pool - Freeze - Add (docs/SUMMARIES.md).
 *
 * Returns: (transfer full) (nullable) (element-type CwLedgerEntry): one entry for each table of the
 *   population, or %NULL where fewer than @k families are in the block
 */
GPtrArray *
cw_disclosure_freeze (const char *population,
                      const char *label,
                      CwDay start,
                      CwDay end,
                      int k,
                      CwCodeBook *book,
                      GPtrArray *tallies,
                      const char *previous_hash)
{
  g_return_val_if_fail (population != NULL && label != NULL && book != NULL && tallies != NULL,
                        NULL);
  g_return_val_if_fail (k >= CW_DISCLOSURE_K && start != CW_DAY_NONE && start <= end, NULL);

  g_autoptr (CwUnits) units = cw_units_new (tallies);
  if (cw_units_count (units) < (guint) k)
    return NULL;

  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);
  const char *previous = previous_hash != NULL ? previous_hash : CW_LEDGER_FIRST;
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (dimensions[i].population, population))
        continue;
      CwLedgerEntry *entry
          = make_entry (&dimensions[i], label, start, end, k, book, units, previous);
      g_ptr_array_add (entries, entry);
      previous = entry->hash;
    }
  return entries;
}

/**
 * cw_disclosure_explain:
 * @dimension: a table
 * @k: the least number of families behind a line
 * @book: the code lists as they stand now
 * @tallies: (element-type CwTally): the block's records
 *
 * For the adviser's own preview: small and empty codes are told apart nowhere.
 *
 * Returns: (transfer full) (element-type CwPooled): every code of the table in public order, the
 * absorber first
 */
GArray *
cw_disclosure_explain (const CwDimension *dimension, int k, CwCodeBook *book, GPtrArray *tallies)
{
  g_return_val_if_fail (dimension != NULL && book != NULL && tallies != NULL, NULL);

  GArray *result = g_array_new (FALSE, FALSE, sizeof (CwPooled));
  g_autoptr (CwUnits) units = cw_units_new (tallies);
  g_autoptr (CwPool) pool = cw_pool_new (dimension, k, book, units);

  for (guint i = 0; i < pool->codes->len; i++)
    {
      CwPooled pooled = { ((CwCode *) pool->codes->pdata[i])->id, pool->why[i] };
      g_array_append_val (result, pooled);
    }
  return result;
}
