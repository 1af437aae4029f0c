/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Records that do not open any more, whatever is typed: the start page offers their newest daily
 * backup, and touches nothing of what is there. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/safekeeping/cw-secret-entry.h"
#include "app/start/cw-restore-page.h"
#include "cli/cw-safekeeping.h"
#include "display-ground.h"
#include "ground.h"
#include "names.h"
#include "start-ground.h"

typedef struct
{
  char *dir, *code;
  CwWindow *window;
} Here;

/* Two days' backups, with one enquiry in the newer. */
static void
back_up (Here *self)
{
  g_autoptr (CwClock) clock = cw_clock_new_fixed (cw_day_from_iso ("2026-11-17"), 600);
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (START_WORDS);
  g_autoptr (CwSecret) key = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  CwStore *store = start_ground_store (self->dir, &vault);

  key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  cw_backup_daily (vault, store, key, clock, &error);
  ground_log_enquiry (store);
  cw_clock_set (clock, cw_day_from_iso ("2026-11-18"), 600);
  cw_backup_daily (vault, store, key, clock, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, NULL));
}

static void
set_up (Here *self, gconstpointer data)
{
  start_ground_clear ();
  self->dir = start_ground_make (1, "Hollin Bank", FALSE, &self->code);
  back_up (self);
}

static void
tear_down (Here *self, gconstpointer data)
{
  start_ground_close (self->window);
  start_ground_clear ();
  g_free (self->dir);
  g_free (self->code);
}

static char *
get_path (Here *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

static void
spoil_path (const char *path, gsize from, gsize length)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >=, from + length);
  for (gsize i = from; i < from + length; i++)
    bytes[i] ^= 0x55;
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) size,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
spoil (Here *self, const char *name, gsize from, gsize length)
{
  g_autofree char *path = get_path (self, name);

  spoil_path (path, from, length);
}

/* Tries to open them, and goes where the button leads. */
static CwRestorePage *
go_to_page (Here *self, const char *picture)
{
  self->window = start_ground_open ();
  start_ground_unlock (self->window, START_WORDS);
  start_ground_await (self->window, "which stay as they are", 20);
  g_assert_false (display_is_open (self->window));
  g_assert_nonnull (start_ground_button (self->window, "Restore the backup of 18/11/2026"));
  names_assert (GTK_WIDGET (self->window));
  display_picture (picture);
  start_ground_press (self->window, "Restore the backup of 18/11/2026");
  display_settle (NULL);
  names_assert (GTK_WIDGET (self->window));
  return start_ground_find (self->window, CW_TYPE_RESTORE_PAGE, 0);
}

static void
type_secret (CwRestorePage *page, const char *text)
{
  cw_secret_entry_set_text (start_ground_find (page, CW_TYPE_SECRET_ENTRY, 0), text);
}

/* What is open then is the newer backup, beside the records. What was typed is hashed once. */
static void
restore (Here *self, CwRestorePage *page)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);
  g_autoptr (GPtrArray) vaults = NULL;
  guint hashes = ground_count_hashes ();
  CwVault *vault;

  start_ground_press (page, "Restore and open");
  ground_wait (display_is_open, self->window, 30);
  g_assert_cmpuint (ground_count_hashes () - hashes, ==, 1);
  vault = cw_session_get_vault (cw_window_get_session (self->window));
  g_assert_cmpstr (cw_vault_get_dir (vault), !=, self->dir);
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Hollin Bank, backup of 18/11/2026");
  vaults = cw_vault_list (parent, NULL);
  g_assert_cmpuint (vaults->len, ==, 2);
}

static void
test_key_damaged (Here *self, gconstpointer data)
{
  g_autofree char *path = get_path (self, "casework.key"), *before = NULL, *after = NULL;
  CwRestorePage *page;
  gsize size, size_after;

  spoil (self, "casework.key", 3, 1);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  page = go_to_page (self, "restore-offered");
  g_assert_false (gtk_widget_is_sensitive (start_ground_button (page, "Restore and open")));
  type_secret (page, "not what opens it");
  start_ground_press (page, "Restore and open");
  start_ground_await (page, "does not open", 20);
  display_picture ("restore-wrong");
  type_secret (page, START_WORDS);
  restore (self, page);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
}

static void
test_key_missing (Here *self, gconstpointer data)
{
  g_autofree char *path = get_path (self, "casework.key");
  CwRestorePage *page;

  g_assert_cmpint (g_unlink (path), ==, 0);
  page = go_to_page (self, "restore-missing");
  start_ground_press (page, "Use the recovery code instead");
  type_secret (page, self->code);
  restore (self, page);
}

static void
test_database_damaged (Here *self, gconstpointer data)
{
  CwRestorePage *page;

  spoil (self, "casework.db", 100, 200);
  page = go_to_page (self, "restore-database");
  type_secret (page, START_WORDS);
  restore (self, page);
}

/* An older one, where the newest is damaged too. */
static void
test_older (Here *self, gconstpointer data)
{
  g_autoptr (GPtrArray) kept = cw_backup_find (self->dir);
  CwBackupFile *newest = g_ptr_array_index (kept, 0);
  CwRestorePage *page;
  CwVault *vault;

  spoil (self, "casework.key", 3, 1);
  spoil_path (newest->path, 9000, 1);
  page = go_to_page (self, "restore-older");
  type_secret (page, START_WORDS);
  start_ground_press (page, "Restore and open");
  start_ground_await (page, "is damaged or not complete", 20);
  gtk_drop_down_set_selected (start_ground_find (page, GTK_TYPE_DROP_DOWN, 0), 1);
  start_ground_press (page, "Restore and open");
  ground_wait (display_is_open, self->window, 30);
  vault = cw_session_get_vault (cw_window_get_session (self->window));
  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Hollin Bank, backup of 17/11/2026");
}

/* A lock while it is restored: nobody finds records open. */
static void
test_lock (Here *self, gconstpointer data)
{
  CwRestorePage *page;

  spoil (self, "casework.key", 3, 1);
  page = go_to_page (self, "restore-lock");
  type_secret (page, START_WORDS);
  start_ground_press (page, "Restore and open");
  cw_window_lock (self->window);
  /* Nothing says that it has ended: that nothing comes of it is a matter of time. */
  ground_pump (1500);
  g_assert_false (display_is_open (self->window));
}

static void
add (const char *path, void (*test) (Here *, gconstpointer))
{
  g_test_add (path, Here, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  start_ground_begin (display_make_application ());
  add ("/start-restore/key-damaged", test_key_damaged);
  add ("/start-restore/key-missing", test_key_missing);
  add ("/start-restore/database-damaged", test_database_damaged);
  add ("/start-restore/older", test_older);
  add ("/start-restore/lock", test_lock);
  return g_test_run ();
}
