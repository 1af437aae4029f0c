/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwStepPopover:
 *
 * One next step: what, when, with whom. Adds one, changes one, moves one, or takes one away.
 * Signals "save" (CwStep), "delete".
 */
#define CW_TYPE_STEP_POPOVER (cw_step_popover_get_type ())
G_DECLARE_FINAL_TYPE (CwStepPopover, cw_step_popover, CW, STEP_POPOVER, GtkPopover)

/* @step: NULL for a new one. */
GtkWidget *cw_step_popover_new (CwSession *session,
                                const CwCase *cas,
                                const CwStep *step) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
