/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "school.h"

static const CwDay start = 739000, end = 739100;

static GPtrArray *
new_tallies (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cw_tally_free);
}

static GPtrArray *
freeze (const char *population, CwCodeBook *book, GPtrArray *tallies)
{
  return cw_disclosure_freeze (population, "Autumn 2025", start, end, 5, book, tallies, NULL);
}

static void
check_rows (const char *population,
            const char *dimension,
            CwCodeBook *book,
            GPtrArray *tallies,
            const char *expected)
{
  g_autoptr (GPtrArray) entries = freeze (population, book, tallies);
  g_assert_nonnull (entries);
  g_autofree char *text = describe_entry (find_entry (entries, dimension));
  g_assert_cmpstr (text, ==, expected);
}

/* How many records of each code of a table; every one of a family of its own. */
typedef struct
{
  const char *code;
  int n;
} Count;

static GPtrArray *
count_up (CwCodeBook *book, CwCodeList list, const Count *counts)
{
  GPtrArray *tallies = new_tallies ();
  gint64 family = 1;

  for (guint i = 0; counts[i].code != NULL; i++)
    {
      for (int j = 0; j < counts[i].n; j++)
        cw_ids_add (add_tally (tallies, family++, 0, 0)->codes,
                    find_code (book, list, counts[i].code));
    }
  return tallies;
}

static void
test_round (void)
{
  static const int cases[][2] = { { 1, 5 },   { 5, 5 },   { 7, 5 },   { 8, 10 },  { 12, 10 },
                                  { 13, 15 }, { 17, 15 }, { 18, 20 }, { 22, 20 }, { 23, 25 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cw_disclosure_round (cases[i][0]), ==, cases[i][1]);
}

/* R24: the rows of one table from the numbers behind its codes */
static void
test_rows (void)
{
  static const struct
  {
    const char *dimension;
    CwCodeList list;
    Count counts[9];
    const char *expected;
  } cases[] = {
    { "about", CW_LIST_ABOUT, { { "child", 10 }, { "parent", 10 } }, "child=10 parent=10" },
    /* the absorber is small itself: the only other code fills it */
    { "about", CW_LIST_ABOUT, { { "child", 10 }, { "parent", 4 } }, "parent+child=15" },
    /* four, and none, look the same */
    { "about", CW_LIST_ABOUT, { { "child", 4 }, { "parent", 10 } }, "parent+child=15" },
    { "about", CW_LIST_ABOUT, { { "child", 0 }, { "parent", 14 } }, "parent+child=15" },
    /* nothing small: "other" has a line of its own, last */
    { "method",
      CW_LIST_CONTACT_METHOD,
      { { "email", 5 },
        { "text-message", 6 },
        { "letter", 7 },
        { "meeting", 8 },
        { "telephone", 9 },
        { "face-to-face", 30 },
        { "home-visit", 12 },
        { "other", 11 } },
      "email=5 text-message=5 letter=5 meeting=10 telephone=10 face-to-face=30 home-visit=10 "
      "other=10" },
    /* a large absorber is pooled with one small code: that one alone could be seen by subtraction
     */
    { "method",
      CW_LIST_CONTACT_METHOD,
      { { "email", 5 },
        { "text-message", 6 },
        { "letter", 7 },
        { "meeting", 8 },
        { "telephone", 9 },
        { "face-to-face", 30 },
        { "home-visit", 2 },
        { "other", 11 } },
      "email=5 text-message=5 letter=5 meeting=10 telephone=10 face-to-face=30 "
      "other+home-visit=15" },
    /* too few together: the first of the fixed order is added, though a later one is smaller */
    { "method",
      CW_LIST_CONTACT_METHOD,
      { { "email", 20 },
        { "text-message", 6 },
        { "letter", 7 },
        { "meeting", 8 },
        { "telephone", 9 },
        { "face-to-face", 5 },
        { "home-visit", 2 },
        { "other", 0 } },
      "text-message=5 letter=5 meeting=10 telephone=10 face-to-face=5 other+email+home-visit=20" },
    /* enough together: nothing is added */
    { "method",
      CW_LIST_CONTACT_METHOD,
      { { "email", 20 }, { "text-message", 3 }, { "letter", 2 }, { "telephone", 9 } },
      "email=20 telephone=10 other+text-message+letter+meeting+face-to-face+home-visit=5" },
    { "method",
      CW_LIST_CONTACT_METHOD,
      { { "telephone", 40 } },
      "other+email+text-message+letter+meeting+telephone+face-to-face+home-visit=40" },
  };
  g_autoptr (CwCodeBook) book = make_book (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tallies = count_up (book, cases[i].list, cases[i].counts);
      check_rows ("enquiries", cases[i].dimension, book, tallies, cases[i].expected);
    }
}

/* Units: a family counts once however often it came; an enquiry that was asked before counts for
 * none. */
static void
test_units (void)
{
  g_autoptr (CwCodeBook) book = make_book (FALSE);
  gint64 child = find_code (book, CW_LIST_ABOUT, "child"),
         parent = find_code (book, CW_LIST_ABOUT, "parent");
  g_autoptr (GPtrArray) tallies = new_tallies ();

  for (int i = 0; i < 10; i++)
    {
      cw_ids_add (add_tally (tallies, 100 + i, 0, 0)->codes, parent);
      cw_ids_add (add_tally (tallies, i < 4 ? 200 + i : 0, 0, 0)->codes, child);
    }
  check_rows ("enquiries", "about", book, tallies, "parent+child=20");
  /* the fifth is in another term: still no term with five */
  cw_ids_add (add_tally (tallies, 300, 1, 0)->codes, child);
  check_rows ("enquiries", "about", book, tallies, "parent+child=20");
  cw_ids_add (add_tally (tallies, 301, 0, 0)->codes, child);
  check_rows ("enquiries", "about", book, tallies, "child=10 parent=10");
}

static void
test_withheld (void)
{
  g_autoptr (CwCodeBook) book = make_book (FALSE);
  g_autoptr (GPtrArray) tallies = new_tallies ();
  gint64 telephone = find_code (book, CW_LIST_CONTACT_METHOD, "telephone");

  g_assert_null (freeze ("contacts", book, tallies));
  for (int i = 0; i < 100; i++)
    cw_ids_add (add_tally (tallies, 1 + i % 4, 0, 30)->codes, telephone);
  g_assert_null (freeze ("contacts", book, tallies));
  g_assert_null (freeze ("enquiries", book, tallies));
  cw_ids_add (add_tally (tallies, 5, 0, 30)->codes, telephone);
  g_autoptr (GPtrArray) entries = freeze ("contacts", book, tallies);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = entries->pdata[i];
      g_assert_cmpint (entry->records, ==, 100);
      g_assert_cmpint (entry->families, ==, 5);
    }
}

