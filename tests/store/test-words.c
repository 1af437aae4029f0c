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
    { "  Joanne  HUGHES ", "\"joanne\" AND \"hughes\"*" },
    { "José", "\"jose\"*" },
    { "O'Brien", "\"o\" AND \"brien\"*" },
    { "a\" OR b NEAR(c) -d*", "\"a\" AND \"or\" AND \"b\" AND \"near\" AND \"c\" AND \"d\"*" },
    { "Łukasz", "(\"Łukasz\"* OR \"lukasz\"*)" },
    { "김 민수", "\"김\" AND \"민수\"*" },
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
    "Дмитрий Юрьевич",
    "Семён",
    "Семен",
    "김 민수",
    "রহিম রাম",
    "রিমা",
    "ਸਿੰਘ",
    "ஆனந்த்",
    "शर्मा ज़ोया",
    "مُحَمَّد أحمد",
    "محمد",
    "Nguyễn Thị Đào",
    "Işıl Yıldız İrem",
    "Łukasz Søren Æsa",
    "Jose\u0301 Дмитрии\u0306",
    "O'Brien",
    "O’Brien Smith-Jones",
    "Νίκος",
  };
  static const char *const searches[] = {
    "zoe",       "zoë",
    "caf",       "elan",
    "naive fac", "7",
    "12b",       "12",
    "being",     "well being",
    "s",         "it s",
    "łód",       "lodz",
    "stra",      "strasse",
    "привет",    "мир",
    "rang zoe",  "Дмитрий",
    "дмитр",     "Дмитрии\u0306",
    "Юрьевич",   "семён",
    "Семен",     "Семе",
    "김",        "민수",
    "민",        "রহিম",
    "রহ",        "রাম",
    "রিমা",      "ম",
    "ਸਿੰਘ",       "ਸਿੰ",
    "ஆனந்த்",      "ஆன",
    "शर्मा",      "ज़ोया",
    "जोया",      "مُحَمَّد",
    "محمد",      "محم",
    "م",         "احمد",
    "أحمد",      "nguyen thi",
    "Nguyễn",    "dao",
    "đào",       "isil",
    "Işıl",      "ISIL",
    "yildiz",    "YILDIZ",
    "irem",      "İrem",
    "lukasz",    "Łukasz",
    "ŁUKASZ",    "soren",
    "søren",     "aesa",
    "æsa",       "josé",
    "jose",      "o'brien",
    "o’brien",   "O’Bri",
    "brien",     "smith-jones",
    "jones",     "νικος",
    "Νίκος",     "ΝΊΚΟΣ",
    "\u0301",    "ি",
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

/* A name is found on the page of cases as it is written, and as a British keyboard writes it. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *typed[4];
  } names[] = {
    { "Дмитрий", { "Дмитрий", "дмитр", "Дмитрии\u0306" } },
    { "Семён", { "Семён", "Семен" } },
    { "김 민수", { "김 민수", "김", "\u1100\u1175\u11b7" } },
    { "রহিম", { "রহিম", "রহি" } },
    { "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", { "ਸਿੰਘ", "ਗੁਰ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ" } },
    { "ஆனந்த்", { "ஆனந்த்", "ஆனந்" } },
    { "ज़ोया", { "ज़ोया", "\u095bोया" } },
    { "أَحْمَد", { "أَحْمَد", "أحمد", "احمد" } },
    { "José", { "José", "jose", "Jose\u0301" } },
    { "Jose\u0301e", { "Josée", "josee" } },
    { "Łódź", { "Łódź", "Lodz", "łodz", "LODZ" } },
    { "Nguyễn", { "Nguyễn", "nguyen", "nguyê" } },
    { "Đỗ", { "Đỗ", "Do" } },
    { "Yıldız", { "Yıldız", "Yildiz", "YILDIZ" } },
    { "Groß", { "Groß", "gross", "GROSS" } },
    { "Sørensen", { "Sørensen", "sorensen" } },
    { "O'Brien", { "O'Brien", "O’Brien", "brien" } },
    { "O’Shea", { "O'Shea", "o’shea" } },
    { "Smith-Jones", { "smith-jones", "smith jones", "Jones" } },
    { "Ștefănescu", { "Stefanescu", "ștefănescu" } },
    { "Παπαδόπουλος", { "παπαδοπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ" } },
  };
  g_autoptr (GError) error = NULL;
  guint missed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 adult, id = fixture_case (fixture, names[i].name, NULL, &adult);

      fixture_contact (fixture, id, adult, TODAY, 1, names[i].name);
      for (guint t = 0; t < G_N_ELEMENTS (names[i].typed) && names[i].typed[t]; t++)
        {
          const char *typed = names[i].typed[t];
          g_autoptr (GPtrArray) rows
              = cw_store_list_cases (fixture->store, CW_CASES_ALL, CW_CASES_BY_REFERENCE, FALSE,
                                     typed, 0, 10, &error);
          const CwCaseRow *row = NULL;

          g_assert_no_error (error);
          for (guint r = 0; r < rows->len; r++)
            if (((CwCaseRow *) rows->pdata[r])->id == id)
              row = rows->pdata[r];
          if (!row)
            g_test_message ("%s was not found by %s", names[i].name, typed);
          missed += !row;
          if (row)
            {
              g_autofree char *shown = g_utf8_normalize (names[i].name, -1, G_NORMALIZE_NFC);

              g_assert_cmpstr (row->found, ==, shown);
            }
          g_assert_cmpint (cw_store_count_contacts (fixture->store, id, 0, typed, &error), ==, 1);
        }
    }
  g_assert_cmpint (missed, ==, 0);
}

/* Vowel signs tell names apart. */
static void
test_vowel_signs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 adult;

  fixture_case (fixture, "রিমা", NULL, &adult);
  fixture_case (fixture, "রাম", NULL, &adult);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "রাম", &error), ==, 1);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "ম", &error), ==, 0);
}

/* A document from before the index held folded words is found by what stands in it. */
static void
test_older_documents (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 adult, id = fixture_case (fixture, "Дмитрий", NULL, &adult);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE search_doc SET body = 'Дмитрий' WHERE kind = 'adult' AND case_id = %d", (int) id);

  g_assert_cmpint (fixture_sql (fixture->store, sql, NULL), ==, 0);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "дмитрий", &error), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/words/query", test_query);
  g_test_add_func ("/store/words/excerpt", test_excerpt);
  g_test_add ("/store/words/same-as-index", Fixture, NULL, fixture_set_up, test_same_as_index,
              fixture_tear_down);
  g_test_add ("/store/words/names", Fixture, NULL, fixture_set_up, test_names, fixture_tear_down);
  g_test_add ("/store/words/vowel-signs", Fixture, NULL, fixture_set_up, test_vowel_signs,
              fixture_tear_down);
  g_test_add ("/store/words/older-documents", Fixture, NULL, fixture_set_up, test_older_documents,
              fixture_tear_down);
  return g_test_run ();
}
