/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for somebody else's eyes: make-archives FOLDER writes a backup and a handover file of the
 * tests' records and says what is in them; make-archives --vector FOLDER writes small ones with a
 * few pages, as they are kept in tests/data. */

#include "keep.h"

#include <stdio.h>
#include <string.h>

#include "store/cw-store-private.h"

static void
print_secret (const char *name, const CwSecret *secret)
{
  const guint8 *bytes = cw_secret_peek (secret);

  g_print ("%s=", name);
  for (gsize i = 0; i < cw_secret_length (secret); i++)
    g_print ("%02x", bytes[i]);
  g_print ("\n");
}

/* ---- of the tests' records ---- */

static void
make_real (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_build_filename (dir, "backup.casework", NULL);
  g_autofree char *handover = g_build_filename (dir, "handover.casework", NULL);
  g_autoptr (CwInventory) passed_on = NULL;
  Keep keep = { 0 };

  keep_set_up (&keep, NULL);
  keep_backup (&keep, backup, &error);
  g_assert_no_error (error);
  cw_handover_write (keep.store, handover, keep.words, cw_kdf_least, &passed_on, NULL, NULL, NULL,
                     &error);
  g_assert_no_error (error);
  g_print ("backup-digest=%s\nhandover-digest=%s\nenquiries=%d\ncontacts=%d\nconsents=%"
           "d\npassphrase=%s\nwords=%s\n",
           keep.before->digest, passed_on->digest, (int) keep.before->enquiries,
           (int) keep.before->contacts, (int) keep.before->consents, PASSPHRASE, SEVEN_WORDS);
  keep_tear_down (&keep, NULL);
}

/* ---- small ones ---- */

static void
make_database (const char *path, const CwSecret *data_key)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);
  char spec[CW_KEY_SPEC_LENGTH + 1];
  sqlite3 *db = NULL;

  cw_store_write_key_spec (spec, cw_secret_peek (key), cw_secret_peek (salt));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key_v2 (db, "main", spec, CW_KEY_SPEC_LENGTH), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (
          db,
          "PRAGMA application_id = 1129794353; PRAGMA user_version = 1;"
          "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
          " STRICT, WITHOUT ROWID;"
          "CREATE TABLE enquiry (id INTEGER PRIMARY KEY, day TEXT NOT NULL, block INTEGER)"
          " STRICT;"
          "INSERT INTO setting VALUES ('post', 'PSA'), ('key-digest', 'left out');"
          "INSERT INTO enquiry VALUES (1, '2026-10-01', NULL), (2, '2026-10-02', 7)",
          NULL, NULL, NULL),
      ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
write_vector (const char *dir, const char *name, CwKeyFile *key_file, const CwSecret *data_key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *db_path = g_strconcat (path, ".db", NULL);

  make_database (db_path, data_key);
  cw_archive_write (path, key_file, data_key, db_path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  keep_remove (db_path);
  print_secret (name, data_key);
}

static void
make_vectors (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeyFile) backup = cw_key_file_new (), handover = cw_key_file_new ();
  g_autoptr (CwSecret) first = cw_secret_new_random (32), second = cw_secret_new_random (32);
  g_autoptr (CwSecret) half = cw_secret_new_random (32), shown = cw_recovery_code_new ();
  g_autoptr (CwSecret) code = cw_recovery_code_canonical (shown, &error);
  g_autoptr (CwSecret) passphrase = cw_secret_new_text ("caf\xc3\xa9 herons over quiet water");
  g_autoptr (CwSecret) words = cw_secret_new_text (SEVEN_WORDS);

  g_assert_true (
      cw_key_file_set_slot (backup, CW_SLOT_PASSPHRASE, first, passphrase, half, cw_kdf_least,
                            &error)
      && cw_key_file_set_slot (backup, CW_SLOT_RECOVERY, first, code, NULL, cw_kdf_least, &error)
      && cw_key_file_set_slot (handover, CW_SLOT_HANDOVER, second, words, NULL, cw_kdf_least,
                               &error));
  print_secret ("half", half);
  g_print ("code=%s\npassphrase=%s\nwords=%s\n", (const char *) cw_secret_peek (shown),
           (const char *) cw_secret_peek (passphrase), SEVEN_WORDS);
  write_vector (dir, "vector-backup.casework", backup, first);
  write_vector (dir, "vector-handover.casework", handover, second);
}

int
main (int argc, char **argv)
{
  keep_init (&argc, &argv);
  if (argc == 3 && strcmp (argv[1], "--vector") == 0)
    make_vectors (argv[2]);
  else if (argc == 2)
    make_real (argv[1]);
  else
    return 2;
  return 0;
}