/* A table whose records have codes too seldom is published without lines. */
static void
test_never_enough (void)
{
  g_autoptr (CwCodeBook) book = make_book (TRUE);
  g_autoptr (GPtrArray) tallies = new_tallies ();
  gint64 telephone = find_code (book, CW_LIST_CONTACT_METHOD, "telephone");

  for (int i = 0; i < 20; i++)
    {
      CwTally *tally = add_tally (tallies, i + 1, 0, 60);
      cw_ids_add (tally->codes, telephone);
      if (i < 4)
        cw_ids_add (tally->codes, find_code (book, CW_LIST_SERVICE, "ipsea"));
    }
  check_rows ("contacts", "service", book, tallies, "");
  cw_ids_add (((CwTally *) tallies->pdata[4])->codes, find_code (book, CW_LIST_SERVICE, "shelter"));
  g_autoptr (GPtrArray) entries = freeze ("contacts", book, tallies);
  const CwLedgerEntry *entry = find_entry (entries, "service");
  g_assert_cmpuint (entry->rows->len, ==, 1);
  g_assert_cmpint (((CwLedgerRow *) entry->rows->pdata[0])->shown, ==, 5);
}

/* A code the adviser added is named on a line of its own and nowhere else; retired ones are members
 * like others. */
static void
test_added (void)
{
  static const Count small[] = { { "added-1", 4 }, { "telephone", 9 }, { "other", 5 }, { NULL } };
  static const Count large[]
      = { { "added-1", 6 }, { "added-3", 7 }, { "letter", 8 }, { "other", 5 }, { NULL } };
  g_autoptr (CwCodeBook) book = make_book (TRUE);
  g_autoptr (GPtrArray) first = count_up (book, CW_LIST_CONTACT_METHOD, small);
  g_autoptr (GPtrArray) second = count_up (book, CW_LIST_CONTACT_METHOD, large);

  check_rows ("enquiries", "method", book, first,
              "telephone=10 other+email+text-message+letter+meeting+face-to-face+home-visit=10");
  check_rows ("enquiries", "method", book, second,
              "letter=10 added-1=5 added-3=5 "
              "other+email+text-message+meeting+telephone+face-to-face+home-visit=5");
}

