/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vault/cw-vault-private.h"

static guint
mode_of (const char *path)
{
  struct stat st;

  g_assert_cmpint (lstat (path, &st), ==, 0);

  return st.st_mode & 07777;
}

static void
test_prepare_and_abandon (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir);
  CwVaultDraft *draft = fixture_prepare (self, self->dir, &error);
  g_autofree char *db_path = NULL, *wal = NULL, *shm = NULL;

  g_assert_no_error (error);
  /* Nothing stands until the last step. */
  g_assert_false (g_file_test (self->dir, G_FILE_TEST_EXISTS));
  db_path = cw_vault_draft_db_path (draft);
  wal = g_strconcat (db_path, "-wal", NULL);
  shm = g_strconcat (db_path, "-shm", NULL);
  g_assert_true (g_file_set_contents (db_path, "x", -1, NULL));
  g_assert_true (g_file_set_contents (wal, "x", -1, NULL));
  g_assert_true (g_file_set_contents (shm, "x", -1, NULL));
  g_assert_cmpuint (cw_secret_length (cw_vault_draft_data_key (draft)), ==, 32);
  cw_vault_draft_abandon (draft);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 0);
}

static void
test_commit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir);
  CwVaultDraft *draft = fixture_prepare (self, self->dir, &error);
  g_autoptr (CwSecret) made = cw_secret_new (cw_secret_peek (cw_vault_draft_data_key (draft)), 32);
  g_autofree char *digest = cw_vault_draft_key_digest (draft);
  g_autofree char *now = NULL, *id = NULL, *key = fixture_path (self, "casework.key"),
                  *ini = fixture_path (self, "vault.ini");
  g_autoptr (CwVault) vault = cw_vault_draft_commit (draft, NULL, &error);
  g_autoptr (CwVault) again = NULL;
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwSecret) recovered = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_dir (vault), ==, self->dir);
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "The post");
  g_assert_false (cw_vault_uses_keyring (vault));
  now = cw_vault_key_digest (vault, &error);
  g_assert_cmpstr (now, ==, digest);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
  g_assert_cmpuint (mode_of (self->dir), ==, 0700);
  g_assert_cmpuint (mode_of (key), ==, 0600);
  g_assert_cmpuint (mode_of (ini), ==, 0600);
  cw_vault_release (vault);

  again = cw_vault_new_for_dir (self->dir, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_label (again), ==, "The post");
  id = cw_vault_get_id (again);
  g_assert_cmpuint (strlen (id), ==, 32);
  opened = cw_vault_unlock (again, self->passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (opened, made));
  recovered = cw_vault_recover (again, (const char *) cw_secret_peek (self->code), NULL, FALSE,
                                cw_kdf_least, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (recovered, made));
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) weak = cw_secret_new_text ("password1234");
  g_autoptr (CwSecret) slip = cw_secret_new_text ("7K3M-QX9D");
  g_autofree char *file = fixture_path (self, "letter.txt");

  g_assert_null (
      cw_vault_prepare (self->dir, "x", weak, self->code, FALSE, cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
  g_clear_error (&error);
  g_assert_null (
      cw_vault_prepare (self->dir, "x", self->passphrase, slip, FALSE, cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISTYPED);
  g_clear_error (&error);
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Never where files exist. */
  g_assert_cmpint (g_mkdir_with_parents (self->dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "dear", -1, NULL));
  g_assert_null (fixture_prepare (self, self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture_count_entries (self->dir), ==, 1);
}

/* Something came to stand at the target after prepare: it stays, and the draft can be let go. */
static void
test_commit_late (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *file = fixture_path (self, "letter.txt");
  g_autofree char *text = NULL;
  CwVaultDraft *draft = fixture_prepare (self, self->dir, &error);

  g_assert_cmpint (g_mkdir (self->dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "dear", -1, NULL));
  g_assert_null (cw_vault_draft_commit (draft, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (self->dir), ==, 0);
  g_assert_true (g_file_set_contents (self->dir, "a file", -1, NULL));
  g_assert_null (cw_vault_draft_commit (draft, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (self->dir, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "a file");
  cw_vault_draft_abandon (draft);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
}

static void
test_empty_target (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = NULL;

  g_assert_cmpint (g_mkdir_with_parents (self->dir, 0755), ==, 0);
  vault = fixture_make_vault (self, self->dir);
  g_assert_cmpuint (mode_of (self->dir), ==, 0700);
}

/* A set-up that was cut off leaves a draft: the next one clears it away, but never one that is
 * being made. */
static void
test_stale_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *other = g_build_filename (parent, "other", NULL);
  pid_t child = fork ();
  int status;
  CwVaultDraft *one, *two;

  if (child == 0)
    _exit (fixture_prepare (self, self->dir, NULL) != NULL ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);

  one = fixture_prepare (self, self->dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
  two = fixture_prepare (self, other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 2);
  cw_vault_draft_abandon (one);
  cw_vault_draft_abandon (two);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 0);
}

/* What was cut off is gone when the records are opened, with the passphrase or with the code: it
 * may be a second copy under a secret that somebody knows. */
static void
test_sweep (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) wrong = cw_secret_new_text ("teapot candle walrus gravel tuba");
  g_autoptr (CwSecret) data_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *hidden = g_build_filename (parent, ".casework-new-AAAAAA", NULL),
                  *mine = g_build_filename (parent, ".casework-new-letter", NULL),
                  *letter = g_build_filename (mine, "letter.txt", NULL);
  CwVaultDraft *held = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (CwVault) left = fixture_make_vault (self, hidden);

      /* Somebody has it open. */
      fixture_assert_opens (vault, self->passphrase);
      g_assert_cmpuint (fixture_count_entries (parent), ==, 2);
      cw_vault_release (left);
      g_assert_null (cw_vault_unlock (vault, wrong, FALSE, NULL, NULL));
      g_assert_cmpuint (fixture_count_entries (parent), ==, 2);
      if (round == 0)
        data_key = cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error);
      else
        data_key = cw_vault_recover (vault, (const char *) cw_secret_peek (self->code), NULL, FALSE,
                                     cw_kdf_least, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (data_key);
      g_clear_pointer (&data_key, cw_secret_free);
      g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
    }

  /* Not one that is being made, nor a file that Casework did not write. */
  held = cw_vault_prepare_exchange (vault, self->passphrase, self->code, FALSE, cw_kdf_least, NULL,
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (mine, 0700), ==, 0);
  g_assert_true (g_file_set_contents (letter, "dear", -1, NULL));
  fixture_assert_opens (vault, self->passphrase);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 3);
  cw_vault_draft_abandon (held);
}

/* Between being made and being locked a folder looks like one that was left: somebody who opens
 * other records just then costs nobody the vault that is being made. */
static void
test_sweep_while_making (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir);
  g_autoptr (GError) error = NULL;
  pid_t child;

  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_RECOVERY, data_key, self->passphrase, NULL,
                                       cw_kdf_least, NULL));
  bytes = cw_key_file_serialize (key_file);
  child = fork ();
  if (child == 0)
    prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (; child == 0;)
    cw_vault_sweep_drafts (parent);
  for (guint i = 0; i < 300; i++)
    {
      CwVaultDraft *draft
          = cw_vault_prepare_restored (self->dir, "Restored", cw_key_file_parse (bytes, NULL),
                                       data_key, &error);
      g_autofree char *db_path = NULL;

      g_assert_no_error (error);
      db_path = cw_vault_draft_db_path (draft);
      g_assert_true (g_file_set_contents (db_path, "records", -1, &error));
      g_assert_no_error (error);
      cw_vault_draft_abandon (draft);
    }
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
test_wrong_passphrase (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) wrong = cw_secret_new_text ("teapot candle walrus gravel tuba");
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  cw_vault_release (vault);
  g_assert_null (cw_vault_unlock (vault, wrong, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);
  g_clear_error (&error);
  g_assert_null (cw_vault_recover (vault, "7K3M-QX9D", NULL, FALSE, cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISTYPED);
  fixture_assert_opens (vault, self->passphrase);
}

static int
unlock_elsewhere (Fixture *self)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, &error);
      g_autoptr (CwSecret) key
          = vault != NULL ? cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error) : NULL;

      _exit (key != NULL ? 0 : error->code + 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status) - 1;
}

