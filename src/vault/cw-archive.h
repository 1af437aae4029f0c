/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "core/cw-progress.h"
#include "cw-key-file.h"

G_BEGIN_DECLS

/**
 * CwArchive:
 *
 * A backup or handover file, `*.casework` (docs/SECURITY.md): casework.key padded with zeros to
 * 4096 bytes, an encrypted copy of the database, and 32 bytes of keyed BLAKE2b over all before
 * (subkey 3 of the data key, "CWarchiv"). It is checked whole before anything looks into the
 * database part.
 */
typedef struct _CwArchive CwArchive;

#define CW_ARCHIVE_KEY_PART 4096
#define CW_ARCHIVE_MAC 32
#define CW_ARCHIVE_MOST (G_GINT64_CONSTANT (1) << 34) /* 16 GiB: nothing larger is looked at */

/* Writes beside and renames; 0600, fsync of file and folder. CW_ERROR_EXISTS never: an older file
 * of that name is replaced only when the new one is whole. CW_ERROR_DISK_FULL, _NOT_WRITABLE;
 * G_IO_ERROR_CANCELLED leaves nothing. */
gboolean cw_archive_write (const char *path,
                           CwKeyFile *key_file,
                           const CwSecret *data_key,
                           const char *db_copy,
                           CwProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
/* The same with a database that is read in another way than by its name. */
typedef struct
{
  goffset size;
  gboolean (*read) (goffset at, guint8 *bytes, gsize length, gpointer data, GError **error);
  gpointer data;
} CwArchiveSource;
gboolean cw_archive_write_from (const char *path,
                                CwKeyFile *key_file,
                                const CwSecret *data_key,
                                const CwArchiveSource *source,
                                CwProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
/* Reads size and key part only. CW_ERROR_NOT_FOUND, _NOT_OURS, _NEWER, _DAMAGED. */
CwArchive *cw_archive_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cw_archive_free (CwArchive *self);
CwKeyFile *cw_archive_get_key_file (CwArchive *self); /* (transfer none) */
/* The MAC over the whole file. CW_ERROR_DAMAGED. */
gboolean cw_archive_check (CwArchive *self,
                           const CwSecret *data_key,
                           CwProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
/* The database part into a new file (0600). Only after cw_archive_check() said TRUE. */
gboolean cw_archive_extract (CwArchive *self,
                             const char *db_path,
                             CwProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
/* Both in one pass, into a file that is looked at and thrown away: only after TRUE. */
gboolean cw_archive_read_back (CwArchive *self,
                               const CwSecret *data_key,
                               const char *db_path,
                               CwProgress progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwArchive, cw_archive_free)

G_END_DECLS
