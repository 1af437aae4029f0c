/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwStepBar:
 *
 * The four steps of opening a case: which are done, which is now, which wear a lock.
 */
#define CW_TYPE_STEP_BAR (cw_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwStepBar, cw_step_bar, CW, STEP_BAR, AdwBin)

/* @now: 0 to 3. @locked: names cannot be reached yet. */
void cw_step_bar_set_now (CwStepBar *self, guint now, gboolean locked);
void cw_step_bar_set_said (CwStepBar *self, guint step, const char *text);

G_END_DECLS
