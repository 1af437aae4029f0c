/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"
#include "cw-store-inventory.h"

#include <glib/gi18n-lib.h>

/*
 * A restored store is older than what has been published since. It takes that over from the newer
 * store, and counts its own records of those days as counted: nothing is ever counted twice
 * (docs/SUMMARIES.md). Only a history that goes on is taken, never two that parted.
 */

/* One row of a table that only grows: where it stands, and all that it says. */
typedef struct
{
  gint64 id;
  char *key, *content;
} Row;

static void
row_free (Row *self)
{
  g_free (self->key);
  g_free (self->content);
  g_free (self);
}

#define BLOCKS                                                                                     \
  "SELECT id, population || ' ' || end, label || ' ' || year || ' ' || start || ' ' || state || "  \
  "' ' || frozen_on FROM block ORDER BY id"
#define RULES                                                                                      \
  "SELECT 0, year || ' ' || population, calendar || ' ' || k || ' ' || base FROM year_rule "       \
  "ORDER BY year, population"
#define FAMILIES                                                                                   \
  "SELECT 0, year || ' ' || population, families FROM year_families ORDER BY year, population"

static GPtrArray *
list_rows (CwStore *store, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autoptr (CwStatement) statement = cw_store_prepare (store, sql, error);
  CwResult result;

  if (statement == NULL)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      Row *row = g_new0 (Row, 1);

      row->id = cw_column_int (statement, 0);
      row->key = cw_column_text (statement, 1);
      row->content = cw_column_text (statement, 2);
      g_ptr_array_add (rows, row);
    }
  return result == CW_RESULT_DONE ? g_steal_pointer (&rows) : NULL;
}

static const Row *
find_row (GPtrArray *rows, const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->key, key))
        return row;
    }
  return NULL;
}

/* How many rows of @rows are not among @others; -1: one is there and says something else. */
static int
count_missing (GPtrArray *rows, GPtrArray *others)
{
  int missing = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      const Row *other = find_row (others, row->key);

      if (other != NULL && !g_str_equal (row->content, other->content))
        return -1;
      missing += other == NULL;
    }
  return missing;
}

static gboolean
refuse_parted (GError **error)
{
  return cw_store_refuse (
      error, CW_ERROR_INVALID,
      _ ("Summaries were frozen in both sets of records since they parted, so neither can take "
         "over those of the other. Nothing was changed. Go on with the records you use now, and "
         "restore the backup only to look something up."));
}

/* What of one table @newer has and @self has not; TRUE: one history goes on where the other ends.
 */
static gboolean
compare_rows (
    CwStore *self, CwStore *newer, const char *sql, int *ahead, int *behind, GError **error)
{
  g_autoptr (GPtrArray) here = list_rows (self, sql, error);
  g_autoptr (GPtrArray) there = here != NULL ? list_rows (newer, sql, error) : NULL;
  int more, fewer;

  if (there == NULL)
    return FALSE;
  more = count_missing (there, here);
  fewer = count_missing (here, there);
  if (more < 0 || fewer < 0)
    return refuse_parted (error);
  *ahead += more;
  *behind += fewer;
  return TRUE;
}

/* Whether the shorter chain is the beginning of the longer one. */
static gboolean
compare_chains (GPtrArray *here, GPtrArray *there, int *ahead, int *behind, GError **error)
{
  guint common = MIN (here->len, there->len);

  if (!cw_ledger_check_chain (here, NULL) || !cw_ledger_check_chain (there, NULL))
    return cw_store_refuse (
        error, CW_ERROR_DAMAGED,
        _ ("The summaries that were published are damaged in one of the two sets of records. "
           "Nothing was changed. Use another backup."));
  if (common > 0
      && !g_str_equal (((CwLedgerEntry *) here->pdata[common - 1])->hash,
                       ((CwLedgerEntry *) there->pdata[common - 1])->hash))
    return refuse_parted (error);
  *ahead += (int) (there->len - common);
  *behind += (int) (here->len - common);
  return TRUE;
}

/* ---- taking over ---- */

static gboolean
insert_block (CwStore *self, CwStatement *from, GError **error)
{
  g_autoptr (CwStatement) to
      = cw_store_prepare (self,
                          "INSERT INTO block (population, label, year, start, end, state, "
                          "frozen_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                          error);

  if (to == NULL)
    return FALSE;
  for (int i = 1; i <= 7; i++)
    {
      if (i == 3)
        cw_bind_int (to, cw_column_int (from, i));
      else
        cw_bind_text (to, cw_column_peek (from, i));
    }
  return cw_statement_run (to, error);
}

/* A block with its tables, and the records it counted. */
static gboolean
take_block (CwStore *self, CwStatement *from, GPtrArray *entries, GError **error)
{
  const char *population = cw_column_peek (from, 1);
  CwDay end = cw_column_day (from, 5);
  gint64 id;

  if (!insert_block (self, from, error))
    return FALSE;
  id = cw_store_last_id (self);
  for (guint i = 0; i < entries->len; i++)
    {
      CwLedgerEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) one = NULL;

      if (!g_str_equal (entry->population, population) || entry->end != end)
        continue;
      one = g_ptr_array_new ();
      g_ptr_array_add (one, entry);
      if (!cw_store_add_to_ledger (self, id, one, error))
        return FALSE;
    }
  return !g_str_equal (cw_column_peek (from, 6), "published")
         || cw_store_mark_counted (self, population, end, id, error);
}

