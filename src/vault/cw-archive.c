/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backup and handover files: casework.key padded to 4096 bytes, an encrypted database, and a seal
 * over both. cw-archive-write.c writes them. */

#include "cw-archive-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-vault-private.h"

struct _CwArchive
{
  char *name; /* for messages: without its folder */
  int fd;
  goffset size;

  /* owned */
  CwKeyFile *key_file;
  CwSecret *seal_key; /* NULL until the whole file was found good */
};

/* The key file at the beginning, and zeros after it. */
static CwKeyFile *
read_key_part (CwArchive *self, GError **error)
{
  guint8 part[CW_ARCHIVE_KEY_PART];
  gsize length = sizeof part;
  gssize got = TEMP_FAILURE_RETRY (pread (self->fd, part, sizeof part, 0));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  CwKeyFile *key_file;

  if (got < 0)
    {
      cw_set_file_error (error, errno, self->name);
      return NULL;
    }
  /* The length that the header says; where that cannot be, the whole is looked at and refused. */
  if (got == (gssize) sizeof part && part[24] >= 1 && part[24] <= 4)
    length = 32 + 104 * (gsize) part[24];
  else
    length = (gsize) got;
  bytes = g_bytes_new (part, length);
  key_file = cw_key_file_parse (bytes, &problem);
  if (key_file == NULL && g_error_matches (problem, CW_ERROR, CW_ERROR_DAMAGED))
    cw_archive_set_damaged (self->name, error);
  else if (key_file == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (key_file != NULL && !sodium_is_zero (part + length, sizeof part - length))
    {
      cw_archive_set_damaged (self->name, error);
      g_clear_pointer (&key_file, cw_key_file_free);
    }

  return key_file;
}

/**
 * cw_archive_open:
 *
 * Looks at the size and the key part only: enough to ask for the secret.
 *
 * Returns: (transfer full): the archive, or %NULL with %CW_ERROR_NOT_FOUND, %CW_ERROR_NOT_OURS,
 *   %CW_ERROR_NEWER or %CW_ERROR_DAMAGED
 */
CwArchive *
cw_archive_open (const char *path, GError **error)
{
  g_autoptr (CwArchive) self = NULL;
  CwArchiveFile file;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (CwArchive, 1);
  self->fd = -1;
  self->name = g_path_get_basename (path);
  if (!cw_archive_file_open (&file, path, self->name, &self->size, error))
    return NULL;
  self->fd = file.fd;
  self->key_file = read_key_part (self, error);
  if (self->key_file == NULL)
    return NULL;
  if (self->size <= CW_ARCHIVE_KEY_PART + CW_ARCHIVE_MAC || self->size > CW_ARCHIVE_MOST)
    {
      cw_archive_set_damaged (self->name, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
cw_archive_free (CwArchive *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->key_file, cw_key_file_free);
  g_clear_pointer (&self->seal_key, cw_secret_free);
  g_free (self->name);
  g_free (self);
}

CwKeyFile *
cw_archive_get_key_file (CwArchive *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key_file;
}

/* The seal over all before the last 32 bytes, compared with those; the database part goes to @to
 * meanwhile, unless that is -1. */
static gboolean
go_through (
    CwArchive *self, const CwSecret *seal_key, int to, CwArchiveWatch *watcher, GError **error)
{
  goffset sealed = self->size - CW_ARCHIVE_MAC;
  CwArchiveFile file = { self->name, self->fd };
  const CwArchiveSource source = { self->size, cw_archive_file_read_cb, &file };
  g_auto (CwSeal) seal = { NULL };
  guint8 found[CW_ARCHIVE_MAC], expected[CW_ARCHIVE_MAC];

  watcher->total = sealed;
  cw_seal_begin (&seal, seal_key);
  if (!cw_archive_pass_on (&source, 0, CW_ARCHIVE_KEY_PART, -1, self->name, &seal, watcher, error)
      || !cw_archive_pass_on (&source, CW_ARCHIVE_KEY_PART, sealed - CW_ARCHIVE_KEY_PART, to,
                              self->name, &seal, watcher, error))
    return FALSE;
  cw_seal_end (&seal, expected);
  if (TEMP_FAILURE_RETRY (pread (self->fd, found, sizeof found, sealed)) == sizeof found
      && sodium_memcmp (found, expected, sizeof found) == 0)
    return TRUE;
  cw_archive_set_damaged (self->name, error);

  return FALSE;
}

/* It is as long as when it was opened. */
static gboolean
check_size (CwArchive *self, GError **error)
{
  struct stat st;

  if (fstat (self->fd, &st) == 0 && st.st_size == self->size)
    return TRUE;
  cw_archive_set_damaged (self->name, error);

  return FALSE;
}

/**
 * cw_archive_check:
 * @data_key: what a slot of the archive's key file opened
 *
 * Compares the seal over the whole file.
 *
 * Returns: %FALSE with %CW_ERROR_DAMAGED or %G_IO_ERROR_CANCELLED
 */
gboolean
cw_archive_check (CwArchive *self,
                  const CwSecret *data_key,
                  CwProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (CwSecret) seal_key = NULL;
  CwArchiveWatch watcher = { progress, data, 0, 0, cancellable };

  g_return_val_if_fail (self != NULL && data_key != NULL, FALSE);

  g_clear_pointer (&self->seal_key, cw_secret_free);
  seal_key = cw_data_key_derive_archive_key (data_key);
  if (!check_size (self, error))
    return FALSE;
  if (!go_through (self, seal_key, -1, &watcher, error))
    return FALSE;
  self->seal_key = g_steal_pointer (&seal_key);

  return TRUE;
}

/* A file that is not there yet, for the database part; -1 with an error. */
static int
make_out (const char *db_path, const char *name, GError **error)
{
  int fd = open (db_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    g_set_error (error, CW_ERROR, CW_ERROR_EXISTS,
                 /* Translators: %s is the name of a file */
                 _ ("“%s” is there already. It was not touched. Choose another place."), name);
  else if (fd < 0)
    cw_set_file_error (error, errno, name);

  return fd;
}

/* The database part goes to @db_path, and is taken away again where the seal is not the right one.
 */
static gboolean
take_out (CwArchive *self,
          const CwSecret *seal_key,
          const char *db_path,
          gboolean durable,
          CwArchiveWatch *watcher,
          GError **error)
{
  g_autofree char *name = g_path_get_basename (db_path);
  int fd = make_out (db_path, name, error);
  gboolean taken;

  if (fd < 0)
    return FALSE;
  taken = go_through (self, seal_key, fd, watcher, error);
  if (taken && durable && fsync (fd) != 0)
    {
      cw_set_file_error (error, errno, name);
      taken = FALSE;
    }
  close (fd);
  if (!taken)
    g_unlink (db_path);

  return taken;
}

/**
 * cw_archive_extract:
 * @db_path: a file that is not there yet
 *
 * Copies the database part, after cw_archive_check() said %TRUE. The seal is compared again on the
 * way: a stick that reads differently the second time is found out, and nothing is left at
 * @db_path.
 *
 * Returns: %FALSE with %CW_ERROR_EXISTS, %CW_ERROR_DAMAGED, %CW_ERROR_DISK_FULL,
 *   %CW_ERROR_NOT_WRITABLE or %G_IO_ERROR_CANCELLED
 */
gboolean
cw_archive_extract (CwArchive *self,
                    const char *db_path,
                    CwProgress progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  CwArchiveWatch watcher = { progress, data, 0, 0, cancellable };

  g_return_val_if_fail (self != NULL && db_path != NULL, FALSE);
  g_return_val_if_fail (self->seal_key != NULL, FALSE);

  return take_out (self, self->seal_key, db_path, TRUE, &watcher, error);
}

/**
 * cw_archive_read_back:
 * @data_key: what the archive was written with a moment ago
 * @db_path: a file that is not there yet, in a folder that is thrown away
 *
 * cw_archive_check() and cw_archive_extract() in one pass over a file that may be large and slow.
 * Nothing is left at @db_path unless the seal over the whole file is right, so nothing can be
 * opened there before that is known. A crash may lose the copy: it is not made durable.
 *
 * Returns: as cw_archive_extract()
 */
gboolean
cw_archive_read_back (CwArchive *self,
                      const CwSecret *data_key,
                      const char *db_path,
                      CwProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  CwArchiveWatch watcher = { progress, data, 0, 0, cancellable };
  g_autoptr (CwSecret) seal_key = NULL;

  g_return_val_if_fail (self != NULL && data_key != NULL && db_path != NULL, FALSE);

  if (!check_size (self, error))
    return FALSE;
  seal_key = cw_data_key_derive_archive_key (data_key);

  return take_out (self, seal_key, db_path, FALSE, &watcher, error);
}
