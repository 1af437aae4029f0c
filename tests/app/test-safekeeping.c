/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Safekeeping as the adviser does it, on real encrypted records: back up, try the backup, restore
 * beside, another passphrase, new keys (R20, R21). */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/safekeeping/cw-backup-state.h"
#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-keys-walk.h"
#include "app/safekeeping/cw-rehearsal-walk.h"
#include "app/safekeeping/cw-restore-walk.h"
#include "app/safekeeping/cw-safekeeping-page.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "ground.h"
#include "vault/cw-passphrase.h"

#define PASSPHRASE "seven herons on a wall"
#define OTHER "nine otters under bridges"

/* Records in a vault of their own, and the page on them. */
typedef struct
{
  char *parent, *dir;
  CwClock *clock;
  CwSession *session;
  CwSafekeepingPage *page; /* borrowed */
  GtkWidget *window;
} Keep;

static void
remove_all (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
log_enquiry (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, &error);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
  const CwCodeList lists[] = { CW_LIST_ENQUIRY_CATEGORY, CW_LIST_CONTACT_METHOD, CW_LIST_ABOUT };
  gint64 first[G_N_ELEMENTS (lists)];

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    first[i] = ((CwCode *) g_ptr_array_index (cw_code_book_list (codes, lists[i]), 0))->id;
  enquiry->day = cw_clock_today (cw_store_get_clock (store));
  cw_ids_add (enquiry->categories, first[0]);
  enquiry->method = first[1];
  enquiry->about = first[2];
  g_assert_cmpint (cw_store_save_enquiry (store, enquiry, &error), >, 0);
  g_assert_no_error (error);
}

static void
show_page (Keep *self)
{
  self->window = adw_window_new ();
  self->page = g_object_new (CW_TYPE_SAFEKEEPING_PAGE, NULL);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_widget_add_css_class (self->window, "cw-page");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1146, 768);
  cw_section_bind (CW_SECTION (self->page), self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  cw_section_shown (CW_SECTION (self->page));
  ground_pump (300);
}

static Keep *
keep_new (void)
{
  Keep *self = g_new0 (Keep, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (PASSPHRASE);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) code = cw_recovery_code_parse ((const char *) cw_secret_peek (shown), NULL);
  g_autoptr (CwProfile) profile = cw_profile_new ();
  CwVault *vault = NULL;
  CwStore *store = NULL;

  self->parent = g_dir_make_tmp ("casework-keep-XXXXXX", &error);
  g_assert_no_error (error);
  self->dir = g_build_filename (self->parent, "records-1", NULL);
  self->clock = cw_clock_new_system ();
  g_free (profile->post);
  profile->post = g_strdup ("Hollin Bank");
  g_assert_true (cw_create_vault (self->dir, profile, NULL, passphrase, code, FALSE, cw_kdf_least,
                                  self->clock, &vault, &store, NULL, &error));
  g_assert_no_error (error);
  log_enquiry (store);
  self->session = cw_session_new (store, vault, self->clock, FALSE);
  cw_session_take_data_key (self->session,
                            cw_vault_unlock (vault, passphrase, FALSE, NULL, &error));
  g_assert_no_error (error);
  show_page (self);
  return self;
}

/* Locks: the page goes after the session is closed, as in the program. */
static void
keep_lock (Keep *self)
{
  cw_session_close (self->session);
  g_clear_pointer ((GtkWindow **) &self->window, gtk_window_destroy);
  ground_pump (50);
  g_clear_object (&self->session);
}

static void
keep_free (Keep *self)
{
  if (self->session != NULL)
    keep_lock (self);
  cw_clock_unref (self->clock);
  remove_all (self->parent);
  g_free (self->dir);
  g_free (self->parent);
  g_free (self);
}

/* Whether @passphrase opens the records; they are let go again. */
static gboolean
opens (Keep *self, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, &error);
  g_autoptr (CwSecret) secret = cw_secret_new_text (passphrase);
  g_autoptr (CwSecret) data_key = NULL;

  g_assert_no_error (error);
  data_key = cw_vault_unlock (vault, secret, FALSE, NULL, &error);
  if (data_key == NULL)
    g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  cw_vault_release (vault);
  return data_key != NULL;
}

static guint
count_kept (Keep *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (self->dir, &error);
  g_autoptr (GPtrArray) kept = cw_backup_list (vault, &error);

  g_assert_no_error (error);
  return kept->len;
}

/* ---- looking into pages ---- */

static void
collect (GtkWidget *widget, GType type, const char *css_class, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, css_class, found);
}

static GPtrArray *
find_all (gpointer widget, GType type, const char *css_class)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, css_class, found);
  return found;
}

static gpointer
find_one (gpointer widget, GType type)
{
  g_autoptr (GPtrArray) found = find_all (widget, type, NULL);

  g_assert_cmpuint (found->len, >, 0);
  return g_ptr_array_index (found, 0);
}

