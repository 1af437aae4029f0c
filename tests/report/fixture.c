/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/cw-code-defaults.h"
#include "core/cw-disclosure.h"

/* The label of an added code. */
static char *
make_label (guint number)
{
  return number == 1
             ? g_strdup ("=2+3 added")
             : g_strdup_printf ("Added by the adviser under a long and patient name, number %u",
                                number);
}

static void
add_list (GPtrArray *codes, CwCodeList list, guint n_added)
{
  guint n;
  const CwCodeDefault *defaults = cw_code_defaults (list, &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (codes,
                     cw_code_new (codes->len + 1, list, defaults[i].code, defaults[i].label,
                                  defaults[i].short_label, defaults[i].alias, TRUE, FALSE, i));
  for (guint i = 0; i < n_added; i++)
    {
      g_autofree char *code = g_strdup_printf ("added-%u", i + 1);
      g_autofree char *label = make_label (i + 1);

      g_ptr_array_add (codes, cw_code_new (codes->len + 1, list, code, label, NULL, NULL, FALSE,
                                           FALSE, n + i));
    }
}

CwCodeBook *
fixture_book (guint n_added)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_code_unref);

  add_list (codes, CW_LIST_ENQUIRY_CATEGORY, n_added);
  add_list (codes, CW_LIST_CONTACT_METHOD, n_added);
  add_list (codes, CW_LIST_ABOUT, 0);
  add_list (codes, CW_LIST_SUPPORT_TYPE, 0);
  add_list (codes, CW_LIST_SERVICE, n_added);
  return cw_code_book_new (codes);
}

static CwLedgerRow *
parse_row (const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) figures = g_strsplit (sides[1], "/", 2);
  int hours = CW_HOURS_NONE;

  if (g_strcmp0 (figures[1], "under") == 0)
    hours = CW_HOURS_UNDER;
  else if (figures[1] != NULL && strcmp (figures[1], "none") != 0)
    hours = atoi (figures[1]);
  return cw_ledger_row_new (g_strsplit (sides[0], ",", -1), atoi (figures[0]), hours);
}

/* As a freeze leaves it: the label of every code, of the pooled ones too. */
static void
add_labels (CwLedgerEntry *entry, const CwLedgerRow *row, CwCodeList list)
{
  guint n, number;
  const CwCodeDefault *defaults = cw_code_defaults (list, &n);

  for (guint i = 0; row->codes[i] != NULL; i++)
    {
      if (sscanf (row->codes[i], "added-%u", &number) == 1)
        g_hash_table_insert (entry->labels, g_strdup (row->codes[i]), make_label (number));
      for (guint d = 0; d < n; d++)
        if (strcmp (defaults[d].code, row->codes[i]) == 0)
          g_hash_table_insert (entry->labels, g_strdup (row->codes[i]),
                               g_strdup (defaults[d].label));
    }
}

CwLedgerEntry *
fixture_entry (const char *population,
               const char *dimension,
               const char *label,
               const char *start,
               const char *end,
               int records,
               int families,
               const char *const *rows)
{
  const CwDimension *known = cw_dimension_find (population, dimension);
  CwLedgerEntry *entry = cw_ledger_entry_new ();

  entry->population = g_strdup (population);
  entry->dimension = g_strdup (dimension);
  entry->multi = known->multi;
  entry->absorber = g_strdup (known->absorber);
  entry->label = g_strdup (label);
  entry->start = cw_day_from_iso (start);
  entry->end = cw_day_from_iso (end);
  entry->k = 5;
  entry->base = 5;
  entry->records = records;
  entry->families = families;
  entry->previous = g_strnfill (64, '0');
  for (guint i = 0; rows[i] != NULL; i++)
    {
      CwLedgerRow *row = parse_row (rows[i]);

      add_labels (entry, row, known->list);
      g_ptr_array_add (entry->rows, row);
    }
  entry->hash = cw_ledger_entry_digest (entry);
  return entry;
}

#define ROWS(...) ((const char *const[]){ __VA_ARGS__, NULL })

