/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault/cw-vault.h"

#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "vault/cw-passphrase.h"

#define STARTS 100

int __wrap_statfs64 (const char *path, struct statfs *info);
int __real_statfs64 (const char *path, struct statfs *info);

static guint32 kind; /* 0: as it is */

int
__wrap_statfs64 (const char *path, struct statfs *info)
{
  int result = __real_statfs64 (path, info);

  if (kind != 0)
    info->f_type = (__fsword_t) kind;
  return result;
}

typedef struct
{
  char *root, *dir;
  CwSecret *passphrase;
} Fixture;

static void
run (const char *words, const char *first, const char *second)
{
  g_autofree char *command = g_strdup_printf ("%s '%s' %s", words, first, second);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  g_autoptr (CwVault) vault = NULL;
  g_autofree char *db_path = NULL;
  GError *error = NULL;
  CwVaultDraft *draft;

  self->root = g_dir_make_tmp ("casework-place-XXXXXX", NULL);
  self->dir = g_build_filename (self->root, "records-1", NULL);
  self->passphrase = cw_secret_new_text ("teapot candle walrus gravel oboe");
  draft = cw_vault_prepare (self->dir, "The post", self->passphrase, code, FALSE, cw_kdf_least,
                            NULL, &error);
  g_assert_no_error (error);
  db_path = cw_vault_draft_db_path (draft);
  g_assert_true (g_file_set_contents (db_path, "records", -1, NULL));
  vault = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  cw_vault_release (vault);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  run ("rm -rf", self->root, "");
  cw_secret_free (self->passphrase);
  g_free (self->root);
  g_free (self->dir);
}

/* A network folder is warned of and not refused. */
static void
test_network (Fixture *self, gconstpointer data)
{
  static const guint32 networks[] = { 0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546 };
  static const guint32 disks[] = { 0xef53, 0x9123683e, 0x58465342, 0x4d44, 0x2011bab0, 0x01021994 };

  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autofree char *words = NULL;

      kind = networks[i];
      words = cw_vault_warn_about_place (self->dir);
      g_assert_nonnull (words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (disks); i++)
    {
      kind = disks[i];
      g_assert_null (cw_vault_warn_about_place (self->dir));
    }
  kind = 0;
  g_assert_null (cw_vault_warn_about_place ("/not/there"));
}

/* 0: it has the records and keeps them until the pipe is closed; else what kept it out. */
static int
start (Fixture *self, int gate, int done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwSecret) key = NULL;
  char byte;

  (void) !read (gate, &byte, 1); /* all at once */
  vault = cw_vault_new_for_dir (self->dir, &error);
  key = vault != NULL ? cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error) : NULL;
  if (key == NULL)
    return error->code + 1;
  (void) !read (done, &byte, 1);
  return 0;
}

/* A hundred at once on the same records: one has them, the others are told that they are in use. */
static void
test_starts (Fixture *self, gconstpointer data)
{
  pid_t children[STARTS];
  guint owners = 0, busy = 0;
  int gate[2], done[2];

  g_assert_cmpint (pipe (gate), ==, 0);
  g_assert_cmpint (pipe (done), ==, 0);
  for (guint i = 0; i < STARTS; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          close (gate[1]);
          close (done[1]);
          _exit (start (self, gate[0], done[0]));
        }
    }
  close (gate[0]);
  close (gate[1]);
  /* All but one end by themselves. */
  for (guint ended = 0; ended < STARTS - 1; ended++)
    {
      int status;

      g_assert_cmpint (waitpid (-1, &status, 0), >, 0);
      g_assert_true (WIFEXITED (status));
      busy += WEXITSTATUS (status) == CW_ERROR_BUSY + 1;
    }
  close (done[1]);
  {
    int status;

    g_assert_cmpint (waitpid (-1, &status, 0), >, 0);
    owners = WIFEXITED (status) && WEXITSTATUS (status) == 0;
  }
  close (done[0]);
  g_assert_cmpuint (busy, ==, STARTS - 1);
  g_assert_cmpuint (owners, ==, 1);
}

/* A copy is records of its own, with the same key: both are listed, each opens, at the same time.
 */
static void
test_copied (Fixture *self, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->root, "records-2", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) vaults = NULL;

  run ("cp -a", self->dir, copy);
  vaults = cw_vault_list (self->root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vaults->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CwSecret) key
          = cw_vault_unlock (g_ptr_array_index (vaults, i), self->passphrase, FALSE, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (key);
    }
  for (guint i = 0; i < 2; i++)
    cw_vault_release (g_ptr_array_index (vaults, i));
}

static void
assert_refused (CwVault *vault, Fixture *self, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cw_vault_unlock (vault, self->passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, code);
  g_assert_true (
      g_str_has_suffix (error->message, ".")); /* a sentence, and not errno's word alone */
}

static void
test_vanished (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, NULL);

  run ("rm -rf", self->dir, "");
  assert_refused (vault, self, CW_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (self->dir, G_FILE_TEST_EXISTS)); /* and nothing is made there */
}

/* A read-only disk: root can mount one over itself, where the kernel lets it. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, NULL);

  if (geteuid () != 0 || mount (self->dir, self->dir, NULL, MS_BIND, NULL) != 0)
    {
      g_test_skip ("no disk can be mounted here");
      return;
    }
  if (mount (NULL, self->dir, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    g_test_skip ("no disk can be made read-only here");
  else
    assert_refused (vault, self, CW_ERROR_NOT_WRITABLE);
  g_assert_cmpint (umount (self->dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_assert_true (cw_secret_init ());
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/place/network", Fixture, NULL, set_up, test_network, tear_down);
  g_test_add ("/place/starts", Fixture, NULL, set_up, test_starts, tear_down);
  g_test_add ("/place/copied", Fixture, NULL, set_up, test_copied, tear_down);
  g_test_add ("/place/vanished", Fixture, NULL, set_up, test_vanished, tear_down);
  g_test_add ("/place/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  return g_test_run ();
}
