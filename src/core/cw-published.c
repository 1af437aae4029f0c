/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-published.h"

#include "cw-disclosure.h"
#include "cw-published-table.h"

struct _CwPublished
{
  char *post, *school, *label;
  CwDay generated, start, end;
  int k;
  gboolean preview;
  GPtrArray *entries;        /* of CwLedgerEntry */
  GPtrArray *tables;         /* of CwPublishedTable */
  GHashTable *year_families; /* population -> number */
  CwCodeBook *book;
};

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const CwLedgerEntry *first = *(CwLedgerEntry *const *) a, *second = *(CwLedgerEntry *const *) b;

  return first->end - second->end;
}

static void
add_table (CwPublished *self, GPtrArray *by_date, const CwDimension *dimension)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < by_date->len; i++)
    {
      CwLedgerEntry *entry = by_date->pdata[i];
      if (g_str_equal (entry->population, dimension->population)
          && g_str_equal (entry->dimension, dimension->name))
        g_ptr_array_add (entries, entry);
    }
  if (entries->len > 0)
    g_ptr_array_add (self->tables, cw_published_table_new (entries, self->book));
}

static void
make_tables (CwPublished *self)
{
  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);
  g_autoptr (GPtrArray) by_date = g_ptr_array_new ();

  g_ptr_array_extend (by_date, self->entries, NULL, NULL);
  g_ptr_array_sort (by_date, compare_entries);
  for (guint i = 0; i < n; i++)
    add_table (self, by_date, &dimensions[i]);
}

static void
add_entry (CwPublished *self, CwLedgerEntry *entry)
{
  if (self->start == CW_DAY_NONE || entry->start < self->start)
    self->start = entry->start;
  self->end = MAX (self->end, entry->end);
  self->k = self->k == 0 ? entry->k : MIN (self->k, entry->k);
  g_ptr_array_add (self->entries, cw_ledger_entry_ref (entry));
}

/**
 * cw_published_new:
 * @post: the label of the post
 * @school: the label of the school
 * @period_label: "Autumn 2025", "2025-26"
 * @generated: today
 * @entries: (element-type CwLedgerEntry): the ledger entries of the period, in the order of the
 * ledger
 * @book: tells shipped codes from added ones
 * @preview: whether this is not frozen yet
 *
 * Returns: (transfer full): a summary that may leave the program
 */
CwPublished *
cw_published_new (const char *post,
                  const char *school,
                  const char *period_label,
                  CwDay generated,
                  GPtrArray *entries,
                  CwCodeBook *book,
                  gboolean preview)
{
  g_return_val_if_fail (post != NULL && school != NULL && period_label != NULL, NULL);
  g_return_val_if_fail (entries != NULL && book != NULL, NULL);

  CwPublished *self = g_atomic_rc_box_new0 (CwPublished);

  self->post = g_strdup (post);
  self->school = g_strdup (school);
  self->label = g_strdup (period_label);
  self->generated = generated;
  self->preview = preview;
  self->book = cw_code_book_ref (book);
  self->year_families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_table_free);
  for (guint i = 0; i < entries->len; i++)
    add_entry (self, entries->pdata[i]);
  make_tables (self);
  return self;
}

/**
 * cw_published_ref:
 * @self: a published summary
 *
 * Returns: (transfer full): @self
 */
CwPublished *
cw_published_ref (CwPublished *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_published (CwPublished *self)
{
  g_free (self->post);
  g_free (self->school);
  g_free (self->label);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->tables);
  g_hash_table_unref (self->year_families);
  cw_code_book_unref (self->book);
}

/**
 * cw_published_unref:
 * @self: (nullable) (transfer full): a published summary
 */
void
cw_published_unref (CwPublished *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_published);
}

/**
 * cw_published_set_year_families:
 * @self: a published summary of a school year, not shared yet
 * @population: whose
 * @families: the year's number of families, counted once when the year was closed
 */
