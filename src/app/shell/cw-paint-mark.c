/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-paint-mark.h"

static void
painted_cb (GdkFrameClock *frames, gpointer what)
{
  g_signal_handlers_disconnect_by_func (frames, painted_cb, what);
  g_debug ("%s", (const char *) what);
}

static void
realized_cb (GtkWidget *widget, gpointer what)
{
  g_signal_handlers_disconnect_by_func (widget, realized_cb, what);
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb),
                    what);
}

void
cw_mark_next_paint (GtkWidget *widget, const char *what)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (what != NULL);

  if (gtk_widget_get_realized (widget))
    realized_cb (widget, (gpointer) what);
  else
    g_signal_connect (widget, "realize", G_CALLBACK (realized_cb), (gpointer) what);
}
