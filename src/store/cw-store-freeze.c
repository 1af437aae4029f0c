/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

/* What the rule looks at when a block is frozen. */
typedef struct
{
  CwBlock *block;
  CwCalendar calendar;
  int k;
  GPtrArray *tallies;
  CwCodeBook *book;
} Freezing;

static void
freezing_free (Freezing *self)
{
  cw_block_free (self->block);
  g_clear_pointer (&self->tallies, g_ptr_array_unref);
  g_clear_pointer (&self->book, cw_code_book_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Freezing, freezing_free)

/* @block: (transfer full) (nullable): NULL passes an error on */
static Freezing *
freezing_new (CwStore *store, CwBlock *block, GError **error)
{
  g_autoptr (Freezing) self = g_new0 (Freezing, 1);
  g_autoptr (GPtrArray) terms = NULL;

  self->block = block;
  if (block == NULL
      || !cw_store_get_year_rule (store, block->year, block->population, &self->calendar, &self->k,
                                  NULL, error))
    return NULL;
  terms = cw_store_list_terms (store, error);
  if (terms == NULL)
    return NULL;
  self->tallies
      = cw_store_load_tallies (store, block->population, block->start, block->end, terms, error);
  if (self->tallies == NULL)
    return NULL;
  self->book = cw_store_load_codes (store, error);
  return self->book != NULL ? g_steal_pointer (&self) : NULL;
}

static GPtrArray *
apply_rule (const Freezing *self, const char *previous)
{
  const CwBlock *block = self->block;

  return cw_disclosure_freeze (block->population, block->label, block->start, block->end, self->k,
                               self->book, self->tallies, previous);
}

static gboolean
insert_block (CwStore *self, const CwBlock *block, gboolean withheld, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO block (population, label, year, start, end, state, "
                          "frozen_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                          error);

  if (statement == NULL)
    return FALSE;
  cw_bind_text (statement, block->population);
  cw_bind_text (statement, block->label);
  cw_bind_int (statement, block->year);
  cw_bind_day (statement, block->start);
  cw_bind_day (statement, block->end);
  cw_bind_text (statement, withheld ? "withheld" : "published");
  cw_bind_day (statement, cw_store_today (self));
  return cw_statement_run (statement, error);
}

static gboolean
publish (CwStore *self, const Freezing *freezing, GPtrArray *entries, GError **error)
{
  const CwBlock *block = freezing->block;
  gint64 id = cw_store_last_id (self);

  return cw_store_add_to_ledger (self, id, entries, error)
         && cw_store_see_families (self, block->year, block->population, freezing->tallies, error)
         && cw_store_mark_counted (self, block->population, block->end, id, error);
}

/* Years whose last block is frozen and whose families are not counted yet: the one that this block
 * ends, or one that was found to be complete only after its last block had been frozen. */
static gboolean
close_years (CwStore *self, const char *population, GError **error)
{
  g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, population, error);

  if (blocks == NULL)
    return FALSE;
  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      CwCalendar calendar;
      int k;

      if (!block->closes_year || !cw_block_is_frozen (block))
        continue;
      if (!cw_store_get_year_rule (self, block->year, population, &calendar, &k, NULL, error)
          || !cw_store_close_year (self, block->year, population, k, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
freeze_block (CwStore *self, const Freezing *freezing, CwBlockState *state, GError **error)
{
  const CwBlock *block = freezing->block;
  g_autofree char *previous = cw_store_newest_hash (self, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (previous == NULL)
    return FALSE;
  entries = apply_rule (freezing, previous);
  if (!cw_store_fix_year_rule (self, block->year, block->population, freezing->calendar,
                               freezing->k, error)
      || !insert_block (self, block, entries == NULL, error)
      || (entries != NULL && !publish (self, freezing, entries, error))
      || !close_years (self, block->population, error))
    return FALSE;
  if (state != NULL)
    *state = entries != NULL ? CW_BLOCK_PUBLISHED : CW_BLOCK_WITHHELD;
  return TRUE;
}

/**
 * cw_store_freeze:
 * @population: "enquiries" or "contacts"
 * @end: the last day of the block
 * @state: (out) (optional): %CW_BLOCK_PUBLISHED or %CW_BLOCK_WITHHELD
 *
 * Counts the block once and for all: every table of the population, in one transaction. Its records
 * are marked as counted; a block with too few families is only marked, and its days go into the one
 * that follows.
 */
gboolean
cw_store_freeze (
    CwStore *self, const char *population, CwDay end, CwBlockState *state, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  g_autoptr (Freezing) freezing
      = freezing_new (self, cw_store_find_ready (self, population, end, error), error);
  return freezing != NULL && cw_store_check_hold (self, error)
         && freeze_block (self, freezing, state, error)
         && cw_transaction_commit (&transaction, error);
}

/* The ready block that ends first; an error or NULL where there is none. */
static CwBlock *
find_earliest (CwStore *self, GError **error)
{
  g_autoptr (CwBlock) earliest = NULL;

  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, cw_populations[i], error);
      if (blocks == NULL)
        return NULL;
      for (guint j = 0; j < blocks->len; j++)
        {
          const CwBlock *block = blocks->pdata[j];
          if (block->state != CW_BLOCK_READY || (earliest != NULL && earliest->end <= block->end))
            continue;
          g_clear_pointer (&earliest, cw_block_free);
          earliest = cw_block_copy (block);
        }
    }
  return g_steal_pointer (&earliest);
}

/**
 * cw_store_freeze_ended:
 *
 * Each block is a transaction of its own: what was frozen before an error stays frozen.
 *
 * Returns: the number of blocks that were frozen or withheld, -1 on error
 */
int
cw_store_freeze_ended (CwStore *self, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), -1);

  for (int frozen = 0;; frozen++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (CwBlock) block = find_earliest (self, &failed);

      if (block == NULL && failed == NULL)
        return frozen;
      if (block == NULL || !cw_store_freeze (self, block->population, block->end, NULL, &failed))
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return -1;
        }
    }
}

GPtrArray *
cw_store_preview_after (CwStore *self, const CwBlock *block, const char *previous, GError **error)
{
  g_autoptr (Freezing) freezing = freezing_new (self, cw_block_copy (block), error);

  return freezing != NULL ? apply_rule (freezing, previous) : NULL;
}

/**
 * cw_store_preview_block:
 * @population: "enquiries" or "contacts"
 * @end: the last day of a block that can be frozen
 *
 * Returns: (transfer full) (nullable) (element-type CwLedgerEntry): what freezing would publish;
 * %NULL without an error where the block would be withheld
 */
GPtrArray *
cw_store_preview_block (CwStore *self, const char *population, CwDay end, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  g_autoptr (CwBlock) block = cw_store_find_ready (self, population, end, error);
  g_autofree char *previous = block != NULL ? cw_store_newest_hash (self, error) : NULL;
  return previous != NULL ? cw_store_preview_after (self, block, previous, error) : NULL;
}

/**
 * cw_store_explain_block:
 * @dimension: a table
 * @end: the last day of a block of its population that can be frozen
 *
 * Returns: (transfer full) (element-type CwPooled): for every code, whether and why it would be put
 * together
 */
GArray *
cw_store_explain_block (CwStore *self, const CwDimension *dimension, CwDay end, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (dimension != NULL, NULL);

  g_autoptr (Freezing) freezing
      = freezing_new (self, cw_store_find_ready (self, dimension->population, end, error), error);
  return freezing != NULL
             ? cw_disclosure_explain (dimension, freezing->k, freezing->book, freezing->tallies)
             : NULL;
}
