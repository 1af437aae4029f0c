/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One situation of the keyring for each run (with-keyring.sh): its error, in time, and the way on
 * from it. */

#include "vault/cw-keyring.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>

#include "core/cw-error.h"
#include "vault/cw-key-file.h"
#include "vault/cw-passphrase.h"
#include "vault/cw-vault.h"

/* The program's own patience is five seconds (CW_KEYRING_TIMEOUT). Who has none of their own waits
 * for as long as the bus does, which is 25: a busy or slowed down machine stays below that. */
#define IN_TIME (20 * G_USEC_PER_SEC)
#define WORDS "teapot candle walrus gravel oboe"
#define NEW_WORDS "pebble orchid lantern quilt"

static const struct
{
  const char *name;
  int lookup; /* CwError of looking up; -1: found */
  int store;  /* of asking whether the keyring takes a half; -1: it does */
  gboolean there;
} situations[] = {
  { "ok", -1, -1, TRUE },
  { "locked", CW_ERROR_KEYRING_LOCKED, CW_ERROR_KEYRING_LOCKED, TRUE },
  { "wrong-password", CW_ERROR_KEYRING_LOCKED, CW_ERROR_KEYRING_LOCKED, TRUE },
  { "deleted", CW_ERROR_KEYRING_MISSING, -1, TRUE },
  { "no-collection", CW_ERROR_KEYRING_MISSING, CW_ERROR_KEYRING_MISSING, TRUE },
  { "truncated", CW_ERROR_KEYRING_MISSING, -1, TRUE },
  { "died", CW_ERROR_KEYRING_NONE, CW_ERROR_KEYRING_NONE, FALSE },
  { "no-service", CW_ERROR_KEYRING_NONE, CW_ERROR_KEYRING_NONE, FALSE },
  { "no-bus", CW_ERROR_KEYRING_NONE, CW_ERROR_KEYRING_NONE, FALSE },
  { "silent", CW_ERROR_KEYRING_SILENT, CW_ERROR_KEYRING_SILENT, FALSE },
};

static guint here; /* which of them */
static char *dir;  /* a vault whose passphrase slot wants the half */
static char *code; /* its recovery code */

static CwSecret *
make_half (void)
{
  CwSecret *half = cw_secret_new_empty (32);

  for (guint i = 0; i < 32; i++)
    cw_secret_write (half)[i] = (guint8) (i * 7 + 1);

  return half;
}

/* The same vault in every run of one situation: only its keyring half is in the keyring, or is not.
 */
static char *
make_vault_dir (void)
{
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (CwSecret) data_key = cw_secret_new_random (32);
  g_autoptr (CwSecret) half = make_half ();
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (WORDS);
  g_autoptr (CwSecret) shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) canonical = cw_recovery_code_canonical (shown, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *made = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "vault", NULL);
  g_autofree char *key = g_build_filename (made, "casework.key", NULL);
  g_autofree char *note = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "code", NULL);

  if (g_file_get_contents (note, &code, NULL, NULL))
    return made;
  code = g_strdup ((const char *) cw_secret_peek (shown));
  g_assert_true (g_file_set_contents (note, code, -1, NULL));
  g_assert_cmpint (g_mkdir (made, 0700), ==, 0);
  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, data_key, passphrase, half,
                                       cw_kdf_least, NULL));
  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_RECOVERY, data_key, canonical, NULL,
                                       cw_kdf_least, NULL));
  bytes = cw_key_file_serialize (key_file);
  g_assert_true (g_file_set_contents (key, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));

  return made;
}

static char *
vault_id (void)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, NULL);

  return cw_vault_get_id (vault);
}

static void
assert_code (const GError *error, int expected)
{
  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, CW_ERROR, expected);
  if (expected >= 0)
    g_assert_true (g_str_has_suffix (error->message, "."));
}

static int
prepare (void)
{
  g_autofree char *id = vault_id ();
  g_autoptr (CwSecret) half = make_half ();
  g_autoptr (GError) error = NULL;

  if (!cw_keyring_store (id, "The post", half, NULL, &error))
    g_printerr ("%s\n", error->message);

  return error != NULL;
}

/* Each situation is told apart, long before the bus itself would give up, and nobody is asked
 * anything. */
static void
test_lookup (void)
{
  g_autofree char *id = vault_id ();
  g_autoptr (CwSecret) expected = make_half ();

  for (guint may_prompt = 0; may_prompt < 2; may_prompt++)
    {
      g_autoptr (GError) error = NULL;
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (CwSecret) half = cw_keyring_lookup (id, may_prompt == 1, NULL, &error);

      g_assert_cmpint (g_get_monotonic_time () - begun, <, IN_TIME);
      assert_code (error, situations[here].lookup);
      g_assert_true ((half != NULL) == (situations[here].lookup < 0));
      if (half != NULL)
        g_assert_true (cw_secret_equal (half, expected));
    }
}

