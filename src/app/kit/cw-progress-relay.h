/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwProgressRelay:
 *
 * Passes on how far work on another thread is, to a widget on the main thread that may be gone by
 * then.
 */
typedef struct _CwProgressRelay CwProgressRelay;

typedef void (*CwProgressShow) (gpointer widget, double fraction); /* on the main thread, 0 to 1 */

/* @widget: a GObject, not kept alive */
CwProgressRelay *cw_progress_relay_new (gpointer widget,
                                        CwProgressShow show) G_GNUC_WARN_UNUSED_RESULT;
void cw_progress_relay_unref (CwProgressRelay *self);
void cw_progress_relay_tell (goffset done, goffset total, gpointer relay); /* a CwProgress */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwProgressRelay, cw_progress_relay_unref)

G_END_DECLS
