/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-consents.h"

static const char *const status_names[] = {
  [CW_CASE_OPEN] = "open",
  [CW_CASE_WAITING] = "waiting",
  [CW_CASE_CLOSED] = "closed",
};

CwCaseStatus
cw_store_read_status (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_str_equal (name, status_names[i]))
      return i;
  return CW_CASE_OPEN;
}

/* ---- opening a case (R1, R7) ---- */

/**
 * cw_store_next_reference:
 *
 * Returns: (transfer full): the reference a new case would get: one more than the highest that is a
 * number
 */
char *
cw_store_next_reference (CwStore *self, GError **error)
{
  gint64 highest;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  /* The longest number is the highest: the index by length ends with it, status by status. */
  highest = cw_store_ask (self,
                          "SELECT max (coalesce ((SELECT CAST (reference AS INTEGER) FROM "
                          "case_file WHERE status = s.column1"
                          "   AND reference NOT GLOB '*[^0-9]*' AND length (reference) < 10 ORDER "
                          "BY length (reference) DESC, reference DESC LIMIT 1), 0))"
                          " FROM (VALUES ('open'), ('waiting'), ('closed')) s",
                          0, 0, 0, error);
  return highest < 0 ? NULL : g_strdup_printf ("%04" G_GINT64_FORMAT, highest + 1);
}

static gint64
write_case (CwStore *self, const CwCaseOpening *opening, const char *reference, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO case_file (reference, opened, how_came_id, asked_by_id, "
                          "parent_agreed_on, family)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                          error);

  if (!statement)
    return 0;
  cw_bind_text (statement, reference);
  cw_bind_day (statement, opening->opened);
  cw_bind_int (statement, opening->how_came);
  cw_bind_id (statement, opening->asked_by);
  cw_bind_day (statement, opening->parent_agreed_on != CW_DAY_NONE ? opening->parent_agreed_on
                                                                   : opening->opened);
  cw_bind_int (statement, cw_store_random (self));
  return cw_statement_run (statement, error) ? cw_store_last_id (self) : 0;
}

static gboolean
check_reference (CwStore *self, const char *reference, GError **error)
{
  gint64 there;

  /* The table's own rule, said before it is met: no name can hide in a reference. */
  if (!cw_case_reference_is_sound (reference))
    return cw_store_refuse (
        error, CW_ERROR_INVALID,
        _ ("A case number has at most 20 letters, digits and dashes, and at least one digit."));
  there = cw_store_find_case (self, reference, error);
  if (there > 0)
    return cw_store_refuse (error, CW_ERROR_EXISTS, _ ("There is a case of this number already."));
  return there == 0;
}

static gboolean
check_opening (CwStore *self, const CwCaseOpening *opening, GError **error)
{
  CwGateInput input = { .act = CW_ACT_OPEN_CASE, .opening = opening, .consent = opening->consent };
  gint64 asked;

  if (!cw_store_check_code (self, CW_LIST_HOW_CAME, opening->how_came, error))
    return FALSE;
  asked = cw_store_ask (self, "SELECT code = 'asked' FROM code WHERE id = ?1", opening->how_came, 0,
                        0, error);
  if (asked < 0)
    return FALSE;
  input.somebody_asked = asked == 1;
  if (!cw_store_ask_gate (self, &input, error))
    return FALSE;
  if (opening->opened == CW_DAY_NONE)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("The day the case was opened is missing."));
  return opening->asked_by == 0
         || cw_store_check_code (self, CW_LIST_ASKED_BY, opening->asked_by, error);
}

/**
 * cw_store_open_case:
 * @first_adult: (out) (optional): the id of the adult
 *
 * Stores a case, one adult without a name and the consent, together (R1, R7). Errors:
 * %CW_ERROR_CONSENT, %CW_ERROR_INVALID, %CW_ERROR_EXISTS (the reference).
 *
 * Returns: the case's id, 0 on error
 */
gint64
cw_store_open_case (CwStore *self,
                    const CwCaseOpening *opening,
                    gint64 *first_adult,
                    GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autofree char *reference = NULL;
  gint64 id, adult;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (opening != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_opening (self, opening, error))
    return 0;
  reference = opening->reference && opening->reference[0] ? g_strdup (opening->reference)
                                                          : cw_store_next_reference (self, error);
  if (!reference || !check_reference (self, reference, error))
    return 0;
  id = write_case (self, opening, reference, error);
  adult = id ? cw_store_write_adult (self, id, opening->consent, error) : 0;
  if (adult == 0 || !cw_store_index (self, "case", id, id, reference, error)
      || !cw_transaction_commit (&transaction, error))
    return 0;
  if (first_adult)
    *first_adult = adult;
  return id;
}

