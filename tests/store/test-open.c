/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The open order: every step has an error of its own, and what is refused is not touched. */

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fixture.h"
#include "store/cw-store-private.h"

static char *
read_all (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
write_all (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_dir (const char *dir)
{
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static char *
read_log (const char *path, gsize *length)
{
  return g_file_test (path, G_FILE_TEST_EXISTS) ? read_all (path, length) : NULL;
}

/* Opening fails with @code, and every byte in the folder stays what it was. */
static void
assert_refused (Fixture *fixture, const guint8 *key, const guint8 *salt, CwError code)
{
  g_autoptr (GError) error = NULL;
  gsize before_length = 0, after_length = 0;
  gsize log_length = 0, log_length_after = 0;
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *log = read_log (log_path, &log_length);
  g_autofree char *log_after = NULL;
  g_autofree char *names = list_dir (fixture->dir);
  g_autofree char *before = read_all (fixture->path, &before_length);
  g_autofree char *after = NULL;
  g_autofree char *names_after = NULL;
  CwStore *store = cw_store_open (fixture->path, key, salt, fixture->clock, &error);

  g_assert_null (store);
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  after = read_all (fixture->path, &after_length);
  names_after = list_dir (fixture->dir);
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_cmpstr (names, ==, names_after);
  log_after = read_log (log_path, &log_length_after);
  g_assert_cmpmem (log, log_length, log_after, log_length_after);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  GStatBuf info;
  CwStore *again
      = cw_store_create (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);

  g_assert_null (again);
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  fixture_verify (fixture->store);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA user_version"), ==, CW_STORE_VERSION);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA application_id"), ==,
                   CW_STORE_APPLICATION_ID);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA secure_delete"), ==, 1);
  fixture_enquiry (fixture, TODAY, "housing");
  names = list_dir (fixture->dir);
  g_assert_cmpstr (names, ==, "casework.db casework.db-wal"); /* no -shm */
  g_clear_pointer (&names, g_free);
  fixture_close (fixture);
  names = list_dir (fixture->dir);
  g_assert_cmpstr (names, ==, "casework.db");
  fixture_open (fixture);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry"), ==, 1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "nothing.db", NULL);
  CwStore *store = cw_store_open (path, fixture->key, fixture->salt, fixture->clock, &error);

  g_assert_null (store);
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  guint8 key[32], salt[16];

  fixture_close (fixture);
  memcpy (key, fixture->key, sizeof key);
  memcpy (salt, fixture->salt, sizeof salt);
  key[31] ^= 1;
  salt[0] ^= 1;
  assert_refused (fixture, key, salt, CW_ERROR_WRONG_SECRET);
  /* The salt is made of the same secret as the key: with the right one in front it is the page that
   * is damaged. */
  assert_refused (fixture, key, fixture->salt, CW_ERROR_DAMAGED);
}

/* SQLCipher takes the salt from the key and would not notice. */
static void
test_flipped_salt (Fixture *fixture, gconstpointer data)
{
  gsize length = 0;
  g_autofree char *bytes = NULL;

  fixture_close (fixture);
  bytes = read_all (fixture->path, &length);
  for (guint i = 0; i < 16; i++)
    {
      bytes[i] ^= 0x40;
      write_all (fixture->path, bytes, length);
      assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_DAMAGED);
      bytes[i] ^= 0x40;
    }
  write_all (fixture->path, bytes, length);
  fixture_open (fixture);
}

static void
test_damaged_first_page (Fixture *fixture, gconstpointer data)
{
  static const guint places[] = { 16, 100, 2000, 4015, 4016, 4031, 4032, 4095 };
  gsize length = 0;
  g_autofree char *bytes = NULL;

  fixture_close (fixture);
  bytes = read_all (fixture->path, &length);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      bytes[places[i]] ^= 1;
      write_all (fixture->path, bytes, length);
      assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_DAMAGED);
      bytes[places[i]] ^= 1;
    }
  write_all (fixture->path, bytes, length);
  fixture_open (fixture);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = g_strnfill (8192, 'x');

  fixture_close (fixture);
  memcpy (plain, "SQLite format 3", 16);
  write_all (fixture->path, plain, 8192);
  assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_NOT_OURS);
  write_all (fixture->path, "hello", 5);
  assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_NOT_OURS);
  write_all (fixture->path, "", 0);
  assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_NOT_OURS);
}

static void
test_other_application (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (fixture_sql (fixture->store, "PRAGMA application_id = 5", NULL), ==, 0);
  fixture_close (fixture);
  assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_NOT_OURS);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", CW_STORE_VERSION + 1);

  g_assert_cmpint (fixture_sql (fixture->store, sql, NULL), ==, 0);
  fixture_close (fixture);
  assert_refused (fixture, fixture->key, fixture->salt, CW_ERROR_NEWER);
}

/* A process that was killed leaves a log with saved records: a refusal touches neither, and the
 * right key finds them all. */
