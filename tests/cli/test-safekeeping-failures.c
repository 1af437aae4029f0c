/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is half done: each act of safekeeping is cancelled wherever it tells how far it is, runs
 * on a disk that fills up, and is killed in the middle. The vault opens as before, and no half
 * folder or file is taken for a whole one. */

#include "keep.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS_EACH 6
#define MOST_CALLS 400

typedef struct
{
  CwProgress progress;
  gpointer data;
  GCancellable *cancellable;
} Watcher;

typedef gboolean (*Act) (Keep *keep, const Watcher *watcher, GError **error);

static gboolean
act_backup (Keep *keep, const Watcher *w, GError **error)
{
  g_autofree char *path = keep_file (keep, "made.casework");

  return cw_backup_write (keep->vault, keep->store, keep->data_key, path, NULL, w->progress,
                          w->data, w->cancellable, error);
}

static gboolean
act_handover (Keep *keep, const Watcher *w, GError **error)
{
  g_autofree char *path = keep_file (keep, "made.casework");

  return cw_handover_write (keep->store, path, keep->words, cw_kdf_least, NULL, w->progress,
                            w->data, w->cancellable, error);
}

static gboolean
act_restore (Keep *keep, const Watcher *w, GError **error)
{
  g_autofree char *path = keep_file (keep, "backup.casework");
  g_autofree char *dir = keep_place (keep, "made");
  g_autoptr (CwVault) vault
      = cw_restore (path, dir, "Made", CW_SLOT_PASSPHRASE, keep->passphrase, NULL, keep->store,
                    keep->clock, NULL, w->progress, w->data, w->cancellable, error);

  return vault != NULL;
}

static gboolean
act_receive (Keep *keep, const Watcher *w, GError **error)
{
  g_autofree char *path = keep_file (keep, "handover.casework");
  g_autofree char *dir = keep_place (keep, "made");
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (CwInventory) inventory = NULL;
  const CwNewVault wanted = { .dir = dir,
                              .passphrase = keep->passphrase,
                              .recovery_code = keep->code,
                              .kdf = cw_kdf_least,
                              .clock = keep->clock };
  CwStore *store = NULL;

  if (!cw_handover_receive (path, keep->words, &wanted, "Made", &vault, &store, NULL, &inventory,
                            w->progress, w->data, w->cancellable, error))
    return FALSE;
  cw_store_free (store);
  return TRUE;
}

static gboolean
act_inspect (Keep *keep, const Watcher *w, GError **error)
{
  g_autofree char *path = keep_file (keep, "backup.casework");
  g_autoptr (CwInventory) inventory
      = cw_backup_inspect (path, CW_SLOT_PASSPHRASE, keep->passphrase, NULL, keep->clock,
                           w->progress, w->data, w->cancellable, error);

  return inventory != NULL;
}

static gboolean
act_renew (Keep *keep, const Watcher *w, GError **error)
{
  return cw_renew_data_key (&keep->vault, &keep->store, keep->passphrase, keep->code, FALSE,
                            cw_kdf_least, keep->clock, &keep->data_key, w->progress, w->data,
                            w->cancellable, error);
}

static const struct
{
  const char *name;
  Act act;
} acts[] = {
  { "backup", act_backup },   { "handover", act_handover }, { "restore", act_restore },
  { "receive", act_receive }, { "inspect", act_inspect },   { "renew", act_renew },
};

/* A backup and a handover file to work with. */
static void
set_up (Keep *keep, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *handover = NULL;

  keep_set_up (keep, NULL);
  backup = keep_file (keep, "backup.casework");
  handover = keep_file (keep, "handover.casework");
  keep_backup (keep, backup, &error);
  g_assert_no_error (error);
  cw_handover_write (keep->store, handover, keep->words, cw_kdf_least, &keep->handed, NULL, NULL,
                     NULL, &error);
  g_assert_no_error (error);
}

static void
remove_made (Keep *keep)
{
  g_autofree char *file = keep_file (keep, "made.casework");
  g_autofree char *dir = keep_place (keep, "made"), *away = keep_file (keep, "away");

  /* In one step, so that a killed one leaves no half of it. */
  g_unlink (file);
  g_rename (dir, away);
  keep_remove (away);
}

/* Renewed keys come with a backup under them, in a folder that is called after them. */
static void
remove_backups (Keep *keep)
{
  g_autofree char *dir = keep_place (keep, "casework-backups");

  keep_remove (dir);
}

/* ---- cancelled ---- */

typedef struct
{
  guint calls, stop_at;
  GCancellable *cancellable;
} Counter;

static void
cancel_cb (goffset done, goffset total, gpointer data)
{
  Counter *counter = data;

  if (++counter->calls == counter->stop_at)
    g_cancellable_cancel (counter->cancellable);
}

/* The open records are those from before, and no file or folder is more. */
static void
check_as_before (Keep *keep, const char *listed)
{
  g_autofree char *now = keep_list (keep->root);
  g_autoptr (CwInventory) found = NULL;

  g_assert_cmpstr (now, ==, listed);
  g_assert_nonnull (keep->store);
  found = keep_take (keep->store);
  g_assert_true (cw_inventory_equal (found, keep->before));
}

static void
test_cancel (Keep *keep, gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data), stopped = 0;
  g_autofree char *listed = keep_list (keep->root);

  for (guint n = 1; n < MOST_CALLS; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Counter counter = { 0, n, cancellable };
      Watcher watcher = { cancel_cb, &counter, cancellable };
      gboolean done = acts[which].act (keep, &watcher, &error);

      if (done)
        {
          /* Cancelled when nothing could be stopped any more, or not cancelled. */
          remove_made (keep);
          remove_backups (keep);
          if (counter.calls < n)
            break;
          check_as_before (keep, listed);
          continue;
        }
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      stopped++;
      check_as_before (keep, listed);
    }
  g_assert_cmpuint (stopped, >=, 3);
  g_test_message ("%s: stopped at %u places", acts[which].name, stopped);
  keep_close (keep);
  keep_expect (keep->dir, keep->passphrase, keep->clock, keep->before);
}

