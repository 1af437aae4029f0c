/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-statement.h"

#include "cw-store-private.h"

struct _CwStatement
{
  CwStore *store; /* borrowed */
  sqlite3_stmt *stmt;
  int next;   /* the parameter bound next */
  int failed; /* the first binding that went wrong, or SQLITE_OK */
};

static void
cw_statement_free (CwStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static void
note_binding (CwStatement *self, int code)
{
  self->next++;
  if (code != SQLITE_OK && self->failed == SQLITE_OK)
    self->failed = code;
}

GHashTable *
cw_statement_cache_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) cw_statement_free);
}

/**
 * cw_store_prepare:
 *
 * Takes the statement for @sql from the cache, or makes it. While it is on loan a second call with
 * the same text makes another one.
 *
 * Returns: (transfer full) (nullable): the statement, to be given back with cw_statement_release()
 */
CwStatement *
cw_store_prepare (CwStore *self, const char *sql, GError **error)
{
  CwStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *stmt = NULL;
  int code;

  if (statement)
    {
      g_hash_table_steal (self->statements, sql);
      return statement;
    }

  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      cw_store_set_error (self, code, error);
      return NULL;
    }
  statement = g_new0 (CwStatement, 1);
  statement->store = self;
  statement->stmt = stmt;
  statement->next = 1;
  return statement;
}

/**
 * cw_statement_rewind:
 *
 * Resets the statement and clears its values, to be bound and run again.
 */
void
cw_statement_rewind (CwStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->next = 1;
  self->failed = SQLITE_OK;
}

/**
 * cw_statement_release:
 *
 * Gives the statement back to the store's cache, reset and cleared.
 */
void
cw_statement_release (CwStatement *self)
{
  const char *sql = sqlite3_sql (self->stmt);

  cw_statement_rewind (self);
  if (g_hash_table_contains (self->store->statements, sql))
    cw_statement_free (self);
  else
    g_hash_table_insert (self->store->statements, (gpointer) sql, self);
}

void
cw_bind_int (CwStatement *self, gint64 value)
{
  note_binding (self, sqlite3_bind_int64 (self->stmt, self->next, value));
}

void
cw_bind_id (CwStatement *self, gint64 id)
{
  note_binding (self, id != 0 ? sqlite3_bind_int64 (self->stmt, self->next, id)
                              : sqlite3_bind_null (self->stmt, self->next));
}

void
cw_bind_text (CwStatement *self, const char *text)
{
  note_binding (self, sqlite3_bind_text (self->stmt, self->next, text, -1, SQLITE_TRANSIENT));
}

void
cw_bind_string (CwStatement *self, const char *text)
{
  cw_bind_text (self, text ? text : "");
}

void
cw_bind_static (CwStatement *self, const char *text, int length)
{
  note_binding (self, sqlite3_bind_text (self->stmt, self->next, text, length, SQLITE_STATIC));
}

void
cw_bind_day (CwStatement *self, CwDay day)
{
  g_autofree char *text = day != CW_DAY_NONE ? cw_day_to_iso (day) : NULL;

  cw_bind_text (self, text);
}

void
cw_bind_time (CwStatement *self, int minutes)
{
  g_autofree char *text = minutes >= 0 ? cw_time_format (minutes) : NULL;

  cw_bind_text (self, text);
}

/**
 * cw_statement_step:
 *
 * Returns: whether there is a row, the statement is done, or it failed with @error set
 */
CwResult
cw_statement_step (CwStatement *self, GError **error)
{
  int code = self->failed;

  if (code == SQLITE_OK)
    code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return CW_RESULT_ROW;
  if (code == SQLITE_DONE)
    return CW_RESULT_DONE;
  cw_store_set_error (self->store, code, error);
  return CW_RESULT_ERROR;
}

gboolean
cw_statement_run (CwStatement *self, GError **error)
{
  CwResult result;

  do
    result = cw_statement_step (self, error);
  while (result == CW_RESULT_ROW);
  return result == CW_RESULT_DONE;
}

gint64
cw_column_int (CwStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
cw_column_peek (CwStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);

  return text ? text : "";
}

char *
cw_column_text (CwStatement *self, int column)
{
  return g_strdup (cw_column_peek (self, column));
}

char *
cw_column_nullable (CwStatement *self, int column)
{
  return cw_column_is_null (self, column) ? NULL : cw_column_text (self, column);
}

void
cw_column_take (CwStatement *self, int column, char **field)
{
  g_free (*field);
  *field = cw_column_text (self, column);
}

CwDay
cw_column_day (CwStatement *self, int column)
{
  return cw_day_from_iso (cw_column_peek (self, column));
}

int
cw_column_time (CwStatement *self, int column)
{
  return cw_column_is_null (self, column) ? -1 : cw_time_parse (cw_column_peek (self, column));
}

gboolean
cw_column_is_null (CwStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

int
cw_statement_count_parameters (CwStatement *self)
{
  return sqlite3_bind_parameter_count (self->stmt);
}
