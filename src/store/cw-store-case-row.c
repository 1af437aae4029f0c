/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-case-list.h"

/* Names and how many agree, in one walk over the adults of the case. */
static gboolean
load_adults (CwStore *self, CwCaseRow *row, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT i.name, a.kept_apart, EXISTS (SELECT 1 FROM consent c WHERE "
                          "c.adult_id = a.id AND c.withdrawn_on IS NULL)"
                          " FROM adult a LEFT JOIN adult_identity i ON i.adult_id = a.id WHERE "
                          "a.case_id = ?1 ORDER BY a.position, a.id",
                          error);
  g_autoptr (GString) names = g_string_new (NULL);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, row->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      if (!cw_column_is_null (statement, 0))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                cw_column_peek (statement, 0));
      if (cw_column_int (statement, 1) != 0)
        row->apart = TRUE;
      if (cw_column_int (statement, 2) != 0)
        row->agreeing++;
      else
        row->withdrawn++;
    }
  g_free (row->adults);
  row->adults = g_strdup (names->str);
  return result == CW_RESULT_DONE;
}

static void
append_child (GString *names, const char *name, const char *year_group)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
  if (g_ascii_isdigit (year_group[0]))
    /* Translators: the short form of a school year after a child's name: "Y5". %s is its number. */
    g_string_append_printf (names, C_ ("school year", " Y%s"), year_group);
  else if (year_group[0])
    g_string_append_printf (names, " %s", year_group);
}

static gboolean
load_children (CwStore *self, CwCaseRow *row, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "SELECT name, year_group FROM child WHERE case_id = ?1 ORDER BY position, id", error);
  g_autoptr (GString) names = g_string_new (NULL);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, row->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    append_child (names, cw_column_peek (statement, 0), cw_column_peek (statement, 1));
  g_free (row->children);
  row->children = g_strdup (names->str);
  return result == CW_RESULT_DONE;
}

static gboolean
load_next_step (CwStore *self, CwCaseRow *row, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "SELECT text, due, time FROM next_step WHERE case_id = ?1 AND done_on IS NULL"
      " ORDER BY due, time IS NULL, time, id LIMIT 1",
      error);
  CwResult result;

  row->next_time = -1;
  if (!statement)
    return FALSE;
  cw_bind_int (statement, row->id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_ROW)
    {
      cw_column_take (statement, 0, &row->next_step);
      row->next_due = cw_column_day (statement, 1);
      row->next_time = cw_column_time (statement, 2);
    }
  return result != CW_RESULT_ERROR;
}

CwCaseRow *
cw_store_load_case_row (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT reference, status, last_contact FROM case_file WHERE id = ?1",
                          error);
  g_autoptr (CwCaseRow) row = NULL;
  CwResult result;

  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This case is not in the records any more."));
  if (result != CW_RESULT_ROW)
    return NULL;
  row = cw_case_row_new ();
  row->id = id;
  cw_column_take (statement, 0, &row->reference);
  row->status = cw_store_read_status (cw_column_peek (statement, 1));
  row->last_contact = cw_column_day (statement, 2);
  if (!load_adults (self, row, error) || !load_children (self, row, error)
      || !load_next_step (self, row, error))
    return NULL;
  return g_steal_pointer (&row);
}

CwCaseRow *
cw_store_load_paper_row (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwPaperRecord) record = cw_store_get_paper (self, id, error);
  CwCaseRow *row;

  if (!record)
    return NULL;
  row = cw_case_row_new ();
  row->paper = id;
  g_free (row->reference);
  row->reference = cw_paper_record_format (id);
  row->status = record->closed != CW_DAY_NONE ? CW_CASE_CLOSED : CW_CASE_OPEN;
  row->last_contact = record->last_seen;
  row->next_due = record->look_again;
  row->next_time = -1;
  return row;
}
