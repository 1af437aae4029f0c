/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a store holds in numbers and one digest, and the ledger that a restored store takes over. */

#include "core/cw-calendar.h"
#include "store/cw-store-copy.h"
#include "store/cw-store-inventory.h"
#include "store/cw-store-private.h"

#include "ground.h"

static const guint8 key[32] = { 9, 8, 7 }, salt[16] = { 6, 5, 4 };

typedef struct
{
  Ground *ground; /* the store that is used */
  char *path;     /* its copy, as a backup holds it */
  CwStore *copy;
} Pair;

static CwDay
on (const char *iso)
{
  return cw_day_from_iso (iso);
}

static void
add_enquiries (CwStore *store, CwCodeBook *book, const char *day, const char *category, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

      enquiry->day = on (day);
      cw_ids_add (enquiry->categories,
                  cw_code_book_lookup (book, CW_LIST_ENQUIRY_CATEGORY, category)->id);
      enquiry->method = cw_code_book_lookup (book, CW_LIST_CONTACT_METHOD, "telephone")->id;
      enquiry->about = cw_code_book_lookup (book, CW_LIST_ABOUT, "parent")->id;
      cw_store_save_enquiry (store, enquiry, &error);
      g_assert_no_error (error);
    }
}

static gint64
add_contact (Ground *ground, const char *day, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();
  gint64 adult = 0, id;

  contact->case_id = ground_open_case (ground, on (day), &adult);
  contact->day = on (day);
  contact->time = -1;
  contact->minutes = 25;
  contact->method = ground_code (ground, CW_LIST_CONTACT_METHOD, "home-visit");
  cw_ids_add (contact->adults, adult);
  cw_ids_add (contact->support, ground_code (ground, CW_LIST_SUPPORT_TYPE, "paperwork"));
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, g_strdup (note)));
  id = cw_store_save_contact (ground->store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  return id;
}

static void
freeze (CwStore *store, const char *population, const char *end)
{
  g_autoptr (GError) error = NULL;

  cw_store_freeze (store, population, on (end), NULL, &error);
  g_assert_no_error (error);
}

static CwInventory *
take (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  CwInventory *inventory = cw_store_take_inventory (store, NULL, &error);

  g_assert_no_error (error);
  return inventory;
}

static gboolean
same (CwStore *a, CwStore *b)
{
  g_autoptr (CwInventory) first = take (a), second = take (b);

  return cw_inventory_equal (first, second);
}

/* An autumn term with enough enquiries to be published, and too few contacts. */
static void
set_up (Pair *pair, gconstpointer unused)
{
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);
  g_autoptr (GError) error = NULL;

  pair->ground = ground_new (on ("2025-12-01"));
  ground_save_terms (pair->ground, terms);
  add_enquiries (pair->ground->store, pair->ground->book, "2025-10-01", "housing", 12);
  add_enquiries (pair->ground->store, pair->ground->book, "2025-11-12", "behaviour", 9);
  add_contact (pair->ground, "2025-10-06", "She would like to sleep again.");
  add_contact (pair->ground, "2025-11-03", "He has written to the school.");
  pair->path = g_build_filename (pair->ground->folder, "copy.db", NULL);
  cw_store_copy_to (pair->ground->store, pair->path, key, salt, NULL, &error);
  g_assert_no_error (error);
  pair->copy = cw_store_open (pair->path, key, salt, pair->ground->clock, &error);
  g_assert_no_error (error);
}

static void
tear_down (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  cw_store_close (pair->copy, &error);
  g_assert_no_error (error);
  g_unlink (pair->path);
  g_free (pair->path);
  ground_free (pair->ground);
}

static void
test_counts (Pair *pair, gconstpointer unused)
{
  g_autoptr (CwInventory) inventory = take (pair->ground->store);

  g_assert_cmpint (inventory->enquiries, ==, 21);
  g_assert_cmpint (inventory->cases, ==, 2);
  g_assert_cmpint (inventory->adults, ==, 2);
  g_assert_cmpint (inventory->consents, ==, 2);
  g_assert_cmpint (inventory->contacts, ==, 2);
  g_assert_cmpint (inventory->children + inventory->steps + inventory->papers + inventory->drafts,
                   ==, 0);
  g_assert_cmpint (inventory->services, >, 0);
  g_assert_cmpint (inventory->codes, >, inventory->services);
  g_assert_cmpint (inventory->newest, ==, on ("2025-11-12"));
  g_assert_cmpint (inventory->saved_at, ==, cw_clock_now (pair->ground->clock));
  g_assert_cmpuint (strlen (inventory->digest), ==, 64);
}

