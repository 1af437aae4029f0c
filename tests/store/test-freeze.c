/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "year.h"

/* Blocks are frozen once, after they have ended, in the order of their dates. */
static void
test_order (void)
{
  g_autoptr (Ground) ground = make_ground ("2025-12-19");

  add_enquiries (ground, "2025-09-10", "housing", 8);
  check_blocks (ground, "enquiries",
                "Autumn 2025 2025-09-01 2025-12-19 open\n"
                "Spring 2026 2025-12-20 2026-03-27 open\n"
                "Summer 2026 2026-03-28 2026-07-22 open, closes\n");
  refuse_freeze (ground, "enquiries", "2025-12-19", CW_ERROR_NOT_ENDED);
  refuse_freeze (ground, "enquiries", "2025-12-18", CW_ERROR_NOT_FOUND);
  refuse_freeze (ground, "visits", "2025-12-19", CW_ERROR_INVALID);
  travel (ground, "2026-03-28");
  add_enquiries (ground, "2026-01-10", "health", 6);
  check_blocks (ground, "enquiries",
                "Autumn 2025 2025-09-01 2025-12-19 ready\n"
                "Spring 2026 2025-12-20 2026-03-27 waiting\n"
                "Summer 2026 2026-03-28 2026-07-22 open, closes\n");
  refuse_freeze (ground, "enquiries", "2026-03-27", CW_ERROR_NOT_ENDED);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
  g_assert_cmpint (freeze (ground, "enquiries", "2026-03-27"), ==, CW_BLOCK_PUBLISHED);
  refuse_freeze (ground, "enquiries", "2025-12-19", CW_ERROR_PUBLISHED);
  check_blocks (ground, "enquiries",
                "Autumn 2025 2025-09-01 2025-12-19 published\n"
                "Spring 2026 2025-12-20 2026-03-27 published\n"
                "Summer 2026 2026-03-28 2026-07-22 open, closes\n");
  g_assert_cmpuint (count_ledger (ground), ==, 8);
}

/* Too few families: nothing is published, and the days go into the block that follows. */
static void
test_withheld (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-03-30");

  add_enquiries (ground, "2025-09-10", "housing", 4);
  for (int i = 0; i < 20; i++)
    add_enquiry (ground, "2025-10-10", "housing", TRUE);
  add_enquiries (ground, "2026-01-10", "housing", 5);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_WITHHELD);
  refuse_freeze (ground, "enquiries", "2025-12-19", CW_ERROR_PUBLISHED);
  g_assert_cmpuint (count_ledger (ground), ==, 0);
  check_blocks (ground, "enquiries",
                "Autumn 2025 2025-09-01 2025-12-19 withheld\n"
                "Spring 2026 2025-09-01 2026-03-27 ready\n"
                "Summer 2026 2026-03-28 2026-07-22 open, closes\n");
  g_assert_cmpint (freeze (ground, "enquiries", "2026-03-27"), ==, CW_BLOCK_PUBLISHED);
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);
  const CwLedgerEntry *entry = entries->pdata[0];
  g_assert_cmpint (entry->start, ==, on ("2025-09-01"));
  g_assert_cmpint (entry->records, ==, 30);
  g_assert_cmpint (entry->families, ==, 5); /* the larger of four and five, not nine */
}

/* What is added up to a year says how many of its terms it holds: three, in two blocks. */
static void
test_joined_in_year (void)
{
  static const int in_terms[] = { 3, 2, 3 }; /* housing, health, the pool */
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-07-23");

  add_enquiries (ground, "2025-09-10", "housing", 4);
  add_enquiries (ground, "2026-01-10", "housing", 13);
  add_enquiries (ground, "2026-01-10", "health", 8);
  add_enquiries (ground, "2026-01-10", "other", 5);
  add_enquiries (ground, "2026-06-10", "housing", 13);
  add_enquiries (ground, "2026-06-10", "other", 5);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 6);
  g_autoptr (CwPublished) year = cw_store_load_published (ground->store, "2025-26", &error);
  g_assert_no_error (error);
  const CwPublishedTable *table = cw_published_get_tables (year)->pdata[0];
  g_assert_cmpstr (table->dimension, ==, "category");
  g_assert_cmpint (table->blocks, ==, 2);
  g_assert_cmpint (table->terms, ==, 3);
  g_assert_cmpuint (table->lines->len, ==, G_N_ELEMENTS (in_terms));
  for (guint i = 0; i < G_N_ELEMENTS (in_terms); i++)
    g_assert_cmpint (((CwPublishedLine *) table->lines->pdata[i])->in_terms, ==, in_terms[i]);
}

