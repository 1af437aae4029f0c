/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"
#include "app/kit/cw-kit.h"

#define SERVICE_KEY "cw-service"

static const CwService *
get_service (gconstpointer item)
{
  return cw_item_get (CW_ITEM ((gpointer) item));
}

/* ---- the tick ---- */

static void
tick_toggled_cb (GtkCheckButton *button, CwServicesView *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), SERVICE_KEY);

  if (id != NULL)
    cw_services_view_set_ticked (self, *id, gtk_check_button_get_active (button));
}

static GtkWidget *
make_tick (gpointer data)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "toggled", G_CALLBACK (tick_toggled_cb), data);
  return button;
}

static void
fill_tick (GtkWidget *cell, gconstpointer record, gpointer data)
{
  CwServicesView *self = data;
  const CwService *service = record;
  g_autofree char *label = NULL;

  /* Without an id the box is deaf while it is set. */
  g_object_set_data (G_OBJECT (cell), SERVICE_KEY, NULL);
  if (service == NULL)
    return;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (cell),
                               cw_ids_contains (self->ticked, service->code_id));
  g_object_set_data_full (G_OBJECT (cell), SERVICE_KEY,
                          g_memdup2 (&service->code_id, sizeof service->code_id), g_free);
  /* Translators: tick box before a service, %s is its name. */
  label = g_strdup_printf (_ ("Put %s on the sheet"), service->name);
  gtk_widget_set_tooltip_text (cell, label);
  cw_a11y_label (cell, label);
}

/* ---- the other cells ---- */

static GtkWidget *
make_name (gpointer data)
{
  return cw_cell_new_tagged (C_ ("service", "retired"));
}

static void
fill_name (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwService *service = record;
  GtkWidget *label = gtk_widget_get_first_child (cell);

  gtk_label_set_text (GTK_LABEL (label), service != NULL ? service->name : "");
  gtk_widget_set_tooltip_text (cell, service != NULL ? service->name : NULL);
  gtk_widget_set_visible (gtk_widget_get_last_child (cell), service != NULL && service->retired);
}

/* R4: a sign and a word, never a colour alone. */
static GtkWidget *
make_independent (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Independent")));
  gtk_widget_add_css_class (box, "done");
  return box;
}

static void
fill_independent (GtkWidget *cell, gconstpointer record, gpointer data)
{
  const CwService *service = record;
  gboolean shown = service != NULL && service->independent;

  for (GtkWidget *child = gtk_widget_get_first_child (cell); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, shown);
}

static char *
write_what_for (gconstpointer record, gpointer data)
{
  g_autofree char *text = g_strdup (((const CwService *) record)->what_for);

  return g_strdelimit (g_steal_pointer (&text), "\n\r", ' ');
}

static char *
write_telephone (gconstpointer record, gpointer data)
{
  return g_strdup (((const CwService *) record)->telephone);
}

static char *
write_checked (gconstpointer record, gpointer data)
{
  return cw_day_format (((const CwService *) record)->checked_on);
}

/* ---- sorting: a directory is short, so the list itself is sorted ---- */

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_utf8_collate (get_service (a)->name, get_service (b)->name);
}

static int
compare_independent (gconstpointer a, gconstpointer b, gpointer data)
{
  int by = !get_service (a)->independent - !get_service (b)->independent;

  return by != 0 ? by : compare_names (a, b, data);
}

static int
compare_checked (gconstpointer a, gconstpointer b, gpointer data)
{
  int by = get_service (a)->checked_on - get_service (b)->checked_on;

  return by != 0 ? by : compare_names (a, b, data);
}

/* A column that gives way while a service stands beside the table: what it says is in the form
 * then. */
static GtkColumnViewColumn *
give_way (CwServicesView *self, GtkColumnViewColumn *column)
{
  g_object_bind_property (self->form, "visible", column, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  return column;
}

static void
add_column (CwServicesView *self, GtkColumnViewColumn *column, GCompareDataFunc compare)
{
  if (compare != NULL)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_append_column (self->table, column);
  g_object_unref (column);
}

void
cw_services_view_make_table (CwServicesView *self)
{
  GtkColumnViewColumn *name;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  /* Translators: heading of the column of tick boxes: what goes on the printed sheet. */
  add_column (self, cw_column_new_custom (_ ("Sheet"), make_tick, fill_tick, self, CW_COLUMN_PLAIN),
              NULL);
  name = g_object_ref (
      cw_column_new_custom (_ ("Service"), make_name, fill_name, self, CW_COLUMN_EXPAND));
  add_column (self, name, compare_names);
  add_column (self,
              cw_column_new_custom (_ ("Independent"), make_independent, fill_independent, self,
                                    CW_COLUMN_PLAIN),
              compare_independent);
  add_column (self,
              cw_column_new (_ ("What for"), write_what_for, self,
                             CW_COLUMN_QUIET | CW_COLUMN_EXPAND),
              NULL);
  add_column (self,
              give_way (self,
                        cw_column_new (_ ("Telephone"), write_telephone, self, CW_COLUMN_PLAIN)),
              NULL);
  add_column (self,
              give_way (self, cw_column_new (_ ("Checked"), write_checked, self, CW_COLUMN_QUIET)),
              compare_checked);
  gtk_column_view_sort_by_column (self->table, name, GTK_SORT_ASCENDING);
  g_object_unref (name);
  cw_table_prepare (self->table, _ ("Services"));
}
