/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

/*
 * A closed school year's families, counted once. Contacts: until the year is closed its families
 * are kept as random numbers, so that one that was erased still counts. Enquiries have no families:
 * as in a block, the largest number in any one term stands for them, so only places in a term are
 * kept.
 */

#define PLACE_BITS 24

static gboolean
see_family (CwStatement *statement, int year, const char *population, gint64 family, GError **error)
{
  cw_bind_int (statement, year);
  cw_bind_text (statement, population);
  cw_bind_int (statement, family);
  if (!cw_statement_run (statement, error))
    return FALSE;
  cw_statement_rewind (statement);
  return TRUE;
}

static gint64
count_in_term (CwStore *self, int year, gint64 term, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT count (*) FROM year_family_seen WHERE year = ?1 AND population = "
                          "'enquiries' AND family >> ?2 = ?3",
                          error);

  if (statement == NULL)
    return -1;
  cw_bind_int (statement, year);
  cw_bind_int (statement, PLACE_BITS);
  cw_bind_int (statement, term);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_int (statement, 0) : -1;
}

/* Places in a term that are taken so far: the key is what cw_calendar_season() says, which cannot
 * change any more. */
static gboolean
see_term (
    CwStore *self, CwStatement *statement, int year, gint64 term, guint families, GError **error)
{
  gint64 taken = count_in_term (self, year, term, error);

  if (taken < 0)
    return FALSE;
  for (guint i = 0; i < families; i++)
    {
      if (!see_family (statement, year, cw_populations[0], term * (1 << PLACE_BITS) + ++taken,
                       error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
see_enquiries (CwStore *self, CwStatement *statement, int year, GPtrArray *tallies, GError **error)
{
  g_autoptr (GHashTable) in_term = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer term, families;

  for (guint i = 0; i < tallies->len; i++)
    {
      const CwTally *tally = tallies->pdata[i];

      term = GINT_TO_POINTER (tally->term);
      families = g_hash_table_lookup (in_term, term);
      if (tally->family != 0)
        g_hash_table_insert (in_term, term, GUINT_TO_POINTER (GPOINTER_TO_UINT (families) + 1));
    }
  g_hash_table_iter_init (&iter, in_term);
  while (g_hash_table_iter_next (&iter, &term, &families))
    {
      if (!see_term (self, statement, year, GPOINTER_TO_INT (term), GPOINTER_TO_UINT (families),
                     error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cw_store_see_families (
    CwStore *self, int year, const char *population, GPtrArray *tallies, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self, "INSERT OR IGNORE INTO year_family_seen (year, population, family) VALUES (?1, ?2, ?3)",
      error);

  if (statement == NULL)
    return FALSE;
  if (g_str_equal (population, cw_populations[0]))
    return see_enquiries (self, statement, year, tallies, error);
  for (guint i = 0; i < tallies->len; i++)
    {
      if (!see_family (statement, year, population, ((CwTally *) tallies->pdata[i])->family, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
ask_of_year (CwStore *self, const char *sql, int year, const char *population, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (statement == NULL)
    return -1;
  cw_bind_int (statement, year);
  cw_bind_text (statement, population);
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

/* Families that were parted after they had been counted as one have new numbers. */
static gboolean
see_parted (CwStore *self, int year, const char *population, GError **error)
{
  return ask_of_year (self,
                      "INSERT OR IGNORE INTO year_family_seen (year, population, family)"
                      " SELECT DISTINCT b.year, b.population, f.family FROM block b"
                      " JOIN contact k ON k.counted_in = b.id JOIN case_file f ON f.id = k.case_id"
                      " WHERE b.year = ?1 AND b.population = ?2 AND b.population = 'contacts'",
                      year, population, error)
         >= 0;
}

int
cw_store_count_seen (CwStore *self, int year, const char *population, GError **error)
{
  return (int) ask_of_year (
      self, "SELECT count (*) FROM year_family_seen WHERE year = ?1 AND population = ?2", year,
      population, error);
}

static gint64
count_year (CwStore *self, int year, const char *population, GError **error)
{
  if (g_str_equal (population, cw_populations[0]))
    return ask_of_year (
        self,
        "SELECT count (*) AS n FROM year_family_seen WHERE year = ?1 AND population = ?2"
        " GROUP BY family >> 24 ORDER BY n DESC LIMIT 1",
        year, population, error);
  return cw_store_count_seen (self, year, population, error);
}

G_STATIC_ASSERT (PLACE_BITS == 24);

/* Fewer than k families, or none, have no number: nothing of that year was published then. */
gboolean
cw_store_close_year (CwStore *self, int year, const char *population, int k, GError **error)
{
  gint64 families = cw_store_count_seen (self, year, population, error);

  if (families <= 0)
    return families == 0;
  if (!see_parted (self, year, population, error))
    return FALSE;
  families = count_year (self, year, population, error);
  if (families < 0)
    return FALSE;
  if (families >= k)
    {
      g_autoptr (CwStatement) statement = cw_store_prepare (
          self,
          "INSERT OR IGNORE INTO year_families (year, population, families) VALUES (?1, ?2, ?3)",
          error);
      if (statement == NULL)
        return FALSE;
      cw_bind_int (statement, year);
      cw_bind_text (statement, population);
      cw_bind_int (statement, cw_disclosure_round (families));
      if (!cw_statement_run (statement, error))
        return FALSE;
    }
  return ask_of_year (self, "DELETE FROM year_family_seen WHERE year = ?1 AND population = ?2",
                      year, population, error)
         >= 0;
}

int
cw_store_get_year_families (CwStore *self, int year, const char *population, GError **error)
{
  return ask_of_year (self,
                      "SELECT families FROM year_families WHERE year = ?1 AND population = ?2",
                      year, population, error);
}
