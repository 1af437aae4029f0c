/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the focus belongs in a widget of many parts. Two ask for that. GTK asks by grab_focus, when
 * Tab goes round through the window: a widget that has the focus already must not take it again, or
 * Tab never leaves. The program asks by cw_enter(), and means it. */

#include "cw-kit.h"

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("cw-find-entry");
}

static CwFindEntry
get_find (GtkWidget *widget)
{
  for (GType type = G_OBJECT_TYPE (widget); type != GTK_TYPE_WIDGET; type = g_type_parent (type))
    {
      CwFindEntry find = (CwFindEntry) g_type_get_qdata (type, get_quark ());

      if (find != NULL)
        return find;
    }
  return NULL;
}

/**
 * cw_find_entry:
 *
 * Returns: (transfer none) (nullable): what the focus goes to when @widget is entered; @widget
 *   itself where its type knows nothing better
 */
GtkWidget *
cw_find_entry (GtkWidget *widget)
{
  CwFindEntry find;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  while (widget != NULL && (find = get_find (widget)) != NULL)
    widget = find (widget);
  return widget;
}

/* Puts the focus where it belongs in @widget, also when it is inside already. What cannot have the
 * focus itself, such as a group of rows, passes it to its first part that can. */
gboolean
cw_enter (GtkWidget *widget)
{
  GtkWidget *entry;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  entry = cw_find_entry (widget);
  if (entry == NULL || gtk_widget_get_root (entry) == NULL) /* nowhere to have a focus yet */
    return FALSE;
  return gtk_widget_grab_focus (entry)
         || (!cw_has_focus_inside (entry) && gtk_widget_child_focus (entry, GTK_DIR_TAB_FORWARD));
}

/* GTK would let a widget that knows where its focus belongs grab it first, and pass over what
 * stands before. */
static gboolean
focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static gboolean
grab_once (GtkWidget *widget)
{
  return !cw_has_focus_inside (widget) && cw_enter (widget);
}

void
cw_class_set_entry (GtkWidgetClass *klass, CwFindEntry find)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (klass));
  g_return_if_fail (find != NULL);

  g_type_set_qdata (G_TYPE_FROM_CLASS (klass), get_quark (), (gpointer) find);
  klass->focus = focus_child;
  klass->grab_focus = grab_once;
}

/**
 * cw_has_focus_inside:
 *
 * Returns: whether something inside @widget has the focus of the window. GTK's own focus child is
 *   remembered when what had the focus is taken away.
 */
gboolean
cw_has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Shows @page, a child of @stack, and puts the focus where it belongs in it: a stack that holds the
 * focus passes it to the first control of what it shows. */
void
cw_stack_turn_to (GtkStack *stack, GtkWidget *page)
{
  g_return_if_fail (GTK_IS_STACK (stack) && GTK_IS_WIDGET (page));

  gtk_stack_set_visible_child (stack, page);
  cw_enter (page);
}