static void
got_half_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (CwSecret) half = cw_keyring_lookup_finish (result, &error);

  if (half != NULL)
    error = g_error_new_literal (CW_ERROR, 1000, "found");
  *(GError **) data = error;
}

/* The main loop goes on turning meanwhile. */
static void
test_async (void)
{
  g_autofree char *id = vault_id ();
  GError *error = NULL;
  int expected = situations[here].lookup < 0 ? 1000 : situations[here].lookup;
  gint64 begun = g_get_monotonic_time (), turned = begun, longest = 0;

  cw_keyring_lookup_async (id, FALSE, NULL, got_half_cb, &error);
  while (error == NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - turned);
      turned = g_get_monotonic_time ();
      g_usleep (1000);
    }
  g_assert_cmpint (g_get_monotonic_time () - begun, <, IN_TIME);
  g_assert_cmpint (longest, <,
                   CW_KEYRING_TIMEOUT * G_USEC_PER_SEC / 2); /* who waits waits for it all */
  g_assert_error (error, CW_ERROR, expected);
  g_clear_error (&error);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *id = vault_id ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (CwSecret) half = cw_keyring_lookup (id, FALSE, cancellable, &error);

  if (g_str_equal (situations[here].name, "silent"))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - begun, <, CW_KEYRING_TIMEOUT * G_USEC_PER_SEC);
    }
  g_thread_join (thread);
}

