/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @what as a debug message once the next frame of @widget's window has been painted: how
 * benchmarks know how long a start takes. @what is static text and never about a record. */
void cw_mark_next_paint (GtkWidget *widget, const char *what);

/* Puts on the screen what @widget shows now, before the main thread is blocked; gives up after
 * @milliseconds. Other events are handled meanwhile. */
void cw_paint_now (GtkWidget *widget, guint milliseconds);

G_END_DECLS
