/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault/cw-passphrase.h"

#include <string.h>

#include "core/cw-error.h"

static const char *
text_of (CwSecret *secret)
{
  return (const char *) cw_secret_peek (secret);
}

static void
assert_mistyped (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) parsed = cw_recovery_code_parse (typed, &error);

  g_assert_error (error, CW_ERROR, CW_ERROR_MISTYPED);
  g_assert_null (parsed);
}

static void
assert_same (const char *typed, CwSecret *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) parsed = cw_recovery_code_parse (typed, &error);

  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (parsed, code));
}

static void
test_shape (void)
{
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) again = cw_recovery_code_new ();
  g_auto (GStrv) groups = g_strsplit (text_of (shown), "-", -1);
  g_autofree char *joined = g_strjoinv ("", groups);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) parsed = cw_recovery_code_parse (text_of (shown), &error);
  g_autoptr (CwSecret) canonical = cw_recovery_code_canonical (shown, &error);
  g_autoptr (CwSecret) twice = cw_recovery_code_canonical (parsed, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (groups), ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (strlen (groups[i]), ==, 4);
  g_assert_cmpuint (strspn (joined, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), ==, 36);
  g_assert_cmpuint (cw_secret_length (parsed), ==, 32);
  g_assert_true (strncmp (text_of (parsed), joined, 32) == 0);
  g_assert_true (cw_secret_equal (parsed, canonical));
  g_assert_true (cw_secret_equal (parsed, twice));
  g_assert_false (cw_secret_equal (shown, again));
}

/* As people type: other case, other separators, O for 0, I and L for 1. */
static void
test_forgiving (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSecret) shown = cw_recovery_code_new ();
      g_autoptr (CwSecret) code = cw_recovery_code_parse (text_of (shown), &error);
      g_autofree char *lower = g_ascii_strdown (text_of (shown), -1);
      g_autofree char *spaced = g_strdelimit (g_strdup (text_of (shown)), "-", ' ');
      g_auto (GStrv) groups = g_strsplit (text_of (shown), "-", -1);
      g_autofree char *joined = g_strjoinv ("", groups);
      g_autofree char *dashed = g_strjoinv (" \u2013\u00a0", groups);
      g_autofree char *padded = g_strdup_printf ("  %s \n", lower);
      g_autofree char *letters = g_strdelimit (g_strdelimit (g_strdup (lower), "0", 'o'), "1", 'l');
      g_autofree char *capitals
          = g_strdelimit (g_strdelimit (g_strdup (joined), "0", 'O'), "1", 'I');

      assert_same (lower, code);
      assert_same (spaced, code);
      assert_same (joined, code);
      assert_same (dashed, code);
      assert_same (padded, code);
      assert_same (letters, code);
      assert_same (capitals, code);
    }
}

/* Every single wrong character is found, and neighbours and groups that changed places. */
static void
test_mistyped (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autofree char *text = g_strdup (text_of (shown));

  for (guint i = 0; text[i] != '\0'; i++)
    {
      char right = text[i];

      for (guint c = 0; right != '-' && c < 32; c++)
        {
          text[i] = alphabet[c];
          if (alphabet[c] != right)
            assert_mistyped (text);
        }
      text[i] = right;
      if (right != '-' && text[i + 1] != '-' && text[i + 1] != '\0' && text[i + 1] != right)
        {
          text[i] = text[i + 1];
          text[i + 1] = right;
          assert_mistyped (text);
          text[i + 1] = text[i];
          text[i] = right;
        }
    }
  for (guint group = 0; group < 8; group++)
    {
      g_autofree char *swapped = g_strdup (text);

      memcpy (swapped + 5 * group, text + 5 * (group + 1), 4);
      memcpy (swapped + 5 * (group + 1), text + 5 * group, 4);
      if (strcmp (swapped, text) != 0)
        assert_mistyped (swapped);
    }
  assert_mistyped ("");
  assert_mistyped ("----");
  assert_mistyped ("7K3M");
  assert_mistyped ("UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU");
  assert_mistyped ("\xff\xff\xff");
  assert_mistyped ("\u00e9");
  text[strlen (text) - 1] = '\0';
  assert_mistyped (text);
}

/* The words tell how many characters are missing, never the code itself. */
static void
test_messages (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) parsed = cw_recovery_code_parse ("7K3M-QX9D", &error);

  g_assert_null (parsed);
  g_assert_nonnull (strstr (error->message, "8 letters and figures of 36"));
  g_assert_null (strstr (error->message, "7K3M"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-code/shape", test_shape);
  g_test_add_func ("/recovery-code/forgiving", test_forgiving);
  g_test_add_func ("/recovery-code/mistyped", test_mistyped);
  g_test_add_func ("/recovery-code/messages", test_messages);

  return g_test_run ();
}