/* A record is counted once: late ones in the first open block, corrected ones never again. */
static void
test_counted_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");

  add_enquiries (ground, "2025-09-10", "housing", 10);
  gint64 moved = add_enquiry (ground, "2025-09-11", "housing", FALSE);
  gint64 undone = add_enquiry (ground, "2025-09-12", "housing", FALSE);
  freeze (ground, "enquiries", "2025-12-19");
  add_enquiry (ground, "2025-12-01", "health", FALSE); /* late */
  travel (ground, "2026-03-30");
  add_enquiries (ground, "2026-02-02", "health", 9);
  g_autoptr (CwEnquiry) enquiry = cw_store_get_enquiry (ground->store, moved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (enquiry->counted_in, !=, 0);
  enquiry->day = on ("2026-02-03");
  g_assert_cmpint (cw_store_save_enquiry (ground->store, enquiry, &error), ==, moved);
  g_autoptr (CwEnquiry) deleted = cw_store_delete_enquiry (ground->store, undone, &error);
  g_assert_true (cw_store_restore_enquiry (ground->store, deleted, &error));
  freeze (ground, "enquiries", "2026-03-27");
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);
  g_assert_cmpint (((CwLedgerEntry *) entries->pdata[0])->records, ==, 10); /* 12 */
  g_assert_cmpint (((CwLedgerEntry *) entries->pdata[4])->records, ==, 10); /* 9 and the late one */
  g_assert_cmpint (((CwLedgerEntry *) entries->pdata[4])->families, ==, 10);
}

/* Erased before it was counted: a stub stands for it until it is. Erased after: nothing changes. */
static void
test_erasure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  gint64 cases[8], adults[8];

  for (int i = 0; i < 8; i++)
    {
      cases[i] = ground_open_case (ground, on ("2025-09-01"), &adults[i]);
      add_contact (ground, cases[i], adults[i], "2025-09-10", 60);
      add_contact (ground, cases[i], adults[i], "2025-09-11", 60);
    }
  g_autoptr (GPtrArray) before
      = cw_store_preview_block (ground->store, "contacts", on ("2025-12-19"), &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    g_assert_true (cw_store_erase_case (ground->store, cases[i], &error));
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM stub"), ==, 6);
  freeze (ground, "contacts", "2025-12-19");
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM stub"), ==, 0);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM stub_code"), ==, 0);
  g_assert_true (cw_store_erase_case (ground->store, cases[3], &error));
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM stub"), ==, 0);
  g_autoptr (GPtrArray) after = cw_store_list_ledger (ground->store, &error);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpstr (((CwLedgerEntry *) after->pdata[i])->hash, ==,
                     ((CwLedgerEntry *) before->pdata[i])->hash);
}

/* Linked cases are one family, those with a stub too. */
static void
test_linked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  gint64 cases[6], adults[6];

  for (int i = 0; i < 6; i++)
    {
      cases[i] = ground_open_case (ground, on ("2025-09-01"), &adults[i]);
      add_contact (ground, cases[i], adults[i], "2025-09-10", 60);
    }
  g_assert_true (cw_store_link_cases (ground->store, cases[0], cases[1], TRUE, &error));
  g_assert_true (
      cw_store_erase_case (ground->store, cases[1], &error)); /* its stub stays with the first */
  g_assert_true (cw_store_link_cases (ground->store, cases[2], cases[0], TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (freeze (ground, "contacts", "2025-12-19"), ==, CW_BLOCK_WITHHELD);
}

/* The middle of a chain is erased: its ends are one family still, and a case that is linked to one
 * of them joins the whole of it, whichever is named first. {0, 1, 2, 3}, 4, 5, 6 are four. */
static void
test_linked_ends (void)
{
  for (int order = 0; order < 2; order++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Ground) ground = make_ground ("2025-12-20");
      gint64 cases[7], adults[7];

      for (int i = 0; i < 7; i++)
        {
          cases[i] = ground_open_case (ground, on ("2025-09-01"), &adults[i]);
          add_contact (ground, cases[i], adults[i], "2025-09-10", 60);
        }
      g_assert_true (cw_store_link_cases (ground->store, cases[0], cases[1], TRUE, &error));
      g_assert_true (cw_store_link_cases (ground->store, cases[1], cases[2], TRUE, &error));
      g_assert_true (cw_store_erase_case (ground->store, cases[1], &error));
      g_assert_true (cw_store_link_cases (ground->store, cases[order == 0 ? 0 : 3],
                                          cases[order == 0 ? 3 : 0], TRUE, &error));
      g_assert_no_error (error);
      g_assert_cmpint (ask (ground, "SELECT count (DISTINCT family) FROM case_file"), ==, 4);
      g_assert_cmpint (ask (ground, "SELECT count (*) FROM stub WHERE family NOT IN (SELECT "
                                    "family FROM case_file)"),
                       ==, 0);
      g_assert_cmpint (freeze (ground, "contacts", "2025-12-19"), ==, CW_BLOCK_WITHHELD);
    }
}

