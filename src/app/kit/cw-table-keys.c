/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>

/* GTK 4.8 lets only the pointer reach the headings of a table. Here Up from the first row goes to
 * them, Left and Right go along, Enter sorts and Down goes back. They take the focus only
 * meanwhile, so that the table stays one stop of the Tab key and begins with its rows. */

static GtkWidget *
get_header (GtkColumnView *view)
{
  return gtk_widget_get_first_child (GTK_WIDGET (view));
}

static GtkWidget *
find_child (GtkWidget *root, GType type, const char *css_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found
          = g_type_is_a (G_OBJECT_TYPE (child), type)
                    && (css_class == NULL || gtk_widget_has_css_class (child, css_class))
                ? child
                : find_child (child, type, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The column that a heading stands over, by what it says; NULL: it sorts nothing. */
static GtkColumnViewColumn *
find_column (GtkColumnView *view, GtkWidget *title)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget *label = find_child (title, GTK_TYPE_LABEL, NULL);

  for (guint i = 0; label != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      /* The view keeps it. */
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column)
          && gtk_column_view_column_get_sorter (column) != NULL
          && g_strcmp0 (gtk_column_view_column_get_title (column),
                        gtk_label_get_text (GTK_LABEL (label)))
                 == 0)
        return column;
    }
  return NULL;
}

static gboolean
is_sorted (GtkWidget *title, gboolean *descending)
{
  *descending = find_child (title, GTK_TYPE_WIDGET, "descending") != NULL;
  return *descending || find_child (title, GTK_TYPE_WIDGET, "ascending") != NULL;
}

static void
say_title (GtkColumnView *view, GtkWidget *title)
{
  const char *name = gtk_column_view_column_get_title (find_column (view, title));
  gboolean descending;
  gboolean sorted = is_sorted (title, &descending);
  g_autofree char *text = NULL;

  if (!sorted)
    /* Translators: heading of a column as it is read out, %s is the heading */
    text = g_strdup_printf (_ ("%s, Enter sorts by it"), name);
  else if (descending)
    /* Translators: heading of a column as it is read out, %s is the heading */
    text = g_strdup_printf (_ ("%s, sorted downwards, Enter turns it round"), name);
  else
    /* Translators: heading of a column as it is read out, %s is the heading */
    text = g_strdup_printf (_ ("%s, sorted upwards, Enter turns it round"), name);
  cw_a11y_label (title, text);
}

static void
set_reachable (GtkColumnView *view, gboolean reachable)
{
  gtk_widget_set_can_focus (get_header (view), reachable);
  for (GtkWidget *title = gtk_widget_get_first_child (get_header (view)); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      gboolean sorts = reachable && find_column (view, title) != NULL;

      gtk_widget_set_focusable (title, sorts);
      if (sorts)
        say_title (view, title);
    }
}

/* The heading that is sorted by, else the first that can be. */
static GtkWidget *
find_first (GtkColumnView *view)
{
  GtkWidget *first = NULL;
  gboolean descending;

  for (GtkWidget *title = gtk_widget_get_first_child (get_header (view)); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    if (gtk_widget_get_focusable (title))
      {
        if (is_sorted (title, &descending))
          return title;
        first = first != NULL ? first : title;
      }
  return first;
}

static gboolean
go_up (GtkColumnView *view, GtkWidget *focus)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkWidget *rows = gtk_widget_get_next_sibling (get_header (view));
  GtkWidget *title;

  if (rows == NULL || gtk_adjustment_get_value (down) > 0
      || (focus != GTK_WIDGET (view) && focus != rows
          && !gtk_widget_is_ancestor (focus, gtk_widget_get_first_child (rows))
          && focus != gtk_widget_get_first_child (rows)))
    return FALSE;
  set_reachable (view, TRUE);
  title = find_first (view);
  return title != NULL && gtk_widget_grab_focus (title);
}

static gboolean
go_along (GtkWidget *title, gboolean forward)
{
  GtkWidget *next = title;

  do
    next = forward ? gtk_widget_get_next_sibling (next) : gtk_widget_get_prev_sibling (next);
  while (next != NULL && !gtk_widget_get_focusable (next));
  if (next != NULL)
    gtk_widget_grab_focus (next);
  return TRUE;
}

static void
sort (GtkColumnView *view, GtkWidget *title)
{
  gboolean descending;
  gboolean again = is_sorted (title, &descending);

  /* Else the heading before keeps its sign. */
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (view, find_column (view, title),
                                  again && !descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  set_reachable (view, TRUE); /* they are called something else now */
}

static gboolean
key_in_header (GtkColumnView *view, GtkWidget *title, guint key)
{
  gboolean rtl = gtk_widget_get_direction (title) == GTK_TEXT_DIR_RTL;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return go_along (title, (key == GDK_KEY_Right) != rtl);
    case GDK_KEY_Up:
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_Escape:
      gtk_widget_grab_focus (gtk_widget_get_next_sibling (get_header (view)));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      sort (view, title);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, GtkColumnView *view)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (view)));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || focus == NULL)
    return FALSE;
  if (gtk_widget_get_parent (focus) == get_header (view))
    return key_in_header (view, focus, key);
  return key == GDK_KEY_Up && go_up (view, focus);
}

static void
left_cb (GtkEventControllerFocus *inside, GtkColumnView *view)
{
  set_reachable (view, FALSE);
}

/* Lets the keyboard sort @view: Up from the first row reaches the headings. @label names the table
 * and the list inside it, which has the focus while no row has it. */
void
cw_table_prepare (GtkColumnView *view, const char *label)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *inside = gtk_event_controller_focus_new ();

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  cw_a11y_label (GTK_WIDGET (view), label);
  cw_a11y_label (gtk_widget_get_next_sibling (get_header (view)), label);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), view, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_object (inside, "leave", G_CALLBACK (left_cb), view, 0);
  gtk_widget_add_controller (get_header (view), inside);
}
