/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/cw-day.h"

G_BEGIN_DECLS

#define CW_BACKUP_OFF_DAYS                                                                         \
  7 /* older than this, the newest backup off the laptop is worth a word                           \
     */

/* When backups were made, and what to say of it. */
typedef struct
{
  gint64 here_at; /* seconds since 1970; 0: never. The newest that is kept on this laptop */
  gint64 off_at;  /* the newest that was written somewhere else */
  gint64 now;
  gboolean has_records; /* there is something to lose */
} CwBackupState;

/* "today, 08:52", "yesterday, 16:40", "14/11/2026" */
char *cw_backup_when (gint64 at, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *cw_backup_state_here (const CwBackupState *self) G_GNUC_WARN_UNUSED_RESULT;
char *cw_backup_state_off (const CwBackupState *self) G_GNUC_WARN_UNUSED_RESULT;
/* One line for the foot of the sidebar: the newest of all, or what is late. */
char *cw_backup_state_foot (const CwBackupState *self) G_GNUC_WARN_UNUSED_RESULT;
/* The newest backup off the laptop is over a week old, or there is none although there are records.
 */
gboolean cw_backup_state_is_late (const CwBackupState *self);

G_END_DECLS
