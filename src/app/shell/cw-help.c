/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-help.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"
#include "report/cw-report.h"

typedef struct
{
  const char *heading;
  const char *text;
} Topic;

static const Topic topics[] = {
  { N_ ("Day by day"), N_ ("Today shows what is late, what is due today and what comes in the next "
                           "seven days. Press Enter on a row to open it, "
                           "Space to mark it done, M to move it to another day.\n"
                           "Ctrl+E logs an enquiry, Ctrl+T writes up a contact, Ctrl+N opens a "
                           "case. Ctrl+Enter saves a form.") },
  { N_ ("Enquiries"), N_ ("An enquiry is a question answered without knowing who asked. There is "
                          "no field that could hold a name, on purpose. "
                          "Tick what it was about, how it came and where you pointed the parent. "
                          "If the same parent has asked before this term, "
                          "tick that too: it keeps the summary honest.") },
  { N_ ("Cases"), N_ ("A case begins with the parent’s agreement. Explain the six points, ask for "
                      "the parent’s choices, note how they agreed: "
                      "then a name can be entered, not before. A parent who does not want a record "
                      "on the computer is helped all the same; "
                      "Casework then keeps a number for your paper notes and nothing else.\n"
                      "Each adult agrees for themselves. Agreement can be withdrawn at any time.\n"
                      "Notes hold what was said and done. The parent may read them.") },
  { N_ ("Summaries for the head teacher"),
    N_ ("When a term has ended it can be frozen: its figures are counted once and never change "
        "again. What is too small to "
        "show is put together with other categories, so that nobody can be recognised. Print the "
        "summary or save it; it "
        "holds no names and no notes.") },
  { N_ ("What a reader could still guess"), NULL },
  { N_ ("Your passphrase, the keyring and the recovery code"),
    N_ ("Only you can open your records. Two things open them together: your passphrase, and a "
        "half of the key that this "
        "laptop’s keyring keeps. If either is lost, the recovery code on paper opens them. Nobody "
        "can look up or reset the "
        "passphrase or the code, so keep the paper somewhere safe, away from the laptop.") },
  { N_ ("Nothing is lost"), N_ ("Everything you type is kept, encrypted, as a draft a few seconds "
                                "later, and offered again on Today. Lock (Ctrl+L) "
                                "closes the records until the passphrase is typed again; closing "
                                "the window does the same. While the records are "
                                "open, their text is in this laptop’s memory, and the system may "
                                "write memory to disk: lock when you leave the desk.") },
  { N_ ("No network"),
    N_ ("Casework never uses a network. Everything stays on this laptop, encrypted.") },
};

typedef struct
{
  const char *keys;
  const char *act;
} Shortcut;

/* A group begins with an entry without keys. */
static const Shortcut shortcuts[] = {
  { NULL, N_ ("From anywhere") },
  { N_ ("Ctrl+E"), N_ ("Log an enquiry") },
  { N_ ("Ctrl+T"), N_ ("Write up a contact") },
  { N_ ("Ctrl+N"), N_ ("Open a case") },
  { N_ ("Ctrl+F"), N_ ("Search") },
  { N_ ("Alt+1 … Alt+9"), N_ ("Go to a page of the sidebar") },
  { N_ ("Alt+Left"), N_ ("Back from a case to the page before") },
  { N_ ("Ctrl+L, Ctrl+W"), N_ ("Lock") },
  { N_ ("Ctrl+,"), N_ ("Preferences") },
  { N_ ("Ctrl+Q"), N_ ("Lock and quit") },
  { N_ ("F10"), N_ ("Main menu") },
  { N_ ("F1"), N_ ("Help") },
  { N_ ("Ctrl+?"), N_ ("This list") },
  { NULL, N_ ("On Today") },
  { N_ ("Enter"), N_ ("Open what is due") },
  { N_ ("Space"), N_ ("Mark it done") },
  { N_ ("M"), N_ ("Move it to another day") },
  { NULL, N_ ("In a table") },
  { N_ ("Enter"), N_ ("Open the row, or change it") },
  { N_ ("Up"), N_ ("From the first row: to the headings; Enter sorts by one") },
  { N_ ("Delete"), N_ ("Delete the enquiry") },
  { N_ ("Menu, Shift+F10"), N_ ("What else can be done with the enquiry") },
  { NULL, N_ ("In a form") },
  { N_ ("Ctrl+Enter"), N_ ("Save") },
  { N_ ("Esc"), N_ ("Close; what is typed is kept as a draft") },
  { N_ ("Tab"), N_ ("The next field, or the next group of chips") },
  { N_ ("Arrow keys, letters"), N_ ("Move between the chips of a group") },
  { N_ ("Space"), N_ ("Tick or untick a chip") },
  { N_ ("Up, Down"), N_ ("A date: one day later or earlier") },
  { N_ ("Alt+Down"), N_ ("A date: open the calendar") },
  { NULL, N_ ("In a note") },
  { N_ ("Alt+1 … Alt+4"), N_ ("What kind this line is, and not a page of the sidebar") },
  { NULL, N_ ("On Summaries") },
  { N_ ("Ctrl+P"), N_ ("Print the summary") },
  { N_ ("Ctrl+S"), N_ ("Save the summary") },
};

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A window of its own with one scrolled column; Esc closes it. */
static void
show_window (GtkWindow *parent, const char *title, GtkWidget *column)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_margin_start (column, 24);
  gtk_widget_set_margin_end (column, 24);
  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  cw_a11y_label (scroller, title);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_focusable (scroller, TRUE); /* Page Up and Page Down */
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_focus (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}

/* The help: how to work, what is promised, what is not. */
void
cw_help_show (GtkWindow *parent)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *heading = make_text (_ (topics[i].heading), "title-4");

      gtk_widget_set_margin_top (heading, i > 0 ? 18 : 0);
      gtk_box_append (GTK_BOX (column), heading);
      if (topics[i].text != NULL)
        gtk_box_append (GTK_BOX (column), make_text (_ (topics[i].text), NULL));
      else
        {
          g_auto (GStrv) risks = cw_summary_risks_text ();

          for (guint r = 0; risks[r] != NULL; r++)
            gtk_box_append (GTK_BOX (column), make_text (risks[r], NULL));
        }
    }
  show_window (parent, _ ("Help"), column);
}

static GtkWidget *
make_shortcut_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_label_new (_ (shortcut->keys));
  /* Translators: what can be done, then the keys for it, as in "Log an enquiry, Ctrl+E". */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s"), _ (shortcut->act), _ (shortcut->keys));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->act));
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (keys, "key");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  cw_a11y_label (row, spoken);
  return row;
}

/* All the keys, as a plain list: the toolkit's own window for this is on its way out. */
void
cw_help_show_shortcuts (GtkWindow *parent)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].keys == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (shortcuts[i].act));
          gtk_box_append (GTK_BOX (column), group);
        }
      else
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_shortcut_row (&shortcuts[i]));
    }
  show_window (parent, _ ("Keyboard shortcuts"), column);
}

void
cw_help_show_about (GtkWindow *parent)
{
  cw_show_about (parent, _ ("Casework"), CW_VERSION,
                 _ ("Private casework records, anonymous enquiry logs and category summaries for "
                    "Parent Support Advisers."));
}
