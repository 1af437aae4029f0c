/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sodium.h>

#include "cw-archive.h"

G_BEGIN_DECLS

/* What writing and reading an archive share (cw-archive-pass.c). */

/* ---- the seal ---- */

typedef struct
{
  CwSecret *room; /* the state holds the key: guarded memory, aligned by hand */
  crypto_generichash_state *state;
} CwSeal;

void cw_seal_begin (CwSeal *self, const CwSecret *seal_key);
void cw_seal_add (CwSeal *self, const guint8 *bytes, gsize length);
void cw_seal_end (CwSeal *self, guint8 mac[CW_ARCHIVE_MAC]);
void cw_seal_clear (CwSeal *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwSeal, cw_seal_clear)

/* ---- going through a file ---- */

/* How far it is, some fifty times in all. */
typedef struct
{
  CwProgress func;
  gpointer data;
  goffset total, told;
  GCancellable *cancellable;
} CwArchiveWatch;

/* A file as a CwArchiveSource. */
typedef struct
{
  const char *name; /* for messages */
  int fd;
} CwArchiveFile;

gboolean cw_archive_file_open (
    CwArchiveFile *self, const char *path, const char *name, goffset *size, GError **error);
gboolean
cw_archive_file_read_cb (goffset at, guint8 *bytes, gsize length, gpointer data, GError **error);

/* Passes @length bytes from @at on to the seal and, unless it is -1, to @to. */
gboolean cw_archive_pass_on (const CwArchiveSource *from,
                             goffset at,
                             goffset length,
                             int to,
                             const char *name,
                             CwSeal *seal,
                             CwArchiveWatch *watch,
                             GError **error);
void cw_archive_set_damaged (const char *name, GError **error);

G_END_DECLS