/* A record with two codes of the pool is in it once. */
static void
test_multi (void)
{
  g_autoptr (CwCodeBook) book = make_book (FALSE);
  g_autoptr (GPtrArray) tallies = new_tallies ();

  for (int i = 0; i < 7; i++)
    {
      CwTally *tally = add_tally (tallies, i + 1, 0, 0);
      cw_ids_add (tally->codes, find_code (book, CW_LIST_ENQUIRY_CATEGORY, "behaviour"));
      cw_ids_add (tally->codes,
                  find_code (book, CW_LIST_ENQUIRY_CATEGORY, i < 4 ? "housing" : "bereavement"));
      if (i > 2)
        cw_ids_add (tally->codes, find_code (book, CW_LIST_ENQUIRY_CATEGORY, "health"));
    }
  g_autoptr (GPtrArray) entries = freeze ("enquiries", book, tallies);
  const CwLedgerEntry *entry = find_entry (entries, "category");
  const CwLedgerRow *own = entry->rows->pdata[0], *pool = entry->rows->pdata[1];

  g_assert_cmpuint (entry->rows->len, ==, 2);
  g_assert_cmpstr (own->codes[0], ==, "behaviour");
  g_assert_cmpint (pool->shown, ==, 5); /* seven records, eleven codes */
}

/* Hours: to the nearest five, "under 5", and none where one family has more than half of them. */
static void
test_hours (void)
{
  static const struct
  {
    int minutes, of_first;
    const char *expected;
  } cases[] = {
    { 149, 0, "/<5h" },   { 150, 0, "/5h" },  { 449, 0, "/5h" }, { 450, 0, "/10h" },
    { 600, 300, "/10h" }, { 600, 301, "/-" }, { 0, 0, "/<5h" },  { 6000, 2999, "/100h" },
  };
  g_autoptr (CwCodeBook) book = make_book (FALSE);
  gint64 home = find_code (book, CW_LIST_CONTACT_METHOD, "home-visit");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tallies = new_tallies ();
      int rest = cases[i].minutes - cases[i].of_first;

      cw_ids_add (add_tally (tallies, 1, 0, cases[i].of_first)->codes, home);
      for (int j = 0; j < 5; j++)
        cw_ids_add (add_tally (tallies, 2 + j, 0, rest / 5 + (j < rest % 5))->codes, home);
      g_autoptr (GPtrArray) entries = freeze ("contacts", book, tallies);
      g_autofree char *text = describe_entry (find_entry (entries, "method"));
      g_assert_true (g_str_has_suffix (text, cases[i].expected));
    }
}

static void
test_explain (void)
{
  static const Count counts[]
      = { { "email", 20 }, { "text-message", 6 }, { "letter", 4 }, { NULL } };
  static const struct
  {
    const char *code;
    CwPooledWhy why;
  } expected[] = {
    { "other", CW_POOLED_ABSORBER },     { "email", CW_POOLED_ADDED },
    { "text-message", CW_POOLED_NOT },   { "letter", CW_POOLED_SMALL },
    { "meeting", CW_POOLED_SMALL },      { "telephone", CW_POOLED_SMALL },
    { "face-to-face", CW_POOLED_SMALL }, { "home-visit", CW_POOLED_SMALL },
  };
  g_autoptr (CwCodeBook) book = make_book (FALSE);
  g_autoptr (GPtrArray) tallies = count_up (book, CW_LIST_CONTACT_METHOD, counts);
  g_autoptr (GArray) why
      = cw_disclosure_explain (cw_dimension_find ("enquiries", "method"), 5, book, tallies);

  g_assert_cmpuint (why->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < why->len; i++)
    {
      const CwPooled *pooled = &g_array_index (why, CwPooled, i);
      g_assert_cmpstr (cw_code_book_get (book, pooled->code_id)->code, ==, expected[i].code);
      g_assert_cmpint (pooled->why, ==, expected[i].why);
    }
}

