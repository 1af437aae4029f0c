/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-pool.h"

/* ---- families ---- */

typedef struct
{
  gint64 family;
  int term;
} UnitKey;

static guint
hash_unit (gconstpointer data)
{
  const UnitKey *key = data;

  return g_int64_hash (&key->family) ^ ((guint) key->term * 2654435761u);
}

static gboolean
equal_units (gconstpointer a, gconstpointer b)
{
  const UnitKey *first = a, *second = b;

  return first->family == second->family && first->term == second->term;
}

static guint
number_term (GHashTable *terms, int term)
{
  gpointer found = g_hash_table_lookup (terms, GINT_TO_POINTER (term));

  if (found == NULL)
    {
      found = GUINT_TO_POINTER (g_hash_table_size (terms) + 1);
      g_hash_table_insert (terms, GINT_TO_POINTER (term), found);
    }
  return GPOINTER_TO_UINT (found) - 1;
}

/**
 * cw_units_new:
 * @tallies: (element-type CwTally): the records of one block; must outlive the result
 *
 * Returns: (transfer full): their families, numbered
 */
CwUnits *
cw_units_new (GPtrArray *tallies)
{
  CwUnits *self = g_new0 (CwUnits, 1);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (hash_unit, equal_units, g_free, NULL);
  g_autoptr (GHashTable) terms = g_hash_table_new (NULL, NULL);

  self->tallies = tallies;
  self->unit_of = g_new (int, MAX (tallies->len, 1));
  self->term_of = g_new0 (guint, MAX (tallies->len, 1));
  for (guint i = 0; i < tallies->len; i++)
    {
      const CwTally *tally = tallies->pdata[i];
      UnitKey key = { tally->family, tally->term };
      gpointer number;

      if (tally->family == 0)
        {
          self->unit_of[i] = -1;
          continue;
        }
      if (!g_hash_table_lookup_extended (numbers, &key, NULL, &number))
        {
          number = GUINT_TO_POINTER (self->n_units);
          self->term_of[self->n_units++] = number_term (terms, tally->term);
          g_hash_table_insert (numbers, g_memdup2 (&key, sizeof key), number);
        }
      self->unit_of[i] = (int) GPOINTER_TO_UINT (number);
    }
  self->n_terms = g_hash_table_size (terms);
  return self;
}

/**
 * cw_units_free:
 * @self: (nullable) (transfer full): numbered families
 */
void
cw_units_free (CwUnits *self)
{
  if (self == NULL)
    return;
  g_free (self->unit_of);
  g_free (self->term_of);
  g_free (self);
}

/**
 * cw_units_count:
 * @self: numbered families
 *
 * Returns: the families behind all records: the largest number in any one term, never a sum of
 * terms
 */
guint
cw_units_count (const CwUnits *self)
{
  g_autofree guint *in_term = g_new0 (guint, self->n_terms + 1);
  guint most = 0;

  for (guint i = 0; i < self->n_units; i++)
    {
      guint n = ++in_term[self->term_of[i]];
      most = MAX (most, n);
    }
  return most;
}

/* The union of families behind a growing set of codes. */
typedef struct
{
  const CwUnits *units;
  guint8 *seen;
  guint *in_term;
  guint most;
} FamilySet;

static FamilySet *
family_set_new (const CwUnits *units)
{
  FamilySet *self = g_new0 (FamilySet, 1);

  self->units = units;
  self->seen = g_new0 (guint8, units->n_units + 1);
  self->in_term = g_new0 (guint, units->n_terms + 1);
  return self;
}

static void
family_set_free (FamilySet *self)
{
  g_free (self->seen);
  g_free (self->in_term);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FamilySet, family_set_free)

static void
family_set_add (FamilySet *self, const GArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      int unit = self->units->unit_of[g_array_index (records, guint, i)];
      guint n;

      if (unit < 0 || self->seen[unit])
        continue;
      self->seen[unit] = TRUE;
      n = ++self->in_term[self->units->term_of[unit]];
      self->most = MAX (self->most, n);
    }
}

/* ---- the pool of one table ---- */