GPtrArray *
fixture_spring (void)
{
  const char *label = "Spring 2026", *start = "2025-12-20", *end = "2026-03-27";
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

  g_ptr_array_add (entries,
                   fixture_entry ("enquiries", "category", label, start, end, 115, 65,
                                  ROWS ("special-educational-needs=20", "behaviour=25",
                                        "attendance=10", "child-wellbeing=10",
                                        "school-communication=15", "bullying=10", "finance=15",
                                        "parenting=10", "admissions=15",
                                        "other,adult-learning,bereavement,childcare,disability,"
                                        "domestic-abuse,exclusion,health,housing,parent-wellbeing,"
                                        "separation,substance-misuse,transition=30")));
  g_ptr_array_add (entries,
                   fixture_entry ("enquiries", "method", label, start, end, 115, 65,
                                  ROWS ("face-to-face=40", "telephone=40", "email=15",
                                        "text-message=10", "other,home-visit,letter,meeting=10")));
  g_ptr_array_add (entries, fixture_entry ("enquiries", "about", label, start, end, 115, 65,
                                           ROWS ("child=75", "parent=35")));
  g_ptr_array_add (entries, fixture_entry ("enquiries", "service", label, start, end, 115, 65,
                                           ROWS ("sendiass=20", "citizens-advice=10",
                                                 "other,shelter,ipsea=15")));
  g_ptr_array_add (entries,
                   fixture_entry ("contacts", "support", label, start, end, 360, 35,
                                  ROWS ("tailored-information=70/20", "clarifying-issues=65/20",
                                        "emotional-support=60/30", "other,paperwork=40/15")));
  g_ptr_array_add (entries, fixture_entry ("contacts", "method", label, start, end, 360, 35,
                                           ROWS ("telephone=200/60", "face-to-face=100/70",
                                                 "other,letter,email=60/20")));
  return entries;
}

GPtrArray *
fixture_summer (void)
{
  const char *label = "Summer 2026", *start = "2026-03-28", *end = "2026-07-22";
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

  g_ptr_array_add (
      entries, fixture_entry ("enquiries", "category", label, start, end, 105, 60,
                              ROWS ("special-educational-needs=25", "behaviour=20", "attendance=15",
                                    "child-wellbeing=15", "school-communication=15", "bullying=10",
                                    "finance=10", "parenting=10", "admissions=5", "housing=5",
                                    "other,adult-learning,bereavement,childcare,disability,"
                                    "domestic-abuse,exclusion,health,parent-wellbeing,separation,"
                                    "substance-misuse,transition=25")));
  g_ptr_array_add (entries,
                   fixture_entry ("enquiries", "method", label, start, end, 105, 60,
                                  ROWS ("face-to-face=45", "telephone=30", "email=15",
                                        "text-message=10", "other,home-visit,letter,meeting=5")));
  g_ptr_array_add (entries, fixture_entry ("enquiries", "about", label, start, end, 105, 60,
                                           ROWS ("child=65", "parent=40")));
  g_ptr_array_add (entries, fixture_entry ("enquiries", "service", label, start, end, 105, 60,
                                           ROWS ("sendiass=25", "citizens-advice=10", "shelter=5",
                                                 "other,ipsea,childline,kinship=10")));
  g_ptr_array_add (entries,
                   fixture_entry ("contacts", "support", label, start, end, 395, 40,
                                  ROWS ("tailored-information=75/20", "clarifying-issues=65/20",
                                        "emotional-support=60/30", "navigating=45/15",
                                        "contacting-agencies=35/10", "paperwork=35/15",
                                        "preparing-for-meetings=25/10", "enabling=20/under",
                                        "gathering-history=20/10", "support-at-meetings=20/15",
                                        "home-visit=15/none",
                                        "other,review-meetings,anti-social-behaviour,admission-"
                                        "appeal,exclusion-appeal,child-out-of-school,"
                                        "disagreement-resolution,exclusion-advice,send-tribunal,"
                                        "assessment-workshop,written-contributions=45/15")));
  g_ptr_array_add (entries, fixture_entry ("contacts", "method", label, start, end, 395, 40,
                                           ROWS ("telephone=205/60", "face-to-face=120/75",
                                                 "home-visit=15/none",
                                                 "other,letter,email,meeting,text-message=55/20")));
  g_ptr_array_add (entries, fixture_entry ("contacts", "service", label, start, end, 395, 40,
                                           ROWS ("sendiass=30/10", "youngminds=20/5",
                                                 "other,shelter,ipsea,childline,kinship=25/none")));
  return entries;
}

CwPublished *
fixture_publish (const char *label, GPtrArray *entries, CwCodeBook *book, gboolean preview)
{
  CwPublished *summary = cw_published_new ("Parent Support Adviser, north", FIXTURE_SCHOOL, label,
                                           cw_day_from_iso ("2026-11-19"), entries, book, preview);

  g_ptr_array_unref (entries);
  return summary;
}

GPtrArray *
fixture_earlier (CwCodeBook *book)
{
  const struct
  {
    const char *label, *start, *end;
    int records;
  } terms[] = { { "Spring 2025", "2024-12-21", "2025-04-04", 110 },
                { "Summer 2025", "2025-04-05", "2025-07-22", 85 },
                { "Autumn 2025", "2025-07-23", "2025-12-19", 95 } };
  GPtrArray *earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_unref);

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

      g_ptr_array_add (entries, fixture_entry ("enquiries", "about", terms[i].label, terms[i].start,
                                               terms[i].end, terms[i].records, 40,
                                               ROWS ("child=50", "parent=35")));
      g_ptr_array_add (earlier, fixture_publish (terms[i].label, entries, book, FALSE));
    }
  g_ptr_array_add (earlier, fixture_publish ("Spring 2026", fixture_spring (), book, FALSE));
  return earlier;
}
