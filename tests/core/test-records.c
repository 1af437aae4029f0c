/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-item.h"
#include "core/cw-records.h"

static void
test_ids (void)
{
  static const gint64 added[] = { 5, 1, 9, 5, 3, 7, 1, 2 };
  static const gint64 sorted[] = { 1, 2, 3, 5, 7, 9 };
  g_autoptr (CwIds) ids = cw_ids_new ();
  g_autoptr (CwIds) copy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    {
      gboolean was_in = cw_ids_contains (ids, added[i]);

      g_assert_cmpint (cw_ids_add (ids, added[i]), ==, !was_in);
    }
  g_assert_cmpmem (ids->items, ids->len * sizeof (gint64), sorted, sizeof sorted);

  copy = cw_ids_copy (ids);
  g_assert_true (cw_ids_equal (copy, ids));
  g_assert_true (cw_ids_remove (copy, 5));
  g_assert_false (cw_ids_remove (copy, 5));
  g_assert_false (cw_ids_equal (copy, ids));
  g_assert_true (cw_ids_contains (ids, 5));
  cw_ids_clear (copy);
  g_assert_true (cw_ids_equal (copy, NULL));
  g_assert_true (cw_ids_equal (NULL, NULL));
  g_assert_false (cw_ids_contains (NULL, 1));
}

static CwCase *
make_case (void)
{
  CwCase *self = cw_case_new ();
  CwAdult *adult = cw_adult_new ();
  CwChild *child = cw_child_new ();
  CwConsent *consent = cw_consent_new ();

  consent->given_on = 740000;
  adult->id = 12;
  g_free (adult->name);
  adult->name = g_strdup ("Joanne Hughes");
  g_ptr_array_add (adult->consents, consent);
  g_ptr_array_add (self->adults, adult);
  g_ptr_array_add (self->children, child);
  g_ptr_array_add (self->links, g_strdup ("0031"));
  return self;
}

static void
test_deep_copy (void)
{
  CwCase *self = make_case ();
  g_autoptr (CwCase) copy = cw_case_copy (self);
  CwAdult *adult;

  cw_case_free (self);
  adult = cw_case_get_adult (copy, 12);
  g_assert_nonnull (adult);
  g_assert_null (cw_case_get_adult (copy, 13));
  g_assert_cmpstr (adult->name, ==, "Joanne Hughes");
  g_assert_cmpint (cw_adult_get_consent (adult)->given_on, ==, 740000);
  g_assert_cmpuint (copy->children->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (copy->links, 0), ==, "0031");
  g_assert_cmpstr (copy->reference, ==, "");
}

static void
test_empty_records (void)
{
  g_autoptr (CwContact) contact = cw_contact_new ();
  g_autoptr (CwCaseRow) row = cw_case_row_new ();
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwCaseOpening) same = cw_case_opening_copy (opening);
  g_autoptr (CwProfile) profile = cw_profile_new ();
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  g_assert_cmpint (contact->time, ==, -1);
  g_assert_cmpuint (contact->adults->len, ==, 0);
  g_assert_cmpint (row->next_time, ==, -1);
  g_assert_null (row->found);
  g_assert_null (same->reference);
  g_assert_null (same->consent);
  g_assert_nonnull (profile->schools);
  g_assert_nonnull (enquiry->services);
}

static void
test_half_end (void)
{
  CwTerm term = { .start = cw_day_from_iso ("2025-09-03"), .end = cw_day_from_iso ("2025-12-19") };
  CwTerm brief = { .start = cw_day_from_iso ("2025-09-01"), .end = cw_day_from_iso ("2025-09-02") };
  g_autofree char *worked_out = cw_day_to_iso (cw_term_get_half_end (&term));

  g_assert_cmpstr (worked_out, ==, "2025-10-24");
  term.half_end = cw_day_from_iso ("2025-10-17");
  g_assert_cmpint (cw_term_get_half_end (&term), ==, term.half_end);
  g_assert_cmpint (cw_term_get_half_end (&brief), ==, brief.start);
}

