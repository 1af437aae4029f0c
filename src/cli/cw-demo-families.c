/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "cw-demo-private.h"

#define BATCH 100 /* families in one transaction */

/* One family before it is written. */
typedef struct
{
  guint first, last;       /* teaching days between which there are contacts */
  int in_year, in_present; /* contacts in the school year and in the present one */
  gboolean closed;
  const CwDemoTheme *theme;

  /* as it is being written */
  gint64 id;
  gint64 adults[2];
  CwDay agreed[2];
  guint n_adults;
  gboolean apart;
  char *names[2]; /* first names */
  const char *child;
  gboolean girl;
  guint told[4]; /* how many lines of each kind were used, so that none is told twice in a row */
} Family;

typedef struct
{
  CwDemo *demo;
  Family *families;
  guint n, next;
} Batch;

/* ---- the plan ---- */

/* For how many teaching days of one of the two years a family comes; 0: not at all. */
static double
count_days (CwDemo *self, const Family *family, gboolean present)
{
  guint first = present ? MAX (family->first, self->n_year) : family->first;
  guint last = present ? family->last : MIN (family->last, self->n_year - 1);

  return last >= first && (!present || family->last >= self->n_year) ? last - first + 1 : 0;
}

/* Shares @total out over the families that come in that year: who comes longer has more, and some
 * have many times what others get. */
static void
share_out (CwDemo *self, Family *families, guint n, gboolean present, int total)
{
  g_autofree double *weights = g_new0 (double, n);
  double sum = 0, so_far = 0;
  int given = 0;

  for (guint i = 0; i < n; i++)
    {
      double days = count_days (self, &families[i], present);

      weights[i] = days * (0.3 - log (g_rand_double_range (self->rand, 0.02, 1.0)));
      sum += weights[i];
    }
  for (guint i = 0; sum > 0 && i < n; i++)
    {
      int upto;

      so_far += weights[i];
      upto = (int) lround (total * so_far / sum);
      *(present ? &families[i].in_present : &families[i].in_year) = upto - given;
      given = upto;
    }
}

static void
plan_family (CwDemo *self, Family *family, gboolean is_new)
{
  guint n_themes, n = self->days->len;
  const CwDemoTheme *themes = cw_demo_themes (&n_themes);
  guint length = is_new ? n - self->n_year : self->n_year;
  double early = pow (g_rand_double (self->rand), 1.6);

  family->first = (is_new ? self->n_year : 0) + (guint) (early * 0.95 * length);
  if (is_new || (n > self->n_year && cw_demo_chance (self, 28)))
    {
      family->last = n - 1;
      family->closed = is_new && cw_demo_chance (self, 12);
    }
  else
    {
      family->last = MIN (family->first + 15 + cw_demo_below (self, 90), self->n_year - 1);
      family->closed = n > self->n_year ? cw_demo_chance (self, 96) : family->last + 20 < n;
    }
  for (guint i = 0; i < G_N_ELEMENTS (family->told); i++)
    family->told[i] = cw_demo_below (self, 8);
  family->theme = &themes[cw_demo_weighted (self, &themes->weight, sizeof *themes, n_themes)];
}

static Family *
plan_families (CwDemo *self, guint *n)
{
  guint old = (guint) self->size.families;
  guint new
      = self->days->len > self->n_year ? (guint) ceil (self->size.families * self->present) : 0;
  Family *families = g_new0 (Family, old + new);

  *n = old + new;
  for (guint i = 0; i < *n; i++)
    plan_family (self, &families[i], i >= old);
  share_out (self, families, *n, FALSE, self->size.contacts);
  if (new > 0)
    share_out (self, families, *n, TRUE, (int) (self->size.contacts * self->present));
  return families;
}

/* ---- people ---- */

static gint64
add_adult (CwDemo *self, Family *family, CwDay agreed, GError **error)
{
  g_autoptr (CwConsent) consent = cw_demo_make_consent (self, agreed);
  gint64 id = cw_store_add_adult (self->store, family->id, consent, error);

  if (id != 0)
    {
      family->adults[family->n_adults] = id;
      family->agreed[family->n_adults++] = agreed;
    }
  return id;
}

static gboolean
name_adult (CwDemo *self,
            Family *family,
            guint i,
            gboolean woman,
            const char *surname,
            const char *relation,
            gboolean lives_with,
            GError **error)
{
  const char *first = cw_demo_name (self, woman ? cw_demo_mothers : cw_demo_fathers);
  g_autofree char *name = g_strdup_printf ("%s %s", first, surname);

  family->names[i] = g_strdup (first);
  return cw_demo_name_adult (self, family->id, family->adults[i], name, relation, lives_with,
                             family->apart, error);
}

