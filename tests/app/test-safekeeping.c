/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups as the adviser makes, tries and restores them, on real encrypted records (R20). */

#include "app/safekeeping/cw-backup-state.h"
#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-rehearsal-walk.h"
#include "app/safekeeping/cw-restore-walk.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"

static gboolean
backup_is_done (gpointer walk)
{
  return cw_backup_walk_is_done (walk);
}

#define HOUR 3600
#define DAY (24 * HOUR)

static void
test_words (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 22, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon);
  const struct
  {
    gint64 off_at;
    gboolean has_records, late;
    const char *words, *foot;
  } rows[] = {
    { 0, TRUE, TRUE, "There is no backup off this laptop yet",
      "There is no backup off this laptop yet" },
    { 0, FALSE, FALSE, "There is no backup off this laptop yet", "Backed up today, 09:00" },
    { now - HOUR, TRUE, FALSE, "Backed up off this laptop today, 11:00", "Backed up today, 11:00" },
    { now - DAY, TRUE, FALSE, "Backed up off this laptop yesterday, 12:00",
      "Backed up today, 09:00" },
    { now - 7 * DAY, TRUE, FALSE, "Newest backup off this laptop is 7 days old",
      "Backed up today, 09:00" },
    { now - 8 * DAY, TRUE, TRUE, "Newest backup off this laptop is 8 days old",
      "Newest backup off this laptop is 8 days old" },
  };
  CwBackupState state = { 0, 0, now, TRUE };
  g_autofree char *never = cw_backup_state_here (&state), *today = NULL;

  g_assert_cmpstr (never, ==, "Not backed up yet");
  state.here_at = now - 3 * HOUR;
  today = cw_backup_state_here (&state);
  g_assert_cmpstr (today, ==, "Backed up today, 09:00");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL, *foot = NULL;

      state.off_at = rows[i].off_at;
      state.has_records = rows[i].has_records;
      words = cw_backup_state_off (&state);
      g_assert_cmpstr (words, ==, rows[i].words);
      foot = cw_backup_state_foot (&state);
      g_assert_cmpstr (foot, ==, rows[i].foot);
      g_assert_cmpint (cw_backup_state_is_late (&state), ==, rows[i].late);
    }
}

static void
test_backup (void)
{
  Keep *keep = keep_new ();
  g_autofree char *path = g_build_filename (keep->parent, "Casework backup.casework", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  CwBackupWalk *walk;

  g_signal_emit_by_name (display_find (keep_find_row (keep,
                                                      "There is no backup off this laptop yet"),
                                       GTK_TYPE_BUTTON),
                         "clicked");
  keep_settle (keep);
  walk = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (walk, path);
  ground_wait (backup_is_done, walk, 60);
  keep_settle (keep);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 5, "CWKEY", 5);
  keep_press_next (walk);
  g_assert_null (cw_safekeeping_page_get_walk (keep->page));
  /* On the disk of the records it is no backup off the laptop, and is not taken for one. */
  keep_find_row (keep, "There is no backup off this laptop yet");
  keep_free (keep);
}

/* A place that cannot be written to: said, and the walk can be taken again. */
static void
test_backup_fails (void)
{
  Keep *keep = keep_new ();
  CwBackupWalk *walk;

  g_signal_emit_by_name (display_find (keep_find_row (keep,
                                                      "There is no backup off this laptop yet"),
                                       GTK_TYPE_BUTTON),
                         "clicked");
  walk = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (walk, "/nowhere/at/all.casework");
  ground_wait (keep_is_idle, walk, 60);
  g_assert_false (cw_backup_walk_is_done (walk));
  /* A lock in the middle of one. */
  cw_backup_walk_write_to (walk, "/nowhere/at/all.casework");
  keep_free (keep);
}

/* The first lock of a day backs up; the rehearsal opens that backup. */
static void
test_rehearsal (void)
{
  Keep *keep = keep_new ();
  CwRehearsalWalk *walk;

  g_assert_cmpuint (keep_count_kept (keep), ==, 0);
  keep_lock (keep);
  g_assert_cmpuint (keep_count_kept (keep), ==, 1);

  keep_open (keep);
  keep_show (keep);
  walk = keep_begin (keep, "Test my backup");
  cw_rehearsal_walk_try (walk, "not the right passphrase");
  ground_wait (keep_is_idle, walk, 60);
  g_assert_null (cw_rehearsal_walk_get_result (walk));
  cw_rehearsal_walk_try (walk, KEEP_PASSPHRASE);
  ground_wait (keep_is_idle, walk, 60);
  g_assert_cmpstr (cw_rehearsal_walk_get_result (walk), ==,
                   "It opens, and it holds all that your records hold: 1 enquiry, 0 cases and 0 "
                   "contacts.");
  keep_settle (keep);
  keep_lock (keep);
  g_assert_cmpuint (keep_count_kept (keep), ==, 1); /* one a day */
  keep_free (keep);
}

static void
test_restore (void)
{
  Keep *keep = keep_new ();
  g_autofree char *path = g_build_filename (keep->parent, "copy.casework", NULL);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  CwBackupWalk *backup;
  CwRestoreWalk *walk;

  g_signal_emit_by_name (display_find (keep_find_row (keep,
                                                      "There is no backup off this laptop yet"),
                                       GTK_TYPE_BUTTON),
                         "clicked");
  backup = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (backup, path);
  ground_wait (backup_is_done, backup, 60);
  before = cw_vault_list (keep->parent, &error);
  walk = keep_begin (keep, "Restore a backup beside these records");
  /* A list of backups: Enter takes the first row, and nothing cancels. */
  g_assert_true (ADW_IS_ACTION_ROW (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (walk)))));
  cw_restore_walk_choose (walk, path);
  cw_restore_walk_next (walk);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "secret");
  keep_settle (keep);
  cw_restore_walk_type (walk, KEEP_PASSPHRASE);
  cw_restore_walk_next (walk);
  ground_wait (keep_is_idle, walk, 60);
  keep_settle (keep);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "compare");
  cw_restore_walk_next (walk);
  ground_wait (keep_is_idle, walk, 60);
  keep_settle (keep);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "done");
  after = cw_vault_list (keep->parent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_PASSPHRASE));
  keep_free (keep);
}

static void
test_safety (void)
{
  Keep *keep = keep_new ();
  g_autoptr (GPtrArray) rows = NULL;
  gpointer walk;

  keep_settle (keep);
  walk = keep_begin (keep, "Safety check");
  rows = display_find_all (walk, ADW_TYPE_ACTION_ROW, NULL);
  g_assert_cmpuint (rows->len, ==, 8);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (strlen (adw_action_row_get_subtitle (g_ptr_array_index (rows, i))), >, 40);
  keep_free (keep);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/safekeeping/words", test_words);
  g_test_add_func ("/safekeeping/backup", test_backup);
  g_test_add_func ("/safekeeping/backup-fails", test_backup_fails);
  g_test_add_func ("/safekeeping/rehearsal", test_rehearsal);
  g_test_add_func ("/safekeeping/restore", test_restore);
  g_test_add_func ("/safekeeping/safety", test_safety);
  return g_test_run ();
}