static void
test_refused_with_log (Fixture *fixture, gconstpointer data)
{
  guint8 key[32] = { 9 }, salt[16] = { 9 };
  int status = 0;
  pid_t child;

  fixture_close (fixture);
  child = fork ();
  if (child == 0)
    {
      fixture_open (fixture);
      fixture_enquiry (fixture, TODAY, "housing");
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  assert_refused (fixture, key, salt, CW_ERROR_WRONG_SECRET);
  assert_refused (fixture, key, fixture->salt, CW_ERROR_DAMAGED);
  fixture_open (fixture);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry"), ==, 1);
}

static void
test_symlink (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = g_build_filename (fixture->dir, "link.db", NULL);
  CwStore *store;

  fixture_close (fixture);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  store = cw_store_open (link, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_null (store);
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_OURS);
}

/* A home that is reached by a link is an ordinary thing: only the file itself must not be one. */
static void
test_linked_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = g_strconcat (fixture->dir, "-link", NULL);
  g_autofree char *path = g_build_filename (link, "casework.db", NULL);
  g_autofree char *copy = g_build_filename (link, "copy.db", NULL);
  g_autofree char *made = g_build_filename (link, "made.db", NULL);

  fixture_close (fixture);
  g_assert_cmpint (symlink (fixture->dir, link), ==, 0);
  fixture->store = cw_store_open (path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_no_error (error);
  g_assert_true (
      cw_store_copy_to (fixture->store, copy, fixture->key, fixture->salt, NULL, &error));
  g_assert_no_error (error);
  cw_store_free (cw_store_create (made, fixture->key, fixture->salt, fixture->clock, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (link), ==, 0);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      CwStore *store
          = cw_store_open (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);

      _exit (store == NULL && g_error_matches (error, CW_ERROR, CW_ERROR_BUSY) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  int status = 0;
  pid_t child;

  fixture_close (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->dir, 0755), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      CwStore *store;

      /* The mode of a file stops nobody who is root. */
      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (2);
      store = cw_store_open (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);
      _exit (store == NULL && g_error_matches (error, CW_ERROR, CW_ERROR_NOT_WRITABLE) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static gpointer
enter_from_elsewhere (gpointer data)
{
  Fixture *fixture = data;

  cw_store_adopt (fixture->store);
  fixture_enquiry (fixture, TODAY, "housing");
  return NULL;
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("other", enter_from_elsewhere, fixture);

  g_thread_join (thread);
  g_test_expect_message ("casework-store", G_LOG_LEVEL_CRITICAL, "*cw_store_may_enter*");
  g_assert_null (cw_store_list_terms (fixture->store, &error));
  g_test_assert_expected_messages ();
  cw_store_adopt (fixture->store);
  g_assert_cmpint (fixture_ask (fixture->store, "SELECT count (*) FROM enquiry"), ==, 1);
}

/* A byte anywhere in the file: opening, reading everything or verifying says so, and nothing
 * crashes. */
static void
test_flips (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  for (guint i = 0; i < 40; i++)
    {
      gint64 adult, id = fixture_case (fixture, "Someone Somewhere", "Child", &adult);

      fixture_contact (fixture, id, adult, TODAY, 20,
                       "They said that things went well, and that they were glad of it.");
    }
  fixture_close (fixture);
  bytes = read_all (fixture->path, &length);
  for (guint i = 0; i < 150; i++)
    {
      gsize place = (gsize) g_rand_int_range (random, 0, (gint32) length);
      g_autoptr (GError) error = NULL;
      gboolean noticed = FALSE;
      CwStore *store;

      bytes[place] ^= 0x10;
      write_all (fixture->path, bytes, length);
      store = cw_store_open (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);
      if (store)
        {
          g_autoptr (GPtrArray) checks = cw_store_verify (store, NULL, NULL);

          for (guint k = 0; k < checks->len; k++)
            noticed = noticed || !((CwCheck *) g_ptr_array_index (checks, k))->passed;
          cw_store_free (store);
        }
      else
        noticed = g_error_matches (error, CW_ERROR, CW_ERROR_DAMAGED);
      g_assert_true (noticed);
      bytes[place] ^= 0x10;
    }
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "copy.db", NULL);
  guint8 key[32], salt[16];
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", "Kai", &adult);
  CwStore *copy;

  memset (key, 0x5a, sizeof key);
  memset (salt, 0xa5, sizeof salt);
  fixture_contact (fixture, id, adult, TODAY, 20, "A note about housing.");
  g_assert_true (cw_store_copy_to (fixture->store, path, key, salt, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (cw_store_copy_to (fixture->store, path, key, salt, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_EXISTS);
  g_clear_error (&error);
  copy = cw_store_open (path, key, salt, fixture->clock, &error);
  g_assert_no_error (error);
  fixture_verify (copy);
  g_assert_cmpint (fixture_ask (copy, "SELECT count (*) FROM search WHERE search MATCH 'housing'"),
                   ==, 1);
  cw_store_free (copy);
  copy = cw_store_open (path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_null (copy);
  g_assert_error (error, CW_ERROR, CW_ERROR_WRONG_SECRET);
}

/* Before a migration: a copy under the same key, which opens. Nothing is lost when the program
 * stops half-way. */
static void
test_copy_before_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s.version-%d", fixture->path, CW_STORE_VERSION);
  CwStore *copy;

  fixture_enquiry (fixture, TODAY, "housing");
  g_assert_true (
      cw_store_migrate (fixture->store, fixture->key, fixture->salt, CW_STORE_VERSION, &error));
  g_assert_no_error (error);
  copy = cw_store_open (path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (copy, "SELECT count (*) FROM enquiry"), ==, 1);
  cw_store_free (copy);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/open/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("missing", test_missing);
  ADD ("wrong-key", test_wrong_key);
  ADD ("flipped-salt", test_flipped_salt);
  ADD ("damaged-first-page", test_damaged_first_page);
  ADD ("foreign", test_foreign);
  ADD ("other-application", test_other_application);
  ADD ("newer", test_newer);
  ADD ("refused-with-log", test_refused_with_log);
  ADD ("symlink", test_symlink);
  ADD ("linked-folder", test_linked_folder);
  ADD ("busy", test_busy);
  ADD ("read-only", test_read_only);
  ADD ("thread", test_thread);
  ADD ("flips", test_flips);
  ADD ("copy", test_copy);
  ADD ("copy-before-migration", test_copy_before_migration);
  return g_test_run ();
}
