/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-freezing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Summaries as they may leave the program: unions of frozen blocks and nothing else.
 */

/* A period that was asked for, by its label. */
typedef struct
{
  char *label;         /* as it is written */
  int year;            /* of a whole school year; 0 */
  CwDay half_end, end; /* of a term; CW_DAY_NONE */
} Period;

static void
period_free (Period *self)
{
  g_free (self->label);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Period, period_free)

/* "2025-26", or 0 */
static int
parse_year (const char *text)
{
  int year = (int) g_ascii_strtoll (text, NULL, 10);
  g_autofree char *label = year >= 1900 && year < 2199 ? cw_school_year_label (year) : NULL;

  return label != NULL && g_strcmp0 (label, text) == 0 ? year : 0;
}

static Period *
read_period (CwStore *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (self, error);
  g_autoptr (Period) period = g_new0 (Period, 1);

  if (terms == NULL)
    return NULL;
  period->label = g_strstrip (g_strdup (text));
  for (guint i = 0; i < terms->len; i++)
    {
      const CwTerm *term = terms->pdata[i];
      if (!cw_is_same_text (term->label, text))
        continue;
      g_free (period->label);
      period->label = g_strdup (term->label);
      period->half_end = cw_term_get_half_end (term);
      period->end = term->end;
      return g_steal_pointer (&period);
    }
  period->year = parse_year (period->label);
  return g_steal_pointer (&period);
}

/* A block of a whole year ends with its last term too, but is no block of that term. Where a term
 * has the name, a block of another term that had it is not meant. */
static gboolean
is_in_period (const CwBlock *block, CwCalendar calendar, const Period *period)
{
  if (period->year != 0)
    return block->year == period->year;
  if (period->end == CW_DAY_NONE)
    return cw_is_same_text (block->label, period->label);
  return calendar != CW_CALENDAR_YEAR
         && (block->end == period->end
             || (calendar == CW_CALENDAR_HALF_TERM && block->end == period->half_end));
}

static gboolean
add_blocks (
    CwStore *self, const char *population, const Period *period, GPtrArray *found, GError **error)
{
  g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, population, error);

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      CwCalendar calendar;
      int k;

      if (!cw_store_get_year_rule (self, block->year, population, &calendar, &k, NULL, error))
        return FALSE;
      if (is_in_period (block, calendar, period))
        g_ptr_array_add (found, cw_block_copy (block));
    }
  return blocks != NULL;
}

/* The blocks of both populations that make up the period. */
static GPtrArray *
find_blocks (CwStore *self, const Period *period, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_block_free);

  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      if (!add_blocks (self, cw_populations[i], period, found, error))
        return NULL;
    }
  return g_steal_pointer (&found);
}

static const CwBlock *
find_last (GPtrArray *blocks, const char *population)
{
  const CwBlock *last = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      if (g_str_equal (block->population, population))
        last = block;
    }
  return last;
}

/* No block of it is open, and of a school year no part is missing and its families are counted:
 * there is no "year so far". */
static gboolean
is_complete (CwStore *self, GPtrArray *blocks, const Period *period)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      if (!cw_block_is_frozen (blocks->pdata[i]))
        return FALSE;
    }
  for (guint i = 0; period->year != 0 && i < CW_N_POPULATIONS; i++)
    {
      const CwBlock *last = find_last (blocks, cw_populations[i]);
      if (last == NULL || !last->closes_year
          || cw_store_count_seen (self, period->year, cw_populations[i], NULL) != 0)
        return FALSE;
    }
  return TRUE;
}

/* ---- what is available instead ---- */

static void
add_available (GPtrArray *names, const char *label, CwDay start, CwDay end)
{
  g_autofree char *first = cw_day_format (start), *last = cw_day_format (end);
  /* Translators: a term and its dates, "Autumn 2025 (23/07/2025 to 19/12/2025)" */
  char *name = g_strdup_printf (_ ("%1$s (%2$s to %3$s)"), label, first, last);

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (names, name);
}

