/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-passphrase.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-error.h"
#include "cw-words.h"

/* Estimated bits from which a passphrase is called good or strong. At 2^55 tries of Argon2id with
 * 256 MiB even a room full of graphics cards (some 100,000 a second) needs ten thousand years; at
 * 2^43 it needs about three. */
#define BITS_GOOD 44.0
#define BITS_STRONG 56.0

/* One piece of a passphrase: letters that follow each other, digits, or anything else. */
typedef enum
{
  PIECE_LETTERS,
  PIECE_DIGITS,
  PIECE_OTHER
} PieceKind;

static int
compare_word (const char *key, gsize length, const char *const candidate)
{
  int order = strncmp (key, candidate, length);

  return order != 0 ? order : (candidate[length] == '\0' ? 0 : -1);
}

/* Binary search; both bundled lists are in the order of strcmp(). */
static gboolean
list_has (const char *const *list, gsize n, const char *word, gsize length)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = compare_word (word, length, list[middle]);

      if (order == 0)
        return TRUE;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return FALSE;
}

static gboolean
is_common (const char *text, gsize length)
{
  return length > 0 && list_has (cw_common_passwords, cw_n_common_passwords, text, length);
}

/* How far the text goes without the digits and signs at its end. */
static gsize
length_to_last_letter (const char *utf8)
{
  gsize length = strlen (utf8);

  while (length > 0 && (guchar) utf8[length - 1] < 0x80 && !g_ascii_isalpha (utf8[length - 1]))
    length--;

  return length;
}

/* Lower case, without what people put in to please a rule: spaces, signs, and digits that stand for
 * letters (those at the end are only digits). */
static CwSecret *
fold (const char *utf8, gboolean digits_as_letters, gsize *length)
{
  static const char from[] = "013457@$!", to[] = "oleastasi";
  CwSecret *folded = cw_secret_new_empty (strlen (utf8));
  char *write = (char *) cw_secret_write (folded);
  gsize letters = digits_as_letters ? length_to_last_letter (utf8) : 0;

  for (const char *p = utf8; *p != '\0'; p++)
    {
      char c = g_ascii_tolower (*p);
      const char *stands_for = p < utf8 + letters ? strchr (from, c) : NULL;

      if (stands_for != NULL)
        c = to[stands_for - from];
      if (g_ascii_isalnum (c) || (guchar) c >= 0x80)
        *write++ = c;
    }
  *length = (gsize) (write - (char *) cw_secret_write (folded));

  return folded;
}

/* Whether the text is one part said over and over: "abcabcabcabc". The part is at most half of it.
 */
static gsize
repeated_part (const char *text, gsize length)
{
  for (gsize part = 1; part <= length / 2; part++)
    if (memcmp (text, text + part, length - part) == 0)
      return part;

  return length;
}

/* How many runs the text falls into, where a run goes up, down or stays: "abcd4321" has two. */
static guint
count_runs (const char *text, gsize length)
{
  guint runs = length > 0 ? 1 : 0;
  int step = 2; /* none yet */

  for (gsize i = 1; i < length; i++)
    {
      int next = text[i] - text[i - 1];

      if (next < -1 || next > 1 || (step != 2 && next != step))
        {
          runs++;
          step = 2;
        }
      else
        step = next;
    }

  return runs;
}

/* A common one, with any number of digits before and after it. */
static gboolean
has_common_core (const char *text, gsize length)
{
  for (gsize from = 0; from < length; from++)
    {
      for (gsize to = length; to > from; to--)
        {
          if (is_common (text + from, to - from))
            return TRUE;
          if (!g_ascii_isdigit (text[to - 1]))
            break;
        }
      if (!g_ascii_isdigit (text[from]))
        break;
    }

  return FALSE;
}

