/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "names.h"

#include "display-ground.h"

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Widgets made of others: the focus is on a part, the name on the whole. */
static gboolean
is_part_of_named (GtkWidget *widget)
{
  for (GtkWidget *whole = gtk_widget_get_parent (widget); whole != NULL;
       whole = gtk_widget_get_parent (whole))
    {
      gboolean composite = GTK_IS_EDITABLE (whole) || GTK_IS_MENU_BUTTON (whole)
                           || ADW_IS_PREFERENCES_ROW (whole) || GTK_IS_SPIN_BUTTON (whole)
                           || GTK_IS_CALENDAR (whole) || ADW_IS_SPLIT_BUTTON (whole)
                           || GTK_IS_COLUMN_VIEW (whole);

      if (composite)
        return has_name (whole) || ADW_IS_PREFERENCES_ROW (whole) || GTK_IS_CALENDAR (whole);
    }
  return FALSE;
}

/* What GTK names itself, or what cannot be named before GTK 4.10 (rows of lists say their content).
 */
static gboolean
needs_no_name (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LIST_BOX_ROW (widget)
         || GTK_IS_FLOW_BOX_CHILD (widget) || GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget)
         || GTK_IS_WINDOW_CONTROLS (widget) || g_str_equal (type, "GtkColumnViewTitle")
         || g_str_equal (type, "GtkColumnViewCell") || g_str_has_prefix (type, "GtkListItem")
         || g_str_equal (type, "GtkModelButton") || g_str_equal (type, "GtkPopoverContent")
         || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL;
}

static char *
describe (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (; widget != NULL && path->len < 300; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (path, " < %s %s", G_OBJECT_TYPE_NAME (widget),
                            gtk_widget_get_name (widget));
  return g_string_free (path, FALSE);
}

static guint
count_nameless (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;
  if (gtk_widget_get_focusable (widget) && !needs_no_name (widget) && !has_name (widget)
      && !is_part_of_named (widget))
    {
      g_autofree char *path = describe (widget);

      g_test_message ("no accessible name: %s", path);
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_nameless (child);
  return n;
}

void
names_assert (GtkWidget *widget)
{
  g_assert_cmpuint (count_nameless (widget), ==, 0);
  g_assert_cmpuint (display_count_clashes (widget), ==, 0);
}
