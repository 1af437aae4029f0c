/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-pool-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "cw-period.h"

struct _CwPoolView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkLabel *heading;
  GtkListBox *tables;
  GtkWidget *own_title, *pooled_title;
  GtkLabel *chosen;
  GtkWidget *card;
  GtkLabel *small_title, *small;
  GtkWidget *always_row, *added_row;
  GtkLabel *always, *added;

  /* owned */
  GPtrArray *shown; /* of CwPoolTable, one a row */
  GtkSizeGroup *own, *pooled;
};

G_DEFINE_FINAL_TYPE (CwPoolView, cw_pool_view, GTK_TYPE_WIDGET)

/* ---- the rows ---- */

static GtkWidget *
make_number (guint number, GtkSizeGroup *column)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_size_group_add_widget (column, label);
  return label;
}

/* As a screen reader says it. */
static char *
describe_table (const CwPoolTable *table)
{
  g_autofree char *own
      = g_strdup_printf (/* Translators: lines of a table that stand on their own */
                         ngettext ("%u own line", "%u own lines", table->own), table->own);

  /* Translators: a table of the summary, "3 own lines", and how many lines are put together */
  return g_strdup_printf (ngettext ("%s: %s, %u put together", "%s: %s, %u put together",
                                    table->pooled),
                          table->title, own, table->pooled);
}

static GtkWidget *
make_row (CwPoolView *self, const CwPoolTable *table)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (table->title);
  g_autofree char *spoken = describe_table (table);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), make_number (table->own, self->own));
  gtk_box_append (GTK_BOX (box), make_number (table->pooled, self->pooled));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  cw_a11y_label (row, spoken);
  return row;
}

static const CwPoolTable *
get_chosen (CwPoolView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->tables);
  guint index = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return index < self->shown->len ? g_ptr_array_index (self->shown, index) : NULL;
}

/* ---- the chosen table ---- */

static void
show_frozen (CwPoolView *self, const CwPoolTable *table)
{
  gtk_label_set_text (self->small_title,
                      table->pooled > 0 ? _ ("Put together") : _ ("Nothing was put together"));
  gtk_label_set_text (self->small, table->pooled > 0
                                       ? table->small
                                       : _ ("Every line had families enough of its own."));
}

static void
show_reasons (CwPoolView *self, const CwPoolTable *table)
{
  gboolean any = table->pooled > 0;

  gtk_label_set_text (self->small_title,
                      any ? _ ("Too few families, or none") : _ ("Nothing is put together"));
  gtk_label_set_text (self->small,
                      any ? table->small : _ ("Every line has families enough of its own."));
  gtk_label_set_text (self->always, table->always);
  gtk_label_set_text (self->added,
                      table->added[0] != '\0'
                          ? table->added
                          : _ ("None needed: enough families are behind the line already"));
}

static void
show_chosen (CwPoolView *self)
{
  const CwPoolTable *table = get_chosen (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->card, table != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->chosen), table != NULL);
  if (table == NULL)
    return;
  /* Translators: %s is the name of a table */
  text = g_strdup_printf (_ ("“%s”: in “Other and small groups”"), table->title);
  gtk_label_set_text (self->chosen, text);
  gtk_widget_set_visible (self->always_row, !table->frozen && table->pooled > 0);
  gtk_widget_set_visible (self->added_row, !table->frozen && table->pooled > 0);
  if (table->frozen)
    show_frozen (self, table);
  else
    show_reasons (self, table);
}

/* ---- the class ---- */

static void
cw_pool_view_dispose (GObject *object)
{
  CwPoolView *self = CW_POOL_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cw_pool_view_parent_class)->dispose (object);
}

static void
cw_pool_view_finalize (GObject *object)
{
  CwPoolView *self = CW_POOL_VIEW (object);

  g_ptr_array_unref (self->shown);
  g_object_unref (self->own);
  g_object_unref (self->pooled);
  G_OBJECT_CLASS (cw_pool_view_parent_class)->finalize (object);
}

static void
cw_pool_view_class_init (CwPoolViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_pool_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_pool_view_finalize;
  g_type_ensure (CW_TYPE_TAB_STOP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/summaries/cw-pool-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, box);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, heading);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, tables);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, own_title);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, pooled_title);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, chosen);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, card);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, small_title);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, small);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, always_row);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, always);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, added_row);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, added);
  gtk_widget_class_bind_template_callback (widget_class, show_chosen);
}

static void
cw_pool_view_init (CwPoolView *self)
{
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_pool_table_free);
  self->own = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->pooled = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_size_group_add_widget (self->own, self->own_title);
  gtk_size_group_add_widget (self->pooled, self->pooled_title);
}

static void
clear (CwPoolView *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->tables, 0)) != NULL)
    gtk_list_box_remove (self->tables, GTK_WIDGET (row));
  g_ptr_array_set_size (self->shown, 0);
}

void
cw_pool_view_set_tables (CwPoolView *self, GPtrArray *tables, gboolean frozen)
{
  GtkListBoxRow *before;
  int index;

  g_return_if_fail (CW_IS_POOL_VIEW (self));

  before = gtk_list_box_get_selected_row (self->tables);
  index = before != NULL ? gtk_list_box_row_get_index (before) : 0;
  clear (self);
  for (guint i = 0; i < tables->len; i++)
    {
      const CwPoolTable *table = g_ptr_array_index (tables, i);

      g_ptr_array_add (self->shown, cw_pool_table_copy (table));
      gtk_list_box_append (self->tables, make_row (self, table));
    }
  gtk_list_box_select_row (self->tables,
                           gtk_list_box_get_row_at_index (self->tables,
                                                          index < (int) tables->len ? index : 0));
  gtk_label_set_text (self->heading,
                      frozen ? _ ("What was put together") : _ ("What will be put together"));
  show_chosen (self);
}
