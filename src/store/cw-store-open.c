/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cw-store-private.h"

#define SALT_LENGTH 16
#define PAGE_LENGTH 4096
#define PLAIN_MAGIC "SQLite format 3"

/**
 * cw_store_write_key_spec:
 *
 * Key and salt as SQLCipher reads raw bytes. The caller wipes @spec.
 */
void
cw_store_write_key_spec (char spec[CW_KEY_SPEC_LENGTH + 1],
                         const guint8 key[32],
                         const guint8 salt[16])
{
  static const char digits[] = "0123456789abcdef";
  char *out = spec;

  *out++ = 'x';
  *out++ = '\'';
  for (int i = 0; i < 32 + SALT_LENGTH; i++)
    {
      guint8 byte = i < 32 ? key[i] : salt[i - 32];

      *out++ = digits[byte >> 4];
      *out++ = digits[byte & 15];
    }
  *out++ = '\'';
  *out = '\0';
}

/* The answer of a pragma in one row and column. */
static char *
ask_text (CwStore *self, const char *sql, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (!statement)
    return NULL;
  switch (cw_statement_step (statement, error))
    {
    case CW_RESULT_ROW:
      return cw_column_text (statement, 0);
    case CW_RESULT_DONE:
      return g_strdup ("");
    case CW_RESULT_ERROR:
    default:
      return NULL;
    }
}

static gboolean
expect (CwStore *self, const char *sql, const char *answer, GError **error)
{
  g_autofree char *text = ask_text (self, sql, error);

  if (!text)
    return FALSE;
  if (g_strcmp0 (text, answer) != 0)
    return cw_store_refuse (
        error, CW_ERROR_FAILED,
        _ ("The records cannot be opened safely on this computer. They were not touched."));
  return TRUE;
}

/* Whether a log with saved records stands beside the file. */
static gboolean
has_log (CwStore *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf info;

  return g_lstat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
open_file (CwStore *self, GError **error)
{
  GStatBuf info;
  gboolean keep_log = has_log (self);
  int code;

  if (g_lstat (self->path, &info) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        return cw_store_refuse (
            error, CW_ERROR_NOT_FOUND,
            _ ("The file with the records is not there. Nothing was made in its place."));
      return cw_store_refuse (
          error, CW_ERROR_NOT_WRITABLE,
          _ ("The folder with the records cannot be opened. Check that it belongs to you."));
    }
  if (!S_ISREG (info.st_mode))
    return cw_store_refuse (error, CW_ERROR_NOT_OURS,
                            _ ("This is not a file of Casework. It was not touched."));

  code = sqlite3_open_v2 (self->path, &self->db,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code != SQLITE_OK)
    return cw_store_set_error (self, code, error);
  if (sqlite3_db_readonly (self->db, "main") == 1)
    return cw_store_set_error (self, SQLITE_READONLY, error);
  /* A file that is refused further down is left as it is, and so is the log beside it. Where there
   * was none, closing takes away the empty one that reading made. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_log, NULL);
  sqlite3_busy_timeout (self->db, 1000);
  return TRUE;
}

static gboolean
hand_over_key (CwStore *self, const guint8 key[32], const guint8 salt[16], GError **error)
{
  char spec[CW_KEY_SPEC_LENGTH + 1];
  g_autofree char *version = NULL;
  int code;

  /* What SQLCipher would print names files and pages; errors are told by us. */
  if (!cw_store_exec (self, "PRAGMA cipher_log_level = NONE", error)
      || !cw_store_exec (self, "PRAGMA cipher_memory_security = OFF", error))
    return FALSE;
  cw_store_write_key_spec (spec, key, salt);
  code = sqlite3_key_v2 (self->db, "main", spec, CW_KEY_SPEC_LENGTH);
  explicit_bzero (spec, sizeof spec);
  if (code != SQLITE_OK)
    return cw_store_set_error (self, code, error);

  version = ask_text (self, "PRAGMA cipher_version", error);
  if (!version)
    return FALSE;
  if (!g_str_has_prefix (version, "4."))
    return cw_store_refuse (error, CW_ERROR_FAILED,
                            _ ("The encryption that Casework needs is missing on this computer. "
                               "The records were not touched."));
  return TRUE;
}

typedef enum
{
  SALT_RIGHT,
  SALT_WRONG,
  SALT_FOREIGN
} SaltCheck;

/* Reads through SQLite's own file: another descriptor, when closed, would drop the locks of the
 * first. */
static gboolean
check_salt (CwStore *self, const guint8 salt[16], SaltCheck *check, GError **error)
{
  sqlite3_file *file = NULL;
  guint8 start[SALT_LENGTH] = { 0 };
  sqlite3_int64 length = 0;
  int code = sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &length);
  if (code == SQLITE_OK && length >= SALT_LENGTH)
    code = file->pMethods->xRead (file, start, sizeof start, 0);
  if (code != SQLITE_OK)
    return cw_store_set_error (self, code, error);

  if (length < PAGE_LENGTH || memcmp (start, PLAIN_MAGIC, sizeof PLAIN_MAGIC) == 0)
    *check = SALT_FOREIGN;
  else
    *check = memcmp (start, salt, SALT_LENGTH) == 0 ? SALT_RIGHT : SALT_WRONG;
  return TRUE;
}

