/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-report.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-error.h"

/**
 * cw_report_write_file:
 * @path: the file to write
 * @text: its bytes
 * @length: how many, -1 up to the zero byte
 *
 * Writes a file beside the old one and renames it over it, so that there is never half a file. Only
 * the owner may read it (0600).
 *
 * Returns: %FALSE with %CW_ERROR_DISK_FULL or %CW_ERROR_NOT_WRITABLE; an older file is still there
 * as it was
 */
gboolean
cw_report_write_file (const char *path, const char *text, gssize length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (g_file_set_contents_full (path, text, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &problem))
    return TRUE;

  name = g_path_get_basename (path);
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    /* Translators: %s is the name of a file */
    g_set_error (
        error, CW_ERROR, CW_ERROR_DISK_FULL,
        _ ("There is no room left for “%s”. Nothing was written, and your records are safe. "
           "Free some space or choose another place."),
        name);
  else
    /* Translators: %s is the name of a file */
    g_set_error (
        error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
        _ ("“%s” cannot be written in this place. Nothing was written, and your records are safe. "
           "Choose another folder."),
        name);
  return FALSE;
}
