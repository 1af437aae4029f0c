/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing casework.key, cut off (SIGKILL) before and after every call that changes the folder, at
 * random moments, and with every call failing in turn: afterwards the old secret opens the records
 * or the new one does. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "vault/cw-passphrase.h"
#include "vault/cw-vault-private.h"

typedef enum
{
  CUT_NEVER,
  CUT_BEFORE, /* the process ends instead of the call */
  CUT_AFTER,  /* the call is made, then the process ends */
  CUT_FAIL,   /* the call fails: the disk is full */
  CUT_SPOIL,  /* what is written is not what was asked for, and nothing says so */
} Cut;

static Cut cut;
static int calls_left;  /* calls until it happens */
static GString *record; /* the names of the calls, where they are wanted */

/* Whether this call shall fail. The linker puts these functions in the place of the system's
 * (--wrap). */
static gboolean
step (const char *name)
{
  if (record != NULL)
    g_string_append_printf (record, "%s ", name);
  if (cut == CUT_NEVER || calls_left-- > 0)
    return FALSE;
  if (cut == CUT_BEFORE)
    raise (SIGKILL);
  if (cut == CUT_FAIL)
    {
      cut = CUT_NEVER;
      errno = ENOSPC;
      return TRUE;
    }

  return FALSE;
}

static void
stepped (void)
{
  if (cut == CUT_AFTER && calls_left < 0)
    raise (SIGKILL);
}

