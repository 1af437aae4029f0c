/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tools.h"

#include <string.h>

char *
tools_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;
  va_list rest;

  va_start (rest, first);
  for (const char *one = first; one != NULL; one = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (char *) one);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

char *
tools_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("casework-report-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

char *
tools_write_pdf (CwDocument *document, const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (cw_document_write_pdf (document, path, &error));
  g_assert_no_error (error);
  cw_document_unref (document);
  return path;
}

char *
tools_pdf_text (const char *path)
{
  return tools_run ("pdftotext", "-layout", "-enc", "UTF-8", path, "-", NULL);
}

char *
tools_flatten (const char *text)
{
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (spaces, text, -1, 0, " ", 0, NULL);
}

void
tools_assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in:\n%s", part, text);
}

void
tools_assert_not (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” must not be in:\n%s", part, text);
}
