/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Times what an adviser waits for, on a store of its own: `bench-store FILE CONTACTS` makes and
 * fills it, works on it, and prints a line "act<TAB>microseconds" for each act.
 *
 * The same source is linked twice: once as it is, and once with sqlite3_key_v2() replaced by a
 * function that does nothing (see meson.build), so that the very same statements run on plain
 * SQLite.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/cw-demo.h"
#include "report/cw-report.h"
#include "store/cw-store-summaries.h"
#include "store/cw-store.h"

#define ROUNDS 40

#ifdef CW_BENCH_PLAIN
typedef struct sqlite3 sqlite3;
int __wrap_sqlite3_key_v2 (sqlite3 *db, const char *name, const void *key, int length);

int
__wrap_sqlite3_key_v2 (sqlite3 *db, const char *name, const void *key, int length)
{
  return 0;
}

#endif

static const guint8 salt[16] = "casework bench!";
static const guint8 key[32] = "thirty-two bytes for benchmarks";

typedef void (*Act) (CwStore *store, guint round);

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
read_first_page (CwStore *store, guint round)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) rows
      = cw_store_list_cases (store, CW_CASES_OPEN, CW_CASES_BY_DUE, FALSE, NULL, 0, 100, &error);

  die_on (error);
  g_assert (rows->len > 0);
}

static void
search (CwStore *store, guint round)
{
  static const char *const words[] = { "me", "mee", "meet", "school", "ring" };
  GError *error = NULL;
  g_autoptr (GPtrArray) rows
      = cw_store_list_cases (store, CW_CASES_ALL, CW_CASES_BY_DUE, FALSE,
                             words[round % G_N_ELEMENTS (words)], 0, 50, &error);

  die_on (error);
}

static void
open_case (CwStore *store, guint round)
{
  GError *error = NULL;
  gint64 id = 1 + round;
  g_autoptr (CwCase) record = cw_store_get_case (store, id, &error);
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  die_on (error);
  contacts = cw_store_list_contacts (store, id, 0, NULL, 0, 50, &error);
  die_on (error);
  steps = cw_store_list_steps (store, id, FALSE, &error);
  die_on (error);
}

/* A case of the first page with somebody who agrees, another one each round. */
static CwCase *
find_case (CwStore *store, guint round)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) rows
      = cw_store_list_cases (store, CW_CASES_OPEN, CW_CASES_BY_DUE, FALSE, NULL, 0, 100, &error);

  die_on (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CwCaseRow *row = rows->pdata[(round + i) % rows->len];
      g_autoptr (CwCase) record = NULL;

      if (row->paper != 0 || row->agreeing == 0)
        continue;
      record = cw_store_get_case (store, row->id, &error);
      die_on (error);
      if (cw_adult_agrees (record->adults->pdata[0]))
        return g_steal_pointer (&record);
    }
  g_error ("No case to write about");
}

static gint64 rare_category;

static void
find_rare_category (CwStore *store)
{
  GError *error = NULL;
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, &error);
  GPtrArray *categories;
  gint64 least = G_MAXINT64;

  die_on (error);
  categories = cw_code_book_list (book, CW_LIST_ENQUIRY_CATEGORY);
  for (guint i = 0; i < categories->len; i++)
    {
      const CwCode *code = categories->pdata[i];
      CwEnquiryFilter filter = { .category = code->id };
      gint64 count = cw_store_count_enquiries (store, &filter, NULL, &error);

      die_on (error);
      if (count > 0 && count < least)
        {
          least = count;
          rare_category = code->id;
        }
    }
}

static void
read_rare_enquiries (CwStore *store, guint round)
{
  GError *error = NULL;
  CwEnquiryFilter filter = { .category = rare_category, .descending = TRUE };
  g_autoptr (GPtrArray) page = cw_store_list_enquiries (store, &filter, 0, 100, &error);

  die_on (error);
  g_assert (page->len > 0);
}

static CwContact *contact_to_save;

