/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

/*
 * What has been published: a chain of tables that nothing changes any more (docs/SUMMARIES.md). The
 * triggers refuse every other writer too.
 */

static gboolean
insert_label (
    CwStatement *statement, gint64 seq, const char *code, const char *label, GError **error)
{
  cw_bind_int (statement, seq);
  cw_bind_text (statement, code);
  cw_bind_text (statement, label);
  if (!cw_statement_run (statement, error))
    return FALSE;
  cw_statement_rewind (statement);
  return TRUE;
}

static gboolean
insert_labels (CwStore *self, const CwLedgerEntry *entry, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "INSERT INTO ledger_label (seq, code, label) VALUES (?1, ?2, ?3)",
                          error);
  GHashTableIter iter;
  gpointer code, label;

  if (statement == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, entry->labels);
  while (g_hash_table_iter_next (&iter, &code, &label))
    {
      if (!insert_label (statement, entry->seq, code, label, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_rows (CwStore *self, const CwLedgerEntry *entry, GError **error)
{
  g_autoptr (CwStatement) bare = cw_store_prepare (
      self, "INSERT INTO ledger_row (seq, position, codes, shown) VALUES (?1, ?2, ?3, ?4)", error);
  g_autoptr (CwStatement) full = cw_store_prepare (
      self,
      "INSERT INTO ledger_row (seq, position, codes, shown, hours) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (bare == NULL || full == NULL)
    return FALSE;
  for (guint i = 0; i < entry->rows->len; i++)
    {
      const CwLedgerRow *row = entry->rows->pdata[i];
      CwStatement *statement = row->hours == CW_HOURS_NONE ? bare : full;
      g_autofree char *codes = g_strjoinv (";", row->codes);

      cw_bind_int (statement, entry->seq);
      cw_bind_int (statement, i);
      cw_bind_text (statement, codes);
      cw_bind_int (statement, row->shown);
      if (statement == full)
        cw_bind_int (statement, row->hours);
      if (!cw_statement_run (statement, error))
        return FALSE;
      cw_statement_rewind (statement);
    }
  return TRUE;
}

static gboolean
insert_entry (CwStore *self, gint64 block, CwLedgerEntry *entry, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO ledger (block_id, population, dimension, multi, absorber, "
                          "label, start, end, k, base, records,"
                          " families, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                          "?10, ?11, ?12, ?13, ?14)",
                          error);

  if (statement == NULL)
    return FALSE;
  cw_bind_int (statement, block);
  cw_bind_text (statement, entry->population);
  cw_bind_text (statement, entry->dimension);
  cw_bind_int (statement, entry->multi != FALSE);
  cw_bind_text (statement, entry->absorber);
  cw_bind_text (statement, entry->label);
  cw_bind_day (statement, entry->start);
  cw_bind_day (statement, entry->end);
  cw_bind_int (statement, entry->k);
  cw_bind_int (statement, entry->base);
  cw_bind_int (statement, entry->records);
  cw_bind_int (statement, entry->families);
  cw_bind_text (statement, entry->previous);
  cw_bind_text (statement, entry->hash);
  if (!cw_statement_run (statement, error))
    return FALSE;
  entry->seq = cw_store_last_id (self);
  return insert_rows (self, entry, error) && insert_labels (self, entry, error);
}

gboolean
cw_store_add_to_ledger (CwStore *self, gint64 block, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      if (!insert_entry (self, block, entries->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

char *
cw_store_newest_hash (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1", error);

  if (statement == NULL)
    return NULL;
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_column_text (statement, 0);
    case CW_RESULT_DONE:
      return g_strdup (CW_LEDGER_FIRST);
    case CW_RESULT_ERROR:
    default:
      return NULL;
    }
}

/* ---- reading ---- */

static CwLedgerEntry *
read_entry (CwStatement *statement)
{
  CwLedgerEntry *entry = cw_ledger_entry_new ();

  entry->seq = cw_column_int (statement, 0);
  entry->population = cw_column_text (statement, 1);
  entry->dimension = cw_column_text (statement, 2);
  entry->multi = cw_column_int (statement, 3) != 0;
  entry->absorber = cw_column_text (statement, 4);
  entry->label = cw_column_text (statement, 5);
  entry->start = cw_column_day (statement, 6);
  entry->end = cw_column_day (statement, 7);
  entry->k = cw_column_int (statement, 8);
  entry->base = cw_column_int (statement, 9);
  entry->records = cw_column_int (statement, 10);
  entry->families = cw_column_int (statement, 11);
  entry->previous = cw_column_text (statement, 12);
  entry->hash = cw_column_text (statement, 13);
  entry->joined = cw_column_int (statement, 14);
  return entry;
}

static void
read_row (CwStatement *statement, CwLedgerEntry *entry)
{
  char **codes = g_strsplit (cw_column_peek (statement, 1), ";", -1);
  int hours = cw_column_is_null (statement, 3) ? CW_HOURS_NONE : cw_column_int (statement, 3);

  g_ptr_array_add (entry->rows, cw_ledger_row_new (codes, cw_column_int (statement, 2), hours));
}

static void
read_label (CwStatement *statement, CwLedgerEntry *entry)
{
  g_hash_table_insert (entry->labels, cw_column_text (statement, 1), cw_column_text (statement, 2));
}

/* Hands each row to the entry of its first column. */
static gboolean
read_parts (CwStore *self,
            const char *sql,
            void (*read) (CwStatement *, CwLedgerEntry *),
            GHashTable *by_seq,
            GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);
  CwResult result;

  if (statement == NULL)
    return FALSE;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwLedgerEntry *entry
          = g_hash_table_lookup (by_seq, GSIZE_TO_POINTER (cw_column_int (statement, 0)));
      if (entry != NULL)
        read (statement, entry);
    }
  return result == CW_RESULT_DONE;
}

/**
 * cw_store_list_ledger:
 *
 * Returns: (transfer full) (element-type CwLedgerEntry): the whole chain, oldest first; %NULL on
 * error
 */
GPtrArray *
cw_store_list_ledger (CwStore *self, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  g_autoptr (GHashTable) by_seq = g_hash_table_new (NULL, NULL);
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT seq, population, dimension, multi, absorber, label, start, end, "
                          "k, base, records, families, previous, hash,"
                          " (SELECT count (*) FROM block b WHERE b.state = 'withheld'"
                          "  AND b.population = ledger.population AND b.start >= ledger.start"
                          "  AND b.end < ledger.end) FROM ledger ORDER BY seq",
                          error);
  CwResult result;

  if (statement == NULL)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwLedgerEntry *entry = read_entry (statement);
      g_ptr_array_add (entries, entry);
      g_hash_table_insert (by_seq, GSIZE_TO_POINTER (entry->seq), entry);
    }
  if (result == CW_RESULT_ERROR
      || !read_parts (self,
                      "SELECT seq, codes, shown, hours FROM ledger_row ORDER BY seq, position",
                      read_row, by_seq, error)
      || !read_parts (self, "SELECT seq, code, label FROM ledger_label", read_label, by_seq, error))
    return NULL;
  return g_steal_pointer (&entries);
}
