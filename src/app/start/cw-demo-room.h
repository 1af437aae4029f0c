/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/*
 * Demonstration data live in a throw-away folder (0700) under a key that nobody keeps. It is
 * removed when the demonstration is left; what a crash left over is removed at the next start.
 */
CwStore *cw_demo_room_open (CwClock *clock, char **dir, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* slow; @dir: to be removed */
void cw_demo_room_remove (const char *dir);
void cw_demo_room_sweep (void);

G_END_DECLS
