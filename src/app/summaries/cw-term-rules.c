/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-term-rules.h"

#include "store/cw-store-summaries.h"

/* A year that cannot be fixed yet: its rule is the one of the years to come. */
#define YEAR_TO_COME 2198

static const char *const populations[CW_RULE_POPULATIONS] = { "enquiries", "contacts" };

const char *
cw_term_rules_population (guint i)
{
  return populations[i];
}

void
cw_term_rules_free (CwTermRules *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_array_unref);
  g_free (self);
}

CwTermRules *
cw_term_rules_load (CwStore *store, GError **error)
{
  g_autoptr (CwTermRules) self = g_new0 (CwTermRules, 1);

  self->year = cw_day_school_year (cw_clock_today (cw_store_get_clock (store)));
  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    {
      CwTermRule *rule = &self->rules[i];

      if (!cw_store_get_year_rule (store, self->year, populations[i], &rule->fixed_calendar,
                                   &rule->fixed_k, &rule->fixed, error)
          || !cw_store_get_year_rule (store, YEAR_TO_COME, populations[i], &rule->calendar,
                                      &rule->k, NULL, error))
        return NULL;
      rule->suggested = cw_store_suggest_calendar (store, populations[i], NULL);
    }
  self->terms = cw_store_list_terms (store, error);
  return self->terms != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
save_all (CwStore *store, gpointer data, GError **error)
{
  const CwTermRules *self = data;

  for (guint i = 0; self->removed != NULL && i < self->removed->len; i++)
    if (!cw_store_delete_term (store, g_array_index (self->removed, gint64, i), error))
      return FALSE;
  if (self->terms->len > 0 && !cw_store_save_terms (store, self->terms, error))
    return FALSE;
  for (guint i = 0; i < CW_RULE_POPULATIONS; i++)
    {
      CwCalendar calendar;
      int k;

      if (!cw_store_get_year_rule (store, YEAR_TO_COME, populations[i], &calendar, &k, NULL, error))
        return FALSE;
      if (calendar == self->rules[i].calendar && k == self->rules[i].k)
        continue;
      if (!cw_store_set_next_rule (store, populations[i], self->rules[i].calendar, self->rules[i].k,
                                   error))
        return FALSE;
    }
  return TRUE;
}

/* All of it or nothing: what a refusal says of the dates is true of the whole window. */
gboolean
cw_term_rules_save (CwStore *store, const CwTermRules *self, GError **error)
{
  return cw_store_transact (store, save_all, (gpointer) self, error);
}
