/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwStepTrail:
 *
 * The named steps of a walk, in a header bar: those behind are ticked, the one in sight is strong.
 */
#define CW_TYPE_STEP_TRAIL (cw_step_trail_get_type ())
G_DECLARE_FINAL_TYPE (CwStepTrail, cw_step_trail, CW, STEP_TRAIL, GtkBox)

/* @titles: translated, NULL at the end. Once. */
void cw_step_trail_set_titles (CwStepTrail *self, const char *const *titles);
void cw_step_trail_show (CwStepTrail *self,
                         guint step); /* from 0; the number of steps: all are behind */

G_END_DECLS