static AdwActionRow *
find_row (Keep *self, const char *title)
{
  g_autoptr (GPtrArray) rows = find_all (self->page, ADW_TYPE_ACTION_ROW, NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title) == 0)
      return g_ptr_array_index (rows, i);
  g_error ("no row “%s”", title);
}

static gpointer
begin (Keep *self, const char *title)
{
  g_signal_emit_by_name (find_row (self, title), "activated");
  ground_pump (250);
  g_assert_nonnull (cw_safekeeping_page_get_walk (self->page));
  return cw_safekeeping_page_get_walk (self->page);
}

static void
press_next (gpointer walk)
{
  g_signal_emit_by_name (find_one (walk, CW_TYPE_WALK_FRAME), "next");
  ground_pump (250);
}

static gboolean
is_idle (gpointer walk)
{
  return !cw_walk_frame_is_busy (find_one (walk, CW_TYPE_WALK_FRAME));
}

static gboolean
backup_is_done (gpointer walk)
{
  return cw_backup_walk_is_done (walk);
}

static gboolean
keys_are_done (gpointer walk)
{
  return cw_keys_walk_is_done (walk);
}

/* Types @text twice, as the page asks. */
static void
type_passphrase (gpointer walk, const char *text)
{
  GtkWidget *part = find_one (walk, CW_TYPE_NEW_PASSPHRASE);
  g_autoptr (GPtrArray) entries = find_all (part, GTK_TYPE_PASSWORD_ENTRY, NULL);

  g_assert_cmpuint (entries->len, ==, 2);
  for (guint i = 0; i < entries->len; i++)
    gtk_editable_set_text (g_ptr_array_index (entries, i), text);
}

/* Types back the code that is shown, group by group. */
static void
type_code (gpointer walk)
{
  g_autoptr (GPtrArray) cells = find_all (walk, GTK_TYPE_LABEL, "code");
  g_autoptr (GPtrArray) entries = find_all (walk, GTK_TYPE_PASSWORD_ENTRY, NULL);
  g_autoptr (GString) code = g_string_new (NULL);

  g_assert_cmpuint (cells->len, ==, 9);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (code, "%s ", gtk_label_get_text (g_ptr_array_index (cells, i)));
  gtk_editable_set_text (g_ptr_array_index (entries, entries->len - 1), code->str);
}

/* ---- tests ---- */

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
    const char *words;
  } rows[] = {
    { 0, TRUE, TRUE, "There is no backup off this laptop yet" },
    { 0, FALSE, FALSE, "There is no backup off this laptop yet" },
    { now - HOUR, TRUE, FALSE, "Backed up off this laptop today, 11:00" },
    { now - DAY, TRUE, FALSE, "Backed up off this laptop yesterday, 12:00" },
    { now - 7 * DAY, TRUE, FALSE, "Newest backup off this laptop is 7 days old" },
    { now - 8 * DAY, TRUE, TRUE, "Newest backup off this laptop is 8 days old" },
  };
  CwBackupState state = { 0, 0, now, TRUE };
  g_autofree char *never = cw_backup_state_here (&state), *today = NULL;

  g_assert_cmpstr (never, ==, "Not backed up yet");
  state.here_at = now - 3 * HOUR;
  today = cw_backup_state_here (&state);
  g_assert_cmpstr (today, ==, "Backed up today, 09:00");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL;

      state.off_at = rows[i].off_at;
      state.has_records = rows[i].has_records;
      words = cw_backup_state_off (&state);
      g_assert_cmpstr (words, ==, rows[i].words);
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

  g_signal_emit_by_name (find_one (find_row (keep, "There is no backup off this laptop yet"),
                                   GTK_TYPE_BUTTON),
                         "clicked");
  ground_pump (250);
  walk = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (walk, path);
  ground_wait (backup_is_done, walk, 60);
  ground_pump (250);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 5, "CWKEY", 5);
  press_next (walk);
  g_assert_null (cw_safekeeping_page_get_walk (keep->page));
  /* On the disk of the records it is no backup off the laptop, and is not taken for one. */
  find_row (keep, "There is no backup off this laptop yet");
  keep_free (keep);
}