/* Under another key, in another file: the same. One byte of one note: not the same. */
static void
test_digest (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (same (pair->ground->store, pair->copy));
  cw_store_set_setting (pair->copy, "key-digest", "of another vault", &error);
  g_assert_no_error (error);
  g_assert_true (same (pair->ground->store, pair->copy));
  g_assert_true (cw_store_exec (pair->copy,
                                "REPLACE INTO contact_line SELECT contact_id, position, kind, "
                                "replace (text, 'sleep', 'sleeq') FROM contact_line",
                                &error));
  g_assert_false (same (pair->ground->store, pair->copy));
  g_assert_true (cw_store_exec (pair->copy,
                                "REPLACE INTO contact_line SELECT contact_id, position, kind, "
                                "replace (text, 'sleeq', 'sleep') FROM contact_line",
                                &error));
  g_assert_true (same (pair->ground->store, pair->copy));
}

/* Moving a letter from one column to the next is a change too, and so is NULL for nothing. */
static void
test_digest_parts (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const char *const changes[] = {
    "UPDATE service SET telephone = telephone || '0', email = substr (email, 2) WHERE code_id = "
    "(SELECT min (code_id) FROM service)",
    "UPDATE code SET alias = '' WHERE id = (SELECT min (id) FROM code WHERE alias IS NULL)",
    "UPDATE setting SET key = 'contract', value = '-minutes' || value WHERE key = "
    "'contract-minutes'",
    "UPDATE case_file SET family = family + 1 WHERE id = 1",
    "INSERT INTO stub (population, day, family, minutes) VALUES ('contacts', '2025-10-01', 1, 5)",
  };

  cw_store_set_setting (pair->copy, "contract-minutes", "1", &error);
  cw_store_set_setting (pair->ground->store, "contract-minutes", "1", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_assert_true (same (pair->ground->store, pair->copy));
      g_assert_true (cw_store_exec (pair->copy, "BEGIN", &error));
      g_assert_true (cw_store_exec (pair->copy, changes[i], &error));
      g_assert_false (same (pair->ground->store, pair->copy));
      g_assert_true (cw_store_exec (pair->copy, "ROLLBACK", &error));
    }
}

/* R19: pages that could not be written anew yet are the file's own affair. A copy has nothing to
 * make up for, and says so when it is opened. */
static void
test_digest_unfinished (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_store_begin_erasing (pair->ground->store, &error));
  g_assert_no_error (error);
  g_assert_true (same (pair->ground->store, pair->copy));
  /* What is copied page for page has been written anew where that can be done. */
  g_assert_cmpint (cw_store_settle_file (pair->ground->store, &error), >, 0);
  g_assert_null (cw_store_get_setting (pair->ground->store, CW_ERASING_UNFINISHED, &error));
  g_assert_no_error (error);
}

