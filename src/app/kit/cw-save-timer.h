/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwSaveTimer:
 *
 * When something that is being changed is to be saved: a second after the last change, and at most
 * five after the first. A part of its owner, which stops it before it goes.
 */
typedef void (*CwSaveTimerFunc) (gpointer data);

typedef struct
{
  CwSaveTimerFunc func; /* called when it is due; nothing waits any more then */
  gpointer data;
  guint quiet_source, most_source;
} CwSaveTimer;

void cw_save_timer_touch (CwSaveTimer *self);    /* something was changed */
void cw_save_timer_retry (CwSaveTimer *self);    /* saving failed: again in five seconds */
gboolean cw_save_timer_stop (CwSaveTimer *self); /* TRUE: something was waiting */
gboolean cw_save_timer_waits (const CwSaveTimer *self);

G_END_DECLS
