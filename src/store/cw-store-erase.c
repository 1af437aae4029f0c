/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/*
 * What was erased must be in no byte of the file (R19). SQLite overwrites what it frees
 * (secure_delete), but where rows had moved from one page to another before, the first page may
 * still hold them in the room between its rows. So every page is written anew afterwards. Until
 * that is done the file says so, and it is tried again whenever the file is opened.
 */

/* A part of the act that erases. */
gboolean
cw_store_begin_erasing (CwStore *self, GError **error)
{
  return cw_store_renew_index (self, error)
         && cw_store_set_setting (self, CW_ERASING_UNFINISHED, "1", error);
}

static gboolean
write_anew (CwStore *self, GError **error)
{
  return cw_store_exec (self, "VACUUM", error)
         && cw_store_exec (self, "DELETE FROM setting WHERE key = '" CW_ERASING_UNFINISHED "'",
                           error)
         && cw_store_checkpoint (self, error);
}

/* After the act; inside a longer one it waits until the file is opened again. */
gboolean
cw_store_finish_erasing (CwStore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int code;

  if (self->depth > 0 || write_anew (self, &problem))
    return TRUE;
  code = g_error_matches (problem, CW_ERROR, CW_ERROR_DISK_FULL) ? CW_ERROR_DISK_FULL
                                                                 : CW_ERROR_FAILED;
  g_set_error_literal (error, CW_ERROR, code,
                       _ ("This was erased from the records, but the file could not be written "
                          "anew, so traces of it may still be in it. Make room on the disk. "
                          "Casework tries again each time the records are opened."));
  return FALSE;
}

/* When the file is opened: an erasure that was cut off, or had no room, is brought to its end. */
void
cw_store_catch_up_erasing (CwStore *self)
{
  g_autofree char *unfinished = cw_store_get_setting (self, CW_ERASING_UNFINISHED, NULL);

  if (unfinished)
    write_anew (self, NULL);
}
