/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-step-trail.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

#define LINE_WIDTH 36

struct _CwStepTrail
{
  GtkBox parent_instance;

  GPtrArray *dots;   /* of AdwBin, borrowed */
  GPtrArray *titles; /* of GtkLabel, borrowed */
};

G_DEFINE_FINAL_TYPE (CwStepTrail, cw_step_trail, GTK_TYPE_BOX)

static void
add_line (CwStepTrail *self)
{
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (line, LINE_WIDTH, -1);
  gtk_box_append (GTK_BOX (self), line);
}

static void
add_step (CwStepTrail *self, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *dot = adw_bin_new ();
  GtkWidget *title = gtk_label_new (words);

  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (dot, "step-dot");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (self), box);
  g_ptr_array_add (self->dots, dot);
  g_ptr_array_add (self->titles, title);
}

static void
cw_step_trail_finalize (GObject *object)
{
  g_ptr_array_unref (CW_STEP_TRAIL (object)->dots);
  g_ptr_array_unref (CW_STEP_TRAIL (object)->titles);
  G_OBJECT_CLASS (cw_step_trail_parent_class)->finalize (object);
}

static void
cw_step_trail_class_init (CwStepTrailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_step_trail_finalize;
}

static void
cw_step_trail_init (CwStepTrail *self)
{
  self->dots = g_ptr_array_new ();
  self->titles = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

void
cw_step_trail_set_titles (CwStepTrail *self, const char *const *titles)
{
  g_return_if_fail (CW_IS_STEP_TRAIL (self));
  g_return_if_fail (self->dots->len == 0);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      if (i > 0)
        add_line (self);
      add_step (self, titles[i]);
    }
}

/* Where one is, to those who do not see the dots. */
static void
say_place (GtkWidget *title, gboolean past, gboolean now)
{
  const char *words = gtk_label_get_text (GTK_LABEL (title));
  g_autofree char *said = NULL;

  if (now)
    /* Translators: %s is a step of several, such as "Passphrase" */
    said = g_strdup_printf (_ ("%s: you are here"), words);
  else if (past)
    /* Translators: %s is a step of several, such as "Passphrase" */
    said = g_strdup_printf (_ ("%s: done"), words);
  cw_a11y_label (title, said != NULL ? said : words);
}

void
cw_step_trail_show (CwStepTrail *self, guint step)
{
  g_return_if_fail (CW_IS_STEP_TRAIL (self));

  for (guint i = 0; i < self->dots->len; i++)
    {
      GtkWidget *dot = g_ptr_array_index (self->dots, i);
      GtkWidget *title = g_ptr_array_index (self->titles, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      adw_bin_set_child (ADW_BIN (dot),
                         i < step ? gtk_image_new_from_icon_name ("object-select-symbolic")
                                  : gtk_label_new (number));
      cw_set_class (dot, "done", i < step);
      cw_set_class (dot, "now", i == step);
      cw_set_class (title, "heading", i == step);
      cw_set_class (title, "quiet", i != step);
      say_place (title, i < step, i == step);
    }
}
