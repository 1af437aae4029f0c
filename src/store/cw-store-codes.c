/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

static CwCode *
read_code (CwStatement *statement)
{
  g_autofree char *short_label = cw_column_nullable (statement, 4);
  g_autofree char *alias = cw_column_nullable (statement, 5);
  g_autofree char *code = cw_column_text (statement, 2);
  CwCodeList list;

  if (!cw_code_list_from_name (cw_column_peek (statement, 1), &list))
    return NULL;
  return cw_code_new (cw_column_int (statement, 0), list, code, cw_column_peek (statement, 3),
                      short_label, alias, cw_column_int (statement, 6) != 0,
                      cw_column_int (statement, 7) != 0, (int) cw_column_int (statement, 8));
}

/**
 * cw_store_load_codes:
 *
 * Returns: (transfer full): every code list as it stands now
 */
CwCodeBook *
cw_store_load_codes (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement
      = cw_store_prepare (self,
                          "SELECT id, list, code, label, short, alias, shipped, retired, position"
                          " FROM code ORDER BY list, position, id",
                          error);
  if (!statement)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwCode *code = read_code (statement);

      if (code)
        g_ptr_array_add (codes, code);
    }
  return result == CW_RESULT_DONE ? cw_code_book_new (codes) : NULL;
}

static gboolean
refuse_label (GError **error)
{
  return cw_store_refuse (error, CW_ERROR_INVALID,
                          _ ("A name must be between 1 and 120 letters long."));
}

static char *
strip_label (const char *label, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (label ? label : ""));
  glong length = g_utf8_strlen (text, -1);

  if (length >= 1 && length <= 120)
    return g_steal_pointer (&text);
  refuse_label (error);
  return NULL;
}

/* A label that another entry of the list has, in any case of its letters. */
static gboolean
check_label_is_new (
    CwStore *self, const char *list, const char *label, gint64 except, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "SELECT 1 FROM code WHERE list = ?1 AND label = ?2 COLLATE NOCASE AND id <> ?3", error);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, list);
  cw_bind_text (statement, label);
  cw_bind_int (statement, except);
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_DONE:
      return TRUE;
    case CW_RESULT_ROW:
      return cw_store_refuse (error, CW_ERROR_EXISTS,
                              _ ("The list has an entry of this name already."));
    case CW_RESULT_ERROR:
    default:
      return FALSE;
    }
}

/* A code made of the label that no entry of the list ever had: a code is never used again. */
static char *
make_code (CwStore *self, const char *list, const char *label, GError **error)
{
  g_autofree char *slug = cw_code_slug (label);
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT 1 FROM code WHERE list = ?1 AND code = ?2", error);

  if (!statement)
    return NULL;
  if (strlen (slug) > 50)
    slug[50] = '\0';
  for (guint number = 1;; number++)
    {
      g_autofree char *code = number == 1 && slug[0]
                                  ? g_strdup (slug)
                                  : g_strdup_printf ("%s-%u", slug[0] ? slug : "entry", number);
      CwResult result;

      cw_bind_text (statement, list);
      cw_bind_text (statement, code);
      result = cw_statement_step (statement, error);
      if (result == CW_RESULT_ERROR)
        return NULL;
      if (result == CW_RESULT_DONE)
        return g_steal_pointer (&code);
      cw_statement_rewind (statement);
    }
}

static gint64
insert_code (CwStore *self, const char *list, const char *code, const char *label, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "INSERT INTO code (list, code, label, position)"
      " VALUES (?1, ?2, ?3, (SELECT coalesce (max (position) + 1, 0) FROM code WHERE list = ?1))",
      error);

  if (!statement)
    return 0;
  cw_bind_text (statement, list);
  cw_bind_text (statement, code);
  cw_bind_text (statement, label);
  return cw_statement_run (statement, error) ? cw_store_last_id (self) : 0;
}

/**
 * cw_store_add_code:
 *
 * Adds an entry at the end of a list. Errors: %CW_ERROR_INVALID (a fixed list, no name),
 * %CW_ERROR_EXISTS.
 *
 * Returns: its id, 0 on error
 */
gint64
cw_store_add_code (CwStore *self, CwCodeList list, const char *label, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;
  const char *name;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);

  if (cw_code_list_is_fixed (list))
    {
      cw_store_refuse (error, CW_ERROR_INVALID, _ ("Nothing can be added to this list."));
      return 0;
    }
  text = strip_label (label, error);
  name = cw_code_list_name (list);
  transaction = text ? cw_transaction_begin (self, error) : NULL;
  if (!transaction || !check_label_is_new (self, name, text, 0, error))
    return 0;
  code = make_code (self, name, text, error);
  id = code ? insert_code (self, name, code, text, error) : 0;
  return id && cw_transaction_commit (&transaction, error) ? id : 0;
}

/* The list of an entry, as it is named in the table. */
static char *
find_list (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT list FROM code WHERE id = ?1", error);
  CwResult result;

  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_ROW)
    return cw_column_text (statement, 0);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This entry is not in the list any more."));
  return NULL;
}

gboolean
cw_store_rename_code (CwStore *self, gint64 id, const char *label, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (CwStatement) statement = NULL;
  g_autofree char *text = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  text = strip_label (label, error);
  transaction = text ? cw_transaction_begin (self, error) : NULL;
  list = transaction ? find_list (self, id, error) : NULL;
  if (!list || !check_label_is_new (self, list, text, id, error))
    return FALSE;
  /* The short label was made for the old name. */
  statement
      = cw_store_prepare (self,
                          "UPDATE code SET label = ?2, short = CASE WHEN label = ?2 THEN short END"
                          " WHERE id = ?1",
                          error);
  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_text (statement, text);
  return cw_statement_run (statement, error) && cw_transaction_commit (&transaction, error);
}

gboolean
cw_store_retire_code (CwStore *self, gint64 id, gboolean retired, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (CwStatement) statement = NULL;
  g_autofree char *name = NULL;
  CwCodeList list;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  name = transaction ? find_list (self, id, error) : NULL;
  if (!name)
    return FALSE;
  if (cw_code_list_from_name (name, &list) && cw_code_list_is_fixed (list))
    return cw_store_refuse (
        error, CW_ERROR_INVALID,
        _ ("The entries of this list can be renamed, but none can be taken away."));
  statement = cw_store_prepare (self, "UPDATE code SET retired = ?2 WHERE id = ?1", error);
  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_int (statement, retired != FALSE);
  return cw_statement_run (statement, error) && cw_transaction_commit (&transaction, error);
}

gboolean
cw_store_check_code (CwStore *self, CwCodeList list, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT 1 FROM code WHERE id = ?1 AND list = ?2", error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_text (statement, cw_code_list_name (list));
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return TRUE;
    case CW_RESULT_DONE:
      return cw_store_refuse (
          error, CW_ERROR_INVALID,
          _ ("A choice is missing, or is not in its list. Nothing was stored."));
    case CW_RESULT_ERROR:
    default:
      return FALSE;
    }
}

gboolean
cw_store_check_codes (CwStore *self, CwCodeList list, const CwIds *ids, GError **error)
{
  for (guint i = 0; ids && i < ids->len; i++)
    if (!cw_store_check_code (self, list, ids->items[i], error))
      return FALSE;
  return TRUE;
}
