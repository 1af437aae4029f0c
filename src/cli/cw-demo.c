/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-private.h"

#include <glib/gi18n-lib.h>

#include "core/cw-calendar.h"
#include "store/cw-store-summaries.h"

#define DEFAULT_SEED 20091
/* Contacts are little more than half of a contract of 20 hours a week; the story told comes on top.
 */
#define WEEK_MINUTES (11 * 60)
/* One contact takes no more than such a part of what a week has left, so that a week does not fill
   up with a few long ones. */
#define WEEK_PART 5

/**
 * cw_demo_size_default:
 *
 * Returns: the size of a school that an adviser with 20 hours a week would have, in the last
 * complete school year
 */
CwDemoSize
cw_demo_size_default (CwDay today)
{
  return (CwDemoSize){ DEFAULT_SEED, cw_day_school_year (today) - 1, 90, 300, 1200 };
}

/**
 * cw_demo_profile:
 *
 * Returns: (transfer full): the post of the invented school
 */
CwProfile *
cw_demo_profile (void)
{
  static const char *const schools[] = { "Hollin Bank Primary", NULL };
  CwProfile *profile = cw_profile_new ();

  g_free (profile->post);
  g_free (profile->adviser);
  g_strfreev (profile->schools);
  profile->post = g_strdup (_ ("Parent Support Adviser"));
  profile->adviser = g_strdup ("Maria Whitfield");
  profile->schools = g_strdupv ((char **) schools);
  profile->contract_minutes = 20 * 60;
  return profile;
}

/* ---- dice ---- */

guint
cw_demo_below (CwDemo *self, guint n)
{
  return n == 0 ? 0 : (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

gboolean
cw_demo_chance (CwDemo *self, int per_cent)
{
  return g_rand_int_range (self->rand, 0, 100) < per_cent;
}

const char *
cw_demo_pick (CwDemo *self, const char *const *texts)
{
  guint n = g_strv_length ((char **) texts);

  return n == 0 ? NULL : texts[cw_demo_below (self, n)];
}

const char *
cw_demo_name (CwDemo *self, const char *const *(*list) (guint *n))
{
  guint n;
  const char *const *names = list (&n);

  return names[cw_demo_below (self, n)];
}

/* An index of @n things, each as likely as its weight; @stride is the distance of the weights in
 * bytes. */
guint
cw_demo_weighted (CwDemo *self, const int *weights, gsize stride, guint n)
{
  int total = 0, ticket;

  for (guint i = 0; i < n; i++)
    total += *(const int *) ((const char *) weights + i * stride);
  ticket = g_rand_int_range (self->rand, 0, total);
  for (guint i = 0; i < n; i++)
    {
      ticket -= *(const int *) ((const char *) weights + i * stride);
      if (ticket < 0)
        return i;
    }
  return n - 1;
}

CwDay
cw_demo_day (CwDemo *self, guint index)
{
  return g_array_index (self->days, CwDay, MIN (index, self->days->len - 1));
}

gint64
cw_demo_code (CwDemo *self, CwCodeList list, const char *code)
{
  const CwCode *found = cw_code_book_lookup (self->book, list, code);

  g_assert (found != NULL);
  return found->id;
}

/* ---- weeks ---- */

static gpointer
find_week (CwDay day)
{
  return GINT_TO_POINTER (day - cw_day_weekday (day) + 1);
}

int
cw_demo_week_minutes (CwDemo *self, CwDay day)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->weeks, find_week (day)));
}

gboolean
cw_demo_week_has_room (CwDemo *self, CwDay day, int minutes)
{
  return minutes * WEEK_PART <= WEEK_MINUTES - cw_demo_week_minutes (self, day);
}

void
cw_demo_spend (CwDemo *self, CwDay day, int minutes)
{
  g_hash_table_insert (self->weeks, find_week (day),
                       GINT_TO_POINTER (cw_demo_week_minutes (self, day) + minutes));
}

/* ---- the school and its terms ---- */

