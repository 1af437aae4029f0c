/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwDestroyWalk:
 *
 * Destroys records that were handed over (R21), asked twice: what will be gone and whether the next
 * adviser sees the same, then the passphrase. Ends with the action "win.records-destroyed"; leaves
 * by "safekeeping.leave".
 */
#define CW_TYPE_DESTROY_WALK (cw_destroy_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwDestroyWalk, cw_destroy_walk, CW, DESTROY_WALK, AdwBin)

GtkWidget *cw_destroy_walk_new (CwSession *session) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_destroy_walk_get_step (CwDestroyWalk *self);

G_END_DECLS
