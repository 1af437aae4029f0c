/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-published-table.h"

#include <string.h>

#include "cw-disclosure.h"

/* Below this total a percentage would say more than the rounded figures do. */
#define PERCENT_LEAST_TOTAL 50

typedef struct
{
  CwPublishedTable *table;
  CwCodeBook *book;
  GPtrArray *order;        /* of CwCode: public order, the absorber first */
  GHashTable *lines;       /* code name -> CwPublishedLine, borrowed */
  GHashTable *labels;      /* code name -> label, the newest; borrowed */
  GHashTable *members;     /* set of code names in a pool; borrowed */
  CwPublishedLine *pooled; /* borrowed by the table once it is added */
} Builder;

static CwPublishedLine *
make_line (const char *code)
{
  CwPublishedLine *line = g_new0 (CwPublishedLine, 1);

  line->code = g_strdup (code);
  line->percent = -1;
  return line;
}

static void
free_line (CwPublishedLine *line)
{
  g_free (line->label);
  g_free (line->code);
  g_strfreev (line->members);
  g_strfreev (line->member_codes);
  g_free (line);
}

/* A block has its own term and those that were joined to it. */
static int
count_terms (const CwLedgerEntry *entry)
{
  return 1 + entry->joined;
}

static void
add_row_to_line (CwPublishedLine *line, const CwLedgerRow *row, int terms)
{
  line->shown += row->shown;
  line->in_blocks++;
  line->in_terms += terms;
  if (row->hours == CW_HOURS_NONE || line->hours == CW_HOURS_NONE)
    line->hours = CW_HOURS_NONE;
  else
    line->hours += row->hours;
}

static void
add_row (Builder *self, const CwLedgerRow *row, int terms)
{
  CwPublishedLine *line;

  if (row->codes[0] == NULL)
    return;
  if (row->codes[1] == NULL)
    {
      line = g_hash_table_lookup (self->lines, row->codes[0]);
      if (line == NULL)
        {
          line = make_line (row->codes[0]);
          g_hash_table_insert (self->lines, row->codes[0], line);
          g_ptr_array_add (self->table->lines, line);
        }
    }
  else
    {
      for (guint i = 0; row->codes[i] != NULL; i++)
        g_hash_table_add (self->members, row->codes[i]);
      if (self->pooled == NULL)
        self->pooled = make_line (NULL);
      line = self->pooled;
    }
  add_row_to_line (line, row, terms);
}

static void
add_entry (Builder *self, const CwLedgerEntry *entry)
{
  GHashTableIter iter;
  gpointer code, label;

  g_hash_table_iter_init (&iter, entry->labels);
  while (g_hash_table_iter_next (&iter, &code, &label))
    g_hash_table_insert (self->labels, code, label);
  for (guint i = 0; i < entry->rows->len; i++)
    add_row (self, entry->rows->pdata[i], count_terms (entry));
}

static const char *
get_label (Builder *self, CwCodeList list, const char *code)
{
  const char *label = g_hash_table_lookup (self->labels, code);
  const CwCode *known = cw_code_book_lookup (self->book, list, code);

  if (label != NULL)
    return label;
  return known != NULL ? known->label : code;
}

/* Shipped codes in public order, the absorber last as it is read: "bullying, health, other". */
static void
name_members (Builder *self, const CwDimension *dimension)
{
  GStrvBuilder *codes = g_strv_builder_new (), *labels = g_strv_builder_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      const CwCode *code = self->order->pdata[(i + 1) % self->order->len];
      if (!code->shipped || !g_hash_table_contains (self->members, code->code))
        continue;
      g_strv_builder_add (codes, code->code);
      g_strv_builder_add (labels, get_label (self, dimension->list, code->code));
    }
  self->pooled->member_codes = g_strv_builder_end (codes);
  self->pooled->members = g_strv_builder_end (labels);
  g_strv_builder_unref (codes);
  g_strv_builder_unref (labels);
}

static guint
get_place (const Builder *self, const char *code)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      if (g_str_equal (((CwCode *) self->order->pdata[i])->code, code))
        return i > 0 ? i : self->order->len;
    }
  return self->order->len + 1;
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const CwPublishedLine *first = *(CwPublishedLine *const *) a,
                        *second = *(CwPublishedLine *const *) b;

  if (first->shown != second->shown)
    return first->shown > second->shown ? -1 : 1;
  guint place = get_place (data, first->code), other = get_place (data, second->code);
  if (place != other)
    return place < other ? -1 : 1;
  return strcmp (first->code, second->code);
}

static void
set_percentages (CwPublishedTable *table)
{
  for (guint i = 0; i < table->lines->len; i++)
    table->total += ((CwPublishedLine *) table->lines->pdata[i])->shown;
  if (table->total < PERCENT_LEAST_TOTAL)
    return;
  for (guint i = 0; i < table->lines->len; i++)
    {
      CwPublishedLine *line = table->lines->pdata[i];
      line->percent = (200 * line->shown + table->total) / (2 * table->total);
    }
}

static void
finish_lines (Builder *self, const CwDimension *dimension)
{
  for (guint i = 0; i < self->table->lines->len; i++)
    {
      CwPublishedLine *line = self->table->lines->pdata[i];
      line->label = g_strdup (get_label (self, dimension->list, line->code));
    }
  g_ptr_array_sort_with_data (self->table->lines, compare_lines, self);
  if (self->pooled != NULL)
    {
      name_members (self, dimension);
      g_ptr_array_add (self->table->lines, self->pooled);
    }
  set_percentages (self->table);
}

/**
 * cw_published_table_new:
 * @entries: (element-type CwLedgerEntry): one table's entries of the blocks of a period, oldest
 * first
 * @book: tells shipped codes from added ones
 *
 * Returns: (transfer full): the table as it is printed
 */
CwPublishedTable *
cw_published_table_new (GPtrArray *entries, CwCodeBook *book)
{
  const CwLedgerEntry *first = entries->pdata[0];
  const CwDimension *dimension = cw_dimension_find (first->population, first->dimension);
  CwPublishedTable *table = g_new0 (CwPublishedTable, 1);
  g_autoptr (GPtrArray) order = cw_dimension_sort_codes (dimension, book);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  Builder builder = { table, book, order, lines, labels, members, NULL };

  table->population = g_strdup (first->population);
  table->dimension = g_strdup (first->dimension);
  table->multi = first->multi;
  table->has_hours = dimension->hours;
  table->blocks = entries->len;
  table->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) free_line);
  for (guint i = 0; i < entries->len; i++)
    {
      table->terms += count_terms (entries->pdata[i]);
      add_entry (&builder, entries->pdata[i]);
    }
  finish_lines (&builder, dimension);
  return table;
}

/**
 * cw_published_table_free:
 * @self: (nullable) (transfer full): a table
 */
void
cw_published_table_free (CwPublishedTable *self)
{
  if (self == NULL)
    return;
  g_free (self->population);
  g_free (self->dimension);
  g_ptr_array_unref (self->lines);
  g_free (self);
}
