/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-period.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/cw-error.h"

#define EARLIER_MOST 4

G_DEFINE_BOXED_TYPE (CwPoolTable, cw_pool_table, cw_pool_table_copy, cw_pool_table_free)

CwPoolTable *
cw_pool_table_copy (const CwPoolTable *self)
{
  CwPoolTable *copy = g_new (CwPoolTable, 1);

  *copy = *self;
  copy->title = g_strdup (self->title);
  copy->small = g_strdup (self->small);
  copy->always = g_strdup (self->always);
  copy->added = g_strdup (self->added);
  return copy;
}

void
cw_pool_table_free (CwPoolTable *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->small);
  g_free (self->always);
  g_free (self->added);
  g_free (self);
}

CwPeriodDetail *
cw_period_detail_ref (CwPeriodDetail *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_detail (gpointer data)
{
  CwPeriodDetail *self = data;

  cw_period_free (self->period);
  cw_published_unref (self->summary);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_free (self->message);
  g_free (self->next);
}

void
cw_period_detail_unref (CwPeriodDetail *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_detail);
}

static const char *
table_title (const char *population, const char *dimension)
{
  const struct
  {
    const char *population, *dimension, *title;
  } titles[] = {
    { "enquiries", "category", N_ ("Enquiries, asked about") },
    { "enquiries", "method", N_ ("Enquiries, how in touch") },
    { "enquiries", "about", N_ ("Enquiries, mainly about") },
    { "enquiries", "service", N_ ("Enquiries, pointed to") },
    { "contacts", "support", N_ ("Contacts, kind of support") },
    { "contacts", "method", N_ ("Contacts, how made") },
    { "contacts", "service", N_ ("Contacts, pointed to") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].population, population) == 0
        && strcmp (titles[i].dimension, dimension) == 0)
      return _ (titles[i].title);
  return dimension;
}

/* ---- why codes are put together: of a block that can be frozen ---- */

static void
add_name (GString *text, const char *label)
{
  if (text->len > 0)
    g_string_append (text, strchr (label, ',') != NULL ? "; " : ", ");
  g_string_append (text, label);
}

