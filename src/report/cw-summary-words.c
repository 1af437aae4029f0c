/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summary-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/cw-calendar.h"
#include "core/cw-disclosure.h"

/* A year's label is "2025-26", a half-term's "Autumn 2025, first half". Advisers name their terms
 * as they like, with commas too. */
CwPeriodKind
cw_period_kind (const char *label)
{
  if (strlen (label) == 7 && label[4] == '-' && strspn (label, "0123456789-") == 7)
    return CW_PERIOD_YEAR;
  return cw_calendar_is_half_label (label) ? CW_PERIOD_HALF_TERM : CW_PERIOD_TERM;
}

/* @population: %NULL for both */
static CwPeriodKind
find_shortest (CwPublished *summary, const char *population)
{
  GPtrArray *entries = cw_published_get_entries (summary);
  CwPeriodKind shortest = entries->len > 0 ? CW_PERIOD_YEAR : CW_PERIOD_TERM;

  for (guint i = 0; i < entries->len; i++)
    {
      CwLedgerEntry *entry = g_ptr_array_index (entries, i);

      if (population == NULL || strcmp (entry->population, population) == 0)
        shortest = MIN (shortest, cw_period_kind (entry->label));
    }
  return shortest;
}

CwPeriodKind
cw_summary_block_kind (CwPublished *summary)
{
  return find_shortest (summary, NULL);
}

CwPeriodKind
cw_summary_table_kind (CwPublished *summary, const CwPublishedTable *table)
{
  return find_shortest (summary, table->population);
}

/* "Summer 2026" as its two parts; %FALSE for labels of another form. */
static gboolean
split_label (const char *label, char **season, char **year)
{
  const char *space = strchr (label, ' ');

  if (space == NULL || space == label || strspn (space + 1, "0123456789") != strlen (space + 1)
      || strlen (space + 1) != 4)
    return FALSE;
  *season = g_strndup (label, space - label);
  *year = g_strdup (space + 1);
  return TRUE;
}

static char *
lower_first (const char *text)
{
  const char *rest;
  gunichar first;
  g_autofree char *head = NULL;
  char small[8] = { 0 };

  if (text[0] == '\0')
    return g_strdup ("");
  rest = g_utf8_next_char (text);
  first = g_utf8_get_char (text);
  /* "SEND tribunal" keeps its capitals. */
  if (g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (text);
  g_unichar_to_utf8 (g_unichar_tolower (first), small);
  return g_strconcat (small, rest, NULL);
}

char *
cw_period_phrase (const char *label, gboolean in_sentence)
{
  g_autofree char *season = NULL, *year = NULL, *phrase = NULL;

  if (cw_period_kind (label) == CW_PERIOD_YEAR)
    /* Translators: %s is a school year such as 2025-26 */
    phrase = g_strdup_printf (_ ("School year %s"), label);
  else if (split_label (label, &season, &year))
    phrase = g_strdup_printf (/* Translators: a school term, first the season, then the year:
                                 "Summer term 2026" */
                              _ ("%s term %s"), season, year);
  else
    phrase = g_strdup (label);
  return in_sentence ? lower_first (phrase) : g_steal_pointer (&phrase);
}

/* Of two half-terms: "first half", or "Autumn, second half" where the other is of another term. */
static char *
shorten_half (const char *label, const char *other)
{
  const char *half = strrchr (label, ','); /* there is one: it is of a half-term's form */
  g_autofree char *term = g_strndup (label, half - label), *season = NULL, *year = NULL;

  while (*half == ',' || *half == ' ')
    half++;
  if (other == NULL || g_str_has_prefix (other, term) || !split_label (term, &season, &year))
    return g_strdup (half);
  return g_strjoin (", ", season, half, NULL);
}

char *
cw_period_short (const char *label, const char *other)
{
  g_autofree char *season = NULL, *year = NULL, *other_season = NULL, *other_year = NULL;

  if (cw_period_kind (label) == CW_PERIOD_HALF_TERM)
    return shorten_half (label, other);
  if (!split_label (label, &season, &year))
    return g_strdup (label);
  if (other != NULL && split_label (other, &other_season, &other_year)
      && strcmp (season, other_season) == 0)
    return g_strdup (label);
  return g_steal_pointer (&season);
}

const char *
cw_table_title (const CwPublishedTable *table)
{
  const struct
  {
    const char *population, *dimension, *title;
  } titles[] = {
    { "enquiries", "category", N_ ("What parents asked about") },
    { "enquiries", "method", N_ ("How they got in touch") },
    { "enquiries", "about", N_ ("Mainly about") },
    { "enquiries", "service", N_ ("Where they were pointed to") },
    { "contacts", "support", N_ ("Support given to families") },
    { "contacts", "method", N_ ("How the contacts were made") },
    { "contacts", "service", N_ ("Services families were pointed to") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].population, table->population) == 0
        && strcmp (titles[i].dimension, table->dimension) == 0)
      return _ (titles[i].title);
  return table->dimension;
}

