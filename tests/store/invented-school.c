/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "invented-school.h"

#include "core/cw-code-defaults.h"

static void
free_version (Version *self)
{
  cw_ids_free (self->first);
  cw_ids_free (self->services);
  g_free (self);
}

static void
free_record (Record *self)
{
  g_ptr_array_unref (self->versions);
  g_free (self);
}

/* Places in a list stand for codes until the history is played: the longest lists have 22. */
static gint64
choose (GRand *rand, guint n, guint spread)
{
  double at = g_rand_double (rand);

  for (guint i = 0; i < spread; i++)
    at *= g_rand_double (rand);
  return 1 + (gint64) (at * n);
}

static CwIds *
choose_some (GRand *rand, guint n, guint spread, int least, int most)
{
  CwIds *ids = cw_ids_new ();
  int wanted = g_rand_int_range (rand, least, most + 1);

  for (int i = 0; i < wanted; i++)
    cw_ids_add (ids, choose (rand, n, spread));
  return ids;
}

static guint
list_length (const School *self, CwCodeList list)
{
  guint n;

  cw_code_defaults (list, &n);
  return list == CW_LIST_ABOUT ? n : n + self->n_added;
}

static Version *
make_version (const School *self, GRand *rand, gboolean contact, CwDay day, guint spread)
{
  Version *version = g_new0 (Version, 1);
  CwCodeList first = contact ? CW_LIST_SUPPORT_TYPE : CW_LIST_ENQUIRY_CATEGORY;

  version->day = day;
  version->method = choose (rand, list_length (self, CW_LIST_CONTACT_METHOD), spread);
  version->about = choose (rand, 2, spread);
  version->first = choose_some (rand, list_length (self, first), spread, contact ? 0 : 1, 3);
  version->services = choose_some (rand, list_length (self, CW_LIST_SERVICE), spread, 0, 2);
  version->asked_before = g_rand_int_range (rand, 0, 5) == 0;
  version->minutes = g_rand_int_range (rand, 0, 120);
  return version;
}

static void
add_act (School *self, CwDay day, ActKind kind, guint a, guint b)
{
  Act act = { day, self->acts->len, kind, a, b };

  g_array_append_val (self->acts, act);
}

/* A record is mostly entered on its day, sometimes weeks late, and corrected or taken back at any
 * time later. */
static void
add_record (School *self, GRand *rand, gboolean contact, CwDay day, guint spread)
{
  Record *record = g_new0 (Record, 1);
  guint index = self->records->len;
  CwDay entered = day + (g_rand_int_range (rand, 0, 6) == 0 ? g_rand_int_range (rand, 1, 130) : 0);

  /* An old log is brought in when the records begin, or later. */
  if (day < self->first_day)
    entered = self->first_day + g_rand_int_range (rand, 0, 200);
  record->contact = contact;
  record->owner = g_rand_int_range (rand, 0, self->n_cases);
  record->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) free_version);
  g_ptr_array_add (record->versions, make_version (self, rand, contact, day, spread));
  g_ptr_array_add (self->records, record);
  add_act (self, entered, ACT_ADD, index, 0);
  while (g_rand_int_range (rand, 0, 7) == 0)
    {
      CwDay corrected = entered + g_rand_int_range (rand, 0, 150);
      CwDay back = corrected - g_rand_int_range (rand, 0, 120);
      CwDay moved = g_rand_int_range (rand, 0, 2) == 0 ? day : MAX (self->first_day, back);

      g_ptr_array_add (record->versions, make_version (self, rand, contact, moved, spread));
      add_act (self, corrected, ACT_CORRECT, index, record->versions->len - 1);
    }
  if (g_rand_int_range (rand, 0, 25) == 0)
    {
      CwDay deleted = entered + g_rand_int_range (rand, 0, 100);
      add_act (self, deleted, ACT_DELETE, index, 0);
      if (g_rand_int_range (rand, 0, 2) == 0)
        add_act (self, deleted + g_rand_int_range (rand, 0, 60), ACT_RESTORE, index, 0);
    }
}

/* Some terms are quiet: with fewer than k families their blocks are withheld. */
static void
fill_term (
    School *self, GRand *rand, CwDay start, CwDay end, int enquiries, int contacts, guint spread)
{
  int quiet = g_rand_int_range (rand, 0, 4) == 0 ? 20 : 1;
  int n_enquiries = enquiries / quiet, n_contacts = contacts / quiet;

  for (int i = 0; i < n_enquiries; i++)
    add_record (self, rand, FALSE, g_rand_int_range (rand, start, end + 1), spread);
  for (int i = 0; i < n_contacts; i++)
    add_record (self, rand, TRUE, g_rand_int_range (rand, start, end + 1), spread);
}

static CwDay
choose_day (const School *self, GRand *rand)
{
  const CwTerm *last = self->terms->pdata[self->terms->len - 1];

  return g_rand_int_range (rand, self->first_day + 1, last->end + 30);
}

