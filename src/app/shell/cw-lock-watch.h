/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cw-session.h"

G_BEGIN_DECLS

#define CW_IDLE_LEAST 2 /* minutes */
#define CW_IDLE_MOST 15
#define CW_IDLE_DEFAULT 5
#define CW_IDLE_SETTING "idle-minutes"

/* Why the records are to be locked. */
typedef enum
{
  CW_LOCK_IDLE,    /* nobody touched the program for so long */
  CW_LOCK_SCREEN,  /* the screen was locked */
  CW_LOCK_SESSION, /* the desktop session was locked, or somebody else's came in front */
  CW_LOCK_SLEEP    /* the computer is about to sleep: it waits until "lock" has returned */
} CwLockReason;

/**
 * CwLockWatch:
 *
 * Says when open records are to be locked (R20). Signal "lock" (CwLockReason). It looks at input in
 * all windows of the program, at the screen lock of the desktop and at logind; where one of them is
 * not there it is silent about it, and it never blocks. Time without use is only measured between
 * cw_lock_watch_begin() and cw_lock_watch_end(); the other reasons are always told, since an
 * unlocking may be under way.
 */
#define CW_TYPE_LOCK_WATCH (cw_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwLockWatch, cw_lock_watch, CW, LOCK_WATCH, GObject)

CwLockWatch *cw_lock_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* The records of @session are open: its setting is read, now and whenever it changes, and time
 * begins to count. */
void cw_lock_watch_begin (CwLockWatch *self, CwSession *session);
void cw_lock_watch_end (CwLockWatch *self);
/* Held between CW_IDLE_LEAST and CW_IDLE_MOST. */
void cw_lock_watch_set_idle_minutes (CwLockWatch *self, int minutes);
int cw_lock_watch_get_idle_minutes (CwLockWatch *self);

G_END_DECLS
