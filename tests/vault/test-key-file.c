/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault/cw-key-file.h"

#include <sodium.h>
#include <string.h>

#include "core/cw-error.h"

#define HEADER 32
#define SLOT 104
#define SIZE (HEADER + 2 * SLOT)

typedef struct
{
  CwSecret *data_key, *passphrase, *code, *device;
  guint8 bytes[SIZE];
} Fixture;

static GBytes *
bytes_of (const guint8 *data, gsize size)
{
  return g_bytes_new (data, size);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (GBytes) bytes = NULL;

  self->data_key = cw_secret_new_random (32);
  self->device = cw_secret_new_random (32);
  self->passphrase = cw_secret_new_text ("teapot candle walrus gravel oboe");
  self->code = cw_secret_new_text ("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, self->data_key,
                                       self->passphrase, self->device, cw_kdf_least, NULL));
  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_RECOVERY, self->data_key, self->code, NULL,
                                       cw_kdf_least, NULL));
  bytes = cw_key_file_serialize (key_file);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, SIZE);
  memcpy (self->bytes, g_bytes_get_data (bytes, NULL), SIZE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cw_secret_free (self->data_key);
  cw_secret_free (self->device);
  cw_secret_free (self->passphrase);
  cw_secret_free (self->code);
}

static CwKeyFile *
parse (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = bytes_of (data, size);

  return cw_key_file_parse (bytes, error);
}

static gboolean
opens (CwKeyFile *key_file,
       CwSlotType type,
       const CwSecret *secret,
       const CwSecret *device,
       const CwSecret *data_key,
       GError **error)
{
  g_autoptr (CwSecret) opened = cw_key_file_open_slot (key_file, type, secret, device, error);

  if (opened != NULL)
    g_assert_true (cw_secret_equal (opened, data_key));

  return opened != NULL;
}

static void
test_layout (Fixture *self, gconstpointer data)
{
  const guint8 *one = self->bytes + HEADER, *two = one + SLOT;
  static const guint8 start[] = { 'C', 'W', 'K', 'E', 'Y', 0, 0, 1 };
  static const guint8 cost[] = { 2, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0 }; /* ops 2, 64 MiB */
  static const guint8 zeros[7];
  g_autoptr (CwKeyFile) key_file = parse (self->bytes, SIZE, NULL);
  g_autoptr (GBytes) again = cw_key_file_serialize (key_file);
  g_autofree char *id = cw_key_file_get_id (key_file);
  gboolean uses_device;

  g_assert_cmpmem (self->bytes, 8, start, 8);
  g_assert_cmpint (self->bytes[24], ==, 2);
  g_assert_cmpmem (self->bytes + 25, 7, zeros, 7);
  g_assert_cmpmem (one, 4, ((guint8[]){ 1, 2, 1, 0 }), 4);
  g_assert_cmpmem (two, 4, ((guint8[]){ 2, 2, 0, 0 }), 4);
  g_assert_cmpmem (one + 4, 12, cost, 12);
  g_assert_cmpmem (two + 4, 12, cost, 12);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), self->bytes, SIZE);
  g_assert_cmpuint (strlen (id), ==, 32);
  g_assert_true (cw_key_file_has_slot (key_file, CW_SLOT_PASSPHRASE, &uses_device) && uses_device);
  g_assert_true (cw_key_file_has_slot (key_file, CW_SLOT_RECOVERY, &uses_device) && !uses_device);
  g_assert_false (cw_key_file_has_slot (key_file, CW_SLOT_HANDOVER, NULL));
}

/* docs/SECURITY.md, step by step, with libsodium alone: what another program would do to open the
 * file. */