/* Proves the key by reading. With our salt in front the key is the right one, so that it is page 1
 * which is damaged; with another salt a page that reads well shows that only the salt is damaged.
 */
static gboolean
read_first_page (CwStore *self, SaltCheck check, GError **error)
{
  int code;

  if (check == SALT_FOREIGN)
    return cw_store_refuse (error, CW_ERROR_NOT_OURS,
                            _ ("This is not a file of Casework. It was not touched."));
  code = sqlite3_exec (self->db, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code == SQLITE_OK && check == SALT_RIGHT)
    return TRUE;
  if (code == SQLITE_OK || (check == SALT_RIGHT && (code & 0xff) == SQLITE_NOTADB))
    return cw_store_refuse (
        error, CW_ERROR_DAMAGED,
        _ ("The beginning of the file with the records is damaged. It was not touched. "
           "Open the newest backup instead."));
  if ((code & 0xff) == SQLITE_NOTADB)
    return cw_store_refuse (
        error, CW_ERROR_WRONG_SECRET,
        _ ("The file with the records was locked with another key. It was not touched. "
           "It may belong to other records, or it was exchanged."));
  return cw_store_set_error (self, code, error);
}

static gboolean
check_identity (CwStore *self, int *version, GError **error)
{
  GError *problem = NULL;
  gint64 application = cw_store_ask (self, "PRAGMA application_id", 0, 0, 0, &problem);
  gint64 found = problem ? -1 : cw_store_ask (self, "PRAGMA user_version", 0, 0, 0, &problem);

  if (problem)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (application != CW_STORE_APPLICATION_ID || found < 1)
    return cw_store_refuse (error, CW_ERROR_NOT_OURS,
                            _ ("This is not a file of Casework. It was not touched."));
  if (found > CW_STORE_VERSION)
    return cw_store_refuse (
        error, CW_ERROR_NEWER,
        _ ("These records were last opened with a newer Casework. They were not touched. "
           "Use the newer program to open them."));
  *version = (int) found;
  return TRUE;
}

static gboolean
set_up_connection (CwStore *self, GError **error)
{
  return expect (self, "PRAGMA locking_mode", "exclusive", error)
         && expect (self, "PRAGMA journal_mode = WAL", "wal", error)
         && cw_store_exec (self,
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA mmap_size = 0;"
                           "PRAGMA secure_delete = ON;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA trusted_schema = OFF;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA cache_size = -16000",
                           error)
         && expect (self, "PRAGMA synchronous", "2", error)
         && expect (self, "PRAGMA secure_delete", "1", error)
         && expect (self, "PRAGMA foreign_keys", "1", error)
         && cw_store_add_functions (self, error);
}

/**
 * cw_store_resolve:
 *
 * SQLite is asked to follow no link, and takes that to mean any folder on the way too; homes often
 * are reached by a link. So the folder is resolved here, and the rule is left to the file itself.
 */
char *
cw_store_resolve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  char *resolved = real ? g_build_filename (real, name, NULL) : g_strdup (path);

  free (real);
  return resolved;
}

static CwStore *
new_store (const char *path, CwClock *clock)
{
  CwStore *self = g_new0 (CwStore, 1);

  self->path = cw_store_resolve (path);
  self->clock = cw_clock_ref (clock);
  self->statements = cw_statement_cache_new ();
  self->owner = g_thread_self ();
  return self;
}

