/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Another passphrase, another recovery code, new keys: on real encrypted records (R20). */

#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-keys-walk.h"
#include "app/safekeeping/cw-keys-words.h"
#include "app/safekeeping/cw-secret-entry.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "cli/cw-safekeeping.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"
#include "vault/cw-passphrase.h"

static gboolean
keys_are_done (gpointer walk)
{
  return cw_keys_walk_is_done (walk);
}

/* Types what opens the records now, and waits for the answer. */
static void
prove (gpointer walk, const char *text)
{
  cw_secret_entry_set_text (display_find (walk, CW_TYPE_SECRET_ENTRY), text);
  keep_press_next (walk);
  ground_wait (keep_is_idle, walk, 60);
  display_settle (NULL);
}

static const char *
get_step (gpointer walk)
{
  return gtk_stack_get_visible_child_name (display_find (walk, GTK_TYPE_STACK));
}

/* An unlocked laptop that was left alone is not enough (R20): every one of the three walks asks
 * first for what opens the records now, and takes a second to refuse. */
static void
test_proof (void)
{
  static const char *const titles[]
      = { "Change the passphrase", "New recovery code", "Somebody may know it" };
  static const char *const next[] = { "passphrase", "code", "passphrase" };
  Keep *keep = keep_new ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      gpointer walk = keep_begin (keep, titles[i]);
      gint64 begun;

      if (i == 2)
        keep_press_next (walk); /* what it is about */
      g_assert_cmpstr (get_step (walk), ==, "proof");
      keep_press_next (walk); /* nothing is typed: nothing happens */
      g_assert_cmpstr (get_step (walk), ==, "proof");
      begun = g_get_monotonic_time ();
      prove (walk, "not what opens them");
      g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);
      g_assert_cmpstr (get_step (walk), ==, "proof");
      prove (walk, KEEP_PASSPHRASE);
      g_assert_cmpstr (get_step (walk), ==, next[i]);
      g_signal_emit_by_name (display_find (walk, CW_TYPE_WALK_FRAME), "leave");
    }
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_PASSPHRASE)); /* nothing was changed on the way */
  keep_free (keep);
}

/* The recovery code proves as much: who has forgotten the passphrase can choose another. */
static void
test_proof_by_code (void)
{
  Keep *keep = keep_new ();
  gpointer walk = keep_begin (keep, "Change the passphrase");
  g_autoptr (GPtrArray) links = display_find_all (walk, GTK_TYPE_BUTTON, "link");

  g_assert_cmpuint (links->len, >, 0);
  g_signal_emit_by_name (g_ptr_array_index (links, 0), "clicked");
  prove (walk, "0000-0000-0000-0000-0000-0000-0000-0000-0000");
  g_assert_cmpstr (get_step (walk), ==, "proof");
  prove (walk, keep->code);
  g_assert_cmpstr (get_step (walk), ==, "passphrase");
  keep_type_passphrase (walk, KEEP_OTHER);
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_OTHER));
  keep_free (keep);
}

/* Other keys that somebody slipped in, whose passphrase they know, prove nothing. */
static void
test_foreign_keys (void)
{
  Keep *keep = keep_new ();
  g_autofree char *path = g_build_filename (keep->dir, "casework.key", NULL);
  g_autoptr (CwKeyFile) forged = NULL;
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32);
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (KEEP_OTHER);
  g_autoptr (GBytes) before = NULL, bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;
  gpointer walk;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  before = g_bytes_new_take (contents, length);
  forged = cw_key_file_parse (before, &error);
  g_assert_true (cw_key_file_set_slot (forged, CW_SLOT_PASSPHRASE, data_key, passphrase, NULL,
                                       cw_kdf_least, &error));
  bytes = cw_key_file_serialize (forged);
  g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                           (gssize) g_bytes_get_size (bytes),
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error));
  walk = keep_begin (keep, "Change the passphrase");
  prove (walk, KEEP_OTHER);
  g_assert_cmpstr (get_step (walk), ==, "proof");
  keep_free (keep);
}

/* The paper that opens the backups there are is not thrown away before there is a new one: the last
 * page says so, and its button leads there. */
static void
expect_backup_next (Keep *keep, gpointer walk)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (keep->window));

  g_assert_true (display_says (walk, "Next, make a new backup on your stick."));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "Make a new _backup");
  g_assert_cmpuint (display_count_clashes (walk), ==, 0);
  keep_press_next (walk);
  g_assert_true (CW_IS_BACKUP_WALK (cw_safekeeping_page_get_walk (keep->page)));
}

static void
test_passphrase (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = keep_begin (keep, "Change the passphrase");

  prove (walk, KEEP_PASSPHRASE);
  keep_press_next (walk); /* nothing is typed yet: nothing happens */
  g_assert_cmpstr (get_step (walk), ==, "passphrase");
  g_assert_true (display_says (walk, "Backups made before still open with the old one, so"));
  keep_type_passphrase (walk, KEEP_OTHER);
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  keep_settle (keep);
  display_picture ("keys-passphrase-done");
  expect_backup_next (keep, walk);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_OTHER));
  g_assert_false (keep_opens (keep, KEEP_PASSPHRASE));
  keep_free (keep);
}

/* Whether the recovery code opens the records; they are let go again. */
static gboolean
code_opens (Keep *keep, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (keep->dir, &error);
  g_autoptr (CwSecret) data_key
      = cw_vault_recover (vault, code, NULL, FALSE, cw_kdf_least, NULL, &error);

  if (data_key == NULL)
    g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  cw_vault_release (vault);
  return data_key != NULL;
}

