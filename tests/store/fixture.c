/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/cw-store-private.h"

void
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store
      = cw_store_open (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->book = cw_store_load_codes (fixture->store, &error);
  g_assert_no_error (error);
}

void
fixture_close (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->book, cw_code_book_unref);
  if (!fixture->store)
    return;
  cw_store_close (g_steal_pointer (&fixture->store), &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("casework-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "casework.db", NULL);
  for (guint i = 0; i < 32; i++)
    fixture->key[i] = (guint8) (7 * i + 3);
  for (guint i = 0; i < 16; i++)
    fixture->salt[i] = (guint8) (11 * i + 5);
  fixture->clock = cw_clock_new_fixed (TODAY, 600);
  fixture->store
      = cw_store_create (fixture->path, fixture->key, fixture->salt, fixture->clock, &error);
  g_assert_no_error (error);
  fixture->book = cw_store_load_codes (fixture->store, &error);
  g_assert_no_error (error);
}

void
fixture_remove_dir (const char *dir)
{
  g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  g_clear_pointer (&fixture->clock, cw_clock_unref);
  fixture_remove_dir (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

gint64
fixture_code (Fixture *fixture, CwCodeList list, const char *code)
{
  const CwCode *found = cw_code_book_lookup (fixture->book, list, code);

  g_assert_nonnull (found);
  return found->id;
}

CwConsent *
fixture_consent (CwDay day)
{
  CwConsent *consent = cw_consent_new ();

  consent->given_on = day;
  consent->how = CW_CONSENT_SIGNED;
  consent->explained = CW_EXPLAINED_ALL;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup ("Adviser");
  return consent;
}

gint64
fixture_case (Fixture *fixture, const char *adult, const char *child, gint64 *adult_id)
{
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwAdult) identity = cw_adult_new ();
  g_autoptr (GError) error = NULL;
  gint64 id, first = 0;

  opening->opened = opening->parent_agreed_on = cw_day_from_ymd (2026, 9, 7);
  opening->how_came = fixture_code (fixture, CW_LIST_HOW_CAME, "came");
  opening->consent = fixture_consent (opening->opened);
  id = cw_store_open_case (fixture->store, opening, &first, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  if (adult)
    {
      identity->id = first;
      g_free (identity->name);
      identity->name = g_strdup (adult);
      cw_store_save_adult (fixture->store, identity, &error);
      g_assert_no_error (error);
    }
  if (child)
    {
      g_autoptr (CwChild) young = cw_child_new ();

      g_free (young->name);
      young->name = g_strdup (child);
      g_free (young->year_group);
      young->year_group = g_strdup ("5");
      cw_store_save_child (fixture->store, id, young, &error);
      g_assert_no_error (error);
    }
  if (adult_id)
    *adult_id = first;
  return id;
}

gint64
fixture_contact (
    Fixture *fixture, gint64 case_id, gint64 adult_id, CwDay day, int minutes, const char *note)
{
  g_autoptr (CwContact) contact = cw_contact_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  contact->case_id = case_id;
  contact->day = day;
  contact->minutes = minutes;
  contact->method = fixture_code (fixture, CW_LIST_CONTACT_METHOD, "telephone");
  cw_ids_add (contact->adults, adult_id);
  cw_ids_add (contact->support, fixture_code (fixture, CW_LIST_SUPPORT_TYPE, "paperwork"));
  if (note)
    g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, g_strdup (note)));
  id = cw_store_save_contact (fixture->store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

gint64
fixture_step (Fixture *fixture, gint64 case_id, const char *text, CwDay due)
{
  g_autoptr (CwStep) step = cw_step_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  step->case_id = case_id;
  g_free (step->text);
  step->text = g_strdup (text);
  step->due = due;
  id = cw_store_save_step (fixture->store, step, &error);
  g_assert_no_error (error);
  return id;
}

gint64
fixture_enquiry (Fixture *fixture, CwDay day, const char *category)
{
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  enquiry->day = day;
  cw_ids_add (enquiry->categories, fixture_code (fixture, CW_LIST_ENQUIRY_CATEGORY, category));
  enquiry->method = fixture_code (fixture, CW_LIST_CONTACT_METHOD, "email");
  enquiry->about = fixture_code (fixture, CW_LIST_ABOUT, "child");
  id = cw_store_save_enquiry (fixture->store, enquiry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

void
fixture_verify (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = cw_store_verify (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    {
      const CwCheck *check = g_ptr_array_index (checks, i);

      if (!check->passed)
        g_error ("%s: %s", check->name, check->detail);
    }
}

int
fixture_sql (CwStore *store, const char *sql, char **message)
{
  int code = sqlite3_exec (store->db, sql, NULL, NULL, NULL);

  if (message)
    *message = g_strdup (code == SQLITE_OK ? "" : sqlite3_errmsg (store->db));
  return code & 0xff;
}

gint64
fixture_ask (CwStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer = cw_store_ask (store, sql, 0, 0, -7, &error);

  g_assert_no_error (error);
  return answer;
}

gboolean
fixture_is_in_file (CwStore *store, const char *word)
{
  sqlite3_int64 size = 0;
  unsigned char *bytes = sqlite3_serialize (store->db, "main", &size, 0);
  const char *rest = word + 4;
  gboolean found;

  g_assert_nonnull (bytes);
  g_assert_cmpint (size, ==, fixture_ask (store, "PRAGMA page_count") * 4096);
  g_assert_nonnull (memmem (bytes, (gsize) size, "SQLite format 3", 15));
  found = memmem (bytes, (gsize) size, rest, strlen (rest)) != NULL;
  sqlite3_free (bytes);
  return found;
}

static char *
repeat (GRand *random, const char *words)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 1, 60); n > 0; n--)
    g_string_append_printf (text, "%s ", words);
  return g_string_free (text, FALSE);
}

static void
change_contact (Fixture *fixture, gint64 id, char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_store_get_contact (fixture->store, id, &error);

  g_assert_no_error (error);
  g_ptr_array_set_size (contact->lines, 0);
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_FACT, note));
  cw_store_save_contact (fixture->store, contact, NULL, 0, &error);
  g_assert_no_error (error);
}

void
fixture_move_rows (Fixture *fixture,
                   gint64 case_id,
                   gint64 adult_id,
                   const char *words,
                   gint64 other_case,
                   gint64 other_adult)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gint64 ids[300];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = i % 3 == 0
                 ? fixture_contact (fixture, case_id, adult_id, TODAY - (int) i % 60, 5, words)
                 : fixture_contact (fixture, other_case, other_adult, TODAY - (int) i % 60, 5,
                                    "Other things.");
  for (guint i = 0; i < 900; i++)
    {
      guint k = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (ids));

      change_contact (fixture, ids[k], repeat (random, k % 3 == 0 ? words : "Other things."));
    }
}
