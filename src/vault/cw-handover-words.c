/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The seven words of a handover, as somebody types them from a paper or from the telephone. */

#include "cw-handover-words.h"

#include <string.h>

#include "cw-words.h"

#define LONGEST 16
#define SHORTEST 4 /* of the list */

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* The next word at or after @text, and its length; NULL: no more. */
static const char *
find_word (const char *text, gsize *length)
{
  while (*text != '\0' && !is_letter (*text))
    text++;
  for (*length = 0; is_letter (text[*length]);)
    (*length)++;
  return *length > 0 ? text : NULL;
}

CwSecret *
cw_handover_words_tidy (const char *typed)
{
  g_autoptr (CwSecret) room = NULL;
  const char *word = typed;
  gsize length;
  char *end;

  g_return_val_if_fail (typed != NULL, NULL);

  room = cw_secret_new_empty (strlen (typed) + 1);
  end = (char *) cw_secret_write (room);
  for (; (word = find_word (word, &length)) != NULL; word += length)
    {
      if (end > (char *) cw_secret_write (room))
        *end++ = ' ';
      for (gsize i = 0; i < length; i++)
        *end++ = g_ascii_tolower (word[i]);
    }
  return cw_secret_new_text ((const char *) cw_secret_peek (room));
}

static gboolean
is_listed (const char *word, gsize length)
{
  char lower[LONGEST] = "";
  gsize low = 0, high = cw_n_words;
  gboolean listed = FALSE;

  if (length >= LONGEST)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (word[i]);
  while (low < high && !listed)
    {
      gsize middle = low + (high - low) / 2;
      int order = strcmp (lower, cw_words[middle]);

      listed = order == 0;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  memset (lower, 0, sizeof lower);
  return listed;
}

guint
cw_handover_words_count (const char *typed, guint *unknown)
{
  const char *word = typed;
  gsize length;
  guint n = 0;

  g_return_val_if_fail (typed != NULL && unknown != NULL, 0);

  *unknown = 0;
  for (; (word = find_word (word, &length)) != NULL; word += length)
    {
      gboolean whole = word[length] != '\0' || (n + 1 == CW_HANDOVER_WORDS && length >= SHORTEST);

      n++;
      if (*unknown == 0 && whole && !is_listed (word, length))
        *unknown = n;
    }
  return n;
}
