/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-demo-words.h"
#include "cw-demo.h"

G_BEGIN_DECLS

/**
 * CwDemo:
 *
 * What the parts of the invention share while it is being made.
 */
typedef struct
{
  CwStore *store; /* borrowed */
  GRand *rand;
  CwCodeBook *book;
  CwProfile *profile;
  CwDay today;
  CwDemoSize size;
  GArray
      *days; /* of CwDay: teaching days of the school year, then of the present one up to today */
  guint n_year;      /* how many of them belong to the school year */
  double present;    /* how much of a year the present one has had */
  guint steps;       /* open next steps made so far */
  GHashTable *weeks; /* Monday to minutes of contacts in that week so far */
} CwDemo;

CwDemo *cw_demo_new (CwStore *store, const CwDemoSize *size, CwDay today, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void cw_demo_free (CwDemo *self);

/* ---- dice ---- */
guint cw_demo_below (CwDemo *self, guint n); /* 0 … n - 1 */
gboolean cw_demo_chance (CwDemo *self, int per_cent);
const char *cw_demo_pick (CwDemo *self,
                          const char *const *texts); /* NULL-terminated; NULL if empty */
const char *cw_demo_name (CwDemo *self, const char *const *(*list) (guint *n));
guint cw_demo_weighted (CwDemo *self, const int *weights, gsize stride, guint n);
CwDay cw_demo_day (CwDemo *self, guint index);
gint64 cw_demo_code (CwDemo *self, CwCodeList list, const char *code);

/* ---- weeks ---- */
int cw_demo_week_minutes (CwDemo *self, CwDay day); /* of contacts so far, in the week of @day */
gboolean cw_demo_week_has_room (CwDemo *self, CwDay day, int minutes);
void cw_demo_spend (CwDemo *self, CwDay day, int minutes);

/* ---- the parts; each is one or several transactions ---- */
gboolean cw_demo_fill_enquiries (CwDemo *self, GError **error);
gboolean cw_demo_fill_families (CwDemo *self, GError **error);
gboolean cw_demo_fill_story (CwDemo *self, GError **error);

/* ---- shared by families and story (cw-demo-case.c) ---- */
CwConsent *cw_demo_make_consent (CwDemo *self, CwDay given) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_demo_save_step (CwDemo *self,
                            gint64 case_id,
                            gint64 adult_id,
                            const char *text,
                            CwDay due,
                            CwDay done,
                            GError **error);
gboolean cw_demo_name_adult (CwDemo *self,
                             gint64 case_id,
                             gint64 adult_id,
                             const char *name,
                             const char *relation,
                             gboolean lives_with,
                             gboolean apart,
                             GError **error);
gboolean cw_demo_save_child (
    CwDemo *self, gint64 case_id, const char *name, int year, int school_year, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDemo, cw_demo_free)

G_END_DECLS
