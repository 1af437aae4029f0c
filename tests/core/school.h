/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-code-defaults.h"
#include "core/cw-disclosure.h"

/* Code lists and records for the tests of the rule, and what was published as a line of text. */

static inline void
add_code (GPtrArray *codes, CwCodeList list, const char *code, gboolean shipped, gboolean retired)
{
  g_ptr_array_add (codes, cw_code_new (codes->len + 1, list, code, code, NULL, NULL, shipped,
                                       retired, codes->len));
}

/* The shipped lists; with @added, three codes of the adviser's own in every list that allows it;
 * "finance", "letter" and "paperwork" are retired. */
static inline CwCodeBook *
make_book (gboolean added)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);

  for (CwCodeList list = CW_LIST_ENQUIRY_CATEGORY; list <= CW_LIST_SERVICE; list++)
    {
      guint n;
      const CwCodeDefault *defaults = cw_code_defaults (list, &n);

      for (guint i = 0; i < n; i++)
        {
          const char *code = defaults[i].code;
          add_code (codes, list, code, TRUE,
                    g_str_equal (code, "finance") || g_str_equal (code, "letter")
                        || g_str_equal (code, "paperwork"));
        }
      for (int i = 0; added && !cw_code_list_is_fixed (list) && i < 3; i++)
        {
          g_autofree char *code = g_strdup_printf ("added-%d", i + 1);
          add_code (codes, list, code, FALSE, i == 2);
        }
    }
  return cw_code_book_new (codes);
}

static inline gint64
find_code (CwCodeBook *book, CwCodeList list, const char *name)
{
  const CwCode *code = cw_code_book_lookup (book, list, name);

  g_assert_nonnull (code);
  return code->id;
}

static inline CwTally *
add_tally (GPtrArray *tallies, gint64 family, int term, int minutes)
{
  CwTally *tally = cw_tally_new ();

  tally->family = family;
  tally->term = term;
  tally->minutes = minutes;
  g_ptr_array_add (tallies, tally);
  return tally;
}

/* "telephone=10/5h other+email=15/-": the rows of one table in their order; hours only where the
 * table has them */
static inline char *
describe_entry (const CwLedgerEntry *entry)
{
  GString *text = g_string_new (NULL);
  const CwDimension *dimension = cw_dimension_find (entry->population, entry->dimension);

  for (guint i = 0; i < entry->rows->len; i++)
    {
      const CwLedgerRow *row = entry->rows->pdata[i];
      g_autofree char *codes = g_strjoinv ("+", row->codes);

      g_string_append_printf (text, "%s%s=%d", i > 0 ? " " : "", codes, row->shown);
      if (!dimension->hours)
        g_assert_cmpint (row->hours, ==, CW_HOURS_NONE);
      else if (row->hours == CW_HOURS_NONE)
        g_string_append (text, "/-");
      else if (row->hours == CW_HOURS_UNDER)
        g_string_append (text, "/<5h");
      else
        g_string_append_printf (text, "/%dh", row->hours);
    }
  return g_string_free (text, FALSE);
}

static inline const CwLedgerEntry *
find_entry (GPtrArray *entries, const char *dimension)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = entries->pdata[i];
      if (g_str_equal (entry->dimension, dimension))
        return entry;
    }
  g_assert_not_reached ();
}