static void
test_cancelled (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (cw_store_take_inventory (pair->copy, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- the ledger taken over ---- */

static char *
newest_hash (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (store, &error);

  g_assert_no_error (error);
  g_assert_true (cw_ledger_check_chain (entries, NULL));
  g_assert_cmpuint (entries->len, >, 0);
  return g_strdup (((CwLedgerEntry *) entries->pdata[entries->len - 1])->hash);
}

static void
take_ledger (CwStore *store, CwStore *newer)
{
  g_autoptr (GError) error = NULL;

  cw_store_take_ledger_of (store, newer, &error);
  g_assert_no_error (error);
}

/* The autumn is frozen after the backup was made. The restored store is then the same to the last
 * byte, and the spring counts the same in both: nothing twice, nothing left out. */
static void
test_taken_over (Pair *pair, gconstpointer unused)
{
  CwStore *used = pair->ground->store;
  CwStore *const both[] = { used, pair->copy };
  g_autofree char *first = NULL, *second = NULL;

  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  freeze (used, "enquiries", "2025-12-19");
  freeze (used, "contacts", "2025-12-19");
  take_ledger (pair->copy, used);
  g_assert_true (same (used, pair->copy));
  take_ledger (pair->copy, used);
  take_ledger (used, pair->copy);
  g_assert_true (same (used, pair->copy));

  cw_clock_set (pair->ground->clock, on ("2026-05-01"), 600);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GError) error = NULL;

      add_enquiries (both[i], pair->ground->book, "2026-02-03", "attendance", 11);
      g_assert_cmpint (cw_store_freeze_ended (both[i], &error), >, 0);
      g_assert_no_error (error);
    }
  first = newest_hash (used);
  second = newest_hash (pair->copy);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (same (used, pair->copy));
}

/* What is in the backup and was removed before it was counted is never counted any more. */
static void
test_removed_meanwhile (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  CwStore *used = pair->ground->store;

  g_autoptr (CwEnquiry) removed = cw_store_delete_enquiry (used, 1, &error);
  g_assert_no_error (error);
  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  freeze (used, "enquiries", "2025-12-19");
  take_ledger (pair->copy, used);
  g_assert_cmpint (cw_store_ask (pair->copy, "SELECT count (*) FROM enquiry WHERE counted_in = 1",
                                 0, 0, 0, &error),
                   ==, 21);
}

/* Terms of days that were counted come along where the backup has none. */
static void
test_terms (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_store_exec (pair->copy, "DELETE FROM term", &error));
  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  freeze (pair->ground->store, "enquiries", "2025-12-19");
  take_ledger (pair->copy, pair->ground->store);
  g_assert_cmpint (cw_store_ask (pair->copy, "SELECT count (*) FROM term", 0, 0, 0, &error), ==, 1);
}

/* "label start end", one line a term */
static char *
describe_terms (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = cw_store_list_terms (store, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = terms->pdata[i];
      g_autofree char *start = cw_day_to_iso (term->start), *end = cw_day_to_iso (term->end);

      g_string_append_printf (text, "%s %s %s\n", term->label, start, end);
    }
  return g_string_free (text, FALSE);
}

static void
move_end (CwStore *store, guint i, const char *label, const char *end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = cw_store_list_terms (store, &error);
  CwTerm *term = terms->pdata[i];

  g_free (term->label);
  term->label = g_strdup (label);
  term->end = on (end);
  cw_store_save_terms (store, terms, &error);
  g_assert_no_error (error);
}

/* A term was moved and frozen after the backup was made: the days that were counted are cut in the
 * restored records as they were counted, whatever the backup says, and nothing is left to freeze
 * between. */
static void
test_moved_terms (Pair *pair, gconstpointer unused)
{
  CwStore *used = pair->ground->store;
  g_autofree char *expected = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;

  move_end (used, 0, "Michaelmas", "2025-12-12");
  move_end (pair->copy, 2, "Michaelmas ", "2026-07-24"); /* a name that comes twice */
  expected = describe_terms (used);
  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  g_assert_cmpint (cw_store_freeze_ended (used, &error), ==, 2);
  take_ledger (pair->copy, used);
  found = describe_terms (pair->copy);
  /* The copy's summer had that name, so the newer Michaelmas is in its place. */
  g_assert_true (g_str_has_prefix (expected, found));
  g_assert_nonnull (strstr (found, "Michaelmas"));
  g_assert_nonnull (strstr (found, "Spring 2026"));
  g_assert_null (strstr (found, "Autumn 2025"));
  g_assert_cmpint (cw_store_freeze_ended (pair->copy, &error), ==, 0);
  g_assert_no_error (error);
}

/* The same with the last term of the year: it can be printed as a whole. */
static void
test_moved_year (Pair *pair, gconstpointer unused)
{
  CwStore *const both[] = { pair->ground->store, pair->copy };
  g_autoptr (GError) error = NULL;

  move_end (both[0], 2, "Summer 2026", "2026-07-24");
  cw_clock_set (pair->ground->clock, on ("2026-08-01"), 600);
  g_assert_cmpint (cw_store_freeze_ended (both[0], &error), ==, 6);
  take_ledger (both[1], both[0]);
  g_assert_true (same (both[0], both[1]));
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (CwPublished) year = cw_store_load_published (both[i], "2025-26", &error);

      g_assert_no_error (error);
      g_assert_cmpint (cw_published_get_records (year, "enquiries"), ==, 20);
    }
}

