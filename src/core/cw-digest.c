/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-digest.h"

#define GROUP 4

char *
cw_digest_groups (const char *hex)
{
  GString *groups;

  g_return_val_if_fail (hex != NULL, NULL);

  groups = g_string_new (NULL);
  for (guint i = 0; hex[i] != '\0'; i++)
    {
      if (i > 0 && i % (GROUP * CW_DIGEST_PER_LINE) == 0)
        g_string_append_c (groups, '\n');
      else if (i > 0 && i % GROUP == 0)
        g_string_append_c (groups, ' ');
      g_string_append_c (groups, hex[i]);
    }
  return g_string_free (groups, FALSE);
}
