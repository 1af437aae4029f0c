/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-people-strip.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"

#include <glib/gi18n.h>

#define LONGEST_NAME 24 /* letters; a longer one is cut short on its card, and whole behind it */

struct _CwPeopleStrip
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *cards;
  GtkBox *children;
  GtkButton *add_child_button;
};

enum
{
  ADD_ADULT,
  CHILDREN,
  EDIT,
  CONSENT,
  WITHDRAW,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwPeopleStrip, cw_people_strip, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *css, const char *more_css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  if (more_css != NULL)
    gtk_widget_add_css_class (label, more_css);
  return label;
}

/* An icon and words: never a colour or an icon alone. */
static void
append_fact (GtkWidget *box, const char *icon, const char *text, gboolean quiet)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", 14,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = make_label (text, "small", quiet ? "quiet" : NULL);

  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (box), line);
}

static char *
choices_text (const CwConsent *consent)
{
  if (consent->school_may_know)
    return g_strdup (consent->database_may_know ? _ ("School may know: yes, database: yes")
                                                : _ ("School may know: yes, database: no"));
  return g_strdup (consent->database_may_know ? _ ("School may know: no, database: yes")
                                              : _ ("School may know: no, database: no"));
}

static GtkWidget *
make_facts (const CwAdult *adult, CwCodeBook *codes, GString *said)
{
  const CwConsent *consent = cw_adult_get_consent (adult);
  gboolean agrees = cw_adult_agrees (adult);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = cw_adult_name (adult);
  g_autofree char *relation = cw_adult_relation (adult, codes);
  g_autofree char *words = consent != NULL ? cw_consent_words (consent) : g_strdup ("");
  g_autofree char *choices = consent != NULL ? choices_text (consent) : g_strdup ("");
  /* Translators: %s is what was agreed, such as "agreed 14/09/2026, signed" */
  g_autofree char *record = g_strdup_printf (_ ("Record: %s"), words);
  GtkWidget *label = make_label (name, "heading", NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), LONGEST_NAME);
    }
  gtk_box_append (GTK_BOX (head), label);
  label = make_label (relation, "small", "quiet");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (8, (int) g_utf8_strlen (relation, -1)));
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (box), head);
  append_fact (box, agrees ? "object-select-symbolic" : "action-unavailable-symbolic", record,
               FALSE);
  if (agrees)
    append_fact (box,
                 consent->school_may_know ? "object-select-symbolic"
                                          : "action-unavailable-symbolic",
                 choices, FALSE);
  else
    append_fact (box, "media-playback-pause-symbolic", _ ("Nothing new is recorded"), TRUE);
  if (!agrees)
    append_fact (box, "changes-prevent-symbolic", _ ("What was written is kept"), TRUE);
  g_string_printf (said, "%s. %s. %s", name, record,
                   agrees ? choices : _ ("Nothing new is recorded"));
  return box;
}

/* ---- the history behind a card ---- */

static void
button_cb (GtkButton *button, CwPeopleStrip *self)
{
  guint which = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "cw-signal"));
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "cw-id");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[which], 0, id);
}

