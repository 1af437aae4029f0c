/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the desktop and logind say that concerns the lock. Private to CwLockWatch. */
typedef struct _CwLockBus CwLockBus;

typedef enum
{
  CW_LOCK_BUS_SCREEN,
  CW_LOCK_BUS_SESSION,
  CW_LOCK_BUS_SLEEP, /* sleep is held up until the function returns */
  CW_LOCK_BUS_WAKE
} CwLockBusEvent;

typedef void (*CwLockBusFunc) (CwLockBusEvent event, gpointer data);

CwLockBus *cw_lock_bus_new (CwLockBusFunc func, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void cw_lock_bus_free (CwLockBus *self); /* nothing is told any more; sleep is not held up */

G_END_DECLS
