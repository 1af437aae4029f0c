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
  CwDay end;
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
      tally->term
          = by_term ? cw_calendar_term_index (self->terms, cw_column_day (statement, 1)) : 0;
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
             " FROM enquiry WHERE counted_in IS NULL AND day <= ?1",
             SOURCE_ENQUIRY, 2, by_id, error)
         && load_codes (self,
                        "SELECT e.id, c.category_id FROM enquiry e JOIN enquiry_category c ON "
                        "c.enquiry_id = e.id"
                        " WHERE e.counted_in IS NULL AND e.day <= ?1",
                        SOURCE_ENQUIRY, by_id, error)
         && load_codes (self,
                        "SELECT e.id, s.service_id FROM enquiry e JOIN enquiry_service s ON "
                        "s.enquiry_id = e.id"
                        " WHERE e.counted_in IS NULL AND e.day <= ?1",
                        SOURCE_ENQUIRY, by_id, error);
}

static gboolean
load_contacts (Loader *self, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);

  return load_records (self,
                       "SELECT k.id, k.day, f.family, k.minutes, k.method_id"
                       " FROM contact k JOIN case_file f ON f.id = k.case_id"
                       " WHERE k.counted_in IS NULL AND k.day <= ?1",
                       SOURCE_CONTACT, 1, by_id, error)
         && load_codes (self,
                        "SELECT k.id, s.support_id FROM contact k JOIN contact_support s ON "
                        "s.contact_id = k.id"
                        " WHERE k.counted_in IS NULL AND k.day <= ?1",
                        SOURCE_CONTACT, by_id, error)
         && load_codes (self,
                        "SELECT k.id, s.service_id FROM contact k JOIN contact_service s ON "
                        "s.contact_id = k.id"
                        " WHERE k.counted_in IS NULL AND k.day <= ?1",
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
                       " FROM stub WHERE day <= ?1 AND population = ?2",
                       SOURCE_STUB, 0, by_id, error)
         && load_codes (self,
                        "SELECT s.id, c.code_id FROM stub s JOIN stub_code c ON c.stub_id = s.id"
                        " WHERE s.day <= ?1 AND s.population = ?2",
                        SOURCE_STUB, by_id, error);
}

GPtrArray *
cw_store_load_tallies (
    CwStore *self, const char *population, CwDay end, GPtrArray *terms, GError **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_tally_free);
  Loader loader = { self, population, end, terms, tallies };
  gboolean enquiries = g_str_equal (population, cw_populations[0]);

  if (!(enquiries ? load_enquiries (&loader, error) : load_contacts (&loader, error))
      || !load_stubs (&loader, error))
    return NULL;
  return g_steal_pointer (&tallies);
}

static gboolean
run_for_block (
    CwStore *self, const char *sql, CwDay end, gint64 block, const char *population, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  cw_bind_day (statement, end);
  if (population != NULL)
    cw_bind_text (statement, population);
  else
    cw_bind_int (statement, block);
  return cw_statement_run (statement, error);
}

/* The records remember the block that counted them; stubs have done what they were left for. */
gboolean
cw_store_mark_counted (
    CwStore *self, const char *population, CwDay end, gint64 block, GError **error)
{
  gboolean enquiries = g_str_equal (population, cw_populations[0]);

  return run_for_block (
             self,
             enquiries
                 ? "UPDATE enquiry SET counted_in = ?2 WHERE counted_in IS NULL AND day <= ?1"
                 : "UPDATE contact SET counted_in = ?2 WHERE counted_in IS NULL AND day <= ?1",
             end, block, NULL, error)
         && run_for_block (self, "DELETE FROM stub WHERE day <= ?1 AND population = ?2", end, 0,
                           population, error);
}
