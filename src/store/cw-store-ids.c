/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-private.h"

/* The pairs of a record and its codes, adults … Every such table has two columns. */

gboolean
cw_store_insert_ids (CwStore *self, const char *sql, gint64 owner, const CwIds *ids, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  if (!ids || ids->len == 0)
    return TRUE;
  statement = cw_store_prepare (self, sql, error);
  if (!statement)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      cw_bind_int (statement, owner);
      cw_bind_int (statement, ids->items[i]);
      if (!cw_statement_run (statement, error))
        return FALSE;
      cw_statement_rewind (statement);
    }
  return TRUE;
}

gboolean
cw_store_load_ids (CwStore *self, const char *sql, gint64 owner, CwIds *ids, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, owner);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    cw_ids_add (ids, cw_column_int (statement, 0));
  return result == CW_RESULT_DONE;
}

gboolean
cw_store_run_where (CwStore *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  return cw_statement_run (statement, error);
}

/* A deletion is undone under the same id; 0: that one was given away meanwhile, so a new one. -1:
 * an error. */
gint64
cw_store_find_id_back (CwStore *self, const char *sql, gint64 id, GError **error)
{
  GError *problem = NULL;
  gint64 found = cw_store_ask (self, sql, id, 0, id, &problem);

  if (!problem)
    return found;
  g_propagate_error (error, problem);
  return -1;
}

/* From here on it pays to count the rows in order to begin at the nearer end. */
gboolean
cw_store_turn_page (gint64 count, guint offset, guint limit, guint *skip, guint *take)
{
  gint64 left = count - offset;

  *skip = offset;
  *take = limit;
  if (left <= 0 || offset <= left)
    return FALSE;
  *take = (guint) MIN ((gint64) limit, left);
  *skip = (guint) (left - *take);
  return TRUE;
}