/* One database, one owner: another process is kept out until the first lets go, or ends. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwVault) second = cw_vault_new_for_dir (self->dir, NULL);
  g_autoptr (GError) error = NULL;

  /* A vault just made is held already. */
  g_assert_cmpint (unlock_elsewhere (self), ==, CW_ERROR_BUSY);
  fixture_assert_opens (vault, self->passphrase);
  g_assert_cmpint (unlock_elsewhere (self), ==, CW_ERROR_BUSY);
  g_assert_null (cw_vault_unlock (second, self->passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_BUSY);
  cw_vault_release (vault);
  g_assert_cmpint (unlock_elsewhere (self), ==, -1);
  /* The other process has ended, so its lock has too. */
  fixture_assert_opens (second, self->passphrase);
  /* A wrong passphrase does not let go of what was held before, and holds nothing that was not. */
  g_assert_null (cw_vault_unlock (second, self->code, FALSE, NULL, NULL));
  g_assert_cmpint (unlock_elsewhere (self), ==, CW_ERROR_BUSY);
  cw_vault_release (second);
  g_assert_null (cw_vault_unlock (second, self->code, FALSE, NULL, NULL));
  g_assert_cmpint (unlock_elsewhere (self), ==, -1);
}

static void
test_modes (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) made = fixture_make_vault (self, self->dir);
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = fixture_path (self, "casework.key"), *link = NULL;
  static const char *const ours[] = { "casework.db", "casework.db-wal", "casework.db-shm",
                                      "casework.db-journal", "casework.lock" };

  g_assert_cmpint (g_chmod (self->dir, 0755), ==, 0);
  g_assert_cmpint (g_chmod (key, 0644), ==, 0);
  vault = cw_vault_new_for_dir (self->dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (self->dir), ==, 0700);
  g_assert_cmpuint (mode_of (key), ==, 0600);

  /* The database and what SQLite keeps beside it, and the lock, when they are opened. */
  cw_vault_release (made);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      g_autofree char *path = fixture_path (self, ours[i]);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS)
                     || g_file_set_contents (path, "", 0, NULL));
      g_assert_cmpint (g_chmod (path, 0666), ==, 0);
    }
  fixture_assert_opens (vault, self->passphrase);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      g_autofree char *path = fixture_path (self, ours[i]);

      g_test_message ("%s", ours[i]);
      g_assert_cmpuint (mode_of (path), ==, 0600);
    }

  /* No link is followed, neither to the folder nor to the key. */
  link = g_build_filename (self->root, "link", NULL);
  g_assert_cmpint (symlink (self->dir, link), ==, 0);
  g_assert_null (cw_vault_new_for_dir (link, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
}

static void
test_key_is_link (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) made = fixture_make_vault (self, self->dir);
  g_autofree char *key = fixture_path (self, "casework.key"),
                  *moved = g_build_filename (self->root, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (key, moved), ==, 0);
  g_assert_cmpint (symlink (moved, key), ==, 0);
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
}