static CwPoolTable *
explain_table (
    CwStore *store, const CwDimension *dimension, CwDay end, CwCodeBook *book, GError **error)
{
  g_autoptr (GArray) why = cw_store_explain_block (store, dimension, end, error);
  GString *texts[4] = { NULL };
  CwPoolTable *table;

  if (why == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = g_string_new (NULL);
  table = g_new0 (CwPoolTable, 1);
  table->title = g_strdup (table_title (dimension->population, dimension->name));
  for (guint i = 0; i < why->len; i++)
    {
      const CwPooled *one = &g_array_index (why, CwPooled, i);

      if (one->why == CW_POOLED_NOT)
        table->own++;
      else
        table->pooled++;
      add_name (texts[one->why], cw_code_book_label (book, one->code_id));
    }
  table->small = g_string_free (texts[CW_POOLED_SMALL], FALSE);
  table->always = g_string_free (texts[CW_POOLED_ABSORBER], FALSE);
  table->added = g_string_free (texts[CW_POOLED_ADDED], FALSE);
  g_string_free (texts[CW_POOLED_NOT], TRUE);
  return table;
}

static gboolean
is_previewed (CwPublished *summary, const CwDimension *dimension, CwDay *end)
{
  GPtrArray *entries = cw_published_get_entries (summary);

  for (guint i = 0; i < entries->len; i++)
    {
      const CwLedgerEntry *entry = g_ptr_array_index (entries, i);

      *end = entry->end;
      if (strcmp (entry->population, dimension->population) == 0
          && strcmp (entry->dimension, dimension->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
explain_preview (CwStore *store, CwPeriodDetail *self, GError **error)
{
  guint n;
  const CwDimension *dimensions = cw_dimension_list (&n);

  for (guint i = 0; i < n; i++)
    {
      CwPoolTable *table;
      CwDay end;

      if (!is_previewed (self->summary, &dimensions[i], &end))
        continue;
      table = explain_table (store, &dimensions[i], end, cw_published_get_book (self->summary),
                             error);
      if (table == NULL)
        return FALSE;
      g_ptr_array_add (self->tables, table);
    }
  return TRUE;
}

/* ---- what was put together: of a frozen period, as the ledger has it ---- */

static void
list_frozen (CwPeriodDetail *self)
{
  GPtrArray *tables = cw_published_get_tables (self->summary);

  for (guint i = 0; i < tables->len; i++)
    {
      const CwPublishedTable *from = g_ptr_array_index (tables, i);
      CwPoolTable *table = g_new0 (CwPoolTable, 1);
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint j = 0; j < from->lines->len; j++)
        {
          const CwPublishedLine *line = g_ptr_array_index (from->lines, j);

          table->own += line->code != NULL;
          for (guint m = 0; line->code == NULL && line->members != NULL && line->members[m] != NULL;
               m++)
            {
              add_name (names, line->members[m]);
              table->pooled++;
            }
        }
      table->title = g_strdup (table_title (from->population, from->dimension));
      table->small = g_strdup (names->str);
      table->always = g_strdup ("");
      table->added = g_strdup ("");
      table->frozen = TRUE;
      g_ptr_array_add (self->tables, table);
    }
}

/* ---- the whole ---- */

static void
load_earlier (CwStore *store, CwPeriodDetail *self, GPtrArray *periods)
{
  for (guint i = 0; i < periods->len && self->earlier->len < EARLIER_MOST; i++)
    {
      const CwPeriod *period = g_ptr_array_index (periods, i);
      CwPublished *summary;

      if (period->end >= self->period->end || period->state != CW_PERIOD_FROZEN
          || period->sum != self->period->sum)
        continue;
      summary = cw_store_load_published (store, period->label, NULL);
      if (summary != NULL)
        g_ptr_array_insert (self->earlier, 0, summary);
    }
}

static void
find_next (CwPeriodDetail *self, GPtrArray *periods)
{
  for (guint i = periods->len; i > 0; i--)
    {
      const CwPeriod *period = g_ptr_array_index (periods, i - 1);

      if (period->end > self->period->end && !period->sum)
        self->next = g_strdup (period->label);
      if (self->next != NULL)
        return;
    }
}

static gboolean
load_summary (CwStore *store, CwPeriodDetail *self, GError **error)
{
  g_autoptr (GError) refused = NULL;

  if (self->period->state == CW_PERIOD_READY)
    self->summary = cw_store_load_preview (store, self->period->label, &refused);
  else
    self->summary = cw_store_load_published (store, self->period->label, &refused);
  if (self->summary != NULL)
    return TRUE;
  /* A page that cannot be shown yet is no failure: the reason stands in its place. */
  if (refused != NULL && refused->domain == CW_ERROR
      && (refused->code == CW_ERROR_NOT_FROZEN || refused->code == CW_ERROR_NOT_ENDED
          || refused->code == CW_ERROR_NOT_FOUND))
    {
      self->message = g_strdup (refused->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
}

static gboolean
load_rules (CwStore *store, CwPeriodDetail *self, GError **error)
{
  CwCalendar calendar;
  gboolean fixed = TRUE;
  int k;

  if (!cw_store_get_year_rule (store, self->period->year, "enquiries", &calendar, &k, &fixed,
                               error))
    return FALSE;
  self->fixes_rules = !fixed;
  if (!cw_store_get_year_rule (store, self->period->year, "contacts", &calendar, &k, &fixed, error))
    return FALSE;
  self->fixes_rules = self->fixes_rules || !fixed;
  return TRUE;
}

/* Entries that no summary will ever hold once something is frozen. */
static guint
count_unplaced (CwStore *store, GPtrArray *periods)
{
  gint64 unplaced;

  for (guint i = 0; i < periods->len; i++)
    if (((CwPeriod *) g_ptr_array_index (periods, i))->frozen_on != CW_DAY_NONE)
      return 0;
  unplaced = cw_store_count_unplaced (store, NULL);
  return (guint) MAX (unplaced, 0);
}

CwPeriodDetail *
cw_period_detail_load (CwStore *store, const CwPeriod *period, GError **error)
{
  g_autoptr (CwPeriodDetail) self = g_atomic_rc_box_new0 (CwPeriodDetail);
  g_autoptr (GPtrArray) periods = cw_period_list (store, error);

  self->period = cw_period_copy (period);
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_published_unref);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_pool_table_free);
  if (periods == NULL)
    return NULL;
  find_next (self, periods);
  if (period->state != CW_PERIOD_READY && period->state != CW_PERIOD_FROZEN)
    return g_steal_pointer (&self);
  if (!load_summary (store, self, error) || !load_rules (store, self, error))
    return NULL;
  if (self->summary != NULL)
    load_earlier (store, self, periods);
  if (self->summary != NULL && period->state == CW_PERIOD_FROZEN)
    list_frozen (self);
  else if (self->summary != NULL && !explain_preview (store, self, error))
    return NULL;
  if (period->state == CW_PERIOD_READY)
    {
      if (!cw_store_get_hold (store, &self->hold, error))
        return NULL;
      self->drafts = cw_store_count_open_drafts (store, period->end, NULL);
      self->unplaced = count_unplaced (store, periods);
    }
  return g_steal_pointer (&self);
}

/* Its dates, and what became of it. */
char *
cw_period_detail_describe_days (const CwPeriodDetail *detail)
{
  g_autofree char *start = cw_day_format (detail->period->start),
                  *end = cw_day_format (detail->period->end);
  g_autofree char *state = cw_period_describe (detail->period);

  if (detail->period->state == CW_PERIOD_READY)
    /* Translators: two dates */
    return g_strdup_printf (_ ("%s to %s · not counted yet"), start, end);
  /* Translators: two dates, then what became of the term, such as "Frozen on 09/01/2026" */
  return g_strdup_printf (_ ("%s to %s · %s"), start, end, state);
}

/* Why there is no page; "" where there is one. */
char *
cw_period_detail_describe_absence (const CwPeriodDetail *detail)
{
  const CwPeriod *period = detail->period;
  g_autofree char *end = cw_day_format (period->end), *after = cw_day_format (period->end + 1);

  switch (period->state)
    {
    case CW_PERIOD_OPEN:
      /* Translators: two dates: the last day of a term and the day after it */
      return g_strdup_printf (_ ("This term is open: everything dated up to %s counts in it. It "
                                 "can be frozen from %s on, and then "
                                 "printed. Until then there are no figures to hand out."),
                              end, after);
    case CW_PERIOD_WAITING:
      /* Translators: the name of a term */
      return g_strdup_printf (_ ("Terms are frozen in the order of their dates. Freeze %s first."),
                              period->first);
    case CW_PERIOD_WITHHELD:
      /* Translators: the name of the term that follows */
      return g_strdup_printf (_ ("Fewer families were in this term than a summary needs, so "
                                 "nothing was published. Its days are counted "
                                 "with those of %s."),
                              detail->next != NULL ? detail->next : _ ("the next term"));
    case CW_PERIOD_READY:
    case CW_PERIOD_FROZEN:
    default:
      return g_strdup (detail->message != NULL ? detail->message : "");
    }
}
