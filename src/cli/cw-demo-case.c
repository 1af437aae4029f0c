/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-private.h"

/* What every invented case is put together from. */

CwConsent *
cw_demo_make_consent (CwDemo *self, CwDay given)
{
  CwConsent *consent = cw_consent_new ();

  consent->given_on = given;
  consent->how = cw_demo_chance (self, 70) ? CW_CONSENT_SIGNED : CW_CONSENT_SPOKEN;
  consent->explained = CW_EXPLAINED_ALL;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup (self->profile->adviser);
  consent->school_may_know = cw_demo_chance (self, 60);
  consent->database_may_know = cw_demo_chance (self, 30);
  return consent;
}

/* Reads the adult that the consent made and gives them a name (R7: in this order). */
gboolean
cw_demo_name_adult (CwDemo *self,
                    gint64 case_id,
                    gint64 adult_id,
                    const char *name,
                    const char *relation,
                    gboolean lives_with,
                    gboolean apart,
                    GError **error)
{
  static const char *const wishes[]
      = { "", "", "", "Mornings only", "Text first, then ring", "Not at work", NULL };
  g_autoptr (CwAdult) adult = cw_adult_new ();
  guint line = cw_demo_below (self, 1000);

  adult->id = adult_id;
  adult->case_id = case_id;
  g_free (adult->name);
  adult->name = g_strdup (name);
  adult->relation = cw_demo_code (self, CW_LIST_RELATION, relation);
  adult->lives_with = lives_with;
  adult->kept_apart = apart;
  g_free (adult->telephone);
  adult->telephone
      = cw_demo_chance (self, 80) ? g_strdup_printf ("07700 900%03u", line) : g_strdup ("");
  g_free (adult->address);
  adult->address
      = cw_demo_chance (self, 40)
            ? g_strdup_printf ("%u %s, Hollin", line % 90 + 1, cw_demo_name (self, cw_demo_streets))
            : g_strdup ("");
  g_free (adult->wishes);
  adult->wishes = g_strdup (cw_demo_pick (self, wishes));
  return cw_store_save_adult (self->store, adult, error);
}

/* @year: 0 for Reception, 1 … 6. A child of Year 1 was five when the school year began. */
gboolean
cw_demo_save_child (
    CwDemo *self, gint64 case_id, const char *name, int year, int school_year, GError **error)
{
  g_autoptr (CwChild) child = cw_child_new ();

  g_free (child->name);
  child->name = g_strdup (name);
  g_free (child->year_group);
  child->year_group = year == 0 ? g_strdup ("R") : g_strdup_printf ("%d", year);
  child->born = cw_day_from_ymd (school_year - 5 - year, 9, 1) + (CwDay) cw_demo_below (self, 364);
  return cw_store_save_child (self->store, case_id, child, error) != 0;
}

gboolean
cw_demo_save_step (CwDemo *self,
                   gint64 case_id,
                   gint64 adult_id,
                   const char *text,
                   CwDay due,
                   CwDay done,
                   GError **error)
{
  g_autoptr (CwStep) step = cw_step_new ();

  step->case_id = case_id;
  step->adult_id = adult_id;
  g_free (step->text);
  step->text = g_strdup (text);
  step->due = due;
  step->done_on = done;
  if (done == CW_DAY_NONE && cw_demo_chance (self, 25))
    step->time = (9 + (int) cw_demo_below (self, 6)) * 60 + 15 * (int) cw_demo_below (self, 4);
  return cw_store_save_step (self->store, step, error) != 0;
}
