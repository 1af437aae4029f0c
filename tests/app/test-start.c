/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The start page on records that are not quite as they should be: a damaged recovery slot, several
 * vaults with long names, copies, folders that vanish, are read-only or somebody else's. */

#include <adwaita.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "app/start/cw-opening.h"
#include "app/start/cw-renew-page.h"
#include "display-ground.h"
#include "ground.h"
#include "start-ground.h"
#include "vault/cw-passphrase.h"

#define RECOVERY_SLOT (32 + 104)
#define SOMEBODY 12345 /* a user who is not us */
#define LONG_NAME                                                                                  \
  "Hollin Bank and Larkfield Church of England Voluntary Aided Primary Schools Federation, "       \
  "Parent Support Adviser, mornings"

int __wrap_statfs64 (const char *path, struct statfs *info);
int __real_statfs64 (const char *path, struct statfs *info);

static gboolean network; /* the disk is another computer's */

int
__wrap_statfs64 (const char *path, struct statfs *info)
{
  int result = __real_statfs64 (path, info);

  if (network)
    info->f_type = 0x6969; /* NFS */
  return result;
}

typedef struct
{
  char *dir, *code;
  CwWindow *window;
} Here;

static void
set_up (Here *self, gconstpointer data)
{
  start_ground_clear ();
  self->dir = start_ground_make (1, "Hollin Bank", FALSE, &self->code);
  self->window = start_ground_open ();
}

static void
tear_down (Here *self, gconstpointer data)
{
  start_ground_close (self->window);
  start_ground_clear ();
  g_free (self->dir);
  g_free (self->code);
}

/* The records made before the window: a window of their own lists them. */
static void
open_again (Here *self)
{
  start_ground_close (self->window);
  self->window = start_ground_open ();
}

/* ---- a dead recovery code ---- */

static void
flip_byte (Here *self, gsize at)
{
  g_autofree char *path = g_build_filename (self->dir, "casework.key", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, at);
  bytes[at] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
}

static CwRenewPage *
unlock_damaged (Here *self)
{
  flip_byte (self, RECOVERY_SLOT + 60);
  g_assert_false (start_ground_opens (self->dir, NULL, self->code));
  start_ground_unlock (self->window, START_WORDS);
  start_ground_await (self->window, "may not work any more", 20);
  g_assert_false (display_is_open (self->window));
  return start_ground_find (self->window, CW_TYPE_RENEW_PAGE, 0);
}

static void
unlock_quietly (Here *self)
{
  cw_window_lock (self->window);
  display_settle (NULL);
  start_ground_unlock (self->window, START_WORDS);
  ground_wait (display_is_open, self->window, 20);
}

static void
test_renew (Here *self, gconstpointer data)
{
  CwRenewPage *page = unlock_damaged (self);
  g_autofree char *code = NULL;

  display_picture ("renew");
  g_assert_false (gtk_widget_is_sensitive (start_ground_button (page, "Use this code")));
  start_ground_type_code (page, &code);
  display_picture ("renew-typed");
  start_ground_press (page, "Use this code");
  ground_wait (display_is_open, self->window, 20);
  unlock_quietly (self); /* it is not asked again */
  cw_window_lock (self->window);
  g_assert_true (start_ground_opens (self->dir, NULL, code));
  g_assert_false (start_ground_opens (self->dir, NULL, self->code));
  g_assert_true (start_ground_opens (self->dir, START_WORDS, NULL));
}

static void
test_renew_later (Here *self, gconstpointer data)
{
  CwRenewPage *page = unlock_damaged (self);

  start_ground_press (page, "Later");
  ground_wait (display_is_open, self->window, 20);
  cw_window_lock (self->window);
  display_settle (NULL);
  start_ground_unlock (self->window, START_WORDS);
  start_ground_await (self->window, "may not work any more", 20); /* asked again */
}

/* What cannot be written leaves the records open, and both ways on. */
static void
test_renew_fails (Here *self, gconstpointer data)
{
  CwRenewPage *page = unlock_damaged (self);
  g_autofree char *blocked = g_build_filename (self->dir, "casework.key.tmp", NULL);
  g_autofree char *code = NULL;

  g_assert_cmpint (g_mkdir (blocked, 0700), ==, 0);
  start_ground_type_code (page, &code);
  start_ground_press (page, "Use this code");
  start_ground_await (page, "casework.key", 20); /* which file could not be written */
  display_picture ("renew-failed");
  g_assert_false (display_is_open (self->window));
  g_assert_true (start_ground_opens (self->dir, START_WORDS, NULL) == FALSE); /* held by us */
  g_assert_cmpint (g_rmdir (blocked), ==, 0);
  start_ground_press (page, "Use this code"); /* the same code, again */
  ground_wait (display_is_open, self->window, 20);
  cw_window_lock (self->window);
  g_assert_true (start_ground_opens (self->dir, NULL, code));
}

