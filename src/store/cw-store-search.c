/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-private.h"

/**
 * cw_store_index:
 * @kind: "case", "adult", "child", "contact" or "step"
 * @body: the words; "" takes the document away
 *
 * Keeps the search document of one thing. An entry that is changed keeps its place in the order of entry.
 */
gboolean
cw_store_index (CwStore *self, const char *kind, gint64 item_id, gint64 case_id, const char *body, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  if (!body || !body[0])
    return cw_store_unindex (self, kind, item_id, error);
  statement = cw_store_prepare (self,
    "INSERT INTO search_doc (kind, item_id, case_id, body) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (kind, item_id) DO UPDATE SET body = excluded.body WHERE body IS NOT excluded.body", error);
  if (!statement)
    return FALSE;
  cw_bind_text (statement, kind);
  cw_bind_int (statement, item_id);
  cw_bind_int (statement, case_id);
  cw_bind_text (statement, body);
  return cw_statement_run (statement, error);
}

gboolean
cw_store_unindex (CwStore *self, const char *kind, gint64 item_id, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, "DELETE FROM search_doc WHERE kind = ?1 AND item_id = ?2", error);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, kind);
  cw_bind_int (statement, item_id);
  return cw_statement_run (statement, error);
}

/* Only letters and digits reach the query: the index knows no others, and no operator can be typed. */
char *
cw_store_search_query (const char *words)
{
  GString *query = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *p = words ? words : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean part = g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (part && !in_word)
        g_string_append (query, query->len > 0 ? " \"" : "\"");
      if (!part && in_word)
        g_string_append_c (query, '"');
      if (part)
        g_string_append_unichar (query, c);
      in_word = part;
    }
  if (in_word)
    g_string_append_c (query, '"');
  if (query->len == 0)
    return g_string_free (query, TRUE);
  g_string_append_c (query, '*');
  return g_string_free (query, FALSE);
}

/* The words around what was found in one document. */
char *
cw_store_search_found (CwStore *self, const char *query, gint64 doc_id, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self,
    "SELECT snippet (search, 0, '', '', '…', 12) FROM search WHERE search MATCH ?1 AND rowid = ?2", error);

  if (!statement)
    return NULL;
  cw_bind_text (statement, query);
  cw_bind_int (statement, doc_id);
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_column_text (statement, 0);
    case CW_RESULT_DONE:
      return g_strdup ("");
    case CW_RESULT_ERROR:
    default:
      return NULL;
    }
}
