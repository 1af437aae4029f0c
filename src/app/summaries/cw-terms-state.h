/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-calendar.h"
#include "core/cw-records.h"

G_BEGIN_DECLS

/*
 * What stands in the form of the term dates, as typed: also half a date. What was changed becomes
 * the text of the form's draft and comes back from it.
 */

#define CW_TERMS_RULES 2 /* for enquiries, for contacts */

typedef struct
{
  gint64 id; /* of the stored term; 0: a new one */
  char *label;
  char *start, *end;
  CwDay half_end;
  gboolean removed;
} CwTermTyped;

typedef struct
{
  GPtrArray *lines; /* of CwTermTyped */
  struct
  {
    CwCalendar calendar;
    int k;
  } rules[CW_TERMS_RULES];
} CwTermsState;

CwTermsState *cw_terms_state_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_terms_state_free (CwTermsState *self);
CwTermTyped *cw_terms_state_add (CwTermsState *self,
                                 const CwTerm *term); /* (transfer none); as it is stored */
char *cw_terms_state_to_body (const CwTermsState *self,
                              const CwTermsState *before) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_terms_state_take_body (CwTermsState *self, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTermsState, cw_terms_state_free)

G_END_DECLS