/* The public order names shipped codes, each once, all of them, and never the absorber. */
static void
test_orders (void)
{
  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);
  g_autoptr (CwCodeBook) book = make_book (FALSE);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) codes = cw_dimension_sort_codes (&dimensions[i], book);
      g_assert_cmpuint (codes->len, ==, g_strv_length ((char **) dimensions[i].order) + 1);
      g_assert_cmpstr (((CwCode *) codes->pdata[0])->code, ==, dimensions[i].absorber);
      for (guint j = 1; j < codes->len; j++)
        g_assert_cmpstr (((CwCode *) codes->pdata[j])->code, ==, dimensions[i].order[j - 1]);
    }
}

/* ---- the guarantee, on the pure function ---- */

static void
scatter_codes (
    GRand *rand, CwCodeBook *book, const CwDimension *dimension, guint spread, CwIds *codes)
{
  GPtrArray *list = cw_code_book_list (book, dimension->list);
  int wanted = dimension->multi ? g_rand_int_range (rand, 0, 4) : 1;

  for (int i = 0; i < wanted; i++)
    {
      /* few codes are common, most are seldom */
      double at = g_rand_double (rand);
      for (guint j = 0; j < spread; j++)
        at *= g_rand_double (rand);
      cw_ids_add (codes, ((CwCode *) list->pdata[(guint) (at * list->len)])->id);
    }
}

static GPtrArray *
make_block (GRand *rand, CwCodeBook *book, const char *population)
{
  GPtrArray *tallies = new_tallies ();
  gboolean enquiries = g_str_equal (population, "enquiries");
  guint n, spread = g_rand_int_range (rand, 0, 3);
  int families = g_rand_int_range (rand, 4, 30), records = g_rand_int_range (rand, 5, 140);
  const CwDimension *dimensions = cw_dimension_list (&n);

  for (int i = 0; i < records; i++)
    {
      gint64 family = enquiries ? (g_rand_int_range (rand, 0, 4) == 0 ? 0 : i + 1)
                                : g_rand_int_range (rand, 1, families + 1);
      CwTally *tally = add_tally (tallies, family, enquiries ? g_rand_int_range (rand, 0, 3) : 0,
                                  g_rand_int_range (rand, 0, 200));
      for (guint j = 0; j < n; j++)
        {
          if (g_str_equal (dimensions[j].population, population))
            scatter_codes (rand, book, &dimensions[j], spread, tally->codes);
        }
    }
  return tallies;
}

static GPtrArray *
relabel (GPtrArray *tallies, gint64 code, gint64 absorber)
{
  GPtrArray *result = new_tallies ();

  for (guint i = 0; i < tallies->len; i++)
    {
      const CwTally *tally = tallies->pdata[i];
      CwTally *copy = add_tally (result, tally->family, tally->term, tally->minutes);

      cw_ids_free (copy->codes);
      copy->codes = cw_ids_copy (tally->codes);
      if (cw_ids_remove (copy->codes, code))
        cw_ids_add (copy->codes, absorber);
    }
  return result;
}

static char *
write_all (const char *population, int k, CwCodeBook *book, GPtrArray *tallies)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) entries
      = cw_disclosure_freeze (population, "x", start, end, k, book, tallies, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      g_autofree char *line = cw_ledger_entry_canonical (entries->pdata[i]);
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* Every line that is shown has k families behind it: counted again, the slow way. */
static guint
count_behind (const CwLedgerRow *row,
              const CwDimension *dimension,
              CwCodeBook *book,
              GPtrArray *tallies)
{
  guint most = 0;

  for (int term = 0; term < 3; term++)
    {
      g_autoptr (GHashTable) families = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < tallies->len; i++)
        {
          const CwTally *tally = tallies->pdata[i];
          for (guint j = 0; row->codes[j] != NULL; j++)
            {
              gint64 code = find_code (book, dimension->list, row->codes[j]);
              if (tally->term == term && tally->family != 0 && cw_ids_contains (tally->codes, code))
                g_hash_table_add (families, GSIZE_TO_POINTER (tally->family));
            }
        }
      most = MAX (most, g_hash_table_size (families));
    }
  return most;
}

/* Which codes share a line, without the figures. */
static char *
describe_lines (const CwDimension *dimension, int k, CwCodeBook *book, GPtrArray *tallies)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) entries
      = cw_disclosure_freeze (dimension->population, "x", start, end, k, book, tallies, NULL);
  const CwLedgerEntry *entry = find_entry (entries, dimension->name);

  for (guint i = 0; i < entry->rows->len; i++)
    {
      g_autofree char *codes = g_strjoinv ("+", ((CwLedgerRow *) entry->rows->pdata[i])->codes);
      g_string_append_printf (text, "%s ", codes);
    }
  return g_string_free (text, FALSE);
}

