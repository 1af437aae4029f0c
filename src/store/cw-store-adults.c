/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

static gboolean
load_consents (CwStore *self, CwAdult *adult, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT id, given_on, how, explained, explained_by, school_may_know, "
                          "database_may_know, withdrawn_on"
                          " FROM consent WHERE adult_id = ?1 ORDER BY given_on, id",
                          error);
  CwResult result;

  if (!statement)
    return FALSE;
  cw_bind_int (statement, adult->id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwConsent *consent = cw_consent_new ();

      consent->id = cw_column_int (statement, 0);
      consent->adult_id = adult->id;
      consent->given_on = cw_column_day (statement, 1);
      consent->how = g_str_equal (cw_column_peek (statement, 2), "signed") ? CW_CONSENT_SIGNED
                                                                           : CW_CONSENT_SPOKEN;
      consent->explained = (CwExplained) cw_column_int (statement, 3);
      cw_column_take (statement, 4, &consent->explained_by);
      consent->school_may_know = cw_column_int (statement, 5) != 0;
      consent->database_may_know = cw_column_int (statement, 6) != 0;
      consent->withdrawn_on = cw_column_day (statement, 7);
      g_ptr_array_add (adult->consents, consent);
    }
  return result == CW_RESULT_DONE;
}

static CwAdult *
read_adult (CwStore *self, CwStatement *statement, gint64 case_id, GError **error)
{
  g_autoptr (CwAdult) adult = cw_adult_new ();

  adult->id = cw_column_int (statement, 0);
  adult->case_id = case_id;
  adult->kept_apart = cw_column_int (statement, 1) != 0;
  cw_column_take (statement, 2, &adult->name);
  adult->relation = cw_column_int (statement, 3);
  adult->lives_with = cw_column_is_null (statement, 4) || cw_column_int (statement, 4) != 0;
  cw_column_take (statement, 5, &adult->telephone);
  cw_column_take (statement, 6, &adult->email);
  cw_column_take (statement, 7, &adult->address);
  cw_column_take (statement, 8, &adult->wishes);
  return load_consents (self, adult, error) ? g_steal_pointer (&adult) : NULL;
}

GPtrArray *
cw_store_load_adults (CwStore *self, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) adults = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_adult_free);
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT a.id, a.kept_apart, i.name, i.relation_id, i.lives_with, "
                          "i.telephone, i.email, i.address, i.wishes"
                          " FROM adult a LEFT JOIN adult_identity i ON i.adult_id = a.id WHERE "
                          "a.case_id = ?1 ORDER BY a.position, a.id",
                          error);
  CwResult result;

  if (!statement)
    return NULL;
  cw_bind_int (statement, case_id);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwAdult *adult = read_adult (self, statement, case_id, error);

      if (!adult)
        return NULL;
      g_ptr_array_add (adults, adult);
    }
  return result == CW_RESULT_DONE ? g_steal_pointer (&adults) : NULL;
}

/* The case an adult belongs to; 0 with an error where there is no such adult. */
static gint64
find_case_of (CwStore *self, gint64 adult_id, GError **error)
{
  gint64 case_id
      = cw_store_ask (self, "SELECT case_id FROM adult WHERE id = ?1", adult_id, 0, 0, error);

  if (case_id == 0)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This parent is not in the records any more."));
  return MAX (case_id, 0);
}

/* A name can be seen and is one line (R7): said here before the table's own rule is met. */
static gboolean
check_name (const char *name, GError **error)
{
  return (name && cw_name_is_sound (name))
         || cw_store_refuse (error, CW_ERROR_INVALID,
                             _ ("A name is one line of at most 200 characters that can be seen."));
}

static gboolean
write_identity (CwStore *self, const CwAdult *adult, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO adult_identity (adult_id, name, relation_id, lives_with, "
                          "telephone, email, address, wishes)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                          " ON CONFLICT (adult_id) DO UPDATE SET name = ?2, relation_id = ?3, "
                          "lives_with = ?4, telephone = ?5,"
                          " email = ?6, address = ?7, wishes = ?8",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, adult->id);
  cw_bind_string (statement, adult->name);
  cw_bind_id (statement, adult->relation);
  cw_bind_int (statement, adult->lives_with != FALSE);
  cw_bind_string (statement, adult->telephone);
  cw_bind_string (statement, adult->email);
  cw_bind_string (statement, adult->address);
  cw_bind_string (statement, adult->wishes);
  return cw_statement_run (statement, error);
}

