/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwBackupFoot:
 *
 * The state of backups at the foot of the sidebar; pressed, it leads to Safekeeping. Not there
 * while the records are locked, or in a demonstration.
 */
#define CW_TYPE_BACKUP_FOOT (cw_backup_foot_get_type ())
G_DECLARE_FINAL_TYPE (CwBackupFoot, cw_backup_foot, CW, BACKUP_FOOT, AdwBin)

void cw_backup_foot_set_session (CwBackupFoot *self, CwSession *session); /* NULL: locked */

G_END_DECLS
