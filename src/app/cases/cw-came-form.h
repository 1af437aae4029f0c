/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"
#include "cw-new-case-state.h"

G_BEGIN_DECLS

/**
 * CwCameForm:
 *
 * How the parent came (R1): themselves, or somebody asked them and they agreed first. Codes and
 * dates only. Signal "changed".
 */
#define CW_TYPE_CAME_FORM (cw_came_form_get_type ())
G_DECLARE_FINAL_TYPE (CwCameForm, cw_came_form, CW, CAME_FORM, AdwBin)

GtkWidget *cw_came_form_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_came_form_set_state (CwCameForm *self, CwSession *session, const CwNewCaseState *state);
void cw_came_form_get_state (CwCameForm *self, CwNewCaseState *state);
void cw_came_form_focus (CwCameForm *self);
/* One plain sentence about the first thing that is missing, "" if nothing is. */
const char *cw_came_problem_text (CwCameProblems problems);

G_END_DECLS