/* Shown once, typed back from the paper, and from then on the only one. */
static void
test_code (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = keep_begin (keep, "New recovery code");
  g_autofree char *shown = NULL;

  prove (walk, KEEP_PASSPHRASE);
  g_assert_cmpstr (get_step (walk), ==, "code");
  keep_press_next (walk); /* not typed back yet */
  g_assert_false (cw_keys_walk_is_done (walk));
  shown = keep_type_code (walk);
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  keep_settle (keep);
  display_picture ("keys-code-done");
  g_assert_true (display_says (walk, "If you have the old paper, keep it until then"));
  expect_backup_next (keep, walk);
  keep_lock (keep);
  g_assert_true (code_opens (keep, shown));
  g_assert_false (code_opens (keep, keep->code));
  g_assert_true (keep_opens (keep, KEEP_PASSPHRASE)); /* the passphrase is as it was */
  keep_free (keep);
}

/* A lock in the middle of it: the old code is as good as before. */
static void
test_code_left (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = keep_begin (keep, "New recovery code");

  prove (walk, KEEP_PASSPHRASE);
  g_free (keep_type_code (walk));
  keep_lock (keep);
  g_assert_true (code_opens (keep, keep->code));
  keep_free (keep);
}

static gpointer
count_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  gint64 count = cw_store_count_enquiries (store, &(CwEnquiryFilter){ 0 }, NULL, error);

  return g_memdup2 (&count, sizeof count);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 **) data = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_counted (gpointer count)
{
  return *(gint64 **) count != NULL;
}

/* Daily backups in any folder on this laptop that open with @passphrase. */
static guint
count_daily (Keep *keep, const char *dir, const char *passphrase)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  g_autoptr (CwSecret) secret = cw_secret_new_text (passphrase);
  const char *name;
  guint n = 0;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autoptr (CwInventory) found = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_daily (keep, path, passphrase);
      else
        found = cw_backup_inspect (path, CW_SLOT_PASSPHRASE, secret, NULL, keep->clock, NULL, NULL,
                                   NULL, NULL);
      n += found != NULL;
    }
  return n;
}

/* New keys while the records stay open: the same enquiries, and the old passphrase is dead, for the
 * daily backups too. */
static void
test_new_keys (void)
{
  Keep *keep = keep_new ();
  g_autofree char *backups = g_build_filename (keep->parent, "casework-backups", NULL);
  g_autofree gint64 *count = NULL;
  CwKeysWalk *walk;

  keep_lock (keep); /* the day's backup */
  keep_open (keep);
  keep_show (keep);
  g_assert_cmpuint (count_daily (keep, backups, KEEP_PASSPHRASE), ==, 1);
  walk = keep_begin (keep, "Somebody may know it");
  display_picture ("keys-new-about");

  keep_press_next (walk);
  prove (walk, KEEP_PASSPHRASE);
  keep_type_passphrase (walk, KEEP_OTHER);
  keep_press_next (walk);
  g_free (keep_type_code (walk));
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  keep_settle (keep);
  display_picture ("keys-new-done");
  g_assert_true (display_says (walk, "open nothing on this laptop any more"));
  g_assert_true (display_says (walk, "Keep the old paper until then"));
  expect_backup_next (keep, walk);
  cw_session_call (keep->session, count_work, NULL, NULL, g_free, 0, NULL, counted_cb, &count);
  ground_wait (is_counted, &count, 10);
  g_assert_cmpint (*count, ==, 1);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_OTHER));
  g_assert_false (keep_opens (keep, KEEP_PASSPHRASE));
  g_assert_cmpuint (count_daily (keep, backups, KEEP_PASSPHRASE), ==, 0);
  g_assert_cmpuint (count_daily (keep, backups, KEEP_OTHER), ==, 1);
  keep_free (keep);
}

/* Which backups open with what, in each case: a walk never says more than is true. */
static void
test_words (void)
{
  static const struct
  {
    CwKeysState state;
    const char *says, *never;
  } table[] = {
    { { CW_KEYS_CODE, TRUE, FALSE, FALSE }, "only the old code opens", "passphrase" },
    { { CW_KEYS_CODE, FALSE, FALSE, FALSE }, "open with the old code", "only the old" },
    { { CW_KEYS_PASSPHRASE, TRUE, FALSE, FALSE }, "on this laptop", "paper" },
    { { CW_KEYS_PASSPHRASE, FALSE, FALSE, FALSE }, "older backups open with it", "this laptop" },
    { { CW_KEYS_ALL, TRUE, FALSE, FALSE }, "only the old code opens", "could not be replaced" },
    { { CW_KEYS_ALL, FALSE, FALSE, FALSE }, "old passphrase or the old code", "only the old" },
    { { CW_KEYS_ALL, TRUE, FALSE, TRUE }, "could not be replaced", "open nothing on this laptop" },
    { { CW_KEYS_ALL, TRUE, TRUE, FALSE }, "restored beside them still open", "open nothing on" },
    { { CW_KEYS_ALL, TRUE, TRUE, FALSE }, "old passphrase or the old code", "only the old" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = cw_keys_words_done (&table[i].state);

      g_assert_nonnull (strstr (words, table[i].says));
      g_assert_null (strstr (words, table[i].never));
      g_assert_nonnull (strstr (words, "make a new backup on your stick"));
    }
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/keys/proof", test_proof);
  g_test_add_func ("/keys/proof-by-code", test_proof_by_code);
  g_test_add_func ("/keys/foreign", test_foreign_keys);
  g_test_add_func ("/keys/code", test_code);
  g_test_add_func ("/keys/code-left", test_code_left);
  g_test_add_func ("/keys/passphrase", test_passphrase);
  g_test_add_func ("/keys/new-keys", test_new_keys);
  g_test_add_func ("/keys/words", test_words);
  return g_test_run ();
}
