/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Receiving a handover in the window (R21): what is refused and in which words, what arrives, and
 * that nothing is left behind when it does not. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/start/cw-receive-page.h"
#include "cli/cw-safekeeping.h"
#include "core/cw-digest.h"
#include "display-ground.h"
#include "ground.h"
#include "start-ground.h"
#include "vault/cw-handover-words.h"
#include "vault/cw-keyring.h"
#include "vault/cw-passphrase.h"

#define OWN "pebble orchid lantern quilt"

/* Somebody else's records, in a handover file. */
typedef struct
{
  char *folder, *path, *bytes;
  gsize size;
  CwSecret *words;
  CwInventory *inventory;
  CwWindow *window;
} Given;

static void
set_up (Given *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autofree char *dir = NULL;
  CwStore *store;

  start_ground_clear ();
  dir = start_ground_make (1, "Hollin Bank", FALSE, NULL);
  store = start_ground_store (dir, &vault);
  for (guint i = 0; i < 3; i++)
    ground_log_enquiry (store);
  self->folder = g_dir_make_tmp ("casework-given-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "Casework handover.casework", NULL);
  self->words = cw_passphrase_suggest (CW_HANDOVER_WORDS);
  cw_handover_write (store, self->path, self->words, cw_kdf_least, &self->inventory, NULL, NULL,
                     NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, NULL));
  cw_vault_release (vault);
  start_ground_clear ();
  g_assert_true (g_file_get_contents (self->path, &self->bytes, &self->size, NULL));
  self->window = start_ground_open ();
}

static void
tear_down (Given *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  /* Whatever was done with it, the file is as it was. */
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, size, self->bytes, self->size);
  start_ground_close (self->window);
  g_unlink (self->path);
  g_rmdir (self->folder);
  cw_secret_free (self->words);
  cw_inventory_free (self->inventory);
  g_free (self->bytes);
  g_free (self->folder);
  g_free (self->path);
}

static CwReceivePage *
get_page (Given *self)
{
  return start_ground_find (self->window, CW_TYPE_RECEIVE_PAGE, 0);
}

static CwReceivePage *
begin (Given *self)
{
  display_picture ("start");
  start_ground_press (self->window, "Receive a handover");
  display_settle (NULL);
  return get_page (self);
}

static void
type_words (Given *self, const char *words)
{
  gtk_editable_set_text (start_ground_find (get_page (self), GTK_TYPE_PASSWORD_ENTRY, 0), words);
}

static void
fill_row (Given *self, guint nth, const char *text)
{
  gtk_editable_set_text (start_ground_find (get_page (self), ADW_TYPE_ENTRY_ROW, nth), text);
}

/* All that is asked, up to the last button before something is written. */
static void
go_to_receive (Given *self, char **code)
{
  CwReceivePage *page = get_page (self);

  cw_receive_page_choose (page, self->path);
  start_ground_await (page, "Casework handover.casework", 10);
  type_words (self, (const char *) cw_secret_peek (self->words));
  display_picture ("receive-file");
  start_ground_press (page, "Continue");
  start_ground_await (page, "3 enquiries, 0 cases and 0 contacts", 30);
  fill_row (self, 0, "Hollin Bank, mine");
  g_assert_false (gtk_widget_is_sensitive (start_ground_button (page, "Continue")));
  fill_row (self, 1, "The one after");
  start_ground_type_new (page, OWN);
  display_picture ("receive-yours");
  start_ground_press (page, "Continue");
  display_settle (NULL);
  start_ground_type_code (page, code);
  start_ground_press (page, "Continue");
  start_ground_await (page, "your records", 10); /* what opens them, by the keyring's answer */
  display_settle (NULL);
  display_picture ("receive-ready");
}

/* ---- what is refused ---- */

static char *
write_file (Given *self, const char *name, const char *bytes, gsize size)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return path;
}

static void
assert_refused (Given *self, const char *name, const char *bytes, gsize size, const char *words)
{
  g_autofree char *path = write_file (self, name, bytes, size);
  g_autofree char *meant = g_strdup_printf ("“%s”", name);
  CwReceivePage *page = get_page (self);

  cw_receive_page_choose (page, path);
  start_ground_await (page, meant, 10);
  g_assert_true (display_says (page, words));
  display_picture ("receive-refused");
  type_words (self, (const char *) cw_secret_peek (self->words));
  g_assert_false (gtk_widget_is_sensitive (start_ground_button (page, "Continue")));
  g_unlink (path);
}

