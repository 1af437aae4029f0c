/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "core/cw-code-defaults.h"

static CwCodeBook *
load_defaults (void)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
  gint64 id = 0;

  for (int list = 0; list < CW_N_LISTS; list++)
    {
      guint n;
      const CwCodeDefault *entries = cw_code_defaults (list, &n);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (codes, cw_code_new (++id, list, entries[i].code, entries[i].label,
                                             entries[i].short_label, entries[i].alias, TRUE, FALSE,
                                             (int) i));
    }
  return cw_code_book_new (codes);
}

static void
test_lists (void)
{
  static const char *const names[]
      = { "enquiry-category", "contact-method", "about",    "support-type",     "service",
          "how-came",         "asked-by",       "relation", "activity-category" };

  for (int i = 0; i < CW_N_LISTS; i++)
    {
      CwCodeList list = CW_N_LISTS;

      g_assert_cmpstr (cw_code_list_name (i), ==, names[i]);
      g_assert_true (cw_code_list_from_name (names[i], &list));
      g_assert_cmpint (list, ==, i);
      g_assert_cmpint (cw_code_list_is_fixed (i), ==, i == CW_LIST_ABOUT || i == CW_LIST_HOW_CAME);
    }
  g_assert_false (cw_code_list_from_name ("names", &(CwCodeList){ 0 }));
  g_assert_false (cw_code_list_from_name (NULL, &(CwCodeList){ 0 }));
}

/* The database wants codes that never change and labels that are met once. */
static void
test_defaults (void)
{
  for (int list = 0; list < CW_N_LISTS; list++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      guint n;
      const CwCodeDefault *entries = cw_code_defaults (list, &n);

      g_assert_cmpuint (n, >, 1);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *slug = cw_code_slug (entries[i].code);

          g_test_message ("%s: %s", cw_code_list_name (list), entries[i].code);
          g_assert_cmpstr (slug, ==, entries[i].code);
          g_assert_true (g_hash_table_add (seen, g_strdup_printf ("code %s", entries[i].code)));
          g_assert_true (g_hash_table_add (seen, g_utf8_casefold (entries[i].label, -1)));
          g_assert_cmpuint (strlen (entries[i].label), <=, 120);
        }
    }
}

/* A pool needs its absorber (docs/SUMMARIES.md): "other", last, in every list that is summed up. */
static void
test_absorbers (void)
{
  static const CwCodeList summed[]
      = { CW_LIST_ENQUIRY_CATEGORY, CW_LIST_CONTACT_METHOD, CW_LIST_SUPPORT_TYPE, CW_LIST_SERVICE };
  g_autoptr (CwCodeBook) book = load_defaults ();

  for (guint i = 0; i < G_N_ELEMENTS (summed); i++)
    {
      GPtrArray *list = cw_code_book_list (book, summed[i]);
      const CwCode *last = g_ptr_array_index (list, list->len - 1);

      g_assert_cmpstr (last->code, ==, "other");
    }
  g_assert_nonnull (cw_code_book_lookup (book, CW_LIST_ABOUT, "parent"));
  g_assert_nonnull (cw_code_book_lookup (book, CW_LIST_ABOUT, "child"));
  g_assert_nonnull (cw_code_book_lookup (book, CW_LIST_HOW_CAME, "came"));
  g_assert_nonnull (cw_code_book_lookup (book, CW_LIST_HOW_CAME, "asked"));
}

static void
test_service_cards (void)
{
  g_autoptr (CwCodeBook) book = load_defaults ();
  guint n, independent = 0;
  const CwServiceDefault *cards = cw_service_defaults (&n);

  /* Every service but "other" has a card. */
  g_assert_cmpuint (n + 1, ==, cw_code_book_list (book, CW_LIST_SERVICE)->len);
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (cw_code_book_lookup (book, CW_LIST_SERVICE, cards[i].code));
      g_assert_cmpstr (cards[i].what_for, !=, "");
      g_assert_nonnull (cards[i].categories[0]);
      for (guint k = 0; cards[i].categories[k]; k++)
        g_assert_nonnull (
            cw_code_book_lookup (book, CW_LIST_ENQUIRY_CATEGORY, cards[i].categories[k]));
      independent += cards[i].independent;
    }
  g_assert_cmpuint (independent, >, 5); /* R4: a second opinion can be had */
}