/* ---- a full disk ---- */

static void
set_room (rlim_t bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
fill_up (Keep *keep, Act act, rlim_t room)
{
  g_autoptr (GError) error = NULL;
  const Watcher nobody = { NULL, NULL, NULL };
  g_autofree char *listed = NULL;
  gboolean done;

  keep_open (keep);
  listed = keep_list (keep->root);
  signal (SIGXFSZ, SIG_IGN);
  set_room (room);
  done = act (keep, &nobody, &error);
  set_room (RLIM_INFINITY);
  g_assert_false (done);
  if (!g_error_matches (error, CW_ERROR, CW_ERROR_DISK_FULL))
    g_error ("with room for %lu bytes: %s", (gulong) room, error->message);
  check_as_before (keep, listed);
  keep_close (keep);
  _exit (0);
}

static void
test_disk_full (Keep *keep, gconstpointer data)
{
  static const rlim_t rooms[] = { 0, 100, 20000, 70000, 140000, 260000 };
  guint which = GPOINTER_TO_UINT (data);

  keep_close (keep);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      int status = 0;
      pid_t child = fork ();

      if (child == 0)
        fill_up (keep, acts[which].act, rooms[i]);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
        g_error ("%s with room for %lu bytes", acts[which].name, (gulong) rooms[i]);
      keep_expect (keep->dir, keep->passphrase, keep->clock, keep->before);
    }
}

/* ---- killed ---- */

static void
run_for_ever (Keep *keep, Act act, int ready)
{
  const Watcher nobody = { NULL, NULL, NULL };

  keep_open (keep);
  g_assert_cmpint (write (ready, "!", 1), ==, 1);
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      act (keep, &nobody, &error);
      g_assert_no_error (error);
      remove_made (keep);
    }
}

/* Whatever can be found in the end is whole: each vault that is listed opens, and each file. */
static void
check_all_whole (Keep *keep, Act act)
{
  gboolean handover = act == act_handover;
  const CwInventory *expected = handover || act == act_receive ? keep->handed : keep->before;
  g_autofree char *parent = g_path_get_dirname (keep->dir);
  g_autofree char *made = keep_file (keep, "made.casework");
  g_autofree char *made_dir = keep_place (keep, "made");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) vaults = cw_vault_list (parent, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (vaults->len, >=, 1);
  for (guint i = 0; i < vaults->len; i++)
    {
      const char *dir = cw_vault_get_dir (g_ptr_array_index (vaults, i));

      gboolean present = g_str_equal (dir, keep->dir);

      g_assert_true (present || g_str_equal (dir, made_dir));
      keep_expect (dir, keep->passphrase, keep->clock, present ? keep->before : expected);
    }
  if (g_file_test (made, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CwInventory) found
          = cw_backup_inspect (made, handover ? CW_SLOT_HANDOVER : CW_SLOT_PASSPHRASE,
                               handover ? keep->words : keep->passphrase, NULL, keep->clock, NULL,
                               NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (cw_inventory_equal (found, expected));
    }
}

/* How long one act takes, so that it is killed at any moment of it. */
static gint64
measure (Keep *keep, Act act)
{
  const Watcher nobody = { NULL, NULL, NULL };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  act (keep, &nobody, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time () - start;
  remove_made (keep);
  return start;
}

static void
kill_one (Keep *keep, guint which, gulong wait)
{
  int ends[2], status = 0;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    run_for_ever (keep, acts[which].act, ends[1]);
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  close (ends[0]);
  g_usleep (wait);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

/* Those under the keys of every renewal before are gone, and one is there. */
static void
check_backups (Keep *keep)
{
  g_autofree char *dir = keep_place (keep, "casework-backups");
  g_autofree char *listed = keep_list (dir);
  g_auto (GStrv) lines = g_strsplit (listed, "\n", -1);

  /* The folder of the id, that of the vault, and the backup. */
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
}

static void
test_kill (Keep *keep, gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  const Watcher nobody = { NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gint64 length = measure (keep, acts[which].act);

  /* The last moment at which it may be killed: all is done. */
  acts[which].act (keep, &nobody, &error);
  g_assert_no_error (error);
  keep_close (keep);
  check_all_whole (keep, acts[which].act);
  remove_made (keep);
  for (guint i = 0; i < KILLS_EACH; i++)
    {
      kill_one (keep, which, (gulong) (length * (2 * i + 1) / (2 * KILLS_EACH)));
      check_all_whole (keep, acts[which].act);
      remove_made (keep);
    }
  /* What the killed ones left is swept away by the next. */
  keep_open (keep);
  acts[which].act (keep, &nobody, &error);
  g_assert_no_error (error);
  remove_made (keep);
  if (acts[which].act == act_backup || acts[which].act == act_restore
      || acts[which].act == act_receive || acts[which].act == act_renew)
    {
      g_autofree char *vaults = keep_place (keep, "");

      after = keep_list (vaults);
      g_assert_null (strstr (after, "/.casework"));
    }
  if (acts[which].act == act_renew)
    check_backups (keep);
}

static void
add_tests (const char *kind, void (*func) (Keep *, gconstpointer))
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/safekeeping/%s/%s", kind, acts[i].name);

      g_test_add (path, Keep, GUINT_TO_POINTER (i), set_up, func, keep_tear_down);
    }
}

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  add_tests ("cancel", test_cancel);
  add_tests ("disk-full", test_disk_full);
  add_tests ("kill", test_kill);
  return g_test_run ();
}