/* ---- one case ---- */

static gboolean
load_children (CwStore *self, CwCase *record, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "SELECT id, name, year_group, born FROM child WHERE case_id = ?1 ORDER BY position, id",
      error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, record->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwChild *child = cw_child_new ();

      child->id = cw_column_int (statement, 0);
      cw_column_take (statement, 1, &child->name);
      cw_column_take (statement, 2, &child->year_group);
      child->born = cw_column_day (statement, 3);
      g_ptr_array_add (record->children, child);
    }
  return result == CW_RESULT_DONE;
}

static gboolean
load_links (CwStore *self, CwCase *record, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "SELECT c.reference FROM case_file c WHERE c.id IN"
      " (SELECT b FROM case_link WHERE a = ?1 UNION SELECT a FROM case_link WHERE b = ?1)"
      " ORDER BY length (c.reference), c.reference",
      error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, record->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (record->links, cw_column_text (statement, 0));
  return result == CW_RESULT_DONE;
}

static void
read_case (CwStatement *statement, CwCase *record)
{
  cw_column_take (statement, 0, &record->reference);
  record->opened = cw_column_day (statement, 1);
  record->closed = cw_column_day (statement, 2);
  record->status = cw_store_read_status (cw_column_peek (statement, 3));
  record->how_came = cw_column_int (statement, 4);
  record->asked_by = cw_column_int (statement, 5);
  record->parent_agreed_on = cw_column_day (statement, 6);
  record->family = cw_column_int (statement, 7);
  record->contacts = (int) cw_column_int (statement, 8);
  record->minutes = (int) cw_column_int (statement, 9);
  record->last_contact = cw_column_day (statement, 10);
}

/**
 * cw_store_get_case:
 *
 * Returns: (transfer full): the case with its adults and the history of their consents, children
 * and links
 */
CwCase *
cw_store_get_case (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (CwCase) record = NULL;
  g_autoptr (GPtrArray) adults = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (self,
                                "SELECT reference, opened, closed, status, how_came_id, "
                                "asked_by_id, parent_agreed_on, family, contacts, minutes,"
                                " last_contact FROM case_file WHERE id = ?1",
                                error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This case is not in the records any more."));
  if (result != CW_RESULT_ROW)
    return NULL;
  record = cw_case_new ();
  record->id = id;
  read_case (statement, record);
  adults = cw_store_load_adults (self, id, error);
  if (!adults || !load_children (self, record, error) || !load_links (self, record, error))
    return NULL;
  g_clear_pointer (&record->adults, g_ptr_array_unref);
  record->adults = g_steal_pointer (&adults);
  return g_steal_pointer (&record);
}

/**
 * cw_store_find_case:
 *
 * Returns: the id of the case of that reference, 0 without error where there is none, -1 on error
 */
gint64
cw_store_find_case (CwStore *self, const char *reference, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), -1);
  g_return_val_if_fail (reference != NULL, -1);

  statement = cw_store_prepare (self, "SELECT id FROM case_file WHERE reference = ?1", error);
  if (!statement)
    return -1;
  cw_bind_text (statement, reference);
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_column_int (statement, 0);
    case CW_RESULT_DONE:
      return 0;
    case CW_RESULT_ERROR:
    default:
      return -1;
    }
}

/**
 * cw_store_set_case_status:
 * @closed: the day it was closed, not before it was opened; only looked at for %CW_CASE_CLOSED
 */
gboolean
cw_store_set_case_status (
    CwStore *self, gint64 id, CwCaseStatus status, CwDay closed, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), FALSE);

  if (status == CW_CASE_CLOSED && (closed == CW_DAY_NONE || closed > cw_store_today (self)))
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The day the case was closed is missing, or has not come yet."));
  statement = cw_store_prepare (self,
                                "UPDATE case_file SET status = ?2, closed = ?3"
                                " WHERE id = ?1 AND (?3 IS NULL OR ?3 >= opened)",
                                error);
  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_text (statement, status_names[status]);
  cw_bind_day (statement, status == CW_CASE_CLOSED ? closed : CW_DAY_NONE);
  if (!cw_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 1)
    return TRUE;
  if (cw_store_ask (self, "SELECT 1 FROM case_file WHERE id = ?1", id, 0, 0, NULL) == 1)
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("A case cannot be closed before the day it was opened."));
  return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                          _ ("This case is not in the records any more."));
}