/* Who they are: a mother, both together, both apart, a father, a grandparent, a foster carer. */
static gboolean
add_people (CwDemo *self, Family *family, GError **error)
{
  static const struct
  {
    int weight;
    gboolean woman;
    const char *relation, *second;
    gboolean apart;
  } kinds[] = {
    { 48, TRUE, "mother", NULL, FALSE },         { 22, TRUE, "mother", "father", FALSE },
    { 12, TRUE, "mother", "father", TRUE },      { 8, FALSE, "father", NULL, FALSE },
    { 4, TRUE, "grandparent", NULL, FALSE },     { 3, TRUE, "foster-carer", NULL, FALSE },
    { 3, TRUE, "mother", "step-parent", FALSE },
  };
  guint kind = cw_demo_weighted (self, &kinds->weight, sizeof kinds[0], G_N_ELEMENTS (kinds));
  const char *surname = cw_demo_name (self, cw_demo_surnames);
  guint later;

  family->apart = kinds[kind].apart;
  if (!name_adult (self, family, 0, kinds[kind].woman, surname, kinds[kind].relation, TRUE, error))
    return FALSE;
  if (kinds[kind].second == NULL)
    return TRUE;
  later = MIN (family->first + cw_demo_below (self, 15), family->last);
  if (add_adult (self, family, cw_demo_day (self, later), error) == 0)
    return FALSE;
  return name_adult (self, family, 1, FALSE,
                     family->apart ? cw_demo_name (self, cw_demo_surnames) : surname,
                     kinds[kind].second, !family->apart, error);
}

static gboolean
add_children (CwDemo *self, Family *family, GError **error)
{
  int school_year = cw_day_school_year (cw_demo_day (self, family->first));
  guint n = 1 + cw_demo_below (self, 100) / 45;

  for (guint i = 0; i < n; i++)
    {
      gboolean girl = cw_demo_chance (self, 50);
      const char *name = cw_demo_name (self, girl ? cw_demo_girls : cw_demo_boys);

      if (!cw_demo_save_child (self, family->id, name, (int) cw_demo_below (self, 7), school_year,
                               error))
        return FALSE;
      if (i == 0)
        {
          family->child = name;
          family->girl = girl;
        }
    }
  return TRUE;
}

static gboolean
open_case (CwDemo *self, Family *family, GError **error)
{
  static const char *const askers[] = {
    "class-teacher", "class-teacher", "senco", "head-teacher", "other-school-staff", "early-help",
    "health",        "friend",        NULL
  };
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  gboolean asked = cw_demo_chance (self, 45);

  opening->opened = cw_demo_day (self, family->first);
  opening->how_came = cw_demo_code (self, CW_LIST_HOW_CAME, asked ? "asked" : "came");
  opening->asked_by
      = asked ? cw_demo_code (self, CW_LIST_ASKED_BY, cw_demo_pick (self, askers)) : 0;
  opening->parent_agreed_on = opening->opened - (asked ? (CwDay) cw_demo_below (self, 6) : 0);
  opening->consent = cw_demo_make_consent (self, opening->opened);
  family->id = cw_store_open_case (self->store, opening, &family->adults[0], error);
  family->agreed[0] = opening->opened;
  family->n_adults = 1;
  return family->id != 0;
}

/* ---- contacts ---- */

static char *
fill_in (CwDemo *self, const Family *family, guint who, const char *text)
{
  GString *words = g_string_new (text);

  g_string_replace (words, "{parent}", family->names[who], 0);
  g_string_replace (words, "{child}", family->child, 0);
  g_string_replace (words, "{teacher}", cw_demo_name (self, cw_demo_teachers), 0);
  g_string_replace (words, "{he}", family->girl ? "she" : "he", 0);
  g_string_replace (words, "{He}", family->girl ? "She" : "He", 0);
  g_string_replace (words, "{him}", family->girl ? "her" : "him", 0);
  return g_string_free (words, FALSE);
}

static void
add_line (CwDemo *self,
          Family *family,
          guint who,
          CwContact *contact,
          CwLineKind kind,
          const char *const *from)
{
  guint n = g_strv_length ((char **) from);

  if (n > 0)
    g_ptr_array_add (contact->lines,
                     cw_line_new_take (kind, fill_in (self, family, who,
                                                      from[family->told[kind]++ % n])));
}

