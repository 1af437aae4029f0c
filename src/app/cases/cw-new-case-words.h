/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-code.h"
#include "cw-new-case-state.h"

G_BEGIN_DECLS

/* What the conversation of a new case says at each of its steps. */
typedef enum
{
  STEP_CAME,
  STEP_CONSENT,
  STEP_REFUSAL,
  STEP_NAMES,
  STEP_CONTACT
} CwNewCaseStep;

char *cw_new_case_next_text (CwNewCaseStep step, CwChoice choice, const char *paper, gboolean named)
    G_GNUC_WARN_UNUSED_RESULT;
const char *cw_new_case_foot_text (CwNewCaseStep step);
char *cw_new_case_came_text (const CwNewCaseState *state,
                             CwCodeBook *codes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
