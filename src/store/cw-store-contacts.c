/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

static const char *const line_kinds[] = {
  [CW_LINE_FACT] = "fact",
  [CW_LINE_SAID] = "said",
  [CW_LINE_OTHER] = "other",
  [CW_LINE_AGREED] = "agreed",
};

static gboolean
check_contact (CwStore *self, const CwContact *contact, GError **error)
{
  g_autoptr (GPtrArray) adults = cw_store_load_adults (self, contact->case_id, error);
  CwGateInput input = {
    .act = CW_ACT_STORE_CONTACT, .day = contact->day, .adults = adults, .with = contact->adults
  };

  if (!adults)
    return FALSE;
  if (contact->day == CW_DAY_NONE)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("The day of the contact is missing."));
  if (contact->minutes < 0 || contact->minutes > 1440)
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The minutes of a contact must be between 0 and 1,440."));
  return cw_store_ask_gate (self, &input, error)
         && cw_store_check_code (self, CW_LIST_CONTACT_METHOD, contact->method, error)
         && cw_store_check_codes (self, CW_LIST_SUPPORT_TYPE, contact->support, error)
         && cw_store_check_codes (self, CW_LIST_SERVICE, contact->services, error);
}

static gboolean
write_lines (CwStore *self, gint64 id, GPtrArray *lines, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "INSERT INTO contact_line (contact_id, position, kind, text) VALUES (?1, ?2, ?3, ?4)",
      error);

  if (!statement)
    return FALSE;
  for (guint i = 0; lines && i < lines->len; i++)
    {
      const CwLine *line = g_ptr_array_index (lines, i);

      if (!line->text || !line->text[0])
        continue;
      cw_bind_int (statement, id);
      cw_bind_int (statement, i);
      cw_bind_text (statement, line_kinds[line->kind]);
      cw_bind_text (statement, line->text);
      if (!cw_statement_run (statement, error))
        return FALSE;
      cw_statement_rewind (statement);
    }
  return TRUE;
}

static gboolean
index_contact (CwStore *self, gint64 id, const CwContact *contact, GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; contact->lines && i < contact->lines->len; i++)
    {
      const CwLine *line = g_ptr_array_index (contact->lines, i);

      if (!line->text || !line->text[0])
        continue;
      if (body->len > 0)
        g_string_append_c (body, '\n');
      g_string_append (body, line->text);
    }
  return cw_store_index (self, "contact", id, contact->case_id, body->str, error);
}

/* With whom comes first: the table of lines asks for it. */
static gboolean
write_parts (CwStore *self, gint64 id, const CwContact *contact, GError **error)
{
  return cw_store_insert_ids (self,
                              "INSERT INTO contact_adult (contact_id, adult_id) VALUES (?1, ?2)",
                              id, contact->adults, error)
         && cw_store_insert_ids (
             self, "INSERT INTO contact_support (contact_id, support_id) VALUES (?1, ?2)", id,
             contact->support, error)
         && cw_store_insert_ids (
             self, "INSERT INTO contact_service (contact_id, service_id) VALUES (?1, ?2)", id,
             contact->services, error)
         && write_lines (self, id, contact->lines, error)
         && index_contact (self, id, contact, error);
}

static gint64
insert_contact (
    CwStore *self, gint64 id, const CwContact *contact, gint64 counted_in, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "INSERT INTO contact (id, case_id, day, time, minutes, method_id, counted_in, entered_at, "
      "left_out, held_back) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      error);

  if (!statement)
    return 0;
  cw_bind_id (statement, id);
  cw_bind_int (statement, contact->case_id);
  cw_bind_day (statement, contact->day);
  cw_bind_time (statement, contact->time);
  cw_bind_int (statement, contact->minutes);
  cw_bind_int (statement, contact->method);
  cw_bind_id (statement, counted_in);
  cw_bind_int (statement, cw_store_now (self));
  cw_bind_int (statement, contact->left_out != FALSE);
  cw_bind_int (statement, contact->held_back != FALSE);
  if (!cw_statement_run (statement, error))
    return 0;
  id = cw_store_last_id (self);
  return write_parts (self, id, contact, error) ? id : 0;
}