static void
test_find (void)
{
  static const struct
  {
    CwCodeList list;
    const char *text, *code;
  } cases[] = {
    { CW_LIST_ENQUIRY_CATEGORY, "housing", "housing" },
    { CW_LIST_ENQUIRY_CATEGORY, "  Finance AND benefits ", "finance" },
    { CW_LIST_ENQUIRY_CATEGORY, "Child's emotional wellbeing", "child-wellbeing" },
    { CW_LIST_ENQUIRY_CATEGORY, "Child’s wellbeing", "child-wellbeing" },
    { CW_LIST_ENQUIRY_CATEGORY, "SEN", "special-educational-needs" },
    { CW_LIST_ENQUIRY_CATEGORY, "send", "special-educational-needs" },
    { CW_LIST_ENQUIRY_CATEGORY, "homelessness", "housing" },
    { CW_LIST_CONTACT_METHOD, "Another way", "other" },
    { CW_LIST_SERVICE, "Winston's Wish", "winstons-wish" },
    { CW_LIST_ASKED_BY, "CAF", "early-help" },
    { CW_LIST_ENQUIRY_CATEGORY, "", NULL },
    { CW_LIST_ENQUIRY_CATEGORY, "house", NULL },
    { CW_LIST_CONTACT_METHOD, "housing", NULL },
  };
  g_autoptr (CwCodeBook) book = load_defaults ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CwCode *code = cw_code_book_find (book, cases[i].list, cases[i].text);

      g_assert_cmpstr (code ? code->code : NULL, ==, cases[i].code);
      if (code)
        g_assert_true (cw_code_book_get (book, code->id) == code);
    }
  g_assert_null (cw_code_book_get (book, 0));
  g_assert_cmpstr (cw_code_book_label (book, 0), ==, "");
}

static void
test_book_order (void)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);
  g_autoptr (CwCodeBook) book = NULL;
  GPtrArray *list;

  g_ptr_array_add (codes,
                   cw_code_new (5, CW_LIST_SERVICE, "later", "Later", NULL, NULL, FALSE, TRUE, 9));
  g_ptr_array_add (codes,
                   cw_code_new (3, CW_LIST_SERVICE, "first", "First", "1st", NULL, TRUE, FALSE, 0));
  book = cw_code_book_new (codes);
  list = cw_code_book_list (book, CW_LIST_SERVICE);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((CwCode *) g_ptr_array_index (list, 0))->code, ==, "first");
  g_assert_cmpstr (cw_code_get_short (g_ptr_array_index (list, 0)), ==, "1st");
  g_assert_cmpstr (cw_code_get_short (g_ptr_array_index (list, 1)), ==, "Later");
  g_assert_cmpstr (cw_code_book_label (book, 5), ==, "Later"); /* retired, and still in history */
}

static void
test_slug (void)
{
  static const struct
  {
    const char *label, *slug;
  } cases[] = {
    { "Foo Bar!", "foo-bar" },
    { "  Ärger & Co. ", "arger-co" },
    { "Winston's Wish", "winstons-wish" },
    { "Winston’s Wish", "winstons-wish" },
    { "a--b", "a-b" },
    { "!!!", "" },
    { "", "" },
  };
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *cut = cw_code_slug (longest);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = cw_code_slug (cases[i].label);

      g_assert_cmpstr (slug, ==, cases[i].slug);
    }
  g_assert_cmpuint (strlen (cut), ==, 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/lists", test_lists);
  g_test_add_func ("/code/defaults", test_defaults);
  g_test_add_func ("/code/absorbers", test_absorbers);
  g_test_add_func ("/code/service-cards", test_service_cards);
  g_test_add_func ("/code/find", test_find);
  g_test_add_func ("/code/book-order", test_book_order);
  g_test_add_func ("/code/slug", test_slug);
  return g_test_run ();
}