#define WRAP(name, declared, passed)                                                               \
  int __real_##name declared;                                                                      \
  int __wrap_##name declared;                                                                      \
  int __wrap_##name declared                                                                       \
  {                                                                                                \
    int result;                                                                                    \
    if (step (#name))                                                                              \
      return -1;                                                                                   \
    result = __real_##name passed;                                                                 \
    stepped ();                                                                                    \
    return result;                                                                                 \
  }

WRAP (fsync, (int fd), (fd))
WRAP (renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
WRAP (linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
WRAP (unlinkat, (int folder, const char *name, int flags), (folder, name, flags))

gssize __real_write (int fd, const void *data, gsize size);
gssize __wrap_write (int fd, const void *data, gsize size);
gssize
__wrap_write (int fd, const void *data, gsize size)
{
  gssize result;

  if (step ("write"))
    return -1;
  if (cut == CUT_SPOIL && calls_left < 0)
    {
      g_autofree guint8 *spoilt = g_memdup2 (data, size);

      cut = CUT_NEVER;
      spoilt[100] ^= 1; /* in the cipher text of slot 1 */
      spoilt[204] ^= 1; /* and of slot 2 */
      return __real_write (fd, spoilt, size);
    }
  /* Half of it, where the process ends in the middle. */
  result = __real_write (fd, data, cut == CUT_AFTER && calls_left < 0 ? size / 2 : size);
  stepped ();

  return result;
}

/* ---- a vault ---- */

typedef struct
{
  char *root, *dir;
  CwSecret *old_words, *new_words, *old_code, *new_code, *data_key;
  GBytes *key; /* casework.key as it was first */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = NULL;
  CwVaultDraft *draft;
  int folder;

  self->root = g_dir_make_tmp ("casework-replace-XXXXXX", NULL);
  self->dir = g_build_filename (self->root, "post", NULL);
  self->old_words = cw_secret_new_text ("teapot candle walrus gravel oboe");
  self->new_words = cw_secret_new_text ("pebble orchid lantern quilt");
  self->old_code = cw_recovery_code_new ();
  self->new_code = cw_recovery_code_new ();
  draft = cw_vault_prepare (self->dir, "The post", self->old_words, self->old_code, FALSE,
                            cw_kdf_least, NULL, NULL);
  self->data_key = cw_secret_new (cw_secret_peek (cw_vault_draft_data_key (draft)), 32);
  vault = cw_vault_draft_commit (draft, NULL, NULL);
  folder = cw_folder_open (self->dir, NULL);
  self->key = cw_folder_read (folder, CW_KEY_NAME, 4096, NULL);
  g_assert_nonnull (self->key);
  close (folder);
}

static void
empty_folder (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  empty_folder (self->dir);
  g_rmdir (self->dir);
  g_rmdir (self->root);
  g_free (self->dir);
  g_free (self->root);
  cw_secret_free (self->old_words);
  cw_secret_free (self->new_words);
  cw_secret_free (self->old_code);
  cw_secret_free (self->new_code);
  cw_secret_free (self->data_key);
  g_bytes_unref (self->key);
}

/* The folder as it was made. */
static void
begin_again (Fixture *self)
{
  g_autofree char *key = g_build_filename (self->dir, CW_KEY_NAME, NULL);

  empty_folder (self->dir);
  g_assert_true (g_file_set_contents_full (key, g_bytes_get_data (self->key, NULL),
                                           (gssize) g_bytes_get_size (self->key),
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* The two changes. They leave by the door of the program: TRUE is what a person is told as done. */
typedef gboolean (*Change) (Fixture *self, CwVault *vault, GError **error);

static gboolean
change_passphrase (Fixture *self, CwVault *vault, GError **error)
{
  g_autoptr (CwSecret) data_key
      = cw_vault_recover (vault, (const char *) cw_secret_peek (self->old_code), self->new_words,
                          FALSE, cw_kdf_least, NULL, error);

  return data_key != NULL;
}

static gboolean
change_code (Fixture *self, CwVault *vault, GError **error)
{
  return cw_vault_renew_recovery (vault, self->data_key, self->new_code, cw_kdf_least, error);
}

static gboolean
opens (Fixture *self, CwSlotType type, const CwSecret *secret)
{
  g_autoptr (CwVault) vault = cw_vault_load (self->dir, NULL);
  g_autoptr (CwSecret) canonical
      = type == CW_SLOT_RECOVERY ? cw_recovery_code_canonical (secret, NULL) : NULL;
  CwKeyProof proof = { type, canonical != NULL ? canonical : secret, NULL };
  int folder = cw_folder_open (self->dir, NULL);
  g_autoptr (CwSecret) data_key = cw_key_open (vault, folder, &proof, NULL);

  close (folder);
  if (data_key != NULL)
    g_assert_true (cw_secret_equal (data_key, self->data_key));

  return data_key != NULL;
}

static void
assert_clean (Fixture *self)
{
  g_autofree char *bak = g_build_filename (self->dir, CW_BAK_NAME, NULL);
  g_autofree char *tmp = g_build_filename (self->dir, CW_TMP_NAME, NULL);

  g_assert_false (g_file_test (bak, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (tmp, G_FILE_TEST_EXISTS));
}

/* @said_done: the person was told that the change is made; @said_failed: that it is not. */
static void
check (Fixture *self, Change change, gboolean said_done, gboolean said_failed)
{
  CwSlotType type = change == change_code ? CW_SLOT_RECOVERY : CW_SLOT_PASSPHRASE;
  const CwSecret *old_secret = change == change_code ? self->old_code : self->old_words;
  const CwSecret *new_secret = change == change_code ? self->new_code : self->new_words;
  gboolean new_opens = opens (self, type, new_secret);
  gboolean old_opens = !new_opens && opens (self, type, old_secret);

  g_assert_true (new_opens || old_opens);
  if (said_done)
    g_assert_true (new_opens);
  if (said_failed)
    g_assert_true (old_opens);
  assert_clean (self);
}

/* In a process of its own. Its status: 0 told as done, 1 told as failed, -1 killed. */
static int
run_change (Fixture *self, Change change, guint kill_after)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (CwVault) vault = cw_vault_load (self->dir, NULL);
      g_autoptr (GError) error = NULL;
      gboolean changed = change (self, vault, &error);

      if (error != NULL && !g_error_matches (error, CW_ERROR, CW_ERROR_DISK_FULL))
        _exit (2);
      _exit (changed ? 0 : 1);
    }
  if (kill_after > 0)
    {
      g_usleep (kill_after);
      kill (child, SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static void
test_each_call (Fixture *self, gconstpointer data)
{
  static const Cut cuts[] = { CUT_BEFORE, CUT_AFTER, CUT_FAIL };
  Change change = *(const Change *) data;

  /* The way of both changes is the same: the second is only cut off before each call. */
  for (guint i = 0; i < (change == change_code ? 1 : G_N_ELEMENTS (cuts)); i++)
    {
      int at = 0, killed = 0, failed = 0, status = 1;

      for (;; at++)
        {
          begin_again (self);
          cut = cuts[i];
          calls_left = at;
          status = run_change (self, change, 0);
          cut = CUT_NEVER;
          g_assert_cmpint (status, !=, 2);
          killed += status < 0;
          failed += status == 1;
          check (self, change, status == 0, status == 1);
          /* The slot that was not changed opens all the same (once, since Argon2id is slow). */
          if (at == 6)
            g_assert_true (change == change_code ? opens (self, CW_SLOT_PASSPHRASE, self->old_words)
                                                 : opens (self, CW_SLOT_RECOVERY, self->old_code));
          /* No call was left to cut: the whole way has been gone. */
          if (status == 0 && at > 12)
            break;
        }
      g_test_message ("cut %u: %d calls, killed at %d, failed at %d", cuts[i], at, killed, failed);
      g_assert_cmpint (cuts[i] == CUT_FAIL ? failed : killed, >=, cuts[i] == CUT_FAIL ? 5 : 8);
    }
}

/* The new file is read back and opened before the old one goes: a disk that writes something else
 * is found out. */
static void
test_spoilt (Fixture *self, gconstpointer data)
{
  static const Change changes[] = { change_passphrase, change_code };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (CwVault) vault = NULL;
      g_autoptr (GError) error = NULL;
      int folder;
      g_autoptr (GBytes) now = NULL;

      begin_again (self);
      vault = cw_vault_load (self->dir, NULL);
      cut = CUT_SPOIL;
      calls_left = i == 0 ? 3 : 1; /* the write of the new file: recovering sweeps first */
      g_assert_false (changes[i](self, vault, &error));
      g_assert_cmpint (cut, ==, CUT_NEVER);
      g_assert_nonnull (error);
      folder = cw_folder_open (self->dir, NULL);
      now = cw_folder_read (folder, CW_KEY_NAME, 4096, NULL);
      close (folder);
      g_assert_true (g_bytes_equal (now, self->key));
      check (self, changes[i], FALSE, TRUE);
    }
}

/* What no test can see without pulling the plug: the order of the calls that make it safe. */
static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = NULL;

  begin_again (self);
  vault = cw_vault_load (self->dir, NULL);
  record = g_string_new (NULL);
  g_assert_true (change_code (self, vault, NULL));
  g_assert_cmpstr (record->str, ==,
                   /* temp file */
                   "unlinkat write fsync fsync "
                   /* the present one gets its second name */
                   "unlinkat linkat fsync "
                   /* the new one takes its place; opened again; the copy goes */
                   "renameat fsync unlinkat unlinkat fsync ");
  g_string_free (record, TRUE);
  record = NULL;
}

/* CW_ROUNDS: how many (20). */
static void
test_random_moments (Fixture *self, gconstpointer data)
{
  guint rounds = g_getenv ("CW_ROUNDS") != NULL ? (guint) atoi (g_getenv ("CW_ROUNDS")) : 20;
  gint64 begun, whole;
  guint killed = 0;

  begin_again (self);
  begun = g_get_monotonic_time ();
  g_assert_cmpint (run_change (self, change_passphrase, 0), ==, 0);
  whole = g_get_monotonic_time () - begun;
  for (guint i = 0; i < rounds; i++)
    {
      int status;

      begin_again (self);
      status = run_change (self, change_passphrase, 1 + cw_secret_uniform ((guint32) whole));
      killed += status < 0;
      check (self, change_passphrase, status == 0, FALSE);
    }
  g_test_message ("killed %u of %u", killed, rounds);
  g_assert_cmpuint (killed, >, 0);
}

int
main (int argc, char **argv)
{
  static const Change passphrase = change_passphrase, code = change_code;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/replace/passphrase-each-call", Fixture, &passphrase, set_up, test_each_call,
              tear_down);
  g_test_add ("/replace/code-each-call", Fixture, &code, set_up, test_each_call, tear_down);
  g_test_add ("/replace/spoilt", Fixture, NULL, set_up, test_spoilt, tear_down);
  g_test_add ("/replace/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/replace/random-moments", Fixture, NULL, set_up, test_random_moments, tear_down);

  return g_test_run ();
}
