/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of a vault folder, one at a time: no links followed, 0600, written so that a crash
 * leaves the old contents or the new. */

#include "cw-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "core/cw-write.h"

#define INI_GROUP "vault"
#define INI_MOST (64 << 10)

/* A whole sentence for what the kernel said. */
void
cw_set_file_error (GError **error, int saved_errno, const char *name)
{
  if (saved_errno == ENOENT)
    g_set_error (
        error, CW_ERROR, CW_ERROR_NOT_FOUND,
        /* Translators: %s is the name of a file or folder */
        _ ("“%s” is not there. Nothing was changed. Choose the folder that holds your records."),
        name);
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    g_set_error (error, CW_ERROR, CW_ERROR_DISK_FULL,
                 /* Translators: %s is the name of a file or folder */
                 _ ("There is no room on the disk for “%s”. What was stored before is safe. Free "
                    "some room and "
                    "try again."),
                 name);
  else if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS
           || saved_errno == ELOOP || saved_errno == ENOTDIR)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                 /* Translators: %s is the name of a file or folder */
                 _ ("“%s” cannot be used: it belongs to somebody else, is a link, or may not be "
                    "changed. Nothing "
                    "was changed. Ask whoever looks after this computer."),
                 name);
  else
    g_set_error (
        error, CW_ERROR, CW_ERROR_FAILED,
        /* Translators: the first %s is the name of a file or folder, the second the system's reason
         */
        _ ("“%s” could not be read or written: %s. What was stored before is safe. Try again."),
        name, g_strerror (saved_errno));
}

/* Another user's is not ours to open or to repair. */
static gboolean
is_own (const struct stat *st, const char *name, GError **error)
{
  if (st->st_uid == geteuid ())
    return TRUE;
  cw_set_file_error (error, EPERM, name);

  return FALSE;
}

static gboolean
is_closed (const struct stat *st, mode_t mode)
{
  return (st->st_mode & 07777) == mode || (st->st_mode & 07077) == 0;
}

/* What fchmod() or fchmodat() answered. */
static gboolean
was_closed (int result, const char *name, GError **error)
{
  if (result == 0)
    g_info ("a file or folder of the records was open to others; it is closed now");
  else
    cw_set_file_error (error, errno, name);

  return result == 0;
}

/* Ours alone: owned by this user, and closed to all others. A mode that is too open is repaired. */
static gboolean
keep_private (int fd, mode_t mode, const char *name, GError **error)
{
  struct stat st;

  if (fstat (fd, &st) != 0)
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }

  return is_own (&st, name, error)
         && (is_closed (&st, mode) || was_closed (fchmod (fd, mode), name, error));
}

/* The same for the database and what SQLite keeps beside it. None is opened: closing it again would
 * end the locks that SQLite holds on it. What is no plain file SQLite refuses. */
gboolean
cw_folder_keep_records_private (int folder, GError **error)
{
  static const char *const names[]
      = { CW_DB_NAME, CW_DB_NAME "-wal", CW_DB_NAME "-shm", CW_DB_NAME "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      struct stat st;

      if (fstatat (folder, names[i], &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (st.st_mode))
        continue;
      if (!is_own (&st, names[i], error)
          || (!is_closed (&st, 0600)
              && !was_closed (fchmodat (folder, names[i], 0600, 0), names[i], error)))
        return FALSE;
    }

  return TRUE;
}

/* A descriptor of the folder, or -1. */
int
cw_folder_open (const char *dir, GError **error)
{
  g_autofree char *name = g_path_get_basename (dir);
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0)
    cw_set_file_error (error, errno, name);
  else if (!keep_private (fd, 0700, name, error))
    {
      close (fd);
      fd = -1;
    }

  return fd;
}

/* All of a file of at most @most bytes. */
GBytes *
cw_folder_read (int folder, const char *name, gsize most, GError **error)
{
  int fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat st;
  g_autofree guint8 *data = NULL;
  gsize size = 0;
  gssize got = 1;

  if (fd < 0)
    {
      cw_set_file_error (error, errno, name);
      return NULL;
    }
  if (!keep_private (fd, 0600, name, error))
    {
      close (fd);
      return NULL;
    }
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size > (goffset) most)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” is not as Casework wrote it. Nothing was changed. Restore the records "
                      "from your newest "
                      "backup."),
                   name);
      close (fd);
      return NULL;
    }

  data = g_malloc (most + 1);
  while (size <= most && (got = TEMP_FAILURE_RETRY (read (fd, data + size, most + 1 - size))) > 0)
    size += (gsize) got;
  if (got < 0)
    cw_set_file_error (error, errno, name);
  close (fd);

  return got < 0 ? NULL : g_bytes_new (data, MIN (size, most));
}

static gboolean
write_through (int fd, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return cw_write_all (fd, data, size) && fsync (fd) == 0;
}

