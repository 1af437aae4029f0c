/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are cut off, changed, of another program or of nobody: each is refused with its own
 * plain words, soon, and nothing is changed: not the file, not the records, not a folder. */

#include "keep.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CUT_EACH 512
#define FLIPS 2000
#define SLOW_EACH 200 /* of those, one goes the whole way, with the passphrase */

typedef struct
{
  Keep keep;
  char *path; /* a good backup */
  CwSecret *data_key;
  GStatBuf info;
} Bad;

static void
set_up (Bad *bad, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  keep_set_up (&bad->keep, NULL);
  bad->path = keep_file (&bad->keep, "backup.casework");
  keep_backup (&bad->keep, bad->path, &error);
  g_assert_no_error (error);
  bad->data_key = cw_secret_new (cw_secret_peek (bad->keep.data_key), 32);
  g_assert_cmpint (g_stat (bad->path, &bad->info), ==, 0);
}

static void
tear_down (Bad *bad, gconstpointer unused)
{
  g_free (bad->path);
  cw_secret_free (bad->data_key);
  keep_tear_down (&bad->keep, NULL);
}

/* With the right key in hand, so that nothing but the checks of the file stands in the way. */
static gboolean
passes (Bad *bad, GError **error)
{
  g_autoptr (CwArchive) archive = cw_archive_open (bad->path, error);

  return archive != NULL && cw_archive_check (archive, bad->data_key, NULL, NULL, NULL, error);
}

static void
expect_words (GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 30);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, "SQL"));
}

/* Inspected, restored and received: refused each time, and nothing is there that was not. */
static void
refuse_everywhere (Bad *bad, const char *path, int code)
{
  Keep *keep = &bad->keep;
  g_autofree char *dir = keep_place (keep, "made"), *before = keep_list (keep->root), *after = NULL;
  g_autoptr (GError) first = NULL, second = NULL, third = NULL;
  g_autoptr (CwInventory) inventory = NULL, found = NULL;
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = keep->passphrase,
                              .recovery_code = keep->code,
                              .kdf = cw_kdf_least,
                              .clock = keep->clock };
  CwVault *vault = NULL;
  CwStore *store = NULL;

  g_assert_null (cw_backup_inspect (path, CW_SLOT_PASSPHRASE, keep->passphrase, NULL, keep->clock,
                                    NULL, NULL, NULL, &first));
  g_assert_null (cw_restore (path, dir, "Made", CW_SLOT_PASSPHRASE, keep->passphrase, NULL,
                             keep->store, keep->clock, NULL, NULL, NULL, NULL, &second));
  g_assert_false (cw_handover_receive (path, keep->words, &wanted, "Made", &vault, &store, NULL,
                                       &inventory, NULL, NULL, NULL, &third));
  expect_words (first);
  expect_words (second);
  expect_words (third);
  g_assert_error (first, CW_ERROR, code);
  g_assert_error (second, CW_ERROR, code);
  g_assert_null (vault);
  g_assert_null (store);
  after = keep_list (keep->root);
  g_assert_cmpstr (before, ==, after);
  found = keep_take (keep->store);
  g_assert_true (cw_inventory_equal (found, keep->before));
}

/* ---- damage ---- */

static void
test_cut (Bad *bad, gconstpointer unused)
{
  guint cuts = 0;

  for (goffset length = bad->info.st_size - 1; length >= 0; length -= CUT_EACH)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (truncate (bad->path, length), ==, 0);
      g_assert_false (passes (bad, &error));
      g_assert_true (error->domain == CW_ERROR
                     && (error->code == CW_ERROR_DAMAGED
                         || (length < CW_ARCHIVE_KEY_PART && error->code == CW_ERROR_NOT_OURS)));
      expect_words (error);
      if (cuts++ % SLOW_EACH == 0)
        refuse_everywhere (bad, bad->path, error->code);
    }
  g_assert_cmpuint (cuts, >, 100);
}

static void
flip (int file, goffset at, guint8 bit)
{
  guint8 byte;

  g_assert_cmpint (pread (file, &byte, 1, at), ==, 1);
  byte ^= bit;
  g_assert_cmpint (pwrite (file, &byte, 1, at), ==, 1);
}

/* Half of them anywhere, half in the key part, where there is something to parse. */
static void
test_flipped (Bad *bad, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  g_autoptr (GError) error = NULL;
  int file = g_open (bad->path, O_RDWR | O_CLOEXEC, 0);

  for (guint i = 0; i < FLIPS; i++)
    {
      goffset most = i % 2 == 0 ? bad->info.st_size : 32 + 2 * 104;
      goffset at = g_rand_int_range (random, 0, (gint32) most);
      guint8 bit = (guint8) (1 << g_rand_int_range (random, 0, 8));
      g_autoptr (GError) problem = NULL;

      flip (file, at, bit);
      g_assert_false (passes (bad, &problem));
      g_assert_true (g_error_matches (problem, CW_ERROR, CW_ERROR_DAMAGED)
                     || (at < 8 && problem->domain == CW_ERROR));
      expect_words (problem);
      if (i % (2 * SLOW_EACH) == 0)
        refuse_everywhere (bad, bad->path, problem->code);
      flip (file, at, bit);
    }
  close (file);
  g_assert_true (passes (bad, &error));
  g_assert_no_error (error);
}

