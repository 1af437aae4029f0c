/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cw-compat.h"

static char *
format_late (CwDay due, CwDay today)
{
  guint days = (guint) (today - due);

  /* Translators: how late something is. */
  return g_strdup_printf (ngettext ("%u day late", "%u days late", days), days);
}

/* "Sun 22/11" */
static char *
format_near (CwDay due)
{
  int year, month, dom;
  g_autoptr (GDateTime) date = NULL;

  cw_day_to_ymd (due, &year, &month, &dom);
  date = g_date_time_new_utc (year, month, dom, 12, 0, 0);
  /* Translators: a day of the coming week for strftime(), as in "Sun 22/11". */
  return g_date_time_format (date, _ ("%a %d/%m"));
}

/* How a due date is said beside a row: how late, the time of today (or "Today"), the weekday of the
 * coming week, else the date. @time: minutes since midnight, -1 for none. @late (may be NULL) is
 * set. */
char *
cw_due_format (CwDay due, CwDay today, int time, gboolean *late)
{
  if (late != NULL)
    *late = due != CW_DAY_NONE && due < today;
  if (due == CW_DAY_NONE)
    return g_strdup ("");
  if (due < today)
    return format_late (due, today);
  if (due == today)
    return time >= 0 ? cw_time_format (time) : g_strdup (_ ("Today"));
  if (due - today <= 7)
    return format_near (due);
  return cw_day_format (due);
}

void
cw_append_listed (GString *list, const char *word)
{
  g_return_if_fail (list != NULL && word != NULL);

  if (list->len > 0)
    /* Translators: goes between the words of a list */
    g_string_append (list, _ (", "));
  g_string_append (list, word);
}

guint
cw_count_typed (const char *text)
{
  guint n = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (; *text != '\0'; text++)
    n += g_ascii_isalnum (*text) ? 1 : 0;
  return n;
}

void
cw_set_class (gpointer widget, const char *css_class, gboolean on)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Sets the name by which assistive technology calls @widget. */
void
cw_a11y_label (GtkWidget *widget, const char *label)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* Newer GTK says that a button is named by the text on it, and that goes before. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
cw_show_error (GtkWidget *box, GtkLabel *label, const char *text)
{
  gboolean news;

  g_return_if_fail (GTK_IS_WIDGET (box));
  g_return_if_fail (GTK_IS_LABEL (label));

  news = text != NULL
         && (!gtk_widget_get_visible (box) || strcmp (text, gtk_label_get_text (label)) != 0);
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (box, text != NULL);
  if (news)
    cw_announce (box, text);
}

static void
set_wrong (GtkWidget *widget, const char *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (text == NULL)
    {
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Says in @label what is wrong with @field, and tells those who come to it (to the field as a
 * whole, and to what in it takes the focus). @text: NULL when nothing is. */
void
cw_show_problem (GtkWidget *field, GtkWidget *label, const char *text)
{
  GtkWidget *entry;

  g_return_if_fail (GTK_IS_WIDGET (field));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
  entry = g_object_get_data (G_OBJECT (field), "cw-wrong");
  if (entry != NULL)
    set_wrong (entry, NULL);
  entry = text != NULL ? cw_find_entry (field) : NULL;
  g_object_set_data_full (G_OBJECT (field), "cw-wrong", entry != NULL ? g_object_ref (entry) : NULL,
                          g_object_unref);
  set_wrong (field, text);
  if (entry != NULL)
    set_wrong (entry, text);
}

/* A screen reader hears the button inside, not the drop-down around it, and GTK gives it no name.
 */
static void
chosen_cb (GtkDropDown *down, GParamSpec *pspec, gpointer label)
{
  gpointer item = gtk_drop_down_get_selected_item (down);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (down));
  g_autofree char *name = NULL;

  if (button == NULL)
    return;
  /* Translators: what a list of choices is for, and what is chosen, as in "Year group: Year 5". */
  name = GTK_IS_STRING_OBJECT (item) ? g_strdup_printf (_ ("%s: %s"), (const char *) label,
                                                        gtk_string_object_get_string (item))
                                     : g_strdup (label);
  cw_a11y_label (button, name);
}

/* Sets the name by which assistive technology calls @down, a drop-down of strings, and keeps it
 * true to what is chosen. Once for each drop-down. */
void
cw_a11y_drop_down (GtkDropDown *down, const char *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (down));
  g_return_if_fail (label != NULL);

  cw_a11y_label (GTK_WIDGET (down), label);
  g_signal_connect_data (down, "notify::selected-item", G_CALLBACK (chosen_cb), g_strdup (label),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  chosen_cb (down, NULL, (gpointer) label);
}

static void
default_mapped_cb (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), button);
}

/* GtkWindow would keep it past its end. */
static void
default_unmapped_cb (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root) && gtk_window_get_default_widget (GTK_WINDOW (root)) == button)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

/* Makes @button what Enter presses in entries with "activates-default", whenever it is shown. */
void
cw_default_button (GtkWidget *button)
{
  g_return_if_fail (GTK_IS_WIDGET (button));

  g_signal_connect (button, "map", G_CALLBACK (default_mapped_cb), NULL);
  g_signal_connect (button, "unmap", G_CALLBACK (default_unmapped_cb), NULL);
}

/**
 * cw_dup_typed:
 * @editable: a #GtkEditable
 *
 * Returns: (transfer full): its text, without the spaces around it
 */
char *
cw_dup_typed (gpointer editable)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (editable), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

gboolean
cw_is_typed (gpointer editable)
{
  g_autofree char *text = cw_dup_typed (editable);

  return text != NULL && *text != '\0';
}
