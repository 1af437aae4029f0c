/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"
#include "cw-opening.h"

G_BEGIN_DECLS

/**
 * CwStart:
 *
 * Everything that can be seen while the records are locked: the passphrase, the recovery code,
 * set-up, receiving a handover. Of the records themselves it shows their name and when they were
 * last opened. Signal "opened" (CwSession, gboolean: a new key that only the passphrase opens).
 */
#define CW_TYPE_START (cw_start_get_type ())
G_DECLARE_FINAL_TYPE (CwStart, cw_start, CW, START, AdwBin)

GtkWidget *cw_start_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_start_begin_demo (CwStart *self);
void cw_start_say (CwStart *self, const char *news); /* of the records that were open before */

/* For its pages. @why: the error that led there, NULL for the user's own wish. */
void cw_start_show_unlock (CwStart *self);
void cw_start_show_recovery (CwStart *self, const char *dir, const char *label, const GError *why);
void cw_start_show_restore (CwStart *self, const char *label, GPtrArray *kept); /* takes @kept */
void cw_start_show_setup (CwStart *self);
void cw_start_show_receive (CwStart *self);
void cw_start_begin_again (CwStart *self); /* the records here are not those of before */
void cw_start_try_again (CwStart *self);   /* the passphrase typed before, again */
void cw_start_take_opened (CwStart *self, CwOpened *opened); /* takes it */
CwStart *cw_start_find (GtkWidget *page);                    /* the one @page is in */
/* At a lock: TRUE: new records are being set up or received, which goes on, and what was received
 * is closed; @making: at this moment they are being written. */
gboolean cw_start_lock (CwStart *self, gboolean *making);

G_END_DECLS