static void
test_by_the_book (Fixture *self, gconstpointer data)
{
  const guint8 *slot = self->bytes + HEADER;
  guint8 stretched[32], kek[32], opened[32], aad[88] = { 0 };
  crypto_generichash_state state;

  g_assert_cmpint (crypto_pwhash (stretched, 32, "teapot candle walrus gravel oboe", 32, slot + 16,
                                  2, 64 << 20, crypto_pwhash_ALG_ARGON2ID13),
                   ==, 0);
  crypto_generichash_init (&state, cw_secret_peek (self->device), 32, 32);
  crypto_generichash_update (&state, (const guint8 *) "casework-kek-v1", 15);
  crypto_generichash_update (&state, self->bytes + 8, 16);
  crypto_generichash_update (&state, stretched, 32);
  crypto_generichash_final (&state, kek, 32);
  memcpy (aad, self->bytes, 24);
  memcpy (aad + 32, slot, 56);
  g_assert_cmpint (crypto_aead_xchacha20poly1305_ietf_decrypt (opened, NULL, NULL, slot + 56, 48,
                                                               aad, 88, slot + 32, kek),
                   ==, 0);
  g_assert_cmpmem (opened, 32, cw_secret_peek (self->data_key), 32);
}

static void
test_open (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) key_file = parse (self->bytes, SIZE, NULL);
  g_autoptr (CwSecret) wrong = cw_secret_new_text ("teapot candle walrus gravel tuba");
  g_autoptr (CwSecret) other_device = cw_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, self->device, self->data_key, NULL));
  g_assert_true (opens (key_file, CW_SLOT_RECOVERY, self->code, NULL, self->data_key, NULL));
  /* The recovery slot wants no half, and one that is given does not matter. */
  g_assert_true (
      opens (key_file, CW_SLOT_RECOVERY, self->code, self->device, self->data_key, NULL));

  g_assert_false (
      opens (key_file, CW_SLOT_PASSPHRASE, wrong, self->device, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  /* "Double" protection (R20): the passphrase alone is not enough, nor is another computer's half.
   */
  g_assert_false (
      opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, NULL, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_false (
      opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, other_device, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  /* Nobody can tell a slip from a half of another time: the way on is said for both. */
  g_assert_nonnull (strstr (error->message, "recovery code"));
  g_clear_error (&error);
  g_assert_false (
      opens (key_file, CW_SLOT_RECOVERY, self->passphrase, NULL, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_clear_error (&error);
  g_assert_false (
      opens (key_file, CW_SLOT_HANDOVER, self->passphrase, NULL, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

static void
test_nfc (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) key_file = cw_key_file_new ();
  g_autoptr (CwSecret) composed = cw_secret_new_text ("th\u00e9 au caf\u00e9 de midi");
  g_autoptr (CwSecret) loose = cw_secret_new_text ("the\u0301 au cafe\u0301 de midi");

  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, self->data_key, composed, NULL,
                                       cw_kdf_least, NULL));
  g_assert_true (opens (key_file, CW_SLOT_PASSPHRASE, loose, NULL, self->data_key, NULL));
}

static void
test_replace_slot (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) key_file = parse (self->bytes, SIZE, NULL);
  g_autoptr (CwSecret) fresh = cw_secret_new_text ("pebble orchid lantern quilt");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, self->data_key, fresh, NULL,
                                       cw_kdf_least, NULL));
  bytes = cw_key_file_serialize (key_file);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, SIZE);
  /* The other slot keeps every byte. */
  g_assert_cmpmem ((const guint8 *) g_bytes_get_data (bytes, NULL) + HEADER + SLOT, SLOT,
                   self->bytes + HEADER + SLOT, SLOT);
  g_assert_true (opens (key_file, CW_SLOT_PASSPHRASE, fresh, NULL, self->data_key, NULL));
  g_assert_false (
      opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, self->device, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
  g_assert_null (strstr (error->message, "recovery code"));
}

/* A slot cut out of one vault's file does not open in another's. */
static void
test_bound_to_vault (Fixture *self, gconstpointer data)
{
  g_autoptr (CwKeyFile) other = cw_key_file_new ();
  g_autoptr (CwKeyFile) mixed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint8 copy[SIZE];

  g_assert_true (cw_key_file_set_slot (other, CW_SLOT_RECOVERY, self->data_key, self->code, NULL,
                                       cw_kdf_least, NULL));
  bytes = cw_key_file_serialize (other);
  memcpy (copy, self->bytes, SIZE);
  memcpy (copy + HEADER + SLOT, (const guint8 *) g_bytes_get_data (bytes, NULL) + HEADER, SLOT);
  mixed = parse (copy, SIZE, NULL);
  g_assert_false (opens (mixed, CW_SLOT_RECOVERY, self->code, NULL, self->data_key, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
}

/* ---- every byte, one at a time ---- */

typedef struct
{
  Fixture *fixture;
  GMutex mutex;
  GPtrArray *problems;
} Flips;

static void
complain (Flips *flips, guint at, const char *what)
{
  g_mutex_lock (&flips->mutex);
  g_ptr_array_add (flips->problems, g_strdup_printf ("byte %u: %s", at, what));
  g_mutex_unlock (&flips->mutex);
}

/* @at: a byte; one of its bits is turned over, another for each byte. Refused as a whole, or by the
 * slot it is in. The slot beside it is really opened for every fourth byte (Argon2id is slow); for
 * the others its bytes are the same. */
static void
flip_one (gpointer data, gpointer user_data)
{
  guint at = GPOINTER_TO_UINT (data) - 1;
  Flips *flips = user_data;
  Fixture *self = flips->fixture;
  guint8 bytes[SIZE];
  g_autoptr (CwKeyFile) key_file = NULL;
  g_autofree char *before = g_compute_checksum_for_data (G_CHECKSUM_SHA256, self->bytes, SIZE);
  g_autofree char *after = NULL;
  gboolean in_one = at >= HEADER && at < HEADER + SLOT, in_two = at >= HEADER + SLOT;
  gboolean one, two;

  memcpy (bytes, self->bytes, SIZE);
  bytes[at] ^= (guint8) (1 << (at % 8));
  after = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, SIZE);
  if (strcmp (before, after) == 0)
    complain (flips, at, "the digest does not tell");

  key_file = parse (bytes, SIZE, NULL);
  if (key_file == NULL)
    {
      if (in_one || in_two)
        complain (flips, at, "a byte of one slot made the whole file useless");
      return;
    }
  one = in_two && at % 4 != 0 ? cw_key_file_has_slot (key_file, CW_SLOT_PASSPHRASE, NULL)
                              : opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, self->device,
                                       self->data_key, NULL);
  two = in_one && at % 4 != 0
            ? cw_key_file_has_slot (key_file, CW_SLOT_RECOVERY, NULL)
            : opens (key_file, CW_SLOT_RECOVERY, self->code, NULL, self->data_key, NULL);
  if (one != in_two)
    complain (flips, at,
              one ? "the passphrase slot opens all the same"
                  : "the passphrase slot is lost with it");
  if (two != in_one)
    complain (flips, at,
              two ? "the recovery slot opens all the same" : "the recovery slot is lost with it");
}

static void
test_flips (Fixture *self, gconstpointer data)
{
  Flips flips = { .fixture = self };
  GThreadPool *pool;

  g_mutex_init (&flips.mutex);
  flips.problems = g_ptr_array_new_with_free_func (g_free);
  pool = g_thread_pool_new (flip_one, &flips, 2, TRUE, NULL);
  for (guint at = 0; at < SIZE; at++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (at + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);

  for (guint i = 0; i < flips.problems->len; i++)
    g_test_message ("%s", (const char *) flips.problems->pdata[i]);
  g_assert_cmpuint (flips.problems->len, ==, 0);
  g_ptr_array_unref (flips.problems);
  g_mutex_clear (&flips.mutex);
}

/* ---- what is refused without trying a secret ---- */

static const struct
{
  const char *what;
  guint at;
  guint8 value;
} unknown_in_slot[] = {
  { "type 0", 0, 0 },           { "type 4", 0, 4 },         { "type 255", 0, 255 },
  { "algorithm 0", 1, 0 },      { "algorithm 1", 1, 1 },    { "algorithm 3", 1, 3 },
  { "flag bit 1", 2, 3 },       { "flag bit 7", 2, 0x81 },  { "reserved", 3, 1 },
  { "reserved, high", 3, 128 }, { "one pass", 4, 1 },       { "no pass", 4, 0 },
  { "17 passes", 4, 17 },       { "2 + 2^8 passes", 5, 1 }, { "2 + 2^24 passes", 7, 1 },
  { "under 64 MiB", 11, 3 },    { "over 1 GiB", 11, 0x41 }, { "2^32 bytes", 12, 1 },
  { "2^56 bytes", 15, 1 },
};

static void
test_unknown_values (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (unknown_in_slot); i++)
    {
      guint8 bytes[SIZE];
      g_autoptr (CwKeyFile) key_file = NULL;
      g_autoptr (GBytes) kept = NULL;
      g_autoptr (GError) error = NULL;

      memcpy (bytes, self->bytes, SIZE);
      bytes[HEADER + unknown_in_slot[i].at] = unknown_in_slot[i].value;
      key_file = parse (bytes, SIZE, &error);
      g_test_message ("%s", unknown_in_slot[i].what);
      g_assert_no_error (error);
      g_assert_false (cw_key_file_has_slot (key_file, CW_SLOT_PASSPHRASE, NULL));
      g_assert_true (cw_key_file_has_slot (key_file, CW_SLOT_RECOVERY, NULL));
      g_assert_false (opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, self->device,
                             self->data_key, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
      kept = cw_key_file_serialize (key_file);
      g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), bytes, SIZE);

      /* In both slots: nothing can be tried, the file is refused. */
      bytes[HEADER + SLOT + unknown_in_slot[i].at] = unknown_in_slot[i].value;
      g_clear_error (&error);
      g_assert_null (parse (bytes, SIZE, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
    }
}

/* Ranges are checked before Argon2id runs: the ends are let in, one beyond is not. */
static void
test_ranges (Fixture *self, gconstpointer data)
{
  guint8 bytes[SIZE];
  g_autoptr (CwKeyFile) most = NULL;
  g_autoptr (CwKeyFile) beyond = NULL;

  memcpy (bytes, self->bytes, SIZE);
  bytes[HEADER + 4] = 16;
  bytes[HEADER + 11] = 0x40;
  most = parse (bytes, SIZE, NULL);
  g_assert_true (cw_key_file_has_slot (most, CW_SLOT_PASSPHRASE, NULL));
  bytes[HEADER + 8] = 1;
  beyond = parse (bytes, SIZE, NULL);
  g_assert_false (cw_key_file_has_slot (beyond, CW_SLOT_PASSPHRASE, NULL));
}

static void
assert_refused (const guint8 *bytes, gsize size, CwError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeyFile) key_file = parse (bytes, size, &error);

  g_assert_null (key_file);
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_header (Fixture *self, gconstpointer data)
{
  guint8 bytes[SIZE + 3 * SLOT] = { 0 };

  for (gsize size = 0; size < SIZE; size++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwKeyFile) key_file = parse (self->bytes, size, &error);

      g_assert_null (key_file);
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
    }
  memcpy (bytes, self->bytes, SIZE);
  assert_refused (bytes, SIZE + 1, CW_ERROR_DAMAGED);
  assert_refused (bytes, SIZE + SLOT, CW_ERROR_DAMAGED);
  bytes[24] = 5;
  assert_refused (bytes, HEADER + 5 * SLOT, CW_ERROR_DAMAGED);
  bytes[24] = 1;
  assert_refused (bytes, SIZE, CW_ERROR_DAMAGED);
  bytes[24] = 0;
  assert_refused (bytes, HEADER, CW_ERROR_DAMAGED);
  bytes[24] = 2;
  for (guint reserved = 25; reserved < 32; reserved++)
    for (guint bit = 0; bit < 8; bit++)
      {
        bytes[reserved] = (guint8) (1 << bit);
        assert_refused (bytes, SIZE, CW_ERROR_DAMAGED);
        bytes[reserved] = 0;
      }
  bytes[7] = 2;
  assert_refused (bytes, SIZE, CW_ERROR_NEWER);
  bytes[7] = 0;
  assert_refused (bytes, SIZE, CW_ERROR_DAMAGED);
  bytes[7] = 1;
  bytes[0] = 'X';
  assert_refused (bytes, SIZE, CW_ERROR_DAMAGED);
  assert_refused ((const guint8 *) "[keyfile]\nname=else\n", 20, CW_ERROR_NOT_OURS);
  assert_refused ((const guint8 *) "PK", 2, CW_ERROR_NOT_OURS);
}

/* A damaged slot is taken again by a new one of its type, and never costs the other. */
static void
test_mend (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint at;
    guint8 value;
  } damages[] = { { 0, 0 }, { 0, 77 }, { 0, 2 }, { 2, 9 }, { 4, 99 } };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      guint8 bytes[SIZE];
      g_autoptr (CwKeyFile) key_file = NULL;
      g_autoptr (GBytes) mended = NULL;

      memcpy (bytes, self->bytes, SIZE);
      bytes[HEADER + damages[i].at] = damages[i].value;
      key_file = parse (bytes, SIZE, NULL);
      g_assert_true (opens (key_file, CW_SLOT_RECOVERY, self->code, NULL, self->data_key, NULL));
      g_assert_true (cw_key_file_set_slot (key_file, CW_SLOT_PASSPHRASE, self->data_key,
                                           self->passphrase, self->device, cw_kdf_least, NULL));
      g_assert_true (opens (key_file, CW_SLOT_PASSPHRASE, self->passphrase, self->device,
                            self->data_key, NULL));
      g_assert_true (opens (key_file, CW_SLOT_RECOVERY, self->code, NULL, self->data_key, NULL));
      mended = cw_key_file_serialize (key_file);
      g_assert_cmpuint (g_bytes_get_size (mended), ==, damages[i].value == 2 ? SIZE + SLOT : SIZE);
    }
}