/* One or two common ones, each said once or more, with digits before, between or after. */
static gboolean
is_made_of_common (const char *text, gsize length)
{
  gsize part;

  if (has_common_core (text, length))
    return TRUE;
  while (length > 0 && g_ascii_isdigit (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isdigit (text[0]))
    {
      text++;
      length--;
    }
  part = repeated_part (text, length);
  if (has_common_core (text, part) || (part < length && part <= 4))
    return TRUE;

  for (gsize cut = 1; cut < length; cut++)
    {
      gsize second = cut;

      if (!is_common (text, cut))
        continue;
      while (second < length && g_ascii_isdigit (text[second]))
        second++;
      if (is_common (text + second, length - second))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_guessed_first (const char *utf8)
{
  for (guint as_letters = 0; as_letters < 2; as_letters++)
    {
      gsize length;
      g_autoptr (CwSecret) folded = fold (utf8, as_letters == 1, &length);
      const char *text = (const char *) cw_secret_peek (folded);

      if (length == 0 || is_made_of_common (text, length)
          || count_runs (text, length) * 4 <= length)
        return TRUE;
    }

  return FALSE;
}

static PieceKind
kind_of (gunichar c)
{
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return PIECE_LETTERS;

  return g_unichar_isdigit (c) ? PIECE_DIGITS : PIECE_OTHER;
}

static gboolean
has_vowel (const char *piece, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) piece[i] >= 0x80 || strchr ("aeiouyAEIOUY", piece[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_word (const char *piece, gsize length)
{
  char lower[16];
  gboolean known;

  if (length >= sizeof lower)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (piece[i]);
  known = list_has (cw_words, cw_n_words, lower, length) || is_common (lower, length);
  memset (lower, 0, sizeof lower);

  return known;
}

/* Bits of one piece, guessed low: people choose words, years and a sign at the end. */
static double
estimate_piece (const char *piece, gsize length, gsize n_chars, PieceKind kind)
{
  if (kind == PIECE_OTHER)
    return n_chars == 1 && piece[0] == ' ' ? 0.5 : 3.0 * (double) n_chars;
  if (kind == PIECE_DIGITS)
    return count_runs (piece, length) * 2 <= length ? 4.0 : 2.5 * (double) n_chars;
  if (is_word (piece, length))
    return 11.0;
  if (n_chars <= 3)
    return 3.0 * (double) n_chars;
  /* An unknown word, a name for example, is one of some 60,000; without a vowel it is letters by
   * chance. */
  if (!has_vowel (piece, length))
    return 4.0 * (double) n_chars;

  return n_chars <= 9 ? 15.0 : 15.0 + 1.7 * (double) (n_chars - 9);
}

static gboolean
occurs_before (const char *utf8, const char *piece, gsize length)
{
  for (const char *p = utf8; p + length <= piece; p++)
    if (length > 1 && g_ascii_strncasecmp (p, piece, length) == 0)
      return TRUE;

  return FALSE;
}

static double
estimate_bits (const char *utf8)
{
  double bits = 0.0;

  for (const char *p = utf8; *p != '\0';)
    {
      const char *piece = p;
      PieceKind kind = kind_of (g_utf8_get_char (p));
      gsize n_chars = 0, n_capitals = 0;

      for (; *p != '\0' && kind_of (g_utf8_get_char (p)) == kind;
           p = g_utf8_next_char (p), n_chars++)
        n_capitals += p > piece && g_unichar_isupper (g_utf8_get_char (p));
      if (kind != PIECE_OTHER && occurs_before (utf8, piece, (gsize) (p - piece)))
        bits += 1.0;
      else
        bits += estimate_piece (piece, (gsize) (p - piece), n_chars, kind);
      bits += n_capitals > 0 && n_capitals < n_chars - 1 ? 2.0 : 0.0;
    }

  return bits;
}

/**
 * cw_passphrase_judge:
 * @utf8: what was typed
 *
 * Honest advice, for the person who chooses: too short (under %CW_PASSPHRASE_MIN characters), among
 * the ones that are tried first, else by a low estimate of the guesses it takes.
 */
CwPassphraseAdvice
cw_passphrase_judge (const char *utf8)
{
  g_autoptr (CwSecret) text = NULL;
  const char *nfc;
  double bits;

  g_return_val_if_fail (utf8 != NULL, CW_PASSPHRASE_SHORT);

  text = cw_secret_new_text (utf8);
  nfc = (const char *) cw_secret_peek (text);
  if (!g_utf8_validate (nfc, -1, NULL) || g_utf8_strlen (nfc, -1) < CW_PASSPHRASE_MIN)
    return CW_PASSPHRASE_SHORT;
  if (is_guessed_first (nfc))
    return CW_PASSPHRASE_COMMON;

  bits = estimate_bits (nfc);
  if (bits >= BITS_STRONG)
    return CW_PASSPHRASE_STRONG;

  return bits >= BITS_GOOD ? CW_PASSPHRASE_GOOD : CW_PASSPHRASE_FAIR;
}

/**
 * cw_passphrase_accepts:
 *
 * Returns: %FALSE with %CW_ERROR_WEAK for a passphrase that is too short or too common
 */
gboolean
cw_passphrase_accepts (const char *utf8, GError **error)
{
  CwPassphraseAdvice advice = cw_passphrase_judge (utf8);

  if (advice == CW_PASSPHRASE_SHORT)
    g_set_error (
        error, CW_ERROR, CW_ERROR_WEAK,
        /* Translators: %d is a number of characters, 12 */
        _ ("This passphrase is too short. Nothing was changed. Use at least %d characters, for "
           "example five words that have nothing to do with each other."),
        CW_PASSPHRASE_MIN);
  else if (advice == CW_PASSPHRASE_COMMON)
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_WEAK,
        _ ("This passphrase is among those that are tried first. Nothing was changed. Use five "
           "words that have nothing to do with each other."));

  return advice > CW_PASSPHRASE_COMMON;
}

/**
 * cw_passphrase_suggest:
 * @n_words: how many words; 5 for a passphrase, 7 for a handover
 *
 * Words drawn evenly and independently from the bundled list of cw_n_words, so that a suggestion is
 * worth n_words times the binary logarithm of that number in bits, to anyone who knows the list.
 *
 * Returns: (transfer full): the words with spaces between
 */
CwSecret *
cw_passphrase_suggest (guint n_words)
{
  g_autofree guint16 *chosen = g_new0 (guint16, n_words);
  gsize length = n_words > 0 ? n_words - 1 : 0;
  CwSecret *self;
  char *write;

  for (guint i = 0; i < n_words; i++)
    {
      chosen[i] = (guint16) cw_secret_uniform ((guint32) cw_n_words);
      length += strlen (cw_words[chosen[i]]);
    }

  self = cw_secret_new_empty (length);
  write = (char *) cw_secret_write (self);
  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        *write++ = ' ';
      write = stpcpy (write, cw_words[chosen[i]]);
      chosen[i] = 0;
    }

  return self;
}
