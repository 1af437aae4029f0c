/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What makes Casework lock by itself, played by a test: the desktop's screen lock and logind on the
 * test's own bus, and the clock, which the linker puts in (--wrap of clock_gettime, timerfd_create,
 * timerfd_settime).
 */

#define LOCK_SESSION_PATH "/org/freedesktop/login1/session/_32"

extern gint64 lock_clock_now;   /* seconds of CLOCK_BOOTTIME; moves when the test says so */
extern gint64 lock_clock_asked; /* of the timer; 0: stopped */
extern int lock_clock_kind;     /* of the timer */

void lock_clock_ring (gint64 time); /* it is @time, and the timer rings */

void lock_start_services (void); /* before the first connection to the system bus */
void lock_await_watch (void);    /* until the program listens to them, and holds sleep up */
/* Tells the program, and goes on when it has heard it. */
void lock_tell (const char *path, const char *interface, const char *signal, GVariant *values);
void lock_tell_property (const char *path, const char *name, gboolean value); /* of the session */
gboolean lock_is_held (void); /* sleep has to wait */

G_END_DECLS