static gboolean
set_kept_apart (CwStore *self, const CwAdult *adult, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "UPDATE adult SET kept_apart = ?2 WHERE id = ?1", error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, adult->id);
  cw_bind_int (statement, adult->kept_apart != FALSE);
  return cw_statement_run (statement, error);
}

/**
 * cw_store_save_adult:
 *
 * Stores who an adult is. The gate is asked (R7): without a consent that stands now there is no
 * place for a name. Errors: %CW_ERROR_CONSENT, %CW_ERROR_INVALID, %CW_ERROR_NOT_FOUND.
 */
gboolean
cw_store_save_adult (CwStore *self, const CwAdult *adult, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (GPtrArray) adults = NULL;
  g_autofree char *body = NULL;
  CwGateInput input = { .act = CW_ACT_STORE_IDENTITY };
  gint64 case_id;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (adult != NULL, FALSE);

  transaction = cw_transaction_begin (self, error);
  case_id = transaction ? find_case_of (self, adult->id, error) : 0;
  adults = case_id ? cw_store_load_adults (self, case_id, error) : NULL;
  if (!adults)
    return FALSE;
  input.adults = adults;
  input.adult_id = adult->id;
  if (!cw_store_ask_gate (self, &input, error) || !check_name (adult->name, error)
      || (adult->relation != 0
          && !cw_store_check_code (self, CW_LIST_RELATION, adult->relation, error)))
    return FALSE;
  body = g_strjoin (" ", adult->name, adult->telephone ? adult->telephone : "",
                    adult->email ? adult->email : "", adult->address ? adult->address : "", NULL);
  return write_identity (self, adult, error) && set_kept_apart (self, adult, error)
         && cw_store_index (self, "adult", adult->id, case_id, body, error)
         && cw_transaction_commit (&transaction, error);
}

/* ---- children ---- */

static gint64
write_child (CwStore *self, gint64 case_id, const CwChild *child, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      child->id == 0
          ? "INSERT INTO child (case_id, name, year_group, born, position)"
            " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce (max (position) + 1, 0) FROM child WHERE "
            "case_id = ?1))"
          : "UPDATE child SET name = ?2, year_group = ?3, born = ?4 WHERE case_id = ?1 AND id = ?5",
      error);

  if (!statement)
    return 0;
  cw_bind_int (statement, case_id);
  cw_bind_string (statement, child->name);
  cw_bind_string (statement, child->year_group);
  cw_bind_day (statement, child->born);
  if (child->id != 0)
    cw_bind_int (statement, child->id);
  if (!cw_statement_run (statement, error))
    return 0;
  if (child->id == 0)
    return cw_store_last_id (self);
  if (sqlite3_changes (self->db) == 1)
    return child->id;
  cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This child is not in the records any more."));
  return 0;
}

/**
 * cw_store_save_child:
 *
 * Stores a child of a case in which at least one adult agrees (R7).
 *
 * Returns: its id, 0 on error
 */
gint64
cw_store_save_child (CwStore *self, gint64 case_id, const CwChild *child, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (GPtrArray) adults = NULL;
  CwGateInput input = { .act = CW_ACT_STORE_CHILD };
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (child != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  adults = transaction ? cw_store_load_adults (self, case_id, error) : NULL;
  input.adults = adults;
  if (!adults || !cw_store_ask_gate (self, &input, error) || !check_name (child->name, error))
    return 0;
  id = write_child (self, case_id, child, error);
  if (id == 0 || !cw_store_index (self, "child", id, case_id, child->name, error))
    return 0;
  return cw_transaction_commit (&transaction, error) ? id : 0;
}

gboolean
cw_store_delete_child (CwStore *self, gint64 child_id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  transaction = cw_transaction_begin (self, error);
  return transaction && cw_store_unindex (self, "child", child_id, error)
         && cw_store_run_where (self, "DELETE FROM child WHERE id = ?1", child_id, error)
         && cw_transaction_commit (&transaction, error);
}
