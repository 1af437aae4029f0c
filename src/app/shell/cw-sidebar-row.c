/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-sidebar-row.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

struct _CwSidebarRow
{
  GtkListBoxRow parent_instance;

  /* borrowed */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (CwSidebarRow, cw_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
cw_sidebar_row_class_init (CwSidebarRowClass *klass)
{
}

static void
cw_sidebar_row_init (CwSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  self->icon = GTK_IMAGE (icon);
  self->title = GTK_LABEL (title);
  self->count = GTK_LABEL (count);
}

GtkWidget *
cw_sidebar_row_new (const char *name, const char *title, const char *icon, guint number)
{
  CwSidebarRow *self;
  g_autofree char *tip = NULL;

  g_return_val_if_fail (name != NULL && title != NULL && icon != NULL, NULL);

  self = g_object_new (CW_TYPE_SIDEBAR_ROW, "name", name, NULL);
  /* Translators: the tooltip of a page in the sidebar, as in "Cases (Alt+3)". */
  tip = g_strdup_printf (_ ("%s (Alt+%u)"), title, number);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  cw_a11y_label (GTK_WIDGET (self), title);
  return GTK_WIDGET (self);
}

/* The number of things that wait on the page, at the right of its row; nothing where none do. */
void
cw_sidebar_row_set_count (CwSidebarRow *self, guint n)
{
  g_autofree char *number = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
  g_autofree char *spoken = NULL;
  const char *title;

  g_return_if_fail (CW_IS_SIDEBAR_ROW (self));

  title = gtk_label_get_text (self->title);
  gtk_label_set_text (self->count, number);
  /* Translators: a page of the sidebar and how many things wait on it, as a screen reader says it.
   */
  spoken = n > 0 ? g_strdup_printf (ngettext ("%s, %u waiting", "%s, %u waiting", n), title, n)
                 : g_strdup (title);
  cw_a11y_label (GTK_WIDGET (self), spoken);
}
