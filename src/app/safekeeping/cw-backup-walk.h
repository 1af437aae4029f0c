/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwBackupWalk:
 *
 * A backup onto a stick: where to, writing and reading it back with a way to cancel, and then in
 * words that it is safe to take it out. Leaves by the action "safekeeping.leave".
 */
#define CW_TYPE_BACKUP_WALK (cw_backup_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwBackupWalk, cw_backup_walk, CW, BACKUP_WALK, AdwBin)

GtkWidget *cw_backup_walk_new (CwSession *session) G_GNUC_WARN_UNUSED_RESULT;
void cw_backup_walk_write_to (CwBackupWalk *self, const char *path); /* as if it was chosen */
gboolean cw_backup_walk_is_done (CwBackupWalk *self);

G_END_DECLS
