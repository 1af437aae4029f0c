/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-form-dialog.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

struct _CwFormDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwWindowTitle *heading;
  GtkButton *save_button;
  GtkLabel *problem;
  GtkScrolledWindow *scroller;

  /* owned */
  CwFormDraft *keeper; /* nullable */
  char *said;          /* what is wrong with the form; nullable */
  char *not_kept;      /* why what is typed is kept nowhere; nullable */

  gboolean ready;   /* the form can be stored */
  gboolean storing; /* it is: nothing in it can be used until that is answered */
  gboolean closing; /* as soon as what is typed is kept */
};

enum
{
  SAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwFormDialog, cw_form_dialog, ADW_TYPE_WINDOW)

static void
show_problem (CwFormDialog *self)
{
  gboolean two = self->not_kept != NULL && self->said != NULL;
  g_autofree char *both = two ? g_strjoin (" ", self->not_kept, self->said, NULL) : NULL;
  const char *text = two ? both : self->not_kept != NULL ? self->not_kept : self->said;

  cw_show_error (GTK_WIDGET (self->problem), self->problem, text);
}

/* ---- what is typed ---- */

static gboolean
not_kept_cb (CwFormDialog *self, const GError *error)
{
  g_assert (CW_IS_FORM_DIALOG (self));

  self->closing = FALSE; /* what cannot be kept stays in sight */
  g_free (self->not_kept);
  self->not_kept = g_strdup (error->message);
  show_problem (self);
  return TRUE;
}

static void
show_kept (CwFormDialog *self)
{
  const char *when = cw_form_draft_get_saved_at (self->keeper);
  /* Translators: %s is a time of day, or a date and a time. */
  g_autofree char *text = when != NULL ? g_strdup_printf (_ ("Saved as draft, %s"), when) : NULL;

  adw_window_title_set_subtitle (self->heading, text != NULL ? text : "");
}

static void
close_kept (CwFormDialog *self)
{
  cw_say (self, _ ("What you typed is kept as a draft."));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
kept_cb (CwFormDialog *self)
{
  g_assert (CW_IS_FORM_DIALOG (self));

  show_kept (self);
  if (cw_form_draft_get_saved_at (self->keeper) == NULL)
    return;
  g_clear_pointer (&self->not_kept, g_free);
  show_problem (self);
  if (self->closing)
    close_kept (self);
}

/* Esc, and whatever else puts the window away: what is typed is kept first. What cannot be kept
 * stays where it is; only "Cancel" throws it away. One that is being stored goes by itself. */
static gboolean
cw_form_dialog_close_request (GtkWindow *window)
{
  CwFormDialog *self = CW_FORM_DIALOG (window);
  GtkWidget *over = g_object_get_data (G_OBJECT (self), "cw-over");

  if (self->storing)
    return TRUE;
  if (self->keeper == NULL || over == NULL || !cw_form_draft_is_begun (self->keeper))
    return GTK_WINDOW_CLASS (cw_form_dialog_parent_class)->close_request (window);
  self->closing = cw_form_draft_flush (self->keeper) && cw_form_draft_is_begun (self->keeper);
  if (!self->closing && !cw_form_draft_is_begun (self->keeper)) /* nothing is left of it */
    gtk_window_destroy (window);
  else if (!self->closing)
    close_kept (self);
  return TRUE;
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CwFormDialog *self = CW_FORM_DIALOG (widget);
  CwSection *section = cw_section_of (self);

  if (self->keeper != NULL && section != NULL && cw_form_draft_is_begun (self->keeper))
    cw_form_draft_drop_undo (self->keeper, section, _ ("What you were writing was thrown away."));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cw_form_dialog_dispose (GObject *object)
{
  CwFormDialog *self = CW_FORM_DIALOG (object);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  cw_form_draft_release (&self->keeper);
  G_OBJECT_CLASS (cw_form_dialog_parent_class)->dispose (object);
}

static void
cw_form_dialog_finalize (GObject *object)
{
  g_free (CW_FORM_DIALOG (object)->said);
  g_free (CW_FORM_DIALOG (object)->not_kept);
  G_OBJECT_CLASS (cw_form_dialog_parent_class)->finalize (object);
}

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

  G_OBJECT_CLASS (class)->dispose = cw_form_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = cw_form_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = cw_form_dialog_close_request;
  widget_class->map = cw_form_dialog_map;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/kit/cw-form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CwFormDialog, scroller);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "form.save", NULL);
}