static void
test_refused (Given *self, gconstpointer data)
{
  g_autofree char *backup = NULL, *newer = g_memdup2 (self->bytes, self->size);
  g_autofree char *before = start_ground_list (), *after = NULL, *gone = NULL;
  g_autofree char *zeros = g_malloc0 (9000);
  gsize backup_size;
  CwReceivePage *page = begin (self);

  g_assert_true (g_file_get_contents (g_test_get_filename (G_TEST_DIST, "..", "data",
                                                           "vector-backup.casework", NULL),
                                      &backup, &backup_size, NULL));
  assert_refused (self, "b.casework", backup, backup_size, "choose Safekeeping, Restore beside");
  assert_refused (self, "p.pdf", "%PDF-1.7 and so on", 18, "another program made it");
  assert_refused (self, "z.casework", zeros, 9000, "another program made it");
  newer[7] = 2;
  assert_refused (self, "n.casework", newer, self->size, "made by a newer Casework");
  assert_refused (self, "c.casework", self->bytes, 4096, "damaged or not complete");
  assert_refused (self, "e.casework", self->bytes, 0, "damaged or not complete");
  gone = g_build_filename (self->folder, "gone.casework", NULL);
  cw_receive_page_choose (page, gone);
  start_ground_await (page, "Is the USB stick still in", 10);

  cw_receive_page_choose (page, self->path); /* and then the right one */
  start_ground_await (page, "Casework handover.casework", 10);
  g_assert_true (gtk_widget_is_sensitive (start_ground_button (page, "Continue")));
  after = start_ground_list ();
  g_assert_cmpstr (before, ==, after);
}

/* Damage that only the seal shows is found before anything else is asked. */
static void
test_damaged (Given *self, gconstpointer data)
{
  g_autofree char *bytes = g_memdup2 (self->bytes, self->size), *path = NULL;
  CwReceivePage *page = begin (self);

  bytes[self->size - 5000] ^= 1;
  path = write_file (self, "d.casework", bytes, self->size);
  cw_receive_page_choose (page, path);
  start_ground_await (page, "d.casework", 10);
  type_words (self, (const char *) cw_secret_peek (self->words));
  start_ground_press (page, "Continue");
  start_ground_await (page, "damaged or not complete", 30);
  g_unlink (path);
}

/* ---- the words ---- */

static void
test_words (Given *self, gconstpointer data)
{
  g_autofree char *upper = g_ascii_strup ((const char *) cw_secret_peek (self->words), -1);
  g_auto (GStrv) each = g_strsplit (upper, " ", -1);
  g_autofree char *spaced = g_strjoinv ("  ", each), *odd = NULL;
  CwReceivePage *page = begin (self);

  cw_receive_page_choose (page, self->path);
  start_ground_await (page, "Casework handover.casework", 10);
  type_words (self, "walnut saddle");
  g_assert_true (display_says (page, "2 of 7 words"));
  type_words (self, "walnut xyzzyq saddle");
  g_assert_true (display_says (page, "Word 2 is not one of those"));
  display_picture ("receive-words");
  g_assert_false (gtk_widget_is_sensitive (start_ground_button (page, "Continue")));

  type_words (self, "walnut saddle walnut saddle walnut saddle walnut");
  start_ground_press (page, "Continue");
  start_ground_await (page, "These words do not open the file", 30);
  display_picture ("receive-wrong");

  odd = g_strdup_printf (" %s, ", spaced);
  type_words (self, odd);
  start_ground_press (page, "Continue");
  start_ground_await (page, "3 enquiries", 30);
}

/* ---- what arrives ---- */

