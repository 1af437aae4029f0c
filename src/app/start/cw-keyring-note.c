/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-keyring-note.h"

#include <glib/gi18n.h>

#include "core/cw-error.h"
#include "vault/cw-keyring.h"

struct _CwKeyringNote
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *words;
  GtkWidget *again;

  GCancellable *cancellable; /* owned, of the question under way */
  gboolean known;
  gboolean takes_half;
};

G_DEFINE_FINAL_TYPE (CwKeyringNote, cw_keyring_note, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Why the passphrase will be alone. */
static const char *
describe (const GError *error)
{
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_LOCKED))
    return _ ("The keyring on this laptop is locked and takes no half of the key, so the "
              "passphrase alone will open your records. They are encrypted all the same, but "
              "choose a strong passphrase. Or unlock the keyring first, with the password you log "
              "in with.");
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_SILENT))
    return _ ("The keyring on this laptop does not answer, so the passphrase alone will open your "
              "records. They are encrypted all the same, but choose a strong passphrase: it is all "
              "that protects them.");
  return _ (
      "No keyring on this laptop can take a half of the key, so the passphrase alone will open "
      "your records. They are encrypted all the same, but choose a strong passphrase: it is "
      "all that protects them.");
}

static void
show_words (CwKeyringNote *self, const char *words, const char *icon, gboolean warn)
{
  gtk_label_set_text (self->words, words);
  gtk_image_set_from_icon_name (self->icon, icon);
  if (warn)
    {
      gtk_widget_add_css_class (self->box, "due");
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), "due");
    }
  else
    {
      gtk_widget_remove_css_class (self->box, "due");
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "due");
    }
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (cw_keyring_can_store (cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CwKeyringNote *self = CW_KEYRING_NOTE (source);
  g_autoptr (GError) error = NULL;

  self->takes_half = g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* asked anew, or gone */
  self->known = TRUE;
  if (self->takes_half)
    show_words (self,
                _ ("Two things will open your records together: your passphrase, and a half of the "
                   "key that this laptop’s keyring keeps."),
                "security-high-symbolic", FALSE);
  else
    show_words (self, describe (error), "dialog-warning-symbolic", TRUE);
  gtk_widget_set_visible (self->again, !self->takes_half);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
again_cb (CwKeyringNote *self)
{
  g_assert (CW_IS_KEYRING_NOTE (self));

  cw_keyring_note_look (self);
}

static void
cw_keyring_note_dispose (GObject *object)
{
  g_cancellable_cancel (CW_KEYRING_NOTE (object)->cancellable);
  G_OBJECT_CLASS (cw_keyring_note_parent_class)->dispose (object);
}

static void
cw_keyring_note_finalize (GObject *object)
{
  g_object_unref (CW_KEYRING_NOTE (object)->cancellable);
  G_OBJECT_CLASS (cw_keyring_note_parent_class)->finalize (object);
}

static void
cw_keyring_note_class_init (CwKeyringNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_keyring_note_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_keyring_note_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_KEYRING_NOTE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-keyring-note.ui");
  gtk_widget_class_bind_template_child (widget_class, CwKeyringNote, box);
  gtk_widget_class_bind_template_child (widget_class, CwKeyringNote, icon);
  gtk_widget_class_bind_template_child (widget_class, CwKeyringNote, words);
  gtk_widget_class_bind_template_child (widget_class, CwKeyringNote, again);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
cw_keyring_note_init (CwKeyringNote *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Asks on a thread; what was known before is not any more. */
void
cw_keyring_note_look (CwKeyringNote *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CW_IS_KEYRING_NOTE (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->known = self->takes_half = FALSE;
  gtk_widget_set_visible (self->again, FALSE);
  show_words (self, _ ("Looking for this laptop’s keyring…"), "security-high-symbolic", FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_run_in_thread (task, look_thread);
}

gboolean
cw_keyring_note_is_known (CwKeyringNote *self)
{
  g_return_val_if_fail (CW_IS_KEYRING_NOTE (self), FALSE);

  return self->known;
}

gboolean
cw_keyring_note_takes_half (CwKeyringNote *self)
{
  g_return_val_if_fail (CW_IS_KEYRING_NOTE (self), FALSE);

  return self->takes_half;
}
