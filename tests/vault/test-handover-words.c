/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The seven words of a handover (R21), however somebody types them. */

#include "vault/cw-handover-words.h"

#include <string.h>

#include "vault/cw-passphrase.h"
#include "vault/cw-words.h"

static void
test_tidy (void)
{
  static const struct
  {
    const char *typed, *tidy;
  } rows[] = {
    { "", "" },
    { "  ", "" },
    { "walnut", "walnut" },
    { "walnut saddle", "walnut saddle" },
    { "  Walnut\tSADDLE  \n", "walnut saddle" },
    { "walnut, saddle; orbit.", "walnut saddle orbit" },
    { "1. walnut 2. saddle", "1 walnut 2 saddle" },
    { "walnut-saddle", "walnut saddle" },
    { "cafe\xcc\x81", "caf\xc3\xa9" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CwSecret) secret = cw_handover_words_tidy (rows[i].typed);

      g_assert_cmpstr ((const char *) cw_secret_peek (secret), ==, rows[i].tidy);
      g_assert_cmpuint (cw_secret_length (secret), ==, strlen (rows[i].tidy));
    }
}

/* What is made is what is read, in capitals too. */
static void
test_made (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (CwSecret) made = cw_passphrase_suggest (CW_HANDOVER_WORDS);
      g_autofree char *upper = g_ascii_strup ((const char *) cw_secret_peek (made), -1);
      g_autofree char *typed = g_strdup_printf (" %s ", upper);
      g_autoptr (CwSecret) tidy = cw_handover_words_tidy (typed);
      guint unknown;

      g_assert_true (cw_secret_equal (made, tidy));
      g_assert_cmpuint (cw_handover_words_count (typed, &unknown), ==, CW_HANDOVER_WORDS);
      g_assert_cmpuint (unknown, ==, 0);
    }
}

static void
test_count (void)
{
  static const struct
  {
    const char *typed;
    guint n, unknown;
  } rows[] = {
    { "", 0, 0 },
    { "wal", 1, 0 }, /* still being typed */
    { "wal ", 1, 1 },
    { "walnut", 1, 0 },
    { "walnut saddle ", 2, 0 },
    { "walnut xyzzyq saddle", 3, 2 },
    { "xyzzyq xyzzyq", 2, 1 },
    { "walnut walnut walnut walnut walnut walnut wal", 7, 0 },
    { "walnut walnut walnut walnut walnut walnut walnux", 7, 7 },
    { "walnut walnut walnut walnut walnut walnut walnut walnut", 8, 0 },
    { "walnutwalnutwalnutwalnut saddle", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint unknown = 99;

      g_assert_cmpuint (cw_handover_words_count (rows[i].typed, &unknown), ==, rows[i].n);
      g_assert_cmpuint (unknown, ==, rows[i].unknown);
    }
}

/* The list is in order, or words in it would not be found. */
static void
test_list (void)
{
  for (gsize i = 1; i < cw_n_words; i++)
    g_assert_cmpint (strcmp (cw_words[i - 1], cw_words[i]), <, 0);
}

int
main (int argc, char **argv)
{
  g_assert_true (cw_secret_init ());
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover-words/tidy", test_tidy);
  g_test_add_func ("/handover-words/made", test_made);
  g_test_add_func ("/handover-words/count", test_count);
  g_test_add_func ("/handover-words/list", test_list);
  return g_test_run ();
}
