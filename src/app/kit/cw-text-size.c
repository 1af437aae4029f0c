/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-text-size.h"

#define USUAL_DPI (96 * 1024)
#define LARGE 1.2

/* How much larger text is than usual: 1 at 96 dots an inch. */
double
cw_text_size_get_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / USUAL_DPI : 1;
}

gboolean
cw_text_size_is_large (GtkWidget *widget)
{
  return cw_text_size_get_scale (widget) > LARGE;
}

static void
follow_cb (GtkBox *box)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), cw_text_size_is_large (GTK_WIDGET (box))
                                                            ? GTK_ORIENTATION_VERTICAL
                                                            : GTK_ORIENTATION_HORIZONTAL);
}

void
cw_text_size_stack (GtkBox *box)
{
  g_return_if_fail (GTK_IS_BOX (box));

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (box)), "notify::gtk-xft-dpi",
                           G_CALLBACK (follow_cb), box, G_CONNECT_SWAPPED);
  follow_cb (box);
}