static void
check_arrived (Given *self, const char *dir, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, &error);
  g_autofree char *id = cw_vault_get_id (vault);
  g_autoptr (CwSecret) half = cw_keyring_lookup (id, FALSE, NULL, NULL);

  g_assert_cmpstr (cw_vault_get_label (vault), ==, "Hollin Bank, mine");
  g_assert_cmpint (cw_vault_uses_keyring (vault), ==, g_getenv ("CW_TEST_KEYRING")[0] != '\0');
  g_assert_true ((half != NULL) == cw_vault_uses_keyring (vault));
  g_assert_true (start_ground_opens (dir, OWN, NULL));
  g_assert_true (start_ground_opens (dir, NULL, code));
  /* Neither the words nor what opened the records before. */
  g_assert_false (start_ground_opens (dir, (const char *) cw_secret_peek (self->words), NULL));
  g_assert_false (start_ground_opens (dir, START_WORDS, NULL));
}

static void
test_whole (Given *self, gconstpointer data)
{
  g_autofree char *code = NULL, *digest = cw_digest_groups (self->inventory->digest);
  g_autofree char *vaults = cw_vault_default_dir ();
  g_autofree char *dir = g_build_filename (vaults, "records-1", NULL);
  g_autofree char *list = NULL;
  CwReceivePage *page = begin (self);
  CwProfile *profile;

  go_to_receive (self, &code);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS)); /* nothing before the button */
  start_ground_press (page, "Receive the records");
  start_ground_await (page, "What arrived", 60);
  display_picture ("receive-arrived");
  g_assert_true (display_says (page, digest)); /* as on the cover sheet */
  g_assert_false (display_is_open (self->window));
  start_ground_press (page, "They agree");
  ground_wait (display_is_open, self->window, 20);
  display_settle_window (self->window);
  profile = cw_session_get_profile (cw_window_get_session (self->window));
  g_assert_cmpstr (profile->post, ==, "Hollin Bank");
  g_assert_cmpstr (profile->adviser, ==, "The one after");
  cw_window_lock (self->window);
  list = start_ground_list ();
  g_assert_null (strstr (list, "/.")); /* no hidden folder */
  check_arrived (self, dir, code);
}

/* Beside records that are here already, and nothing of theirs is touched. */
static void
test_beside (Given *self, gconstpointer data)
{
  g_autofree char *dir = start_ground_make (1, "Larkfield High", FALSE, NULL);
  g_autofree char *key = g_build_filename (dir, "casework.key", NULL);
  g_autofree char *before = NULL, *after = NULL;
  CwReceivePage *page;

  g_assert_true (g_file_get_contents (key, &before, NULL, NULL));
  start_ground_close (self->window);
  self->window = start_ground_open ();
  g_assert_true (display_says (self->window, "Larkfield High"));
  page = begin (self);
  go_to_receive (self, NULL);
  start_ground_press (page, "Receive the records");
  start_ground_await (page, "What arrived", 60);
  cw_window_lock (self->window); /* the screen was locked before anybody had compared */
  display_settle (NULL);
  g_assert_true (display_says (page, "What arrived"));
  start_ground_press (page, "They agree");
  display_settle (NULL);
  g_assert_false (display_is_open (self->window)); /* the passphrase is asked */
  g_assert_true (display_says (self->window, "Hollin Bank, mine"));
  g_assert_true (display_says (self->window, "Larkfield High"));
  start_ground_unlock (self->window, OWN);
  ground_wait (display_is_open, self->window, 20);
  g_assert_true (g_file_get_contents (key, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  g_assert_true (start_ground_opens (dir, START_WORDS, NULL));
}

/* ---- what leaves nothing behind ---- */

static gboolean
is_quiet (gpointer page)
{
  GtkWidget *next = start_ground_button (page, "Receive the records");

  return next == NULL || gtk_widget_is_sensitive (next);
}

/* Stopped at every moment, a little later each time, until it is done before it can be stopped. */
static void
test_cancelled (Given *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  CwReceivePage *page = begin (self);
  guint stopped = 0;

  go_to_receive (self, NULL);
  before = start_ground_list ();
  for (guint wait = 0; !display_says (page, "What arrived"); wait += 4 + wait / 4)
    {
      start_ground_press (page, "Receive the records");
      ground_pump (wait); /* the moment */
      if (start_ground_button (page, "Cancel") != NULL)
        start_ground_press (page, "Cancel");
      ground_wait (is_quiet, page, 30);
      if (display_says (page, "Nothing was kept"))
        {
          g_autofree char *after = start_ground_list ();

          stopped++;
          g_assert_cmpstr (before, ==, after);
        }
      display_settle (NULL);
    }
  /* How often depends on the machine; doors-safekeeping-failures stops it at every place. */
  g_test_message ("stopped %u times", stopped);
  g_assert_cmpuint (stopped, >, 0);
}

static void
test_disk_full (Given *self, gconstpointer data)
{
  const gsize rooms[] = { 100, 20000, self->size - 6000 };
  g_autofree char *before = NULL;
  CwReceivePage *page = begin (self);

  go_to_receive (self, NULL);
  before = start_ground_list ();
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *after = NULL;

      ground_limit_files (rooms[i]);
      start_ground_press (page, "Receive the records");
      start_ground_await (page, "not enough room", 30);
      ground_limit_files (G_MAXUINT64);
      after = start_ground_list ();
      g_assert_cmpstr (before, ==, after);
      ground_wait (is_quiet, page, 30);
    }
  start_ground_press (page, "Receive the records"); /* room was made */
  start_ground_await (page, "What arrived", 60);
}

static GtkWidget *
find_question (const char *words)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!CW_IS_WINDOW (window) && start_ground_button (window, words) != NULL)
        return window;
    }
  return NULL;
}

