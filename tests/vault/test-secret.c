/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault/cw-secret.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
test_basics (void)
{
  g_autoptr (CwSecret) a = cw_secret_new ("abc", 3);
  g_autoptr (CwSecret) b = cw_secret_new_text ("abc");
  g_autoptr (CwSecret) c = cw_secret_new_text ("abd");
  g_autoptr (CwSecret) random = cw_secret_new_random (32);
  g_autoptr (CwSecret) empty = cw_secret_new_empty (32);
  g_autoptr (CwSecret) nothing = cw_secret_new_text ("");

  g_assert_cmpuint (cw_secret_length (a), ==, 3);
  g_assert_cmpstr ((const char *) cw_secret_peek (a), ==, "abc");
  g_assert_true (cw_secret_equal (a, b));
  g_assert_false (cw_secret_equal (a, c));
  g_assert_false (cw_secret_equal (random, empty));
  g_assert_cmpuint (cw_secret_length (nothing), ==, 0);
  g_assert_cmpint (cw_secret_peek (nothing)[0], ==, 0);
  cw_secret_free (NULL);
}

/* R20: a passphrase opens the records whichever keyboard wrote its accents. */
static void
test_nfc (void)
{
  static const char *const texts[] = {
    "plain",
    "caf\u00e9",
    "cafe\u0301",
    "e\u0301\u0323x", /* marks out of order */
    "e\u0323\u0301x",
    "a\u0328\u0301\u0301", /* the same mark twice */
    "\u1e69 s\u0323\u0307 s\u0307\u0323",
    "\u212b \u00c5 A\u030a", /* ångström sign */
    "\ud55c\uae00 \u1112\u1161\u11ab\u1100\u1173\u11af",
    "\u0344 \u0958 \u2adc", /* composition exclusions */
    "\u0b47\u0300\u0b3e",   /* blocked */
    "\u1100\u0300\u1161",
    "Zo\u00eb's pi\u00f1ata \U0001f600",
    "\u0301start",
    "\U0001d15e \U0001109a",
    "\u0415\u0308\u0436",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CwSecret) ours = cw_secret_new_text (texts[i]);
      g_autofree char *expected = g_utf8_normalize (texts[i], -1, G_NORMALIZE_NFC);

      g_assert_cmpstr ((const char *) cw_secret_peek (ours), ==, expected);
      g_assert_cmpuint (cw_secret_length (ours), ==, strlen (expected));
    }
}

/* The same over random sequences of letters and marks. */
static void
test_nfc_random (void)
{
  static const gunichar pool[]
      = { 'a',    'e',    'o',   0xe9,  0x301, 0x308, 0x323, 0x328, 0x327, 0x1ea5, 0x1112, 0x1161,
          0x11ab, 0xac00, 0xb47, 0xb3e, 0x915, 0x93c, 0x3b1, 0x345, 0x342, 0x1f80, 0x5d0,  0x5b7 };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autoptr (CwSecret) ours = NULL;

      for (guint n = 1 + cw_secret_uniform (7); n > 0; n--)
        g_string_append_unichar (text, pool[cw_secret_uniform (G_N_ELEMENTS (pool))]);
      ours = cw_secret_new_text (text->str);
      expected = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      g_assert_cmpstr ((const char *) cw_secret_peek (ours), ==, expected);
    }
}

static void
test_not_utf8 (void)
{
  g_autoptr (CwSecret) odd = cw_secret_new_text ("pa\xff\xfe");

  g_assert_cmpuint (cw_secret_length (odd), ==, 4);
  g_assert_cmpmem (cw_secret_peek (odd), 4, "pa\xff\xfe", 4);
}

/* How often the letters stand anywhere in this process's memory, each in @width bytes. The pattern
 * is given with every byte turned over, so that it is not found in itself. */
static guint
count_in_memory (const guint8 *turned, gsize length, gsize width)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint found = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long from, to;
      char mode[5];
      g_autofree guint8 *bytes = NULL;
      gssize got;

      if (sscanf (lines[i], "%lx-%lx %4s", &from, &to, mode) != 3 || mode[1] != 'w'
          || to - from > (256 << 20))
        continue;
      bytes = g_malloc (to - from);
      got = pread (memory, bytes, to - from, (off_t) from);
      for (gssize at = 0; at + (gssize) (length * width) <= got; at++)
        {
          gsize same = 0;

          while (same < length && (bytes[at + (gssize) (same * width)] ^ turned[same]) == 0xff)
            same++;
          found += same == length;
        }
      if (got > 0)
        memset (bytes, 0, (gsize) got);
    }
  close (memory);

  return found;
}

/* keys: after a lock no copy of a passphrase is left in the process, neither as text nor as wide
 * characters. Only the middle of a long one is looked for: the allocator writes over the beginning
 * of what is freed. */
static void
test_wiped (void)
{
  enum
  {
    LENGTH = 160,
    MIDDLE = 64,
    SOUGHT = 24
  };
  guint8 turned[LENGTH];
  char *typed = g_malloc0 (LENGTH + 8);
  CwSecret *secret;
  guint alive, left, wide;

  /* With an accent at the end, so that the slow way through NFC is taken. */
  for (guint i = 0; i < LENGTH; i++)
    {
      typed[i] = (char) ('a' + cw_secret_uniform (26));
      turned[i] = (guint8) ~typed[i];
    }
  memcpy (typed + LENGTH, "e\xcc\x81", 4);
  secret = cw_secret_new_text (typed);
  memset (typed, 'x', LENGTH + 8);
  alive = count_in_memory (turned + MIDDLE, SOUGHT, 1);
  cw_secret_free (secret);
  left = count_in_memory (turned + MIDDLE, SOUGHT, 1);
  wide = count_in_memory (turned + MIDDLE, SOUGHT, sizeof (gunichar));
  g_free (typed);

  g_assert_cmpuint (alive, ==, 1);
  g_assert_cmpuint (left, ==, 0);
  g_assert_cmpuint (wide, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (cw_secret_init ());
  g_test_add_func ("/secret/basics", test_basics);
  g_test_add_func ("/secret/nfc", test_nfc);
  g_test_add_func ("/secret/nfc-random", test_nfc_random);
  g_test_add_func ("/secret/not-utf8", test_not_utf8);
  g_test_add_func ("/secret/wiped", test_wiped);

  return g_test_run ();
}
