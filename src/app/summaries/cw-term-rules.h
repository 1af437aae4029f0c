/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-calendar.h"
#include "store/cw-store.h"

G_BEGIN_DECLS

/*
 * What the window "How terms are counted" shows and stores, as plain values for the worker thread.
 */

#define CW_RULE_POPULATIONS 2

typedef struct
{
  CwCalendar calendar, fixed_calendar, suggested;
  int k, fixed_k;
  gboolean fixed; /* this year's are fixed; @calendar and @k are those of the years to come */
} CwTermRule;

typedef struct
{
  int year; /* the school year of today */
  CwTermRule rules[CW_RULE_POPULATIONS];
  GPtrArray *terms; /* of CwTerm */
  GArray *removed;  /* of gint64: terms to delete; NULL for none */
} CwTermRules;

const char *cw_term_rules_population (guint i);
CwTermRules *cw_term_rules_load (CwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_term_rules_save (CwStore *store, const CwTermRules *self, GError **error);
void cw_term_rules_free (CwTermRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTermRules, cw_term_rules_free)

G_END_DECLS