void
cw_published_set_year_families (CwPublished *self, const char *population, int families)
{
  g_return_if_fail (self != NULL && population != NULL);
  g_return_if_fail (families >= CW_DISCLOSURE_BASE && families % CW_DISCLOSURE_BASE == 0);

  g_hash_table_insert (self->year_families, g_strdup (population), GINT_TO_POINTER (families));
}

const char *
cw_published_get_post (CwPublished *self)
{
  return self->post;
}

const char *
cw_published_get_school (CwPublished *self)
{
  return self->school;
}

const char *
cw_published_get_label (CwPublished *self)
{
  return self->label;
}

CwDay
cw_published_get_start (CwPublished *self)
{
  return self->start;
}

CwDay
cw_published_get_end (CwPublished *self)
{
  return self->end;
}

CwDay
cw_published_get_generated (CwPublished *self)
{
  return self->generated;
}

gboolean
cw_published_is_preview (CwPublished *self)
{
  return self->preview;
}

/**
 * cw_published_get_k:
 * @self: a published summary
 *
 * Returns: the least number of families behind every line of it; the program's least when nothing
 * is in it
 */
int
cw_published_get_k (CwPublished *self)
{
  return MAX (self->k, CW_DISCLOSURE_K);
}

GPtrArray *
cw_published_get_entries (CwPublished *self)
{
  return self->entries;
}

GPtrArray *
cw_published_get_tables (CwPublished *self)
{
  return self->tables;
}

CwCodeBook *
cw_published_get_book (CwPublished *self)
{
  return self->book;
}

/* Headlines stand on every entry of a block: one table is enough to read them from. */
static const CwPublishedTable *
find_table (CwPublished *self, const char *population)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CwPublishedTable *table = self->tables->pdata[i];
      if (g_str_equal (table->population, population))
        return table;
    }
  return NULL;
}

static gboolean
is_of_table (const CwLedgerEntry *entry, const CwPublishedTable *table)
{
  return g_str_equal (entry->population, table->population)
         && g_str_equal (entry->dimension, table->dimension);
}

/**
 * cw_published_get_records:
 * @self: a published summary
 * @population: "enquiries" or "contacts"
 *
 * Returns: the sum of the blocks' printed numbers of records; 0: nothing is published
 */
int
cw_published_get_records (CwPublished *self, const char *population)
{
  g_return_val_if_fail (self != NULL && population != NULL, 0);

  const CwPublishedTable *table = find_table (self, population);
  int records = 0;

  for (guint i = 0; table != NULL && i < self->entries->len; i++)
    {
      const CwLedgerEntry *entry = self->entries->pdata[i];
      if (is_of_table (entry, table))
        records += entry->records;
    }
  return records;
}

/**
 * cw_published_get_year_families:
 * @self: a published summary
 * @population: "enquiries" or "contacts"
 *
 * Returns: the closed year's number of families, each counted once; 0: no closed year, or not shown
 */
int
cw_published_get_year_families (CwPublished *self, const char *population)
{
  g_return_val_if_fail (self != NULL && population != NULL, 0);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->year_families, population));
}

/**
 * cw_published_get_families:
 * @self: a published summary
 * @population: "enquiries" or "contacts"
 *
 * Families of several blocks are never added up: one family can be in all of them.
 *
 * Returns: the families of the one block, or the closed year's own number; 0: not shown
 */
int
cw_published_get_families (CwPublished *self, const char *population)
{
  g_return_val_if_fail (self != NULL && population != NULL, 0);

  const CwPublishedTable *table = find_table (self, population);
  int year = cw_published_get_year_families (self, population);

  if (table == NULL || year > 0 || table->blocks != 1)
    return table == NULL ? 0 : year;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CwLedgerEntry *entry = self->entries->pdata[i];
      if (is_of_table (entry, table))
        return entry->families;
    }
  return 0;
}
