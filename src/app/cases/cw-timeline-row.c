/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-timeline-row.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"
#include "cw-note-view.h"

#include <glib/gi18n.h>

#define KIND_CHARS 15

struct _CwTimelineRow
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *day, *time;
  GtkImage *icon;
  GtkLabel *title, *minutes;
  GtkBox *initials;
  GtkLabel *whose;
  GtkMenuButton *menu_button;
  GtkGrid *lines;

  gint64 contact_id;
};

enum
{
  EDIT,
  DELETE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwTimelineRow, cw_timeline_row, ADW_TYPE_BIN)

static const struct
{
  const char *code, *icon;
} ICONS[] = {
  { "telephone", "call-start-symbolic" },  { "email", "mail-unread-symbolic" },
  { "letter", "text-x-generic-symbolic" }, { "home-visit", "go-home-symbolic" },
  { "meeting", "system-users-symbolic" },  { "text-message", "user-available-symbolic" },
};

static const char *
find_icon (const CwCode *method)
{
  for (guint i = 0; method != NULL && i < G_N_ELEMENTS (ICONS); i++)
    if (g_str_equal (method->code, ICONS[i].code))
      return ICONS[i].icon;
  return "avatar-default-symbolic";
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_line (CwTimelineRow *self, int row, const char *kind, const char *text, const char *css)
{
  GtkWidget *said = make_label (text, css);
  GtkWidget *what = make_label (kind, "cw-kind");

  gtk_label_set_wrap (GTK_LABEL (said), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (said), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (said), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (said), FALSE);
  gtk_widget_set_hexpand (said, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (what), KIND_CHARS); /* the same in every entry */
  gtk_grid_attach (self->lines, what, 0, row, 1, 1);
  gtk_grid_attach (self->lines, said, 1, row, 1, 1);
}

/* "Preparing for meetings, emotional support" */
static char *
join_codes (CwCodeBook *codes, const CwIds *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    cw_append_listed (text, cw_code_book_label (codes, ids->items[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_lines (CwTimelineRow *self, const CwContact *contact, CwCodeBook *codes)
{
  g_autofree char *support = join_codes (codes, contact->support);
  g_autofree char *services = join_codes (codes, contact->services);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_grid_remove (self->lines, child);
  for (guint i = 0; i < contact->lines->len; i++)
    {
      const CwLine *line = contact->lines->pdata[i];
      gboolean said = line->kind == CW_LINE_SAID || line->kind == CW_LINE_OTHER;

      add_line (self, row++, cw_line_kind_label (line->kind), line->text, said ? "cw-said" : NULL);
    }
  if (*support != '\0')
    add_line (self, row++, _ ("Support"), support, "quiet");
  if (*services != '\0')
    add_line (self, row++, _ ("Services"), services, "quiet");
}

/* Initials for the eye, the words for everyone (R2). */
static void
fill_whose (CwTimelineRow *self, const CwContact *contact, const CwCase *cas, const char *names)
{
  GtkWidget *child;
  g_autofree char *whose = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->initials))) != NULL)
    gtk_box_remove (self->initials, child);
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];
      g_autofree char *letters = cw_adult_initials (adult);

      if (!cw_ids_contains (contact->adults, adult->id))
        continue;
      child = g_object_new (GTK_TYPE_LABEL, "label", letters, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (child, "cw-initials");
      gtk_widget_add_css_class (child, "tiny");
      if (!cw_adult_agrees (adult))
        gtk_widget_add_css_class (child, "off");
      else if (i > 0)
        gtk_widget_add_css_class (child, "apart");
      gtk_box_append (self->initials, child);
    }
  if (contact->adults->len == 1)
    /* Translators: %s is a name, and the entry belongs to nobody else */
    whose = g_strdup_printf (_ ("%s only"), names);
  else
    whose = g_strdup (names);
  gtk_label_set_text (self->whose, cas->adults->len > 1 ? whose : "");
}

/* The focus is on an entry or on its button: those who listen hear all of the entry there. */
static void
say_entry (CwTimelineRow *self, const char *title, const char *menu, const CwContact *contact)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));

  for (guint i = 0; i < contact->lines->len; i++)
    {
      const CwLine *line = contact->lines->pdata[i];

      g_string_append_printf (words, "%s%s: %s", i > 0 ? " " : "", cw_line_kind_label (line->kind),
                              line->text);
    }
  cw_a11y_label (GTK_WIDGET (self->menu_button), menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  if (place != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0, CW_TIMELINE_ROW (widget)->contact_id);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[DELETE], 0, CW_TIMELINE_ROW (widget)->contact_id);
}

static void
cw_timeline_row_class_init (CwTimelineRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, day);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, time);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, title);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, initials);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, whose);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwTimelineRow, lines);
  gtk_widget_class_install_action (widget_class, "entry.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "entry.delete", NULL, delete_action);
}

static void
cw_timeline_row_init (CwTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_timeline_row_new (void)
{
  return g_object_new (CW_TYPE_TIMELINE_ROW, NULL);
}

void
cw_timeline_row_fill (CwTimelineRow *self,
                      const CwContact *contact,
                      const CwCase *cas,
                      CwCodeBook *codes)
{
  const CwCode *method;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *names = NULL;
  g_autofree char *title = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *menu = NULL;

  g_return_if_fail (CW_IS_TIMELINE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), contact != NULL);
  self->contact_id = contact != NULL ? contact->id : 0;
  if (contact == NULL)
    {
      gtk_label_set_text (self->title, "…");
      return;
    }
  method = cw_code_book_get (codes, contact->method);
  day = cw_day_format (contact->day);
  time = cw_time_format (contact->time);
  names = cw_adults_join (cas->adults, contact->adults);
  /* Translators: the first %s is a way of contact, such as Telephone, the second one or more names
   */
  title = g_strdup_printf (_ ("%s with %s"), method != NULL ? method->label : "", names);
  minutes = contact->minutes > 0 ? cw_duration_format (contact->minutes) : g_strdup ("");
  /* Translators: the first %s is the title of an entry, the second its date */
  menu = g_strdup_printf (_ ("%s, %s: change or delete"), title, day);
  gtk_label_set_text (self->day, day);
  gtk_label_set_text (self->time, time);
  gtk_image_set_from_icon_name (self->icon, find_icon (method));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->minutes, minutes);
  say_entry (self, title, menu, contact);
  fill_whose (self, contact, cas, names);
  fill_lines (self, contact, codes);
}