static void
add_happenings (School *self, GRand *rand)
{
  guint n = self->n_cases / 3;

  for (guint i = 0; i < n; i++)
    {
      guint a = g_rand_int_range (rand, 0, self->n_cases),
            b = g_rand_int_range (rand, 0, self->n_cases);

      add_act (self, choose_day (self, rand), ACT_ERASE, a, 0);
      a = g_rand_int_range (rand, 0, self->n_cases);
      if (a == b)
        continue;
      CwDay linked = choose_day (self, rand);
      add_act (self, linked, ACT_LINK, a, b);
      if (g_rand_int_range (rand, 0, 3) == 0)
        add_act (self, linked + 40, ACT_PART, a, b);
      /* A whole family goes, one case after the other. */
      if (g_rand_int_range (rand, 0, 3) == 0)
        {
          add_act (self, linked + g_rand_int_range (rand, 1, 90), ACT_ERASE, a, 0);
          add_act (self, linked + g_rand_int_range (rand, 1, 90), ACT_ERASE, b, 0);
        }
    }
  add_act (self, choose_day (self, rand), ACT_NEW_CODE, 0, 0);
  add_act (self, choose_day (self, rand), ACT_RETIRE, 0, 0);
}

/* Now and then, days to months after a term, and at the very end. */
static void
add_freezes (School *self, GRand *rand)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const CwTerm *term = self->terms->pdata[i];
      if (g_rand_int_range (rand, 0, 4) != 0)
        add_act (self, term->end + 1 + g_rand_int_range (rand, 0, 50), ACT_FREEZE, 0, 0);
      if (g_rand_int_range (rand, 0, 3) == 0)
        add_act (self, cw_term_get_half_end (term) + 1, ACT_FREEZE, 0, 0);
    }
  add_act (self, ((CwTerm *) self->terms->pdata[self->terms->len - 1])->end + 200, ACT_FREEZE, 0,
           0);
}

static int
compare_acts (gconstpointer a, gconstpointer b)
{
  const Act *first = a, *second = b;

  if (first->on != second->on)
    return first->on - second->on;
  return first->order < second->order ? -1 : first->order > second->order;
}

static GPtrArray *
make_real_terms (void)
{
  GPtrArray *all = cw_calendar_propose_terms (2023);

  for (int year = 2024; year <= 2026; year++)
    g_ptr_array_extend_and_steal (all, cw_calendar_propose_terms (year));
  return all;
}

/* Three or four terms in a row from the second year on, or of those four one between is not
 * entered. */
static GPtrArray *
make_terms (GRand *rand, GPtrArray *real)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);
  guint from = 3 + g_rand_int_range (rand, 0, 3), n = g_rand_int_range (rand, 3, 5);

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (terms, cw_term_copy (real->pdata[i]));
  if (n == 4 && g_rand_boolean (rand))
    g_ptr_array_remove_index (terms, g_rand_int_range (rand, 1, 3));
  return terms;
}

static gboolean
is_known (const School *self, const CwTerm *real)
{
  for (guint i = 0; i < self->terms->len; i++)
    if (((CwTerm *) self->terms->pdata[i])->start == real->start)
      return TRUE;
  return FALSE;
}

/* Enquiries of terms that nobody entered. */
static void
fill_outside (School *self, GRand *rand, int enquiries, guint spread)
{
  const CwTerm *last = self->terms->pdata[self->terms->len - 1];

  for (guint i = 0; i < self->real->len; i++)
    {
      const CwTerm *term = self->real->pdata[i];
      if (term->start < last->start && !is_known (self, term))
        fill_term (self, rand, term->start, term->end, enquiries, 0, spread);
    }
}

School *
school_new (guint32 seed)
{
  static const CwCalendar calendars[]
      = { CW_CALENDAR_TERM, CW_CALENDAR_HALF_TERM, CW_CALENDAR_YEAR };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  School *self = g_new0 (School, 1);
  guint spread = g_rand_int_range (rand, 0, 3);
  int enquiries = g_rand_int_range (rand, 6, 70), contacts = g_rand_int_range (rand, 10, 90);

  self->real = make_real_terms ();
  self->terms = make_terms (rand, self->real);
  self->first_day = ((CwTerm *) self->terms->pdata[0])->start;
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) free_record);
  self->acts = g_array_new (FALSE, FALSE, sizeof (Act));
  self->n_cases = g_rand_int_range (rand, 8, 36);
  self->n_added = g_rand_int_range (rand, 0, 4);
  for (guint i = 0; i < 2; i++)
    {
      self->calendar[i] = calendars[(seed + i * g_rand_int_range (rand, 0, 3)) % 3];
      self->k[i] = g_rand_int_range (rand, 0, 4) == 0 ? 6 : 5;
    }
  for (guint i = 0; i < self->terms->len; i++)
    {
      const CwTerm *term = self->terms->pdata[i];
      fill_term (self, rand, term->start, term->end, enquiries, contacts, spread);
    }
  fill_outside (self, rand, enquiries / 3, spread);
  add_happenings (self, rand);
  add_freezes (self, rand);
  g_array_sort (self->acts, compare_acts);
  return self;
}

void
school_free (School *self)
{
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->real);
  g_ptr_array_unref (self->records);
  g_array_unref (self->acts);
  g_free (self);
}
