/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-period.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const populations[] = { "enquiries", "contacts" };

G_DEFINE_BOXED_TYPE (CwPeriod, cw_period, cw_period_copy, cw_period_free)

CwPeriod *
cw_period_copy (const CwPeriod *self)
{
  CwPeriod *copy = g_new (CwPeriod, 1);

  *copy = *self;
  copy->label = g_strdup (self->label);
  copy->first = g_strdup (self->first);
  return copy;
}

void
cw_period_free (CwPeriod *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self->first);
  g_free (self);
}

/* The state of a row in words, never by colour alone. */
char *
cw_period_describe (const CwPeriod *self)
{
  CwDay day = self->state == CW_PERIOD_FROZEN ? self->frozen_on : self->end;
  g_autofree char *date = cw_day_format (day);

  switch (self->state)
    {
    case CW_PERIOD_READY:
      return g_strdup (_ ("Ended, can be frozen"));
    case CW_PERIOD_WAITING:
      /* Translators: %s is a term, such as "Autumn 2025" */
      return g_strdup_printf (_ ("Ended, after %s"), self->first);
    case CW_PERIOD_FROZEN:
      if (self->sum)
        return g_strdup (_ ("Adds up its terms"));
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("Frozen on %s"), date);
    case CW_PERIOD_WITHHELD:
      return g_strdup (_ ("Too few families: joined to the next"));
    case CW_PERIOD_OPEN:
    default:
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("Open until %s"), date);
    }
}

const char *
cw_period_icon (const CwPeriod *self)
{
  switch (self->state)
    {
    case CW_PERIOD_READY:
      return "alarm-symbolic";
    case CW_PERIOD_WAITING:
      return "content-loading-symbolic";
    case CW_PERIOD_FROZEN:
      return self->sum ? "view-list-symbolic" : "changes-prevent-symbolic";
    case CW_PERIOD_WITHHELD:
      return "go-next-symbolic";
    case CW_PERIOD_OPEN:
    default:
      return "document-edit-symbolic";
    }
}

/* ---- the list ---- */

static CwPeriod *
find_period (GPtrArray *periods, const char *label)
{
  for (guint i = 0; i < periods->len; i++)
    {
      CwPeriod *period = g_ptr_array_index (periods, i);

      if (strcmp (period->label, label) == 0)
        return period;
    }
  return NULL;
}

static CwPeriodState
read_state (const CwBlock *block)
{
  const CwPeriodState states[] = {
    [CW_BLOCK_OPEN] = CW_PERIOD_OPEN,         [CW_BLOCK_READY] = CW_PERIOD_READY,
    [CW_BLOCK_WAITING] = CW_PERIOD_WAITING,   [CW_BLOCK_PUBLISHED] = CW_PERIOD_FROZEN,
    [CW_BLOCK_WITHHELD] = CW_PERIOD_WITHHELD,
  };

  return states[block->state];
}

/* What can be done comes first; a page of one population is still a page. */
static CwPeriodState
join_states (CwPeriodState a, CwPeriodState b)
{
  const CwPeriodState order[] = { CW_PERIOD_READY, CW_PERIOD_WAITING, CW_PERIOD_OPEN,
                                  CW_PERIOD_FROZEN, CW_PERIOD_WITHHELD };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return a;
}

static void
add_block (GPtrArray *periods, const CwBlock *block, const char *first)
{
  CwPeriod *period = find_period (periods, block->label);

  if (period == NULL)
    {
      period = g_new0 (CwPeriod, 1);
      period->label = g_strdup (block->label);
      period->year = block->year;
      period->start = block->start;
      period->state = read_state (block);
      g_ptr_array_add (periods, period);
    }
  period->start = MIN (period->start, block->start);
  period->end = MAX (period->end, block->end);
  period->frozen_on = MAX (period->frozen_on, block->frozen_on);
  period->closes_year = period->closes_year || block->closes_year;
  period->state = join_states (period->state, read_state (block));
  if (block->state == CW_BLOCK_WAITING && period->first == NULL)
    period->first = g_strdup (first);
}

static void
add_blocks (GPtrArray *periods, GPtrArray *blocks)
{
  const char *first = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = g_ptr_array_index (blocks, i);

      if (block->state == CW_BLOCK_READY)
        first = block->label;
      add_block (periods, block, first);
    }
}

/* A school year whose blocks are all frozen and which is complete can be added up. */
static void
add_years (GPtrArray *periods)
{
  guint n = periods->len;

  for (guint i = 0; i < n; i++)
    {
      const CwPeriod *last = g_ptr_array_index (periods, i);
      g_autofree char *label = cw_school_year_label (last->year);
      CwDay start = last->start, frozen_on = CW_DAY_NONE;
      gboolean all = last->closes_year, any = FALSE;
      CwPeriod *year;

      for (guint j = 0; j < n && all; j++)
        {
          const CwPeriod *period = g_ptr_array_index (periods, j);

          if (period->year != last->year)
            continue;
          all = period->state == CW_PERIOD_FROZEN || period->state == CW_PERIOD_WITHHELD;
          any = any || period->state == CW_PERIOD_FROZEN;
          start = MIN (start, period->start);
          frozen_on = MAX (frozen_on, period->frozen_on);
        }
      if (!all || !any || find_period (periods, label) != NULL)
        continue;
      year = g_new0 (CwPeriod, 1);
      year->label = g_steal_pointer (&label);
      year->year = last->year;
      year->sum = TRUE;
      year->start = start;
      year->end = last->end;
      year->frozen_on = frozen_on;
      year->state = CW_PERIOD_FROZEN;
      g_ptr_array_add (periods, year);
    }
}

/* Of the periods to come only the running one is listed: nothing can be done about the others. */
static void
drop_future (GPtrArray *periods, CwDay today)
{
  for (guint i = periods->len; i > 0 && periods->len > 1; i--)
    {
      const CwPeriod *period = g_ptr_array_index (periods, i - 1);

      if (period->state == CW_PERIOD_OPEN && period->start > today)
        g_ptr_array_remove_index (periods, i - 1);
    }
}

static int
compare_periods (gconstpointer a, gconstpointer b)
{
  const CwPeriod *first = *(CwPeriod *const *) a, *second = *(CwPeriod *const *) b;

  if (first->year != second->year)
    return second->year - first->year;
  if (first->sum != second->sum)
    return second->sum - first->sum;
  return second->end - first->end;
}

GPtrArray *
cw_period_list (CwStore *store, GError **error)
{
  g_autoptr (GPtrArray) periods = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_period_free);

  for (guint i = 0; i < G_N_ELEMENTS (populations); i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (store, populations[i], error);

      if (blocks == NULL)
        return NULL;
      add_blocks (periods, blocks);
    }
  add_years (periods);
  drop_future (periods, cw_clock_today (cw_store_get_clock (store)));
  g_ptr_array_sort (periods, compare_periods);
  return g_steal_pointer (&periods);
}

/* ---- freezing ---- */

gboolean
cw_period_freeze (CwStore *store, const char *label, gboolean *published, GError **error)
{
  *published = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (populations); i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (store, populations[i], error);

      if (blocks == NULL)
        return FALSE;
      for (guint j = 0; j < blocks->len; j++)
        {
          const CwBlock *block = g_ptr_array_index (blocks, j);
          CwBlockState state;

          if (block->state != CW_BLOCK_READY || strcmp (block->label, label) != 0)
            continue;
          if (!cw_store_freeze (store, populations[i], block->end, &state, error))
            return FALSE;
          *published = *published || state == CW_BLOCK_PUBLISHED;
        }
    }
  return TRUE;
}
