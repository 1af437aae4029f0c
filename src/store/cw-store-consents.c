/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-consents.h"

/* An adult and its first consent need each other: the id that the consent will get is written
 * first, and the reference from consent to adult is looked at when the transaction ends. */

static gint64
write_consent (CwStore *self, gint64 id, gint64 adult_id, const CwConsent *consent, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "INSERT INTO consent (id, adult_id, given_on, how, explained, explained_by, school_may_know, "
      "database_may_know,"
      " withdrawn_on, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, ?9)",
      error);

  if (!statement)
    return 0;
  cw_bind_id (statement, id);
  cw_bind_int (statement, adult_id);
  cw_bind_day (statement, consent->given_on);
  cw_bind_text (statement, consent->how == CW_CONSENT_SIGNED ? "signed" : "spoken");
  cw_bind_int (statement, consent->explained);
  cw_bind_string (statement, consent->explained_by);
  cw_bind_int (statement, consent->school_may_know != FALSE);
  cw_bind_int (statement, consent->database_may_know != FALSE);
  cw_bind_int (statement, cw_store_now (self));
  return cw_statement_run (statement, error) ? cw_store_last_id (self) : 0;
}

static gint64
write_adult (CwStore *self, gint64 adult_id, gint64 case_id, gint64 consent_id, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO adult (id, case_id, first_consent_id, position)"
                          " VALUES (?1, ?2, ?3, (SELECT coalesce (max (position) + 1, 0) FROM "
                          "adult WHERE case_id = ?2))",
                          error);

  if (!statement)
    return 0;
  cw_bind_int (statement, adult_id);
  cw_bind_int (statement, case_id);
  cw_bind_int (statement, consent_id);
  return cw_statement_run (statement, error) ? cw_store_last_id (self) : 0;
}

gint64
cw_store_write_adult (CwStore *self, gint64 case_id, const CwConsent *consent, GError **error)
{
  gint64 adult_id
      = cw_store_ask (self, "SELECT coalesce (max (id), 0) + 1 FROM adult", 0, 0, 1, error);
  gint64 consent_id = adult_id > 0 ? write_consent (self, 0, adult_id, consent, error) : 0;

  return consent_id > 0 ? write_adult (self, adult_id, case_id, consent_id, error) : 0;
}

/**
 * cw_store_add_adult:
 *
 * A further adult of a case, without a name and with a consent of their own (R2).
 *
 * Returns: the adult's id, 0 on error
 */
gint64
cw_store_add_adult (CwStore *self, gint64 case_id, const CwConsent *consent, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  CwGateInput input = { .act = CW_ACT_ADD_ADULT, .consent = consent };
  gint64 adult_id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !cw_store_ask_gate (self, &input, error))
    return 0;
  adult_id = cw_store_write_adult (self, case_id, consent, error);
  return adult_id && cw_transaction_commit (&transaction, error) ? adult_id : 0;
}

/* The newest consent of an adult; FALSE with an error where there is none. */
static gboolean
find_newest (CwStore *self,
             gint64 adult_id,
             gint64 *id,
             CwDay *given_on,
             CwDay *withdrawn_on,
             GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT id, given_on, withdrawn_on FROM consent WHERE adult_id = ?1 "
                          "ORDER BY given_on DESC, id DESC LIMIT 1",
                          error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, adult_id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This parent is not in the records any more."));
  if (result != CW_RESULT_ROW)
    return FALSE;
  *id = cw_column_int (statement, 0);
  *given_on = cw_column_day (statement, 1);
  *withdrawn_on = cw_column_day (statement, 2);
  return TRUE;
}

static gboolean
end_consent (CwStore *self, gint64 id, CwDay day, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "UPDATE consent SET withdrawn_on = ?2 WHERE id = ?1 AND withdrawn_on IS NULL", error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_day (statement, day);
  return cw_statement_run (statement, error);
}

/**
 * cw_store_give_consent:
 * @consent: of an adult who is in the records; its adult_id says which
 *
 * Permission given again, or with other choices: a new row of the history. One that still stands
 * ends on the same day, so that exactly one stands.
 *
 * Returns: the consent's id, 0 on error
 */
gint64
cw_store_give_consent (CwStore *self, const CwConsent *consent, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  CwGateInput input = { .act = CW_ACT_ADD_ADULT, .consent = consent };
  CwDay given_on, withdrawn_on;
  gint64 newest, id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (consent != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !cw_store_ask_gate (self, &input, error)
      || !find_newest (self, consent->adult_id, &newest, &given_on, &withdrawn_on, error))
    return 0;
  if (consent->given_on < MAX (given_on, withdrawn_on))
    {
      cw_store_refuse (
          error, CW_ERROR_INVALID,
          _ ("This day is before the last time this parent gave or withdrew permission."));
      return 0;
    }
  if (withdrawn_on == CW_DAY_NONE && !end_consent (self, newest, consent->given_on, error))
    return 0;
  id = write_consent (self, 0, consent->adult_id, consent, error);
  return id && cw_transaction_commit (&transaction, error) ? id : 0;
}

/**
 * cw_store_withdraw_consent:
 * @day: not before it was given, not after today
 *
 * R9: permission ends; what was stored stays until the adviser and the parent have decided about
 * it.
 */
gboolean
cw_store_withdraw_consent (CwStore *self, gint64 adult_id, CwDay day, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  CwGateInput input = { .act = CW_ACT_WITHDRAW, .day = day, .adult_id = adult_id };
  CwDay given_on, withdrawn_on;
  gint64 newest;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !cw_store_ask_gate (self, &input, error)
      || !find_newest (self, adult_id, &newest, &given_on, &withdrawn_on, error))
    return FALSE;
  if (withdrawn_on != CW_DAY_NONE)
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("This parent has withdrawn their permission already."));
  if (day < given_on || day > cw_store_today (self))
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The day must be between the day permission was given and today."));
  return end_consent (self, newest, day, error) && cw_transaction_commit (&transaction, error);
}
