/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing backup and handover files; cw-archive.c reads them. */

#include "cw-archive-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-write.h"
#include "cw-vault-private.h"

static gboolean
write_parts (int fd,
             const CwArchiveSource *source,
             const char *name,
             CwKeyFile *key_file,
             const CwSecret *data_key,
             CwArchiveWatch *watcher,
             GError **error)
{
  g_autoptr (GBytes) key_bytes = cw_key_file_serialize (key_file);
  g_autoptr (CwSecret) seal_key = cw_data_key_derive_archive_key (data_key);
  g_auto (CwSeal) seal = { NULL };
  guint8 key_part[CW_ARCHIVE_KEY_PART] = { 0 };
  guint8 mac[CW_ARCHIVE_MAC];

  memcpy (key_part, g_bytes_get_data (key_bytes, NULL), g_bytes_get_size (key_bytes));
  cw_seal_begin (&seal, seal_key);
  cw_seal_add (&seal, key_part, sizeof key_part);
  if (!cw_write_all (fd, key_part, sizeof key_part))
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }
  if (!cw_archive_pass_on (source, 0, source->size, fd, name, &seal, watcher, error))
    return FALSE;
  cw_seal_end (&seal, mac);
  if (!cw_write_all (fd, mac, sizeof mac) || fsync (fd) != 0)
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }

  return TRUE;
}

/* Writes beside @path; the file takes its name when all of it is on the disk. */
static gboolean
write_beside (const char *path,
              const char *name,
              const CwArchiveSource *source,
              CwKeyFile *key_file,
              const CwSecret *data_key,
              CwArchiveWatch *watcher,
              GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *temp = g_build_filename (dir, ".casework-XXXXXX.part", NULL);
  int fd = g_mkstemp_full (temp, O_WRONLY | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }
  written = write_parts (fd, source, name, key_file, data_key, watcher, error);
  if (close (fd) != 0 && written)
    {
      cw_set_file_error (error, errno, name);
      written = FALSE;
    }
  if (written && rename (temp, path) != 0)
    {
      cw_set_file_error (error, errno, name);
      written = FALSE;
    }
  if (!written)
    g_unlink (temp);
  else
    cw_vault_sync_dir (dir);

  return written;
}

/**
 * cw_archive_write_from:
 * @path: an older file of that name is replaced when the new one is whole
 * @key_file: its slots open the archive
 * @data_key: what the slots of @key_file open
 * @source: a database encrypted under keys of @data_key, that nobody writes to meanwhile
 *
 * Returns: %FALSE with %CW_ERROR_DISK_FULL, %CW_ERROR_NOT_WRITABLE, %G_IO_ERROR_CANCELLED or what
 * @source says; nothing is left behind then
 */
gboolean
cw_archive_write_from (const char *path,
                       CwKeyFile *key_file,
                       const CwSecret *data_key,
                       const CwArchiveSource *source,
                       CwProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *name = NULL;
  CwArchiveWatch watcher = { progress, data, 0, 0, cancellable };

  g_return_val_if_fail (path != NULL && source != NULL, FALSE);
  g_return_val_if_fail (key_file != NULL && data_key != NULL, FALSE);

  name = g_path_get_basename (path);
  watcher.total = source->size;

  return write_beside (path, name, source, key_file, data_key, &watcher, error);
}

/**
 * cw_archive_write:
 * @db_copy: the file of such a database
 *
 * As cw_archive_write_from().
 */
gboolean
cw_archive_write (const char *path,
                  CwKeyFile *key_file,
                  const CwSecret *data_key,
                  const char *db_copy,
                  CwProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *name = NULL;
  CwArchiveFile file = { NULL, -1 };
  CwArchiveSource source = { 0, cw_archive_file_read_cb, &file };
  gboolean written;

  g_return_val_if_fail (path != NULL && db_copy != NULL, FALSE);
  g_return_val_if_fail (key_file != NULL && data_key != NULL, FALSE);

  name = g_path_get_basename (path);
  if (!cw_archive_file_open (&file, db_copy, name, &source.size, error))
    return FALSE;
  written = cw_archive_write_from (path, key_file, data_key, &source, progress, data, cancellable,
                                   error);
  close (file.fd);

  return written;
}
