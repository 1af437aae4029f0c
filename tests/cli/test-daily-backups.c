/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Daily backups when there are new keys, a restored copy beside the records, or neither is where it
 * was (R20): none is left that opens with secrets that somebody may know, and none is lost that
 * somebody may need. */

#include "keep.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACKUPS "vaults/casework-backups"
#define DB_COPIED 0.3 /* of new keys: the exchange is at 7 of 23 stages, 0.304 */

/* ---- what lies there ---- */

static gboolean
opens_with (const char *path, CwSlotType slot, const CwSecret *secret)
{
  g_autoptr (CwArchive) archive = cw_archive_open (path, NULL);
  g_autoptr (CwSecret) data_key = NULL;

  if (archive != NULL)
    data_key = cw_key_file_open_slot (cw_archive_get_key_file (archive), slot, secret, NULL, NULL);
  return data_key != NULL;
}

/* Files below @dir of any name, also half ones, that a secret opens. */
static guint
count_below (const char *dir, CwSlotType slot, const CwSecret *secret)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  guint n = 0;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_below (path, slot, secret);
      else
        n += opens_with (path, slot, secret);
    }
  return n;
}

/* Daily backups of any vault that a passphrase opens. */
static guint
count_for (Keep *keep, const CwSecret *passphrase)
{
  g_autofree char *dir = g_build_filename (keep->root, BACKUPS, NULL);

  return count_below (dir, CW_SLOT_PASSPHRASE, passphrase);
}

static GPtrArray *
list_kept (CwVault *vault)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files = cw_backup_list (vault, &error);

  g_assert_no_error (error);
  return files;
}

static const CwBackupFile *
find_newest (GPtrArray *files)
{
  g_assert_cmpuint (files->len, >, 0);
  return g_ptr_array_index (files, 0);
}

static void
set_day (Keep *keep, const char *iso)
{
  cw_clock_set (keep->clock, cw_day_from_iso (iso), 600);
}

static void
back_up (Keep *keep)
{
  g_autoptr (GError) error = NULL;

  cw_backup_daily (keep->vault, keep->store, keep->data_key, keep->clock, &error);
  g_assert_no_error (error);
}

/* On @n days, the last of them today. */
static void
back_up_days (Keep *keep, guint n)
{
  CwDay today = cw_clock_today (keep->clock);

  for (CwDay day = today - (CwDay) n + 1; day <= today; day++)
    {
      cw_clock_set (keep->clock, day, 600);
      back_up (keep);
    }
}

static gboolean
renew (Keep *keep, CwProgress progress, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) code = cw_recovery_code_new ();
  gboolean done
      = cw_renew_data_key (&keep->vault, &keep->store, keep->other, code, FALSE, cw_kdf_least,
                           keep->clock, &keep->data_key, progress, data, cancellable, &error);

  g_assert_no_error (error);
  return done;
}

/* ---- a restored copy ---- */

