/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

/*
 * Records as the rule sees them. An enquiry is a number of its own unless it was asked before this
 * term; a contact belongs to the family of its case; what was erased before it was counted left a
 * stub.
 */

typedef enum
{
  SOURCE_ENQUIRY,
  SOURCE_CONTACT,
  SOURCE_STUB
} Source;

typedef struct
{
  CwStore *store;
  const char *population;
  CwDay start, end;
  GPtrArray *terms;
  GPtrArray *tallies;
} Loader;

static CwStatement *
prepare_loading (Loader *self, const char *sql, Source source, GError **error)
{
  CwStatement *statement = cw_store_prepare (self->store, sql, error);

  if (statement == NULL)
    return NULL;
  cw_bind_day (statement, self->end);
  cw_bind_day (statement, self->start);
  if (source == SOURCE_STUB)
    cw_bind_text (statement, self->population);
  return statement;
}

/* Columns: id, day, family, minutes, then codes (NULL: none). */
static gboolean
load_records (
    Loader *self, const char *sql, Source source, guint codes, GHashTable *by_id, GError **error)
{
  g_autoptr (CwStatement) statement = prepare_loading (self, sql, source, error);
  gboolean by_term = g_str_equal (self->population, cw_populations[0]);
  CwResult result;

  if (statement == NULL)
    return FALSE;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwTally *tally = cw_tally_new ();

      tally->family = cw_column_int (statement, 2);
      tally->term = by_term ? cw_calendar_season (self->terms, cw_column_day (statement, 1)) : 0;
      tally->minutes = cw_column_int (statement, 3);
      for (guint i = 0; i < codes; i++)
        cw_ids_add (tally->codes, cw_column_int (statement, 4 + i));
      g_hash_table_insert (by_id, GSIZE_TO_POINTER (cw_column_int (statement, 0)), tally);
      g_ptr_array_add (self->tallies, tally);
    }
  return result == CW_RESULT_DONE;
}

/* Columns: id of the record, code. */
static gboolean
load_codes (Loader *self, const char *sql, Source source, GHashTable *by_id, GError **error)
{
  g_autoptr (CwStatement) statement = prepare_loading (self, sql, source, error);
  CwResult result;

  if (statement == NULL)
    return FALSE;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwTally *tally = g_hash_table_lookup (by_id, GSIZE_TO_POINTER (cw_column_int (statement, 0)));
      if (tally != NULL)
        cw_ids_add (tally->codes, cw_column_int (statement, 1));
    }
  return result == CW_RESULT_DONE;
}

static gboolean
load_enquiries (Loader *self, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);

  return load_records (
             self,
             "SELECT id, day, CASE asked_before WHEN 0 THEN id ELSE 0 END, 0, method_id, about_id"
             " FROM enquiry WHERE counted_in IS NULL AND day BETWEEN ?2 AND ?1",
             SOURCE_ENQUIRY, 2, by_id, error)
         && load_codes (self,
                        "SELECT e.id, c.category_id FROM enquiry e JOIN enquiry_category c ON "
                        "c.enquiry_id = e.id"
                        " WHERE e.counted_in IS NULL AND e.day BETWEEN ?2 AND ?1",
                        SOURCE_ENQUIRY, by_id, error)
         && load_codes (self,
                        "SELECT e.id, s.service_id FROM enquiry e JOIN enquiry_service s ON "
                        "s.enquiry_id = e.id"
                        " WHERE e.counted_in IS NULL AND e.day BETWEEN ?2 AND ?1",
                        SOURCE_ENQUIRY, by_id, error);
}

static gboolean
load_contacts (Loader *self, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);

  return load_records (self,
                       "SELECT k.id, k.day, f.family, k.minutes, k.method_id"
                       " FROM contact k JOIN case_file f ON f.id = k.case_id"
                       " WHERE k.counted_in IS NULL AND k.day BETWEEN ?2 AND ?1",
                       SOURCE_CONTACT, 1, by_id, error)
         && load_codes (self,
                        "SELECT k.id, s.support_id FROM contact k JOIN contact_support s ON "
                        "s.contact_id = k.id"
                        " WHERE k.counted_in IS NULL AND k.day BETWEEN ?2 AND ?1",
                        SOURCE_CONTACT, by_id, error)
         && load_codes (self,
                        "SELECT k.id, s.service_id FROM contact k JOIN contact_service s ON "
                        "s.contact_id = k.id"
                        " WHERE k.counted_in IS NULL AND k.day BETWEEN ?2 AND ?1",
                        SOURCE_CONTACT, by_id, error);
}

/* A stub of a contact keeps to its family where cases of it stay. One of an enquiry is below zero,
 * so that its random number can never meet an enquiry's own. */
