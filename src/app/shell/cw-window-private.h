/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-window.h"

G_BEGIN_DECLS

/* cw-window-actions.c: win.* actions, and which of them can be used now. */
void cw_window_class_install_actions (GtkWidgetClass *klass);
void cw_window_update_actions (CwWindow *self);
void cw_window_lock_and_say (CwWindow *self, const char *news); /* on the start page */

/* The case that was open last, for "Write up a contact"; 0: none yet. */
gint64 cw_window_get_last_case (CwWindow *self);
void cw_window_set_last_case (CwWindow *self, gint64 case_id);

G_END_DECLS