static void
restore_beside (Keep *keep, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = keep_file (keep, "copy.casework");
  g_autofree char *dir = keep_place (keep, name);
  g_autoptr (CwVault) vault = NULL;

  keep_backup (keep, file, &error);
  g_assert_no_error (error);
  vault = cw_restore (file, dir, name, CW_SLOT_PASSPHRASE, keep->passphrase, NULL, keep->store,
                      keep->clock, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (file);
}

/* The vault in a folder beside, opened in the place of that of @keep; to be put back with
 * go_back(). */
static Keep
look_into (Keep *keep, const char *name)
{
  Keep other = *keep;

  other.dir = keep_place (keep, name);
  other.store = NULL;
  other.vault = NULL;
  other.data_key = NULL;
  keep_open (&other);
  return other;
}

static void
go_back (Keep *other)
{
  keep_close (other);
  g_free (other->dir);
}

/* Enquiries in a backup. */
static CwInventory *
look (Keep *keep, const char *path, const CwSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  CwInventory *found = cw_backup_inspect (path, CW_SLOT_PASSPHRASE, passphrase, NULL, keep->clock,
                                          NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* Whoever looks something up in a restored copy takes nothing from the records: both have their own
 * backup of the day, with what is in them. */
static void
test_twin (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) kept = NULL, of_twin = NULL;
  g_autoptr (CwInventory) found = NULL, now = NULL, old = NULL;
  Keep twin;

  restore_beside (keep, "restored");
  keep_add_enquiries (keep->store, "2026-11-18", 1); /* the day's real work */
  twin = look_into (keep, "restored");
  back_up (&twin);
  back_up (keep);
  kept = list_kept (keep->vault);
  g_assert_cmpuint (kept->len, ==, 1);
  found = look (keep, find_newest (kept)->path, keep->passphrase);
  now = keep_take (keep->store);
  g_assert_true (cw_inventory_equal (found, now));
  of_twin = list_kept (twin.vault);
  g_assert_cmpuint (of_twin->len, ==, 1);
  old = look (keep, find_newest (of_twin)->path, keep->passphrase);
  g_assert_false (cw_inventory_equal (old, now));
  go_back (&twin);
}

/* Sixty days in one of them remove none of the other's. */
static void
test_twin_prunes (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = NULL, kept = NULL;
  Keep twin;

  set_day (keep, "2026-10-02");
  back_up_days (keep, 3);
  before = list_kept (keep->vault);
  g_assert_cmpuint (before->len, ==, 3);
  restore_beside (keep, "restored");
  set_day (keep, "2026-11-19");
  twin = look_into (keep, "restored");
  back_up_days (&twin, 30);
  kept = list_kept (keep->vault);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpint (find_newest (kept)->day, ==, cw_day_from_iso ("2026-10-02"));
  go_back (&twin);
}

/* ---- where an older Casework put them, and folders that were renamed ---- */

static void
make_older (Keep *keep, const char *iso)
{
  g_autofree char *id = cw_vault_get_id (keep->vault);
  g_autofree char *dir = g_build_filename (keep->root, BACKUPS, id, NULL);
  g_autofree char *name = g_strdup_printf ("Casework backup %s.casework", iso);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  keep_backup (keep, path, &error);
  g_assert_no_error (error);
}

static void
test_older (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) found = NULL, kept = NULL, later = NULL;

  make_older (keep, "2026-09-01");
  make_older (keep, "2026-11-18");
  make_older (keep, "2026-11-19");
  found = list_kept (keep->vault);
  g_assert_cmpuint (found->len, ==, 3);
  back_up (keep); /* of today there is one already */
  kept = list_kept (keep->vault);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpint (find_newest (kept)->day, ==, cw_day_from_iso ("2026-11-19"));
  set_day (keep, "2026-12-20");
  back_up_days (keep, 30);
  later = list_kept (keep->vault);
  g_assert_cmpuint (later->len, ==, 11);
}

/* With a restored copy beside, nobody knows whose the older ones are: both see them, and they stay.
 */
static void
test_older_of_both (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) kept = NULL, of_twin = NULL;
  Keep twin;

  make_older (keep, "2026-08-03");
  make_older (keep, "2026-09-01");
  restore_beside (keep, "restored");
  back_up_days (keep, 30);
  kept = list_kept (keep->vault);
  g_assert_cmpuint (kept->len, ==, 12); /* seven days, three weeks, and the older ones */
  twin = look_into (keep, "restored");
  of_twin = list_kept (twin.vault);
  g_assert_cmpuint (of_twin->len, ==, 2);
  go_back (&twin);
}

static void
test_renamed (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) found = NULL, later = NULL;
  g_autofree char *dir = keep_place (keep, "mill-lane");

  back_up_days (keep, 3);
  keep_close (keep);
  g_assert_cmpint (g_rename (keep->dir, dir), ==, 0);
  g_free (keep->dir);
  keep->dir = g_steal_pointer (&dir);
  keep_open (keep);
  found = list_kept (keep->vault);
  g_assert_cmpuint (found->len, ==, 3);
  set_day (keep, "2026-12-20");
  back_up_days (keep, 20);
  later = list_kept (keep->vault);
  g_assert_cmpuint (later->len, ==, 10); /* seven, the weeks before, and none of them twice */
}

/* Records that do not open do not say their id: their backups are found by the folder's name, or
 * where an older Casework put them; and never those of somebody else. */
static void
test_find (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) older = NULL, named = NULL, of_twin = NULL, of_nobody = NULL;
  g_autofree char *key = g_build_filename (keep->dir, "casework.key", NULL);
  g_autofree char *twin = keep_place (keep, "restored"), *nobody = keep_place (keep, "nobody");
  g_autofree char *good = NULL;
  gsize length;

  make_older (keep, "2026-09-01");
  g_assert_true (g_file_get_contents (key, &good, &length, NULL));
  g_assert_true (g_file_set_contents (key, "dead", -1, NULL));
  older = cw_backup_find (keep->dir);
  g_assert_cmpuint (older->len, ==, 1);
  g_assert_true (g_file_set_contents_full (key, good, (gssize) length,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  back_up_days (keep, 2);
  restore_beside (keep, "restored");
  of_nobody = cw_backup_find (nobody);
  g_assert_cmpuint (of_nobody->len, ==, 0); /* those are of records that open */
  g_assert_true (g_file_set_contents (key, "dead", -1, NULL));
  named = cw_backup_find (keep->dir);
  g_assert_cmpuint (named->len, ==, 2);
  of_twin = cw_backup_find (twin);
  g_assert_cmpuint (of_twin->len, ==, 1); /* the older one may be its */
}

/* ---- new keys ---- */

/* "Somebody may know it": on this laptop nothing opens with the old secrets any more. */
static void
test_renew (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (CwInventory) found = NULL;
  g_autofree char *dir = g_build_filename (keep->root, BACKUPS, NULL);

  make_older (keep, "2026-09-01");
  back_up_days (keep, 9);
  g_assert_cmpuint (count_for (keep, keep->passphrase), >=, 8);
  g_assert_true (renew (keep, NULL, NULL, NULL));
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 0);
  g_assert_cmpuint (count_below (dir, CW_SLOT_RECOVERY, keep->code), ==, 0);
  kept = list_kept (keep->vault);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (find_newest (kept)->day, ==, cw_clock_today (keep->clock));
  found = look (keep, find_newest (kept)->path, keep->other);
  g_assert_true (cw_inventory_equal (found, keep->before));
}