/* ---- not a backup of these ---- */

static void
test_wrong_passphrase (Bad *bad, gconstpointer unused)
{
  CwSecret *right = bad->keep.passphrase;

  bad->keep.passphrase = bad->keep.other;
  refuse_everywhere (bad, bad->path, CW_ERROR_WRONG_SECRET);
  bad->keep.passphrase = right;
}

static void
test_newer (Bad *bad, gconstpointer unused)
{
  int file = g_open (bad->path, O_RDWR | O_CLOEXEC, 0);

  flip (file, 7, 1 ^ 2);
  close (file);
  refuse_everywhere (bad, bad->path, CW_ERROR_NEWER);
}

static void
write_file (const char *path, const void *head, gsize length, goffset size)
{
  int file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (write (file, head, length), ==, (gssize) length);
  g_assert_cmpint (ftruncate (file, size), ==, 0);
  close (file);
}

static void
test_others (Bad *bad, gconstpointer unused)
{
  static const struct
  {
    const char *head;
    gsize length;
  } heads[] = {
    { "PK\003\004\024\0\0\0", 8 },     { "\211PNG\r\n\032\n", 8 },
    { "SQLite format 3", 16 },         { "%PDF-1.7\n", 9 },
    { "Dear colleague,\n", 16 },       { "KDBX and more", 13 },
    { "\377\377\377\377\377\377", 6 },
  };
  g_autofree char *path = keep_file (&bad->keep, "other.casework");

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      write_file (path, heads[i].head, heads[i].length, 40000);
      refuse_everywhere (bad, path, CW_ERROR_NOT_OURS);
    }
}

/* Large, and nothing in it: refused by its beginning. */
static void
test_zeros (Bad *bad, gconstpointer unused)
{
  g_autofree char *path = keep_file (&bad->keep, "zeros.casework");

  write_file (path, "", 0, G_GINT64_CONSTANT (4) << 30);
  refuse_everywhere (bad, path, CW_ERROR_NOT_OURS);
}

static void
test_no_file (Bad *bad, gconstpointer unused)
{
  g_autofree char *path = keep_file (&bad->keep, "none.casework");

  refuse_everywhere (bad, path, CW_ERROR_NOT_FOUND);
  g_assert_cmpint (symlink (bad->path, path), ==, 0);
  refuse_everywhere (bad, path, CW_ERROR_NOT_WRITABLE);
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  refuse_everywhere (bad, path, CW_ERROR_NOT_WRITABLE);
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  refuse_everywhere (bad, path, CW_ERROR_NOT_WRITABLE);
}

/* ---- sealed, and bad inside ---- */

static void
seal (Bad *bad, const char *path, const char *db_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwArchive) good = cw_archive_open (bad->path, &error);

  g_assert_no_error (error);
  cw_archive_write (path, cw_archive_get_key_file (good), bad->data_key, db_path, NULL, NULL, NULL,
                    &error);
  g_assert_no_error (error);
}

/* Somebody who knows the passphrase can seal what they like: it is looked at with the same care. */
static void
test_sealed_noise (Bad *bad, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwArchive) good = cw_archive_open (bad->path, &error);
  g_autofree char *path = keep_file (&bad->keep, "sealed.casework");
  g_autofree char *db_path = keep_file (&bad->keep, "inside.db");
  int file;

  write_file (db_path, "SQLite format 3", 16, 40960);
  seal (bad, path, db_path);
  refuse_everywhere (bad, path, CW_ERROR_NOT_OURS);
  write_file (db_path, "some other first sixteen", 24, 40960);
  seal (bad, path, db_path);
  refuse_everywhere (bad, path, CW_ERROR_WRONG_SECRET);
  write_file (db_path, "short", 5, 5);
  seal (bad, path, db_path);
  refuse_everywhere (bad, path, CW_ERROR_NOT_OURS);

  /* One bit of one page, sealed again. */
  g_unlink (db_path);
  g_assert_true (cw_archive_check (good, bad->data_key, NULL, NULL, NULL, &error));
  g_assert_true (cw_archive_extract (good, db_path, NULL, NULL, NULL, &error));
  file = g_open (db_path, O_RDWR | O_CLOEXEC, 0);
  flip (file, 10 * 4096 + 100, 4);
  close (file);
  seal (bad, path, db_path);
  refuse_everywhere (bad, path, CW_ERROR_DAMAGED);
}

#define ADD(name, func) g_test_add ("/bad-archives/" name, Bad, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  ADD ("cut", test_cut);
  ADD ("flipped", test_flipped);
  ADD ("wrong-passphrase", test_wrong_passphrase);
  ADD ("newer", test_newer);
  ADD ("others", test_others);
  ADD ("zeros", test_zeros);
  ADD ("no-file", test_no_file);
  ADD ("sealed-noise", test_sealed_noise);
  return g_test_run ();
}