static void
append_button (CwPeopleStrip *self, GtkWidget *box, const char *text, guint which, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_object_set_data (G_OBJECT (button), "cw-signal", GUINT_TO_POINTER (which));
  g_object_set_data_full (G_OBJECT (button), "cw-id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static char *
history_text (const CwConsent *consent)
{
  g_autofree char *given = cw_day_format (consent->given_on);
  g_autofree char *withdrawn = cw_day_format (consent->withdrawn_on);
  g_autofree char *choices = choices_text (consent);

  if (consent->withdrawn_on != CW_DAY_NONE)
    /* Translators: %s are the day they agreed, the day they withdrew, the choices, and who
     * explained it */
    return g_strdup_printf (_ ("%s to %s. %s. Explained by %s."), given, withdrawn, choices,
                            consent->explained_by);
  /* Translators: %s are the day they agreed, how, the choices, and who explained it */
  return g_strdup_printf (_ ("%s, %s. %s. Explained by %s."), given,
                          consent->how == CW_CONSENT_SIGNED ? _ ("signed") : _ ("spoken"), choices,
                          consent->explained_by);
}

static void
append_detail (GtkWidget *box, const char *text)
{
  GtkWidget *label = make_label (text, NULL, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_selectable (GTK_LABEL (label),
                            TRUE); /* and so a stop of the Tab key: it is heard */
  if (*text != '\0')
    gtk_box_append (GTK_BOX (box), label);
  else
    g_object_ref_sink (label), g_object_unref (label);
}

static GtkWidget *
make_history (CwPeopleStrip *self, const CwAdult *adult)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gboolean agrees = cw_adult_agrees (adult);

  if (g_utf8_strlen (adult->name, -1) > LONGEST_NAME)
    append_detail (box, adult->name);
  append_detail (box, adult->telephone);
  append_detail (box, adult->email);
  append_detail (box, adult->address);
  append_detail (box, adult->wishes);
  gtk_box_append (GTK_BOX (box),
                  make_label (_ ("What they agreed to, newest first"), "heading-quiet", NULL));
  for (guint i = adult->consents->len; i > 0; i--)
    {
      g_autofree char *text = history_text (adult->consents->pdata[i - 1]);
      GtkWidget *label = make_label (text, "small", NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  if (agrees)
    append_button (self, box,
                   *adult->name != '\0' ? _ ("Change who they are") : _ ("Say who they are"), EDIT,
                   adult->id);
  append_button (self, box, agrees ? _ ("They choose something else") : _ ("They agree again"),
                 CONSENT, adult->id);
  if (agrees)
    append_button (self, box, _ ("They do not agree any more"), WITHDRAW, adult->id);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static GtkWidget *
make_card (CwPeopleStrip *self, const CwAdult *adult, guint i, CwCodeBook *codes)
{
  GtkWidget *card = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *letters = cw_adult_initials (adult);
  g_autoptr (GString) said = g_string_new (NULL);
  GtkWidget *initials = g_object_new (GTK_TYPE_LABEL, "label", letters, "valign", GTK_ALIGN_CENTER,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (initials, "cw-initials");
  gtk_widget_add_css_class (initials, "big");
  if (!cw_adult_agrees (adult))
    gtk_widget_add_css_class (initials, "off");
  else if (i > 0)
    gtk_widget_add_css_class (initials, "apart");
  gtk_box_append (GTK_BOX (box), initials);
  gtk_box_append (GTK_BOX (box), make_facts (adult, codes, said));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (card), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (card), make_history (self, adult));
  gtk_widget_add_css_class (card, "cw-person-button");
  gtk_widget_add_css_class (card, cw_adult_agrees (adult) ? "card" : "stopped");
  if (!cw_adult_agrees (adult))
    gtk_widget_add_css_class (card, "cw-person-stopped");
  gtk_widget_set_tooltip_text (card, _ ("What they agreed to, and what can be changed"));
  cw_a11y_label (card, said->str);
  return card;
}

/* ---- children ---- */

static char *
year_text (const CwChild *child, CwDay today)
{
  g_autofree char *year = g_str_equal (child->year_group, "N")   ? g_strdup (_ ("Nursery"))
                          : g_str_equal (child->year_group, "R") ? g_strdup (_ ("Reception"))
                          : *child->year_group != '\0'
                              /* Translators: %s is the number of a school year */
                              ? g_strdup_printf (_ ("Year %s"), child->year_group)
                              : g_strdup ("");
  int years = 0;

  while (child->born != CW_DAY_NONE && years < 25
         && cw_day_add_months (child->born, 12 * (years + 1)) <= today)
    years++;
  if (child->born == CW_DAY_NONE)
    return g_steal_pointer (&year);
  if (*year == '\0')
    /* Translators: %d is an age */
    return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) years), years);
  /* Translators: %s is a year group, %d an age */
  return g_strdup_printf (ngettext ("%s, %d year", "%s, %d years", years), year, years);
}

static void
fill_children (CwPeopleStrip *self, const CwCase *cas, CwDay today)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->children))) != NULL)
    gtk_box_remove (self->children, child);
  for (guint i = 0; i < cas->children->len; i++)
    {
      const CwChild *one = cas->children->pdata[i];
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *year = year_text (one, today);
      GtkWidget *name = make_label (one->name, "heading", NULL);

      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (name), MIN (14, (int) g_utf8_strlen (one->name, -1)));
      gtk_label_set_max_width_chars (GTK_LABEL (name), 18);
      gtk_box_append (GTK_BOX (line), name);
      gtk_box_append (GTK_BOX (line), make_label (year, "small", "quiet"));
      gtk_box_append (self->children, line);
    }
}

static void
add_adult_cb (CwPeopleStrip *self)
{
  g_signal_emit (self, signals[ADD_ADULT], 0);
}

static void
children_cb (CwPeopleStrip *self)
{
  g_signal_emit (self, signals[CHILDREN], 0);
}

static void
cw_people_strip_class_init (CwPeopleStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const names[] = { "add-adult", "children", "edit", "consent", "withdraw" };

  for (guint i = 0; i < N_SIGNALS; i++)
    if (i < EDIT)
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
    else
      signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-people-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPeopleStrip, cards);
  gtk_widget_class_bind_template_child (widget_class, CwPeopleStrip, children);
  gtk_widget_class_bind_template_child (widget_class, CwPeopleStrip, add_child_button);
  gtk_widget_class_bind_template_callback (widget_class, add_adult_cb);
  gtk_widget_class_bind_template_callback (widget_class, children_cb);
}

static void
cw_people_strip_init (CwPeopleStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_people_strip_set_case (CwPeopleStrip *self, const CwCase *cas, CwCodeBook *codes, CwDay today)
{
  GtkWidget *child;
  gboolean anybody = FALSE;

  g_return_if_fail (CW_IS_PEOPLE_STRIP (self) && cas != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];

      if (i > 0 && adult->kept_apart)
        {
          GtkWidget *apart = gtk_label_new (_ ("kept\napart"));

          gtk_label_set_justify (GTK_LABEL (apart), GTK_JUSTIFY_CENTER);
          gtk_widget_add_css_class (apart, "small");
          gtk_widget_add_css_class (apart, "quiet");
          gtk_box_append (self->cards, apart);
        }
      gtk_box_append (self->cards, make_card (self, adult, i, codes));
      anybody = anybody || cw_adult_agrees (adult);
    }
  fill_children (self, cas, today);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_child_button), anybody);
}
