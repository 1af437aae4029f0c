/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-words.h"

#include <string.h>

#define WORDS_BEFORE 4
#define WORDS_AFTER 9

struct _CwWords
{
  GPtrArray *words; /* of char *, folded, in order; one at least */
};

/* ---- words of a text ---- */

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The next word from @place on: its first byte, and its end in @end. NULL when there is none. */
static const char *
find_word (const char *place, const char **end)
{
  const char *start;

  while (*place && !is_in_word (g_utf8_get_char (place)))
    place = g_utf8_next_char (place);
  if (!*place)
    return NULL;
  start = place;
  while (*place && is_in_word (g_utf8_get_char (place)))
    place = g_utf8_next_char (place);
  *end = place;
  return start;
}

static char *
fold_word (const char *start, const char *end)
{
  g_autofree char *parts = g_utf8_normalize (start, end - start, G_NORMALIZE_NFD);
  GString *folded = g_string_new (NULL);

  for (const char *p = parts ? parts : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }
  return g_string_free (folded, FALSE);
}

/* ---- words of a search ---- */

CwWords *
cw_words_new (const char *text)
{
  CwWords *self = g_new0 (CwWords, 1);
  const char *end = text ? text : "", *start;

  self->words = g_ptr_array_new_with_free_func (g_free);
  while ((start = find_word (end, &end)))
    g_ptr_array_add (self->words, fold_word (start, end));
  if (self->words->len > 0)
    return self;
  cw_words_free (self);
  return NULL;
}

void
cw_words_free (CwWords *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->words);
  g_free (self);
}

/* Only letters and digits are in a word, so that nothing typed can become an operator of the query.
 */
char *
cw_words_query (CwWords *self)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    g_string_append_printf (query, "%s\"%s\"", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (self->words, i));
  g_string_append_c (query, '*');
  return g_string_free (query, FALSE);
}

static gboolean
is_met (CwWords *self, guint index, const char *folded)
{
  const char *word = g_ptr_array_index (self->words, index);

  return index + 1 == self->words->len ? g_str_has_prefix (folded, word)
                                       : g_str_equal (folded, word);
}

gboolean
cw_words_are_in (CwWords *self, const char *body)
{
  g_autofree gboolean *met = g_new0 (gboolean, self->words->len);
  const char *end = body, *start;
  guint missing = self->words->len;

  while (missing > 0 && (start = find_word (end, &end)))
    {
      g_autofree char *folded = fold_word (start, end);

      for (guint i = 0; i < self->words->len; i++)
        if (!met[i] && is_met (self, i, folded))
          {
            met[i] = TRUE;
            missing--;
          }
    }
  return missing == 0;
}

static gboolean
is_any (CwWords *self, const char *start, const char *end)
{
  g_autofree char *folded = fold_word (start, end);

  for (guint i = 0; i < self->words->len; i++)
    if (is_met (self, i, folded))
      return TRUE;
  return FALSE;
}

char *
cw_words_excerpt (CwWords *self, const char *body)
{
  const char *before[WORDS_BEFORE + 1] = { body };
  const char *end = body, *start, *first, *last;
  guint count = 0;
  gboolean met = FALSE;

  while (!met && (start = find_word (end, &end)))
    {
      before[count++ % G_N_ELEMENTS (before)] = start;
      met = is_any (self, start, end);
    }
  if (!met)
    end = body;
  first = !met || count <= G_N_ELEMENTS (before) ? body : before[count % G_N_ELEMENTS (before)];
  last = end;
  for (guint i = 0; i < WORDS_AFTER && find_word (last, &end); i++)
    last = end;
  if (!find_word (last, &end))
    last = body + strlen (body);
  return g_strdup_printf ("%s%.*s%s", first > body ? "…" : "", (int) (last - first), first,
                          *last ? "…" : "");
}
