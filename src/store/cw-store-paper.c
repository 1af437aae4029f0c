/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/* R8: of a parent who wants no electronic record a number and dates are kept, nothing else. */

static gboolean
check_paper (CwStore *self, const CwPaperRecord *record, GError **error)
{
  CwGateInput input = { .act = CW_ACT_KEEP_PAPER_NUMBER, .day = record->opened };

  if (record->opened == CW_DAY_NONE || record->opened > cw_store_today (self))
    return cw_store_refuse (
        error, CW_ERROR_INVALID,
        _ ("The day the paper record was opened is missing, or has not come yet."));
  if ((record->closed != CW_DAY_NONE && record->closed < record->opened)
      || (record->last_seen != CW_DAY_NONE && record->last_seen < record->opened))
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The days of the paper record are not in order."));
  return cw_store_ask_gate (self, &input, error);
}

static gint64
write_paper (CwStore *self, const CwPaperRecord *record, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "INSERT INTO paper_record (id, opened, last_seen, look_again, closed) VALUES (?1, ?2, ?3, "
      "?4, ?5)"
      " ON CONFLICT (id) DO UPDATE SET opened = ?2, last_seen = ?3, look_again = ?4, closed = ?5",
      error);
  gint64 id = record->id != 0 ? record->id : cw_store_next_paper (self, error);

  if (!statement || id <= 0)
    return 0;
  cw_bind_int (statement, id);
  cw_bind_day (statement, record->opened);
  cw_bind_day (statement, record->last_seen);
  cw_bind_day (statement, record->look_again);
  cw_bind_day (statement, record->closed);
  return cw_statement_run (statement, error) ? id : 0;
}

/**
 * cw_store_save_paper:
 * @record: with id 0 it gets the next number; a number that is not there yet is kept as it is given
 *
 * Returns: its number, 0 on error
 */
gint64
cw_store_save_paper (CwStore *self, const CwPaperRecord *record, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (record != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_paper (self, record, error))
    return 0;
  id = write_paper (self, record, error);
  return id && cw_transaction_commit (&transaction, error) ? id : 0;
}

gint64
cw_store_next_paper (CwStore *self, GError **error)
{
  gint64 next;

  g_return_val_if_fail (cw_store_may_enter (self), 0);

  next = cw_store_ask (self, "SELECT coalesce (max (id), 0) + 1 FROM paper_record", 0, 0, 1, error);
  return MAX (next, 0);
}

CwPaperRecord *
cw_store_get_paper (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  CwPaperRecord *record;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (
      self, "SELECT opened, last_seen, look_again, closed FROM paper_record WHERE id = ?1", error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                     _ ("This paper record is not in the list any more."));
  if (result != CW_RESULT_ROW)
    return NULL;
  record = cw_paper_record_new ();
  record->id = id;
  record->opened = cw_column_day (statement, 0);
  record->last_seen = cw_column_day (statement, 1);
  record->look_again = cw_column_day (statement, 2);
  record->closed = cw_column_day (statement, 3);
  return record;
}

/**
 * cw_store_refuse_record:
 * @enquiry: the anonymous entry of the log
 * @paper: whether a paper record is kept
 * @opened: its day
 *
 * R8 in one transaction: the parent does not want to be in the records.
 *
 * Returns: the number of the paper record, -1 where none was asked for, 0 on error
 */
gint64
cw_store_refuse_record (
    CwStore *self, const CwEnquiry *enquiry, gboolean paper, CwDay opened, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 number = -1;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (enquiry != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || cw_store_save_enquiry (self, enquiry, error) == 0)
    return 0;
  if (paper)
    {
      CwPaperRecord record = { .opened = opened };

      number = cw_store_save_paper (self, &record, error);
      if (number == 0)
        return 0;
    }
  return cw_transaction_commit (&transaction, error) ? number : 0;
}