/* Writes @temp_name, makes sure it is on the disk, and renames it to @name (unless that is NULL).
 */
gboolean
cw_folder_write (int folder, const char *name, const char *temp_name, GBytes *bytes, GError **error)
{
  int fd, saved_errno = 0;

  if (unlinkat (folder, temp_name, 0) != 0 && errno != ENOENT)
    {
      cw_set_file_error (error, errno, temp_name);
      return FALSE;
    }
  fd = openat (folder, temp_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      cw_set_file_error (error, errno, name != NULL ? name : temp_name);
      return FALSE;
    }
  if (!write_through (fd, bytes))
    saved_errno = errno;
  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  if (saved_errno == 0 && name != NULL && renameat (folder, temp_name, folder, name) != 0)
    saved_errno = errno;
  if (saved_errno != 0)
    {
      unlinkat (folder, temp_name, 0);
      cw_set_file_error (error, saved_errno, name != NULL ? name : temp_name);
      return FALSE;
    }

  return cw_folder_sync (folder, error);
}

gboolean
cw_folder_has (int folder, const char *name)
{
  return faccessat (folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* EINVAL, ENOTSUP: a file system that has nothing to sync */
static gboolean
sync_folder (int folder)
{
  return fsync (folder) == 0 || errno == EINVAL || errno == ENOTSUP;
}

gboolean
cw_folder_sync (int folder, GError **error)
{
  if (sync_folder (folder))
    return TRUE;

  cw_set_file_error (error, errno, CW_KEY_NAME);
  return FALSE;
}

/**
 * cw_vault_sync_dir:
 *
 * After a rename in @dir: the new name is on the disk, as far as the file system can promise it.
 *
 * Returns: %FALSE when the disk did not say so, as a stick that was pulled out; in the folder, as
 * this computer sees it, the file has its new name all the same
 */
gboolean
cw_vault_sync_dir (const char *dir)
{
  int folder;
  gboolean synced;

  g_return_val_if_fail (dir != NULL, FALSE);

  folder = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return FALSE;
  synced = sync_folder (folder);
  close (folder);

  return synced;
}

/* TRUE also for a folder that is not there. */
gboolean
cw_folder_is_empty (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) entries = g_dir_open (dir, 0, &error);

  if (entries == NULL)
    return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  return g_dir_read_name (entries) == NULL;
}

/* An earlier Casework that was started with its output closed could print into the lock file. */
static void
empty_lock (int fd)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && info.st_size > 0 && ftruncate (fd, 0) != 0)
    g_info ("the lock file could not be emptied: %s", g_strerror (errno));
}

/* The kernel's lock on the lock file: it ends with the process, however that ends. It has a file of
 * its own since a lock on casework.db would stand in SQLite's way. The descriptor, or -1 with
 * CW_ERROR_BUSY. */
int
cw_folder_lock (int folder, GError **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = openat (folder, CW_LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  int saved_errno;

  if (fd < 0)
    {
      cw_set_file_error (error, errno, CW_LOCK_NAME);
      return -1;
    }
  if (!keep_private (fd, 0600, CW_LOCK_NAME, error))
    {
      close (fd);
      return -1;
    }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    {
      empty_lock (fd);
      return fd;
    }

  saved_errno = errno;
  close (fd);
  if (saved_errno == EAGAIN || saved_errno == EACCES)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_BUSY,
                         _ ("These records are open in another Casework already. Nothing was "
                            "changed. Use that window, "
                            "or close it and try again."));
  else
    cw_set_file_error (error, saved_errno, CW_LOCK_NAME);

  return -1;
}

/* The label (NULL: none written), and when the vault was last opened (0: never). */
char *
cw_ini_read (int folder, gint64 *last_opened)
{
  g_autoptr (GBytes) bytes = cw_folder_read (folder, CW_INI_NAME, INI_MOST, NULL);
  g_autoptr (GKeyFile) ini = g_key_file_new ();

  *last_opened = 0;
  if (bytes == NULL || g_bytes_get_size (bytes) == 0
      || !g_key_file_load_from_bytes (ini, bytes, G_KEY_FILE_NONE, NULL))
    return NULL;
  *last_opened = MAX (0, g_key_file_get_int64 (ini, INI_GROUP, "last-opened", NULL));

  return g_key_file_get_string (ini, INI_GROUP, "label", NULL);
}

gboolean
cw_ini_write (int folder, const char *label, gint64 last_opened, GError **error)
{
  g_autoptr (GKeyFile) ini = g_key_file_new ();
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  g_key_file_set_string (ini, INI_GROUP, "label", label);
  g_key_file_set_int64 (ini, INI_GROUP, "last-opened", last_opened);
  text = g_key_file_to_data (ini, &length, NULL);
  bytes = g_bytes_new_take (text, length);

  return cw_folder_write (folder, CW_INI_NAME, CW_INI_NAME ".tmp", bytes, error);
}
