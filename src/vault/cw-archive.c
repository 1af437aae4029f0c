/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backup and handover files: casework.key padded to 4096 bytes, an encrypted database, and a seal
 * over both. Read in pieces: neither memory nor trust is given to the size that a file claims. */

#include "cw-archive.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-vault-private.h"

#define PIECE (128 << 10)
#define PROGRESS_PARTS 50

struct _CwArchive
{
  char *name; /* for messages: without its folder */
  int fd;
  goffset size;

  /* owned */
  CwKeyFile *key_file;
  CwSecret *seal_key; /* NULL until the whole file was found good */
};

/* ---- the seal ---- */

typedef struct
{
  CwSecret *room; /* the state holds the key: guarded memory, aligned by hand */
  crypto_generichash_state *state;
} Seal;

static void
seal_begin (Seal *seal, const CwSecret *seal_key)
{
  seal->room = cw_secret_new_empty (sizeof (crypto_generichash_state) + 64);
  seal->state = (gpointer) (((gsize) cw_secret_write (seal->room) + 63) & ~(gsize) 63);
  crypto_generichash_init (seal->state, cw_secret_peek (seal_key), cw_secret_length (seal_key),
                           CW_ARCHIVE_MAC);
}

static void
seal_end (Seal *seal, guint8 mac[CW_ARCHIVE_MAC])
{
  crypto_generichash_final (seal->state, mac, CW_ARCHIVE_MAC);
  g_clear_pointer (&seal->room, cw_secret_free);
}

static void
seal_clear (Seal *seal)
{
  g_clear_pointer (&seal->room, cw_secret_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seal, seal_clear)

/* ---- going through a file ---- */

typedef struct
{
  CwProgress func;
  gpointer data;
  goffset total, told;
  GCancellable *cancellable;
} Watch;

/* Tells how far it is, some fifty times in all; FALSE: cancelled. */
static gboolean
watch (Watch *self, goffset done, GError **error)
{
  if (self->func != NULL
      && (done == self->total || done - self->told > self->total / PROGRESS_PARTS))
    {
      self->func (done, self->total, self->data);
      self->told = done;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static void
set_damaged (const char *name, GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               /* Translators: %s is the name of a file */
               _ ("“%s” is damaged or not complete. It was not touched, and neither were your "
                  "records. Use another backup."),
               name);
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize wrote = TEMP_FAILURE_RETRY (write (fd, data, size));

      if (wrote < 0)
        return FALSE;
      data += wrote;
      size -= (gsize) wrote;
    }

  return TRUE;
}

/* Passes @length bytes from @at on to the seal and, unless it is -1, to @to. */
static gboolean
pass_on (int from,
         goffset at,
         goffset length,
         int to,
         const char *name,
         Seal *seal,
         Watch *watcher,
         GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (goffset done = 0; done < length;)
    {
      gsize wanted = (gsize) MIN (PIECE, length - done);
      gssize got = TEMP_FAILURE_RETRY (pread (from, piece, wanted, at + done));

      if (got < 0)
        cw_set_file_error (error, errno, name);
      if (got == 0)
        set_damaged (name, error); /* it was longer a moment ago */
      if (got <= 0)
        return FALSE;
      crypto_generichash_update (seal->state, piece, (gsize) got);
      if (to >= 0 && !write_all (to, piece, (gsize) got))
        {
          cw_set_file_error (error, errno, name);
          return FALSE;
        }
      done += got;
      if (!watch (watcher, at + done, error))
        return FALSE;
    }

  return TRUE;
}

/* An ordinary file to read, and its size; -1 with an error. */
static int
open_regular (const char *path, const char *name, goffset *size, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat st;

  if (fd < 0)
    {
      cw_set_file_error (error, errno, name);
      return -1;
    }
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    {
      cw_set_file_error (error, EACCES, name);
      close (fd);
      return -1;
    }
  *size = st.st_size;

  return fd;
}

/* ---- writing ---- */

static gboolean
write_parts (int fd,
             int db,
             goffset db_size,
             const char *name,
             CwKeyFile *key_file,
             const CwSecret *data_key,
             Watch *watcher,
             GError **error)
{
  g_autoptr (GBytes) key_bytes = cw_key_file_serialize (key_file);
  g_autoptr (CwSecret) seal_key = cw_data_key_derive_archive_key (data_key);
  g_auto (Seal) seal = { NULL };
  guint8 key_part[CW_ARCHIVE_KEY_PART] = { 0 };
  guint8 mac[CW_ARCHIVE_MAC];

  memcpy (key_part, g_bytes_get_data (key_bytes, NULL), g_bytes_get_size (key_bytes));
  seal_begin (&seal, seal_key);
  crypto_generichash_update (seal.state, key_part, sizeof key_part);
  if (!write_all (fd, key_part, sizeof key_part))
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }
  if (!pass_on (db, 0, db_size, fd, name, &seal, watcher, error))
    return FALSE;
  seal_end (&seal, mac);
  if (!write_all (fd, mac, sizeof mac) || fsync (fd) != 0)
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }

  return TRUE;
}

