/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summaries-dialog.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"

static gboolean
close_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

void
cw_dialog_close_on_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

GtkWidget *
cw_dialog_new (CwSection *section, const char *title, GtkWidget *content, int width, int height)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, ""));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_margin_start (content, 24);
  gtk_widget_set_margin_end (content, 24);
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 24);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (box, "cw-page");
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (section))));
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  cw_dialog_close_on_escape (window);
  return window;
}

static GtkWidget *
make_paragraph (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  return label;
}

/* ---- what a reader could still guess ---- */

void
cw_risks_show (CwSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14), *window;
  g_auto (GStrv) risks = cw_summary_risks_text ();

  for (guint i = 0; risks[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), make_paragraph (risks[i]));
  window = cw_dialog_new (section, _ ("What a reader could still guess"), box, 560, 470);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- the question before a freeze ---- */

static GtkWidget *
make_figure (int figure, const char *what)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *number,
            *words = gtk_label_new (what);
  g_autofree char *text = g_strdup_printf ("%d", figure);

  number = gtk_label_new (text);
  gtk_widget_add_css_class (number, "title-1");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (words, "quiet");
  gtk_widget_add_css_class (words, "small");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static GtkWidget *
make_figures (CwPublished *summary)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int enquiries = cw_published_get_records (summary, "enquiries"),
      contacts = cw_published_get_records (summary, "contacts");
  int families = cw_published_get_families (summary, "contacts");

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  if (enquiries > 0)
    gtk_box_append (GTK_BOX (box),
                    make_figure (enquiries, ngettext ("enquiry", "enquiries", (gulong) enquiries)));
  if (families > 0)
    gtk_box_append (GTK_BOX (box),
                    make_figure (families, ngettext ("family", "families", (gulong) families)));
  if (contacts > 0)
    gtk_box_append (GTK_BOX (box),
                    make_figure (contacts, ngettext ("contact", "contacts", (gulong) contacts)));
  return box;
}

static GtkWidget *
make_point (const char *icon, const char *title, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14),
            *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *image = gtk_image_new_from_icon_name (icon), *heading = gtk_label_new (title),
            *rest = make_paragraph (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_margin_top (image, 2);
  gtk_widget_add_css_class (image, "quiet");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (rest, "quiet");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), heading);
  gtk_box_append (GTK_BOX (words), rest);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
show_drafts_cb (GtkButton *button, CwSection *section)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (section));

  cw_section_go (section, "win.go-to", g_variant_new_string ("today"));
  cw_close_dialogs (GTK_WINDOW (window));
}

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *words = make_paragraph (text);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_add_css_class (row, "cw-note");
  gtk_widget_add_css_class (row, "due");
  return row;
}

/* Once something is frozen no term can be entered before it. */
static GtkWidget *
make_unplaced_note (const CwPeriodDetail *detail)
{
  g_autofree char *text = g_strdup_printf (
      ngettext (
          /* Translators: %u is how many enquiries and contacts */
          "%u entry is older than the first term, so no summary counts it. Enter "
          "the term of its day first: after the freeze it is too late.",
          "%u entries are older than the first term, so no summary counts them. "
          "Enter the terms of their days first: after the freeze it is too late.",
          detail->unplaced),
      detail->unplaced);

  return make_note (text);
}

static GtkWidget *
make_draft_note (const CwPeriodDetail *detail, CwSection *section)
{
  GtkWidget *row, *button = gtk_button_new_with_label (_ ("Show drafts"));
  g_autofree char *text
      = g_strdup_printf (ngettext (
                             /* Translators: %u is how many entries were begun and not finished */
                             "%u draft is still open. Finish it first, or it counts later.",
                             "%u drafts are still open. Finish them first, or they count later.",
                             detail->drafts),
                         detail->drafts);

  row = make_note (text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_drafts_cb), section, 0);
  return row;
}

static void
add_small (GtkWidget *box, const char *text)
{
  GtkWidget *label = make_paragraph (text);

  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (box), label);
}

/* The figures as they will be printed, the consequences in the order people ask, and what is
 * special about this one. */
GtkWidget *
cw_freeze_words_new (const CwPeriodDetail *detail, CwSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  g_autofree char *late
      = detail->next != NULL
            /* Translators: %s is the term that follows, such as "Autumn 2026" */
            ? g_strdup_printf (_ ("What you enter late counts in %s"), detail->next)
            : g_strdup (_ ("What you enter late counts in the next term"));

  gtk_widget_set_size_request (box, 440, -1);
  gtk_widget_set_margin_top (box, 6);
  if (detail->summary != NULL)
    {
      gtk_box_append (GTK_BOX (box), make_figures (detail->summary));
      gtk_box_append (GTK_BOX (box),
                      make_point ("x-office-document-symbolic", _ ("You can hand it out"),
                                  _ ("Print it, save it, send it as often as you like. Everybody "
                                     "gets the same figures.")));
    }
  else
    gtk_box_append (
        GTK_BOX (box),
        make_point (
            "go-next-symbolic", _ ("There will be no page of its own"),
            _ ("Too few families are in it. Its days are counted with those that follow.")));
  gtk_box_append (GTK_BOX (box),
                  make_point ("document-edit-symbolic", late,
                              _ ("Also for corrections. Your records keep their true dates.")));
  gtk_box_append (GTK_BOX (box),
                  make_point ("security-high-symbolic", _ ("Nothing in the records changes"),
                              _ ("Permissions, withdrawals and erasure go on as before.")));
  gtk_box_append (GTK_BOX (box), make_point ("changes-prevent-symbolic", _ ("It cannot be undone"),
                                             _ ("Not by you, and not by anyone else.")));
  if (detail->unplaced > 0)
    gtk_box_append (GTK_BOX (box), make_unplaced_note (detail));
  if (detail->drafts > 0)
    gtk_box_append (GTK_BOX (box), make_draft_note (detail, section));
  if (detail->fixes_rules)
    add_small (box, _ ("This is the first freeze of its school year: how terms are counted, and "
                       "how many families a line needs, "
                       "then stay as they are for the whole year."));
  if (detail->period->closes_year)
    {
      g_autofree char *year = cw_school_year_label (detail->period->year);
      g_autofree char *text
          = g_strdup_printf (/* Translators: %s is a school year, such as 2025-26 */
                             _ ("It completes %s: the number of families in the year is counted "
                                "with it."),
                             year);

      add_small (box, text);
    }
  return box;
}