static void
prepare_contact (CwStore *store)
{
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, NULL);
  g_autoptr (CwCase) record = find_case (store, 0);
  CwContact *contact = cw_contact_new ();
  const CwCode *method = cw_code_book_list (book, CW_LIST_CONTACT_METHOD)->pdata[0];
  const CwCode *support = cw_code_book_list (book, CW_LIST_SUPPORT_TYPE)->pdata[0];
  const CwAdult *adult = record->adults->pdata[0];

  contact->case_id = record->id;
  contact->day = cw_clock_today (cw_store_get_clock (store));
  contact->time = 600;
  contact->minutes = 20;
  contact->method = method->id;
  cw_ids_add (contact->adults, adult->id);
  cw_ids_add (contact->support, support->id);
  g_ptr_array_add (contact->lines,
                   cw_line_new_take (CW_LINE_FACT, g_strdup ("Rang about Monday.")));
  contact_to_save = contact;
}

static void
save_contact (CwStore *store, guint round)
{
  GError *error = NULL;

  cw_store_save_contact (store, contact_to_save, NULL, 0, &error);
  die_on (error);
}

static void
freeze (CwStore *store, guint round)
{
  GError *error = NULL;

  cw_store_freeze_ended (store, &error);
  die_on (error);
}

static void
write_year_pdf (CwStore *store, guint round)
{
  GError *error = NULL;
  CwDay today = cw_clock_today (cw_store_get_clock (store));
  g_autofree char *year = cw_school_year_label (cw_day_school_year (today) - 1);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "casework-bench.pdf", NULL);
  g_autoptr (CwPublished) published = cw_store_load_published (store, year, &error);
  g_autoptr (CwDocument) document = NULL;

  die_on (error);
  document = cw_summary_document_new (published, NULL);
  cw_document_write_pdf (document, path, &error);
  die_on (error);
  g_unlink (path);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
time_act (CwStore *store, const char *name, Act act, guint rounds)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 spent;

      act (store, i);
      spent = g_get_monotonic_time () - start;
      g_array_append_val (times, spent);
    }
  g_array_sort (times, compare_times);
  g_print ("%s\t%" G_GINT64_FORMAT "\n", name, g_array_index (times, gint64, rounds / 2));
}

/* A store filled as the demonstration is, with the present term left open. */
static CwStore *
make_store (const char *path, int contacts, CwClock *clock)
{
  GError *error = NULL;
  CwDay today = cw_clock_today (clock);
  CwDemoSize size = { .seed = 1,
                      .school_year = cw_day_school_year (today) - 1,
                      .families = MAX (90, contacts / 13),
                      .enquiries = MAX (300, contacts / 4),
                      .contacts = contacts };
  CwStore *store = cw_store_create (path, key, salt, clock, &error);

  die_on (error);
  cw_demo_fill (store, &size, today, &error);
  die_on (error);
  cw_store_checkpoint (store, &error);
  die_on (error);
  return store;
}

static void
run (const char *path, int contacts)
{
  GError *error = NULL;
  CwDay today = cw_day_from_ymd (2026, 11, 19);
  g_autoptr (CwClock) clock = cw_clock_new_fixed (today, 9 * 60);
  CwStore *store = make_store (path, contacts, clock);

  time_act (store, "first page of cases", read_first_page, ROUNDS);
  time_act (store, "search as you type", search, ROUNDS);
  time_act (store, "open a case", open_case, ROUNDS);
  find_rare_category (store);
  time_act (store, "a category's enquiries", read_rare_enquiries, ROUNDS);
  prepare_contact (store);
  time_act (store, "save a contact", save_contact, ROUNDS);
  /* After the present term has ended there is one to freeze. */
  cw_clock_set (clock, today + 60, 9 * 60);
  time_act (store, "freeze a term", freeze, 1);
  time_act (store, "the year's PDF", write_year_pdf, 5);
  cw_store_close (store, &error);
  die_on (error);
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    return 2;
  run (argv[1], atoi (argv[2]));
  return 0;
}
