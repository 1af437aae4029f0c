/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-banner.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

static AdwHeaderBar *
find_header (GtkWidget *widget)
{
  if (ADW_IS_HEADER_BAR (widget))
    return ADW_HEADER_BAR (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwHeaderBar *found = find_header (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
make_banner (void)
{
  GtkWidget *banner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (
      _ ("Demonstration data: an invented school year. Nothing you do here is kept."));
  GtkWidget *leave = gtk_button_new_with_mnemonic (_ ("_Leave"));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (words, gtk_label_get_text (GTK_LABEL (words)));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (leave), "win.lock");
  gtk_widget_set_tooltip_text (leave, _ ("Back to the start page"));
  cw_a11y_label (leave, _ ("Leave the demonstration"));
  gtk_box_append (GTK_BOX (banner), gtk_image_new_from_icon_name ("media-playback-start-symbolic"));
  gtk_box_append (GTK_BOX (banner), words);
  gtk_box_append (GTK_BOX (banner), leave);
  gtk_widget_add_css_class (banner, "cw-banner");
  return banner;
}

/**
 * cw_demo_banner_add:
 * @page: a page of demonstration records
 *
 * Says on @page that its records are invented. The banner stands under the header bar, so that the
 * window's buttons do not move.
 */
void
cw_demo_banner_add (CwSection *page)
{
  AdwHeaderBar *header;
  GtkWidget *parent;

  g_return_if_fail (CW_IS_SECTION (page));

  header = find_header (GTK_WIDGET (page));
  parent = header != NULL ? gtk_widget_get_parent (GTK_WIDGET (header)) : NULL;
  if (GTK_IS_BOX (parent))
    gtk_box_insert_child_after (GTK_BOX (parent), make_banner (), GTK_WIDGET (header));
}
