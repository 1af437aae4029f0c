/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/* Linked cases are one family (docs/SUMMARIES.md, Units), and links are transitive: every case that
 * can be reached shares one random number. Case ?1 and all it reaches: */
#define REACHED                                                                                    \
  "WITH RECURSIVE reached (id) AS (VALUES (?1)"                                                    \
  " UNION SELECT l.b FROM reached r JOIN case_link l ON l.a = r.id"                                \
  " UNION SELECT l.a FROM reached r JOIN case_link l ON l.b = r.id)"

/* Block b is of a year whose families are kept as numbers: they go when the year is closed. */
#define OPEN_YEAR                                                                                  \
  "EXISTS (SELECT 1 FROM year_family_seen s WHERE s.year = b.year AND s.population = "             \
  "b.population)"

static gboolean
set_family (CwStore *self, gint64 case_id, gint64 family, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          REACHED
                          " UPDATE case_file SET family = ?2 WHERE id IN (SELECT id FROM reached)",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, case_id);
  cw_bind_int (statement, family);
  return cw_statement_run (statement, error);
}

/* All of @b's family, whether it can still be reached or not: a case between them may be erased. */
static gboolean
join_families (CwStore *self, gint64 a, gint64 b, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "UPDATE case_file SET family = (SELECT family FROM case_file WHERE id = "
                          "?1) WHERE family = (SELECT family FROM case_file WHERE id = ?2)",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, a);
  cw_bind_int (statement, b);
  return cw_statement_run (statement, error);
}

static gint64
find_family (CwStore *self, gint64 case_id, GError **error)
{
  gint64 family
      = cw_store_ask (self, "SELECT family FROM case_file WHERE id = ?1", case_id, 0, 0, error);

  if (family == 0)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This case is not in the records any more."));
  return MAX (family, 0);
}

static gboolean
write_link (CwStore *self, const char *sql, gint64 a, gint64 b, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, MIN (a, b));
  cw_bind_int (statement, MAX (a, b));
  return cw_statement_run (statement, error);
}

/* Whether what a case reaches was counted in a school year whose families are not counted yet. */
static gint64
was_counted (CwStore *self, gint64 case_id, GError **error)
{
  return cw_store_ask (self,
                       REACHED
                       " SELECT EXISTS (SELECT 1 FROM contact k JOIN block b ON b.id = "
                       "k.counted_in WHERE k.case_id IN (SELECT id FROM reached) AND " OPEN_YEAR
                       ")",
                       case_id, 0, 0, error);
}

/* The side that was counted keeps the number that it was counted under; where both were, or
 * neither, the side of @a. */
static gboolean
part_families (CwStore *self, gint64 a, gint64 b, GError **error)
{
  gint64 counted_a, counted_b;
  gint64 whole = cw_store_ask (self,
                               REACHED " SELECT ?2 IN (SELECT id FROM reached) OR (SELECT family "
                                       "FROM case_file WHERE id = ?1) <> (SELECT family FROM "
                                       "case_file WHERE id = ?2)",
                               a, b, 0, error);

  /* Linked by way of others, or never of one family. */
  if (whole != 0)
    return whole == 1;
  counted_a = was_counted (self, a, error);
  counted_b = counted_a >= 0 ? was_counted (self, b, error) : -1;
  if (counted_b < 0)
    return FALSE;
  return set_family (self, counted_b > counted_a ? a : b, cw_store_random (self), error);
}

/**
 * cw_store_link_cases:
 * @linked: whether they are of one family
 *
 * Joins or parts the families of two cases, with everything linked to them.
 */
gboolean
cw_store_link_cases (CwStore *self, gint64 a, gint64 b, gboolean linked, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gboolean good;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  if (a == b)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("A case cannot be linked to itself."));
  transaction = cw_transaction_begin (self, error);
  if (!transaction || find_family (self, a, error) == 0 || find_family (self, b, error) == 0)
    return FALSE;
  if (linked)
    good = write_link (self, "INSERT INTO case_link (a, b) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                       a, b, error)
           && join_families (self, a, b, error);
  else
    good = write_link (self, "DELETE FROM case_link WHERE a = ?1 AND b = ?2", a, b, error)
           && part_families (self, a, b, error);
  return good && cw_transaction_commit (&transaction, error);
}

/* ---- erasing ---- */

/* Erasing changes no count of families, before nor after (docs/SUMMARIES.md, Erasure): what the
 * case knew of its family stays with the number, which stands for nobody once the case is gone. */

/* A case that was parted from those it was counted with has a number of its own, which the year
 * would only learn from its contacts when it is closed. */
