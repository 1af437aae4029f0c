/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Files that an older Casework made: each schema has one in tests/data, and every later program has
 * to open it, bring it up to date and lose nothing. When a schema is added, its file is made by the
 * program itself and never again:
 *
 *     test-store-schema --make tests/data/casework-v4.db
 */

#include <string.h>

#include <glib/gstdio.h>

#include "cli/cw-demo.h"
#include "fixture.h"
#include "store/cw-store-handover.h"
#include "store/cw-store-private.h"
#include "store/cw-store-summaries.h"

/* The keys of the files in tests/data; nothing else has them. */
static const guint8 key[32] = "casework test file, key, 32 byte";
static const guint8 salt[16] = "casework, salt";

typedef struct
{
  const char *name;
  int version;
  gint64 enquiries, cases, adults, consents, children, contacts, steps, papers, drafts, ledger;
  gint64 notes, left_out; /* for the next postholder, and not to be passed on */
} Sample;

/* What stood in each file on the day it was made. */
static const Sample samples[] = {
  { "casework-v1.db", 1, 41, 17, 26, 26, 27, 85, 20, 3, 1, 21, 0, 0 },
  { "casework-v2.db", 2, 41, 17, 26, 26, 27, 85, 20, 3, 1, 21, 1, 2 },
  { "casework-v3.db", 3, 41, 17, 26, 26, 27, 85, 20, 3, 1, 21, 1, 2 },
  { "casework-v4.db", 4, 41, 17, 26, 26, 27, 85, 20, 3, 1, 21, 1, 2 },
};

static void
describe_schema (CwStore *store, GHashTable *entries)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStatement) statement = cw_store_prepare (
      store,
      "SELECT type || ' ' || name || ' on ' || tbl_name, coalesce (sql, '') FROM sqlite_schema",
      &error);
  g_autoptr (GRegex) comments = g_regex_new ("--[^\\n]*|\\s+", 0, 0, NULL);

  g_assert_no_error (error);
  while (cw_statement_step (statement, &error) == CW_RESULT_ROW)
    g_hash_table_insert (entries, g_strdup (cw_column_peek (statement, 0)),
                         g_regex_replace_literal (comments, cw_column_peek (statement, 1), -1, 0,
                                                  " ", 0, NULL));
  g_assert_no_error (error);
}

static GHashTable *
read_schema (CwStore *store)
{
  GHashTable *entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  describe_schema (store, entries);
  return entries;
}

static void
assert_within (GHashTable *these, GHashTable *those, const char *what)
{
  GHashTableIter iter;
  gpointer name, sql;

  g_hash_table_iter_init (&iter, these);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    {
      const char *other = g_hash_table_lookup (those, name);

      if (!other)
        g_error ("%s is only in %s: a change of the schema needs a script of its own",
                 (char *) name, what);
      g_assert_cmpstr (sql, ==, other);
    }
}

/* An index or a trigger that was added to an old script is missing in the files that the script
 * made. */
static void
assert_same_schema (CwStore *upgraded, CwStore *fresh)
{
  g_autoptr (GHashTable) ours = read_schema (upgraded);
  g_autoptr (GHashTable) theirs = read_schema (fresh);

  g_assert_cmpuint (g_hash_table_size (theirs), >, 30);
  assert_within (ours, theirs, "the upgraded file");
  assert_within (theirs, ours, "a new file");
}

static void
copy_sample (Fixture *fixture, const char *name)
{
  g_autofree char *source
      = g_build_filename (g_getenv ("CW_SOURCE_ROOT"), "tests", "data", name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (source, &bytes, &length, &error);
  g_assert_no_error (error);
  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->dir, name, NULL);
  g_file_set_contents_full (fixture->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  memcpy (fixture->key, key, sizeof key);
  memcpy (fixture->salt, salt, sizeof salt);
}

static void
assert_complete (CwStore *store, const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) found = cw_store_take_inventory (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found->enquiries, ==, sample->enquiries);
  g_assert_cmpint (found->cases, ==, sample->cases);
  g_assert_cmpint (found->adults, ==, sample->adults);
  g_assert_cmpint (found->consents, ==, sample->consents);
  g_assert_cmpint (found->children, ==, sample->children);
  g_assert_cmpint (found->contacts, ==, sample->contacts);
  g_assert_cmpint (found->steps, ==, sample->steps);
  g_assert_cmpint (found->papers, ==, sample->papers);
  g_assert_cmpint (found->drafts, ==, sample->drafts);
  g_assert_cmpint (found->ledger, ==, sample->ledger);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM handover WHERE where_we_are <> ''"),
                   ==, sample->notes);
  g_assert_cmpint (fixture_ask (store, "SELECT count (*) FROM contact WHERE left_out = 1"), ==,
                   sample->left_out);
}

/* What it holds can still be found, printed and added to. */
static void
assert_usable (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = cw_store_list_cases (fixture->store, CW_CASES_ALL, CW_CASES_BY_REFERENCE, FALSE,
                             "Joanne Hughes", 0, 5, &error);
  g_autoptr (CwPublished) year = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >=, 1);
  year = cw_store_load_published (fixture->store, "2025-26", &error);
  g_assert_no_error (error);
  g_assert_nonnull (year);
  g_assert_cmpint (fixture_enquiry (fixture, TODAY, "housing"), >, 0);
  fixture_verify (fixture->store);
}