static void
cw_form_dialog_init (CwFormDialog *self)
{
  self->ready = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cw_form_dialog_new:
 * @over: the widget whose page the form belongs to
 * @title: what it is for
 * @save_label: what the button does
 * @content: the form; it gets margins
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
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
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

  g_free (self->said);
  self->said = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  show_problem (self);
}

/**
 * cw_form_dialog_keep:
 * @opening: where the draft is kept, and the one that the form was filled from
 * @write: (scope notified): the form as text
 * @data: for @write; has to live as long as the dialog
 *
 * From now on closing keeps what is typed, "Cancel" throws it away and can be undone, and where it
 * cannot be kept the dialog says so. Tell it of changes with cw_form_dialog_touch().
 */
void
cw_form_dialog_keep (CwFormDialog *self,
                     const CwFormOpening *opening,
                     CwFormDraftWrite write,
                     gpointer data)
{
  const char *subject;

  g_return_if_fail (CW_IS_FORM_DIALOG (self) && self->keeper == NULL);
  g_return_if_fail (opening != NULL && write != NULL);

  subject = opening->draft != NULL ? opening->draft->subject : opening->subject;
  self->keeper = cw_form_draft_new (self, opening->session, opening->kind, subject,
                                    opening->case_id, write, data);
  if (opening->draft != NULL)
    cw_form_draft_adopt (self->keeper, opening->draft);
  show_kept (self);
  g_signal_connect_object (self->keeper, "failed", G_CALLBACK (not_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::saved-at", G_CALLBACK (kept_cb), self,
                           G_CONNECT_SWAPPED);
}

void
cw_form_dialog_touch (CwFormDialog *self)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));

  self->closing = FALSE;
  if (self->keeper != NULL)
    cw_form_draft_touch (self->keeper);
}

static void
update_actions (CwFormDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", self->ready && !self->storing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.cancel", !self->storing);
}

static void
set_storing (CwFormDialog *self, gboolean storing)
{
  self->storing = storing;
  cw_set_busy (GTK_WIDGET (self->scroller), storing);
  update_actions (self);
}

static void
stored_cb (gpointer widget, gpointer result)
{
  g_free (result);
  cw_form_dialog_end (widget);
}

static void
failed_cb (gpointer widget, const GError *error)
{
  CwFormDialog *self = widget;

  set_storing (self, FALSE);
  cw_form_dialog_touch (self);
  cw_form_dialog_set_problem (self, error->message);
}

/**
 * cw_form_dialog_store:
 * @job: (transfer full): the draft is given to it, and ends with what is stored
 * @done: (nullable): has cw_form_dialog_end() called in the end; without it the dialog ends at once
 *
 * Stores the form. Where that fails the dialog says so, and what is typed is kept on.
 */
void
cw_form_dialog_store (CwFormDialog *self,
                      CwSession *session,
                      CwSessionWork work,
                      CwJob *job,
                      CwChange change,
                      CwRunDone done)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self) && job != NULL);

  set_storing (self, TRUE);
  if (self->keeper != NULL)
    cw_form_draft_give (self->keeper, job);
  cw_run (self, session, work, job, g_free, change | CW_CHANGE_DRAFTS,
          done != NULL ? done : stored_cb, failed_cb);
}

/* It is stored: the dialog goes, and with it a draft that was on its way meanwhile. */
void
cw_form_dialog_end (CwFormDialog *self)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));

  if (self->keeper != NULL)
    cw_form_draft_drop_ours (self->keeper);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
is_over (gpointer window, GtkWidget *over)
{
  GtkWidget *its = g_object_get_data (window, "cw-over");

  return CW_IS_FORM_DIALOG (window) && gtk_widget_get_visible (window) && its != NULL
         && (its == over || gtk_widget_is_ancestor (its, over));
}

gboolean
cw_form_dialog_is_over (GtkWidget *over)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (is_over (window, over))
        return TRUE;
    }
  return FALSE;
}

void
cw_form_dialog_flush_over (GtkWidget *over)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (is_over (window, over) && CW_FORM_DIALOG (window)->keeper != NULL)
        cw_form_draft_flush (CW_FORM_DIALOG (window)->keeper);
    }
}

void
cw_form_dialog_set_ready (CwFormDialog *self, gboolean ready)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));

  self->ready = ready;
  update_actions (self);
}

void
cw_form_dialog_set_size (CwFormDialog *self, int width, int height)
{
  g_return_if_fail (CW_IS_FORM_DIALOG (self));
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
}
