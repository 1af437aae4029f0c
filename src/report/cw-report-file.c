/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-report.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/cw-error.h"

/* A summary never takes the place of records, nor of what is no file: both would be lost by the
 * rename. */
static gboolean
check_place (const char *path, const char *name, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *key = g_build_filename (folder, "casework.key", NULL);
  g_autofree char *records = g_build_filename (folder, "casework.db", NULL);
  GStatBuf status;

  if (g_file_test (key, G_FILE_TEST_EXISTS) || g_file_test (records, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” was not written, because this folder holds records. Nothing was "
                      "changed. Choose another folder."),
                   name);
      return FALSE;
    }
  if (g_lstat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” was not written, because something else than a file has this name. "
                      "Nothing was changed. Choose another name."),
                   name);
      return FALSE;
    }
  return TRUE;
}

/* GLib gives the new file the mode of the one it replaces (from 2.80 on), whatever it is told. A
 * disk without modes (a USB stick) says no, and has none to take over. */
static void
close_to_others (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_chmod (path, 0600);
}

/**
 * cw_report_write_file:
 * @path: the file to write
 * @text: its bytes
 * @length: how many, -1 up to the zero byte
 *
 * Writes a file beside the old one and renames it over it, so that there is never half a file. Only
 * the owner may read it (0600). A folder that holds records is refused, and so is a name that a
 * device, a folder or a link has.
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

  name = g_path_get_basename (path);
  if (!check_place (path, name, error))
    return FALSE;
  close_to_others (path);
  if (g_file_set_contents_full (path, text, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &problem))
    return TRUE;
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    g_set_error (
        error, CW_ERROR, CW_ERROR_DISK_FULL,
        /* Translators: %s is the name of a file */
        _ ("There is no room left for “%s”. Nothing was written, and your records are safe. "
           "Free some space or choose another place."),
        name);
  else
    g_set_error (
        error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
        /* Translators: %s is the name of a file */
        _ ("“%s” cannot be written in this place. Nothing was written, and your records are safe. "
           "Choose another folder."),
        name);
  return FALSE;
}
