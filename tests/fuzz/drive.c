/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Feeds a harness where there is no libFuzzer: every file of a corpus, then the same changes of
 * them each time.
 *
 *     drive FOLDER ROUNDS
 */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ADDED 64

static GPtrArray *
read_corpus (const char *folder)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_ptr_array_add (corpus, g_bytes_new_take (bytes, length));
    }
  return corpus;
}

/* Bits, telling bytes, a cut or an end that is too long: mostly near the beginning. */
static void
feed_changed (GBytes *seed, GRand *rand)
{
  static const guint8 telling[] = { 0, 1, 2, 3, 4, 5, 127, 128, 255 };
  gsize size = g_bytes_get_size (seed);
  g_autofree guint8 *bytes = g_malloc0 (size + MOST_ADDED);
  g_autofree guint8 *exact = NULL;

  memcpy (bytes, g_bytes_get_data (seed, NULL), size);
  for (int i = g_rand_int_range (rand, 0, 5); i > 0 && size > 0; i--)
    {
      gsize most = g_rand_boolean (rand) ? size : MIN (size, 160);
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) most);

      if (g_rand_boolean (rand))
        bytes[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      else
        bytes[at] = telling[g_rand_int_range (rand, 0, G_N_ELEMENTS (telling))];
    }
  if (g_rand_int_range (rand, 0, 4) == 0)
    size = (gsize) g_rand_int_range (rand, 0, (gint32) (size + MOST_ADDED));
  exact = g_memdup2 (bytes, size); /* one byte too far is seen by the sanitizer */
  LLVMFuzzerTestOneInput (exact ? exact : (const guint8 *) "", size);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = argc == 3 ? read_corpus (argv[1]) : NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20091);
  int rounds = argc == 3 ? atoi (argv[2]) : 0;

  if (corpus == NULL || corpus->len == 0)
    return 2;
  for (guint i = 0; i < corpus->len; i++)
    LLVMFuzzerTestOneInput (g_bytes_get_data (corpus->pdata[i], NULL),
                            g_bytes_get_size (corpus->pdata[i]));
  for (int i = 0; i < rounds; i++)
    feed_changed (corpus->pdata[g_rand_int_range (rand, 0, (gint32) corpus->len)], rand);
  g_print ("%u files and %d changes of them\n", corpus->len, rounds);
  return 0;
}
