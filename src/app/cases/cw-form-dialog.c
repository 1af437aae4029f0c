/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-form-dialog.h"

#include <glib/gi18n.h>

struct _CwFormDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwWindowTitle *heading;
  GtkButton *save_button;
  GtkLabel *problem;
  GtkScrolledWindow *scroller;
};

enum
{
  SAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwFormDialog, cw_form_dialog, ADW_TYPE_WINDOW)

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SAVE], 0);
}

/* The focus begins in the form, not on "Cancel". */
static void
cw_form_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_form_dialog_parent_class)->map (widget);
  gtk_widget_child_focus (GTK_WIDGET (CW_FORM_DIALOG (widget)->scroller), GTK_DIR_TAB_FORWARD);
}

static void
cw_form_dialog_class_init (CwFormDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->map = cw_form_dialog_map;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, scroller);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "form.save", NULL);
}

static void
cw_form_dialog_init (CwFormDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_form_dialog_new:
 * @over: the widget whose page the form belongs to
 * @title: what it is for
 * @save_label: what the button does
 * @content: the form
 *
 * Returns: (transfer none): a form that is not shown yet (gtk_window_present()).
 */
CwFormDialog *
cw_form_dialog_new (GtkWidget *over, const char *title, const char *save_label, GtkWidget *content)
{
  CwFormDialog *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (over), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (content), NULL);

  self = g_object_new (CW_TYPE_FORM_DIALOG, NULL);
  adw_window_title_set_title (self->heading, title);
  gtk_button_set_label (self->save_button, save_label);
  gtk_scrolled_window_set_child (self->scroller, content);
  root = gtk_widget_get_root (over);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_object_set_data (G_OBJECT (self), "cw-over", over);
  g_signal_connect_object (over, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
cw_form_dialog_set_save_label (CwFormDialog *self, const char *label)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));
  gtk_button_set_label (self->save_button, label);
}

void
cw_form_dialog_set_problem (CwFormDialog *self, const char *text)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));

  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL && *text != '\0');
}

void
cw_form_dialog_set_ready (CwFormDialog *self, gboolean ready)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", ready);
}

void
cw_form_dialog_set_size (CwFormDialog *self, int width, int height)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}
