/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

#define VERSIONS_KEPT 10

#define DRAFT_COLUMNS                                                                              \
  "SELECT d.id, d.kind, d.subject, d.case_id, c.reference, d.body, d.words, d.saved_at"            \
  " FROM draft d LEFT JOIN case_file c ON c.id = d.case_id"

static CwDraft *
read_draft (CwStatement *statement)
{
  CwDraft *draft = cw_draft_new ();

  draft->id = cw_column_int (statement, 0);
  cw_column_take (statement, 1, &draft->kind);
  cw_column_take (statement, 2, &draft->subject);
  draft->case_id = cw_column_int (statement, 3);
  cw_column_take (statement, 4, &draft->reference);
  cw_column_take (statement, 5, &draft->body);
  draft->words = (int) cw_column_int (statement, 6);
  draft->saved_at = cw_column_int (statement, 7);
  return draft;
}

/* A draft about a parent needs what the record itself would need (R7). */
static gboolean
check_draft (CwStore *self, const CwDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) adults = NULL;
  CwGateInput input = { .act = CW_ACT_STORE_DRAFT };

  if (draft->case_id == 0)
    return TRUE;
  adults = cw_store_load_adults (self, draft->case_id, error);
  input.adults = adults;
  return adults && cw_store_ask_gate (self, &input, error);
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text ? text : ""; *p; p++)
    if (!g_ascii_isspace (*p))
      return FALSE;
  return TRUE;
}

/* Empty never replaces text: a form that was cleared, or came up empty, must not cost what was
 * typed. */
static gboolean
would_lose_words (const CwDraft *before, const CwDraft *after)
{
  return is_blank (after->body) || (after->words <= 0 && before->words > 0);
}

static gint64
write_draft (CwStore *self, const CwDraft *draft, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO draft (kind, subject, case_id, body, words, saved_at) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                          " ON CONFLICT (kind, subject) DO UPDATE SET case_id = ?3, body = ?4, "
                          "words = ?5, saved_at = ?6 RETURNING id",
                          error);
  gint64 id;

  if (!statement)
    return 0;
  cw_bind_text (statement, draft->kind);
  cw_bind_string (statement, draft->subject);
  cw_bind_id (statement, draft->case_id);
  cw_bind_string (statement, draft->body);
  cw_bind_int (statement, MAX (draft->words, 0));
  cw_bind_int (statement, cw_store_now (self));
  if (cw_statement_step (statement, error) != CW_RESULT_ROW)
    return 0;
  id = cw_column_int (statement, 0);
  return cw_statement_run (statement, error) ? id : 0;
}

static gboolean
write_version (CwStore *self, gint64 id, const CwDraft *draft, GError **error)
{
  g_autoptr (CwStatement) insert
      = cw_store_prepare (self,
                          "INSERT INTO draft_version (draft_id, version, body, saved_at)"
                          " VALUES (?1, (SELECT coalesce (max (version), 0) + 1 FROM draft_version "
                          "WHERE draft_id = ?1), ?2, ?3)",
                          error);
  g_autoptr (CwStatement) trim = cw_store_prepare (
      self,
      "DELETE FROM draft_version WHERE draft_id = ?1"
      " AND version <= (SELECT max (version) FROM draft_version WHERE draft_id = ?1) - ?2",
      error);

  if (!insert || !trim)
    return FALSE;
  cw_bind_int (insert, id);
  cw_bind_string (insert, draft->body);
  cw_bind_int (insert, cw_store_now (self));
  cw_bind_int (trim, id);
  cw_bind_int (trim, VERSIONS_KEPT);
  return cw_statement_run (insert, error) && cw_statement_run (trim, error);
}

/**
 * cw_store_save_draft:
 * @draft: found by kind and subject; its id is not looked at
 *
 * Keeps what stands in a form. Empty never replaces text, and the last ten different versions are
 * kept.
 *
 * Returns: its id, 0 on error; -1 where the form is empty and there is no draft to keep
 */
gint64
cw_store_save_draft (CwStore *self, const CwDraft *draft, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (CwDraft) before = NULL;
  GError *problem = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (draft != NULL && draft->kind != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction)
    return 0;
  before = cw_store_get_draft (self, draft->kind, draft->subject ? draft->subject : "", &problem);
  if (problem)
    {
      g_propagate_error (error, problem);
      return 0;
    }
  if (!before && is_blank (draft->body))
    return -1;
  if (before && (would_lose_words (before, draft) || g_strcmp0 (before->body, draft->body) == 0))
    return before->id;
  if (!check_draft (self, draft, error))
    return 0;
  id = write_draft (self, draft, error);
  if (id == 0 || !write_version (self, id, draft, error))
    return 0;
  return cw_transaction_commit (&transaction, error) ? id : 0;
}

/**
 * cw_store_get_draft:
 *
 * Returns: (transfer full) (nullable): the draft, NULL without error where there is none
 */
CwDraft *
cw_store_get_draft (CwStore *self, const char *kind, const char *subject, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);

  statement = cw_store_prepare (self, DRAFT_COLUMNS " WHERE d.kind = ?1 AND d.subject = ?2", error);
  if (!statement)
    return NULL;
  cw_bind_text (statement, kind);
  cw_bind_text (statement, subject);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? read_draft (statement) : NULL;
}

static GPtrArray *
read_drafts (CwStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_draft_free);
  CwResult result;

  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (drafts, read_draft (statement));
  return result == CW_RESULT_DONE ? g_steal_pointer (&drafts) : NULL;
}

GPtrArray *
cw_store_list_drafts (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (self, DRAFT_COLUMNS " ORDER BY d.saved_at DESC, d.id DESC", error);
  return statement ? read_drafts (statement, error) : NULL;
}

gboolean
cw_store_delete_draft (CwStore *self, gint64 id, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  return cw_store_run_where (self, "DELETE FROM draft WHERE id = ?1", id, error);
}

/**
 * cw_store_list_draft_versions:
 *
 * Returns: (transfer full) (element-type CwDraft): the versions kept, newest (what the draft holds
 * now) first
 */
GPtrArray *
cw_store_list_draft_versions (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (
      self,
      "SELECT d.id, d.kind, d.subject, d.case_id, c.reference, v.body, 0, v.saved_at"
      " FROM draft_version v JOIN draft d ON d.id = v.draft_id LEFT JOIN case_file c ON c.id = "
      "d.case_id"
      " WHERE d.id = ?1 ORDER BY v.version DESC",
      error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  return read_drafts (statement, error);
}