const char *
cw_pooled_label (void)
{
  return _ ("Other and small groups");
}

char *
cw_hours_text (const CwPublishedLine *line)
{
  if (line->hours == CW_HOURS_NONE)
    return g_strdup (_ ("not shown"));
  if (line->hours == CW_HOURS_UNDER)
    /* Translators: %d is a number of hours, 5 in one term; three terms of under 5 are under 15 */
    return g_strdup_printf (_ ("under %d"), CW_DISCLOSURE_BASE * MAX (1, line->in_blocks));
  return g_strdup_printf ("%d", line->hours);
}

char *
cw_in_blocks_text (const CwPublishedTable *table, const CwPublishedLine *line, CwPeriodKind kind)
{
  if (line->in_blocks >= table->blocks)
    return NULL;
  switch (kind)
    {
    case CW_PERIOD_HALF_TERM:
      /* Translators: a line of a longer period, first in how many of its half-terms it stands, then
       * how many there are */
      return g_strdup_printf (_ ("in %d of %d half-terms"), line->in_terms, table->terms);
    case CW_PERIOD_YEAR:
      /* Translators: a line of a longer period, first in how many of its years it stands, then how
       * many there are */
      return g_strdup_printf (_ ("in %d of %d years"), line->in_terms, table->terms);
    case CW_PERIOD_TERM:
    default:
      /* Translators: a line of a longer period, first in how many of its terms it stands, then how
       * many there are */
      return g_strdup_printf (_ ("in %d of %d terms"), line->in_terms, table->terms);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* "Other" is named last, whatever its place in the order. */
static GPtrArray *
sort_members (const CwPublishedTable *table, const CwPublishedLine *line)
{
  /* Services have names of their own, which keep their capitals. */
  gboolean proper = strcmp (table->dimension, "service") == 0;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *last = NULL;

  for (guint i = 0; line->members[i] != NULL; i++)
    if (line->member_codes != NULL && g_strcmp0 (line->member_codes[i], "other") == 0)
      last = lower_first (line->members[i]);
    else
      g_ptr_array_add (names,
                       proper ? g_strdup (line->members[i]) : lower_first (line->members[i]));
  g_ptr_array_sort (names, compare_names);
  if (last != NULL)
    g_ptr_array_add (names, g_steal_pointer (&last));
  return names;
}

/* Names shipped codes only, as CwPublishedLine does, and never says which were small, empty or
 * added. */
char *
cw_members_text (const CwPublishedTable *table, const CwPublishedLine *line)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *joined = NULL;
  gboolean commas = FALSE;

  if (line->members == NULL || line->members[0] == NULL)
    return NULL;
  names = sort_members (table, line);
  for (guint i = 0; i < names->len; i++)
    commas = commas || strchr (g_ptr_array_index (names, i), ',') != NULL;
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (commas ? "; " : ", ", (char **) names->pdata);
  if (table->blocks > 1)
    /* Translators: %s is a list of groups that were put together in at least one of several terms
     */
    return g_strdup_printf (_ ("In this line, at one time or another: %s."), joined);
  /* Translators: %s is a list of groups that were put together */
  return g_strdup_printf (_ ("In this line: %s."), joined);
}

/* ---- the method ---- */

static char *
format_number (int n)
{
  const char *const words[]
      = { N_ ("five"), N_ ("six"), N_ ("seven"), N_ ("eight"), N_ ("nine"), N_ ("ten") };

  return n >= 5 && n <= 10 ? g_strdup (_ (words[n - 5])) : g_strdup_printf ("%d", n);
}

static const char *
counted_sentence (CwPeriodKind kind)
{
  switch (kind)
    {
    case CW_PERIOD_HALF_TERM:
      return _ ("Each half-term is counted once, after it has ended, and is never counted again; "
                "longer periods add "
                "half-terms up.");
    case CW_PERIOD_YEAR:
      return _ ("Each year is counted once, after it has ended, and is never counted again; longer "
                "periods add years up.");
    case CW_PERIOD_TERM:
    default:
      return _ ("Each term is counted once, after it has ended, and is never counted again; longer "
                "periods add terms up.");
    }
}

/**
 * cw_summary_method_text:
 *
 * The four sentences that stand on every export (docs/SUMMARIES.md), with the number of families
 * and the rounding of the summary's own blocks and their word for the time between two counts.
 *
 * Returns: (transfer full): one paragraph
 */
char *
cw_summary_method_text (CwPublished *summary)
{
  GPtrArray *entries;
  g_autofree char *families = NULL, *shown = NULL, *rounded = NULL;
  int base;

  g_return_val_if_fail (summary != NULL, NULL);

  entries = cw_published_get_entries (summary);
  base = entries->len > 0 ? ((CwLedgerEntry *) g_ptr_array_index (entries, 0))->base
                          : CW_DISCLOSURE_BASE;
  families = format_number (MAX (cw_published_get_k (summary), CW_DISCLOSURE_K));
  shown = g_strdup_printf (
      /* Translators: %s is a number in words, five or more */
      _ ("A line is shown only when at least %s different families are behind it."), families);
  /* Translators: %d is what figures are rounded to */
  rounded = g_strdup_printf (_ ("Figures are rounded to the nearest %d."), base);
  return g_strjoin (" ", shown,
                    _ ("Smaller lines, including empty ones, are put together with “Other”."),
                    counted_sentence (cw_summary_block_kind (summary)), rounded, NULL);
}

/**
 * cw_summary_risks_text:
 *
 * What a reader of summaries could still guess, for the help text (docs/SUMMARIES.md).
 *
 * Returns: (transfer full): paragraphs, %NULL-terminated; free with g_strfreev()
 */
char **
cw_summary_risks_text (void)
{
  const char *const texts[] = {
    N_ ("A line that is shown says that at least five different families are behind it. A reader "
        "who already knows four of "
        "them learns that there is a fifth. In a very small school, raise the number of families a "
        "line needs."),
    N_ ("One family may be behind most of a line’s contacts. Hours have a rule against this, "
        "numbers of contacts have not."),
    N_ ("What is promised is that no subtraction of papers shows whether a small group is empty. "
        "The numbers of families at "
        "the top of a page are rounded: two families more or less can move them by five."),
    N_ ("What you write in a letter, say in the staff room or call a file is not covered. Only the "
        "figures on these pages are."),
    N_ ("The list of what was published is what keeps two papers apart. If it were lost and a term "
        "counted again, the "
        "two papers could be laid side by side. Keep your backups."),
  };
  GStrvBuilder *builder = g_strv_builder_new ();
  char **paragraphs;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_strv_builder_add (builder, _ (texts[i]));
  paragraphs = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return paragraphs;
}