/* The year's families are counted once, those who were erased or turned out to be one meanwhile as
 * they should. */
static void
test_year_families (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  gint64 cases[30], adults[30];

  /* 20 families in autumn, of whom 10 come in spring too, and 10 others in spring: 30 */
  for (int i = 0; i < 30; i++)
    {
      cases[i] = ground_open_case (ground, on ("2025-09-01"), &adults[i]);
      if (i < 20)
        add_contact (ground, cases[i], adults[i], "2025-09-10", 60);
    }
  add_enquiries (ground, "2025-09-10", "housing", 23);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  for (int i = 0; i < 5; i++)
    g_assert_true (
        cw_store_erase_case (ground->store, cases[i], &error)); /* still counted in the year */
  travel (ground, "2026-03-28");
  for (int i = 10; i < 30; i++)
    add_contact (ground, cases[i], adults[i], "2026-01-10", 60);
  add_enquiries (ground, "2026-01-10", "housing", 31);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  /* Six that had been counted turn out to be three: 27. */
  for (int i = 10; i < 13; i++)
    g_assert_true (cw_store_link_cases (ground->store, cases[i], cases[i + 10], TRUE, &error));
  g_autoptr (CwPublished) early = cw_store_load_published (ground->store, "2025-26", &error);
  g_assert_null (early);
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FROZEN);
  g_clear_error (&error);
  travel (ground, "2026-07-23");
  add_enquiries (ground, "2026-06-10", "housing", 12);
  for (int i = 10; i < 20; i++)
    add_contact (ground, cases[i], adults[i], "2026-06-10", 60);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  g_autoptr (CwPublished) year = cw_store_load_published (ground->store, "2025-26", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_families (year, "contacts"), ==, 25); /* 27 */
  g_assert_cmpint (cw_published_get_families (year, "enquiries"), ==,
                   30); /* the largest term, 31 */
  g_assert_cmpint (cw_published_get_records (year, "enquiries"), ==,
                   65); /* 25 + 30 + 10, as they were printed */
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM year_family_seen"), ==, 0);
}

/* A year whose last block is withheld is closed without it; its days go into the next year. */
static void
test_year_end_withheld (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-07-23");
  g_autoptr (GPtrArray) next = cw_calendar_propose_terms (2026);

  ground_save_terms (ground, next);
  add_enquiries (ground, "2025-09-10", "housing", 13);
  add_enquiries (ground, "2026-01-10", "housing", 8);
  add_enquiries (ground, "2026-06-10", "housing", 3);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==,
                   6); /* three of them without contacts */
  g_autoptr (CwPublished) year = cw_store_load_published (ground->store, "2025-26", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (year, "enquiries"), ==, 25); /* 15 + 10 */
  g_assert_cmpint (cw_published_get_families (year, "enquiries"), ==, 15);
  g_assert_cmpint (cw_published_get_records (year, "contacts"), ==, 0);
  g_assert_cmpint (cw_published_get_families (year, "contacts"), ==, 0);
  g_assert_null (cw_store_load_published (ground->store, "Summer 2026", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FROZEN);
  g_clear_error (&error);
  travel (ground, "2027-01-01");
  add_enquiries (ground, "2026-10-10", "housing", 4);
  g_assert_cmpint (freeze (ground, "enquiries", "2026-12-18"), ==,
                   CW_BLOCK_WITHHELD); /* 3 and 4 in two terms */
  add_enquiry (ground, "2026-10-10", "housing", FALSE);
  travel (ground, "2027-04-01");
  g_assert_cmpint (freeze (ground, "enquiries", "2027-03-25"), ==, CW_BLOCK_PUBLISHED);
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);
  const CwLedgerEntry *entry = entries->pdata[entries->len - 1];
  g_assert_cmpint (entry->start, ==, on ("2026-03-28"));
  g_assert_cmpint (entry->records, ==, 10); /* 8 */
}

