/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words that were deleted or corrected, and not erased, leave the search index too: at once, when
 * an older file is brought up to date, and before anything is handed over (R2, R19, R21). */

#include "fixture.h"
#include "store/cw-store-handover.h"
#include "store/cw-store-private.h"

/* Other entries, so that the index has more than one part. */
static void
fill (Fixture *fixture, gint64 id, gint64 adult, const char *words)
{
  for (int i = 0; i < 12; i++)
    fixture_contact (fixture, id, adult, TODAY - i, 5, words);
}

static void
save_adult (Fixture *fixture, gint64 id, const char *address)
{
  g_autoptr (CwAdult) adult = cw_adult_new ();
  g_autoptr (GError) error = NULL;

  adult->id = id;
  g_free (adult->name);
  adult->name = g_strdup ("Joanne Hughes");
  g_free (adult->address);
  adult->address = g_strdup (address);
  cw_store_save_adult (fixture->store, adult, &error);
  g_assert_no_error (error);
}

static void
change_note (Fixture *fixture, gint64 contact, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) changed = cw_store_get_contact (fixture->store, contact, &error);

  g_assert_no_error (error);
  g_ptr_array_set_size (changed->lines, 0);
  g_ptr_array_add (changed->lines, cw_line_new_take (CW_LINE_FACT, g_strdup (words)));
  cw_store_save_contact (fixture->store, changed, NULL, 0, &error);
  g_assert_no_error (error);
}

static void
run (Fixture *fixture, const char *sql)
{
  g_assert_cmpint (fixture_sql (fixture->store, sql, NULL), ==, 0);
}

/* Every page is looked at, decrypted: what stands between the rows too. */
static void
test_corrected (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) gone = NULL;
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult), noted, step, slip;

  fill (fixture, id, adult, "They spoke of other things.");
  save_adult (fixture, adult, "4 zebedeestreet");
  noted = fixture_contact (fixture, id, adult, TODAY, 5, "They spoke of zebedeenote.");
  slip = fixture_contact (fixture, id, adult, TODAY, 5, "This was zebedeeslip.");
  step = fixture_step (fixture, id, "Ring zebedeestep", TODAY);
  fill (fixture, id, adult, "They spoke of this and that.");
  g_assert_true (fixture_is_in_file (fixture->store, "zebedeestreet"));
  g_assert_true (fixture_is_in_file (fixture->store, "zebedeenote"));

  save_adult (fixture, adult, "A refuge");
  change_note (fixture, noted, "They spoke.");
  gone = cw_store_delete_contact (fixture->store, slip, &error);
  g_assert_true (cw_store_delete_step (fixture->store, step, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeestreet"));
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeenote"));
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeeslip"));
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeestep"));
  g_assert_true (fixture_is_in_file (fixture->store, "refuge"));
  fixture_verify (fixture->store);
}

/* As it was before: what is deleted is only marked as such, until a merge comes by. */
static void
leave_words (Fixture *fixture)
{
  gint64 adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult), noted;

  run (fixture, "INSERT INTO search (search, rank) VALUES ('secure-delete', 0), ('automerge', 0)");
  noted = fixture_contact (fixture, id, adult, TODAY, 5, "They spoke of zebedeenote.");
  change_note (fixture, noted, "They spoke.");
  g_assert_true (fixture_is_in_file (fixture->store, "zebedeenote"));
}

/* R21: a handover with nothing left out. */
static void
test_handed_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  leave_words (fixture);
  g_assert_true (cw_store_apply_handover (fixture->store, TODAY, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_is_in_file (fixture->store, "zebedeenote"));
  fixture_verify (fixture->store);
}

/* Words with the same beginning by turns of one case and another, so that the pages of the index
 * begin with them. */
static void
fill_pages (Fixture *fixture, gint64 id, gint64 adult, guint first)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GString) words = g_string_new (NULL);

      for (guint k = 0; k < 100; k++)
        g_string_append_printf (words, "zebedeeword%04u ", 200 * i + 2 * k + first);
      fixture_contact (fixture, id, adult, TODAY, 5, words->str);
    }
}

#define EVEN "SELECT count (*) FROM search_idx WHERE CAST (term AS TEXT) GLOB '*word???[02468]'"
#define ODD "SELECT count (*) FROM search_idx WHERE CAST (term AS TEXT) GLOB '*word???[13579]'"

/* R19: nor does the list of pages keep the beginning of an erased word that a page began with. */
static void
test_erased_from_list (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 adult, other_adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult),
                             other = fixture_case (fixture, "Someone Else", NULL, &other_adult);

  fill_pages (fixture, id, adult, 0);
  fill_pages (fixture, other, other_adult, 1);
  run (fixture, "INSERT INTO search (search) VALUES ('optimize')");
  g_assert_cmpint (fixture_ask (fixture->store, EVEN), >, 0);
  g_assert_true (cw_store_erase_case (fixture->store, id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (fixture->store, EVEN), ==, 0);
  g_assert_cmpint (fixture_ask (fixture->store, ODD), >, 0);
  fixture_verify (fixture->store);
}

/* Any order of saving, changing and deleting leaves the index as the words are. */
static void
test_sound (Fixture *fixture, gconstpointer unused)
{
  gint64 adult, other_adult, id = fixture_case (fixture, "Joanne Hughes", NULL, &adult),
                             other = fixture_case (fixture, "Someone Else", NULL, &other_adult);

  fixture_move_rows (fixture, id, adult, "They spoke of zebedeenote and of ten other things.",
                     other, other_adult);
  fixture_verify (fixture->store);
  run (fixture, "DELETE FROM search_doc WHERE kind = 'contact' AND item_id % 3 = 1");
  run (fixture, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  g_assert_cmpint (fixture_ask (fixture->store,
                                "SELECT count (*) FROM search WHERE search MATCH 'zebedeenote'"),
                   ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/deleted-words/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("corrected", test_corrected);
  ADD ("handed-over", test_handed_over);
  ADD ("erased-from-list", test_erased_from_list);
  ADD ("sound", test_sound);
  return g_test_run ();
}