/* What is put together depends on which codes are small and on nothing else: a code that is not
 * small may grow as it likes. A pool filled with the next smallest would tell sizes. */
static void
check_sizes_do_not_tell (
    const CwDimension *dimension, int k, CwCodeBook *book, GPtrArray *tallies, GArray *why)
{
  g_autofree char *lines = describe_lines (dimension, k, book, tallies);

  for (guint i = 1; i < why->len; i++)
    {
      const CwPooled *pooled = &g_array_index (why, CwPooled, i);

      if (pooled->why != CW_POOLED_ADDED)
        continue;
      g_autoptr (GPtrArray) more = relabel (tallies, 0, 0);
      for (int j = 0; j < 50; j++)
        cw_ids_add (add_tally (more, 1000 + j, 0, 10)->codes, pooled->code_id);
      g_autofree char *again = describe_lines (dimension, k, book, more);
      g_assert_cmpstr (again, ==, lines);
    }
}

static guint
check_block (GRand *rand, CwCodeBook *book, const char *population, int k, GPtrArray *tallies)
{
  g_autofree char *published = write_all (population, k, book, tallies);
  g_autoptr (GPtrArray) entries
      = cw_disclosure_freeze (population, "x", start, end, k, book, tallies, NULL);
  guint checks = 0;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const CwLedgerEntry *entry = entries->pdata[i];
      const CwDimension *dimension = cw_dimension_find (population, entry->dimension);
      g_autoptr (GArray) why = cw_disclosure_explain (dimension, k, book, tallies);

      for (guint j = 0; j < entry->rows->len; j++)
        {
          const CwLedgerRow *row = entry->rows->pdata[j];
          if (row->codes[1] == NULL && !g_str_equal (row->codes[0], dimension->absorber))
            g_assert_cmpuint (count_behind (row, dimension, book, tallies), >=, k);
        }
      check_sizes_do_not_tell (dimension, k, book, tallies, why);
      for (guint j = 1; j < why->len; j++)
        {
          const CwPooled *pooled = &g_array_index (why, CwPooled, j);
          gint64 absorber = g_array_index (why, CwPooled, 0).code_id;

          if (pooled->why == CW_POOLED_NOT || g_rand_int_range (rand, 0, 4) != 0)
            continue;
          g_autoptr (GPtrArray) other = relabel (tallies, pooled->code_id, absorber);
          g_autofree char *again = write_all (population, k, book, other);
          g_assert_cmpstr (again, ==, published);
          checks++;
        }
    }
  return checks;
}

/* For every code in a pool, what is published is the same as if nobody in that block had it. */
static void
test_guarantee (void)
{
  guint checks = 0, blocks = g_test_thorough () ? 20000 : 1500;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251121);
  g_autoptr (CwCodeBook) plain = make_book (FALSE), added = make_book (TRUE);

  for (guint i = 0; i < blocks; i++)
    {
      const char *population = i % 2 == 0 ? "enquiries" : "contacts";
      CwCodeBook *book = i % 3 == 0 ? plain : added;
      g_autoptr (GPtrArray) tallies = make_block (rand, book, population);

      checks += check_block (rand, book, population, i % 5 == 0 ? 7 : 5, tallies);
    }
  g_test_message ("%u blocks, %u codes taken away", blocks, checks);
  g_assert_cmpuint (checks, >, 5 * blocks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disclosure/round", test_round);
  g_test_add_func ("/disclosure/rows", test_rows);
  g_test_add_func ("/disclosure/units", test_units);
  g_test_add_func ("/disclosure/withheld", test_withheld);
  g_test_add_func ("/disclosure/never-enough", test_never_enough);
  g_test_add_func ("/disclosure/added", test_added);
  g_test_add_func ("/disclosure/multi", test_multi);
  g_test_add_func ("/disclosure/hours", test_hours);
  g_test_add_func ("/disclosure/explain", test_explain);
  g_test_add_func ("/disclosure/orders", test_orders);
  g_test_add_func ("/disclosure/guarantee", test_guarantee);
  return g_test_run ();
}
