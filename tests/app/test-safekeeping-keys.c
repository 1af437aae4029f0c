/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Another passphrase, another recovery code, new keys: on real encrypted records (R20). */

#include "app/safekeeping/cw-keys-walk.h"
#include "ground.h"
#include "keep-fixture.h"

static gboolean
keys_are_done (gpointer walk)
{
  return cw_keys_walk_is_done (walk);
}

static void
test_passphrase (void)
{
  Keep *keep = keep_new ();
  CwKeysWalk *walk = keep_begin (keep, "Change the passphrase");

  keep_press_next (walk); /* nothing is typed yet: nothing happens */
  g_assert_true (keep_is_idle (walk));
  keep_type_passphrase (walk, KEEP_OTHER);
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  ground_pump (250);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_OTHER));
  g_assert_false (keep_opens (keep, KEEP_PASSPHRASE));
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
  CwKeysWalk *walk = keep_begin (keep, "Somebody may know it");
  gint64 count = -1;

  keep_press_next (walk);
  keep_type_passphrase (walk, KEEP_OTHER);
  keep_press_next (walk);
  keep_type_code (walk);
  keep_press_next (walk);
  ground_wait (keys_are_done, walk, 60);
  ground_pump (250);
  cw_session_call (keep->session, count_work, &count, NULL, NULL, 0, NULL, counted_cb, NULL);
  ground_wait (is_counted, &count, 10);
  g_assert_cmpint (count, ==, 1);
  keep_lock (keep);
  g_assert_true (keep_opens (keep, KEEP_OTHER));
  g_assert_false (keep_opens (keep, KEEP_PASSPHRASE));
  keep_free (keep);
}

int
main (int argc, char **argv)
{
  g_assert_true (cw_secret_init ());
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/keys/passphrase", test_passphrase);
  g_test_add_func ("/keys/new-keys", test_new_keys);
  return g_test_run ();
}
