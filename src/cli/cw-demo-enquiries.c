/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-private.h"

/* ---- level 1: the log (R5) ---- */

/* The first of the services is the likeliest. */
static void
add_service (CwDemo *self, CwIds *services, const char *const *from)
{
  guint n = g_strv_length ((char **) from);
  guint i = MIN (cw_demo_below (self, n), cw_demo_below (self, n));

  if (n > 0)
    cw_ids_add (services, cw_demo_code (self, CW_LIST_SERVICE, from[i]));
}

static const CwDemoShare *
pick_share (CwDemo *self, const CwDemoShare *(*list) (guint *n))
{
  guint n;
  const CwDemoShare *shares = list (&n);

  return &shares[cw_demo_weighted (self, &shares->weight, sizeof *shares, n)];
}

static CwEnquiry *
make_enquiry (CwDemo *self, CwDay day)
{
  CwEnquiry *enquiry = cw_enquiry_new ();
  const CwDemoShare *first = pick_share (self, cw_demo_categories);

  enquiry->day = day;
  cw_ids_add (enquiry->categories, cw_demo_code (self, CW_LIST_ENQUIRY_CATEGORY, first->code));
  while (cw_demo_chance (self, 22))
    cw_ids_add (enquiry->categories, cw_demo_code (self, CW_LIST_ENQUIRY_CATEGORY,
                                                   pick_share (self, cw_demo_categories)->code));
  enquiry->method
      = cw_demo_code (self, CW_LIST_CONTACT_METHOD, pick_share (self, cw_demo_methods)->code);
  enquiry->about = cw_demo_code (self, CW_LIST_ABOUT,
                                 cw_demo_chance (self, first->child) ? "child" : "parent");
  if (cw_demo_chance (self, 75))
    add_service (self, enquiry->services, first->services);
  if (cw_demo_chance (self, 10))
    add_service (self, enquiry->services, pick_share (self, cw_demo_categories)->services);
  enquiry->asked_before = cw_demo_chance (self, 12);
  return enquiry;
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* @n days out of @first … @first + @length - 1, in order of date. */
static GArray *
draw_days (CwDemo *self, guint first, guint length, int n)
{
  GArray *indices = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n);

  for (int i = 0; i < n; i++)
    {
      guint index = first + cw_demo_below (self, length);

      g_array_append_val (indices, index);
    }
  g_array_sort (indices, compare_indices);
  return indices;
}

static gboolean
save_enquiries (CwDemo *self, guint first, guint length, int n, GError **error)
{
  g_autoptr (GArray) indices = draw_days (self, first, length, n);

  for (guint i = 0; i < indices->len; i++)
    {
      g_autoptr (CwEnquiry) enquiry
          = make_enquiry (self, cw_demo_day (self, g_array_index (indices, guint, i)));

      if (cw_store_save_enquiry (self->store, enquiry, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* R8: parents who wanted no electronic record. */
static gboolean
save_paper_records (CwDemo *self, GError **error)
{
  static const struct
  {
    int opened, seen, again;
    gboolean closed;
  } papers[] = {
    { 70, 60, 0, TRUE },
    { 40, 20, 3, FALSE },
    { 15, 6, 12, FALSE },
  };
  guint last = self->days->len - 1;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      guint opened = last - MIN (last, (guint) papers[i].opened);
      guint seen = last - MIN (last, (guint) papers[i].seen);
      g_autoptr (CwEnquiry) enquiry = make_enquiry (self, cw_demo_day (self, opened));
      g_autoptr (CwPaperRecord) paper = cw_paper_record_new ();

      paper->id
          = cw_store_refuse_record (self->store, enquiry, TRUE, cw_demo_day (self, opened), error);
      if (paper->id <= 0)
        return FALSE;
      paper->opened = cw_demo_day (self, opened);
      paper->last_seen = cw_demo_day (self, seen);
      paper->look_again = papers[i].again ? self->today + papers[i].again : CW_DAY_NONE;
      paper->closed = papers[i].closed ? paper->last_seen : CW_DAY_NONE;
      if (cw_store_save_paper (self->store, paper, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_level_1 (CwStore *store, gpointer data, GError **error)
{
  CwDemo *self = data;
  guint n_present = self->days->len - self->n_year;

  return save_enquiries (self, 0, self->n_year, self->size.enquiries, error)
         && save_enquiries (self, self->n_year, n_present,
                            n_present ? (int) (self->size.enquiries * self->present) : 0, error)
         && save_paper_records (self, error);
}

gboolean
cw_demo_fill_enquiries (CwDemo *self, GError **error)
{
  return cw_store_transact (self->store, save_level_1, self, error);
}
