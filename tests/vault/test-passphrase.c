/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault/cw-passphrase.h"

#include <string.h>

#include "core/cw-error.h"
#include "vault/cw-words.h"

static const struct
{
  const char *text;
  CwPassphraseAdvice least, most;
} cases[] = {
  { "", CW_PASSPHRASE_SHORT, CW_PASSPHRASE_SHORT },
  { "elevenchars", CW_PASSPHRASE_SHORT, CW_PASSPHRASE_SHORT },
  { "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", CW_PASSPHRASE_SHORT,
    CW_PASSPHRASE_SHORT }, /* 12 bytes */
  { "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", CW_PASSPHRASE_SHORT, CW_PASSPHRASE_SHORT },
  { "password1234", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "Password1234!", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "P@ssw0rd2026", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "passwordpassword", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "2026password2026", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "qwertyuiop12", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "qwertyuiopasdfgh", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "q w e r t y u i o p", CW_PASSPHRASE_SHORT, CW_PASSPHRASE_COMMON },
  { "123456789012", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "abcdefghijkl", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "aaaaaaaaaaaaaa", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "abcabcabcabc", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "111111222222", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "            ", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "!!!!!!!!!!!!", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "Liverpool2005", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "liverpool5chelsea4", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "iloveyou1234", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "parent support adviser", CW_PASSPHRASE_COMMON, CW_PASSPHRASE_COMMON },
  { "Henrietta1987", CW_PASSPHRASE_FAIR, CW_PASSPHRASE_FAIR },
  { "teapot candle", CW_PASSPHRASE_FAIR, CW_PASSPHRASE_FAIR },
  { "teapot teapot candle teapot", CW_PASSPHRASE_FAIR, CW_PASSPHRASE_FAIR },
  { "teapot candle walrus gravel", CW_PASSPHRASE_GOOD, CW_PASSPHRASE_GOOD },
  { "teapot candle walrus gravel oboe", CW_PASSPHRASE_STRONG, CW_PASSPHRASE_STRONG },
  { "xq7#vK2p!mZ9wt", CW_PASSPHRASE_FAIR, CW_PASSPHRASE_STRONG },
  { "rkxvbtzqpmwdhc", CW_PASSPHRASE_GOOD, CW_PASSPHRASE_STRONG },
};

static void
test_advice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      CwPassphraseAdvice advice = cw_passphrase_judge (cases[i].text);
      gboolean accepted = cw_passphrase_accepts (cases[i].text, &error);

      g_test_message ("“%s”: %d", cases[i].text, advice);
      g_assert_cmpint (advice, >=, cases[i].least);
      g_assert_cmpint (advice, <=, cases[i].most);
      g_assert_cmpint (accepted, ==, advice > CW_PASSPHRASE_COMMON);
      if (!accepted)
        {
          g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
          g_assert_true (g_str_has_suffix (error->message, "."));
        }
      else
        g_assert_no_error (error);
    }
}

/* The lists are searched by halves: an entry out of order would never be found. */
static void
test_lists (void)
{
  g_assert_cmpuint (cw_n_words, >=, 2048);
  for (gsize i = 0; i < cw_n_words; i++)
    {
      gsize length = strlen (cw_words[i]);

      g_assert_true (length >= 4 && length <= 8);
      g_assert_true (strspn (cw_words[i], "abcdefghijklmnopqrstuvwxyz") == length);
      if (i > 0)
        g_assert_cmpstr (cw_words[i - 1], <, cw_words[i]);
    }
  for (gsize i = 0; i < cw_n_common_passwords; i++)
    {
      g_autofree char *padded = g_strconcat (cw_common_passwords[i], "2026202620262", NULL);

      if (i > 0)
        g_assert_cmpstr (cw_common_passwords[i - 1], <, cw_common_passwords[i]);
      g_assert_cmpint (cw_passphrase_judge (padded), ==, CW_PASSPHRASE_COMMON);
    }
}

/* Suggestions: that many words of the list, each about as often as any other, and never refused. */
static void
test_suggest (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint drawn = 0;

  for (guint round = 0; round < 400; round++)
    {
      guint n = round % 2 == 0 ? 5 : 7;
      g_autoptr (CwSecret) secret = cw_passphrase_suggest (n);
      g_auto (GStrv) words = g_strsplit ((const char *) cw_secret_peek (secret), " ", -1);

      g_assert_cmpuint (g_strv_length (words), ==, n);
      g_assert_cmpuint (strlen ((const char *) cw_secret_peek (secret)), ==,
                        cw_secret_length (secret));
      g_assert_cmpint (cw_passphrase_judge ((const char *) cw_secret_peek (secret)), >=,
                       CW_PASSPHRASE_GOOD);
      for (guint i = 0; words[i] != NULL; i++, drawn++)
        g_hash_table_add (seen, g_strdup (words[i]));
    }
  /* 2,400 draws from 3,370 words show some 1,720 different ones; far fewer would mean a part of the
   * list. */
  g_assert_cmpuint (drawn, ==, 2400);
  g_assert_cmpuint (g_hash_table_size (seen), >, 1550);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase/advice", test_advice);
  g_test_add_func ("/passphrase/lists", test_lists);
  g_test_add_func ("/passphrase/suggest", test_suggest);

  return g_test_run ();
}
