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
  ADD ("parted", test_parted);
  ADD ("parted-withheld", test_parted_withheld);
  return g_test_run ();
}
