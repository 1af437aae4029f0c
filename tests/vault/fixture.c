/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  self->root = g_dir_make_tmp ("casework-vault-XXXXXX", NULL);
  self->dir = g_build_filename (self->root, "vaults", "primary", NULL);
  self->passphrase = cw_secret_new_text ("teapot candle walrus gravel oboe");
  self->code = cw_recovery_code_new ();
}

static void
remove_tree (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  remove_tree (self->root);
  g_free (self->root);
  g_free (self->dir);
  cw_secret_free (self->passphrase);
  cw_secret_free (self->code);
}

char *
fixture_path (Fixture *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

CwVaultDraft *
fixture_prepare (Fixture *self, const char *dir, GError **error)
{
  return cw_vault_prepare (dir, "The post", self->passphrase, self->code, FALSE, cw_kdf_least, NULL,
                           error);
}

/* A committed vault with a file where the database would be. */
CwVault *
fixture_make_vault (Fixture *self, const char *dir)
{
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft = fixture_prepare (self, dir, &error);
  g_autofree char *db_path = NULL;
  CwVault *vault;

  g_assert_no_error (error);
  db_path = cw_vault_draft_db_path (draft);
  g_assert_true (g_file_set_contents (db_path, "records", -1, NULL));
  vault = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);

  return vault;
}

void
fixture_assert_opens (CwVault *vault, const CwSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cw_secret_length (data_key), ==, 32);
}

guint
fixture_count_entries (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  guint n = 0;

  while (entries != NULL && g_dir_read_name (entries) != NULL)
    n++;

  return n;
}
