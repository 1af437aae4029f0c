/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-setup-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-code-card.h"
#include "cw-keyring-note.h"
#include "cw-new-passphrase.h"
#include "cw-opening.h"
#include "cw-setup-post.h"
#include "cw-start.h"
#include "cw-step-trail.h"

typedef enum
{
  STEP_POST,
  STEP_PASSPHRASE,
  STEP_CODE,
  STEP_READY,
  N_STEPS
} Step;

static const char *const step_names[N_STEPS] = { "post", "passphrase", "code", "ready" };

struct _CwSetupPage
{
  AdwBin parent_instance;

  /* template widgets */
  CwStepTrail *trail;
  GtkScrolledWindow *scroller;
  GtkStack *steps;
  CwSetupPost *post;
  CwNewPassphrase *passphrase;
  CwCodeCard *code;
  GtkLabel *ready_words;
  CwKeyringNote *keyring_note;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkSpinner *spinner;
  GtkWidget *back;
  GtkWidget *next;

  GCancellable *cancellable; /* owned */
  Step step;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CwSetupPage, cw_setup_page, ADW_TYPE_BIN)

/* ---- the steps ---- */

static gboolean
is_step_right (CwSetupPage *self)
{
  switch (self->step)
    {
    case STEP_POST:
      return cw_setup_post_is_right (self->post);
    case STEP_PASSPHRASE:
      return cw_new_passphrase_is_right (self->passphrase);
    case STEP_CODE:
      return cw_paper_secret_is_right (CW_PAPER_SECRET (self->code));
    case STEP_READY:
    default:
      return cw_keyring_note_is_known (self->keyring_note);
    }
}

static void
update_buttons (CwSetupPage *self)
{
  gtk_widget_set_sensitive (self->next, !self->busy && is_step_right (self));
  gtk_widget_set_sensitive (self->back, !self->busy);
  gtk_button_set_label (GTK_BUTTON (self->next), self->step == STEP_READY
                                                     ? _ ("_Create and open my records")
                                                     : _ ("C_ontinue"));
  gtk_button_set_label (GTK_BUTTON (self->back),
                        self->step == STEP_POST ? _ ("_Cancel") : _ ("_Back"));
  gtk_button_set_use_underline (GTK_BUTTON (self->next), TRUE);
  gtk_button_set_use_underline (GTK_BUTTON (self->back), TRUE);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
prepare_ready (CwSetupPage *self)
{
  g_autoptr (CwProfile) profile = cw_setup_post_get_profile (self->post);
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is the name of the records, as the adviser chose it. */
      _ ("The records “%s” will be made on this laptop, encrypted. Nobody else can open them."),
      profile->post);

  gtk_label_set_text (self->ready_words, words);
  gtk_widget_set_visible (self->problem_box, FALSE);
  cw_keyring_note_look (self->keyring_note);
}

static void
show_step (CwSetupPage *self, Step step)
{
  self->step = step;
  if (step == STEP_CODE)
    {
      g_autoptr (CwProfile) profile = cw_setup_post_get_profile (self->post);

      cw_code_card_begin (self->code, profile->post);
    }
  if (step == STEP_READY)
    prepare_ready (self);
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  cw_step_trail_show (self->trail, step);
  update_buttons (self);
  cw_enter (GTK_WIDGET (self));
}

static void
changed_cb (CwSetupPage *self)
{
  g_assert (CW_IS_SETUP_PAGE (self));

  update_buttons (self);
}

/* ---- the end ---- */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSetupPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwOpened) opened = cw_opening_finish (result, &error);
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || start == NULL)
    return;
  self->busy = FALSE;
  update_buttons (self);
  if (opened != NULL)
    {
      cw_start_take_opened (start, g_steal_pointer (&opened));
      return;
    }
  cw_show_error (self->problem_box, self->problem, error->message);
  cw_keyring_note_look (self->keyring_note); /* it may be what has changed */
}

static void
create_records (CwSetupPage *self)
{
  CwNewRecords *records = cw_new_records_new ();

  cw_profile_free (records->profile);
  records->profile = cw_setup_post_get_profile (self->post);
  g_ptr_array_unref (records->terms);
  records->terms = cw_setup_post_get_terms (self->post);
  records->passphrase = cw_new_passphrase_get (self->passphrase);
  records->recovery_code = cw_paper_secret_get (CW_PAPER_SECRET (self->code));
  records->use_keyring = cw_keyring_note_takes_half (self->keyring_note);
  self->busy = TRUE;
  gtk_widget_set_visible (self->problem_box, FALSE);
  update_buttons (self);
  cw_opening_create (records, self->cancellable, created_cb, g_object_ref (self));
}

static void
next_cb (CwSetupPage *self)
{
  g_assert (CW_IS_SETUP_PAGE (self));

  if (self->busy || !is_step_right (self))
    return;
  if (self->step == STEP_READY)
    create_records (self);
  else
    show_step (self, self->step + 1);
}

static void
back_cb (CwSetupPage *self)
{
  g_assert (CW_IS_SETUP_PAGE (self));

  if (self->step == STEP_POST)
    cw_start_show_unlock (cw_start_find (GTK_WIDGET (self)));
  else
    show_step (self, self->step - 1);
}

static gboolean
next_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  next_cb (CW_SETUP_PAGE (widget));
  return TRUE;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwSetupPage *self = CW_SETUP_PAGE (widget);
  GtkWidget *const targets[N_STEPS] = { GTK_WIDGET (self->post), GTK_WIDGET (self->passphrase),
                                        GTK_WIDGET (self->code), self->next };

  return targets[self->step];
}

/* Taken out of the window, as a lock does: what is under way shall not go on for somebody who is
 * not there. (Its callback keeps the page alive until then.) */
static void
cw_setup_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (CW_SETUP_PAGE (widget)->cancellable);
  GTK_WIDGET_CLASS (cw_setup_page_parent_class)->unroot (widget);
}

static void
cw_setup_page_dispose (GObject *object)
{
  CwSetupPage *self = CW_SETUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cw_setup_page_parent_class)->dispose (object);
}

static void
cw_setup_page_finalize (GObject *object)
{
  g_object_unref (CW_SETUP_PAGE (object)->cancellable);
  G_OBJECT_CLASS (cw_setup_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, trail);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, steps);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, post);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, code);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, ready_words);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, keyring_note);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, back);
  gtk_widget_class_bind_template_child (widget_class, CwSetupPage, next);
}

static void
cw_setup_page_class_init (CwSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_setup_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_setup_page_finalize;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_setup_page_unroot;
  g_type_ensure (CW_TYPE_SETUP_POST);
  g_type_ensure (CW_TYPE_NEW_PASSPHRASE);
  g_type_ensure (CW_TYPE_CODE_CARD);
  g_type_ensure (CW_TYPE_STEP_TRAIL);
  g_type_ensure (CW_TYPE_KEYRING_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-setup-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, next_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, next_shortcut_cb,
                                NULL);
}

static void
cw_setup_page_init (CwSetupPage *self)
{
  const char *const titles[]
      = { _ ("Name"), _ ("Passphrase"), _ ("Recovery code"), _ ("Ready"), NULL };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_default_button (self->next);
  cw_step_trail_set_titles (self->trail, titles);
  show_step (self, STEP_POST);
}

GtkWidget *
cw_setup_page_new (void)
{
  return g_object_new (CW_TYPE_SETUP_PAGE, NULL);
}

gboolean
cw_setup_page_is_busy (CwSetupPage *self)
{
  g_return_val_if_fail (CW_IS_SETUP_PAGE (self), FALSE);

  return self->busy;
}
