/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said and what is left behind when a call fails at the very end: a stick that does not
 * confirm what it was given, no memory for the first opening of a new vault, and a keyring half of
 * another time. */

#include "keep.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cw-open.h"
#include "vault/cw-archive.h"

/* ---- calls that fail when they are told to (the linker puts them in the place of the real ones)
 * ---- */

static int folder_errno;     /* what pushing a folder out to the disk says; 0: it works */
static int hashes_left = -1; /* passphrase hashes that there is memory for; -1: for all */

typeof (fsync) __real_fsync, __wrap_fsync;

int
__wrap_fsync (int fd)
{
  struct stat st;

  if (folder_errno == 0 || fstat (fd, &st) != 0 || !S_ISDIR (st.st_mode))
    return __real_fsync (fd);
  errno = folder_errno;
  return -1;
}

typedef unsigned long long Size;
typeof (crypto_pwhash) __real_crypto_pwhash, __wrap_crypto_pwhash;

int
__wrap_crypto_pwhash (guint8 *out,
                      Size n,
                      const char *words,
                      Size length,
                      const guint8 *salt,
                      Size ops,
                      gsize mem,
                      int alg)
{
  if (hashes_left == 0)
    return -1;
  if (hashes_left > 0)
    hashes_left--;
  return __real_crypto_pwhash (out, n, words, length, salt, ops, mem, alg);
}

/* ---- the stick ---- */

static gboolean
write_backup (Keep *keep, int said, GError **error)
{
  g_autofree char *path = keep_file (keep, "made.casework");
  gboolean written;

  folder_errno = said;
  written = cw_backup_write (keep->vault, keep->store, keep->data_key, path, NULL, NULL, NULL, NULL,
                             error);
  folder_errno = 0;
  return written;
}

/* "Safe to remove" is never said of a name that may be in memory only; a file system that has
 * nothing to say of it is no reason to refuse. */
static void
test_stick (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_backup (keep, EIO, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "“made.casework”"));
  g_assert_nonnull (strstr (error->message, "does not confirm"));
  g_clear_error (&error);
  g_assert_true (write_backup (keep, EINVAL, &error));
  g_assert_no_error (error);
  g_assert_true (write_backup (keep, ENOTSUP, &error));
  g_assert_no_error (error);
}

/* ---- a new vault ---- */

/* Making takes two hashes and the opening after it a third: without memory for that one nothing is
 * left behind, or there would be records whose recovery code nobody was shown. */
static void
test_create (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = keep_place (keep, "fresh");
  g_autofree char *parent = g_path_get_dirname (dir);
  g_autofree char *before = keep_list (parent), *after = NULL;
  g_autoptr (CwProfile) profile = cw_profile_new ();
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = keep->passphrase,
                              .recovery_code = keep->code,
                              .kdf = cw_kdf_least,
                              .clock = keep->clock };
  CwVault *vault = NULL;
  CwStore *store = NULL;
  CwSecret *data_key = NULL;

  hashes_left = 2;
  g_assert_false (
      cw_create_vault (&wanted, profile, NULL, &vault, &store, &data_key, NULL, &error));
  g_assert_cmpint (hashes_left, ==, 0);
  hashes_left = -1;
  g_assert_error (error, CW_ERROR, CW_ERROR_NO_MEMORY);
  g_assert_null (vault);
  g_assert_null (store);
  g_assert_null (data_key);
  after = keep_list (parent);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
}

/* ---- a backup from before the keyring got another half ---- */

static void
test_other_half (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = keep_file (keep, "older.casework");
  g_autofree char *db_path = cw_vault_get_db_path (keep->vault);
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32);
  g_autoptr (CwSecret) then = cw_secret_new_random (32);
  g_autoptr (CwSecret) now = cw_secret_new_random (32);
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();

  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, data_key, keep->passphrase,
                                       then, cw_kdf_least, &error));
  g_assert_true (cw_archive_write (path, key_file, data_key, db_path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (cw_backup_inspect (path, CW_SLOT_PASSPHRASE, keep->passphrase, now, keep->clock,
                                    NULL, NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_assert_nonnull (strstr (error->message, "use the recovery code of that time"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/failing-calls/" name, Keep, NULL, keep_set_up, func, keep_tear_down)

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  ADD ("stick", test_stick);
  ADD ("create", test_create);
  ADD ("other-half", test_other_half);
  return g_test_run ();
}
