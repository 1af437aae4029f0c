/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-period-row.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

GtkWidget *
cw_period_row_new (const CwPeriod *period)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *under = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *icon = gtk_image_new_from_icon_name (cw_period_icon (period));
  g_autofree char *state = cw_period_describe (period), *name = NULL, *spoken = NULL;
  const char *style = period->state == CW_PERIOD_READY ? "due" : "quiet";
  GtkWidget *title, *words = gtk_label_new (state);

  if (period->sum)
    /* Translators: %s is a school year, such as 2025-26 */
    name = g_strdup_printf (_ ("School year %s"), period->label);
  else
    name = g_strdup (period->label);
  title = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "small");
  gtk_widget_add_css_class (words, "numeric");
  gtk_widget_add_css_class (words, style);
  gtk_widget_add_css_class (icon, style);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_box_append (GTK_BOX (under), icon);
  gtk_box_append (GTK_BOX (under), words);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), under);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  spoken = g_strconcat (name, ", ", state, NULL);
  cw_a11y_label (row, spoken);
  return row;
}
