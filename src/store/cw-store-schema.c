/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-sql-resources.h"
#include "cw-store-private.h"

#define SQL_PREFIX "/com/ppp/Casework/sql/"

/* Script N takes a file of version N - 1 to version N; the first one makes everything. */
static const char *const scripts[] = {
  "0001-initial.sql",
  "0002-handover.sql",
  "0003-walls.sql",
  "0004-forms.sql",
};
G_STATIC_ASSERT (G_N_ELEMENTS (scripts) == CW_STORE_VERSION);

static gboolean
run_script (CwStore *self, int version, GError **error)
{
  g_autofree char *path = g_strconcat (SQL_PREFIX, scripts[version - 1], NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *number = NULL;

  /* Asked by name: the resource stands in a static library, where nothing else would pull it in. */
  bytes
      = g_resource_lookup_data (cw_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (!bytes)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  number = g_strdup_printf ("PRAGMA user_version = %d", version);
  return cw_store_exec (self, sql, error) && cw_store_exec (self, number, error);
}

/* One script, its version and all it needs, or nothing. */
static gboolean
run_version (CwStore *self, int version, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);

  return transaction && run_script (self, version, error)
         && cw_transaction_commit (&transaction, error);
}

/**
 * cw_store_make_schema:
 *
 * Fills a new file: every script, the shipped code lists and the directory, in one transaction.
 */
gboolean
cw_store_make_schema (CwStore *self, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);
  g_autofree char *application
      = g_strdup_printf ("PRAGMA application_id = %d", CW_STORE_APPLICATION_ID);

  if (!transaction || !cw_store_exec (self, application, error))
    return FALSE;
  for (int version = 1; version <= CW_STORE_VERSION; version++)
    if (!run_script (self, version, error))
      return FALSE;
  return cw_store_ship_codes (self, error) && cw_transaction_commit (&transaction, error);
}

/* ---- what a migration leaves ---- */

#define OLD_COPY ".version-"

/* The file as it was, beside it, until a newer backup was read back or something is erased. It gets
 * its name when it is whole; one that has it is of an earlier start, before anything was changed.
 */
static gboolean
copy_before (CwStore *self, const guint8 key[32], const guint8 salt[16], int from, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s" OLD_COPY "%d", self->path, from);
  g_autofree char *half = g_strconcat (path, ".new", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_unlink (half);
  if (!cw_store_copy_to (self, half, key, salt, NULL, error))
    return FALSE;
  if (g_rename (half, path) == 0)
    return TRUE;
  g_unlink (half);
  return cw_store_refuse (
      error, CW_ERROR_NOT_WRITABLE,
      _ ("The folder with the records cannot be written, so they were not brought up to date."));
}

/* Zeros over all of it before the name goes: what was erased from the records was in here too. */
static gboolean
overwrite_and_remove (const char *path)
{
  static const guint8 zeros[1 << 16];
  struct stat info;
  int fd = open (path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0)
    {
      if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
        {
          for (goffset left = info.st_size; left > 0;)
            {
              gssize written = write (fd, zeros, (gsize) MIN (left, (goffset) sizeof zeros));

              if (written <= 0)
                break;
              left -= written;
            }
          fsync (fd);
        }
      close (fd);
    }
  return g_unlink (path) == 0;
}

/**
 * cw_store_remove_old_copies:
 *
 * Removes the copies that were made before the file was brought up to date. They hold what the
 * records held then, also what was erased since (R19).
 */
gboolean
cw_store_remove_old_copies (CwStore *self, GError **error)
{
  g_autofree char *folder = NULL, *name = NULL, *prefix = NULL;
  g_autoptr (GDir) entries = NULL;
  const char *entry;
  gboolean removed = TRUE;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);

  folder = g_path_get_dirname (self->path);
  name = g_path_get_basename (self->path);
  prefix = g_strconcat (name, OLD_COPY, NULL);
  entries = g_dir_open (folder, 0, NULL);
  while (entries && (entry = g_dir_read_name (entries)))
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, prefix) && !overwrite_and_remove (path))
        removed = FALSE;
    }
  return (entries && removed)
         || cw_store_refuse (error, CW_ERROR_NOT_WRITABLE,
                             _ ("An older copy of the records, beside them, could not be removed. "
                                "Nothing else was changed. Ask whoever looks after this "
                                "computer."));
}

/**
 * cw_store_migrate:
 * @from: the version of the file
 *
 * Brings an older file up to date, after an encrypted copy of it was made and verified. Each script
 * is one transaction with its version number: a file is never between two versions.
 */
gboolean
cw_store_migrate (
    CwStore *self, const guint8 key[32], const guint8 salt[16], int from, GError **error)
{
  if (!copy_before (self, key, salt, from, error))
    return FALSE;
  for (int version = from + 1; version <= CW_STORE_VERSION; version++)
    if (!run_version (self, version, error))
      return FALSE;
  return cw_store_checkpoint (self, error);
}
