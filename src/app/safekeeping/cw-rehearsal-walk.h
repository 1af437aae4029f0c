/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwRehearsalWalk:
 *
 * "Test my backup": opens one as a restore would, with what the adviser has in mind or on paper,
 * and compares it with the records. Leaves by the action "safekeeping.leave".
 */
#define CW_TYPE_REHEARSAL_WALK (cw_rehearsal_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwRehearsalWalk, cw_rehearsal_walk, CW, REHEARSAL_WALK, AdwBin)

GtkWidget *cw_rehearsal_walk_new (CwSession *session, const char *path) G_GNUC_WARN_UNUSED_RESULT;
void cw_rehearsal_walk_try (CwRehearsalWalk *self, const char *passphrase); /* as if it was typed */
const char *cw_rehearsal_walk_get_result (CwRehearsalWalk *self); /* NULL: it was not opened */

G_END_DECLS
