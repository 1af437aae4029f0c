/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-store-private.h"

/* After so many steps of the database the cancellable is looked at. */
#define STEPS_BETWEEN 20000

static int
stop_when_cancelled_cb (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

/* The key goes in as a bound value; an empty one would make a plain file, so it is never left out.
 */
static gboolean
attach_copy (
    CwStore *self, const char *path, const guint8 key[32], const guint8 salt[16], GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, "ATTACH ?1 AS copy KEY ?2", error);
  g_autofree char *resolved = cw_store_resolve (path);
  char spec[CW_KEY_SPEC_LENGTH + 1];
  gboolean good;

  if (!statement)
    return FALSE;
  cw_store_write_key_spec (spec, key, salt);
  cw_bind_text (statement, resolved);
  cw_bind_static (statement, spec, CW_KEY_SPEC_LENGTH);
  good = cw_statement_run (statement, error);
  cw_statement_rewind (statement);
  explicit_bzero (spec, sizeof spec);
  return good;
}

static gboolean
export_copy (CwStore *self, GError **error)
{
  g_autofree char *numbers = NULL;
  gint64 version = cw_store_ask (self, "PRAGMA main.user_version", 0, 0, 0, error);
  int code;

  if (version < 1)
    return FALSE;
  numbers = g_strdup_printf ("PRAGMA copy.user_version = %d; PRAGMA copy.application_id = %d",
                             (int) version, CW_STORE_APPLICATION_ID);
  code = sqlite3_exec (self->db, "SELECT sqlcipher_export ('copy')", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    return cw_store_set_inner_error (self, code, error);
  return cw_store_exec (self, numbers, error);
}

/* Every table of the source with its number of rows, in one text. */
static char *
count_tables (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) names
      = cw_store_prepare (self,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                          "'search%' AND name NOT LIKE 'sqlite%' ORDER BY name",
                          error);
  g_autoptr (GString) counts = g_string_new (NULL);
  CwResult result;

  if (!names)
    return NULL;
  while ((result = cw_statement_step (names, error)) == CW_RESULT_ROW)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT count (*) FROM \"%s\"", cw_column_peek (names, 0));
      gint64 count = cw_store_ask (self, sql, 0, 0, 0, error);

      if (count < 0)
        return NULL;
      g_string_append_printf (counts, "%s %" G_GINT64_FORMAT "\n", cw_column_peek (names, 0),
                              count);
    }
  return result == CW_RESULT_DONE ? g_strdup (counts->str) : NULL;
}

static gboolean
verify_copy (const char *path,
             const guint8 key[32],
             const guint8 salt[16],
             CwClock *clock,
             const char *expected,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (CwStore) copy = cw_store_open_version (path, key, salt, clock, error);
  g_autoptr (GPtrArray) checks = copy ? cw_store_verify (copy, cancellable, error) : NULL;
  g_autofree char *counts = checks ? count_tables (copy, error) : NULL;
  gboolean good = counts && g_str_equal (counts, expected);

  if (!counts)
    return FALSE;
  for (guint i = 0; i < checks->len; i++)
    good = good && ((CwCheck *) g_ptr_array_index (checks, i))->passed;
  return good
         || cw_store_refuse (error, CW_ERROR_DAMAGED,
                             _ ("The copy is not the same as the records, so it was thrown away. "
                                "The records themselves were not touched."));
}

static void
remove_copy (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (journal);
}

static gboolean
write_copy (CwStore *self,
            const char *path,
            const guint8 key[32],
            const guint8 salt[16],
            GCancellable *cancellable,
            GError **error)
{
  gboolean good;

  if (!attach_copy (self, path, key, salt, error))
    return FALSE;
  sqlite3_progress_handler (self->db, STEPS_BETWEEN, stop_when_cancelled_cb, cancellable);
  good = export_copy (self, error);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  return cw_store_exec (self, "DETACH copy", good ? error : NULL) && good;
}

/**
 * cw_store_copy_to:
 * @path: a file that is not there yet
 *
 * Makes an encrypted copy under another key and reads it back before it says that it is there; one
 * that is not the same is removed again. Errors: %CW_ERROR_EXISTS, %CW_ERROR_DAMAGED,
 * %CW_ERROR_DISK_FULL.
 */
gboolean
cw_store_copy_to (CwStore *self,
                  const char *path,
                  const guint8 key[32],
                  const guint8 salt[16],
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *expected = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (path != NULL && key != NULL && salt != NULL, FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  if (!cw_store_make_file (path, error))
    return FALSE;
  expected = count_tables (self, error);
  if (expected && write_copy (self, path, key, salt, cancellable, error)
      && verify_copy (path, key, salt, self->clock, expected, cancellable, error))
    return TRUE;
  remove_copy (path);
  return FALSE;
}
