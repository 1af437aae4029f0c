/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The safety check: what each thing means and what to do, in words; and the keyring's half, with a
 * real keyring. (What is read of the computer itself: tests/vault/test-safety.c.) */

#include <string.h>

#include "app/safekeeping/cw-safety-checks.h"
#include "app/safekeeping/cw-safety-walk.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"
#include "vault/cw-keyring.h"

/* Every state of every thing has words of its own, whole sentences that are no jargon; what is a
 * concern, or not known, says what to do. */
static void
test_words (void)
{
  static const char *const acts[]
      = { "ask ",     "Ask ",         "lock with",  "Choose", "choose",       "have the", "back up",
          "keep the", "switch it on", "nothing to", "Shut",   "Install only", "Use one" };
  static const char *const jargon[] = { "LUKS", "dm-crypt", "D-Bus", "daemon", "API", "errno" };

  for (guint kind = 0; kind < CW_N_CHECKS; kind++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpint (strlen (cw_check_title (kind)), >, 0);
      for (guint state = 0; state <= CW_SAFETY_CONCERN; state++)
        {
          CwSafetyChecks checks = { .half_missing = FALSE };
          const char *words;
          gboolean says_what_to_do = state == CW_SAFETY_GOOD;

          checks.states[kind] = state;
          words = cw_safety_checks_get_words (&checks, kind);
          g_assert_true (g_hash_table_add (seen, (gpointer) words));
          g_assert_true (g_str_has_suffix (words, "."));
          for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
            says_what_to_do |= strstr (words, acts[i]) != NULL;
          g_assert_true (says_what_to_do);
          for (guint i = 0; i < G_N_ELEMENTS (jargon); i++)
            g_assert_null (strstr (words, jargon[i]));
        }
    }
}

/* ---- the keyring's half ---- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(CwSafetyChecks **) data = cw_safety_checks_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_read (gpointer checks)
{
  return *(CwSafetyChecks **) checks != NULL;
}

static CwSafetyChecks *
read_checks (Keep *keep)
{
  CwBackupState backup = { .has_records = TRUE };
  CwSafetyChecks *checks = NULL;

  cw_safety_checks_read (cw_session_get_vault (keep->session), &backup, NULL, read_cb, &checks);
  ground_wait (is_read, &checks, 20);
  return checks;
}

static void
test_keyring (void)
{
  Keep *keep = keep_new_in_keyring ();
  g_autofree char *id = cw_vault_get_id (cw_session_get_vault (keep->session));
  g_autofree CwSafetyChecks *good = read_checks (keep), *lost = NULL;

  g_assert_cmpint (good->states[CW_CHECK_KEYRING], ==, CW_SAFETY_GOOD);
  g_assert_cmpint (good->states[CW_CHECK_BACKUP], ==, CW_SAFETY_CONCERN);
  g_assert_true (cw_keyring_remove (id, NULL, NULL));
  lost = read_checks (keep);
  g_assert_cmpint (lost->states[CW_CHECK_KEYRING], ==, CW_SAFETY_CONCERN);
  g_assert_nonnull (
      strstr (cw_safety_checks_get_words (lost, CW_CHECK_KEYRING), "only the recovery code"));
  keep_free (keep);
}

static void
test_no_keyring (void)
{
  Keep *keep = keep_new ();
  g_autofree CwSafetyChecks *checks = read_checks (keep);

  g_assert_cmpint (checks->states[CW_CHECK_KEYRING], ==, CW_SAFETY_CONCERN);
  g_assert_nonnull (
      strstr (cw_safety_checks_get_words (checks, CW_CHECK_KEYRING), "passphrase alone"));
  keep_free (keep);
}

/* What wants a look comes first, what is well last; the heading counts the first. */
static void
test_order (void)
{
  static const char *const order[] = { "Look at this", "Not known", "Good" };
  CwSafetyChecks checks = { .states = { CW_SAFETY_GOOD, CW_SAFETY_CONCERN, CW_SAFETY_UNKNOWN,
                                        CW_SAFETY_GOOD, CW_SAFETY_CONCERN } };
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GPtrArray) tags = NULL;
  g_autofree char *heading = cw_safety_checks_describe (&checks);
  guint at = 0;

  gtk_window_set_child (GTK_WINDOW (window), cw_safety_walk_new (&checks));
  tags = display_find_all (window, GTK_TYPE_LABEL, "tag");
  g_assert_cmpuint (tags->len, ==, CW_N_CHECKS);
  g_assert_cmpstr (heading, ==, "2 things to look at");
  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = gtk_label_get_text (g_ptr_array_index (tags, i));

      while (at < G_N_ELEMENTS (order) && !g_str_equal (tag, order[at]))
        at++;
      g_assert_cmpuint (at, <, G_N_ELEMENTS (order));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  g_test_add_func ("/safety-checks/words", test_words);
  g_test_add_func ("/safety-checks/keyring", test_keyring);
  g_test_add_func ("/safety-checks/no-keyring", test_no_keyring);
  g_test_add_func ("/safety-checks/order", test_order);
  return g_test_run ();
}
