/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

#define KEY_POST "post"
#define KEY_MINUTES "contract-minutes"
#define KEY_ADVISER "adviser"

/**
 * cw_store_get_setting:
 *
 * Returns: (transfer full) (nullable): the value, or NULL without error where it was never set
 */
char *
cw_store_get_setting (CwStore *self, const char *key, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  statement = cw_store_prepare (self, "SELECT value FROM setting WHERE key = ?1", error);
  if (!statement)
    return NULL;
  cw_bind_text (statement, key);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_text (statement, 0)
                                                               : NULL;
}

/**
 * cw_store_set_setting:
 * @value: (nullable): NULL takes the setting away
 */
gboolean
cw_store_set_setting (CwStore *self, const char *key, const char *value, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  statement = cw_store_prepare (self,
                                value ? "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                                        " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                                      : "DELETE FROM setting WHERE key = ?1",
                                error);
  if (!statement)
    return FALSE;
  cw_bind_text (statement, key);
  if (value)
    cw_bind_text (statement, value);
  return cw_statement_run (statement, error);
}

/* ---- the post itself ---- */

static char **
load_schools (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT name FROM school ORDER BY position, id", error);
  g_autoptr (GStrvBuilder) schools = g_strv_builder_new ();
  CwResult result;

  if (!statement)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_strv_builder_add (schools, cw_column_peek (statement, 0));
  return result == CW_RESULT_DONE ? g_strv_builder_end (schools) : NULL;
}

static gboolean
save_schools (CwStore *self, char **schools, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;

  if (!cw_store_exec (self, "DELETE FROM school", error))
    return FALSE;
  statement = cw_store_prepare (self, "INSERT INTO school (name, position) VALUES (?1, ?2)", error);
  if (!statement)
    return FALSE;
  for (guint i = 0; schools && schools[i]; i++)
    {
      cw_bind_text (statement, schools[i]);
      cw_bind_int (statement, i);
      if (!cw_statement_run (statement, error))
        return FALSE;
      cw_statement_rewind (statement);
    }
  return TRUE;
}

/* A setting that may be missing: "" then. */
static gboolean
get_or_empty (CwStore *self, const char *key, char **value, GError **error)
{
  GError *problem = NULL;
  char *text = cw_store_get_setting (self, key, &problem);

  if (problem)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_free (*value);
  *value = text ? text : g_strdup ("");
  return TRUE;
}

/**
 * cw_store_get_profile:
 *
 * Returns: (transfer full): the post, its schools and contract; empty where it was never set
 */
CwProfile *
cw_store_get_profile (CwStore *self, GError **error)
{
  g_autoptr (CwProfile) profile = NULL;
  g_autofree char *minutes = NULL;
  char **schools;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  profile = cw_profile_new ();
  if (!get_or_empty (self, KEY_POST, &profile->post, error)
      || !get_or_empty (self, KEY_ADVISER, &profile->adviser, error)
      || !get_or_empty (self, KEY_MINUTES, &minutes, error))
    return NULL;
  profile->contract_minutes = (int) g_ascii_strtoll (minutes, NULL, 10);
  schools = load_schools (self, error);
  if (!schools)
    return NULL;
  g_strfreev (profile->schools);
  profile->schools = schools;
  return g_steal_pointer (&profile);
}

gboolean
cw_store_set_profile (CwStore *self, const CwProfile *profile, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autofree char *minutes = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (profile != NULL, FALSE);

  if (profile->contract_minutes < 0 || profile->contract_minutes > 6000)
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The contract hours must be between 0 and 100 a week."));
  minutes = g_strdup_printf ("%d", profile->contract_minutes);
  transaction = cw_transaction_begin (self, error);
  return transaction
         && cw_store_set_setting (self, KEY_POST, profile->post ? profile->post : "", error)
         && cw_store_set_setting (self, KEY_ADVISER, profile->adviser ? profile->adviser : "",
                                  error)
         && cw_store_set_setting (self, KEY_MINUTES, minutes, error)
         && save_schools (self, profile->schools, error)
         && cw_transaction_commit (&transaction, error);
}