static void
sync_folder (const char *dir)
{
  int folder = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (folder < 0)
    return;
  fsync (folder);
  close (folder);
}

/* Writes beside @path; the file takes its name when all of it is on the disk. */
static gboolean
write_beside (const char *path,
              const char *name,
              int db,
              goffset db_size,
              CwKeyFile *key_file,
              const CwSecret *data_key,
              Watch *watcher,
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
  written = write_parts (fd, db, db_size, name, key_file, data_key, watcher, error);
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
    sync_folder (dir);

  return written;
}

/**
 * cw_archive_write:
 * @path: an older file of that name is replaced when the new one is whole
 * @key_file: its slots open the archive
 * @data_key: what the slots of @key_file open
 * @db_copy: a database encrypted under keys of @data_key, that nobody writes to meanwhile
 *
 * Returns: %FALSE with %CW_ERROR_DISK_FULL, %CW_ERROR_NOT_WRITABLE or %G_IO_ERROR_CANCELLED;
 * nothing is left behind then
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
  Watch watcher = { progress, data, 0, 0, cancellable };
  gboolean written;
  int db;

  g_return_val_if_fail (path != NULL && db_copy != NULL, FALSE);
  g_return_val_if_fail (key_file != NULL && data_key != NULL, FALSE);

  name = g_path_get_basename (path);
  db = open_regular (db_copy, name, &watcher.total, error);
  if (db < 0)
    return FALSE;
  written = write_beside (path, name, db, watcher.total, key_file, data_key, &watcher, error);
  close (db);

  return written;
}

/* ---- reading ---- */

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
    set_damaged (self->name, error);
  else if (key_file == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (key_file != NULL && !sodium_is_zero (part + length, sizeof part - length))
    {
      set_damaged (self->name, error);
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

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (CwArchive, 1);
  self->fd = -1;
  self->name = g_path_get_basename (path);
  self->fd = open_regular (path, self->name, &self->size, error);
  if (self->fd < 0)
    return NULL;
  self->key_file = read_key_part (self, error);
  if (self->key_file == NULL)
    return NULL;
  if (self->size <= CW_ARCHIVE_KEY_PART + CW_ARCHIVE_MAC || self->size > CW_ARCHIVE_MOST)
    {
      set_damaged (self->name, error);
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
go_through (CwArchive *self, const CwSecret *seal_key, int to, Watch *watcher, GError **error)
{
  goffset sealed = self->size - CW_ARCHIVE_MAC;
  g_auto (Seal) seal = { NULL };
  guint8 found[CW_ARCHIVE_MAC], expected[CW_ARCHIVE_MAC];

  watcher->total = sealed;
  seal_begin (&seal, seal_key);
  if (!pass_on (self->fd, 0, CW_ARCHIVE_KEY_PART, -1, self->name, &seal, watcher, error)
      || !pass_on (self->fd, CW_ARCHIVE_KEY_PART, sealed - CW_ARCHIVE_KEY_PART, to, self->name,
                   &seal, watcher, error))
    return FALSE;
  seal_end (&seal, expected);
  if (TEMP_FAILURE_RETRY (pread (self->fd, found, sizeof found, sealed)) == sizeof found
      && sodium_memcmp (found, expected, sizeof found) == 0)
    return TRUE;
  set_damaged (self->name, error);

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
  Watch watcher = { progress, data, 0, 0, cancellable };
  struct stat st;

  g_return_val_if_fail (self != NULL && data_key != NULL, FALSE);

  g_clear_pointer (&self->seal_key, cw_secret_free);
  seal_key = cw_data_key_derive_archive_key (data_key);
  if (fstat (self->fd, &st) != 0 || st.st_size != self->size)
    {
      set_damaged (self->name, error);
      return FALSE;
    }
  if (!go_through (self, seal_key, -1, &watcher, error))
    return FALSE;
  self->seal_key = g_steal_pointer (&seal_key);

  return TRUE;
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
  g_autofree char *name = NULL;
  Watch watcher = { progress, data, 0, 0, cancellable };
  gboolean extracted;
  int fd;

  g_return_val_if_fail (self != NULL && db_path != NULL, FALSE);
  g_return_val_if_fail (self->seal_key != NULL, FALSE);

  name = g_path_get_basename (db_path);
  fd = open (db_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST)
    g_set_error (error, CW_ERROR, CW_ERROR_EXISTS,
                 /* Translators: %s is the name of a file */
                 _ ("“%s” is there already. It was not touched. Choose another place."), name);
  else if (fd < 0)
    cw_set_file_error (error, errno, name);
  if (fd < 0)
    return FALSE;

  extracted = go_through (self, self->seal_key, fd, &watcher, error);
  if (extracted && fsync (fd) != 0)
    {
      cw_set_file_error (error, errno, name);
      extracted = FALSE;
    }
  close (fd);
  if (!extracted)
    g_unlink (db_path);

  return extracted;
}