/* Another user's folder or file is not ours to open or to repair. */
static void
test_owner (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) made = fixture_make_vault (self, self->dir);
  g_autoptr (GError) error = NULL;
  static const char *const ours[]
      = { "casework.db", "casework.db-wal", "casework.lock", "casework.key" };

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give a folder away");
      return;
    }
  cw_vault_release (made);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    {
      g_autofree char *path = fixture_path (self, ours[i]);

      g_test_message ("%s", ours[i]);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS)
                     || g_file_set_contents (path, "", 0, NULL));
      g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
      g_assert_null (cw_vault_unlock (made, self->passphrase, FALSE, NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
      g_clear_error (&error);
      g_assert_cmpint (chown (path, geteuid (), getegid ()), ==, 0);
      /* Nothing is held on to. */
      g_assert_cmpint (unlock_elsewhere (self), ==, -1);
    }
  g_assert_cmpint (chown (self->dir, 65534, 65534), ==, 0);
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "primary", "secondary", "third", "never" };
  static const gint64 opened[] = { 1000, 3000, 2000, 0 };
  static const char *const order[] = { "secondary", "third", "primary", "never" };
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *empty = g_build_filename (parent, "empty", NULL);
  g_autofree char *broken = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = cw_vault_list (parent, &error);
  g_autoptr (GPtrArray) vaults = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *dir = g_build_filename (parent, names[i], NULL);
      g_autoptr (CwVault) vault = fixture_make_vault (self, dir);

      g_assert_true (cw_vault_set_label (vault, names[i], &error));
      if (opened[i] > 0)
        cw_vault_touch (vault, opened[i]);
      g_ptr_array_add (ids, cw_vault_get_id (vault));
      g_assert_true (i == 0 || strcmp (ids->pdata[i], ids->pdata[i - 1]) != 0);
    }
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);

  /* One whose key is damaged is listed too: records are never passed over in silence. */
  broken = g_build_filename (parent, "third", "casework.key", NULL);
  g_assert_true (g_file_set_contents (broken, "CWKEY", -1, NULL));
  vaults = cw_vault_list (parent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vaults->len, ==, 4);
  for (guint i = 0; i < vaults->len; i++)
    {
      g_assert_cmpstr (cw_vault_get_label (vaults->pdata[i]), ==, order[i]);
      g_assert_cmpint (cw_vault_get_last_opened (vaults->pdata[i]), ==, 3000 - 1000 * i);
    }
  g_assert_null (cw_vault_unlock (vaults->pdata[1], self->passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

/* vault.ini is unencrypted: the label, when it was last opened, and nothing else, ever. */
static void
test_ini (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwVault) again = NULL;
  g_autofree char *ini = fixture_path (self, "vault.ini"), *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      g_file_set_contents (ini, "[vault]\nlabel=Old\nother=value\n[more]\nx=1\n", -1, NULL));
  g_assert_true (cw_vault_set_label (vault, "Wood Lane = [both] sites\n\"north\"", &error));
  cw_vault_touch (vault, 1764000000);
  g_assert_true (g_file_get_contents (ini, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "[vault]\nlabel=Wood Lane = [both] sites\\n\"north\"\nlast-opened=1764000000\n");
  again = cw_vault_new_for_dir (self->dir, &error);
  g_assert_cmpstr (cw_vault_get_label (again), ==, "Wood Lane = [both] sites\n\"north\"");

  /* Damage to it costs the label, not the records. */
  g_assert_true (g_file_set_contents (ini, "\x01\x02garbage", -1, NULL));
  g_clear_pointer (&again, cw_vault_free);
  again = cw_vault_new_for_dir (self->dir, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_label (again), ==, "primary");
}

static void
test_renew_and_recover (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) fresh = cw_recovery_code_new ();
  g_autoptr (CwSecret) new_passphrase = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autoptr (CwSecret) weak = cw_secret_new_text ("short");
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, self->passphrase, FALSE, NULL, NULL);
  g_autoptr (CwSecret) recovered = NULL;
  g_autofree char *before = cw_vault_key_digest (vault, NULL), *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_vault_renew_recovery (vault, data_key, fresh, cw_kdf_least, &error));
  g_assert_no_error (error);
  after = cw_vault_key_digest (vault, NULL);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpuint (fixture_count_entries (self->dir), ==, 4);
  g_assert_null (cw_vault_recover (vault, (const char *) cw_secret_peek (self->code), NULL, FALSE,
                                   cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_null (cw_vault_recover (vault, (const char *) cw_secret_peek (fresh), weak, FALSE,
                                   cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
  g_clear_error (&error);
  recovered = cw_vault_recover (vault, (const char *) cw_secret_peek (fresh), new_passphrase, FALSE,
                                cw_kdf_least, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (recovered, data_key));
  fixture_assert_opens (vault, new_passphrase);
  g_assert_cmpuint (fixture_count_entries (self->dir), ==, 4);
  g_assert_false (cw_vault_was_put_back (vault));
  g_assert_null (cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
}

/* What a crash in the middle of a replacement leaves, in each state. */
static void
test_leftovers (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) second = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autofree char *key = fixture_path (self, "casework.key"),
                  *bak = fixture_path (self, "casework.key.bak");
  g_autofree char *tmp = fixture_path (self, "casework.key.tmp"),
                  *aside = fixture_path (self, "casework.key.damaged-1");
  g_autofree char *old_bytes = NULL, *new_bytes = NULL;
  gsize size;
  g_autoptr (CwSecret) recovered = NULL;

  g_assert_true (g_file_get_contents (key, &old_bytes, &size, NULL));
  recovered = cw_vault_recover (vault, (const char *) cw_secret_peek (self->code), second, FALSE,
                                cw_kdf_least, NULL, NULL);
  g_assert_nonnull (recovered);
  g_assert_true (g_file_get_contents (key, &new_bytes, &size, NULL));

  /* Temp file half written: it never counted. */
  g_assert_true (g_file_set_contents (tmp, new_bytes, 50, NULL));
  fixture_assert_opens (vault, second);
  g_assert_false (g_file_test (tmp, G_FILE_TEST_EXISTS));

  /* The copy was made, the rename was not: both are the same. */
  g_assert_true (g_file_set_contents (bak, new_bytes, (gssize) size, NULL));
  fixture_assert_opens (vault, second);
  g_assert_false (g_file_test (bak, G_FILE_TEST_EXISTS));

  /* Renamed, not proven: the new secret opens and ends it. */
  g_assert_true (g_file_set_contents (bak, old_bytes, (gssize) size, NULL));
  fixture_assert_opens (vault, second);
  g_assert_false (g_file_test (bak, G_FILE_TEST_EXISTS));
  g_assert_false (cw_vault_was_put_back (vault));

  /* Renamed, not proven: the old secret still opens, and takes its file back. */
  g_assert_true (g_file_set_contents (bak, old_bytes, (gssize) size, NULL));
  fixture_assert_opens (vault, self->passphrase);
  g_assert_false (g_file_test (bak, G_FILE_TEST_EXISTS));
  g_assert_true (cw_vault_was_put_back (vault));
  fixture_assert_opens (vault, self->passphrase);

  /* casework.key is missing. */
  g_assert_cmpint (g_rename (key, bak), ==, 0);
  fixture_assert_opens (vault, self->passphrase);
  g_assert_true (g_file_test (key, G_FILE_TEST_EXISTS));

  /* casework.key is damaged: it is moved aside, never deleted. */
  g_assert_cmpint (g_rename (key, bak), ==, 0);
  g_assert_true (g_file_set_contents (key, "CWKEY\0\0\1torn", 12, NULL));
  fixture_assert_opens (vault, self->passphrase);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (bak, G_FILE_TEST_EXISTS));
}

/* A wrong secret is no reason to touch either file. */
static void
test_leftovers_wrong_secret (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) wrong = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autofree char *key = fixture_path (self, "casework.key"),
                  *bak = fixture_path (self, "casework.key.bak");
  g_autofree char *bytes = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (key, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (key, "CWKEY\0\0\1torn", 12, NULL));
  g_assert_true (g_file_set_contents (bak, bytes, (gssize) size, NULL));
  g_assert_null (cw_vault_unlock (vault, wrong, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_assert_true (g_file_get_contents (key, &after, &size, NULL));
  g_assert_cmpuint (size, ==, 12);
  g_assert_true (g_file_test (bak, G_FILE_TEST_EXISTS));
}

static void
test_key_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autofree char *key = fixture_path (self, "casework.key");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  /* The records are there: no new vault is made over them. */
  g_assert_null (fixture_prepare (self, self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cw_vault_prepare (self->dir, "x", self->passphrase, self->code, FALSE,
                                   cw_kdf_least, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 0);
  vault = fixture_make_vault (self, self->dir);
  cw_vault_release (vault);
  g_assert_null (cw_vault_unlock (vault, self->passphrase, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (unlock_elsewhere (self), ==, -1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("prepare-and-abandon", test_prepare_and_abandon);
  ADD ("commit", test_commit);
  ADD ("refusals", test_refusals);
  ADD ("commit-late", test_commit_late);
  ADD ("empty-target", test_empty_target);
  ADD ("stale-draft", test_stale_draft);
  ADD ("sweep", test_sweep);
  ADD ("sweep-while-making", test_sweep_while_making);
  ADD ("wrong-passphrase", test_wrong_passphrase);
  ADD ("busy", test_busy);
  ADD ("modes", test_modes);
  ADD ("key-is-link", test_key_is_link);
  ADD ("owner", test_owner);
  ADD ("list", test_list);
  ADD ("ini", test_ini);
  ADD ("renew-and-recover", test_renew_and_recover);
  ADD ("leftovers", test_leftovers);
  ADD ("leftovers-wrong-secret", test_leftovers_wrong_secret);
  ADD ("key-gone", test_key_gone);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