static gboolean
is_let_go (gpointer data)
{
  Here *self = data;

  return start_ground_opens (self->dir, START_WORDS, NULL);
}

/* A lock at any moment of the renewal ends locked. */
static void
test_renew_lock (Here *self, gconstpointer data)
{
  for (guint wait = 0; wait < 60; wait += 6)
    {
      CwRenewPage *page;

      unlock_damaged (self);
      page = start_ground_find (self->window, CW_TYPE_RENEW_PAGE, 0);
      start_ground_type_code (page, NULL);
      start_ground_press (page, "Use this code");
      if (wait > 0)
        ground_pump (wait); /* the moment */
      cw_window_lock (self->window);
      start_ground_await (self->window, "The records are locked", 20);
      ground_wait (is_let_go, self, 20);
      display_settle (NULL);
      g_assert_false (display_is_open (self->window));
      g_assert_true (display_says (self->window, "The records are locked"));
      g_clear_pointer (&self->code, g_free);
      self->code = g_strdup ("0000-0000-0000-0000-0000-0000-0000-0000-0000");
    }
}

/* ---- where they lie ---- */

static void
run (const char *words, const char *first, const char *second)
{
  g_autofree char *command = g_strdup_printf ("%s '%s' %s", words, first, second);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
assert_refused (Here *self, const char *words, const char *picture)
{
  start_ground_unlock (self->window, START_WORDS);
  start_ground_await (self->window, words, 20);
  display_picture (picture);
  g_assert_false (display_is_open (self->window));
  g_assert_nonnull (start_ground_button (self->window, "Open")); /* and can be tried again */
}

/* Whether all of the button is in the window as it is, without scrolling. */
static gboolean
is_inside (Here *self, const char *words)
{
  GtkWidget *button = start_ground_button (self->window, words);
  graphene_rect_t bounds;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_compute_bounds (button, GTK_WIDGET (self->window), &bounds));
  return bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height
                < gtk_widget_get_height (GTK_WIDGET (self->window));
}

/* Five with long names: the window stays as wide as it was, and each can be chosen and opened. */
static void
test_several (Here *self, gconstpointer data)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->window));
  GtkListBoxRow *row;
  GtkListBox *list;

  for (guint n = 2; n <= 6; n++)
    {
      g_autofree char *label = g_strdup_printf ("%u. %s", n, LONG_NAME);
      g_autofree char *dir = start_ground_make (n, label, FALSE, NULL);
    }
  open_again (self);
  display_picture ("several");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), ==, width);
  g_assert_true (is_inside (self, "Receive a handover"));
  list = start_ground_find (self->window, GTK_TYPE_LIST_BOX, 0);
  for (int i = 0; i < 6; i++)
    g_assert_nonnull (gtk_list_box_get_row_at_index (list, i));
  row = gtk_list_box_get_row_at_index (list, 5);
  gtk_list_box_select_row (list, row);
  start_ground_unlock (self->window, START_WORDS);
  ground_wait (display_is_open, self->window, 20);
  display_settle_window (self->window);
  display_picture ("several-open");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), ==, width);
}

/* A copy is records of its own: both are listed and each opens. */
static void
test_copied (Here *self, gconstpointer data)
{
  g_autofree char *copy = g_strdup_printf ("%s-copy", self->dir);

  run ("cp -a", self->dir, copy);
  open_again (self);
  for (int i = 0; i < 2; i++)
    {
      GtkListBox *list = start_ground_find (self->window, GTK_TYPE_LIST_BOX, 0);

      g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
      display_picture ("copied");
      g_assert_true (display_says (self->window, "folder “records-1-copy”"));
      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
      start_ground_unlock (self->window, START_WORDS);
      ground_wait (display_is_open, self->window, 20);
      cw_window_lock (self->window);
      display_settle (NULL);
    }
}

static void
test_vanished (Here *self, gconstpointer data)
{
  g_autofree char *away = g_strdup_printf ("%s-away", self->dir);

  run ("mv", self->dir, away);
  assert_refused (self, "is not there just now", "vanished");
  run ("mv", away, self->dir);
  start_ground_press (self->window, "Open"); /* what was typed is still there */
  ground_wait (display_is_open, self->window, 20);
}

