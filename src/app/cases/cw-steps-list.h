/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-case-work.h"

G_BEGIN_DECLS

/**
 * CwStepsList:
 *
 * What comes next on a case: ticked when done (with undo), added, moved, taken away; what is far
 * off stands under "Later".
 */
#define CW_TYPE_STEPS_LIST (cw_steps_list_get_type ())
G_DECLARE_FINAL_TYPE (CwStepsList, cw_steps_list, CW, STEPS_LIST, AdwBin)

void cw_steps_list_set_view (CwStepsList *self, CwSession *session, const CwCaseView *view);
gboolean cw_steps_list_take_up (CwStepsList *self, const CwDraft *draft);

G_END_DECLS