static gboolean
is_asked (gpointer words)
{
  return find_question (words) != NULL;
}

static void
answer (const char *words)
{
  g_test_message ("waiting to be asked “%s”", words);
  ground_wait (is_asked, (gpointer) words, 20);
  start_ground_press (find_question (words), words);
  display_settle (NULL);
}

/* Counts or digest are not those of the cover sheet: it can go again, also after a lock. */
static void
test_differs (Given *self, gconstpointer locked)
{
  g_autofree char *before = NULL, *after = NULL;
  CwReceivePage *page = begin (self);

  go_to_receive (self, NULL);
  before = start_ground_list ();
  start_ground_press (page, "Receive the records");
  start_ground_await (page, "What arrived", 60);
  if (GPOINTER_TO_INT (locked))
    cw_window_lock (self->window);
  start_ground_press (page, "They differ");
  display_picture ("receive-differs");
  answer ("Keep it for now");
  g_assert_true (display_says (page, "What arrived"));
  start_ground_press (page, "They differ");
  answer ("Remove");
  start_ground_await (self->window, "Begin here", 30);
  after = start_ground_list ();
  g_assert_cmpstr (before, ==, after);
}

/* The window closes while it is being received: it ends as if it had been cancelled. */
static gboolean
is_swept (gpointer before)
{
  g_autofree char *after = start_ground_list ();

  return g_str_equal (before, after);
}

static void
test_closed (Given *self, gconstpointer data)
{
  CwReceivePage *page = begin (self);
  g_autofree char *before = NULL;

  go_to_receive (self, NULL);
  before = start_ground_list ();
  start_ground_press (page, "Receive the records");
  start_ground_close (self->window);
  ground_wait (is_swept, before, 10);
  ground_pump (500); /* and it stays so */
  g_assert_true (is_swept (before));
  self->window = start_ground_open ();
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  start_ground_begin (display_make_application ());
  g_test_add ("/receive/whole", Given, NULL, set_up, test_whole, tear_down);
  g_test_add ("/receive/cancelled", Given, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/receive/differs", Given, NULL, set_up, test_differs, tear_down);
  if (g_getenv ("CW_TEST_KEYRING")[0] != '\0')
    return g_test_run (); /* the rest is the same with one */
  g_test_add ("/receive/refused", Given, NULL, set_up, test_refused, tear_down);
  g_test_add ("/receive/damaged", Given, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/receive/words", Given, NULL, set_up, test_words, tear_down);
  g_test_add ("/receive/beside", Given, NULL, set_up, test_beside, tear_down);
  g_test_add ("/receive/disk-full", Given, NULL, set_up, test_disk_full, tear_down);
  g_test_add ("/receive/differs-locked", Given, GINT_TO_POINTER (TRUE), set_up, test_differs,
              tear_down);
  g_test_add ("/receive/closed", Given, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
