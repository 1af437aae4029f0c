/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"
#include "cw-backup-state.h"

G_BEGIN_DECLS

/**
 * CwBackupWatch:
 *
 * The state of backups of the open records, read again whenever it may be another. Signal
 * "changed". In a demonstration, which has nothing to back up, it stays silent.
 */
#define CW_TYPE_BACKUP_WATCH (cw_backup_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwBackupWatch, cw_backup_watch, CW, BACKUP_WATCH, GObject)

CwBackupWatch *cw_backup_watch_new (CwSession *session) G_GNUC_WARN_UNUSED_RESULT;
const CwBackupState *cw_backup_watch_get_state (CwBackupWatch *self); /* NULL: not read yet */

G_END_DECLS