/* Only unions of frozen blocks can be printed; otherwise the dates that are available are named. */
static void
test_periods (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  gint64 adult;

  add_enquiries (ground, "2025-09-10", "housing", 8);
  for (int i = 0; i < 8; i++)
    {
      gint64 id = ground_open_case (ground, on ("2025-09-01"), &adult);
      add_contact (ground, id, adult, "2025-09-12", 30);
    }
  check_period (ground, "Autumn 2025", CW_ERROR_NOT_FROZEN);
  check_period (ground, "Autumn 1925", CW_ERROR_NOT_FOUND);
  check_period (ground, "2024-25", CW_ERROR_NOT_FOUND);
  check_period (ground, "2025-26", CW_ERROR_NOT_FROZEN);
  g_autoptr (CwPublished) preview = cw_store_load_preview (ground->store, "Autumn 2025", &error);
  g_assert_no_error (error);
  g_assert_true (cw_published_is_preview (preview));
  g_assert_cmpuint (count_ledger (ground), ==, 0);
  freeze (ground, "enquiries", "2025-12-19");
  check_period (ground, "Autumn 2025",
                CW_ERROR_NOT_FROZEN); /* contacts of the same term are open */
  freeze (ground, "contacts", "2025-12-19");
  check_period (ground, "Autumn 2025", -1);
  check_period (ground, " autumn 2025", -1);
  check_period (ground, "Spring 2026", CW_ERROR_NOT_FROZEN);
  g_assert_null (cw_store_load_published (ground->store, "Spring 2026", &error));
  g_assert_nonnull (strstr (error->message, "Autumn 2025 (01/09/2025 to 19/12/2025)"));
  g_clear_error (&error);
  /* What was previewed is what was published. */
  g_autoptr (GPtrArray) ledger = cw_store_list_ledger (ground->store, &error);
  GPtrArray *seen = cw_published_get_entries (preview);
  g_assert_cmpuint (ledger->len, ==, seen->len);
  for (guint i = 0; i < seen->len; i++)
    g_assert_cmpstr (((CwLedgerEntry *) ledger->pdata[i])->hash, ==,
                     ((CwLedgerEntry *) seen->pdata[i])->hash);
  g_assert_null (cw_store_load_preview (ground->store, "Autumn 2025", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_ENDED);
}

/* There is no "year so far": a year of which two terms are known and frozen is not closed. */
static void
test_open_year (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = ground_new (on ("2026-03-30"));
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);

  g_ptr_array_set_size (terms, 2);
  ground_save_terms (ground, terms);
  add_enquiries (ground, "2025-09-10", "housing", 8);
  add_enquiries (ground, "2026-02-10", "housing", 8);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 4);
  check_period (ground, "Spring 2026", -1);
  check_period (ground, "2025-26", CW_ERROR_NOT_FROZEN);
}

/* With the year as one block for enquiries and half-terms for contacts, a term holds what is its
 * own. */
static void
test_mixed_calendars (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  gint64 adult;

  g_assert_true (cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_YEAR, 5, &error));
  g_assert_true (
      cw_store_set_next_rule (ground->store, "contacts", CW_CALENDAR_HALF_TERM, 5, &error));
  for (int i = 0; i < 8; i++)
    {
      gint64 id = ground_open_case (ground, on ("2025-09-01"), &adult);
      add_contact (ground, id, adult, "2025-09-12", 30);
      add_contact (ground, id, adult, "2025-11-12", 30);
    }
  add_enquiries (ground, "2025-09-10", "housing", 8);
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 2);
  check_blocks (ground, "enquiries", "2025-26 2025-09-01 2026-07-22 open, closes\n");
  g_autoptr (CwPublished) term = cw_store_load_published (ground->store, "Autumn 2025", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (term, "enquiries"), ==, 0);
  g_assert_cmpint (cw_published_get_records (term, "contacts"), ==, 20);
  g_assert_cmpint (cw_published_get_families (term, "contacts"), ==,
                   0); /* two blocks: never a sum */
  g_autoptr (CwPublished) half
      = cw_store_load_published (ground->store, "Autumn 2025, first half", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (half, "contacts"), ==, 10);
  g_assert_cmpint (cw_published_get_families (half, "contacts"), ==, 10);
  /* The year's own block ends with summer, and is no part of that term. */
  travel (ground, "2026-07-23");
  for (int i = 0; i < 8; i++)
    {
      gint64 id = ground_open_case (ground, on ("2026-05-01"), &adult);
      add_contact (ground, id, adult, "2026-05-12", 30);
      add_contact (ground, id, adult, "2026-06-12", 30);
    }
  g_assert_cmpint (cw_store_freeze_ended (ground->store, &error), ==, 5);
  g_autoptr (CwPublished) summer = cw_store_load_published (ground->store, "Summer 2026", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (summer, "enquiries"), ==, 0);
  g_assert_cmpint (cw_published_get_records (summer, "contacts"), ==, 20);
  g_autoptr (CwPublished) year = cw_store_load_published (ground->store, "2025-26", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_published_get_records (year, "enquiries"), ==, 10);
  g_assert_cmpint (cw_published_get_families (year, "enquiries"), ==, 10);
  g_assert_cmpint (cw_published_get_families (year, "contacts"), ==, 15);
}