static void
test_derive (Fixture *self, gconstpointer data)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (self->data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (self->data_key);
  g_autoptr (CwSecret) archive = cw_data_key_derive_archive_key (self->data_key);
  guint8 expected[32];

  g_assert_cmpuint (cw_secret_length (key), ==, 32);
  g_assert_cmpuint (cw_secret_length (salt), ==, 16);
  crypto_kdf_derive_from_key (expected, 32, 1, "CWdbkey1", cw_secret_peek (self->data_key));
  g_assert_cmpmem (cw_secret_peek (key), 32, expected, 32);
  crypto_kdf_derive_from_key (expected, 16, 2, "CWdbsalt", cw_secret_peek (self->data_key));
  g_assert_cmpmem (cw_secret_peek (salt), 16, expected, 16);
  crypto_kdf_derive_from_key (expected, 32, 3, "CWarchiv", cw_secret_peek (self->data_key));
  g_assert_cmpmem (cw_secret_peek (archive), 32, expected, 32);
}

#define ADD(name, func) g_test_add ("/key-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (cw_secret_init ());
  ADD ("layout", test_layout);
  ADD ("by-the-book", test_by_the_book);
  ADD ("open", test_open);
  ADD ("nfc", test_nfc);
  ADD ("replace-slot", test_replace_slot);
  ADD ("bound-to-vault", test_bound_to_vault);
  ADD ("flips", test_flips);
  ADD ("unknown-values", test_unknown_values);
  ADD ("ranges", test_ranges);
  ADD ("header", test_header);
  ADD ("mend", test_mend);
  ADD ("derive", test_derive);

  return g_test_run ();
}
