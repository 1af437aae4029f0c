/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cw-open.h"
#include "cli/cw-safekeeping-private.h"
#include "core/cw-calendar.h"
#include "core/cw-error.h"
#include "store/cw-store-copy.h"
#include "vault/cw-passphrase.h"

#define PASSPHRASE "seven herons over quiet water"

typedef struct
{
  char *root, *dir;
  CwClock *clock;
  CwSecret *passphrase, *code;
  CwProfile *profile;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (CwSecret) shown = NULL;

  cw_secret_init ();
  f->root = g_dir_make_tmp ("cw-open-XXXXXX", &error);
  g_assert_no_error (error);
  f->dir = g_build_filename (f->root, "vault", NULL);
  f->clock = cw_clock_new_fixed (cw_day_from_iso ("2026-11-19"), 9 * 60);
  f->passphrase = cw_secret_new_text (PASSPHRASE);
  shown = cw_recovery_code_new ();
  f->code = cw_recovery_code_parse ((const char *) cw_secret_peek (shown), &error);
  g_assert_no_error (error);
  f->profile = cw_profile_new ();
  g_strfreev (f->profile->schools);
  f->profile->schools = g_strsplit ("Hollin Bank Primary;Larkfield", ";", -1);
  g_free (f->profile->post);
  f->profile->post = g_strdup ("PSA");
  f->profile->contract_minutes = 1200;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  remove_tree (f->root);
  g_free (f->root);
  g_free (f->dir);
  cw_clock_unref (f->clock);
  cw_secret_free (f->passphrase);
  cw_secret_free (f->code);
  cw_profile_free (f->profile);
}

static gboolean
create (Fixture *f, GPtrArray *terms, CwVault **vault, CwStore **store, GError **error)
{
  const CwNewVault wanted = { .dir = f->dir,
                              .passphrase = f->passphrase,
                              .recovery_code = f->code,
                              .kdf = cw_kdf_least,
                              .clock = f->clock };

  return cw_create_vault (&wanted, f->profile, terms, vault, store, NULL, NULL, error);
}

static void
close_all (CwVault *vault, CwStore *store)
{
  GError *error = NULL;

  cw_store_close (store, &error);
  g_assert_no_error (error);
  cw_vault_release (vault);
  cw_vault_free (vault);
}

