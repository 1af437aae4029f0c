/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "store/cw-store-private.h"

#include "ground.h"

/* One school year with plain records, for the acts around a freeze. */

static const CwDay no_day = CW_DAY_NONE;

static inline CwDay
on (const char *iso)
{
  CwDay day = cw_day_from_iso (iso);

  g_assert_cmpint (day, !=, no_day);
  return day;
}

static inline Ground *
make_ground (const char *today)
{
  Ground *ground = ground_new (on (today));
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2025);

  ground_save_terms (ground, terms);
  return ground;
}

static inline gint64
add_enquiry (Ground *ground, const char *day, const char *category, gboolean asked_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();
  gint64 id;

  enquiry->day = on (day);
  cw_ids_add (enquiry->categories, ground_code (ground, CW_LIST_ENQUIRY_CATEGORY, category));
  enquiry->method = ground_code (ground, CW_LIST_CONTACT_METHOD, "telephone");
  enquiry->about = ground_code (ground, CW_LIST_ABOUT, "parent");
  enquiry->asked_before = asked_before;
  id = cw_store_save_enquiry (ground->store, enquiry, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
add_enquiries (Ground *ground, const char *day, const char *category, guint n)
{
  for (guint i = 0; i < n; i++)
    add_enquiry (ground, day, category, FALSE);
}

static inline gint64
add_contact (Ground *ground, gint64 case_id, gint64 adult, const char *day, int minutes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();
  gint64 id;

  contact->case_id = case_id;
  contact->day = on (day);
  contact->time = -1;
  contact->minutes = minutes;
  contact->method = ground_code (ground, CW_LIST_CONTACT_METHOD, "home-visit");
  cw_ids_add (contact->adults, adult);
  cw_ids_add (contact->support, ground_code (ground, CW_LIST_SUPPORT_TYPE, "paperwork"));
  id = cw_store_save_contact (ground->store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
travel (Ground *ground, const char *day)
{
  cw_clock_set (ground->clock, on (day), 600);
}

static inline CwBlockState
freeze (Ground *ground, const char *population, const char *end)
{
  g_autoptr (GError) error = NULL;
  CwBlockState state;

  cw_store_freeze (ground->store, population, on (end), &state, &error);
  g_assert_no_error (error);
  return state;
}

static inline void
refuse_freeze (Ground *ground, const char *population, const char *end, CwError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_store_freeze (ground->store, population, on (end), NULL, &error));
  g_assert_error (error, CW_ERROR, (int) code);
}

/* "Autumn 2025 2025-09-01 2025-12-19 published; …" */
static inline char *
describe_blocks (Ground *ground, const char *population)
{
  static const char *const states[] = { "open", "ready", "waiting", "published", "withheld" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = cw_store_list_blocks (ground->store, population, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      g_autofree char *start = cw_day_to_iso (block->start), *end = cw_day_to_iso (block->end);
      g_string_append_printf (text, "%s %s %s %s%s\n", block->label, start, end,
                              states[block->state], block->closes_year ? ", closes" : "");
    }
  return g_string_free (text, FALSE);
}

static inline void
check_blocks (Ground *ground, const char *population, const char *expected)
{
  g_autofree char *text = describe_blocks (ground, population);

  g_assert_cmpstr (text, ==, expected);
}

static inline guint
count_ledger (Ground *ground)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_store_list_ledger (ground->store, &error);

  g_assert_no_error (error);
  g_assert_true (cw_ledger_check_chain (entries, NULL));
  return entries->len;
}

/* Stops when something else is in the table: for what the tests look up by hand. */
static inline gint64
ask (Ground *ground, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 answer = cw_store_ask (ground->store, sql, 0, 0, -2, &error);

  g_assert_no_error (error);
  return answer;
}

static inline void
check_period (Ground *ground, const char *period, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPublished) published = cw_store_load_published (ground->store, period, &error);

  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (cw_published_get_tables (published)->len, >, 0);
      return;
    }
  g_assert_null (published);
  g_assert_error (error, CW_ERROR, code);
}
