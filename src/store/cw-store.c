/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-private.h"

#include <glib/gi18n-lib.h>

struct _CwTransaction
{
  CwStore *store; /* borrowed */
  guint level;    /* 1 is the outermost */
};

gboolean
cw_store_may_enter (CwStore *self)
{
  return self != NULL && self->db != NULL && self->owner == g_thread_self ();
}

void
cw_store_adopt (CwStore *self)
{
  g_return_if_fail (self != NULL);
  self->owner = g_thread_self ();
}

CwClock *
cw_store_get_clock (CwStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->clock;
}

CwDay
cw_store_today (CwStore *self)
{
  return cw_clock_today (self->clock);
}

gint64
cw_store_now (CwStore *self)
{
  return cw_clock_now (self->clock);
}

gboolean
cw_store_exec (CwStore *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || cw_store_set_error (self, code, error);
}

gint64
cw_store_ask (
    CwStore *self, const char *sql, gint64 first, gint64 second, gint64 missing, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);
  int wanted;

  if (!statement)
    return -1;
  wanted = cw_statement_count_parameters (statement);
  if (wanted > 0)
    cw_bind_id (statement, first);
  if (wanted > 1)
    cw_bind_id (statement, second);
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_column_int (statement, 0);
    case CW_RESULT_DONE:
      return missing;
    case CW_RESULT_ERROR:
    default:
      return -1;
    }
}

gint64
cw_store_last_id (CwStore *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

gint64
cw_store_random (CwStore *self)
{
  gint64 number = 0;

  while (number == 0)
    {
      sqlite3_randomness (sizeof number, &number);
      number &= G_MAXINT64;
    }
  return number;
}

/* ---- transactions ---- */

static gboolean
run_level (CwStore *self, const char *outermost, const char *inner, guint level, GError **error)
{
  g_autofree char *sql = NULL;

  if (level == 1)
    return cw_store_exec (self, outermost, error);
  sql = g_strdup_printf ("%s level_%u", inner, level);
  return cw_store_exec (self, sql, error);
}

/**
 * cw_transaction_begin:
 *
 * Begins an act; inside another one it becomes a part of it.
 */
CwTransaction *
cw_transaction_begin (CwStore *self, GError **error)
{
  CwTransaction *transaction;

  if (self->depth == 0)
    self->lost = FALSE;
  if (self->lost)
    {
      cw_store_refuse (error, CW_ERROR_FAILED,
                       _ ("This could not be stored, because something before it went wrong. "
                          "Nothing was changed."));
      return NULL;
    }
  if (!run_level (self, "BEGIN IMMEDIATE", "SAVEPOINT", self->depth + 1, error))
    return NULL;
  transaction = g_new0 (CwTransaction, 1);
  transaction->store = self;
  transaction->level = ++self->depth;
  return transaction;
}

/**
 * cw_transaction_undo:
 *
 * Ends an act that failed: nothing of it is stored.
 */
void
cw_transaction_undo (CwTransaction *transaction)
{
  CwStore *self = transaction->store;

  g_assert (self->depth == transaction->level);
  self->depth--;
  if (sqlite3_get_autocommit (self->db))
    self->lost = TRUE;
  else if (transaction->level == 1)
    cw_store_exec (self, "ROLLBACK", NULL);
  else if (!run_level (self, "", "ROLLBACK TO", transaction->level, NULL)
           || !run_level (self, "", "RELEASE", transaction->level, NULL))
    self->lost = TRUE;
  g_free (transaction);
}

/**
 * cw_transaction_commit:
 * @transaction: (inout): set to NULL
 *
 * Ends an act that went well. The outermost one is on the disk when this returns TRUE.
 */
gboolean
cw_transaction_commit (CwTransaction **transaction, GError **error)
{
  CwTransaction *taken = g_steal_pointer (transaction);
  CwStore *self = taken->store;
  gboolean stored;

  if (sqlite3_get_autocommit (self->db))
    self->lost = TRUE;
  if (self->lost)
    stored
        = cw_store_refuse (error, CW_ERROR_FAILED,
                           _ ("This could not be stored, because something before it went wrong. "
                              "Nothing was changed."));
  else
    stored = run_level (self, "COMMIT", "RELEASE", taken->level, error);
  if (!stored)
    {
      cw_transaction_undo (taken);
      return FALSE;
    }
  self->depth--;
  g_free (taken);
  return TRUE;
}

/**
 * cw_store_transact:
 * @func: work that may call any writer of the store
 *
 * Runs @func as one act: all that it stored is kept when it returns TRUE, nothing otherwise.
 */
gboolean
cw_store_transact (CwStore *self, CwStoreWork func, gpointer data, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !func (self, data, error))
    return FALSE;
  return cw_transaction_commit (&transaction, error);
}

/* ---- closing ---- */

/**
 * cw_store_checkpoint:
 *
 * Brings everything that was saved into the file itself and empties the log beside it.
 */
gboolean
cw_store_checkpoint (CwStore *self, GError **error)
{
  int code;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  if (self->depth > 0)
    return TRUE;
  code = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return code == SQLITE_OK || cw_store_set_error (self, code, error);
}

/**
 * cw_store_close:
 *
 * Checkpoints, closes and frees the store; SQLCipher wipes its keys and pages. The store is gone in
 * any case: an error tells that the last checkpoint did not work, what was saved is then in the log
 * beside the file.
 */
gboolean
cw_store_close (CwStore *self, GError **error)
{
  gboolean good = TRUE;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->db)
    {
      code = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
      if (code != SQLITE_OK)
        good = cw_store_set_error (self, code, error);
      code = sqlite3_close_v2 (self->db);
      if (code != SQLITE_OK && good)
        good = cw_store_refuse (
            error, CW_ERROR_FAILED,
            _ ("The records could not be closed properly. What was saved is safe."));
    }
  g_clear_pointer (&self->clock, cw_clock_unref);
  g_free (self->path);
  g_free (self);
  return good;
}

void
cw_store_free (CwStore *self)
{
  if (self)
    cw_store_close (self, NULL);
}