static char *
list_available (CwStore *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < CW_N_POPULATIONS; i++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (self, cw_populations[i], error);
      if (blocks == NULL)
        return NULL;
      for (guint j = 0; j < blocks->len; j++)
        {
          const CwBlock *block = blocks->pdata[j];
          if (block->state == CW_BLOCK_PUBLISHED)
            add_available (names, block->label, block->start, block->end);
        }
    }
  if (names->len == 0)
    return g_strdup (_ ("Nothing has been frozen yet."));
  g_ptr_array_add (names, NULL);
  g_autofree char *joined = g_strjoinv (", ", (char **) names->pdata);
  /* Translators: %s is a list of terms with their dates */
  return g_strdup_printf (_ ("What can be printed: %s."), joined);
}

static void
refuse_period (CwStore *self, CwError code, const char *reason, GError **error)
{
  g_autofree char *available = list_available (self, error);

  if (available != NULL)
    g_set_error (error, CW_ERROR, code, "%s %s", reason, available);
}

/* ---- making the summary ---- */

static CwPublished *
publish (CwStore *self,
         const char *label,
         GPtrArray *entries,
         CwDay generated,
         gboolean preview,
         GError **error)
{
  g_autoptr (CwProfile) profile = cw_store_get_profile (self, error);
  g_autoptr (CwCodeBook) book = profile != NULL ? cw_store_load_codes (self, error) : NULL;

  if (book == NULL)
    return NULL;
  g_autofree char *schools
      = profile->schools != NULL ? g_strjoinv (", ", profile->schools) : g_strdup ("");
  return cw_published_new (profile->post, schools, label, generated, entries, book, preview);
}

/* The day a period was counted: what was published does not change with the day it is printed. */
static CwDay
find_counted_day (CwStore *self, GPtrArray *blocks)
{
  CwDay newest = CW_DAY_NONE;

  for (guint i = 0; i < blocks->len; i++)
    newest = MAX (newest, ((CwBlock *) blocks->pdata[i])->frozen_on);
  return newest != CW_DAY_NONE ? newest : cw_store_today (self);
}

static gboolean
is_entry_of (const CwLedgerEntry *entry, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      if (block->state == CW_BLOCK_PUBLISHED && block->end == entry->end
          && g_str_equal (block->population, entry->population))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
choose_entries (CwStore *self, GPtrArray *blocks, GError **error)
{
  g_autoptr (GPtrArray) ledger = cw_store_list_ledger (self, error);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);

  for (guint i = 0; ledger != NULL && i < ledger->len; i++)
    {
      if (is_entry_of (ledger->pdata[i], blocks))
        g_ptr_array_add (entries, cw_ledger_entry_ref (ledger->pdata[i]));
    }
  return ledger != NULL ? g_steal_pointer (&entries) : NULL;
}

static gboolean
add_year_families (CwStore *self, CwPublished *published, int year, GError **error)
{
  for (guint i = 0; year != 0 && i < CW_N_POPULATIONS; i++)
    {
      int families = cw_store_get_year_families (self, year, cw_populations[i], error);
      if (families < 0)
        return FALSE;
      if (families > 0)
        cw_published_set_year_families (published, cw_populations[i], families);
    }
  return TRUE;
}

static CwPublished *
publish_period (CwStore *self, const Period *period, GPtrArray *blocks, GError **error)
{
  g_autoptr (GPtrArray) entries = choose_entries (self, blocks, error);
  g_autoptr (CwPublished) published = NULL;

  if (entries == NULL)
    return NULL;
  if (entries->len == 0)
    {
      g_autofree char *reason = g_strdup_printf (
          /* Translators: %s is a term, such as "Autumn 2025" */
          _ ("Too few families were in %s. Its days are counted with those that follow."),
          period->label);
      refuse_period (self, CW_ERROR_NOT_FROZEN, reason, error);
      return NULL;
    }
  published = publish (self, period->label, entries, find_counted_day (self, blocks), FALSE, error);
  if (published == NULL || !add_year_families (self, published, period->year, error))
    return NULL;
  return g_steal_pointer (&published);
}

static gboolean
is_known_year (CwStore *self, int year, GError **error)
{
  g_autoptr (GPtrArray) terms = cw_store_list_terms (self, error);

  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      if (cw_day_school_year (((CwTerm *) terms->pdata[i])->start) == year)
        return TRUE;
    }
  return FALSE;
}

/**
 * cw_store_load_published:
 * @period: the label of a term or half-term, or a school year ("2025-26")
 *
 * A period is the union of the blocks of both populations that lie in it; while one of them is open
 * nothing of it is given, and a school year has to be closed. A withheld block is simply absent.
 *
 * Returns: (transfer full): everything published of the period; %NULL on error
 */
