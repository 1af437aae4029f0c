/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"
#include "cw-store-summaries.h"

/* After so many steps of the database the cancellable is looked at. */
#define STEPS_BETWEEN 20000

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

static int
stop_when_cancelled_cb (gpointer data)
{
  return g_cancellable_is_cancelled (data);
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
  const char *sql;
} Question;

static const Question questions[] = {
  { N_ ("Structure of the file"), "PRAGMA integrity_check" },
  { N_ ("Encryption of every page"), "PRAGMA cipher_integrity_check" },
  { N_ ("Search index"), "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)" },
  { N_ ("Records that belong together"), "PRAGMA foreign_key_check" },
  { N_ ("Counts of contacts and minutes"),
    "SELECT id FROM case_file c WHERE contacts <> (SELECT count (*) FROM contact WHERE case_id = "
    "c.id)"
    " OR minutes <> (SELECT coalesce (sum (minutes), 0) FROM contact WHERE case_id = c.id)"
    " OR last_contact <> (SELECT coalesce (max (day), '') FROM contact WHERE case_id = c.id)"
    " OR next_due <> (SELECT coalesce (min (due), '9999-12-31') FROM next_step WHERE case_id = "
    "c.id AND done_on IS NULL)" },
  { N_ ("Parents and their permission"),
    "SELECT a.id FROM adult a WHERE NOT EXISTS (SELECT 1 FROM consent c WHERE c.adult_id = a.id)"
    " UNION ALL SELECT id FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM adult WHERE case_id = "
    "f.id)"
    " UNION ALL SELECT adult_id FROM consent WHERE withdrawn_on IS NULL GROUP BY adult_id HAVING "
    "count (*) > 1" },
  { N_ ("Families of linked cases"), "SELECT l.a FROM case_link l JOIN case_file x ON x.id = l.a "
                                     "JOIN case_file y ON y.id = l.b WHERE x.family <> y.family" },
  { N_ ("Entries of the search index"),
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
ask_questions (CwStore *self, GPtrArray *checks, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gboolean passed = FALSE;

      if (!check_answer (self, questions[i].sql, &passed, error))
        return FALSE;
      add_check (checks, _ (questions[i].name), passed,
                 passed ? _ ("in order") : _ ("something is damaged"));
    }
  return TRUE;
}

/* The published ledger is a chain of hashes (docs/SUMMARIES.md): a changed, missing or added figure
 * breaks it. */
static void
check_ledger (CwStore *self, GPtrArray *checks)
{
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (self, NULL);
  guint broken_at = 0;
  gboolean passed = entries && cw_ledger_check_chain (entries, &broken_at);

  add_check (checks, _ ("Chain of what was published"), passed,
             passed ? _ ("in order") : _ ("something is damaged"));
}

/**
 * cw_store_verify:
 *
 * Reads the whole file and asks everything of it that can be asked: structure, encryption, search,
 * what belongs together, the published ledger's chain, and the counts kept beside the records.
 *
 * Returns: (transfer full) (element-type CwCheck): one entry per check; NULL only when it was
 * cancelled
 */
GPtrArray *
cw_store_verify (CwStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_check_free);
  gboolean good;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  sqlite3_progress_handler (self->db, STEPS_BETWEEN, stop_when_cancelled_cb, cancellable);
  good = ask_questions (self, checks, error);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  if (good)
    check_ledger (self, checks);
  return good ? g_steal_pointer (&checks) : NULL;
}