/* k may be raised, never be below five; a year that has begun keeps its rule. */
static void
test_year_rule (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2025-12-20");
  CwCalendar calendar;
  gboolean fixed;
  int k;

  g_assert_true (
      cw_store_get_year_rule (ground->store, 2025, "enquiries", &calendar, &k, &fixed, &error));
  g_assert_cmpint (calendar, ==, CW_CALENDAR_TERM);
  g_assert_cmpint (k, ==, 5);
  g_assert_false (fixed);
  g_assert_false (cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_TERM, 4, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cw_store_set_setting (ground->store, "summary.k.enquiries", "1", &error));
  g_assert_true (
      cw_store_get_year_rule (ground->store, 2025, "enquiries", &calendar, &k, &fixed, &error));
  g_assert_cmpint (k, ==, 5);
  g_assert_true (cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_TERM, 7, &error));
  add_enquiries (ground, "2025-09-10", "housing", 6);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_WITHHELD);
  g_assert_true (cw_store_set_next_rule (ground->store, "enquiries", CW_CALENDAR_YEAR, 5, &error));
  g_assert_true (
      cw_store_get_year_rule (ground->store, 2025, "enquiries", &calendar, &k, &fixed, &error));
  g_assert_cmpint (calendar, ==, CW_CALENDAR_TERM);
  g_assert_cmpint (k, ==, 7);
  g_assert_true (fixed);
  g_assert_true (
      cw_store_get_year_rule (ground->store, 2026, "enquiries", &calendar, &k, &fixed, &error));
  g_assert_cmpint (calendar, ==, CW_CALENDAR_YEAR);
  g_assert_cmpint (k, ==, 5);
  g_assert_false (fixed);
}

static void
refuse_sql (Ground *ground, const char *sql, CwError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_store_exec (ground->store, sql, &error));
  g_assert_error (error, CW_ERROR, (int) code);
}

/* The database refuses by itself to publish days twice and to change what was published. */
static void
test_database_refuses (void)
{
  g_autoptr (Ground) ground = make_ground ("2026-03-30");

  add_enquiries (ground, "2025-09-10", "housing", 8);
  freeze (ground, "enquiries", "2025-12-19");
  refuse_sql (ground,
              "INSERT INTO block (population, label, year, start, end, state, frozen_on) VALUES"
              " ('enquiries', 'x', 2025, '2025-12-19', '2025-12-24', 'published', '2026-03-30')",
              CW_ERROR_PUBLISHED);
  refuse_sql (ground,
              "INSERT INTO block (population, label, year, start, end, state, frozen_on) VALUES"
              " ('enquiries', 'x', 2025, '2025-09-01', '2025-12-19', 'withheld', '2026-03-30')",
              CW_ERROR_EXISTS);
  refuse_sql (ground,
              "INSERT INTO block (population, label, year, start, end, state, frozen_on) VALUES"
              " ('enquiries', 'x', 2025, '2026-01-01', '2026-03-30', 'published', '2026-03-30')",
              CW_ERROR_INVALID);
  refuse_sql (ground,
              "INSERT INTO ledger SELECT NULL, block_id, population, dimension, multi, absorber, "
              "label, '2025-12-19',"
              " '2025-12-24', k, base, records, families, previous, hex (randomblob (32)) FROM "
              "ledger LIMIT 1",
              CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE ledger SET records = records + 5", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE ledger_row SET shown = shown + 5", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE ledger_label SET label = 'x'", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM ledger_label", CW_ERROR_PUBLISHED);
  refuse_sql (ground,
              "INSERT INTO year_families VALUES (2025, 'enquiries', 10);"
              "UPDATE year_families SET families = 15",
              CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM year_families", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE block SET label = 'x'", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM ledger_row", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM ledger", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM block", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE year_rule SET k = 9", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "DELETE FROM year_rule", CW_ERROR_PUBLISHED);
  refuse_sql (ground, "UPDATE enquiry SET counted_in = NULL", CW_ERROR_PUBLISHED);
  g_assert_cmpuint (count_ledger (ground), ==, 4);
}

