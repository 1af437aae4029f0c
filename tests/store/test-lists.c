/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists are right at 100,000 rows: order, filters, counts and scrolling to the end, against what
 * plain arrays of the same facts give. */

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "store/cw-store-private.h"

#define N_ENQUIRIES 100000
#define N_CASES 100000
#define N_CONTACTS 100000 /* of one case */
#define N_PAPERS 400
#define PAGE 1000  /* scrolling to the end */
#define SAMPLE 150 /* a page in between */

static int
compare_int (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* ---- enquiries ---- */

typedef struct
{
  gint64 id;
  CwDay day;
  int category, second_category, method, about; /* places in the lists */
} Asked;

static Asked *asked;
static GPtrArray *categories, *methods, *abouts;

static gint64
id_at (GPtrArray *list, int place)
{
  return ((const CwCode *) g_ptr_array_index (list, place))->id;
}

static gboolean
write_enquiries (CwStore *store, gpointer data, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  for (int i = 0; i < N_ENQUIRIES; i++)
    {
      Asked *one = &asked[i];

      one->day = TODAY - g_rand_int_range (random, 0, 900);
      /* The last category is a rare one. */
      one->category = i % (N_ENQUIRIES / 20) == 0
                          ? (int) categories->len - 1
                          : g_rand_int_range (random, 0, (int) categories->len - 1);
      one->second_category = g_rand_int_range (random, 0, (int) categories->len - 1);
      one->method = g_rand_int_range (random, 0, (int) methods->len);
      one->about = g_rand_int_range (random, 0, 2);
      enquiry->day = one->day;
      cw_ids_clear (enquiry->categories);
      cw_ids_add (enquiry->categories, id_at (categories, one->category));
      cw_ids_add (enquiry->categories, id_at (categories, one->second_category));
      enquiry->method = id_at (methods, one->method);
      enquiry->about = id_at (abouts, one->about);
      one->id = cw_store_save_enquiry (store, enquiry, error);
      if (one->id == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
lets_through (const CwEnquiryFilter *filter, const Asked *one)
{
  return (filter->from == CW_DAY_NONE || one->day >= filter->from)
         && (filter->to == CW_DAY_NONE || one->day <= filter->to)
         && (filter->method == 0 || id_at (methods, one->method) == filter->method)
         && (filter->about == 0 || id_at (abouts, one->about) == filter->about)
         && (filter->category == 0 || id_at (categories, one->category) == filter->category
             || id_at (categories, one->second_category) == filter->category);
}

static int
compare_asked (gconstpointer a, gconstpointer b, gpointer data)
{
  const CwEnquiryFilter *filter = data;
  const Asked *one = *(const Asked *const *) a, *two = *(const Asked *const *) b;
  int by_code = 0, by_day = compare_int (one->day, two->day);

  if (by_day == 0)
    by_day = compare_int (one->id, two->id);
  if (filter->sort == CW_ENQUIRY_BY_DAY)
    return filter->descending ? -by_day : by_day;
  if (filter->sort == CW_ENQUIRY_BY_METHOD)
    by_code = compare_int (one->method, two->method);
  else if (filter->sort == CW_ENQUIRY_BY_ABOUT)
    by_code = compare_int (one->about, two->about);
  else
    by_code = compare_int (MIN (one->category, one->second_category),
                           MIN (two->category, two->second_category));
  if (by_code != 0)
    return filter->descending ? -by_code : by_code;
  return -by_day;
}

static void
compare_enquiry_page (
    Fixture *fixture, const CwEnquiryFilter *filter, GPtrArray *expected, guint offset, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page
      = cw_store_list_enquiries (fixture->store, filter, offset, limit, &error);
  guint length = offset < expected->len ? MIN (limit, expected->len - offset) : 0;

  g_assert_no_error (error);
  g_assert_cmpint (page->len, ==, length);
  for (guint i = 0; i < length; i++)
    {
      const CwEnquiry *got = g_ptr_array_index (page, i);
      const Asked *wanted = g_ptr_array_index (expected, offset + i);

      g_assert_cmpint (got->id, ==, wanted->id);
      g_assert_cmpint (got->day, ==, wanted->day);
      g_assert_cmpint (got->method, ==, id_at (methods, wanted->method));
      g_assert_true (cw_ids_contains (got->categories, id_at (categories, wanted->category)));
    }
}

static void
compare_enquiries (Fixture *fixture, const CwEnquiryFilter *filter, gboolean to_the_end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  gint64 ticked = 0, ticks = 0;

  for (int i = 0; i < N_ENQUIRIES; i++)
    if (lets_through (filter, &asked[i]))
      {
        g_ptr_array_add (expected, &asked[i]);
        ticked += asked[i].category == asked[i].second_category ? 1 : 2;
      }
  g_ptr_array_sort_with_data (expected, compare_asked, (gpointer) filter);
  g_assert_cmpint (cw_store_count_enquiries (fixture->store, filter, &ticks, &error), ==,
                   expected->len);
  g_assert_cmpint (ticks, ==, ticked);
  if (to_the_end)
    for (guint offset = 0; offset <= expected->len; offset += PAGE)
      compare_enquiry_page (fixture, filter, expected, offset, PAGE);
  else
    {
      compare_enquiry_page (fixture, filter, expected, 0, SAMPLE);
      compare_enquiry_page (fixture, filter, expected, expected->len / 3, SAMPLE);
      compare_enquiry_page (fixture, filter, expected,
                            expected->len > SAMPLE / 2 ? expected->len - SAMPLE / 2 : 0, SAMPLE);
      compare_enquiry_page (fixture, filter, expected, expected->len + 5, SAMPLE);
    }
}

/* Nobody waits any more for what is being counted: it stops in the middle. */
static void
expect_stopped (Fixture *fixture, const CwEnquiryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 ticks;

  cw_store_heed (fixture->store, cancellable);
  g_assert_cmpint (cw_store_count_enquiries (fixture->store, filter, &ticks, &error), >, 0);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (cw_store_count_enquiries (fixture->store, filter, &ticks, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  cw_store_heed (fixture->store, NULL);
  g_assert_cmpint (cw_store_count_enquiries (fixture->store, filter, &ticks, &error), >, 0);
  g_assert_no_error (error);
}

/* What SQLite has done so far, in steps of its programs. */
static gint64
count_steps (CwStore *store)
{
  gint64 steps = 0;

  for (sqlite3_stmt *s = sqlite3_next_stmt (store->db, NULL); s;
       s = sqlite3_next_stmt (store->db, s))
    steps += sqlite3_stmt_status (s, SQLITE_STMTSTATUS_VM_STEP, 0);
  return steps;
}

/* The few enquiries of a rare category are found without reading the whole log. */
static void
expect_quick (Fixture *fixture, const CwEnquiryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  gint64 before = count_steps (fixture->store);
  g_autoptr (GPtrArray) page = cw_store_list_enquiries (fixture->store, filter, 0, PAGE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cw_store_count_enquiries (fixture->store, filter, NULL, &error), ==, page->len);
  g_assert_cmpint (page->len, >, 0);
  g_assert_cmpint (count_steps (fixture->store) - before, >, 0);
  g_assert_cmpint (count_steps (fixture->store) - before, <, N_ENQUIRIES);
}

static void
test_enquiries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CwEnquiryFilter filter = { .descending = TRUE };

  asked = g_new0 (Asked, N_ENQUIRIES);
  categories = cw_code_book_list (fixture->book, CW_LIST_ENQUIRY_CATEGORY);
  methods = cw_code_book_list (fixture->book, CW_LIST_CONTACT_METHOD);
  abouts = cw_code_book_list (fixture->book, CW_LIST_ABOUT);
  g_assert_true (cw_store_transact (fixture->store, write_enquiries, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("written after %.1f s", g_test_timer_elapsed ());

  compare_enquiries (fixture, &filter, TRUE);
  expect_stopped (fixture, &filter);
  for (int sort = CW_ENQUIRY_BY_DAY; sort <= CW_ENQUIRY_BY_ABOUT; sort++)
    for (int descending = 0; descending < 2; descending++)
      {
        CwEnquiryFilter plain = { .sort = sort, .descending = descending };
        CwEnquiryFilter narrow = { .from = TODAY - 300,
                                   .to = TODAY - 100,
                                   .category = id_at (categories, 3),
                                   .method = id_at (methods, 1),
                                   .sort = sort,
                                   .descending = descending };
        CwEnquiryFilter by_category = { .category = id_at (categories, 5),
                                        .about = id_at (abouts, 1),
                                        .sort = sort,
                                        .descending = descending };

        compare_enquiries (fixture, &plain, FALSE);
        compare_enquiries (fixture, &narrow, FALSE);
        CwEnquiryFilter rare = { .from = TODAY - 800,
                                 .category = id_at (categories, (int) categories->len - 1),
                                 .sort = sort,
                                 .descending = descending };

        compare_enquiries (fixture, &by_category, FALSE);
        compare_enquiries (fixture, &rare, TRUE);
        expect_quick (fixture, &rare);
      }
  g_free (asked);
}

/* ---- cases ---- */

typedef struct
{
  gint64 id, paper;
  char reference[16];
  CwCaseStatus status;
  CwDay due, last; /* CW_DAY_NONE */
  gboolean withdrawn, hughes, note;
} Held;

static Held *held;

static gboolean
write_case_parts (Fixture *fixture, Held *one, gint64 adult, GError **error)
{
  CwStore *store = fixture->store;

  if (one->hughes)
    {
      g_autoptr (CwAdult) identity = cw_adult_new ();

      identity->id = adult;
      g_free (identity->name);
      identity->name = g_strdup_printf ("Joanne Hughes %s", one->reference);
      if (!cw_store_save_adult (store, identity, error))
        return FALSE;
    }
  if (one->last != CW_DAY_NONE)
    fixture_contact (fixture, one->id, adult, one->last, 5,
                     one->note ? "They spoke of the Hughesons." : NULL);
  if (one->due != CW_DAY_NONE)
    fixture_step (fixture, one->id, "Ring", one->due);
  if (one->withdrawn && !cw_store_withdraw_consent (store, adult, TODAY, error))
    return FALSE;
  return one->status == CW_CASE_OPEN
         || cw_store_set_case_status (store, one->id, one->status, TODAY, error);
}

static gboolean
write_papers (CwStore *store, GRand *random, GError **error)
{
  for (int i = 0; i < N_PAPERS; i++)
    {
      Held *one = &held[N_CASES + i];
      CwPaperRecord record = { .opened = TODAY - 500 };

      one->due = i % 5 ? TODAY + g_rand_int_range (random, -50, 50) : CW_DAY_NONE;
      one->last = i % 3 ? TODAY - g_rand_int_range (random, 0, 400) : CW_DAY_NONE;
      one->status = i % 7 ? CW_CASE_OPEN : CW_CASE_CLOSED;
      record.look_again = one->due;
      record.last_seen = one->last;
      record.closed = one->status == CW_CASE_CLOSED ? TODAY : CW_DAY_NONE;
      one->paper = cw_store_save_paper (store, &record, error);
      if (one->paper == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_cases (CwStore *store, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();

  opening->opened = opening->parent_agreed_on = TODAY - 800;
  opening->how_came = fixture_code (fixture, CW_LIST_HOW_CAME, "came");
  opening->consent = fixture_consent (TODAY - 800);
  for (int i = 0; i < N_CASES; i++)
    {
      Held *one = &held[i];
      gint64 adult = 0;

      g_snprintf (one->reference, sizeof one->reference, "%04d", i + 1);
      one->status = i % 4 == 0 ? CW_CASE_CLOSED : i % 11 == 0 ? CW_CASE_WAITING : CW_CASE_OPEN;
      one->due = i % 3 == 0 ? TODAY + g_rand_int_range (random, -40, 400) : CW_DAY_NONE;
      one->last = i % 6 == 0 ? TODAY - g_rand_int_range (random, 0, 700) : CW_DAY_NONE;
      one->withdrawn = i % 97 == 0;
      one->hughes = i % 50 == 0;
      one->note = i % 300 == 0;
      g_free (opening->reference);
      opening->reference = g_strdup (one->reference);
      one->id = cw_store_open_case (store, opening, &adult, error);
      if (one->id == 0 || !write_case_parts (fixture, one, adult, error))
        return FALSE;
    }
  return write_papers (store, random, error);
}

static gboolean
is_in_filter (CwCasesFilter filter, const Held *one)
{
  gboolean running = one->status != CW_CASE_CLOSED;

  switch (filter)
    {
    case CW_CASES_OPEN:
      return running;
    case CW_CASES_DUE_WEEK:
      return !one->paper && running && one->due != CW_DAY_NONE && one->due <= TODAY + 7;
    case CW_CASES_WAITING:
      return !one->paper && one->status == CW_CASE_WAITING;
    case CW_CASES_PERMISSION:
      return !one->paper && running && one->withdrawn;
    case CW_CASES_CLOSED:
      return !one->paper && !running;
    case CW_CASES_ALL:
    case CW_N_CASES_FILTERS:
    default:
      return TRUE;
    }
}

typedef struct
{
  CwCasesSort sort;
  gboolean descending;
} Way;

static int
compare_held (gconstpointer a, gconstpointer b, gpointer data)
{
  const Way *way = data;
  const Held *one = *(const Held *const *) a, *two = *(const Held *const *) b;
  int order = 0;

  if (way->sort == CW_CASES_BY_DUE)
    order = compare_int (one->due ? one->due : G_MAXINT32, two->due ? two->due : G_MAXINT32);
  else if (way->sort == CW_CASES_BY_LAST_CONTACT)
    order = compare_int (one->last, two->last);
  else if ((one->paper != 0) != (two->paper != 0))
    order = one->paper ? 1 : -1;
  if (order == 0)
    order = compare_int (one->id + one->paper, two->id + two->paper);
  if (order == 0)
    order = compare_int (one->paper, two->paper);
  return way->descending ? -order : order;
}

static void
compare_case_page (Fixture *fixture,
                   CwCasesFilter filter,
                   const Way *way,
                   GPtrArray *expected,
                   guint offset,
                   guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = cw_store_list_cases (fixture->store, filter, way->sort,
                                                    way->descending, NULL, offset, limit, &error);
  guint length = offset < expected->len ? MIN (limit, expected->len - offset) : 0;

  g_assert_no_error (error);
  g_assert_cmpint (page->len, ==, length);
  for (guint i = 0; i < length; i++)
    {
      const CwCaseRow *got = g_ptr_array_index (page, i);
      const Held *wanted = g_ptr_array_index (expected, offset + i);

      g_assert_cmpint (got->id, ==, wanted->id);
      g_assert_cmpint (got->paper, ==, wanted->paper);
      g_assert_cmpint (got->status, ==, wanted->status);
      g_assert_cmpint (got->next_due, ==, wanted->due);
      g_assert_cmpint (got->last_contact, ==, wanted->last);
      g_assert_cmpint (got->withdrawn, ==, wanted->withdrawn);
      if (!wanted->paper)
        g_assert_cmpstr (got->reference, ==, wanted->reference);
      else
        g_assert_cmpstr (got->adults, ==, ""); /* R8: no text */
    }
}

static void
compare_cases (Fixture *fixture, CwCasesFilter filter, Way way, gboolean to_the_end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (int i = 0; i < N_CASES + N_PAPERS; i++)
    if (is_in_filter (filter, &held[i]))
      g_ptr_array_add (expected, &held[i]);
  g_ptr_array_sort_with_data (expected, compare_held, &way);
  g_assert_cmpint (cw_store_count_cases (fixture->store, filter, NULL, &error), ==, expected->len);
  if (to_the_end)
    for (guint offset = 0; offset <= expected->len; offset += PAGE)
      compare_case_page (fixture, filter, &way, expected, offset, PAGE);
  else
    {
      compare_case_page (fixture, filter, &way, expected, 0, SAMPLE);
      compare_case_page (fixture, filter, &way, expected, expected->len / 2, SAMPLE);
      compare_case_page (fixture, filter, &way, expected,
                         expected->len > SAMPLE / 2 ? expected->len - SAMPLE / 2 : 0, SAMPLE);
      compare_case_page (fixture, filter, &way, expected, expected->len + 1, SAMPLE);
    }
}

/* Newest find first: within one case its name was entered before its note, and a later case after
 * both. */
static void
compare_search (Fixture *fixture, CwCasesFilter filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (int i = N_CASES - 1; i >= 0; i--)
    if ((held[i].hughes || (held[i].note && held[i].last)) && is_in_filter (filter, &held[i]))
      g_ptr_array_add (expected, &held[i]);
  g_assert_cmpint (cw_store_count_cases (fixture->store, filter, "hugh", &error), ==,
                   expected->len);
  for (guint offset = 0; offset <= expected->len; offset += 50)
    {
      g_autoptr (GPtrArray) page
          = cw_store_list_cases (fixture->store, filter, 0, FALSE, "hugh", offset, 50, &error);

      g_assert_no_error (error);
      g_assert_cmpint (page->len, ==, MIN (50, expected->len - offset));
      for (guint i = 0; i < page->len; i++)
        {
          const CwCaseRow *got = g_ptr_array_index (page, i);

          g_assert_cmpint (got->id, ==, ((Held *) g_ptr_array_index (expected, offset + i))->id);
          g_assert_nonnull (strstr (got->found, "Hughes"));
        }
      if (offset > 500)
        break;
    }
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = NULL;

  held = g_new0 (Held, N_CASES + N_PAPERS);
  g_assert_true (cw_store_transact (fixture->store, write_cases, fixture, &error));
  g_assert_no_error (error);
  g_test_message ("written after %.1f s", g_test_timer_elapsed ());

  compare_cases (fixture, CW_CASES_ALL, (Way){ CW_CASES_BY_DUE, FALSE }, TRUE);
  for (int filter = 0; filter < CW_N_CASES_FILTERS; filter++)
    for (int sort = CW_CASES_BY_DUE; sort <= CW_CASES_BY_LAST_CONTACT; sort++)
      for (int descending = 0; descending < 2; descending++)
        compare_cases (fixture, filter, (Way){ sort, descending }, FALSE);
  for (int filter = 0; filter < CW_N_CASES_FILTERS; filter++)
    compare_search (fixture, filter);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "joanne 0051 hug", &error),
                   ==, 1);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "00051", &error), ==, 0);
  g_assert_cmpint (cw_store_count_cases (fixture->store, CW_CASES_ALL, "hughes\" OR (", &error), ==,
                   0);
  g_assert_no_error (error);
  g_free (held);
}

/* ---- the timeline of one case ---- */

typedef struct
{
  gint64 id;
  CwDay day;
  int time, minutes; /* time -1: not said */
  gboolean with_one, with_two, note;
} Entry;

static Entry *entries;

/* The same facts as write_timeline() makes of @i. */
static Entry
make_entry (gint64 i)
{
  return (Entry){ .id = i,
                  .day = TODAY - (CwDay) (i * 7919 % 70),
                  .time = i % 5 == 0 ? -1 : (int) (i * 37 % 1440),
                  .minutes = (int) (i % 60),
                  .with_one = i % 3 != 1,
                  .with_two = i % 3 != 0,
                  .note = i % 100 == 0 };
}

/* All at once, under the gate's triggers; the store's own way of saving is looked at elsewhere. */
static void
write_timeline (Fixture *fixture, gint64 id, gint64 one, gint64 two)
{
  g_autofree char *sql = g_strdup_printf (
      "BEGIN; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
      " INSERT INTO contact (id, case_id, day, time, minutes, method_id, entered_at)"
      " SELECT i, %d, date ('2026-11-19', '-' || (i * 7919 %% 70) || ' days'), CASE WHEN i %% 5 = "
      "0"
      " THEN NULL ELSE format ('%%02d:%%02d', i * 37 %% 1440 / 60, i * 37 %% 60) END, i %% 60,"
      " (SELECT id FROM code WHERE list = 'contact-method' AND code = 'email'), 0 FROM n;"
      "INSERT INTO contact_adult SELECT id, %d FROM contact WHERE id %% 3 <> 1;"
      "INSERT INTO contact_adult SELECT id, %d FROM contact WHERE id %% 3 <> 0;"
      "INSERT INTO contact_line SELECT id, 1, 'fact', 'Of the bus.' FROM contact WHERE id %% 100 = "
      "0;"
      "INSERT INTO search_doc (case_id, kind, item_id, body)"
      " SELECT case_id, 'contact', id, 'Of the bus.' FROM contact WHERE id %% 100 = 0; COMMIT",
      N_CONTACTS, (int) id, (int) one, (int) two);
  g_autofree char *message = NULL;

  if (fixture_sql (fixture->store, sql, &message) != SQLITE_OK)
    g_error ("%s", message);
  for (int i = 0; i < N_CONTACTS; i++)
    entries[i] = make_entry (i + 1);
}

/* Newest first; of one day, what has no time comes after what has. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a, *two = *(const Entry *const *) b;
  int order = compare_int (two->day, one->day);

  if (order == 0)
    order = compare_int (two->time, one->time);
  return order != 0 ? order : compare_int (two->id, one->id);
}

static void
compare_timeline_page (Fixture *fixture,
                       gint64 id,
                       gint64 adult,
                       const char *search,
                       GPtrArray *expected,
                       guint offset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page
      = cw_store_list_contacts (fixture->store, id, adult, search, offset, PAGE, &error);
  guint length = offset < expected->len ? MIN (PAGE, expected->len - offset) : 0;

  g_assert_no_error (error);
  g_assert_cmpint (page->len, ==, length);
  for (guint i = 0; i < length; i++)
    {
      const CwContact *got = g_ptr_array_index (page, i);
      const Entry *wanted = g_ptr_array_index (expected, offset + i);

      g_assert_cmpint (got->id, ==, wanted->id);
      g_assert_cmpint (got->day, ==, wanted->day);
      g_assert_cmpint (got->time, ==, wanted->time);
      g_assert_cmpint (got->minutes, ==, wanted->minutes);
      g_assert_cmpint (got->adults->len, ==, wanted->with_one + wanted->with_two);
      g_assert_cmpint (got->lines->len, ==, wanted->note);
    }
}

static void
compare_timeline (Fixture *fixture, gint64 id, gint64 adult, gboolean is_two, const char *search)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (int i = 0; i < N_CONTACTS; i++)
    if ((adult == 0 || (is_two ? entries[i].with_two : entries[i].with_one))
        && (search == NULL || entries[i].note))
      g_ptr_array_add (expected, &entries[i]);
  g_ptr_array_sort (expected, compare_entries);
  g_assert_cmpint (cw_store_count_contacts (fixture->store, id, adult, search, &error), ==,
                   expected->len);
  g_assert_no_error (error);
  if (adult == 0 || search != NULL)
    for (guint offset = 0; offset <= expected->len; offset += PAGE)
      compare_timeline_page (fixture, id, adult, search, expected, offset);
  else
    {
      compare_timeline_page (fixture, id, adult, search, expected, 0);
      compare_timeline_page (fixture, id, adult, search, expected, expected->len / 2);
      compare_timeline_page (fixture, id, adult, search, expected, expected->len - PAGE / 2);
    }
}

/* R2, R11: everyone's, and what each of two adults was part of. */
static void
test_timeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwConsent) consent = fixture_consent (TODAY - 71);
  gint64 one, two, id;

  id = fixture_case (fixture, "Joanne Hughes", NULL, &one);
  two = cw_store_add_adult (fixture->store, id, consent, &error);
  g_assert_no_error (error);
  entries = g_new0 (Entry, N_CONTACTS);
  write_timeline (fixture, id, one, two);
  g_test_message ("written after %.1f s", g_test_timer_elapsed ());

  compare_timeline (fixture, id, 0, FALSE, NULL);
  compare_timeline (fixture, id, one, FALSE, NULL);
  compare_timeline (fixture, id, two, TRUE, NULL);
  compare_timeline (fixture, id, 0, FALSE, "bus");
  compare_timeline (fixture, id, two, TRUE, "the bu");
  g_test_message ("compared after %.1f s", g_test_timer_elapsed ());
  g_free (entries);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/lists/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_timer_start ();
  ADD ("enquiries", test_enquiries);
  ADD ("cases", test_cases);
  ADD ("timeline", test_timeline);
  return g_test_run ();
}