static gboolean
keep_in_year (CwStore *self, gint64 case_id, GError **error)
{
  return cw_store_run_where (
      self,
      "INSERT OR IGNORE INTO year_family_seen (year, population, family)"
      " SELECT b.year, b.population, f.family FROM case_file f"
      " JOIN contact k ON k.case_id = f.id JOIN block b ON b.id = k.counted_in"
      " WHERE f.id = ?1 AND " OPEN_YEAR,
      case_id, error);
}

/* Cases that were linked by way of this one still are of one family. */
static gboolean
join_neighbours (CwStore *self, gint64 case_id, GError **error)
{
  return cw_store_run_where (
      self,
      "WITH near (id) AS (SELECT b FROM case_link WHERE a = ?1 UNION SELECT a FROM case_link WHERE "
      "b = ?1), least (id) AS (SELECT min (id) FROM near)"
      " INSERT INTO case_link (a, b) SELECT least.id, near.id FROM least, near"
      " WHERE near.id > least.id ON CONFLICT DO NOTHING",
      case_id, error);
}

static gboolean
write_stub (CwStore *self, gint64 contact_id, gint64 family, GError **error)
{
  g_autoptr (CwStatement) stub
      = cw_store_prepare (self,
                          "INSERT INTO stub (population, day, family, minutes) SELECT 'contacts', "
                          "day, ?2, minutes FROM contact WHERE id = ?1",
                          error);
  g_autoptr (CwStatement) codes
      = cw_store_prepare (self,
                          "INSERT INTO stub_code (stub_id, code_id)"
                          " SELECT ?2, method_id FROM contact WHERE id = ?1"
                          " UNION SELECT ?2, support_id FROM contact_support WHERE contact_id = ?1"
                          " UNION SELECT ?2, service_id FROM contact_service WHERE contact_id = ?1",
                          error);

  if (!stub || !codes)
    return FALSE;
  cw_bind_int (stub, contact_id);
  cw_bind_int (stub, family);
  if (!cw_statement_run (stub, error))
    return FALSE;
  cw_bind_int (codes, contact_id);
  cw_bind_int (codes, cw_store_last_id (self));
  return cw_statement_run (codes, error);
}

/* Days that are not counted yet leave what the count will need and nobody: day, minutes, codes, and
 * the number of the family. */
static gboolean
write_stubs (CwStore *self, gint64 case_id, GError **error)
{
  g_autoptr (CwIds) contacts = cw_ids_new ();
  gint64 family = find_family (self, case_id, error);

  if (family == 0
      || !cw_store_load_ids (self,
                             "SELECT id FROM contact WHERE case_id = ?1 AND counted_in IS NULL",
                             case_id, contacts, error))
    return FALSE;
  for (guint i = 0; i < contacts->len; i++)
    if (!write_stub (self, contacts->items[i], family, error))
      return FALSE;
  return TRUE;
}

/* The rows of a case, inside the caller's transaction; the search index is merged by the caller. */
gboolean
cw_store_remove_case (CwStore *self, gint64 id, GError **error)
{
  static const char *const deletions[] = {
    "DELETE FROM search_doc WHERE case_id = ?1",
    "DELETE FROM draft WHERE case_id = ?1",
    "DELETE FROM draft WHERE kind = 'opening'"
    " AND (subject = 'case-' || ?1 OR subject GLOB 'case-' || ?1 || '-*')",
    /* A number that was typed for linking may be this case's. */
    "DELETE FROM draft WHERE kind = 'form'"
    " AND (subject GLOB 'link-*' OR subject GLOB 'withdrawal-' || ?1 || '-*')",
    "DELETE FROM next_step WHERE case_id = ?1",
    "DELETE FROM contact WHERE case_id = ?1",
    "DELETE FROM child WHERE case_id = ?1",
    "DELETE FROM adult WHERE case_id = ?1",
    "DELETE FROM case_file WHERE id = ?1",
    "DELETE FROM setting WHERE key = 'handover-case-' || ?1",
  };

  if (!write_stubs (self, id, error) || !keep_in_year (self, id, error)
      || !join_neighbours (self, id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    if (!cw_store_run_where (self, deletions[i], id, error))
      return FALSE;
  return TRUE;
}

/**
 * cw_store_erase_case:
 *
 * Erases a case and all that belongs to it. Nothing of it stays in the file: the words leave the
 * search index too, every page is written anew, the log is emptied, and copies that an older
 * Casework's file left beside it go first. What was published stays as it is (R19). Slow: it takes
 * as long as a copy of the file, and as much room.
 */
gboolean
cw_store_erase_case (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  if (!cw_store_remove_old_copies (self, error))
    return FALSE;
  transaction = cw_transaction_begin (self, error);
  if (!transaction || !cw_store_remove_case (self, id, error)
      || !cw_store_begin_erasing (self, error) || !cw_transaction_commit (&transaction, error))
    return FALSE;
  return cw_store_finish_erasing (self, error);
}
