/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
opens (const char *dir, const CwSecret *passphrase)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, NULL);
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, NULL);

  return data_key != NULL;
}

static void
test_change_passphrase (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, self->passphrase, FALSE, NULL, NULL);
  g_autoptr (CwSecret) fresh = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autoptr (CwSecret) weak = cw_secret_new_text ("password1234");
  g_autoptr (CwSecret) recovered = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_vault_change_passphrase (vault, data_key, weak, cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WEAK);
  g_clear_error (&error);
  g_assert_true (cw_vault_change_passphrase (vault, data_key, fresh, cw_kdf_least, NULL, &error));
  g_assert_no_error (error);
  recovered = cw_vault_recover (vault, (const char *) cw_secret_peek (self->code), NULL, FALSE,
                                cw_kdf_least, NULL, &error);
  g_assert_true (cw_secret_equal (recovered, data_key));
  cw_vault_release (vault);
  g_assert_true (opens (self->dir, fresh));
  g_assert_false (opens (self->dir, self->passphrase));
  g_assert_cmpuint (fixture_count_entries (self->dir), ==, 4);
}

/* Restoring goes beside the present vault, never over it; the same secrets open both. */
static void
test_restored (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, self->passphrase, FALSE, NULL, NULL);
  g_autofree char *dir = g_build_filename (self->root, "vaults", "restored", NULL);
  g_autofree char *key = fixture_path (self, "casework.key"), *bytes = NULL, *db_path = NULL,
                  *digest = NULL, *own = NULL;
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (CwVault) restored = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft;
  gsize size;

  g_assert_true (g_file_get_contents (key, &bytes, &size, NULL));
  wrapped = g_bytes_new (bytes, size);
  g_assert_null (cw_vault_prepare_restored (self->dir, "Restored",
                                            cw_key_file_parse (wrapped, NULL), data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  draft = cw_vault_prepare_restored (dir, "Restored", cw_key_file_parse (wrapped, NULL), data_key,
                                     &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (cw_vault_draft_data_key (draft), data_key));
  db_path = cw_vault_draft_db_path (draft);
  g_assert_true (g_file_set_contents (db_path, "old records", -1, NULL));
  restored = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_vault_get_label (restored), ==, "Restored");
  digest = cw_vault_key_digest (restored, NULL);
  own = cw_vault_key_digest (vault, NULL);
  g_assert_cmpstr (digest, ==, own);
  fixture_assert_opens (restored, self->passphrase);
  fixture_assert_opens (vault, self->passphrase);
}

/* "Someone may know it": afterwards nothing of the old keys opens, and nothing of the old vault is
 * left. */
static void
test_exchange (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwVault) second = NULL;
  g_autoptr (CwSecret) old_key = cw_vault_unlock (vault, self->passphrase, FALSE, NULL, NULL);
  g_autoptr (CwSecret) fresh = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  g_autoptr (CwSecret) new_key = NULL;
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *db = fixture_path (self, "casework.db"), *text = NULL;
  g_autofree char *old = fixture_path (self, "casework.db.version-1"),
                  *damaged = fixture_path (self, "casework.key.damaged-1"), *db_path = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft;

  draft = cw_vault_prepare_exchange (vault, fresh, code, FALSE, cw_kdf_least, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_secret_equal (cw_vault_draft_data_key (draft), old_key));
  db_path = cw_vault_draft_db_path (draft);
  g_assert_true (g_file_set_contents (db_path, "new records", -1, NULL));
  g_assert_true (g_file_set_contents (old, "x", -1, NULL));
  g_assert_true (g_file_set_contents (damaged, "x", -1, NULL));
  g_assert_true (cw_vault_draft_exchange (draft, vault, NULL, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
  g_assert_true (g_file_get_contents (db, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new records");
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "The post");
  second = cw_vault_new_for_dir (self->dir, NULL);
  g_assert_null (cw_vault_unlock (second, fresh, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_BUSY);
  new_key = cw_vault_unlock (vault, fresh, FALSE, NULL, NULL);
  g_assert_false (cw_secret_equal (new_key, old_key));
  cw_vault_release (vault);
  g_assert_false (opens (self->dir, self->passphrase));
  g_clear_error (&error);
  g_assert_null (cw_vault_recover (vault, (const char *) cw_secret_peek (self->code), NULL, FALSE,
                                   cw_kdf_least, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
}

/* Given up, or cut off, before the exchange: the old vault stands as it was. */
static void
test_exchange_given_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwSecret) fresh = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autofree char *parent = g_path_get_dirname (self->dir),
                  *before = cw_vault_key_digest (vault, NULL), *after = NULL;
  CwVaultDraft *draft
      = cw_vault_prepare_exchange (vault, fresh, self->code, FALSE, cw_kdf_least, NULL, NULL);

  g_assert_cmpuint (fixture_count_entries (parent), ==, 2);
  cw_vault_draft_abandon (draft);
  g_assert_cmpuint (fixture_count_entries (parent), ==, 1);
  after = cw_vault_key_digest (vault, NULL);
  g_assert_cmpstr (before, ==, after);
  fixture_assert_opens (vault, self->passphrase);
}

static void
test_destroy (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = fixture_make_vault (self, self->dir);
  g_autoptr (CwVault) second = cw_vault_new_for_dir (self->dir, NULL);
  g_autofree char *bak = fixture_path (self, "casework.key.bak"),
                  *damaged = fixture_path (self, "casework.key.damaged-1");
  g_autofree char *old = fixture_path (self, "casework.db.version-1");
  g_autofree char *wal = fixture_path (self, "casework.db-wal"),
                  *letter = fixture_path (self, "letter.txt");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (bak, "x", -1, NULL));
  g_assert_true (g_file_set_contents (damaged, "x", -1, NULL));
  g_assert_true (g_file_set_contents (wal, "x", -1, NULL));
  g_assert_true (g_file_set_contents (old, "x", -1, NULL));
  g_assert_true (g_file_set_contents (letter, "dear", -1, NULL));
  /* Not while another Casework has it open. */
  g_assert_false (cw_vault_destroy (second, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_true (cw_vault_destroy (vault, &error));
  g_assert_no_error (error);
  /* A file that is not ours stays. */
  g_assert_cmpuint (fixture_count_entries (self->dir), ==, 1);
  g_assert_true (g_file_test (letter, G_FILE_TEST_EXISTS));
  g_assert_null (cw_vault_new_for_dir (self->dir, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault-change/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("passphrase", test_change_passphrase);
  ADD ("restored", test_restored);
  ADD ("exchange", test_exchange);
  ADD ("exchange-given-up", test_exchange_given_up);
  ADD ("destroy", test_destroy);

  return g_test_run ();
}