CwPublished *
cw_store_load_published (CwStore *self, const char *period, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  g_autoptr (Period) wanted = read_period (self, period, error);
  g_autoptr (GPtrArray) blocks = wanted != NULL ? find_blocks (self, wanted, error) : NULL;
  if (blocks == NULL)
    return NULL;
  if (blocks->len == 0 && wanted->end == CW_DAY_NONE && !is_known_year (self, wanted->year, NULL))
    {
      refuse_period (self, CW_ERROR_NOT_FOUND, _ ("There is no term or school year of that name."),
                     error);
      return NULL;
    }
  if (blocks->len == 0 || !is_complete (self, blocks, wanted))
    {
      g_autofree char *reason = g_strdup_printf (
          /* Translators: %s is a term or a school year, such as "Autumn 2025" or "2025-26" */
          _ ("%s has not been frozen as a whole, so nothing of it can be printed."), wanted->label);
      refuse_period (self, CW_ERROR_NOT_FROZEN, reason, error);
      return NULL;
    }
  return publish_period (self, wanted, blocks, error);
}

/**
 * cw_store_load_publication_list:
 *
 * Returns: (transfer full): every table that was ever published, so that all of it can be audited
 * together
 */
CwPublished *
cw_store_load_publication_list (CwStore *self, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  g_autoptr (GPtrArray) entries = cw_store_list_ledger (self, error);
  return entries != NULL ? publish (self, _ ("Everything published"), entries,
                                    cw_store_today (self), FALSE, error)
                         : NULL;
}

static gboolean
add_preview (CwStore *self, const CwBlock *block, GPtrArray *entries, GError **error)
{
  const CwLedgerEntry *last = entries->len > 0 ? entries->pdata[entries->len - 1] : NULL;
  g_autofree char *previous
      = last != NULL ? g_strdup (last->hash) : cw_store_newest_hash (self, error);
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) more = NULL;

  if (previous == NULL)
    return FALSE;
  more = cw_store_preview_after (self, block, previous, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (entries, cw_ledger_entry_ref (more->pdata[i]));
  return TRUE;
}

/**
 * cw_store_load_preview:
 * @label: of blocks that can be frozen now
 *
 * Returns: (transfer full): the page as it would be published, marked as a preview; %NULL with
 *   %CW_ERROR_NOT_ENDED where no block of that label can be frozen, with %CW_ERROR_NOT_FROZEN where
 * all of them would be withheld
 */
CwPublished *
cw_store_load_preview (CwStore *self, const char *label, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  g_autoptr (Period) period = read_period (self, label, error);
  g_autoptr (GPtrArray) blocks = period != NULL ? find_blocks (self, period, error) : NULL;
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_ledger_entry_unref);
  guint ready = 0;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const CwBlock *block = blocks->pdata[i];
      if (block->state != CW_BLOCK_READY)
        continue;
      ready++;
      if (!add_preview (self, block, entries, error))
        return NULL;
    }
  if (blocks == NULL)
    return NULL;
  if (entries->len > 0)
    return publish (self, period->label, entries, cw_store_today (self), TRUE, error);
  if (ready == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_ENDED,
                 /* Translators: %s is a term, such as "Autumn 2025" */
                 _ ("%s cannot be frozen now."), period->label);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FROZEN,
                 /* Translators: %s is a term, such as "Autumn 2025" */
                 _ ("Too few families are in %s. Its days will be counted with those that follow."),
                 period->label);
  return NULL;
}

/**
 * cw_store_count_open_drafts:
 * @until: a day
 *
 * Returns: how many enquiries and contacts are drafts saved up to that day, which a freeze would
 * leave to the block that follows; 0 on error
 */
guint
cw_store_count_open_drafts (CwStore *self, CwDay until, GError **error)
{
  g_return_val_if_fail (cw_store_may_enter (self), 0);

  int year, month, day;
  cw_day_to_ymd (until + 1, &year, &month, &day);
  g_autoptr (GDateTime) midnight = g_date_time_new_local (year, month, day, 0, 0, 0);
  gint64 drafts = cw_store_ask (
      self, "SELECT count (*) FROM draft WHERE kind IN ('enquiry', 'contact') AND saved_at < ?1",
      g_date_time_to_unix (midnight), 0, 0, error);
  return MAX (drafts, 0);
}
