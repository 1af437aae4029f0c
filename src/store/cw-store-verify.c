/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-copy.h"
#include "cw-store-private.h"
#include "cw-store-summaries.h"
#include "cw-store-watch.h"

void
cw_check_free (CwCheck *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

static void
add_check (GPtrArray *checks, const char *name, gboolean passed, const char *detail)
{
  CwCheck *check = g_new0 (CwCheck, 1);

  check->name = g_strdup (name);
  check->passed = passed;
  check->detail = g_strdup (detail);
  g_ptr_array_add (checks, check);
}

/* A statement whose answer is "ok", or nothing at all, when all is well. A damaged file makes the
 * statement itself fail: that is a check that did not pass, not a check that was not made. */
static gboolean
check_answer (CwStore *self, const char *sql, gboolean *passed, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = TRUE;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW
          && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0)
        good = FALSE;
    }
  sqlite3_finalize (statement);
  if ((code & 0xff) == SQLITE_INTERRUPT)
    return cw_store_set_error (self, code, error);
  *passed = good && code == SQLITE_DONE;
  return TRUE;
}

typedef struct
{
  const char *name;
  guint weight, steps; /* for CwStoreWatch, from 100,000 contacts */
  const char *sql;
} Question;

/* Encryption comes first: it reads the file from its beginning to its end, so that what follows
 * finds it in memory, however slow the disk is. */
static const Question questions[] = {
  { N_ ("Encryption of every page"), 4, 0, "PRAGMA cipher_integrity_check" },
  { N_ ("Structure of the file"), 18, 1450, "PRAGMA integrity_check" },
  { N_ ("Search index"), 6, 84, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)" },
  { N_ ("Records that belong together"), 3, 326, "PRAGMA foreign_key_check" },
  { N_ ("Counts of contacts and minutes"), 1, 64,
    "SELECT id FROM case_file c WHERE contacts <> (SELECT count (*) FROM contact WHERE case_id = "
    "c.id)"
    " OR minutes <> (SELECT coalesce (sum (minutes), 0) FROM contact WHERE case_id = c.id)"
    " OR last_contact <> (SELECT coalesce (max (day), '') FROM contact WHERE case_id = c.id)"
    " OR next_due <> (SELECT coalesce (min (due), '9999-12-31') FROM next_step WHERE case_id = "
    "c.id AND done_on IS NULL)" },
  { N_ ("Parents and their permission"), 1, 20,
    "SELECT a.id FROM adult a WHERE NOT EXISTS (SELECT 1 FROM consent c WHERE c.adult_id = a.id)"
    " UNION ALL SELECT id FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM adult WHERE case_id = "
    "f.id)"
    " UNION ALL SELECT adult_id FROM consent WHERE withdrawn_on IS NULL GROUP BY adult_id HAVING "
    "count (*) > 1" },
  { N_ ("Families of linked cases"), 1, 1,
    "SELECT l.a FROM case_link l JOIN case_file x ON x.id = l.a "
    "JOIN case_file y ON y.id = l.b WHERE x.family <> y.family" },
  { N_ ("Entries of the search index"), 1, 62,
    "SELECT 1 WHERE (SELECT count (*) FROM search_doc WHERE kind = 'contact')"
    "  <> (SELECT count (DISTINCT contact_id) FROM contact_line)"
    " OR (SELECT count (*) FROM search_doc WHERE kind = 'adult') <> (SELECT count (*) FROM "
    "adult_identity)"
    " OR (SELECT count (*) FROM search_doc WHERE kind = 'child') <> (SELECT count (*) FROM child)"
    " OR (SELECT count (*) FROM search_doc WHERE kind = 'step') <> (SELECT count (*) FROM "
    "next_step)"
    " OR (SELECT count (*) FROM search_doc WHERE kind = 'case') <> (SELECT count (*) FROM "
    "case_file)" },
};

static gboolean
ask_questions (CwStore *self, GPtrArray *checks, CwStoreWatch *watch, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gboolean passed = FALSE;

      if (!cw_store_watch_part (watch, questions[i].weight, questions[i].steps, error)
          || !check_answer (self, questions[i].sql, &passed, error))
        return FALSE;
      add_check (checks, _ (questions[i].name), passed,
                 passed ? _ ("in order") : _ ("something is damaged"));
    }
  return TRUE;
}

/* A chain that ends too early is whole in itself: every block that was published has every table.
 */
static gboolean
has_table (CwStore *self, const CwDimension *dimension)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT count (*) FROM block b WHERE b.state = 'published' AND "
                          "b.population = ?1 AND NOT EXISTS (SELECT 1 FROM ledger l WHERE "
                          "l.block_id = b.id AND l.dimension = ?2 AND l.population = b.population "
                          "AND l.start = b.start AND l.end = b.end AND l.label = b.label)",
                          NULL);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, dimension->population);
  cw_bind_text (statement, dimension->name);
  return cw_statement_step (statement, NULL) == CW_RESULT_ROW && cw_column_int (statement, 0) == 0;
}

static gboolean
has_all_tables (CwStore *self)
{
  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);
  gboolean all = TRUE;

  for (guint i = 0; i < n && all; i++)
    all = has_table (self, &dimensions[i]);
  return all;
}

/* The published ledger is a chain of hashes (docs/SUMMARIES.md): a changed, missing or added figure
 * breaks it. */
static void
check_ledger (CwStore *self, GPtrArray *checks)
{
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (self, NULL);
  guint broken_at = 0;
  gboolean passed = entries && cw_ledger_check_chain (entries, &broken_at) && has_all_tables (self);

  add_check (checks, _ ("Chain of what was published"), passed,
             passed ? _ ("in order") : _ ("something is damaged"));
}

/**
 * cw_store_verify_watched:
 *
 * Reads the whole file and asks everything of it that can be asked: structure, encryption, search,
 * what belongs together, the published ledger's chain, and the counts kept beside the records.
 *
 * Returns: (transfer full) (element-type CwCheck): one entry per check; NULL only when it was
 * cancelled
 */
GPtrArray *
cw_store_verify_watched (
    CwStore *self, CwProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  CwStoreWatch watch = { .func = progress, .data = data, .cancellable = cancellable };
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_check_free);
  gboolean good;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    watch.total += questions[i].weight;
  cw_store_watch_begin (&watch, self);
  good = ask_questions (self, checks, &watch, error);
  cw_store_watch_end (&watch);
  if (good)
    check_ledger (self, checks);
  return good ? g_steal_pointer (&checks) : NULL;
}

GPtrArray *
cw_store_verify (CwStore *self, GCancellable *cancellable, GError **error)
{
  return cw_store_verify_watched (self, NULL, NULL, cancellable, error);
}

gboolean
cw_checks_passed (GPtrArray *checks)
{
  gboolean passed = TRUE;

  g_return_val_if_fail (checks != NULL, FALSE);

  for (guint i = 0; i < checks->len; i++)
    passed = passed && ((CwCheck *) g_ptr_array_index (checks, i))->passed;
  return passed;
}
