/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

#define STEP_COLUMNS                                                                               \
  "SELECT s.id, s.case_id, s.adult_id, s.text, s.due, s.time, s.done_on, c.reference, i.name"      \
  " FROM next_step s JOIN case_file c ON c.id = s.case_id LEFT JOIN adult_identity i ON "          \
  "i.adult_id = s.adult_id"

static CwStep *
read_step (CwStatement *statement)
{
  CwStep *step = cw_step_new ();

  step->id = cw_column_int (statement, 0);
  step->case_id = cw_column_int (statement, 1);
  step->adult_id = cw_column_int (statement, 2);
  cw_column_take (statement, 3, &step->text);
  step->due = cw_column_day (statement, 4);
  step->time = cw_column_time (statement, 5);
  step->done_on = cw_column_day (statement, 6);
  cw_column_take (statement, 7, &step->reference);
  cw_column_take (statement, 8, &step->who);
  return step;
}

/* Ticking a step off, or moving it, records nothing new about a parent; its words and for whom it
 * is do. */
static gboolean
says_nothing_new (CwStore *self, const CwStep *step, gboolean *nothing_new, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "SELECT text = ?2 AND adult_id IS ?3 AND case_id = ?4 FROM next_step WHERE id = ?1",
      error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, step->id);
  cw_bind_string (statement, step->text);
  cw_bind_id (statement, step->adult_id);
  cw_bind_int (statement, step->case_id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                            _ ("This step is not in the records any more."));
  *nothing_new = result == CW_RESULT_ROW && cw_column_int (statement, 0) != 0;
  return result == CW_RESULT_ROW;
}

/* *nothing_new: no permission is needed, and the search has it as it is. */
static gboolean
check_step (CwStore *self, const CwStep *step, gboolean *nothing_new, GError **error)
{
  g_autoptr (GPtrArray) adults = NULL;
  CwGateInput input = { .act = CW_ACT_STORE_STEP, .adult_id = step->adult_id };

  if (step->due == CW_DAY_NONE)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("The day the step is due is missing."));
  if (step->id != 0 && !says_nothing_new (self, step, nothing_new, error))
    return FALSE;
  if (*nothing_new)
    return TRUE;
  adults = cw_store_load_adults (self, step->case_id, error);
  input.adults = adults;
  return adults && cw_store_ask_gate (self, &input, error);
}

static gint64
write_step (CwStore *self, const CwStep *step, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          step->id == 0
                              ? "INSERT INTO next_step (case_id, adult_id, text, due, time, "
                                "done_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                              : "UPDATE next_step SET adult_id = ?2, text = ?3, due = ?4, time = "
                                "?5, done_on = ?6 WHERE case_id = ?1 AND id = ?7",
                          error);

  if (!statement)
    return 0;
  cw_bind_int (statement, step->case_id);
  cw_bind_id (statement, step->adult_id);
  cw_bind_string (statement, step->text);
  cw_bind_day (statement, step->due);
  cw_bind_time (statement, step->time);
  cw_bind_day (statement, step->done_on);
  if (step->id != 0)
    cw_bind_int (statement, step->id);
  if (!cw_statement_run (statement, error))
    return 0;
  if (step->id == 0)
    return cw_store_last_id (self);
  if (sqlite3_changes (self->db) == 1)
    return step->id;
  cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This step is not in the records any more."));
  return 0;
}

/**
 * cw_store_save_step:
 *
 * Stores a next step. The gate is asked (R7) unless the step is only moved or ticked off.
 *
 * Returns: its id, 0 on error
 */
gint64
cw_store_save_step (CwStore *self, const CwStep *step, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gboolean nothing_new = FALSE;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (step != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_step (self, step, &nothing_new, error))
    return 0;
  id = write_step (self, step, error);
  if (id == 0
      || (!nothing_new && !cw_store_index (self, "step", id, step->case_id, step->text, error)))
    return 0;
  return cw_transaction_commit (&transaction, error) ? id : 0;
}

gboolean
cw_store_delete_step (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  return transaction && cw_store_unindex (self, "step", id, error)
         && cw_store_run_where (self, "DELETE FROM next_step WHERE id = ?1", id, error)
         && cw_transaction_commit (&transaction, error);
}

/**
 * cw_store_list_steps:
 *
 * Returns: (transfer full) (element-type CwStep): the steps of a case, those to do first, by day
 */
GPtrArray *
cw_store_list_steps (CwStore *self, gint64 case_id, gboolean done_too, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_step_free);
  g_autoptr (CwStatement) statement = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement
      = cw_store_prepare (self,
                          STEP_COLUMNS
                          " WHERE s.case_id = ?1 AND (?2 OR s.done_on IS NULL)"
                          " ORDER BY s.done_on IS NOT NULL, s.due, s.time IS NULL, s.time, s.id",
                          error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, case_id);
  cw_bind_int (statement, done_too != FALSE);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (steps, read_step (statement));
  return result == CW_RESULT_DONE ? g_steal_pointer (&steps) : NULL;
}
