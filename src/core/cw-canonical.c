/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-canonical.h"

#include <string.h>

/**
 * cw_canonical_string:
 * @out: the text so far
 * @text: (nullable): UTF-8; %NULL is written as an empty string
 *
 * Only quotation marks, backslashes and control characters are escaped, these in their shortest
 * form.
 */
void
cw_canonical_string (GString *out, const char *text)
{
  static const char short_forms[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";

  g_string_append_c (out, '"');
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    {
      const char *found = strchr (short_forms, *at);
      if (found != NULL)
        g_string_append_printf (out, "\\%c", letters[found - short_forms]);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/**
 * cw_canonical_key:
 * @out: the text so far, inside an object
 * @key: the next key
 */
void
cw_canonical_key (GString *out, const char *key)
{
  if (out->len > 0 && out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  cw_canonical_string (out, key);
  g_string_append_c (out, ':');
}

/**
 * cw_canonical_number:
 * @out: the text so far
 * @number: a whole number
 */
void
cw_canonical_number (GString *out, gint64 number)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

/**
 * cw_canonical_bool:
 * @out: the text so far
 * @value: true or false
 */
void
cw_canonical_bool (GString *out, gboolean value)
{
  g_string_append (out, value ? "true" : "false");
}

/**
 * cw_canonical_null:
 * @out: the text so far
 */
void
cw_canonical_null (GString *out)
{
  g_string_append (out, "null");
}
