/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-children-form.h"

#include "app/kit/cw-kit.h"

#include <glib/gi18n.h>

struct _CwChildrenForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *rows;

  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwChildrenForm, cw_children_form, ADW_TYPE_BIN)

/* What is stored for a year group, in the order of the drop-down. */
static const char *const YEARS[]
    = { "", "N", "R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", NULL };

typedef struct
{
  CwChild *child;
  GtkEntry *name;
  GtkDropDown *year;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  cw_child_free (row->child);
  g_free (row);
}

static void
changed_cb (CwChildrenForm *self)
{
  g_assert (CW_IS_CHILDREN_FORM (self));

  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
year_cb (CwChildrenForm *self, GParamSpec *pspec, gpointer year)
{
  changed_cb (self);
}

/* A child that is stored stays in the form, hidden and without a name, so that saving takes it off.
 */
static void
remove_cb (GtkButton *button, GtkWidget *line)
{
  GtkWidget *self = gtk_widget_get_ancestor (line, CW_TYPE_CHILDREN_FORM);
  Row *row = g_object_get_data (G_OBJECT (line), "cw-row");

  gtk_editable_set_text (GTK_EDITABLE (row->name), "");
  gtk_widget_set_visible (line, FALSE);
  changed_cb (CW_CHILDREN_FORM (self));
}

static GtkDropDown *
make_year (const char *year_group)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkDropDown *year;
  guint chosen = 0;

  for (guint i = 0; YEARS[i] != NULL; i++)
    {
      g_autofree char *name = i == 0   ? g_strdup (_ ("Year"))
                              : i == 1 ? g_strdup (_ ("Nursery"))
                              : i == 2
                                  ? g_strdup (_ ("Reception"))
                                  /* Translators: %s is the number of a school year, such as 5 */
                                  : g_strdup_printf (_ ("Year %s"), YEARS[i]);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (year_group, YEARS[i]) == 0)
        chosen = i;
    }
  year = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (year, chosen);
  cw_a11y_drop_down (year, _ ("Year group"));
  return year;
}

static GtkWidget *
append_row (CwChildrenForm *self, const CwChild *child)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  Row *row = g_new0 (Row, 1);

  row->child = child != NULL ? cw_child_copy (child) : cw_child_new ();
  row->name = GTK_ENTRY (gtk_entry_new ());
  row->year = make_year (row->child->year_group);
  g_object_set_data_full (G_OBJECT (line), "cw-row", row, free_row);
  gtk_editable_set_text (GTK_EDITABLE (row->name), row->child->name);
  gtk_entry_set_placeholder_text (row->name, _ ("Child’s name"));
  gtk_widget_set_hexpand (GTK_WIDGET (row->name), TRUE);
  cw_a11y_label (GTK_WIDGET (row->name), _ ("Child’s name"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Take this child off"));
  cw_a11y_label (remove, _ ("Take this child off"));
  g_signal_connect_object (row->name, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row->year, "notify::selected", G_CALLBACK (year_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), line, 0);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->name));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->year));
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (self->rows, line);
  return GTK_WIDGET (row->name);
}

static void
add_cb (CwChildrenForm *self)
{
  gtk_widget_grab_focus (append_row (self, NULL));
}

static void
cw_children_form_class_init (CwChildrenFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-children-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwChildrenForm, rows);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
cw_children_form_init (CwChildrenForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_children_form_new (GPtrArray *children)
{
  CwChildrenForm *self = g_object_new (CW_TYPE_CHILDREN_FORM, NULL);

  cw_children_form_set (self, children);
  return GTK_WIDGET (self);
}

void
cw_children_form_set (CwChildrenForm *self, GPtrArray *children)
{
  GtkWidget *line;

  g_return_if_fail (CW_IS_CHILDREN_FORM (self));

  self->setting = TRUE;
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, line);
  for (guint i = 0; children != NULL && i < children->len; i++)
    append_row (self, children->pdata[i]);
  append_row (self, NULL);
  self->setting = FALSE;
}

GPtrArray *
cw_children_form_read (CwChildrenForm *self)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_child_free);

  g_return_val_if_fail (CW_IS_CHILDREN_FORM (self), NULL);

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      Row *row = g_object_get_data (G_OBJECT (line), "cw-row");
      CwChild *child = cw_child_copy (row->child);

      g_free (child->name);
      g_free (child->year_group);
      child->name = cw_dup_typed (row->name);
      child->year_group = g_strdup (YEARS[gtk_drop_down_get_selected (row->year)]);
      if (child->id != 0 || *child->name != '\0')
        g_ptr_array_add (children, child);
      else
        cw_child_free (child);
    }
  return g_steal_pointer (&children);
}
