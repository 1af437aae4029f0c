/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

#include <glib/gi18n-lib.h>

/**
 * cw_block_free:
 * @self: (nullable) (transfer full): a block
 */
void
cw_block_free (CwBlock *self)
{
  if (self == NULL)
    return;
  g_free (self->population);
  g_free (self->label);
  g_free (self);
}

CwBlock *
cw_block_copy (const CwBlock *self)
{
  CwBlock *copy = g_new (CwBlock, 1);

  *copy = *self;
  copy->population = g_strdup (self->population);
  copy->label = g_strdup (self->label);
  return copy;
}

gboolean
cw_block_is_frozen (const CwBlock *self)
{
  return self->state == CW_BLOCK_PUBLISHED || self->state == CW_BLOCK_WITHHELD;
}

static CwBlock *
read_block (CwStatement *statement, const char *population)
{
  CwBlock *block = g_new0 (CwBlock, 1);

  block->population = g_strdup (population);
  block->label = cw_column_text (statement, 0);
  block->year = cw_column_int (statement, 1);
  block->start = cw_column_day (statement, 2);
  block->end = cw_column_day (statement, 3);
  block->state = g_str_equal (cw_column_peek (statement, 4), "withheld") ? CW_BLOCK_WITHHELD
                                                                         : CW_BLOCK_PUBLISHED;
  block->frozen_on = cw_column_day (statement, 5);
  return block;
}

static gboolean
load_frozen (CwStore *self, const char *population, GPtrArray *blocks, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT label, year, start, end, state, frozen_on FROM block WHERE "
                          "population = ?1 ORDER BY end",
                          error);
  CwResult result;

  if (statement == NULL)
    return FALSE;
  cw_bind_text (statement, population);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (blocks, read_block (statement, population));
  return result == CW_RESULT_DONE;
}

/* Every year's spans under the calendar of that year, by date. */
static GPtrArray *
list_spans (CwStore *self, const char *population, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (self, error);
  g_autoptr (GPtrArray) result = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_span_free);
  int last_year = G_MININT;

  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      int year = cw_day_school_year (((CwTerm *) terms->pdata[i])->start);
      CwCalendar calendar;
      int k;

      if (year == last_year)
        continue;
      last_year = year;
      if (!cw_store_get_year_rule (self, year, population, &calendar, &k, NULL, error))
        return NULL;
      g_autoptr (GPtrArray) spans = cw_calendar_spans (terms, calendar);
      for (guint j = 0; j < spans->len; j++)
        {
          const CwSpan *span = spans->pdata[j];
          if (span->year == year)
            g_ptr_array_add (result, cw_span_copy (span));
        }
    }
  if (terms == NULL)
    return NULL;
  /* Nothing of what is known stays outside: a year that never closed goes into the one after it. */
  if (result->len > 0)
    ((CwSpan *) result->pdata[0])->start = ((CwTerm *) terms->pdata[0])->start;
  return g_steal_pointer (&result);
}

static CwBlock *
find_block (GPtrArray *blocks, CwDay end)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      CwBlock *block = blocks->pdata[i];
      if (block->end == end)
        return block;
    }
  return NULL;
}

static CwBlock *
make_open (const char *population, const CwSpan *span, CwDay start)
{
  CwBlock *block = g_new0 (CwBlock, 1);

  block->population = g_strdup (population);
  block->label = g_strdup (span->label);
  block->year = span->year;
  block->start = start;
  block->end = span->end;
  block->closes_year = span->closes_year;
  return block;
}

/* Blocks follow from the terms and from what has been frozen: days before the newest frozen one are
 * over, and where that one was withheld the next begins where it did. */
static void
add_open (GPtrArray *blocks, const char *population, GPtrArray *spans, CwDay today)
{
  const CwBlock *newest = blocks->len > 0 ? blocks->pdata[blocks->len - 1] : NULL;
  CwDay over = newest != NULL ? newest->end : CW_DAY_NONE, start = CW_DAY_NONE;
  gboolean next = TRUE;

  if (newest != NULL)
    start = newest->state == CW_BLOCK_WITHHELD ? newest->start : newest->end + 1;
  for (guint i = 0; i < spans->len; i++)
    {
      const CwSpan *span = spans->pdata[i];
      CwBlock *block;

      if (span->end <= over)
        {
          block = find_block (blocks, span->end);
          if (block != NULL)
            block->closes_year = span->closes_year;
          continue;
        }
      block = make_open (population, span, start != CW_DAY_NONE ? start : span->start);
      block->state = span->end >= today ? CW_BLOCK_OPEN : next ? CW_BLOCK_READY : CW_BLOCK_WAITING;
      g_ptr_array_add (blocks, block);
      next = FALSE;
      start = span->end + 1;
    }
}

/**
 * cw_store_list_blocks:
 * @population: "enquiries" or "contacts"
 *
 * Returns: (transfer full) (element-type CwBlock): its blocks by date, frozen and open; %NULL on
 * error
 */
GPtrArray *
cw_store_list_blocks (CwStore *self, const char *population, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  if (!cw_store_check_population (population, error))
    return NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_block_free);
  g_autoptr (GPtrArray) spans = list_spans (self, population, error);
  if (spans == NULL || !load_frozen (self, population, blocks, error))
    return NULL;
  add_open (blocks, population, spans, cw_store_today (self));
  return g_steal_pointer (&blocks);
}

static gboolean
refuse_not_ready (const CwBlock *block, GPtrArray *blocks, GError **error)
{
  g_autofree char *end = cw_day_format (block->end);

  if (cw_block_is_frozen (block))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_PUBLISHED,
                   /* Translators: %s is a term, such as "Autumn 2025" */
                   _ ("%s has been counted already. Nothing was counted again."), block->label);
      return FALSE;
    }
  if (block->state == CW_BLOCK_OPEN)
    {
      g_set_error (
          error, CW_ERROR, CW_ERROR_NOT_ENDED,
          /* Translators: the first %s is a term, such as "Autumn 2025", the second a date */
          _ ("%s can be frozen when it has ended, after %s."), block->label, end);
      return FALSE;
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *earlier = blocks->pdata[i];
      if (earlier->state != CW_BLOCK_READY)
        continue;
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_ENDED,
                   /* Translators: two terms, such as "Autumn 2025" and "Spring 2026" */
                   _ ("Terms are frozen in the order of their dates: %1$s comes before %2$s."),
                   earlier->label, block->label);
      return FALSE;
    }
  return FALSE;
}

CwBlock *
cw_store_find_ready (CwStore *self, const char *population, CwDay end, GError **error)
{
  g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, population, error);

  if (blocks == NULL)
    return NULL;
  const CwBlock *block = find_block (blocks, end);
  if (block == NULL)
    {
      cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                       _ ("No term ends on that day. Check the term dates."));
      return NULL;
    }
  if (block->state == CW_BLOCK_READY)
    return cw_block_copy (block);
  refuse_not_ready (block, blocks, error);
  return NULL;
}
