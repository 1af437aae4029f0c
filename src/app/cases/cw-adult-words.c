/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-adult-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"

char *
cw_adult_name (const CwAdult *adult)
{
  g_return_val_if_fail (adult != NULL, NULL);
  return g_strdup (*adult->name != '\0' ? adult->name : _ ("No name yet"));
}

char *
cw_adult_first_name (const CwAdult *adult)
{
  const char *space;

  g_return_val_if_fail (adult != NULL, NULL);

  space = strchr (adult->name, ' ');
  return space != NULL ? g_strndup (adult->name, space - adult->name) : cw_adult_name (adult);
}

char *
cw_adult_initials (const CwAdult *adult)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *last;

  g_return_val_if_fail (adult != NULL, NULL);

  if (*adult->name == '\0')
    return g_strdup ("?");
  g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (adult->name)));
  last = strrchr (adult->name, ' ');
  if (last != NULL && last[1] != '\0')
    g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (last + 1)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
cw_adult_relation (const CwAdult *adult, CwCodeBook *codes)
{
  const CwCode *code;
  g_autofree char *relation = NULL;

  g_return_val_if_fail (adult != NULL && codes != NULL, NULL);

  if (*adult->name == '\0')
    return g_strdup ("");
  code = cw_code_book_get (codes, adult->relation);
  if (code == NULL)
    return g_strdup (adult->lives_with ? _ ("children at home") : _ ("lives apart"));
  relation = g_utf8_strdown (cw_code_get_short (code), -1);
  if (adult->lives_with)
    /* Translators: %s is what an adult is to the children, such as mother */
    return g_strdup_printf (_ ("%s, children at home"), relation);
  /* Translators: %s is what an adult is to the children, such as mother */
  return g_strdup_printf (_ ("%s, lives apart"), relation);
}

char *
cw_adults_join (GPtrArray *adults, const CwIds *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (adults != NULL, NULL);

  for (guint i = 0; i < adults->len; i++)
    {
      const CwAdult *adult = adults->pdata[i];
      g_autofree char *name = cw_adult_first_name (adult);

      if (ids != NULL ? cw_ids_contains (ids, adult->id) : cw_adult_agrees (adult))
        cw_append_listed (text, name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const CwAdult *
cw_adults_only_agreeing (GPtrArray *adults)
{
  const CwAdult *only = NULL;

  g_return_val_if_fail (adults != NULL, NULL);

  for (guint i = 0; i < adults->len; i++)
    if (cw_adult_agrees (adults->pdata[i]))
      {
        if (only != NULL)
          return NULL;
        only = adults->pdata[i];
      }
  return only;
}

char *
cw_consent_words (const CwConsent *consent)
{
  g_autofree char *given = NULL;
  g_autofree char *withdrawn = NULL;

  g_return_val_if_fail (consent != NULL, NULL);

  given = cw_day_format (consent->given_on);
  withdrawn = cw_day_format (consent->withdrawn_on);
  if (consent->withdrawn_on != CW_DAY_NONE)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("withdrawn %s"), withdrawn);
  if (consent->how == CW_CONSENT_SIGNED)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("agreed %s, signed"), given);
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("agreed %s, spoken"), given);
}
