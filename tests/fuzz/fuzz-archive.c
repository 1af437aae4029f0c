/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a *.casework file: refused in words. What can be opened is found bad with a key that
 * did not seal it; sealed with that key, it is found good and gives the very bytes that stood in
 * it. */

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "fuzz.h"
#include "vault/cw-archive.h"

static char *folder;

static void
remove_folder_cb (void)
{
  g_rmdir (folder);
}

static char *
name_file (const char *name)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("casework-fuzz-XXXXXX", NULL);
      g_assert_nonnull (folder);
      atexit (remove_folder_cb);
    }
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *path, const uint8_t *data, size_t size)
{
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  fclose (file);
}

static void
seal (uint8_t *bytes, size_t size, const CwSecret *data_key)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_archive_key (data_key);

  crypto_generichash (bytes + size - CW_ARCHIVE_MAC, CW_ARCHIVE_MAC, bytes, size - CW_ARCHIVE_MAC,
                      cw_secret_peek (key), cw_secret_length (key));
}

static void
assert_extracts (CwArchive *archive, const uint8_t *bytes, size_t size)
{
  g_autofree char *path = name_file ("out.db");
  g_autofree char *found = NULL;
  gsize length = 0;

  g_assert_true (cw_archive_extract (archive, path, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &found, &length, NULL));
  g_assert_cmpmem (found, length, bytes + CW_ARCHIVE_KEY_PART,
                   size - CW_ARCHIVE_KEY_PART - CW_ARCHIVE_MAC);
  g_unlink (path);
}

static void
test_sealed (const char *path, const uint8_t *data, size_t size, const CwSecret *data_key)
{
  g_autofree uint8_t *bytes = g_memdup2 (data, size);
  g_autoptr (CwArchive) archive = NULL;

  seal (bytes, size, data_key);
  write_file (path, bytes, size);
  archive = cw_archive_open (path, NULL);
  g_assert_nonnull (archive);
  g_assert_true (cw_archive_check (archive, data_key, NULL, NULL, NULL, NULL));
  assert_extracts (archive, bytes, size);
}

/* Without the right seal nothing is left to be opened. */
static void
assert_not_read_back (CwArchive *archive, const CwSecret *data_key)
{
  g_autofree char *path = name_file ("out.db");

  g_assert_false (cw_archive_read_back (archive, data_key, path, NULL, NULL, NULL, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = name_file ("in.casework");
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  g_autoptr (GError) error = NULL;

  cw_secret_init ();
  data_key = cw_secret_new_empty (32);
  write_file (path, data, size);
  archive = cw_archive_open (path, &error);
  if (archive == NULL)
    g_assert_true (error != NULL && error->domain == CW_ERROR
                   && g_str_has_suffix (error->message, "."));
  else
    {
      g_assert_false (cw_archive_check (archive, data_key, NULL, NULL, NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
      assert_not_read_back (archive, data_key);
      test_sealed (path, data, size, data_key);
    }
  g_unlink (path);
  return 0;
}
