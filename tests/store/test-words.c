/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is searched for: words as the index folds them, and what a find looks like. */

#include "fixture.h"
#include "store/cw-store-words.h"

static void
test_query (void)
{
  static const struct
  {
    const char *text, *query;
  } cases[] = {
    { "hou", "\"hou\"*" },
    { "  Joanne  HUGHES ", "\"joanne\" \"hughes\"*" },
    { "José", "\"jose\"*" },
    { "O'Brien", "\"o\" \"brien\"*" },
    { "a\" OR b NEAR(c) -d*", "\"a\" \"or\" \"b\" \"near\" \"c\" \"d\"*" },
    { "0042", "\"0042\"*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwWords) words = cw_words_new (cases[i].text);
      g_autofree char *query = cw_words_query (words);

      g_assert_cmpstr (query, ==, cases[i].query);
    }
  g_assert_null (cw_words_new (" - \" ,"));
  g_assert_null (cw_words_new (""));
  g_assert_null (cw_words_new (NULL));
}

static void
test_excerpt (void)
{
  const char *body = "One two three four five six Zoë eight nine ten eleven twelve thirteen "
                     "fourteen fifteen sixteen.";
  static const struct
  {
    const char *text, *excerpt;
  } cases[] = {
    { "zoe",
      "…three four five six Zoë eight nine ten eleven twelve thirteen fourteen fifteen sixteen." },
    { "one", "One two three four five six Zoë eight nine ten…" },
    { "sixt", "…twelve thirteen fourteen fifteen sixteen." },
    { "fourt four", "One two three four five six Zoë eight nine ten eleven twelve thirteen…" },
    { "nothing", "One two three four five six Zoë eight nine…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwWords) words = cw_words_new (cases[i].text);
      g_autofree char *excerpt = cw_words_excerpt (words, body);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }
}

/* The index and the timeline's own matching find the same. */
static void
test_same_as_index (Fixture *fixture, gconstpointer data)
{
  static const char *const notes[] = {
    "Zoë rang about the café.",
    "zoe",
    "ZOË",
    "Élan vital",
    "naïve façade",
    "year 7, room 12b",
    "well-being",
    "it’s fine",
    "Łódź",
    "straße",
    "Привет мир",
  };
  static const char *const searches[] = {
    "zoe", "zoë",  "caf", "elan", "naive fac", "7",       "12b",    "12",  "being",    "well being",
    "s",   "it s", "łód", "lodz", "stra",      "strasse", "привет", "мир", "rang zoe",
  };
  g_autoptr (GError) error = NULL;
  gint64 adult, ids[G_N_ELEMENTS (notes)];

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      ids[i] = fixture_case (fixture, NULL, NULL, &adult);
      fixture_contact (fixture, ids[i], adult, TODAY, 1, notes[i]);
    }
  for (guint s = 0; s < G_N_ELEMENTS (searches); s++)
    {
      gint64 in_index = cw_store_count_cases (fixture->store, CW_CASES_ALL, searches[s], &error),
             in_timelines = 0;

      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
        in_timelines += cw_store_count_contacts (fixture->store, ids[i], 0, searches[s], &error);
      g_test_message ("%s: %d, %d", searches[s], (int) in_index, (int) in_timelines);
      g_assert_cmpint (in_timelines, ==, in_index);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/words/query", test_query);
  g_test_add_func ("/store/words/excerpt", test_excerpt);
  g_test_add ("/store/words/same-as-index", Fixture, NULL, fixture_set_up, test_same_as_index,
              fixture_tear_down);
  return g_test_run ();
}
