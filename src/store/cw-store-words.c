/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-words.h"

#include <string.h>

#define WORDS_BEFORE 4
#define WORDS_AFTER 9

/* Ends what is read of a search document; the words that the index would not find follow. */
#define TAIL '\x1f'

typedef struct
{
  char *typed;  /* in NFC */
  char *folded; /* never empty */
} Word;

struct _CwWords
{
  GPtrArray *words; /* of Word *, in order; one at least */
};

static void
free_word (gpointer data)
{
  Word *word = data;

  g_free (word->typed);
  g_free (word->folded);
  g_free (word);
}

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

/* A sign above or below that people leave out: accents of the Latin, Greek and Cyrillic scripts,
 * points of the Hebrew and Arabic ones and the stroke that makes a word longer. In the scripts of
 * India such signs are the vowels.
 */
static gboolean
is_left_out (gunichar c)
{
  return c == 0x0640
         || (g_unichar_ismark (c)
             && (c < 0x0700 || (c >= 0x1ab0 && c < 0x1b00) || (c >= 0x1dc0 && c < 0x1e00)
                 || (c >= 0x20d0 && c < 0x2100) || (c >= 0xfe20 && c < 0xfe30)));
}

/* What is written for a letter without an accent of its own, where the keyboard does not have it.
 */
static const char *
find_plain_letters (gunichar c)
{
  static const struct
  {
    gunichar letter;
    const char *plain;
  } letters[] = {
    { 0x00e6, "ae" }, /* æ */
    { 0x00f0, "d" },  /* ð */
    { 0x00f8, "o" },  /* ø */
    { 0x00fe, "th" }, /* þ */
    { 0x0111, "d" },  /* đ */
    { 0x0127, "h" },  /* ħ */
    { 0x0131, "i" },  /* ı */
    { 0x0142, "l" },  /* ł */
    { 0x0153, "oe" }, /* œ */
    { 0x0167, "t" },  /* ŧ */
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == c)
      return letters[i].plain;
  return NULL;
}

static gboolean
is_ascii (const char *start, const char *end)
{
  while (start < end && g_ascii_isprint (*start))
    start++;
  return start == end;
}

/* Small letters, without what people leave out: two spellings of one name are the same afterwards.
 * "" when nothing is left. */
static char *
fold_word (const char *start, const char *end)
{
  g_autofree char *small = NULL, *parts = NULL;
  g_autoptr (GString) folded = NULL;

  if (is_ascii (start, end))
    return g_ascii_strdown (start, end - start);
  small = g_utf8_casefold (start, end - start);
  parts = g_utf8_normalize (small, -1, G_NORMALIZE_NFD);
  folded = g_string_new (NULL);
  for (const char *p = parts ? parts : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *plain = find_plain_letters (c);

      if (plain)
        g_string_append (folded, plain);
      else if (!is_left_out (c))
        g_string_append_unichar (folded, c);
    }
  return g_utf8_normalize (folded->str, -1, G_NORMALIZE_NFC);
}

/* Whether the index itself folds the word as fold_word() does: it knows accents on the letters a to
 * z, and no others.
 */
static gboolean
is_folded_by_index (const char *word, const char *folded)
{
  g_autofree char *parts = g_utf8_normalize (word, -1, G_NORMALIZE_NFD);
  g_autofree char *small = NULL;
  const char *p = parts ? parts : "";

  while (*p
         && (g_ascii_isalnum (*p) || (g_utf8_get_char (p) >= 0x300 && g_utf8_get_char (p) < 0x370)))
    p = g_utf8_next_char (p);
  if (!*p)
    return TRUE;
  small = g_utf8_strdown (word, -1);
  return g_str_equal (small, folded);
}

/**
 * cw_words_document:
 * @body: what is to be found
 *
 * The search index folds accents on the letters a to z and no others, so that Łukasz would not be
 * found by Lukasz nor Семён by Семен. Such words stand behind @body once more, folded, where nobody
 * reads them.
 *
 * Returns: (transfer full): the search document, in NFC
 */
char *
cw_words_document (const char *body)
{
  g_autofree char *composed = g_utf8_normalize (body, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) document = g_string_new (NULL);
  const char *end, *start;
  char mark = TAIL;

  g_return_val_if_fail (composed != NULL, g_strdup (body));

  g_strdelimit (composed, (const char[]){ TAIL, '\0' }, ' ');
  g_string_append (document, composed);
  end = composed;
  while ((start = find_word (end, &end)))
    {
      g_autofree char *word = g_strndup (start, end - start);
      g_autofree char *folded = fold_word (start, end);

      if (folded[0] && !is_folded_by_index (word, folded))
        {
          g_string_append_c (document, mark);
          g_string_append (document, folded);
          mark = ' ';
        }
    }
  return g_string_free (g_steal_pointer (&document), FALSE);
}

/* ---- words of a search ---- */

CwWords *
cw_words_new (const char *text)
{
  CwWords *self = g_new0 (CwWords, 1);
  const char *end = text ? text : "", *start;

  self->words = g_ptr_array_new_with_free_func (free_word);
  while ((start = find_word (end, &end)))
    {
      g_autofree char *folded = fold_word (start, end);
      Word *word;

      if (!folded[0])
        continue;
      word = g_new0 (Word, 1);
      word->typed = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);
      word->folded = g_steal_pointer (&folded);
      g_ptr_array_add (self->words, word);
    }
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

/* Only letters, marks and digits are in a word, so that nothing typed can become an operator of the
 * query. Where the index folds otherwise, the word as it was typed is looked for too: a document
 * from before cw_words_document() has no other.
 */
char *
cw_words_query (CwWords *self)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);
      const char *star = i + 1 == self->words->len ? "*" : "";

      if (i > 0)
        g_string_append (query, " AND ");
      if (is_folded_by_index (word->typed, word->folded))
        g_string_append_printf (query, "\"%s\"%s", word->folded, star);
      else
        g_string_append_printf (query, "(\"%s\"%s OR \"%s\"%s)", word->typed, star, word->folded,
                                star);
    }
  return g_string_free (query, FALSE);
}

/* The index takes vowel signs and points for the ends of words: Ram in Bengali would find Rima. */
gboolean
cw_words_are_loose (CwWords *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);

      for (const char *p = word->typed; *p; p = g_utf8_next_char (p))
        if (g_utf8_get_char (p) >= 0x0590 && g_utf8_get_char (p) < 0x1100)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_met (CwWords *self, guint index, const char *folded)
{
  const Word *word = g_ptr_array_index (self->words, index);

  return index + 1 == self->words->len ? g_str_has_prefix (folded, word->folded)
                                       : g_str_equal (folded, word->folded);
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
cw_words_excerpt (CwWords *self, const char *document)
{
  g_autofree char *body = g_strndup (document, strcspn (document, (const char[]){ TAIL, '\0' }));
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
