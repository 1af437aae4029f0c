/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every step of every walk of Safekeeping is shown, with warnings fatal, and every widget in it
 * that can have the focus has a name for those who do not see it. Run with GTK_A11Y=test. */

#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-keys-walk.h"
#include "app/safekeeping/cw-rehearsal-walk.h"
#include "app/safekeeping/cw-restore-walk.h"
#include "app/safekeeping/cw-secret-entry.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"
#include "names.h"

static void
look (Keep *keep)
{
  keep_settle (keep);
  names_assert (keep->window);
}

static void
leave (gpointer walk)
{
  g_signal_emit_by_name (display_find (walk, CW_TYPE_WALK_FRAME), "leave");
  display_settle (NULL);
}

/* Next, and what comes of it. */
static void
go_on (Keep *keep, gpointer walk)
{
  keep_press_next (walk);
  ground_wait (keep_is_idle, walk, 60);
  look (keep);
}

static void
prove (Keep *keep, gpointer walk, const char *text)
{
  cw_secret_entry_set_text (display_find (walk, CW_TYPE_SECRET_ENTRY), text);
  go_on (keep, walk);
}

/* Whatever the page leads to, also what is added to it later: its first step. */
static void
test_first_steps (void)
{
  Keep *keep = keep_new ();
  g_autoptr (GPtrArray) rows = display_find_all (keep->page, ADW_TYPE_ACTION_ROW, NULL);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  look (keep);
  for (guint i = 0; i < rows->len; i++)
    if (gtk_list_box_row_get_activatable (g_ptr_array_index (rows, i))
        && gtk_widget_is_sensitive (g_ptr_array_index (rows, i))
        && gtk_widget_get_mapped (g_ptr_array_index (rows, i)))
      g_ptr_array_add (titles,
                       g_strdup (adw_preferences_row_get_title (g_ptr_array_index (rows, i))));
  g_assert_cmpuint (titles->len, >=, 5);
  for (guint i = 0; i < titles->len; i++)
    {
      gpointer walk = keep_begin (keep, g_ptr_array_index (titles, i));

      g_test_message ("%s", (char *) g_ptr_array_index (titles, i));
      look (keep);
      leave (walk);
    }
  keep_free (keep);
}

static void
test_keys (void)
{
  Keep *keep = keep_new ();
  gpointer walk = keep_begin (keep, "Somebody may know it");

  go_on (keep, walk);
  prove (keep, walk, "not what opens them"); /* the problem is said */
  prove (keep, walk, KEEP_PASSPHRASE);
  keep_type_passphrase (walk, KEEP_OTHER);
  go_on (keep, walk);
  g_free (keep_type_code (walk)); /* the code is covered now */
  look (keep);
  go_on (keep, walk);
  g_assert_true (cw_keys_walk_is_done (walk));
  keep_free (keep);
}

/* A backup, its rehearsal, and restoring it. */
static void
test_backups (void)
{
  Keep *keep = keep_new ();
  g_autofree char *path = g_build_filename (keep->parent, "copy.casework", NULL);
  gpointer walk;

  keep_lock (keep);
  keep_open (keep);
  keep_show (keep);
  cw_safekeeping_page_back_up (keep->page);
  look (keep);
  walk = cw_safekeeping_page_get_walk (keep->page);
  cw_backup_walk_write_to (walk, path);
  look (keep);
  ground_wait (keep_is_idle, walk, 60);
  look (keep);
  leave (walk);

  walk = keep_begin (keep, "Test my backup");
  prove (keep, walk, KEEP_PASSPHRASE);
  g_assert_nonnull (cw_rehearsal_walk_get_result (walk));
  leave (walk);

  walk = keep_begin (keep, "Restore a backup beside these records");
  cw_restore_walk_choose (walk, path);
  go_on (keep, walk);
  prove (keep, walk, KEEP_PASSPHRASE);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "compare");
  go_on (keep, walk);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "done");
  keep_free (keep);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/safekeeping-names/first-steps", test_first_steps);
  g_test_add_func ("/safekeeping-names/keys", test_keys);
  g_test_add_func ("/safekeeping-names/backups", test_backups);
  return g_test_run ();
}
