/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-private.h"

/**
 * cw_store_index:
 * @kind: "case", "adult", "child", "contact" or "step"
 * @body: the words; "" takes the document away
 *
 * Keeps the search document of one thing. An entry that is changed keeps its place in the order of
 * entry.
 */
gboolean
cw_store_index (CwStore *self,
                const char *kind,
                gint64 item_id,
                gint64 case_id,
                const char *body,
                GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autofree char *document = NULL;

  if (!body || !body[0])
    return cw_store_unindex (self, kind, item_id, error);
  statement = cw_store_prepare (
      self,
      "INSERT INTO search_doc (kind, item_id, case_id, body) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (kind, item_id) DO UPDATE SET body = excluded.body WHERE body IS NOT "
      "excluded.body",
      error);
  if (!statement)
    return FALSE;
  cw_bind_text (statement, kind);
  cw_bind_int (statement, item_id);
  cw_bind_int (statement, case_id);
  document = cw_words_document (body);
  cw_bind_text (statement, document);
  return cw_statement_run (statement, error);
}

gboolean
cw_store_unindex (CwStore *self, const char *kind, gint64 item_id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "DELETE FROM search_doc WHERE kind = ?1 AND item_id = ?2", error);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, kind);
  cw_bind_int (statement, item_id);
  return cw_statement_run (statement, error);
}

/* A deleted word leaves the index at once (secure-delete), but where a page of the index began with
 * it, as much of it as told the page from the one before stays in the list of pages. Merging does
 * not touch an index of one part, so it is made anew from the words that are there. */
gboolean
cw_store_renew_index (CwStore *self, GError **error)
{
  return cw_store_exec (self, "INSERT INTO search (search) VALUES ('rebuild')", error);
}

/* The words around what was found in one document. */
char *
cw_store_search_found (CwStore *self, CwWords *words, gint64 doc_id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT body FROM search_doc WHERE id = ?1", error);

  if (!statement)
    return NULL;
  cw_bind_int (statement, doc_id);
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_words_excerpt (words, cw_column_peek (statement, 0));
    case CW_RESULT_DONE:
      return g_strdup ("");
    case CW_RESULT_ERROR:
    default:
      return NULL;
    }
}

/* ---- words_in (body, words): whether every word is in the body ---- */

static void
free_words_cb (void *words)
{
  cw_words_free (words);
}

static void
words_in_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *body = (const char *) sqlite3_value_text (values[0]);
  CwWords *words = sqlite3_get_auxdata (context, 1);

  if (!words)
    {
      words = cw_words_new ((const char *) sqlite3_value_text (values[1]));
      if (words)
        sqlite3_set_auxdata (context, 1, words, free_words_cb);
      words = sqlite3_get_auxdata (context, 1);
    }
  sqlite3_result_int (context, words && body && cw_words_are_in (words, body));
}

gboolean
cw_store_add_functions (CwStore *self, GError **error)
{
  int code = sqlite3_create_function_v2 (self->db, "words_in", 2,
                                         SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                         NULL, words_in_cb, NULL, NULL, NULL);

  return code == SQLITE_OK || cw_store_set_error (self, code, error);
}