/* Somebody who takes the triggers away and changes a figure is still noticed. */
static void
test_chain_break (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-03-30");
  guint at;

  add_enquiries (ground, "2025-09-10", "housing", 8);
  freeze (ground, "enquiries", "2025-12-19");
  cw_store_exec (ground->store,
                 "DROP TRIGGER ledger_row_fixed;"
                 "UPDATE ledger_row SET shown = shown + 5 WHERE seq = 3",
                 &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);
  g_assert_false (cw_ledger_check_chain (entries, &at));
  g_assert_cmpuint (at, ==, 2);
}

/* A freeze that fails half-way leaves nothing. */
static void
test_all_or_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Ground) ground = make_ground ("2026-03-30");

  add_enquiries (ground, "2025-09-10", "housing", 8);
  cw_store_exec (ground->store,
                 "CREATE TEMP TRIGGER stop BEFORE INSERT ON ledger WHEN NEW.dimension = 'service'"
                 " BEGIN SELECT RAISE (ABORT, 'stopped'); END",
                 &error);
  g_assert_no_error (error);
  g_assert_false (cw_store_freeze (ground->store, "enquiries", on ("2025-12-19"), NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (count_ledger (ground), ==, 0);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM block"), ==, 0);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM year_rule"), ==, 0);
  g_assert_cmpint (ask (ground, "SELECT count (*) FROM enquiry WHERE counted_in IS NOT NULL"), ==,
                   0);
  cw_store_exec (ground->store, "DROP TRIGGER temp.stop", &error);
  g_assert_cmpint (freeze (ground, "enquiries", "2025-12-19"), ==, CW_BLOCK_PUBLISHED);
}

static void
test_suggestion (void)
{
  static const struct
  {
    guint enquiries;
    CwCalendar calendar;
  } cases[] = { { 0, CW_CALENDAR_TERM },
                { 60, CW_CALENDAR_YEAR },
                { 300, CW_CALENDAR_TERM },
                { 700, CW_CALENDAR_HALF_TERM } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Ground) ground = make_ground ("2026-09-02");
      g_autoptr (CwTransaction) transaction = cw_transaction_begin (ground->store, &error);

      add_enquiries (ground, "2025-11-10", "housing", cases[i].enquiries);
      g_assert_true (cw_transaction_commit (&transaction, &error));
      g_assert_cmpint (cw_store_suggest_calendar (ground->store, "enquiries", &error), ==,
                       cases[i].calendar);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/freeze/order", test_order);
  g_test_add_func ("/freeze/withheld", test_withheld);
  g_test_add_func ("/freeze/joined-in-year", test_joined_in_year);
  g_test_add_func ("/freeze/counted-once", test_counted_once);
  g_test_add_func ("/freeze/erasure", test_erasure);
  g_test_add_func ("/freeze/linked", test_linked);
  g_test_add_func ("/freeze/linked-ends", test_linked_ends);
  g_test_add_func ("/freeze/year-families", test_year_families);
  g_test_add_func ("/freeze/year-end-withheld", test_year_end_withheld);
  g_test_add_func ("/freeze/periods", test_periods);
  g_test_add_func ("/freeze/open-year", test_open_year);
  g_test_add_func ("/freeze/mixed-calendars", test_mixed_calendars);
  g_test_add_func ("/freeze/year-rule", test_year_rule);
  g_test_add_func ("/freeze/database-refuses", test_database_refuses);
  g_test_add_func ("/freeze/chain-break", test_chain_break);
  g_test_add_func ("/freeze/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/freeze/suggestion", test_suggestion);
  return g_test_run ();
}
