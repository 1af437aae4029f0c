/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

/* What a column's factory knows; freed with it. */
typedef struct
{
  CwCellText text;
  CwCellMake make;
  CwCellFill fill;
  gpointer data;
  CwColumnFlags flags;
} Cells;

static void
fill_text (GtkWidget *cell, gconstpointer record, Cells *cells)
{
  g_autofree char *text = record != NULL ? cells->text (record, cells->data) : NULL;

  gtk_label_set_text (GTK_LABEL (cell), text != NULL ? text : "");
}

/* What is read in a cell: its labels, and the sign of one that only shows a tick. */
static void
append_words (GString *words, GtkWidget *widget)
{
  const char *text;

  if (!gtk_widget_get_visible (widget) || GTK_IS_CHECK_BUTTON (widget))
    return;
  text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
  if (text != NULL && *text != '\0')
    cw_append_listed (words, text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_words (words, child);
}

/* A row has the focus, not its cells: those who listen hear all of it. GTK 4.8 gives rows no name
 * and no way to set one but this. */
static void
name_row (GtkWidget *cell)
{
  GtkWidget *place = gtk_widget_get_parent (cell);
  GtkWidget *row = place != NULL ? gtk_widget_get_parent (place) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (row == NULL)
    return;
  append_words (words, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
}

static void
fill_cell (GtkListItem *list_item, Cells *cells)
{
  CwItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  gconstpointer record = item != NULL ? cw_item_get (item) : NULL;

  if (cells->text != NULL)
    fill_text (cell, record, cells);
  else
    cells->fill (cell, record, cells->data);
  name_row (cell);
}

static GtkWidget *
make_label (CwColumnFlags flags)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), flags & CW_COLUMN_NUMERIC ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (flags & CW_COLUMN_NUMERIC)
    gtk_widget_add_css_class (label, "numeric");
  if (flags & CW_COLUMN_STRONG)
    gtk_widget_add_css_class (label, "strong");
  if (flags & CW_COLUMN_QUIET)
    gtk_widget_add_css_class (label, "quiet");
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, Cells *cells)
{
  gtk_list_item_set_child (list_item, cells->text != NULL ? make_label (cells->flags)
                                                          : cells->make (cells->data));
}

static void
item_loaded_cb (CwItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  fill_cell (list_item, g_object_get_data (G_OBJECT (list_item), "cw-cells"));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Cells *cells)
{
  g_object_set_data (G_OBJECT (list_item), "cw-cells", cells);
  g_signal_connect (gtk_list_item_get_item (list_item), "notify::loaded",
                    G_CALLBACK (item_loaded_cb), list_item);
  fill_cell (list_item, cells);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Cells *cells)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_loaded_cb,
                                        list_item);
}

static GtkColumnViewColumn *
make_column (const char *title, const Cells *cells)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;
  Cells *owned = g_memdup2 (cells, sizeof *cells);

  g_object_set_data_full (G_OBJECT (factory), "cw-cells", owned, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), owned);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), owned);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), owned);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, (cells->flags & CW_COLUMN_EXPAND) != 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  return column;
}

/* A column of text. @text and @data must outlive the column. */
GtkColumnViewColumn *
cw_column_new (const char *title, CwCellText text, gpointer data, CwColumnFlags flags)
{
  g_return_val_if_fail (text != NULL, NULL);

  return make_column (title, &(Cells){ .text = text, .data = data, .flags = flags });
}

/* A column of widgets. @fill is called again whenever the record arrives or changes. */
GtkColumnViewColumn *
cw_column_new_custom (
    const char *title, CwCellMake make, CwCellFill fill, gpointer data, CwColumnFlags flags)
{
  g_return_val_if_fail (make != NULL && fill != NULL, NULL);

  return make_column (title, &(Cells){ .make = make, .fill = fill, .data = data, .flags = flags });
}

GtkWidget *
cw_cell_new_tagged (const char *tag)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_label_new (tag);

  gtk_box_append (GTK_BOX (box), make_label (CW_COLUMN_STRONG));
  gtk_widget_add_css_class (words, "tag");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

/* ---- which column was chosen ---- */

#define SORT_KEY "cw-sort"

/* @sort is one more than the column's number. */
static int
note_chosen (gconstpointer a, gconstpointer b, gpointer sort)
{
  g_object_set_data ((GObject *) a, SORT_KEY, sort);
  return -1;
}

void
cw_column_set_sort (GtkColumnViewColumn *column, int sort)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column) && sort >= 0);

  sorter = GTK_SORTER (gtk_custom_sorter_new (note_chosen, GINT_TO_POINTER (sort + 1), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
}

/**
 * cw_table_read_sort:
 * @sort: (inout): the number of the chosen column; left as it is where none was chosen
 *
 * GTK 4.8 does not tell which column was chosen, so the view's sorter is asked to compare two
 * things: only the chosen column's own sorter is called, and the answer is turned round where it is
 * descending.
 */
GtkOrdering
cw_table_read_sort (GtkColumnView *view, int *sort)
{
  g_autoptr (GObject) one = NULL;
  g_autoptr (GObject) two = NULL;
  GtkOrdering answer;
  int chosen;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view) && sort != NULL, GTK_ORDERING_EQUAL);

  one = g_object_new (G_TYPE_OBJECT, NULL);
  two = g_object_new (G_TYPE_OBJECT, NULL);
  answer = gtk_sorter_compare (gtk_column_view_get_sorter (view), one, two);
  chosen = GPOINTER_TO_INT (g_object_get_data (one, SORT_KEY));
  if (chosen > 0)
    *sort = chosen - 1;
  return answer;
}
