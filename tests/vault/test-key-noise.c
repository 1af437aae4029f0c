/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Key files as a broken disk, or somebody with bad intentions, would make them: reading them never
 * crashes, and what is read is written back byte for byte. Worth most under the sanitizers (make
 * check-asan). */

#include "vault/cw-key-file.h"

#include <string.h>

#include "core/cw-error.h"

#define ROUNDS 20000
#define MOST 640
#define HEADER 32
#define SLOT 104

/* A well-formed file; its seals are noise, which reading does not look at. */
static gsize
fill_sound (guint8 *bytes)
{
  guint n = (guint) g_test_rand_int_range (1, 5);

  for (guint i = 0; i < MOST; i++)
    bytes[i] = (guint8) g_test_rand_int_range (0, 256);
  memcpy (bytes, "CWKEY\0\0\1", 8);
  memset (bytes + 24, 0, 8);
  bytes[24] = (guint8) n;
  for (guint i = 0; i < n; i++)
    {
      static const guint8 start[16] = { 0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0x10 };
      guint8 *slot = bytes + HEADER + i * SLOT;

      memcpy (slot, start, sizeof start);
      slot[0] = (guint8) g_test_rand_int_range (1, 4);
      slot[2] = (guint8) g_test_rand_int_range (0, 2);
    }

  return HEADER + n * SLOT;
}

static gsize
mutate (guint8 *bytes, gsize size)
{
  static const guint8 telling[] = { 0, 1, 2, 3, 4, 5, 127, 128, 255 };
  guint changes = (guint) g_test_rand_int_range (0, 5);

  for (guint i = 0; i < changes; i++)
    {
      /* Most in the parts that reading looks at. */
      gsize at = g_test_rand_bit () ? (gsize) g_test_rand_int_range (0, (gint32) size)
                                    : (gsize) g_test_rand_int_range (0, 52);

      bytes[at] = telling[g_test_rand_int_range (0, G_N_ELEMENTS (telling))];
    }
  if (g_test_rand_int_range (0, 4) == 0)
    size = (gsize) g_test_rand_int_range (0, MOST);

  return size;
}

static void
check_key_file (CwKeyFile *key_file, const guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) again = cw_key_file_serialize (key_file);
  g_autofree char *id = cw_key_file_get_id (key_file);
  gboolean any = FALSE, uses_device;

  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), bytes, size);
  g_assert_cmpuint (strlen (id), ==, 32);
  for (CwSlotType type = CW_SLOT_PASSPHRASE; type <= CW_SLOT_HANDOVER; type++)
    any |= cw_key_file_has_slot (key_file, type, &uses_device);
  g_assert_true (any);
}

static void
test_noise (void)
{
  guint read = 0, refused = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      guint8 bytes[MOST];
      gsize size = fill_sound (bytes);
      g_autofree guint8 *exact = NULL;
      g_autoptr (GBytes) wrapped = NULL;
      g_autoptr (CwKeyFile) key_file = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 10 == 0) /* nothing but noise */
        size = (gsize) g_test_rand_int_range (0, MOST);
      else
        size = mutate (bytes, size);
      if (i % 10 == 0)
        bytes[0] ^= (guint8) g_test_rand_int_range (0, 256);
      exact = g_memdup2 (bytes, size); /* one byte too far is seen by the sanitizer */
      wrapped = g_bytes_new_static (exact, size);
      key_file = cw_key_file_parse (wrapped, &error);
      if (key_file != NULL)
        {
          read++;
          g_assert_no_error (error);
          check_key_file (key_file, bytes, size);
          continue;
        }
      refused++;
      g_assert_true (error != NULL && error->domain == CW_ERROR);
      g_assert_true (error->code == CW_ERROR_DAMAGED || error->code == CW_ERROR_NEWER
                     || error->code == CW_ERROR_NOT_OURS);
    }
  g_test_message ("%u read, %u refused", read, refused);
  g_assert_cmpuint (read, >, ROUNDS / 10);
  g_assert_cmpuint (refused, >, ROUNDS / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-file/noise", test_noise);

  return g_test_run ();
}
