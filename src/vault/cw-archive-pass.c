/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes on their way from one file to another, past the seal. In pieces: neither memory nor trust
 * is given to the size that a file claims. */

#include "cw-archive-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "core/cw-write.h"
#include "cw-vault-private.h"

#define PIECE (128 << 10)
#define PROGRESS_PARTS 50

/* ---- the seal ---- */

void
cw_seal_begin (CwSeal *self, const CwSecret *seal_key)
{
  self->room = cw_secret_new_empty (sizeof (crypto_generichash_state) + 64);
  self->state = (gpointer) (((gsize) cw_secret_write (self->room) + 63) & ~(gsize) 63);
  crypto_generichash_init (self->state, cw_secret_peek (seal_key), cw_secret_length (seal_key),
                           CW_ARCHIVE_MAC);
}

void
cw_seal_add (CwSeal *self, const guint8 *bytes, gsize length)
{
  crypto_generichash_update (self->state, bytes, length);
}

void
cw_seal_end (CwSeal *self, guint8 mac[CW_ARCHIVE_MAC])
{
  crypto_generichash_final (self->state, mac, CW_ARCHIVE_MAC);
  g_clear_pointer (&self->room, cw_secret_free);
}

void
cw_seal_clear (CwSeal *self)
{
  g_clear_pointer (&self->room, cw_secret_free);
}

/* ---- going through a file ---- */

void
cw_archive_set_damaged (const char *name, GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               /* Translators: %s is the name of a file */
               _ ("“%s” is damaged or not complete. It was not touched, and neither were your "
                  "records. Use another backup."),
               name);
}

/* An ordinary file to read, and its size. */
gboolean
cw_archive_file_open (
    CwArchiveFile *self, const char *path, const char *name, goffset *size, GError **error)
{
  struct stat st;

  self->name = name;
  self->fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0)
    {
      cw_set_file_error (error, errno, name);
      return FALSE;
    }
  if (fstat (self->fd, &st) != 0 || !S_ISREG (st.st_mode))
    {
      cw_set_file_error (error, EACCES, name);
      close (self->fd);
      self->fd = -1;
      return FALSE;
    }
  *size = st.st_size;

  return TRUE;
}

gboolean
cw_archive_file_read_cb (goffset at, guint8 *bytes, gsize length, gpointer data, GError **error)
{
  const CwArchiveFile *self = data;

  while (length > 0)
    {
      gssize got = TEMP_FAILURE_RETRY (pread (self->fd, bytes, length, at));

      if (got < 0)
        cw_set_file_error (error, errno, self->name);
      if (got == 0)
        cw_archive_set_damaged (self->name, error); /* it was longer a moment ago */
      if (got <= 0)
        return FALSE;
      bytes += got;
      at += got;
      length -= (gsize) got;
    }

  return TRUE;
}

/* Tells how far it is; FALSE: cancelled. */
static gboolean
tell (CwArchiveWatch *self, goffset done, GError **error)
{
  if (self->func != NULL
      && (done == self->total || done - self->told > self->total / PROGRESS_PARTS))
    {
      self->func (done, self->total, self->data);
      self->told = done;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
cw_archive_pass_on (const CwArchiveSource *from,
                    goffset at,
                    goffset length,
                    int to,
                    const char *name,
                    CwSeal *seal,
                    CwArchiveWatch *watch,
                    GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (goffset done = 0; done < length;)
    {
      gsize size = (gsize) MIN (PIECE, length - done);

      if (!from->read (at + done, piece, size, from->data, error))
        return FALSE;
      cw_seal_add (seal, piece, size);
      if (to >= 0 && !cw_write_all (to, piece, size))
        {
          cw_set_file_error (error, errno, name);
          return FALSE;
        }
      done += (goffset) size;
      if (!tell (watch, at + done, error))
        return FALSE;
    }

  return TRUE;
}