static CwStore *
open_again (Fixture *f, CwVault **vault, gboolean *changed)
{
  GError *error = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  CwStore *store = NULL;

  *vault = cw_vault_new_for_dir (f->dir, &error);
  g_assert_no_error (error);
  data_key = cw_vault_unlock (*vault, f->passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  cw_open_vault (*vault, data_key, f->clock, &store, changed, &error);
  g_assert_no_error (error);
  return store;
}

static void
test_create (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (CwProfile) profile = NULL;
  CwVault *vault;
  CwStore *store;
  gboolean changed;

  create (f, terms, &vault, &store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Hollin Bank Primary");
  close_all (vault, store);

  store = open_again (f, &vault, &changed);
  g_assert_false (changed);
  profile = cw_store_get_profile (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (profile->post, ==, "PSA");
  g_assert_cmpstr (profile->schools[1], ==, "Larkfield");
  kept = cw_store_list_terms (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpint (cw_vault_get_last_opened (vault), ==, cw_clock_now (f->clock));
  close_all (vault, store);
}

/* All of it or nothing: terms that overlap leave no folder behind. */
static void
test_nothing_left (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);
  g_autoptr (GDir) dir = NULL;
  CwVault *vault = NULL;
  CwStore *store = NULL;

  ((CwTerm *) g_ptr_array_index (terms, 1))->start -= 60;
  g_assert_false (create (f, terms, &vault, &store, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (vault);
  g_assert_null (store);
  dir = g_dir_open (f->root, 0, &error);
  g_assert_no_error (error);
  g_assert_null (g_dir_read_name (dir));
}

/* A copy that a killed act left is gone once the records are open; not one that is being worked in.
 */
static void
test_sweep (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autofree char *left = g_build_filename (f->root, ".casework-work-AAAAAA", NULL);
  g_autofree char *copy = g_build_filename (left, "read-back.db", NULL);
  g_autofree char *held = g_build_filename (f->root, ".casework-work-BBBBBB", NULL);
  g_autofree char *in_use = g_build_filename (held, "read-back.db", NULL);
  CwVault *vault;
  CwStore *store;
  gboolean changed;
  int lock;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  close_all (vault, store);
  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, "records", -1, NULL));
  g_assert_cmpint (g_mkdir (held, 0700), ==, 0);
  g_assert_true (g_file_set_contents (in_use, "records", -1, NULL));
  lock = open (held, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  store = open_again (f, &vault, &changed);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (in_use, G_FILE_TEST_EXISTS));
  close (lock);
  close_all (vault, store);
}

/* One that has just been made and is not locked yet may be swept: another is made then. */
static void
test_sweep_while_making (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  CwVault *vault;
  CwStore *store;
  pid_t child;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  child = fork ();
  if (child == 0)
    prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (; child == 0;)
    cw_scratch_sweep (vault);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (CwScratch) scratch = cw_scratch_new (f->root, &error);
      g_autofree char *path = NULL;

      g_assert_no_error (error);
      path = cw_scratch_path (scratch, "copy.db");
      g_assert_true (g_file_set_contents (path, "records", -1, &error));
      g_assert_no_error (error);
    }
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close_all (vault, store);
}

static void
test_never_over (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  CwVault *vault, *second = NULL;
  CwStore *store, *other = NULL;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  g_assert_false (create (f, NULL, &second, &other, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  close_all (vault, store);
}

/* A flipped byte in the recovery slot opens nothing and closes nothing: only the comparison shows
 * it. */
static void
test_key_file_changed (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autofree char *path = g_build_filename (f->dir, "casework.key", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  CwVault *vault;
  CwStore *store;
  gboolean changed;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  close_all (vault, store);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length - 1] ^= 1;
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));

  store = open_again (f, &vault, &changed);
  g_assert_true (changed);
  g_assert_true (cw_accept_key_file (vault, store, &error));
  g_assert_no_error (error);
  close_all (vault, store);
  store = open_again (f, &vault, &changed);
  g_assert_false (changed);
  close_all (vault, store);
}

static void
test_wrong_key (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autoptr (CwSecret) other = NULL;
  CwVault *vault;
  CwStore *store;
  gboolean changed;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  cw_store_free (store);
  store = NULL;
  other = cw_secret_new_random (32);
  g_assert_false (cw_open_vault (vault, other, f->clock, &store, &changed, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (store);
  cw_vault_release (vault);
  cw_vault_free (vault);
}

/* Whatever is asked of records with a damaged page either answers or says that they are damaged. */
static gboolean
says_damaged (const GError *error)
{
  if (error == NULL)
    return FALSE;
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  return TRUE;
}

static gboolean
ask_damaged (Fixture *f, CwVault *vault, const CwSecret *data_key)
{
  g_autoptr (GError) opening = NULL, codes = NULL, profile = NULL, terms = NULL, setting = NULL;
  g_autoptr (CwStore) store = NULL;
  g_autoptr (CwCodeBook) book = NULL;
  g_autoptr (CwProfile) post = NULL;
  g_autoptr (GPtrArray) known = NULL, checks = NULL;
  gboolean changed, noticed;

  if (!cw_open_vault (vault, data_key, f->clock, &store, &changed, &opening))
    return says_damaged (opening);
  book = cw_store_load_codes (store, &codes);
  post = cw_store_get_profile (store, &profile);
  known = cw_store_list_terms (store, &terms);
  cw_store_set_setting (store, "test", "1", &setting);
  noticed = says_damaged (codes) | says_damaged (profile) | says_damaged (terms)
            | says_damaged (setting);
  checks = cw_store_verify (store, NULL, NULL);
  return noticed || checks == NULL || !cw_checks_passed (checks);
}

/* A page that the cipher refuses looks to SQLite as if memory had run out. */
static void
test_damaged_pages (Fixture *f, gconstpointer unused)
{
  GError *error = NULL;
  g_autofree char *path = g_build_filename (f->dir, "casework.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  CwVault *vault;
  CwStore *store;
  gsize length;
  guint pages;

  create (f, NULL, &vault, &store, &error);
  g_assert_no_error (error);
  close_all (vault, store);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  vault = cw_vault_new_for_dir (f->dir, &error);
  data_key = cw_vault_unlock (vault, f->passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  pages = (guint) MIN (length / 4096, 60);
  g_assert_cmpuint (pages, >, 20);
  for (guint i = 0; i < pages; i++)
    {
      gsize place = i * 4096 + 16 + (i * 97) % 4000;

      bytes[place] ^= 1;
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      g_assert_true (ask_damaged (f, vault, data_key));
      bytes[place] ^= 1;
    }
  cw_vault_release (vault);
  cw_vault_free (vault);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/open/create", test_create);
  ADD ("/open/nothing-left", test_nothing_left);
  ADD ("/open/sweep", test_sweep);
  ADD ("/open/sweep-while-making", test_sweep_while_making);
  ADD ("/open/never-over", test_never_over);
  ADD ("/open/key-file-changed", test_key_file_changed);
  ADD ("/open/wrong-key", test_wrong_key);
  ADD ("/open/damaged-pages", test_damaged_pages);
  return g_test_run ();
}