static gboolean
has_whole_ledger (CwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = cw_store_verify (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    {
      const CwCheck *check = checks->pdata[i];
      if (g_str_equal (check->name, "Chain of what was published"))
        return check->passed;
    }
  g_assert_not_reached ();
}

/* A chain that lost its end, or all of it, is whole in itself: the blocks say what is missing. */
static void
test_lost_ledger (Pair *pair, gconstpointer unused)
{
  static const char *const losses[] = {
    "seq = (SELECT max (seq) FROM ledger)",
    "block_id = (SELECT max (block_id) FROM ledger)",
    "seq > 0",
  };
  CwStore *store = pair->ground->store;
  g_autoptr (GError) error = NULL;

  cw_clock_set (pair->ground->clock, on ("2026-05-01"), 600);
  add_enquiries (store, pair->ground->book, "2026-02-03", "attendance", 11);
  g_assert_cmpint (cw_store_freeze_ended (store, &error), >, 0);
  g_assert_true (has_whole_ledger (store));
  cw_store_exec (store,
                 "DROP TRIGGER ledger_kept; DROP TRIGGER ledger_row_kept; DROP TRIGGER "
                 "ledger_label_kept",
                 &error);
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SAVEPOINT loss;"
                             "DELETE FROM ledger_row WHERE seq IN (SELECT seq FROM ledger WHERE "
                             "%1$s);"
                             "DELETE FROM ledger_label WHERE seq IN (SELECT seq FROM ledger WHERE "
                             "%1$s);"
                             "DELETE FROM ledger WHERE %1$s",
                             losses[i]);

      cw_store_exec (store, sql, &error);
      g_assert_no_error (error);
      g_assert_false (has_whole_ledger (store));
      cw_store_exec (store, "ROLLBACK TO loss; RELEASE loss", &error);
      g_assert_no_error (error);
      g_assert_true (has_whole_ledger (store));
    }
}

static void
refuse_both (Pair *pair)
{
  g_autoptr (CwInventory) used = take (pair->ground->store), copy = take (pair->copy);
  g_autoptr (CwInventory) used_after = NULL, copy_after = NULL;
  g_autoptr (GError) first = NULL, second = NULL;

  g_assert_false (cw_store_take_ledger_of (pair->copy, pair->ground->store, &first));
  g_assert_error (first, CW_ERROR, CW_ERROR_INVALID);
  g_assert_false (cw_store_take_ledger_of (pair->ground->store, pair->copy, &second));
  g_assert_error (second, CW_ERROR, CW_ERROR_INVALID);
  used_after = take (pair->ground->store);
  copy_after = take (pair->copy);
  g_assert_true (cw_inventory_equal (used, used_after));
  g_assert_true (cw_inventory_equal (copy, copy_after));
}

static void
test_parted (Pair *pair, gconstpointer unused)
{
  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  add_enquiries (pair->copy, pair->ground->book, "2025-11-20", "housing", 5);
  freeze (pair->ground->store, "enquiries", "2025-12-19");
  freeze (pair->copy, "enquiries", "2025-12-19");
  refuse_both (pair);
}

/* A block that was withheld is in no chain and parts two histories all the same. */
static void
test_parted_withheld (Pair *pair, gconstpointer unused)
{
  cw_clock_set (pair->ground->clock, on ("2026-01-10"), 600);
  freeze (pair->ground->store, "enquiries", "2025-12-19");
  freeze (pair->copy, "contacts", "2025-12-19");
  refuse_both (pair);
}

#define ADD(name, func) g_test_add ("/store/inventory/" name, Pair, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("counts", test_counts);
  ADD ("digest", test_digest);
  ADD ("digest-parts", test_digest_parts);
  ADD ("digest-unfinished", test_digest_unfinished);
  ADD ("cancelled", test_cancelled);
  ADD ("taken-over", test_taken_over);
  ADD ("removed-meanwhile", test_removed_meanwhile);
  ADD ("terms", test_terms);
  ADD ("moved-terms", test_moved_terms);
  ADD ("moved-year", test_moved_year);
  ADD ("lost-ledger", test_lost_ledger);
  ADD ("parted", test_parted);
  ADD ("parted-withheld", test_parted_withheld);
  return g_test_run ();
}
