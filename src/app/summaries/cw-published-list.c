/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summaries-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-save.h"

typedef struct
{
  CwSection *section; /* owned */
  char *text;
} Export;

static void
file_chosen_cb (GFile *file, gpointer data)
{
  Export *export = data;

  if (file != NULL)
    cw_save_file (export->section, g_file_peek_path (file), cw_save_text,
                  g_steal_pointer (&export->text), g_free, NULL);
  g_object_unref (export->section);
  g_free (export->text);
  g_free (export);
}

static void
save_cb (GtkButton *button, CwSection *section)
{
  Export *export = g_new0 (Export, 1);
  CwPublished *list = g_object_get_data (G_OBJECT (button), "cw-list");
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (button));

  export->section = g_object_ref (section);
  export->text = cw_summary_to_json (list);
  cw_file_save (GTK_WINDOW (window), _ ("Save the publication list"),
                _ ("Everything published.casework-summary"), file_chosen_cb, export);
}

/* "146 contacts, 23 families", both rounded */
static char *
describe_figures (gboolean contacts, int records, int families)
{
  g_autofree char *one
      = g_strdup_printf (contacts
                             /* Translators: how many records, rounded */
                             ? ngettext ("%d contact", "%d contacts", (gulong) records)
                             /* Translators: how many records, rounded */
                             : ngettext ("%d enquiry", "%d enquiries", (gulong) records),
                         records);
  g_autofree char *two
      = g_strdup_printf (/* Translators: how many families, rounded */
                         ngettext ("%d family", "%d families", (gulong) families), families);

  /* Translators: "146 contacts", then "23 families" */
  return g_strdup_printf (_ ("%s, %s"), one, two);
}

/* One row for each block: its tables have the same days, records and families. */
static GtkWidget *
make_row (const CwLedgerEntry *entry, guint tables)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean contacts = strcmp (entry->population, "contacts") == 0;
  g_autofree char *start = cw_day_format (entry->start), *end = cw_day_format (entry->end);
  g_autofree char *title = NULL, *subtitle = NULL, *figures = NULL;
  GtkWidget *label;

  title = g_strdup_printf (contacts
                               /* Translators: a term and what was counted of it */
                               ? _ ("%s, contacts")
                               /* Translators: a term and what was counted of it */
                               : _ ("%s, enquiries"),
                           entry->label);
  /* Translators: two dates, then how many tables, then the beginning of a checksum */
  subtitle = g_strdup_printf (ngettext ("%s to %s · %u table · %.8s", "%s to %s · %u tables · %.8s",
                                        tables),
                              start, end, tables, entry->hash);
  figures = describe_figures (contacts, entry->records, entry->families);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  label = gtk_label_new (figures);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
add_rows (GtkListBox *rows, GPtrArray *entries)
{
  guint i = entries->len;

  while (i > 0)
    {
      const CwLedgerEntry *last = g_ptr_array_index (entries, i - 1);
      guint tables = 0;

      while (i > 0)
        {
          const CwLedgerEntry *entry = g_ptr_array_index (entries, i - 1);

          if (strcmp (entry->population, last->population) != 0 || entry->end != last->end)
            break;
          tables++;
          i--;
        }
      gtk_list_box_append (rows, make_row (last, tables));
    }
}

void
cw_published_show (CwSection *section, CwPublished *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *rows = gtk_list_box_new ();
  GtkWidget *words = gtk_label_new (_ ("Each of these was counted once and is never counted again. "
                                       "The file holds all of them in full, so that "
                                       "anyone can check them together."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Save the publication list…")), *window;
  GPtrArray *entries = cw_published_get_entries (list);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  cw_a11y_label (rows, _ ("Everything published so far"));
  add_rows (GTK_LIST_BOX (rows), entries);
  if (entries->len > 0)
    gtk_box_append (GTK_BOX (box), rows);
  else
    gtk_label_set_text (
        GTK_LABEL (words),
        _ ("Nothing has been published yet. A term appears here once it is frozen."));
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_sensitive (button, entries->len > 0);
  g_object_set_data_full (G_OBJECT (button), "cw-list", cw_published_ref (list),
                          (GDestroyNotify) cw_published_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (save_cb), section, 0);
  gtk_box_append (GTK_BOX (box), button);
  window = cw_dialog_new (section, _ ("Everything published so far"), box, 640, 560);
  gtk_window_present (GTK_WINDOW (window));
}
