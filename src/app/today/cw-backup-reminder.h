/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwBackupReminder:
 *
 * There only while the newest backup off the laptop is over a week old: says so, and a button
 * begins one.
 */
#define CW_TYPE_BACKUP_REMINDER (cw_backup_reminder_get_type ())
G_DECLARE_FINAL_TYPE (CwBackupReminder, cw_backup_reminder, CW, BACKUP_REMINDER, AdwBin)

void cw_backup_reminder_bind (CwBackupReminder *self, CwSession *session); /* once */

G_END_DECLS