/* How far new keys have come when they are cut off. */
typedef struct
{
  GCancellable *cancellable; /* NULL: killed */
  gboolean stopped;
} Stop;

static void
stop_cb (goffset done, goffset total, gpointer data)
{
  Stop *stop = data;

  if ((double) done / (double) total <= DB_COPIED + 0.1 || done >= total || stop->stopped)
    return;
  stop->stopped = TRUE;
  if (stop->cancellable == NULL)
    kill (getpid (), SIGKILL);
  g_cancellable_cancel (stop->cancellable);
}

/* While the new backup is written: the keys are new, and the old backups are there until there is a
 * new one that was read back. */
static void
test_renew_cancelled (Keep *keep, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, FALSE };

  back_up_days (keep, 3);
  g_assert_true (renew (keep, stop_cb, &stop, cancellable));
  g_assert_true (stop.stopped);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 3);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 0);
  back_up (keep); /* as at a lock */
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 0);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 1);
}

static void
test_renew_killed (Keep *keep, gconstpointer unused)
{
  int status = 0;
  pid_t child;

  back_up_days (keep, 3);
  keep_close (keep);
  child = fork ();
  if (child == 0)
    {
      Stop stop = { NULL, FALSE };

      keep_open (keep);
      renew (keep, stop_cb, &stop, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 3);
  cw_secret_free (keep->passphrase);
  keep->passphrase = cw_secret_new_text (OTHER_PASSPHRASE);
  keep_open (keep);
  back_up (keep);
  g_clear_pointer (&keep->passphrase, cw_secret_free);
  keep->passphrase = cw_secret_new_text (PASSPHRASE);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 0);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 1);
}

/* Twice in a row, the first time cut off: all that is old goes. */
static void
test_renew_twice (Keep *keep, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, FALSE };

  back_up_days (keep, 3);
  renew (keep, stop_cb, &stop, cancellable);
  renew (keep, NULL, NULL, NULL);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 0);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 1);
}

/* Three days and an older one, and a restored copy with a backup of its own. */
static Keep
stand_twice (Keep *keep)
{
  Keep twin;

  make_older (keep, "2026-09-01");
  back_up_days (keep, 3);
  restore_beside (keep, "restored");
  twin = look_into (keep, "restored");
  back_up (&twin);
  return twin;
}

/* The restored copy keeps its keys and its backups, and those that may be its. */
static void
test_renew_beside_twin (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) of_twin = NULL;
  g_autoptr (GError) error = NULL;
  Keep twin;

  twin = stand_twice (keep);
  g_assert_true (renew (keep, NULL, NULL, NULL));
  of_twin = list_kept (twin.vault);
  g_assert_cmpuint (of_twin->len, ==, 2);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 2);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 1);
  /* With the copy goes the rest. */
  cw_store_close (g_steal_pointer (&twin.store), &error);
  cw_destroy_vault (twin.vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 0);
  g_assert_cmpuint (count_for (keep, keep->other), ==, 1);
  go_back (&twin);
}

/* ---- destroying ---- */

/* One of two: its own backups go, those of the other stay. */
static void
test_destroy_one (Keep *keep, gconstpointer unused)
{
  g_autoptr (GPtrArray) of_twin = NULL;
  g_autoptr (GError) error = NULL;
  Keep twin;

  twin = stand_twice (keep);
  cw_store_close (g_steal_pointer (&keep->store), &error);
  cw_destroy_vault (keep->vault, NULL, &error);
  g_assert_no_error (error);
  of_twin = list_kept (twin.vault);
  g_assert_cmpuint (of_twin->len, ==, 2);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 2);
  go_back (&twin);
}

/* A copy whose key file is dead does not say whose it is, and its backups are all it has. */
static void
test_destroy_beside_damage (Keep *keep, gconstpointer unused)
{
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  Keep twin;

  twin = stand_twice (keep);
  key = g_build_filename (twin.dir, "casework.key", NULL);
  go_back (&twin);
  g_assert_true (g_file_set_contents (key, "dead", -1, NULL));
  cw_store_close (g_steal_pointer (&keep->store), &error);
  cw_destroy_vault (keep->vault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_for (keep, keep->passphrase), ==, 2);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/daily-backups/" name, Keep, NULL, keep_set_up, func, keep_tear_down)

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  ADD ("twin", test_twin);
  ADD ("twin-prunes", test_twin_prunes);
  ADD ("older", test_older);
  ADD ("older-of-both", test_older_of_both);
  ADD ("renamed", test_renamed);
  ADD ("find", test_find);
  ADD ("renew", test_renew);
  ADD ("renew-cancelled", test_renew_cancelled);
  ADD ("renew-killed", test_renew_killed);
  ADD ("renew-twice", test_renew_twice);
  ADD ("renew-beside-twin", test_renew_beside_twin);
  ADD ("destroy-one", test_destroy_one);
  ADD ("destroy-beside-damage", test_destroy_beside_damage);
  return g_test_run ();
}