static void
test_paper_number (void)
{
  g_autofree char *small = cw_paper_record_format (15);
  g_autofree char *big = cw_paper_record_format (12345);

  g_assert_cmpstr (small, ==, "P-015");
  g_assert_cmpstr (big, ==, "P-12345");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_item (void)
{
  g_autoptr (CwItem) item = cw_item_new (CW_TYPE_ENQUIRY, NULL);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
  guint count = 0;

  g_signal_connect_swapped (item, "notify::loaded", G_CALLBACK (count_cb), &count);
  g_assert_false (cw_item_is_loaded (item));
  g_assert_null (cw_item_get (item));

  cw_ids_add (enquiry->categories, 4);
  cw_item_set (item, enquiry);
  cw_ids_clear (enquiry->categories);
  g_assert_true (cw_item_is_loaded (item));
  g_assert_cmpuint (((const CwEnquiry *) cw_item_get (item))->categories->len, ==, 1);
  cw_item_set (item, enquiry);
  g_assert_cmpuint (count, ==, 2);
  cw_item_set (item, cw_item_get (item)); /* its own record */
  cw_item_set (item, NULL);
  g_assert_false (cw_item_is_loaded (item));
}

/* R7: a name shows whose it is; one that shows nothing, or something else, is none. */
static void
test_names (void)
{
  static const char *const sound[]
      = { "Ann Lee", "Zoë O’Neill-Ó", "محمد", "می‌نا", "?", "李" };
  static const char *const bad[]
      = { "",         " ",           "\u00a0\u200b",  "\u2060\ufeff", "Ann\nLee",
          "Ann\tLee", "Ann\x1b[31m", "\u202eeeL nnA", "A\u2066nn",    "Ann\xff" };
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *longer = g_strnfill (201, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (sound); i++)
    g_assert_true (cw_name_is_sound (sound[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cw_name_is_sound (bad[i]));
  g_assert_true (cw_name_is_sound (longest));
  g_assert_false (cw_name_is_sound (longer));
}

/* Each word somewhere, in any order and however it is written. */
static void
test_has_words (void)
{
  const char *const texts[] = { "Citizens Advice", "Debt, housing", "", NULL };
  const char *const none[] = { NULL };

  g_assert_true (cw_has_words (texts, ""));
  g_assert_true (cw_has_words (texts, "  "));
  g_assert_true (cw_has_words (none, " "));
  g_assert_true (cw_has_words (texts, "HOUS citizen"));
  g_assert_true (cw_has_words (texts, " advice  debt "));
  g_assert_false (cw_has_words (texts, "advice school"));
  g_assert_false (cw_has_words (texts, "advicedebt"));
  g_assert_false (cw_has_words (none, "a"));
}

/* The name of a term is the same however it is typed. */
static void
test_same_text (void)
{
  g_assert_true (cw_is_same_text ("Autumn 2025", " autumn 2025 "));
  g_assert_true (cw_is_same_text ("ÉTÉ", "été"));
  g_assert_true (cw_is_same_text ("", "  "));
  g_assert_false (cw_is_same_text ("Autumn 2025", "Autumn  2025"));
  g_assert_false (cw_is_same_text ("Autumn", "Autumn 2025"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/ids", test_ids);
  g_test_add_func ("/records/deep-copy", test_deep_copy);
  g_test_add_func ("/records/empty", test_empty_records);
  g_test_add_func ("/records/half-end", test_half_end);
  g_test_add_func ("/records/paper-number", test_paper_number);
  g_test_add_func ("/records/names", test_names);
  g_test_add_func ("/records/has-words", test_has_words);
  g_test_add_func ("/records/same-text", test_same_text);
  g_test_add_func ("/records/item", test_item);
  return g_test_run ();
}