static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  const Sample *sample = data;
  CwStore *fresh = g_steal_pointer (&fixture->store);
  g_autofree char *before = NULL;

  g_clear_pointer (&fixture->book, cw_code_book_unref);
  copy_sample (fixture, sample->name);
  fixture_open (fixture);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA user_version"), ==, CW_STORE_VERSION);
  fixture_verify (fixture->store);
  assert_same_schema (fixture->store, fresh);
  assert_complete (fixture->store, sample);
  assert_usable (fixture);
  fixture_close (fixture);
  cw_store_free (fresh);

  /* Whoever upgrades keeps the file as it was, locked with the same key. */
  before = g_strdup_printf ("%s.version-%d", fixture->path, sample->version);
  g_assert_true (g_file_test (before, G_FILE_TEST_EXISTS) == (sample->version < CW_STORE_VERSION));
}

static guint
count_old_copies (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)))
    n += strstr (name, ".version-") != NULL;
  return n;
}

/* A copy that was cut off is made again; and R19: what is erased is not kept by the copy. */
static void
test_old_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL, *half = NULL;
  gint64 id;

  fixture_close (fixture);
  copy_sample (fixture, "casework-v1.db");
  copy = g_strconcat (fixture->path, ".version-1", NULL);
  half = g_strconcat (copy, ".new", NULL);
  g_assert_true (g_file_set_contents (half, "cut off", -1, NULL));
  fixture_open (fixture);
  g_assert_cmpuint (count_old_copies (fixture), ==, 1);
  {
    g_autoptr (CwStore) before
        = cw_store_open_version (copy, fixture->key, fixture->salt, fixture->clock, &error);

    g_assert_no_error (error);
    g_assert_cmpint (fixture_ask (before, "PRAGMA user_version"), ==, 1);
    g_assert_cmpint (fixture_ask (before, "SELECT count (*) FROM contact"), ==, 85);
  }
  id = fixture_ask (fixture->store, "SELECT max (id) FROM case_file");
  g_assert_true (cw_store_erase_case (fixture->store, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_old_copies (fixture), ==, 0);
}

/* An older file's search index may hold words that had been taken out of the records: they leave
 * it, and every page, when the file is brought up to date. */
static void
test_old_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  copy_sample (fixture, data);
  fixture->store
      = cw_store_open_version (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_sql (fixture->store,
                                "UPDATE search_doc SET body = 'zebedeestreet' WHERE id = 5;"
                                "UPDATE search_doc SET body = 'elsewhere' WHERE id = 5;"
                                "INSERT INTO setting (key, value) VALUES ('long', hex (zeroblob "
                                "(400000)));"
                                "DELETE FROM setting WHERE key = 'long'",
                                NULL),
                   ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA freelist_count"), >, 100);
  g_assert_true (fixture_is_in_file (fixture->store, "zebedeestreet"));
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeestreet"));
  /* Every page was written anew: nothing stands in the room between rows either. */
  g_assert_cmpint (fixture_ask (fixture->store, "PRAGMA freelist_count"), ==, 0);
  g_assert_null (cw_store_get_setting (fixture->store, CW_ERASING_UNFINISHED, &error));
  fixture_verify (fixture->store);
}

/* Every schema that was ever given out has its file here. */
static void
test_every_version (void)
{
  for (int version = 1; version <= CW_STORE_VERSION; version++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        found = found || samples[i].version == version;
      if (!found)
        g_error ("Schema %d has no file in tests/data", version);
    }
}

/* What the demonstration has nothing of. */
static void
add_handover (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = cw_store_list_handover (store, &error);
  CwHandoverNote *note = g_ptr_array_index (notes, 0);

  g_assert_no_error (error);
  g_free (note->where_we_are);
  note->where_we_are = g_strdup ("A school place is still to be found.");
  note->pass_on = CW_PASS_ON_PART;
  g_assert_true (cw_store_save_handover (store, note, &error));
  g_assert_true (cw_store_leave_out (store, 1, TRUE, &error));
  g_assert_true (cw_store_leave_out (store, 2, TRUE, &error));
  g_assert_no_error (error);
}

static int
make_sample (const char *path)
{
  g_autoptr (CwClock) clock = cw_clock_new_fixed (TODAY, 600);
  g_autoptr (GError) error = NULL;
  CwDemoSize size = { .seed = 1, .families = 12, .enquiries = 30, .contacts = 60 };
  CwStore *store = cw_store_create (path, key, salt, clock, &error);
  g_autoptr (CwInventory) held = NULL;

  g_assert_no_error (error);
  cw_demo_fill (store, &size, TODAY, &error);
  g_assert_no_error (error);
  add_handover (store);
  held = cw_store_take_inventory (store, NULL, &error);
  g_assert_no_error (error);
  g_print ("  { \"casework-v%d.db\", %d, %d, %d, %d, %d, %d, %d, %d, %d, %d, %d, 1, 2 },\n",
           CW_STORE_VERSION, CW_STORE_VERSION, (int) held->enquiries, (int) held->cases,
           (int) held->adults, (int) held->consents, (int) held->children, (int) held->contacts,
           (int) held->steps, (int) held->papers, (int) held->drafts, (int) held->ledger);
  return cw_store_close (store, NULL) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    return make_sample (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/every-version", test_every_version);
  g_test_add ("/schema/old-copy", Fixture, NULL, fixture_set_up, test_old_copy, fixture_tear_down);
  g_test_add ("/schema/old-words/1", Fixture, "casework-v1.db", fixture_set_up, test_old_words,
              fixture_tear_down);
  g_test_add ("/schema/old-words/2", Fixture, "casework-v2.db", fixture_set_up, test_old_words,
              fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schema/upgrade/%d", samples[i].version);

      g_test_add (path, Fixture, &samples[i], fixture_set_up, test_upgrade, fixture_tear_down);
    }
  return g_test_run ();
}
