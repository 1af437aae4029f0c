/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-inventory-table.h"

#include <glib/gi18n.h>

static void
attach (GtkGrid *grid, int column, int row, const char *text, const char *const *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_set_css_classes (label, (const char **) css_classes);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
attach_line (GtkGrid *grid, int row, const char *name, const char *first, const char *second)
{
  static const char *const plain[] = { "numeric", NULL }, *const strong[]
                                                          = { "numeric", "strong", NULL };
  gboolean differs = second != NULL && g_strcmp0 (first, second) != 0;
  const char *const *look = differs ? strong : plain;

  attach (grid, 0, row, name, look);
  attach (grid, 1, row, first, look);
  if (second == NULL)
    return;
  attach (grid, 2, row, second, look);
  attach (grid, 3, row, differs ? _ ("differs") : "",
          (const char *const[]){ "small", "due", NULL });
}

static void
attach_counts (GtkGrid *grid, const CwInventory *inventory, const CwInventory *other)
{
  for (guint i = 0; i < cw_inventory_count_lines (); i++)
    {
      gint64 first = 0, second = 0;
      const char *name = cw_inventory_get_line (inventory, i, &first);
      g_autofree char *first_text = g_strdup_printf ("%" G_GINT64_FORMAT, first);
      g_autofree char *second_text = NULL;

      if (other != NULL)
        {
          cw_inventory_get_line (other, i, &second);
          second_text = g_strdup_printf ("%" G_GINT64_FORMAT, second);
        }
      attach_line (grid, (int) i + 2, name, first_text, second_text);
    }
}

GtkWidget *
cw_inventory_table_new (const CwInventory *inventory,
                        const char *title,
                        const CwInventory *other,
                        const char *other_title)
{
  static const char *const head[] = { "heading-quiet", NULL };
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *newest = NULL, *other_newest = NULL;

  g_return_val_if_fail (inventory != NULL && title != NULL, grid);

  newest = inventory->newest != CW_DAY_NONE ? cw_day_format (inventory->newest)
                                            : g_strdup (_ ("none"));
  if (other != NULL)
    other_newest
        = other->newest != CW_DAY_NONE ? cw_day_format (other->newest) : g_strdup (_ ("none"));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "pad");
  attach (GTK_GRID (grid), 0, 0, "", head);
  attach (GTK_GRID (grid), 1, 0, title, head);
  if (other != NULL)
    attach (GTK_GRID (grid), 2, 0, other_title, head);
  attach_line (GTK_GRID (grid), 1, _ ("Newest enquiry or contact"), newest, other_newest);
  attach_counts (GTK_GRID (grid), inventory, other);
  return grid;
}

char *
cw_inventory_describe (const CwInventory *self)
{
  g_autofree char *enquiries = NULL, *cases = NULL, *contacts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  enquiries
      = g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " enquiry", "%" G_GINT64_FORMAT " enquiries",
                                   (gulong) self->enquiries),
                         self->enquiries);
  cases = g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " case", "%" G_GINT64_FORMAT " cases",
                                     (gulong) self->cases),
                           self->cases);
  contacts = g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " contact",
                                        "%" G_GINT64_FORMAT " contacts", (gulong) self->contacts),
                              self->contacts);
  /* Translators: three numbers with their words: enquiries, cases, contacts. */
  return g_strdup_printf (_ ("%s, %s and %s"), enquiries, cases, contacts);
}
