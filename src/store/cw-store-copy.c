/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-copy.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-store-private.h"
#include "cw-store-watch.h"

/* For CwStoreWatch, from 100,000 contacts. */
#define EXPORT_WEIGHT 1
#define EXPORT_STEPS 380

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

/* In one transaction, without a journal and without waiting for the disk: until it has been
 * verified the copy is nothing that could be lost. */
static gboolean
export_copy (CwStore *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *numbers = NULL;
  gint64 version = cw_store_ask (self, "PRAGMA main.user_version", 0, 0, 0, error);
  int code;

  if (version < 1
      || !cw_store_exec (self,
                         "PRAGMA copy.journal_mode = OFF;"
                         "PRAGMA copy.synchronous = OFF;"
                         "PRAGMA copy.cache_size = -32000;"
                         "BEGIN",
                         error))
    return FALSE;
  numbers = g_strdup_printf ("PRAGMA copy.user_version = %d; PRAGMA copy.application_id = %d; "
                             "COMMIT",
                             (int) version, CW_STORE_APPLICATION_ID);
  code = sqlite3_exec (self->db, "SELECT sqlcipher_export ('copy')", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->db, numbers, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  /* What was interrupted inside the function that exports comes out of it as any error. */
  if (g_cancellable_is_cancelled (cancellable))
    code = SQLITE_INTERRUPT;
  cw_store_set_inner_error (self, code, error);
  if (!sqlite3_get_autocommit (self->db))
    cw_store_exec (self, "ROLLBACK", NULL);
  return FALSE;
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
verify_copy (CwStore *self,
             const char *path,
             const guint8 key[32],
             const guint8 salt[16],
             CwStoreWatch *watch,
             GError **error)
{
  g_autofree char *expected = count_tables (self, error);
  g_autoptr (CwStore) copy
      = expected ? cw_store_open_version (path, key, salt, self->clock, error) : NULL;
  g_autoptr (GPtrArray) checks
      = copy ? cw_store_verify_watched (copy, watch->func, watch->data, watch->cancellable, error)
             : NULL;
  g_autofree char *counts = checks ? count_tables (copy, error) : NULL;

  if (!counts)
    return FALSE;
  return (g_str_equal (counts, expected) && cw_checks_passed (checks))
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
            CwStoreWatch *watch,
            GError **error)
{
  gboolean good;

  if (!attach_copy (self, path, key, salt, error))
    return FALSE;
  watch->total = EXPORT_WEIGHT;
  cw_store_watch_begin (watch, self);
  good = cw_store_watch_part (watch, EXPORT_WEIGHT, EXPORT_STEPS, error)
         && export_copy (self, watch->cancellable, error);
  cw_store_watch_end (watch);
  return cw_store_exec (self, "DETACH copy", good ? error : NULL) && good;
}

static gboolean
make_durable (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  gboolean good = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return good
         || cw_store_refuse (error, CW_ERROR_FAILED,
                             _ ("The copy could not be written to the disk, so it was thrown away. "
                                "The records themselves were not touched."));
}

/**
 * cw_store_export_to:
 * @path: a file that is not there yet
 *
 * Writes all of it under another key. Nothing is known about the copy yet: it is not durable, and
 * the caller verifies what it makes of it. Errors: %CW_ERROR_EXISTS, %CW_ERROR_DAMAGED,
 * %CW_ERROR_DISK_FULL, %G_IO_ERROR_CANCELLED; nothing is left then.
 */
gboolean
cw_store_export_to (CwStore *self,
                    const char *path,
                    const guint8 key[32],
                    const guint8 salt[16],
                    CwProgress progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  CwStoreWatch watch = { .func = progress, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (path != NULL && key != NULL && salt != NULL, FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  if (!cw_store_make_file (path, error))
    return FALSE;
  if (write_copy (self, path, key, salt, &watch, error))
    return TRUE;
  remove_copy (path);
  return FALSE;
}

/* One of the two halves of an act. */
typedef struct
{
  CwProgress func;
  gpointer data;
  guint half;
} Half;

static void
tell_half_cb (goffset done, goffset total, gpointer data)
{
  const Half *self = data;

  if (self->func != NULL)
    self->func (self->half * total + done, 2 * total, self->data);
}

/**
 * cw_store_copy_watched:
 * @path: a file that is not there yet
 *
 * Makes an encrypted copy under another key and reads it back before it says that it is there; one
 * that is not the same is removed again. Errors: %CW_ERROR_EXISTS, %CW_ERROR_DAMAGED,
 * %CW_ERROR_DISK_FULL, %G_IO_ERROR_CANCELLED.
 */
gboolean
cw_store_copy_watched (CwStore *self,
                       const char *path,
                       const guint8 key[32],
                       const guint8 salt[16],
                       CwProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  Half half = { progress, data, 0 };
  CwStoreWatch watch = { .func = tell_half_cb, .data = &half, .cancellable = cancellable };

  if (!cw_store_export_to (self, path, key, salt, tell_half_cb, &half, cancellable, error))
    return FALSE;
  half.half = 1;
  if (make_durable (path, error) && verify_copy (self, path, key, salt, &watch, error))
    return TRUE;
  remove_copy (path);
  return FALSE;
}

gboolean
cw_store_copy_to (CwStore *self,
                  const char *path,
                  const guint8 key[32],
                  const guint8 salt[16],
                  GCancellable *cancellable,
                  GError **error)
{
  return cw_store_copy_watched (self, path, key, salt, NULL, NULL, cancellable, error);
}

/* ---- page for page ---- */

static sqlite3_file *
find_file (CwStore *self)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file;
}

/**
 * cw_store_settle_file:
 *
 * Brings everything that was saved into the file itself, so that its bytes are all there is. They
 * stay as they are until the store is used again. Pages that an erasure could not write anew are
 * tried first, so that what was erased is not copied where there is room by now (R19).
 *
 * Returns: the length of the file; -1 with an error
 */
goffset
cw_store_settle_file (CwStore *self, GError **error)
{
  sqlite3_file *file;
  sqlite3_int64 length = 0;
  int code, frames = -1;

  g_return_val_if_fail (cw_store_may_enter (self), -1);
  g_return_val_if_fail (self->depth == 0, -1);

  cw_store_catch_up_erasing (self);
  code = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &frames, NULL);
  if (code == SQLITE_OK && frames != 0)
    code = SQLITE_BUSY; /* a log that is not empty holds what the file has not */
  file = find_file (self);
  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &length);
  if (code == SQLITE_OK)
    return (goffset) length;
  cw_store_set_error (self, code, error);
  return -1;
}

/**
 * cw_store_read_file_cb:
 * @store: after cw_store_settle_file()
 *
 * Reads through SQLite's own file: another descriptor, when closed, would drop the locks of the
 * first.
 */
gboolean
cw_store_read_file_cb (goffset at, guint8 *bytes, gsize length, gpointer store, GError **error)
{
  CwStore *self = store;
  sqlite3_file *file;
  int code;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  file = find_file (self);
  code = file->pMethods->xRead (file, bytes, (int) length, at);
  return code == SQLITE_OK || cw_store_set_error (self, code, error);
}

gboolean
cw_store_has_salt (CwStore *self, const guint8 salt[16])
{
  sqlite3_file *file;
  guint8 start[16];

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  file = find_file (self);
  return file->pMethods->xRead (file, start, sizeof start, 0) == SQLITE_OK
         && memcmp (start, salt, sizeof start) == 0;
}
