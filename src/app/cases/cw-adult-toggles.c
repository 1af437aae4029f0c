/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-adult-toggles.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"

#define LONGEST 14 /* letters of a name; the whole name is in the tooltip */

typedef struct
{
  gint64 adult_id;
  CwAdultToggled toggled;
  gpointer data;
} Toggle;

static void
toggled_cb (GtkToggleButton *button, Toggle *toggle)
{
  toggle->toggled (toggle->adult_id, gtk_toggle_button_get_active (button), toggle->data);
}

static GtkWidget *
make_toggle (const CwAdult *adult, gboolean with, CwAdultToggled toggled, gpointer data)
{
  g_autofree char *first = cw_adult_first_name (adult);
  g_autofree char *name = cw_adult_name (adult);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (first);
  Toggle *toggle = g_new0 (Toggle, 1);

  *toggle = (Toggle){ adult->id, toggled, data };
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, name);
  cw_a11y_label (button, name);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), with);
  gtk_widget_set_sensitive (button, cw_adult_agrees (adult));
  g_object_set_data_full (G_OBJECT (button), "cw-toggle", toggle, g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), toggle);
  return button;
}

/**
 * cw_adult_toggles_fill:
 * @adults: (element-type CwAdult): those of the case
 * @with: who is chosen
 * @toggled: called when one is pressed
 *
 * Fills @box anew.
 */
void
cw_adult_toggles_fill (
    GtkBox *box, GPtrArray *adults, const CwIds *with, CwAdultToggled toggled, gpointer data)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && adults != NULL && with != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < adults->len; i++)
    {
      const CwAdult *adult = adults->pdata[i];

      gtk_box_append (box, make_toggle (adult, cw_ids_contains (with, adult->id), toggled, data));
    }
}