/* The ways a contact takes place, with its least minutes and how many more it may take. */
static void
choose_method (CwDemo *self, CwContact *contact)
{
  static const struct
  {
    int weight;
    const char *code;
    int least;
    guint more;
  } methods[] = {
    { 38, "telephone", 5, 6 }, { 36, "face-to-face", 15, 7 }, { 9, "meeting", 45, 10 },
    { 7, "email", 5, 3 },      { 5, "text-message", 5, 1 },   { 4, "home-visit", 45, 7 },
    { 1, "letter", 15, 4 },
  };
  guint i = 0;

  /* A week that has little room left has short telephone calls. */
  contact->minutes = methods[i].least;
  for (int tries = 0; tries < 4; tries++)
    {
      guint k
          = cw_demo_weighted (self, &methods->weight, sizeof methods[0], G_N_ELEMENTS (methods));
      int minutes = methods[k].least + 5 * (int) cw_demo_below (self, methods[k].more);

      if (!cw_demo_week_has_room (self, contact->day, minutes))
        continue;
      i = k;
      contact->minutes = minutes;
      break;
    }
  cw_demo_spend (self, contact->day, contact->minutes);
  contact->method = cw_demo_code (self, CW_LIST_CONTACT_METHOD, methods[i].code);
  contact->time = cw_demo_chance (self, 85) ? (9 + (int) cw_demo_below (self, 7)) * 60
                                                  + 5 * (int) cw_demo_below (self, 12)
                                            : -1;
}

/* With the first adult mostly; never with both where they are kept apart (R2); nobody before they
 * agreed (R7). */
static guint
choose_adults (CwDemo *self, const Family *family, CwContact *contact)
{
  gboolean second = family->n_adults > 1 && family->agreed[1] <= contact->day;
  guint who = second && cw_demo_chance (self, 25) ? 1 : 0;

  cw_ids_add (contact->adults, family->adults[who]);
  if (second && !family->apart && cw_demo_chance (self, 20))
    cw_ids_add (contact->adults, family->adults[1 - who]);
  return who;
}

/* Mostly the first. */
static const char *
pick_service (CwDemo *self, const char *const *services)
{
  return cw_demo_chance (self, 70) ? services[0] : cw_demo_pick (self, services);
}

static void
choose_codes (CwDemo *self, const Family *family, CwContact *contact)
{
  const char *const *support = family->theme->support;
  guint n = g_strv_length ((char **) support);
  guint first = MIN (cw_demo_below (self, n), cw_demo_below (self, n));

  cw_ids_add (contact->support, cw_demo_code (self, CW_LIST_SUPPORT_TYPE, support[first]));
  if (cw_demo_chance (self, 35))
    cw_ids_add (contact->support,
                cw_demo_code (self, CW_LIST_SUPPORT_TYPE, support[cw_demo_below (self, n)]));
  if (cw_demo_chance (self, 35))
    cw_ids_add (contact->services,
                cw_demo_code (self, CW_LIST_SERVICE, pick_service (self, family->theme->services)));
}

static gboolean
save_contact (CwDemo *self, Family *family, CwDay day, GError **error)
{
  g_autoptr (CwContact) contact = cw_contact_new ();
  const CwDemoTheme *theme = family->theme;
  guint who;

  contact->case_id = family->id;
  contact->day = day;
  choose_method (self, contact);
  who = choose_adults (self, family, contact);
  choose_codes (self, family, contact);
  add_line (self, family, who, contact, CW_LINE_FACT, theme->facts);
  if (cw_demo_chance (self, 45))
    add_line (self, family, who, contact, CW_LINE_SAID, theme->said);
  if (cw_demo_chance (self, 25))
    add_line (self, family, who, contact, CW_LINE_OTHER, theme->others);
  if (cw_demo_chance (self, 55))
    add_line (self, family, who, contact, CW_LINE_AGREED, theme->agreed);
  if (cw_store_save_contact (self->store, contact, NULL, 0, error) == 0)
    return FALSE;
  if (cw_demo_chance (self, 12) && day + 7 < self->today)
    {
      g_autofree char *text = fill_in (self, family, who, cw_demo_pick (self, theme->steps));

      return cw_demo_save_step (self, family->id, family->adults[who], text, day + 7, day + 7,
                                error);
    }
  return TRUE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const CwDay *) a - *(const CwDay *) b;
}

/* Of three days the one in the quietest week. */
static CwDay
draw_day (CwDemo *self, guint first, guint last)
{
  CwDay best = CW_DAY_NONE;

  for (int i = 0; i < 3; i++)
    {
      CwDay day = cw_demo_day (self, first + cw_demo_below (self, last - first + 1));

      if (best == CW_DAY_NONE
          || cw_demo_week_minutes (self, day) < cw_demo_week_minutes (self, best))
        best = day;
    }
  return best;
}

