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
  GtkColumnView *tables;
  GtkLabel *chosen;
  GtkWidget *card;
  GtkLabel *small_title, *small;
  GtkWidget *always_row, *added_row;
  GtkLabel *always, *added;

  /* owned */
  GListStore *model; /* of CwItem of CwPoolTable */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (CwPoolView, cw_pool_view, GTK_TYPE_WIDGET)

static char *
format_title (gconstpointer record, gpointer data)
{
  return g_strdup (((const CwPoolTable *) record)->title);
}

static char *
format_own (gconstpointer record, gpointer data)
{
  return g_strdup_printf ("%u", ((const CwPoolTable *) record)->own);
}

static char *
format_pooled (gconstpointer record, gpointer data)
{
  return g_strdup_printf ("%u", ((const CwPoolTable *) record)->pooled);
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
  CwItem *item = gtk_single_selection_get_selected_item (self->selection);
  const CwPoolTable *table = item != NULL ? cw_item_get (item) : NULL;
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
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (cw_pool_view_parent_class)->dispose (object);
}

static void
cw_pool_view_class_init (CwPoolViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_pool_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/summaries/cw-pool-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, box);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, heading);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, tables);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, chosen);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, card);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, small_title);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, small);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, always_row);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, always);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, added_row);
  gtk_widget_class_bind_template_child (widget_class, CwPoolView, added);
}

static void
append_column (CwPoolView *self, GtkColumnViewColumn *column)
{
  gtk_column_view_append_column (self->tables, column);
  g_object_unref (column);
}

static void
cw_pool_view_init (CwPoolView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = g_list_store_new (CW_TYPE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_column_view_set_model (self->tables, GTK_SELECTION_MODEL (self->selection));
  append_column (self, cw_column_new (_ ("Table"), format_title, NULL, CW_COLUMN_EXPAND));
  append_column (self, cw_column_new (_ ("Own lines"), format_own, NULL, CW_COLUMN_NUMERIC));
  append_column (self, cw_column_new (_ ("Put together"), format_pooled, NULL, CW_COLUMN_NUMERIC));
  cw_a11y_label (GTK_WIDGET (self->tables), _ ("What is put together, table by table"));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (show_chosen),
                            self);
}

void
cw_pool_view_set_tables (CwPoolView *self, GPtrArray *tables, gboolean frozen)
{
  guint before;

  g_return_if_fail (CW_IS_POOL_VIEW (self));

  before = gtk_single_selection_get_selected (self->selection);
  g_list_store_remove_all (self->model);
  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr (CwItem) item = cw_item_new (CW_TYPE_POOL_TABLE, g_ptr_array_index (tables, i));

      g_list_store_append (self->model, item);
    }
  if (before < tables->len)
    gtk_single_selection_set_selected (self->selection, before);
  gtk_label_set_text (self->heading,
                      frozen ? _ ("What was put together") : _ ("What will be put together"));
  show_chosen (self);
}
