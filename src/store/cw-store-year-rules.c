/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

#include <glib/gi18n-lib.h>

/*
 * A school year's threshold and calendar. They can be chosen until something of the year has been
 * frozen: the same records cut twice in two ways could be taken from each other.
 */

const char *const cw_populations[CW_N_POPULATIONS] = { "enquiries", "contacts" };

/* Records in a year from which a calendar still leaves most of them on lines of their own. */
#define ENQUIRIES_FOR_TERMS 150
#define ENQUIRIES_FOR_HALF_TERMS 600
#define CONTACTS_FOR_TERMS 400
#define CONTACTS_FOR_HALF_TERMS 2400

gboolean
cw_store_check_population (const char *population, GError **error)
{
  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      if (g_strcmp0 (population, cw_populations[i]) == 0)
        return TRUE;
    }
  return cw_store_refuse (error, CW_ERROR_INVALID, _ ("There are no figures of that kind."));
}

static gboolean
read_settings (CwStore *self, const char *population, CwCalendar *calendar, int *k, GError **error)
{
  g_autofree char *calendar_key = g_strdup_printf ("summary.calendar.%s", population);
  g_autofree char *k_key = g_strdup_printf ("summary.k.%s", population);
  g_autoptr (GError) failed = NULL;
  g_autofree char *name = cw_store_get_setting (self, calendar_key, &failed);
  g_autofree char *number = failed == NULL ? cw_store_get_setting (self, k_key, &failed) : NULL;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  *calendar = CW_CALENDAR_TERM;
  if (name != NULL)
    cw_calendar_from_name (name, calendar);
  *k = number != NULL ? MAX (CW_DISCLOSURE_K, (int) g_ascii_strtoll (number, NULL, 10))
                      : CW_DISCLOSURE_K;
  return TRUE;
}

/**
 * cw_store_get_year_rule:
 * @year: the year in which the school year begins
 * @population: "enquiries" or "contacts"
 * @calendar: (out): how the year is cut
 * @k: (out): the least number of families behind a line
 * @fixed: (out) (optional): whether something of the year has been frozen, so that neither can
 * change
 */
gboolean
cw_store_get_year_rule (CwStore *self,
                        int year,
                        const char *population,
                        CwCalendar *calendar,
                        int *k,
                        gboolean *fixed,
                        GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (calendar != NULL && k != NULL, FALSE);

  if (!cw_store_check_population (population, error))
    return FALSE;
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT calendar, k FROM year_rule WHERE year = ?1 AND population = ?2",
                          error);
  if (statement == NULL)
    return FALSE;
  cw_bind_int (statement, year);
  cw_bind_text (statement, population);
  CwResult result = cw_statement_step (statement, error);
  if (fixed != NULL)
    *fixed = result == CW_RESULT_ROW;
  if (result == CW_RESULT_ERROR)
    return FALSE;
  if (result == CW_RESULT_DONE)
    return read_settings (self, population, calendar, k, error);
  *k = cw_column_int (statement, 1);
  if (cw_calendar_from_name (cw_column_peek (statement, 0), calendar))
    return TRUE;
  return cw_store_refuse (error, CW_ERROR_DAMAGED,
                          _ ("The rule of this school year cannot be read. Nothing was changed."));
}

/**
 * cw_store_set_next_rule:
 * @population: "enquiries" or "contacts"
 * @calendar: how years are cut
 * @k: the least number of families behind a line; it may be raised, never be below %CW_DISCLOSURE_K
 *
 * For every school year of which nothing has been frozen; the others stay as they are.
 */
gboolean
cw_store_set_next_rule (
    CwStore *self, const char *population, CwCalendar calendar, int k, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (cw_calendar_name (calendar) != NULL, FALSE);

  if (!cw_store_check_population (population, error))
    return FALSE;
  if (k < CW_DISCLOSURE_K)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   /* Translators: %d is 5 */
                   _ ("At least %d families have to be behind a line. The number can be raised, "
                      "not lowered."),
                   CW_DISCLOSURE_K);
      return FALSE;
    }
  g_autofree char *calendar_key = g_strdup_printf ("summary.calendar.%s", population);
  g_autofree char *k_key = g_strdup_printf ("summary.k.%s", population);
  g_autofree char *number = g_strdup_printf ("%d", k);
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);

  return transaction != NULL
         && cw_store_set_setting (self, calendar_key, cw_calendar_name (calendar), error)
         && cw_store_set_setting (self, k_key, number, error)
         && cw_transaction_commit (&transaction, error);
}

gboolean
cw_store_fix_year_rule (
    CwStore *self, int year, const char *population, CwCalendar calendar, int k, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT OR IGNORE INTO year_rule (year, population, calendar, k, base) "
                          "VALUES (?1, ?2, ?3, ?4, ?5)",
                          error);

  if (statement == NULL)
    return FALSE;
  cw_bind_int (statement, year);
  cw_bind_text (statement, population);
  cw_bind_text (statement, cw_calendar_name (calendar));
  cw_bind_int (statement, k);
  cw_bind_int (statement, CW_DISCLOSURE_BASE);
  return cw_statement_run (statement, error);
}

static gint64
count_records (CwStore *self, const char *sql, CwDay from, CwDay until, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (statement == NULL)
    return -1;
  cw_bind_day (statement, from);
  cw_bind_day (statement, until);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_int (statement, 0) : -1;
}

/**
 * cw_store_suggest_calendar:
 * @population: "enquiries" or "contacts"
 *
 * A short block of few records puts most of them together with "Other". Without records of the
 * school year before, the suggestion is the term.
 *
 * Returns: a calendar that suits the number of records of last school year
 */
CwCalendar
cw_store_suggest_calendar (CwStore *self, const char *population, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), CW_CALENDAR_TERM);

  if (!cw_store_check_population (population, error))
    return CW_CALENDAR_TERM;
  gboolean enquiries = g_str_equal (population, cw_populations[0]);
  int year = cw_day_school_year (cw_store_today (self)) - 1;
  gint64 records
      = count_records (self,
                       enquiries ? "SELECT count (*) FROM enquiry WHERE day BETWEEN ?1 AND ?2"
                                 : "SELECT count (*) FROM contact WHERE day BETWEEN ?1 AND ?2",
                       cw_day_from_ymd (year, 8, 1), cw_day_from_ymd (year + 1, 7, 31), error);

  if (records <= 0)
    return CW_CALENDAR_TERM;
  if (records < (enquiries ? ENQUIRIES_FOR_TERMS : CONTACTS_FOR_TERMS))
    return CW_CALENDAR_YEAR;
  if (records < (enquiries ? ENQUIRIES_FOR_HALF_TERMS : CONTACTS_FOR_HALF_TERMS))
    return CW_CALENDAR_TERM;
  return CW_CALENDAR_HALF_TERM;
}