static void
test_read_only (Here *self, gconstpointer data)
{
  if (geteuid () != 0 || mount (self->dir, self->dir, NULL, MS_BIND, NULL) != 0)
    {
      g_test_skip ("no disk can be mounted here");
      return;
    }
  if (mount (NULL, self->dir, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    g_test_skip ("no disk can be made read-only here");
  else
    assert_refused (self, "can only be read", "read-only");
  g_assert_cmpint (umount (self->dir), ==, 0);
}

/* Somebody else's folder is not opened; one that is only too open is closed and opened. */
static void
test_owner (Here *self, gconstpointer data)
{
  GStatBuf status;

  if (chown (self->dir, SOMEBODY, SOMEBODY) != 0)
    {
      g_test_skip ("no folder can be given away here");
      return;
    }
  assert_refused (self, "belongs to somebody else", "owner");
  g_assert_cmpint (chown (self->dir, geteuid (), getegid ()), ==, 0);
  g_assert_cmpint (g_chmod (self->dir, 0755), ==, 0);
  start_ground_press (self->window, "Open");
  ground_wait (display_is_open, self->window, 20);
  g_assert_cmpint (g_stat (self->dir, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

/* One that somebody else owns is not passed over in silence when the list is made. */
static void
test_not_listed (Here *self, gconstpointer data)
{
  if (chown (self->dir, SOMEBODY, SOMEBODY) != 0)
    {
      g_test_skip ("no folder can be given away here");
      return;
    }
  open_again (self);
  start_ground_await (self->window, "belongs to somebody else", 20);
  display_picture ("not-listed");
  g_assert_false (display_says (self->window, "There are no records"));
  g_assert_cmpint (chown (self->dir, geteuid (), getegid ()), ==, 0);
}

static void
test_network (Here *self, gconstpointer data)
{
  network = TRUE;
  open_again (self);
  g_assert_true (display_says (self->window, "may be lost when the connection breaks"));
  display_picture ("network-start");
  start_ground_unlock (self->window, START_WORDS);
  ground_wait (display_is_open, self->window, 20); /* warned of, not refused */
  start_ground_await (self->window, "network folder", 5);
  display_picture ("network");
  network = FALSE;
}

/* Another Casework, or this one's command line, has them. */
static void
test_busy (Here *self, gconstpointer data)
{
  g_autoptr (CwVault) vault = NULL;
  CwStore *store = start_ground_store (self->dir, &vault);

  assert_refused (self, "open in another Casework", "busy");
  g_assert_true (cw_store_close (store, NULL));
  cw_vault_release (vault);
  start_ground_press (self->window, "Open");
  ground_wait (display_is_open, self->window, 20);
}

/* Both slots and the header gone: said, and the file stays as it is. */
static void
test_key_damaged (Here *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "casework.key", NULL);
  g_autofree char *before = NULL, *after = NULL;

  flip_byte (self, 3);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  open_again (self);
  g_assert_true (display_says (self->window, "Passphrase for Hollin Bank"));
  assert_refused (self, "is damaged. Nothing was changed", "key-damaged");
  g_assert_true (display_says (self->window, "Restore beside"));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

/* The copy that a change leaves until its end stands in for it: said once. */
static void
test_put_back (Here *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "casework.key", NULL);
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
  g_assert_cmpint (g_chmod (copy, 0600), ==, 0);
  flip_byte (self, 3);
  start_ground_unlock (self->window, START_WORDS);
  ground_wait (display_is_open, self->window, 20);
  start_ground_await (self->window, "its last good copy was put back", 5);
  display_picture ("put-back");
  unlock_quietly (self);
  g_assert_false (display_says (self->window, "last good copy"));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(CwOpened **) data = cw_opening_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_created (gpointer opened)
{
  return *(CwOpened **) opened != NULL;
}

/* Set-up hashes the passphrase and the code, and the passphrase once more: to open what it made. */
static void
test_create (Here *self, gconstpointer data)
{
  CwNewRecords *records = cw_new_records_new ();
  g_autoptr (CwOpened) opened = NULL;
  g_autoptr (CwSecret) passphrase = NULL, data_key = NULL;
  g_autoptr (GError) error = NULL;
  guint hashes = ground_count_hashes ();

  records->passphrase = cw_secret_new_text (START_WORDS);
  records->recovery_code = cw_recovery_code_new ();
  cw_opening_create (records, NULL, created_cb, &opened);
  ground_wait (is_created, &opened, 30);
  g_assert_cmpuint (ground_count_hashes () - hashes, ==, 3);
  g_assert_true (opened->without_keyring);
  passphrase = cw_secret_new_text (START_WORDS);
  data_key = cw_vault_unlock (opened->vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (opened->data_key, data_key));
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
  add ("/start/renew", test_renew);
  add ("/start/renew-later", test_renew_later);
  add ("/start/renew-fails", test_renew_fails);
  add ("/start/renew-lock", test_renew_lock);
  add ("/start/several", test_several);
  add ("/start/copied", test_copied);
  add ("/start/vanished", test_vanished);
  add ("/start/read-only", test_read_only);
  add ("/start/owner", test_owner);
  add ("/start/not-listed", test_not_listed);
  add ("/start/network", test_network);
  add ("/start/busy", test_busy);
  add ("/start/key-damaged", test_key_damaged);
  add ("/start/put-back", test_put_back);
  add ("/start/create", test_create);
  return g_test_run ();
}