static void
test_store (void)
{
  g_autoptr (CwSecret) half = cw_secret_new_random (32);
  g_autoptr (GError) problem = NULL;
  gboolean there = FALSE, can;

  if (!g_str_equal (situations[here].name, "silent"))
    there = cw_keyring_is_there (NULL);
  g_assert_cmpint (there, ==, situations[here].there);
  can = cw_keyring_can_store (NULL, &problem);
  g_assert_cmpint (can, ==, situations[here].store < 0);
  assert_code (problem, situations[here].store);

  for (guint round = 0; round < 2 && !g_str_equal (situations[here].name, "silent"); round++)
    {
      g_autoptr (GError) error = NULL;
      gboolean stored = cw_keyring_store ("00112233445566778899aabbccddeeff", "Another post", half,
                                          NULL, &error);
      g_autoptr (CwSecret) read = NULL;

      g_assert_cmpint (stored, ==, situations[here].store < 0);
      assert_code (error, situations[here].store);
      if (!stored)
        continue;
      read = cw_keyring_lookup ("00112233445566778899aabbccddeeff", FALSE, NULL, &error);
      g_assert_true (cw_secret_equal (read, half));
      cw_secret_write (half)[0] ^= 1; /* the second replaces the first */
    }
  if (situations[here].store < 0)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (cw_keyring_remove ("00112233445566778899aabbccddeeff", NULL, &error));
      g_assert_true (cw_keyring_remove ("00112233445566778899aabbccddeeff", NULL, &error));
      g_assert_null (cw_keyring_lookup ("00112233445566778899aabbccddeeff", FALSE, NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
    }
}

/* An entry that something else wrote over is not taken for a key. */
static void
test_foreign_entry (void)
{
  static const SecretSchema schema = { CW_APP_ID ".Key",
                                       SECRET_SCHEMA_NONE,
                                       { { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                         { "v", SECRET_SCHEMA_ATTRIBUTE_STRING } } };
  static const char *const values[]
      = { "", "deadbeef", WORDS, "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
          "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "x", values[i],
                                                 NULL, &error, "vault",
                                                 "ffeeddccbbaa99887766554433221100", "v", "1",
                                                 NULL));
      g_assert_null (cw_keyring_lookup ("ffeeddccbbaa99887766554433221100", FALSE, NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
    }
}

/* The passphrase wants its half; the recovery code opens the same records in every situation. */
static void
test_unlock_and_recover (void)
{
  g_autoptr (CwVault) vault = cw_vault_new_for_dir (dir, NULL);
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (WORDS);
  g_autoptr (CwSecret) new_passphrase = cw_secret_new_text (NEW_WORDS);
  g_autoptr (CwSecret) recovered = NULL;
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwSecret) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can_store = situations[here].store < 0;

  g_assert_true (cw_vault_uses_keyring (vault));
  opened = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  assert_code (error, situations[here].lookup);
  g_clear_error (&error);
  recovered = cw_vault_recover (vault, code, NULL, FALSE, cw_kdf_least, NULL, &error);
  g_assert_no_error (error);
  if (opened != NULL)
    g_assert_true (cw_secret_equal (opened, recovered));
  g_clear_pointer (&recovered, cw_secret_free);

  /* With a new half where the keyring takes it; else it says why not, changes nothing, and goes on
   * without. */
  recovered = cw_vault_recover (vault, code, new_passphrase, TRUE, cw_kdf_least, NULL, &error);
  assert_code (error, situations[here].store);
  g_assert_true ((recovered != NULL) == can_store);
  g_assert_true (cw_vault_uses_keyring (vault));
  g_clear_error (&error);
  if (!can_store)
    recovered = cw_vault_recover (vault, code, new_passphrase, FALSE, cw_kdf_least, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_vault_uses_keyring (vault), ==, can_store);
  again = cw_vault_unlock (vault, new_passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_secret_equal (recovered, again));
}

/* Making a vault says before the work whether the keyring takes its half, and leaves nothing when
 * it does not. */
static void
test_create (void)
{
  g_autofree char *target = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "vaults", "new", NULL);
  g_autofree char *parent = g_path_get_dirname (target), *id = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (WORDS);
  g_autoptr (CwSecret) new_code = cw_recovery_code_new ();
  g_autoptr (CwSecret) half = NULL;
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft = cw_vault_prepare (target, "The new post", passphrase, new_code, TRUE,
                                          cw_kdf_least, NULL, &error);

  assert_code (error, situations[here].store);
  if (draft == NULL)
    {
      g_assert_false (g_file_test (parent, G_FILE_TEST_EXISTS));
      return;
    }
  vault = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_vault_uses_keyring (vault));
  id = cw_vault_get_id (vault);
  half = cw_keyring_lookup (id, FALSE, NULL, &error);
  g_assert_no_error (error);
  opened = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);
  /* The half is what makes the difference: without it the passphrase does not open. */
  g_assert_true (cw_keyring_remove (id, NULL, &error));
  g_assert_null (cw_vault_unlock (vault, passphrase, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
}

/* A new passphrase keeps the half; new keys bring a new one; destroying takes it away. */
static void
test_change_and_destroy (void)
{
  g_autofree char *target
      = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "vaults", "changing", NULL);
  g_autofree char *id = NULL, *new_id = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (WORDS);
  g_autoptr (CwSecret) new_passphrase = cw_secret_new_text (NEW_WORDS);
  g_autoptr (CwSecret) new_code = cw_recovery_code_new ();
  g_autoptr (CwSecret) before = NULL;
  g_autoptr (CwSecret) after = NULL;
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft;

  draft = cw_vault_prepare (target, "Changing", passphrase, new_code, TRUE, cw_kdf_least, NULL,
                            &error);
  vault = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  id = cw_vault_get_id (vault);
  before = cw_keyring_lookup (id, FALSE, NULL, NULL);
  opened = cw_vault_unlock (vault, passphrase, FALSE, NULL, NULL);
  g_assert_true (
      cw_vault_change_passphrase (vault, opened, new_passphrase, cw_kdf_least, NULL, &error));
  after = cw_keyring_lookup (id, FALSE, NULL, NULL);
  g_assert_true (cw_secret_equal (before, after));
  g_assert_true (cw_vault_uses_keyring (vault));
  g_clear_pointer (&opened, cw_secret_free);
  opened = cw_vault_unlock (vault, new_passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);

  draft = cw_vault_prepare_exchange (vault, passphrase, new_code, TRUE, cw_kdf_least, NULL, &error);
  g_assert_true (cw_vault_draft_exchange (draft, vault, NULL, &error));
  new_id = cw_vault_get_id (vault);
  g_assert_cmpstr (new_id, !=, id);
  g_assert_null (cw_keyring_lookup (id, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_clear_pointer (&opened, cw_secret_free);
  opened = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (cw_vault_destroy (vault, &error));
  g_assert_null (cw_keyring_lookup (new_id, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* The same records once more, as after a restore: one half opens both. */
static CwVault *
make_twin (CwVault *vault, const CwSecret *data_key, const char *name)
{
  g_autofree char *parent = g_path_get_dirname (cw_vault_get_dir (vault));
  g_autofree char *target = g_build_filename (parent, name, NULL);
  g_autofree char *key = g_build_filename (cw_vault_get_dir (vault), "casework.key", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft;
  CwVault *twin;
  gsize length;

  g_assert_true (g_file_get_contents (key, &contents, &length, NULL));
  bytes = g_bytes_new (contents, length);
  draft
      = cw_vault_prepare_restored (target, name, cw_key_file_parse (bytes, NULL), data_key, &error);
  g_assert_no_error (error);
  twin = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  return twin;
}

static void
expect_opens (CwVault *vault, const CwSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) data_key = cw_vault_unlock (vault, passphrase, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (data_key);
}

/* New keys for one of two, and the end of one of them, leave the other its half. */
static void
test_twin (void)
{
  g_autofree char *target = g_build_filename (g_getenv ("CW_KEYRING_ROOT"), "vaults", "one", NULL);
  g_autofree char *id = NULL;
  g_autoptr (CwSecret) passphrase = cw_secret_new_text (WORDS);
  g_autoptr (CwSecret) new_passphrase = cw_secret_new_text (NEW_WORDS);
  g_autoptr (CwSecret) new_code = cw_recovery_code_new ();
  g_autoptr (CwSecret) opened = NULL;
  g_autoptr (CwVault) vault = NULL, twin = NULL, third = NULL;
  g_autoptr (GError) error = NULL;
  CwVaultDraft *draft;

  draft = cw_vault_prepare (target, "One", passphrase, new_code, TRUE, cw_kdf_least, NULL, &error);
  vault = cw_vault_draft_commit (draft, NULL, &error);
  g_assert_no_error (error);
  id = cw_vault_get_id (vault);
  opened = cw_vault_unlock (vault, passphrase, FALSE, NULL, NULL);
  twin = make_twin (vault, opened, "two");
  third = make_twin (vault, opened, "three");

  draft = cw_vault_prepare_exchange (vault, new_passphrase, new_code, TRUE, cw_kdf_least, NULL,
                                     &error);
  g_assert_true (cw_vault_draft_exchange (draft, vault, NULL, &error));
  expect_opens (vault, new_passphrase);
  expect_opens (twin, passphrase);

  g_assert_true (cw_vault_destroy (third, &error));
  expect_opens (twin, passphrase);
  g_assert_true (cw_vault_destroy (twin, &error)); /* the last one takes it away */
  g_assert_null (cw_keyring_lookup (id, FALSE, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  expect_opens (vault, new_passphrase);
}

static pid_t
find_service (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  guint32 pid = 0;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                        g_variant_new ("(s)", "org.freedesktop.secrets"), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(u)", &pid);

  return (pid_t) pid;
}

static void
assert_lookup (const char *id, int expected)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (CwSecret) half = cw_keyring_lookup (id, FALSE, NULL, &error);

  g_assert_cmpint (g_get_monotonic_time () - begun, <, IN_TIME);
  g_assert_true ((half != NULL) == (expected < 0));
  assert_code (error, expected);
}

/* The same process sees the service stop answering, answer again, and die. The last test: nothing
 * starts it again. */
static void
test_stops_and_dies (void)
{
  pid_t service;

  service = find_service ();
  g_assert_true (cw_keyring_is_there (NULL));
  g_assert_cmpint (kill (service, SIGSTOP), ==, 0);
  assert_lookup ("00112233445566778899aabbccddeeff", CW_ERROR_KEYRING_SILENT);
  g_assert_cmpint (kill (service, SIGCONT), ==, 0);
  assert_lookup ("00112233445566778899aabbccddeeff", CW_ERROR_KEYRING_MISSING);
  g_assert_cmpint (kill (service, SIGKILL), ==, 0);
  while (cw_keyring_is_there (NULL))
    g_usleep (10000);
  assert_lookup ("00112233445566778899aabbccddeeff", CW_ERROR_KEYRING_NONE);
}

int
main (int argc, char **argv)
{
  const char *situation = g_getenv ("CW_KEYRING_SITUATION");
  int status;

  g_test_init (&argc, &argv, NULL);
  while (here < G_N_ELEMENTS (situations) && g_strcmp0 (situations[here].name, situation) != 0)
    here++;
  if (here == G_N_ELEMENTS (situations) || g_getenv ("CW_KEYRING_ROOT") == NULL)
    g_error ("run with with-keyring.sh");
  dir = make_vault_dir ();
  if (g_strcmp0 (g_getenv ("CW_KEYRING_STEP"), "prepare") == 0)
    return prepare ();
  if (situations[here].lookup < 0)
    prepare ();

  g_test_add_func ("/keyring/lookup", test_lookup);
  g_test_add_func ("/keyring/async", test_async);
  g_test_add_func ("/keyring/cancel", test_cancel);
  g_test_add_func ("/keyring/store", test_store);
  g_test_add_func ("/keyring/unlock-and-recover", test_unlock_and_recover);
  g_test_add_func ("/keyring/create", test_create);
  /* These begin with a keyring that works; after the last it does so no more. */
  if (situations[here].store < 0)
    {
      g_test_add_func ("/keyring/change-and-destroy", test_change_and_destroy);
      g_test_add_func ("/keyring/twin", test_twin);
    }
  if (situations[here].lookup < 0)
    {
      g_test_add_func ("/keyring/foreign-entry", test_foreign_entry);
      g_test_add_func ("/keyring/stops-and-dies", test_stops_and_dies);
    }
  status = g_test_run ();
  g_free (dir);
  g_free (code);

  return status;
}
