/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-consent-state.h"

G_BEGIN_DECLS

/**
 * CwNewCaseState:
 *
 * What the first two steps of opening a case hold: how the parent came (R1) and what they agreed to
 * (R7). A plain value without a name in it, so that the form can be tested without a widget and its
 * draft can hold codes and dates only.
 */
typedef struct
{
  gint64 how_came;         /* CW_LIST_HOW_CAME, 0: not said */
  gboolean somebody_asked; /* how_came is "asked" */
  gint64 asked_by;         /* CW_LIST_ASKED_BY, 0: not said */
  CwDay agreed_on;         /* the day they agreed to be approached */
  CwDay opened;
  CwConsentState consent;
} CwNewCaseValues;

typedef struct
{
  CwNewCaseValues orig, curr;
  CwDay today;
} CwNewCaseState;

typedef enum
{
  CW_CAME_COMPLETE = 0,
  CW_CAME_HOW = 1 << 0,
  CW_CAME_WHO_ASKED = 1 << 1,
  CW_CAME_AGREED = 1 << 2,      /* R1: the day is missing */
  CW_CAME_AGREED_LATE = 1 << 3, /* R1: agreed after the case began */
  CW_CAME_OPENED = 1 << 4,
  CW_CAME_OPENED_FUTURE = 1 << 5,
} CwCameProblems;

CwNewCaseState *cw_new_case_state_new (CwDay today) G_GNUC_WARN_UNUSED_RESULT;
void cw_new_case_state_free (CwNewCaseState *self);
gboolean cw_new_case_state_is_changed (const CwNewCaseState *self);

void
cw_new_case_state_set_how_came (CwNewCaseState *self, gint64 how_came, gboolean somebody_asked);
void cw_new_case_state_set_asked_by (CwNewCaseState *self, gint64 asked_by);
void cw_new_case_state_set_agreed_on (CwNewCaseState *self, CwDay day);
void cw_new_case_state_set_opened (CwNewCaseState *self, CwDay day);
void cw_new_case_state_set_consent (CwNewCaseState *self, const CwConsentState *consent);

CwCameProblems cw_new_case_state_check_came (const CwNewCaseState *self);
/* Everything the gate needs is there: only then may a case be stored and a name be asked for. */
gboolean cw_new_case_state_is_complete (const CwNewCaseState *self, const char *explained_by);
CwCaseOpening *cw_new_case_state_to_opening (const CwNewCaseState *self,
                                             const char *explained_by) G_GNUC_WARN_UNUSED_RESULT;

char *cw_new_case_state_to_body (const CwNewCaseState *self)
    G_GNUC_WARN_UNUSED_RESULT; /* of a draft 'opening' */
gboolean cw_new_case_state_take_body (CwNewCaseState *self,
                                      const char *body); /* FALSE: not readable, nothing taken */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNewCaseState, cw_new_case_state_free)

G_END_DECLS