/* The file was refused, or could not be made: let it go without a checkpoint. */
static void
drop_store (CwStore *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->db)
    sqlite3_close_v2 (self->db);
  cw_clock_unref (self->clock);
  g_free (self->path);
  g_free (self);
}

static gboolean
open_store (
    CwStore *self, const guint8 key[32], const guint8 salt[16], gboolean migrate, GError **error)
{
  SaltCheck check = SALT_FOREIGN;
  int version = 0;

  /* Exclusive before anything is read: then the log needs no -shm file. */
  if (!open_file (self, error) || !hand_over_key (self, key, salt, error)
      || !check_salt (self, salt, &check, error)
      || !cw_store_exec (self, "PRAGMA locking_mode = EXCLUSIVE", error)
      || !read_first_page (self, check, error) || !check_identity (self, &version, error))
    return FALSE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (!set_up_connection (self, error))
    return FALSE;
  if (!migrate)
    return TRUE;
  if (version < CW_STORE_VERSION && !cw_store_migrate (self, key, salt, version, error))
    return FALSE;
  cw_store_catch_up_erasing (self);
  return TRUE;
}

/**
 * cw_store_open:
 * @path: the file
 * @key: the database key
 * @salt: the salt that goes with it; the file has to begin with it
 *
 * Opens records that are there already. Every step is checked before the file is touched.
 *
 * Errors: %CW_ERROR_NOT_FOUND, %CW_ERROR_NOT_OURS, %CW_ERROR_WRONG_SECRET, %CW_ERROR_DAMAGED,
 * %CW_ERROR_NEWER, %CW_ERROR_BUSY, %CW_ERROR_NOT_WRITABLE, %CW_ERROR_DISK_FULL.
 *
 * Returns: (transfer full): the store, owned by the calling thread
 */
CwStore *
cw_store_open (
    const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error)
{
  CwStore *self;

  g_return_val_if_fail (path != NULL && key != NULL && salt != NULL && clock != NULL, NULL);

  self = new_store (path, clock);
  if (open_store (self, key, salt, TRUE, error))
    return self;
  drop_store (self);
  return NULL;
}

/* The same without a migration: a copy that is to be read back is left in the version it has. */
CwStore *
cw_store_open_version (
    const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error)
{
  CwStore *self = new_store (path, clock);

  if (open_store (self, key, salt, FALSE, error))
    return self;
  drop_store (self);
  return NULL;
}

/* ---- making ---- */

gboolean
cw_store_make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  switch (errno)
    {
    case EEXIST:
      return cw_store_refuse (
          error, CW_ERROR_EXISTS,
          _ ("There is a file with records in this place already. It was not touched."));
    case ENOENT:
    case ENOTDIR:
      return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                              _ ("The folder for the records is not there. Nothing was made."));
    case ENOSPC:
    case EDQUOT:
      return cw_store_refuse (error, CW_ERROR_DISK_FULL, _ ("The disk is full. Nothing was made."));
    default:
      return cw_store_refuse (
          error, CW_ERROR_NOT_WRITABLE,
          _ ("The folder for the records cannot be written. Nothing was made."));
    }
}

static void
remove_made_file (const char *path)
{
  static const char *const beside[] = { "", "-wal", "-journal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *name = g_strconcat (path, beside[i], NULL);

      g_unlink (name);
    }
}

/**
 * cw_store_create:
 *
 * Makes the file with the schema, the shipped code lists and the directory. Never writes over a
 * file: what was begun here and did not work is removed again.
 *
 * Errors: %CW_ERROR_EXISTS, %CW_ERROR_NOT_FOUND, %CW_ERROR_NOT_WRITABLE, %CW_ERROR_DISK_FULL.
 *
 * Returns: (transfer full): the store, owned by the calling thread
 */
CwStore *
cw_store_create (
    const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error)
{
  CwStore *self;

  g_return_val_if_fail (path != NULL && key != NULL && salt != NULL && clock != NULL, NULL);

  if (!cw_store_make_file (path, error))
    return NULL;
  self = new_store (path, clock);
  if (open_file (self, error) && hand_over_key (self, key, salt, error)
      && cw_store_exec (self, "PRAGMA locking_mode = EXCLUSIVE", error)
      && set_up_connection (self, error) && cw_store_make_schema (self, error)
      && cw_store_checkpoint (self, error))
    {
      sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
      return self;
    }
  drop_store (self);
  remove_made_file (path);
  return NULL;
}
