/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cw-safety-checks.h"

G_BEGIN_DECLS

/**
 * CwSafetyWalk:
 *
 * The safety check: each thing with what it means and what to do. Leaves by "safekeeping.leave".
 */
#define CW_TYPE_SAFETY_WALK (cw_safety_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwSafetyWalk, cw_safety_walk, CW, SAFETY_WALK, AdwBin)

GtkWidget *cw_safety_walk_new (const CwSafetyChecks *checks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
