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
note_painted_cb (GdkFrameClock *frames, gboolean *painted)
{
  *painted = TRUE;
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

void
cw_paint_now (GtkWidget *widget, guint milliseconds)
{
  g_autoptr (GtkWidget) kept = NULL;
  g_autoptr (GdkFrameClock) frames = NULL;
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  gboolean painted = FALSE;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!gtk_widget_get_mapped (widget))
    return;
  kept = g_object_ref (widget);
  frames = g_object_ref (gtk_widget_get_frame_clock (widget));
  g_signal_connect (frames, "after-paint", G_CALLBACK (note_painted_cb), &painted);
  gtk_widget_queue_draw (widget);
  while (!painted && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  /* A window that goes meanwhile takes its handlers along. */
  g_signal_handlers_disconnect_by_data (frames, &painted);
}
