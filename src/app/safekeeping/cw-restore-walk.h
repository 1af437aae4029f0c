/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwRestoreWalk:
 *
 * A backup beside the present records: which, what opens it, what is different, under which name.
 * Nothing present is touched. Leaves by the action "safekeeping.leave".
 */
#define CW_TYPE_RESTORE_WALK (cw_restore_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwRestoreWalk, cw_restore_walk, CW, RESTORE_WALK, AdwBin)

GtkWidget *cw_restore_walk_new (CwSession *session,
                                GPtrArray *kept) G_GNUC_WARN_UNUSED_RESULT; /* of CwBackupFile */
/* As if it was chosen and typed; then the next step. */
void cw_restore_walk_choose (CwRestoreWalk *self, const char *path);
void cw_restore_walk_type (CwRestoreWalk *self, const char *passphrase);
void cw_restore_walk_next (CwRestoreWalk *self);
const char *
cw_restore_walk_get_step (CwRestoreWalk *self); /* "choose", "secret", "compare", "done" */

G_END_DECLS