static gboolean
load_stubs (Loader *self, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);

  return load_records (self,
                       "SELECT id, day, CASE population WHEN 'enquiries' THEN -family ELSE family "
                       "END, minutes"
                       " FROM stub WHERE day BETWEEN ?2 AND ?1 AND population = ?3",
                       SOURCE_STUB, 0, by_id, error)
         && load_codes (self,
                        "SELECT s.id, c.code_id FROM stub s JOIN stub_code c ON c.stub_id = s.id"
                        " WHERE s.day BETWEEN ?2 AND ?1 AND s.population = ?3",
                        SOURCE_STUB, by_id, error);
}

/* Where the history of a population begins, with the holiday before its first term: what is older
 * belongs to no block, now and later, since no term can come before one that was frozen. @day: in,
 * the start of the block that is frozen first, while nothing is, or CW_DAY_NONE where there is no
 * term, which then is the answer. */
static gboolean
find_beginning (CwStore *self, const char *population, CwDay *day, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT min (start) FROM block WHERE population = ?1", error);

  if (statement == NULL)
    return FALSE;
  cw_bind_text (statement, population);
  if (cw_statement_step (statement, error) != CW_RESULT_ROW)
    return FALSE;
  if (!cw_column_is_null (statement, 0))
    *day = cw_column_day (statement, 0);
  if (*day != CW_DAY_NONE)
    *day = cw_calendar_beginning (*day);
  return TRUE;
}

GPtrArray *
cw_store_load_tallies (
    CwStore *self, const char *population, CwDay start, CwDay end, GPtrArray *terms, GError **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_tally_free);
  Loader loader = { self, population, start, end, terms, tallies };
  gboolean enquiries = g_str_equal (population, cw_populations[0]);

  if (!find_beginning (self, population, &loader.start, error)
      || !(enquiries ? load_enquiries (&loader, error) : load_contacts (&loader, error))
      || !load_stubs (&loader, error))
    return NULL;
  return g_steal_pointer (&tallies);
}

static gboolean
mark_records (
    CwStore *self, const char *population, CwDay start, CwDay end, gint64 block, GError **error)
{
  gboolean enquiries = g_str_equal (population, cw_populations[0]);
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      enquiries
          ? "UPDATE enquiry SET counted_in = ?1 WHERE counted_in IS NULL AND day BETWEEN ?2 AND ?3"
          : "UPDATE contact SET counted_in = ?1 WHERE counted_in IS NULL AND day BETWEEN ?2 AND ?3",
      error);

  if (statement == NULL)
    return FALSE;
  cw_bind_int (statement, block);
  cw_bind_day (statement, start);
  cw_bind_day (statement, end);
  return cw_statement_run (statement, error);
}

/* The records remember the block that counted them, which is in the table of blocks already; stubs
 * have done what they were left for, or never will. */
gboolean
cw_store_mark_counted (
    CwStore *self, const char *population, CwDay end, gint64 block, GError **error)
{
  CwDay beginning = end;
  g_autoptr (CwStatement) stubs
      = cw_store_prepare (self, "DELETE FROM stub WHERE day <= ?1 AND population = ?2", error);

  if (stubs == NULL || !find_beginning (self, population, &beginning, error)
      || !mark_records (self, population, beginning, end, block, error))
    return FALSE;
  cw_bind_day (stubs, end);
  cw_bind_text (stubs, population);
  return cw_statement_run (stubs, error);
}

/* Records of @population that no block counted, dated before @day; -1 on error. */
static gint64
count_before (CwStore *self, const char *population, CwDay day, GError **error)
{
  gboolean enquiries = g_str_equal (population, cw_populations[0]);
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      enquiries ? "SELECT count (*) FROM enquiry WHERE counted_in IS NULL AND day < ?1"
                : "SELECT count (*) FROM contact WHERE counted_in IS NULL AND day < ?1",
      error);

  if (statement == NULL)
    return -1;
  cw_bind_day (statement, day);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_int (statement, 0) : -1;
}

/**
 * cw_store_count_unplaced:
 *
 * Returns: how many enquiries and contacts are older than the first term, and so in no summary: as
 * long as nothing is frozen the terms of their days can be entered; -1 on error
 */
gint64
cw_store_count_unplaced (CwStore *self, GError **error)
{
  g_autoptr (GPtrArray) terms = NULL;
  CwDay first;
  gint64 unplaced = 0;

  g_return_val_if_fail (cw_store_may_enter (self), -1);

  terms = cw_store_list_terms (self, error);
  if (terms == NULL)
    return -1;
  first = terms->len > 0 ? ((CwTerm *) terms->pdata[0])->start : CW_DAY_NONE;
  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      CwDay day = first;
      gint64 n
          = find_beginning (self, cw_populations[i], &day, error)
                ? count_before (self, cw_populations[i],
                                day != CW_DAY_NONE ? day : cw_day_from_ymd (9999, 12, 31), error)
                : -1;

      if (n < 0)
        return -1;
      unplaced += n;
    }
  return unplaced;
}