/* The adults go first: those of before need not have agreed on the new day. */
static gboolean
update_contact (CwStore *self, const CwContact *contact, GError **error)
{
  static const char *const deletions[] = {
    "DELETE FROM contact_line WHERE contact_id = ?1",
    "DELETE FROM contact_adult WHERE contact_id = ?1",
    "DELETE FROM contact_support WHERE contact_id = ?1",
    "DELETE FROM contact_service WHERE contact_id = ?1",
  };
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "UPDATE contact SET day = ?3, time = ?4, minutes = ?5, method_id = ?6 "
                          "WHERE id = ?1 AND case_id = ?2",
                          error);

  for (guint i = 0; statement && i < G_N_ELEMENTS (deletions); i++)
    if (!cw_store_run_where (self, deletions[i], contact->id, error))
      return FALSE;
  if (!statement)
    return FALSE;
  cw_bind_int (statement, contact->id);
  cw_bind_int (statement, contact->case_id);
  cw_bind_day (statement, contact->day);
  cw_bind_time (statement, contact->time);
  cw_bind_int (statement, contact->minutes);
  cw_bind_int (statement, contact->method);
  if (!cw_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) != 1)
    return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                            _ ("This contact is not in the records any more."));
  return write_parts (self, contact->id, contact, error);
}

static gboolean
save_with_step (CwStore *self, const CwContact *contact, const CwStep *step, GError **error)
{
  g_autoptr (CwStep) copy = NULL;

  if (!step)
    return TRUE;
  copy = cw_step_copy (step);
  copy->case_id = contact->case_id;
  return cw_store_save_step (self, copy, error) != 0;
}

/**
 * cw_store_save_contact:
 * @contact: with id 0 a new one; of one that is there, the block that counted it and whether it is
 *   to be passed on are kept
 * @step: (nullable): the next step
 * @draft_id: the draft it was typed in, 0: none
 *
 * Stores a contact with its note (R11) and, together with it, the next step and the end of the
 * draft. The gate is asked for its day (R7). Errors: %CW_ERROR_CONSENT, %CW_ERROR_INVALID,
 * %CW_ERROR_NOT_FOUND.
 *
 * Returns: its id, 0 on error
 */
gint64
cw_store_save_contact (
    CwStore *self, const CwContact *contact, const CwStep *step, gint64 draft_id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (contact != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_contact (self, contact, error))
    return 0;
  if (contact->id == 0)
    id = insert_contact (self, 0, contact, 0, error);
  else
    id = update_contact (self, contact, error) ? contact->id : 0;
  if (id == 0 || !save_with_step (self, contact, step, error)
      || (draft_id != 0 && !cw_store_delete_draft (self, draft_id, error)))
    return 0;
  return cw_transaction_commit (&transaction, error) ? id : 0;
}

/* ---- reading ---- */

static CwLineKind
read_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (line_kinds); i++)
    if (g_str_equal (name, line_kinds[i]))
      return i;
  return CW_LINE_FACT;
}

static gboolean
load_lines (CwStore *self, CwContact *contact, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "SELECT kind, text FROM contact_line WHERE contact_id = ?1 ORDER BY position", error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, contact->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (contact->lines, cw_line_new_take (read_kind (cw_column_peek (statement, 0)),
                                                       cw_column_text (statement, 1)));
  return result == CW_RESULT_DONE;
}

static gboolean
load_parts (CwStore *self, CwContact *contact, GError **error)
{
  return cw_store_load_ids (self, "SELECT adult_id FROM contact_adult WHERE contact_id = ?1",
                            contact->id, contact->adults, error)
         && cw_store_load_ids (self, "SELECT support_id FROM contact_support WHERE contact_id = ?1",
                               contact->id, contact->support, error)
         && cw_store_load_ids (self, "SELECT service_id FROM contact_service WHERE contact_id = ?1",
                               contact->id, contact->services, error)
         && load_lines (self, contact, error);
}

