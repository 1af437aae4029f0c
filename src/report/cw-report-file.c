/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-report.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

static void
explain (const char *name, gboolean is_full, GError **error)
{
  if (is_full)
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
}

/**
 * cw_report_check_place:
 * @path: the file that is going to be written
 * @error: as with cw_report_write_file()
 *
 * Makes and removes an empty file beside @path.
 *
 * Returns: %FALSE where cw_report_write_file() would refuse, but for a disk that fills meanwhile
 */
gboolean
cw_report_check_place (const char *path, GError **error)
{
  g_autofree char *name = NULL, *folder = NULL, *probe = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);

  name = g_path_get_basename (path);
  folder = g_path_get_dirname (path);
  probe = g_build_filename (folder, ".casework-XXXXXX", NULL);
  if (!check_place (path, name, error))
    return FALSE;
  fd = g_mkstemp_full (probe, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      explain (name, errno == ENOSPC || errno == EDQUOT, error);
      return FALSE;
    }
  close (fd);
  g_unlink (probe);
  return TRUE;
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
  explain (name, g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC), error);
  return FALSE;
}