static void
draw_days (CwDemo *self, GArray *days, guint first, guint last, int n)
{
  for (int i = 0; i < n; i++)
    {
      CwDay day = draw_day (self, first, last);

      g_array_append_val (days, day);
    }
}

static gboolean
save_contacts (CwDemo *self, Family *family, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CwDay));

  if (family->in_year > 0)
    draw_days (self, days, family->first, MIN (family->last, self->n_year - 1), family->in_year);
  if (family->in_present > 0)
    draw_days (self, days, MAX (family->first, self->n_year), family->last, family->in_present);
  g_array_sort (days, compare_days);
  if (days->len > 0)
    g_array_index (days, CwDay, 0) = family->agreed[0]; /* the day they came */
  for (guint i = 0; i < days->len; i++)
    if (!save_contact (self, family, g_array_index (days, CwDay, i), error))
      return FALSE;
  return TRUE;
}

/* ---- how it stands ---- */

/* Late, today, this coming week and later: what Today is about. Weekends are moved out of the way.
 */
static CwDay
choose_due (CwDemo *self)
{
  static const int offsets[] = { 0, 3, -2, 1, 6, 0, 4, 10, -5, 2, 14, 7, 21, 5 };
  int offset = self->steps < G_N_ELEMENTS (offsets) ? offsets[self->steps]
                                                    : 9 + (int) cw_demo_below (self, 40);
  CwDay due = self->today + offset;

  self->steps++;
  while (offset != 0 && cw_day_weekday (due) > 5)
    due += offset < 0 ? -1 : 1;
  return due;
}

static gboolean
finish_family (CwDemo *self, Family *family, GError **error)
{
  g_autofree char *text = NULL;

  if (family->closed)
    return cw_store_set_case_status (self->store, family->id, CW_CASE_CLOSED,
                                     cw_demo_day (self, family->last), error);
  if (cw_demo_chance (self, 14))
    return cw_store_set_case_status (self->store, family->id, CW_CASE_WAITING, CW_DAY_NONE, error);
  if (self->steps >= 14 && !cw_demo_chance (self, 35))
    return TRUE;
  text = fill_in (self, family, 0, cw_demo_pick (self, family->theme->steps));
  return cw_demo_save_step (self, family->id, family->adults[0], text, choose_due (self),
                            CW_DAY_NONE, error);
}

static gboolean
save_family (CwDemo *self, Family *family, GError **error)
{
  gboolean saved = open_case (self, family, error) && add_people (self, family, error)
                   && add_children (self, family, error) && save_contacts (self, family, error)
                   && finish_family (self, family, error);

  g_free (family->names[0]);
  g_free (family->names[1]);
  return saved;
}

static gboolean
save_batch (CwStore *store, gpointer data, GError **error)
{
  Batch *batch = data;
  guint end = MIN (batch->next + BATCH, batch->n);

  for (; batch->next < end; batch->next++)
    if (!save_family (batch->demo, &batch->families[batch->next], error))
      return FALSE;
  return TRUE;
}

/* One who took consent back and left (R9), and two cases that belong to one family. */
static gboolean
save_exceptions (CwStore *store, gpointer data, GError **error)
{
  Batch *batch = data;
  CwDemo *self = batch->demo;
  const Family *ended = NULL, *pair[2] = { NULL, NULL };

  for (guint i = 0; i < batch->n; i++)
    {
      const Family *family = &batch->families[i];

      if (ended == NULL && family->closed && family->n_adults == 1)
        ended = family;
      else if (pair[1] == NULL && !family->closed)
        pair[pair[0] ? 1 : 0] = family;
    }
  if (ended
      && !cw_store_withdraw_consent (store, ended->adults[0],
                                     MIN (cw_demo_day (self, ended->last) + 1, self->today), error))
    return FALSE;
  return pair[1] == NULL || cw_store_link_cases (store, pair[0]->id, pair[1]->id, TRUE, error);
}

static int
compare_families (gconstpointer a, gconstpointer b)
{
  const Family *x = a, *y = b;

  return x->first < y->first ? -1 : x->first > y->first;
}

gboolean
cw_demo_fill_families (CwDemo *self, GError **error)
{
  guint n;
  g_autofree Family *families = plan_families (self, &n);
  Batch batch = { self, families, n, 0 };

  /* References are given in the order in which families came. */
  if (n > 0)
    qsort (families, n, sizeof *families, compare_families);
  while (batch.next < n)
    if (!cw_store_transact (self->store, save_batch, &batch, error))
      return FALSE;
  return cw_store_transact (self->store, save_exceptions, &batch, error);
}
