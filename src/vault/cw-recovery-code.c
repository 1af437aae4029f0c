/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The recovery code: 20 random bytes as 32 characters of Crockford's base32 and a check group of
 * four. */

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "core/cw-error.h"
#include "cw-passphrase.h"

#define CODE_BYTES 20
#define CODE_CHARS 32
#define CHECK_CHARS 4
#define TYPED_CHARS (CODE_CHARS + CHECK_CHARS)
#define GROUP 4

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Five bits a character, the highest first; @n_chars * 5 bits are read. */
static void
encode (const guint8 *bytes, char *chars, gsize n_chars)
{
  for (gsize i = 0; i < n_chars; i++)
    {
      guint value = 0;

      for (gsize bit = 5 * i; bit < 5 * i + 5; bit++)
        value = (value << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1);
      chars[i] = alphabet[value];
    }
}

/* The check group finds all but one in a million slips of the pen; it adds no secret. */
static void
fill_check (const char *code, char check[CHECK_CHARS])
{
  guint8 digest[crypto_generichash_BYTES_MIN];

  crypto_generichash (digest, sizeof digest, (const guint8 *) code, CODE_CHARS, NULL, 0);
  encode (digest, check, CHECK_CHARS);
  sodium_memzero (digest, sizeof digest);
}

/**
 * cw_recovery_code_new:
 *
 * Returns: (transfer full): a new code as it is shown, "7K3M-QX9D-…", nine groups of four
 */
CwSecret *
cw_recovery_code_new (void)
{
  g_autoptr (CwSecret) bytes = cw_secret_new_random (CODE_BYTES);
  g_autoptr (CwSecret) chars = cw_secret_new_empty (TYPED_CHARS);
  CwSecret *shown = cw_secret_new_empty (TYPED_CHARS + TYPED_CHARS / GROUP - 1);
  char *plain = (char *) cw_secret_write (chars);
  char *write = (char *) cw_secret_write (shown);

  encode (cw_secret_peek (bytes), plain, CODE_CHARS);
  fill_check (plain, plain + CODE_CHARS);
  for (gsize i = 0; i < TYPED_CHARS; i++)
    {
      if (i > 0 && i % GROUP == 0)
        *write++ = '-';
      *write++ = plain[i];
    }

  return shown;
}

/* The character of the alphabet that was meant, or 0. */
static char
read_char (gunichar c)
{
  char upper = c < 0x80 ? g_ascii_toupper ((char) c) : 0;

  if (upper == 'O')
    return '0';
  if (upper == 'I' || upper == 'L')
    return '1';

  return upper != 0 && strchr (alphabet, upper) != NULL ? upper : 0;
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212;
}

static void
set_wrong_length (guint n, GError **error)
{
  g_set_error (
      error, CW_ERROR, CW_ERROR_MISTYPED,
      ngettext (
          /* Translators: %u is how many were typed, %d how many there should be (36) */
          "The recovery code is not complete or too long: %u letter or figure of %d. Nothing was "
          "changed. Type all nine groups.",
          "The recovery code is not complete or too long: %u letters and figures of %d. Nothing "
          "was changed. Type all nine groups.",
          n),
      n, TYPED_CHARS);
}

/**
 * cw_recovery_code_parse:
 * @typed: the code as a person typed it
 *
 * Spaces, hyphens and case do not matter; O is read as 0, I and L as 1.
 *
 * Returns: (transfer full): its 32 characters in upper case, which is what Argon2id gets, or %NULL
 * with %CW_ERROR_MISTYPED
 */
CwSecret *
cw_recovery_code_parse (const char *typed, GError **error)
{
  g_autoptr (CwSecret) chars = cw_secret_new_empty (TYPED_CHARS);
  char *write = (char *) cw_secret_write (chars);
  char check[CHECK_CHARS];
  guint n = 0;

  g_return_val_if_fail (typed != NULL, NULL);

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      char meant;

      if (c != (gunichar) -1 && c != (gunichar) -2 && is_separator (c))
        continue;
      meant = c == (gunichar) -1 || c == (gunichar) -2 ? 0 : read_char (c);
      if (meant == 0)
        {
          g_set_error_literal (
              error, CW_ERROR, CW_ERROR_MISTYPED,
              _ ("There is a sign in the recovery code that no code has. Nothing was changed. "
                 "Codes have figures and letters, but never the letter U."));
          return NULL;
        }
      if (n < TYPED_CHARS)
        write[n] = meant;
      n++;
    }
  if (n != TYPED_CHARS)
    {
      set_wrong_length (n, error);
      return NULL;
    }

  fill_check (write, check);
  if (sodium_memcmp (check, write + CODE_CHARS, CHECK_CHARS) != 0)
    {
      g_set_error_literal (
          error, CW_ERROR, CW_ERROR_MISTYPED,
          _ ("The recovery code has a typing mistake. Nothing was changed. Compare each group "
             "with your print-out and correct it."));
      return NULL;
    }

  return cw_secret_new (write, CODE_CHARS);
}

/**
 * cw_recovery_code_canonical:
 * @code: as cw_recovery_code_new() or as cw_recovery_code_parse() made it
 *
 * Returns: (transfer full): the 32 characters that Argon2id gets, or %NULL with %CW_ERROR_MISTYPED
 */
CwSecret *
cw_recovery_code_canonical (const CwSecret *code, GError **error)
{
  const char *text;

  g_return_val_if_fail (code != NULL, NULL);

  text = (const char *) cw_secret_peek (code);
  if (cw_secret_length (code) == CODE_CHARS && strspn (text, alphabet) == CODE_CHARS)
    return cw_secret_new (text, CODE_CHARS);

  return cw_recovery_code_parse (text, error);
}
