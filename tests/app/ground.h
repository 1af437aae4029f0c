/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/* A real encrypted store in a folder of its own, opened again as often as a test wants. */
typedef struct
{
  char *folder, *path;
  CwClock *clock;
} Ground;

Ground *ground_new (void);
void ground_free (Ground *self);
CwStore *ground_open (Ground *self);
CwSession *ground_open_session (Ground *self);

/* Pumps the main loop until @done says so; fails the test after @seconds. */
typedef gboolean (*GroundDone) (gpointer data);
void ground_wait (GroundDone done, gpointer data, guint seconds);
void ground_pump (guint milliseconds);

void ground_remove_all (const char *path); /* a folder and all below it, behind no link */
void ground_log_enquiry (CwStore *store);  /* any one, of today */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ground, ground_free)

G_END_DECLS
