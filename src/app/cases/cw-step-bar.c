/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-step-bar.h"

#include "app/kit/cw-kit.h"

#include <glib/gi18n.h>

#define N_STEPS 4
#define NAMES 2

struct _CwStepBar
{
  AdwBin parent_instance;

  /* borrowed from the tree of widgets */
  GtkStack *marks[N_STEPS];
  GtkLabel *titles[N_STEPS];
  GtkLabel *said[N_STEPS];

  gboolean own_words[N_STEPS];
};

G_DEFINE_FINAL_TYPE (CwStepBar, cw_step_bar, ADW_TYPE_BIN)

static const char *const TITLES[N_STEPS]
    = { N_ ("How they came"), N_ ("Explain, let them choose"), N_ ("Names"), N_ ("First contact") };
static const char *const WORDS[N_STEPS]
    = { N_ ("Themselves, or asked first"), N_ ("Your words, their choice"),
        N_ ("Opens once they agree"), N_ ("Note and next step") };

static GtkWidget *
make_label (GtkLabel **kept, const char *text, const char *css)
{
  *kept = GTK_LABEL (gtk_label_new (text));
  gtk_label_set_xalign (*kept, 0);
  gtk_label_set_ellipsize (*kept, PANGO_ELLIPSIZE_END);
  if (css != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (*kept), "small");
      gtk_widget_add_css_class (GTK_WIDGET (*kept), css);
    }
  return GTK_WIDGET (*kept);
}

static GtkWidget *
make_step (CwStepBar *self, guint i)
{
  GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_stack_new ();
  g_autofree char *number = g_strdup_printf ("%u", i + 1);

  gtk_stack_add_named (GTK_STACK (mark), gtk_label_new (number), "number");
  gtk_stack_add_named (GTK_STACK (mark), gtk_image_new_from_icon_name ("object-select-symbolic"),
                       "done");
  gtk_stack_add_named (GTK_STACK (mark), gtk_image_new_from_icon_name ("changes-prevent-symbolic"),
                       "locked");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "cw-step");
  self->marks[i] = GTK_STACK (mark);
  gtk_box_append (GTK_BOX (words), make_label (&self->titles[i], _ (TITLES[i]), NULL));
  gtk_box_append (GTK_BOX (words), make_label (&self->said[i], _ (WORDS[i]), "quiet"));
  gtk_box_append (GTK_BOX (step), mark);
  gtk_box_append (GTK_BOX (step), words);
  return step;
}

static void
cw_step_bar_class_init (CwStepBarClass *class)
{
}

static void
cw_step_bar_init (CwStepBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < N_STEPS; i++)
    gtk_box_append (GTK_BOX (box), make_step (self, i));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cw-people");
  cw_step_bar_set_now (self, 0, TRUE);
}

void
cw_step_bar_set_now (CwStepBar *self, guint now, gboolean locked)
{
  g_return_if_fail (CW_IS_STEP_BAR (self) && now < N_STEPS);

  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean lock = locked && i == NAMES;

      gtk_stack_set_visible_child_name (self->marks[i], i < now ? "done"
                                                        : lock  ? "locked"
                                                                : "number");
      cw_set_class (self->marks[i], "past", i < now);
      cw_set_class (self->marks[i], "now", i == now);
      cw_set_class (self->titles[i], "heading", i == now);
      cw_set_class (self->titles[i], "quiet", i > now);
      if (!self->own_words[i] || i == now)
        gtk_label_set_text (self->said[i], i == now ? _ ("You are here") : _ (WORDS[i]));
    }
}

/* What came of @step, in a few words. */
void
cw_step_bar_set_said (CwStepBar *self, guint step, const char *text)
{
  g_return_if_fail (CW_IS_STEP_BAR (self) && step < N_STEPS);

  gtk_label_set_text (self->said[step], text);
  self->own_words[step] = TRUE;
}