static void
sort_records (CwPool *self, const CwUnits *units)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->records = g_new0 (GArray *, self->codes->len + 1);
  for (guint i = 0; i < self->codes->len; i++)
    {
      CwCode *code = self->codes->pdata[i];
      self->records[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (places, &code->id, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < units->tallies->len; i++)
    {
      const CwIds *codes = ((CwTally *) units->tallies->pdata[i])->codes;

      for (guint j = 0; j < codes->len; j++)
        {
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &codes->items[j]));
          if (place > 0)
            g_array_append_val (self->records[place - 1], i);
        }
    }
}

/* Small codes, empty ones among them, and always the absorber: two small codes alone could give
 * both away. */
static void
pool_small (CwPool *self, guint k, const CwUnits *units)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->codes->len; i++)
    {
      g_autoptr (FamilySet) families = family_set_new (units);
      family_set_add (families, self->records[i]);
      if (families->most >= k)
        continue;
      self->why[i] = CW_POOLED_SMALL;
      any = TRUE;
    }
  if (any)
    self->why[0] = CW_POOLED_ABSORBER;
}

/* Adds from the fixed order, never the next smallest: a choice by size would tell sizes. */
static void
fill_pool (CwPool *self, guint k, const CwUnits *units)
{
  g_autoptr (FamilySet) families = family_set_new (units);

  for (guint i = 0; i < self->codes->len; i++)
    {
      if (self->why[i] != CW_POOLED_NOT)
        family_set_add (families, self->records[i]);
    }
  for (guint i = 1; i < self->codes->len && families->most < k; i++)
    {
      if (self->why[i] != CW_POOLED_NOT)
        continue;
      self->why[i] = CW_POOLED_ADDED;
      family_set_add (families, self->records[i]);
    }
  self->enough = families->most >= k;
}

/**
 * cw_pool_is_used:
 * @self: the pool of one table
 *
 * Returns: whether any code is pooled
 */
gboolean
cw_pool_is_used (const CwPool *self)
{
  return self->codes->len > 0 && self->why[0] != CW_POOLED_NOT;
}

/**
 * cw_pool_new:
 * @dimension: a table
 * @k: the least number of families behind a line
 * @book: the code lists as they stand
 * @units: the block's families
 *
 * Returns: (transfer full): what stands on lines of its own and what is put together
 */
CwPool *
cw_pool_new (const CwDimension *dimension, int k, CwCodeBook *book, const CwUnits *units)
{
  CwPool *self = g_new0 (CwPool, 1);

  self->dimension = dimension;
  self->codes = cw_dimension_sort_codes (dimension, book);
  self->why = g_new0 (CwPooledWhy, self->codes->len + 1);
  self->enough = TRUE;
  sort_records (self, units);
  pool_small (self, k, units);
  if (cw_pool_is_used (self))
    fill_pool (self, k, units);
  return self;
}

/**
 * cw_pool_free:
 * @self: (nullable) (transfer full): the pool of one table
 */
void
cw_pool_free (CwPool *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->codes->len; i++)
    g_array_unref (self->records[i]);
  g_free (self->records);
  g_free (self->why);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

/**
 * cw_pool_count:
 * @self: the pool of one table
 * @units: the block's families
 * @code: the place of a code, or -1 for the pooled row
 *
 * Returns: the exact figures of one row: a record with several of its codes counts once
 */
CwRowCount
cw_pool_count (const CwPool *self, const CwUnits *units, int code)
{
  CwRowCount count = { 0 };
  g_autofree guint8 *seen = g_new0 (guint8, units->tallies->len + 1);
  g_autofree int *minutes = g_new0 (int, units->n_units + 1);

  for (guint i = 0; i < self->codes->len; i++)
    {
      if (code >= 0 ? i != (guint) code : self->why[i] == CW_POOLED_NOT)
        continue;
      for (guint j = 0; j < self->records[i]->len; j++)
        {
          guint place = g_array_index (self->records[i], guint, j);
          const CwTally *tally = units->tallies->pdata[place];
          int unit = units->unit_of[place];

          if (seen[place])
            continue;
          seen[place] = TRUE;
          count.n++;
          count.minutes += tally->minutes;
          if (unit < 0)
            continue;
          minutes[unit] += tally->minutes;
          count.most = MAX (count.most, minutes[unit]);
        }
    }
  return count;
}