CwContact *
cw_store_get_contact (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (CwContact) contact = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (
      self,
      "SELECT case_id, day, time, minutes, method_id, counted_in, left_out, held_back FROM contact "
      "WHERE id = ?1",
      error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This contact is not in the records any more."));
  if (result != CW_RESULT_ROW)
    return NULL;
  contact = cw_contact_new ();
  contact->id = id;
  contact->case_id = cw_column_int (statement, 0);
  contact->day = cw_column_day (statement, 1);
  contact->time = cw_column_time (statement, 2);
  contact->minutes = (int) cw_column_int (statement, 3);
  contact->method = cw_column_int (statement, 4);
  contact->counted_in = cw_column_int (statement, 5);
  contact->left_out = cw_column_int (statement, 6) != 0;
  contact->held_back = cw_column_int (statement, 7) != 0;
  return load_parts (self, contact, error) ? g_steal_pointer (&contact) : NULL;
}

/**
 * cw_store_delete_contact:
 *
 * Returns: (transfer full): what it was, for cw_store_restore_contact()
 */
CwContact *
cw_store_delete_contact (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (CwContact) contact = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  transaction = cw_transaction_begin (self, error);
  contact = transaction ? cw_store_get_contact (self, id, error) : NULL;
  if (!contact || !cw_store_unindex (self, "contact", id, error)
      || !cw_store_run_where (self, "DELETE FROM contact WHERE id = ?1", id, error)
      || !cw_transaction_commit (&transaction, error))
    return NULL;
  return g_steal_pointer (&contact);
}

/**
 * cw_store_restore_contact:
 *
 * Undoes a deletion: the same id (another one where it was given away meanwhile) and the block that
 * had counted it, so that it is never counted twice.
 */
gboolean
cw_store_restore_contact (CwStore *self, const CwContact *contact, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (contact != NULL, FALSE);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_contact (self, contact, error))
    return FALSE;
  id = cw_store_find_id_back (self, "SELECT 0 FROM contact WHERE id = ?1", contact->id, error);
  return id >= 0 && insert_contact (self, id, contact, contact->counted_in, error) != 0
         && cw_transaction_commit (&transaction, error);
}

/* ---- the timeline ---- */

static CwStatement *
prepare_timeline (CwStore *self,
                  const char *what,
                  gint64 case_id,
                  gint64 adult_id,
                  const char *search,
                  const char *tail,
                  GError **error)
{
  g_autoptr (CwWords) words = cw_words_new (search);
  g_autoptr (GString) sql = g_string_new (what);
  CwStatement *statement;

  g_string_append (sql, " FROM contact k WHERE k.case_id = ?");
  if (adult_id != 0)
    g_string_append (
        sql,
        " AND EXISTS (SELECT 1 FROM contact_adult a WHERE a.contact_id = k.id AND a.adult_id = ?)");
  /* Past the index: the cost is that of one case, however often the word stands elsewhere. */
  if (words)
    g_string_append (
        sql, " AND EXISTS (SELECT 1 FROM search_doc d WHERE d.kind = 'contact' AND d.item_id = k.id"
             " AND words_in (d.body, ?))");
  g_string_append (sql, tail);
  statement = cw_store_prepare (self, sql->str, error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, case_id);
  if (adult_id != 0)
    cw_bind_int (statement, adult_id);
  if (words)
    cw_bind_text (statement, search);
  return statement;
}

/**
 * cw_store_list_contacts:
 * @adult_id: of whom, 0: of everyone
 * @search: (nullable): words of the note
 *
 * Returns: (transfer full) (element-type CwContact): a page of the case's contacts, newest first
 */
GPtrArray *
cw_store_list_contacts (CwStore *self,
                        gint64 case_id,
                        gint64 adult_id,
                        const char *search,
                        guint offset,
                        guint limit,
                        GError **error)
{
  g_autoptr (GPtrArray) contacts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_contact_free);
  g_autoptr (CwStatement) statement = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement
      = prepare_timeline (self, "SELECT k.id", case_id, adult_id, search,
                          " ORDER BY k.day DESC, k.time DESC, k.id DESC LIMIT ? OFFSET ?", error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, limit);
  cw_bind_int (statement, offset);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwContact *contact = cw_store_get_contact (self, cw_column_int (statement, 0), error);

      if (!contact)
        return NULL;
      g_ptr_array_add (contacts, contact);
    }
  return result == CW_RESULT_DONE ? g_steal_pointer (&contacts) : NULL;
}

gint64
cw_store_count_contacts (
    CwStore *self, gint64 case_id, gint64 adult_id, const char *search, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), -1);

  statement = prepare_timeline (self, "SELECT count (*)", case_id, adult_id, search, "", error);
  if (!statement || cw_statement_step (statement, error) != CW_RESULT_ROW)
    return -1;
  return cw_column_int (statement, 0);
}