/* School days of a term up to today; the week after the first half is the half-term holiday. */
static void
add_days (CwDemo *self, const CwTerm *term)
{
  CwDay half_end = cw_term_get_half_end (term);

  for (CwDay day = term->start; day <= MIN (term->end, self->today); day++)
    if (cw_day_weekday (day) <= 5 && !(day > half_end && day <= half_end + 9))
      g_array_append_val (self->days, day);
}

static GPtrArray *
make_terms (CwDemo *self)
{
  int present = cw_day_school_year (self->today);
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  for (int year = self->size.school_year; year <= present; year++)
    {
      g_autoptr (GPtrArray) proposed = cw_calendar_propose_terms (year);

      for (guint i = 0; i < proposed->len; i++)
        {
          const CwTerm *term = g_ptr_array_index (proposed, i);

          if (year == self->size.school_year || year == present)
            add_days (self, term);
          g_ptr_array_add (terms, cw_term_copy (term));
        }
      if (year == self->size.school_year)
        self->n_year = self->days->len;
    }
  return terms;
}

static gboolean
add_services (CwDemo *self, GError **error)
{
  guint n;
  const CwService *services = cw_demo_services (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwService) service = cw_service_copy (&services[i]);

      service->checked_on = self->today - 30 - 60 * (CwDay) i;
      if (cw_store_save_service (self->store, service, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_up_school (CwStore *store, gpointer data, GError **error)
{
  CwDemo *self = data;
  g_autoptr (GPtrArray) terms = make_terms (self);

  if (self->days->len == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   _ ("That school year has not begun, so nothing can have happened in it."));
      return FALSE;
    }
  self->present = (self->days->len - self->n_year) / (double) self->n_year;
  if (!cw_store_set_profile (store, self->profile, error)
      || !cw_store_save_terms (store, terms, error) || !add_services (self, error))
    return FALSE;
  self->book = cw_store_load_codes (store, error);
  return self->book != NULL;
}

CwDemo *
cw_demo_new (CwStore *store, const CwDemoSize *size, CwDay today, GError **error)
{
  CwDemoSize usual = cw_demo_size_default (today);
  g_autoptr (CwDemo) self = g_new0 (CwDemo, 1);

  self->store = store;
  self->today = today;
  self->size.seed = size->seed ? size->seed : usual.seed;
  self->size.school_year = size->school_year ? size->school_year : usual.school_year;
  self->size.families = size->families;
  self->size.enquiries = size->enquiries;
  self->size.contacts = size->contacts;
  self->rand = g_rand_new_with_seed (self->size.seed);
  self->profile = cw_demo_profile ();
  self->days = g_array_new (FALSE, FALSE, sizeof (CwDay));
  self->weeks = g_hash_table_new (NULL, NULL);
  if (!cw_store_transact (store, set_up_school, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cw_demo_free (CwDemo *self)
{
  g_rand_free (self->rand);
  g_clear_pointer (&self->book, cw_code_book_unref);
  cw_profile_free (self->profile);
  g_array_unref (self->days);
  g_hash_table_unref (self->weeks);
  g_free (self);
}

/**
 * cw_demo_fill:
 * @store: new and empty
 * @size: how much
 * @today: what next steps and the open term are made around
 *
 * Fills @store with an invented school year through the rules that hold for a real one, then
 * freezes the terms that have ended. Each part is a transaction of its own.
 */
gboolean
cw_demo_fill (CwStore *store, const CwDemoSize *size, CwDay today, GError **error)
{
  g_autoptr (CwDemo) self = NULL;

  g_return_val_if_fail (store != NULL && size != NULL, FALSE);
  g_return_val_if_fail (size->families >= 0 && size->enquiries >= 0 && size->contacts >= 0, FALSE);
  g_return_val_if_fail (today != CW_DAY_NONE, FALSE);

  self = cw_demo_new (store, size, today, error);
  return self != NULL && cw_demo_fill_enquiries (self, error) && cw_demo_fill_families (self, error)
         && cw_demo_fill_story (self, error) && cw_store_freeze_ended (store, error) >= 0;
}