/* A place that cannot be written to: said, and the walk can be taken again. */
static void
test_backup_fails (void)
{
  Keep *keep = keep_new ();
  CwBackupWalk *walk;

  g_signal_emit_by_name (find_one (find_row (keep, "There is no backup off this laptop yet"),
                                   GTK_TYPE_BUTTON),
                         "clicked");
  walk = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (walk, "/nowhere/at/all.casework");
  ground_wait (is_idle, walk, 60);
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
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (PASSPHRASE);
  CwSecret *data_key;
  CwVault *vault;
  CwStore *store = NULL;
  gboolean changed = FALSE;
  CwRehearsalWalk *walk;

  g_assert_cmpuint (count_kept (keep), ==, 0);
  keep_lock (keep);
  g_assert_cmpuint (count_kept (keep), ==, 1);

  vault = cw_vault_new_for_dir (keep->dir, &error);
  data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  g_assert_true (cw_open_vault (vault, data_key, keep->clock, &store, &changed, &error));
  keep->session = cw_session_new (store, vault, keep->clock, FALSE);
  cw_session_take_data_key (keep->session, data_key);
  show_page (keep);

  walk = begin (keep, "Test my backup");
  cw_rehearsal_walk_try (walk, "not the right passphrase");
  ground_wait (is_idle, walk, 60);
  g_assert_null (cw_rehearsal_walk_get_result (walk));
  cw_rehearsal_walk_try (walk, PASSPHRASE);
  ground_wait (is_idle, walk, 60);
  g_assert_cmpstr (cw_rehearsal_walk_get_result (walk), ==,
                   "It opens, and it holds all that your records hold: 1 enquiry, 0 cases and 0 "
                   "contacts.");
  ground_pump (250);
  keep_lock (keep);
  g_assert_cmpuint (count_kept (keep), ==, 1); /* one a day */
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

  g_signal_emit_by_name (find_one (find_row (keep, "There is no backup off this laptop yet"),
                                   GTK_TYPE_BUTTON),
                         "clicked");
  backup = CW_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page));
  cw_backup_walk_write_to (backup, path);
  ground_wait (backup_is_done, backup, 60);
  before = cw_vault_list (keep->parent, &error);
  walk = begin (keep, "Restore a backup beside these records");
  cw_restore_walk_choose (walk, path);
  cw_restore_walk_next (walk);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "secret");
  ground_pump (250);
  cw_restore_walk_type (walk, PASSPHRASE);
  cw_restore_walk_next (walk);
  ground_wait (is_idle, walk, 60);
  ground_pump (250);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "compare");
  cw_restore_walk_next (walk);
  ground_wait (is_idle, walk, 60);
  ground_pump (250);
  g_assert_cmpstr (cw_restore_walk_get_step (walk), ==, "done");
  after = cw_vault_list (keep->parent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  keep_lock (keep);
  g_assert_true (opens (keep, PASSPHRASE));
  keep_free (keep);
}

static void
test_passphrase (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = begin (keep, "Change the passphrase");

  press_next (walk); /* nothing is typed yet: nothing happens */
  g_assert_true (is_idle (walk));
  type_passphrase (walk, OTHER);
  press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  ground_pump (250);
  keep_lock (keep);
  g_assert_true (opens (keep, OTHER));
  g_assert_false (opens (keep, PASSPHRASE));
  keep_free (keep);
}

static gpointer
count_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  *(gint64 *) input = cw_store_count_enquiries (store, &(CwEnquiryFilter){ 0 }, NULL, error);
  return NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_counted (gpointer count)
{
  return *(gint64 *) count >= 0;
}

/* New keys while the records stay open: the same enquiries, and the old passphrase is dead. */
static void
test_new_keys (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = begin (keep, "Somebody may know it");
  gint64 count = -1;

  press_next (walk);
  type_passphrase (walk, OTHER);
  press_next (walk);
  type_code (walk);
  press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  ground_pump (250);
  cw_session_call (keep->session, count_work, &count, NULL, NULL, 0, NULL, counted_cb, NULL);
  ground_wait (is_counted, &count, 10);
  g_assert_cmpint (count, ==, 1);
  keep_lock (keep);
  g_assert_true (opens (keep, OTHER));
  g_assert_false (opens (keep, PASSPHRASE));
  keep_free (keep);
}

static void
test_safety (void)
{
  Keep *keep = keep_new ();
  g_autoptr (GPtrArray) rows = NULL;
  gpointer walk;

  ground_pump (500);
  walk = begin (keep, "Safety check");
  rows = find_all (walk, ADW_TYPE_ACTION_ROW, NULL);
  g_assert_cmpuint (rows->len, ==, 8);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (strlen (adw_action_row_get_subtitle (g_ptr_array_index (rows, i))), >, 40);
  keep_free (keep);
}

int
main (int argc, char **argv)
{
  g_assert_true (cw_secret_init ());
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/safekeeping/words", test_words);
  g_test_add_func ("/safekeeping/backup", test_backup);
  g_test_add_func ("/safekeeping/backup-fails", test_backup_fails);
  g_test_add_func ("/safekeeping/rehearsal", test_rehearsal);
  g_test_add_func ("/safekeeping/restore", test_restore);
  g_test_add_func ("/safekeeping/passphrase", test_passphrase);
  g_test_add_func ("/safekeeping/new-keys", test_new_keys);
  g_test_add_func ("/safekeeping/safety", test_safety);
  return g_test_run ();
}