static gboolean
take_blocks (CwStore *self, CwStore *newer, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) here = list_rows (self, BLOCKS, error);
  g_autoptr (CwStatement) from
      = here != NULL
            ? cw_store_prepare (newer,
                                "SELECT population || ' ' || end, population, label, year, start, "
                                "end, state, frozen_on FROM block ORDER BY id",
                                error)
            : NULL;
  CwResult result;

  if (from == NULL)
    return FALSE;
  while ((result = cw_statement_step (from, error)) == CW_RESULT_ROW)
    {
      if (find_row (here, cw_column_peek (from, 0)) == NULL
          && !take_block (self, from, entries, error))
        return FALSE;
    }
  return result == CW_RESULT_DONE;
}

/* Copies rows of a few columns, of which @texts (a bit each) are text and the others numbers. */
static gboolean
copy_rows (CwStore *self,
           CwStore *newer,
           const char *select,
           const char *insert,
           int columns,
           guint texts,
           GError **error)
{
  g_autoptr (CwStatement) from = cw_store_prepare (newer, select, error);
  g_autoptr (CwStatement) to = from != NULL ? cw_store_prepare (self, insert, error) : NULL;
  CwResult result;

  if (to == NULL)
    return FALSE;
  while ((result = cw_statement_step (from, error)) == CW_RESULT_ROW)
    {
      for (int i = 0; i < columns; i++)
        {
          if (cw_column_is_null (from, i))
            cw_bind_text (to, NULL);
          else if (texts & (1u << i))
            cw_bind_text (to, cw_column_peek (from, i));
          else
            cw_bind_int (to, cw_column_int (from, i));
        }
      if (!cw_statement_run (to, error))
        return FALSE;
      cw_statement_rewind (to);
    }
  return result == CW_RESULT_DONE;
}

/* The terms that the blocks of the newer store are cut from, and no others of those days: a term
 * that was moved since would be a block of its own beside the one that was frozen. */
static gboolean
take_terms (CwStore *self, CwStore *newer, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (newer, error);
  CwDay until = CW_DAY_NONE;

  return terms != NULL && cw_store_find_last_frozen (newer, &until, error)
         && (until == CW_DAY_NONE || cw_store_take_terms (self, terms, until, error));
}

/* The rules and families of school years as the newer store has them, and its terms. */
static gboolean
take_years (CwStore *self, CwStore *newer, GError **error)
{
  return copy_rows (self, newer, "SELECT year, population, calendar, k, base FROM year_rule",
                    "INSERT OR IGNORE INTO year_rule (year, population, calendar, k, base) VALUES "
                    "(?1, ?2, ?3, ?4, ?5)",
                    5, 0x6, error)
         && copy_rows (self, newer, "SELECT year, population, families FROM year_families",
                       "INSERT OR IGNORE INTO year_families (year, population, families) VALUES "
                       "(?1, ?2, ?3)",
                       3, 0x2, error)
         && cw_store_exec (self, "DELETE FROM year_family_seen", error)
         && copy_rows (self, newer, "SELECT year, population, family FROM year_family_seen",
                       "INSERT INTO year_family_seen (year, population, family) VALUES (?1, ?2, "
                       "?3)",
                       3, 0x2, error)
         && take_terms (self, newer, error);
}

static gboolean
take_over (CwStore *self, CwStore *newer, GPtrArray *entries, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);

  return transaction != NULL && take_blocks (self, newer, entries, error)
         && take_years (self, newer, error) && cw_transaction_commit (&transaction, error);
}

/**
 * cw_store_take_ledger_of:
 * @self: a restored store
 * @newer: the store that was used meanwhile
 *
 * Takes over what was published and withheld since, in one transaction: blocks, ledger entries,
 * year rules and families. Records of @self that the blocks counted are marked as counted. Where
 * @self is the newer one there is nothing to take.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where both were frozen apart, or %CW_ERROR_DAMAGED;
 * nothing is changed then
 */
gboolean
cw_store_take_ledger_of (CwStore *self, CwStore *newer, GError **error)
{
  g_autoptr (GPtrArray) here = NULL, there = NULL;
  int ahead = 0, behind = 0;

  g_return_val_if_fail (cw_store_may_enter (self) && cw_store_may_enter (newer), FALSE);
  g_return_val_if_fail (self != newer, FALSE);

  here = cw_store_list_ledger (self, error);
  there = here != NULL ? cw_store_list_ledger (newer, error) : NULL;
  if (there == NULL || !compare_chains (here, there, &ahead, &behind, error)
      || !compare_rows (self, newer, BLOCKS, &ahead, &behind, error)
      || !compare_rows (self, newer, RULES, &ahead, &behind, error)
      || !compare_rows (self, newer, FAMILIES, &ahead, &behind, error))
    return FALSE;
  if (ahead > 0 && behind > 0)
    return refuse_parted (error);
  return ahead == 0 || take_over (self, newer, there, error);
}
