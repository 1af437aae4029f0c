/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwHandoverWalk:
 *
 * The records for the next adviser (R21): what will happen, where each open case is, seven words,
 * the file, and what both sides compare. Leaves by the action "safekeeping.leave".
 */
#define CW_TYPE_HANDOVER_WALK (cw_handover_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverWalk, cw_handover_walk, CW, HANDOVER_WALK, AdwBin)

GtkWidget *cw_handover_walk_new (CwSession *session) G_GNUC_WARN_UNUSED_RESULT;
void cw_handover_walk_flush (CwHandoverWalk *self); /* what is half typed is stored */
void cw_handover_walk_write_to (CwHandoverWalk *self, const char *path); /* as if it was chosen */
const char *cw_handover_walk_get_step (CwHandoverWalk *self);

G_END_DECLS
