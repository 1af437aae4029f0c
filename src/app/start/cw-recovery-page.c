/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-recovery-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"
#include "cw-keyring-note.h"
#include "cw-new-passphrase.h"
#include "cw-opening.h"
#include "cw-start.h"
#include "vault/cw-passphrase.h"

#define CODE_SIZE 36 /* letters and digits of a whole code */

struct _CwRecoveryPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *heading;
  GtkLabel *reason;
  GtkLabel *code_label;
  GtkWidget *code;
  GtkWidget *problem_box;
  GtkLabel *problem;
  CwNewPassphrase *passphrase;
  CwKeyringNote *keyring_note;
  GtkWidget *try_again;
  GtkWidget *back;
  GtkWidget *open;
  GtkSpinner *spinner;

  /* owned */
  char *dir;
  GCancellable *cancellable;

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (CwRecoveryPage, cw_recovery_page, ADW_TYPE_BIN)

static const char *
get_code (CwRecoveryPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->code));
}

static void
show_problem (CwRecoveryPage *self, const char *words)
{
  cw_show_error (self->problem_box, self->problem, words);
}

static gboolean
is_code_whole (CwRecoveryPage *self)
{
  g_autoptr (CwSecret) code = cw_recovery_code_parse (get_code (self), NULL);

  return code != NULL;
}

static void
update_open (CwRecoveryPage *self)
{
  gtk_widget_set_sensitive (self->open, !self->busy && is_code_whole (self)
                                            && cw_new_passphrase_is_right (self->passphrase)
                                            && cw_keyring_note_is_known (self->keyring_note));
}

static void
typed_cb (CwRecoveryPage *self)
{
  g_assert (CW_IS_RECOVERY_PAGE (self));

  /* The check group tells only that a group is wrong, not which. */
  if (cw_count_typed (get_code (self)) >= CODE_SIZE && !is_code_whole (self))
    show_problem (self, _ ("One of the groups is mistyped: the check group does not match."));
  else
    show_problem (self, NULL);
  update_open (self);
}

static void
keyring_known_cb (CwRecoveryPage *self)
{
  g_assert (CW_IS_RECOVERY_PAGE (self));

  update_open (self);
}

static void
set_busy (CwRecoveryPage *self, gboolean busy)
{
  /* A field that is greyed out while it has the focus would not hear that it lost it. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), !busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->code), !busy);
  gtk_widget_set_sensitive (self->try_again, !busy);
  update_open (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwRecoveryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwOpened) opened = cw_opening_finish (result, &error);
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || start == NULL)
    return;
  set_busy (self, FALSE);
  if (opened != NULL)
    {
      cw_start_take_opened (start, g_steal_pointer (&opened));
      return;
    }
  if (g_error_matches (error, CW_ERROR, CW_ERROR_WRONG_SECRET))
    show_problem (self, _ ("This code is whole, but it is not the one of these records. Is it from "
                           "another paper?"));
  else
    {
      show_problem (self, error->message);
      cw_keyring_note_look (self->keyring_note); /* it may be what has changed */
    }
  gtk_widget_grab_focus (self->code);
}

static void
open_cb (CwRecoveryPage *self)
{
  g_assert (CW_IS_RECOVERY_PAGE (self));

  if (!gtk_widget_get_sensitive (self->open))
    return;
  show_problem (self, NULL);
  set_busy (self, TRUE);
  cw_opening_recover (self->dir, cw_secret_new_text (get_code (self)),
                      cw_new_passphrase_get (self->passphrase),
                      cw_keyring_note_takes_half (self->keyring_note), self->cancellable, opened_cb,
                      g_object_ref (self));
}

static void
back_cb (CwRecoveryPage *self)
{
  cw_start_show_unlock (cw_start_find (GTK_WIDGET (self)));
}

static void
try_again_cb (CwRecoveryPage *self)
{
  cw_start_try_again (cw_start_find (GTK_WIDGET (self)));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return CW_RECOVERY_PAGE (widget)->code;
}

/* Taken out of the window, as a lock does: what is under way shall not go on for somebody who is
 * not there. (Its callback keeps the page alive until then.) */
static void
cw_recovery_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (CW_RECOVERY_PAGE (widget)->cancellable);
  GTK_WIDGET_CLASS (cw_recovery_page_parent_class)->unroot (widget);
}

static void
cw_recovery_page_dispose (GObject *object)
{
  CwRecoveryPage *self = CW_RECOVERY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cw_recovery_page_parent_class)->dispose (object);
}

static void
cw_recovery_page_finalize (GObject *object)
{
  CwRecoveryPage *self = CW_RECOVERY_PAGE (object);

  g_free (self->dir);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (cw_recovery_page_parent_class)->finalize (object);
}

static void
cw_recovery_page_class_init (CwRecoveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_recovery_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_recovery_page_finalize;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_recovery_page_unroot;
  g_type_ensure (CW_TYPE_NEW_PASSPHRASE);
  g_type_ensure (CW_TYPE_KEYRING_NOTE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, reason);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, code);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, keyring_note);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, try_again);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, back);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, open);
  gtk_widget_class_bind_template_child (widget_class, CwRecoveryPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyring_known_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
cw_recovery_page_init (CwRecoveryPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->code));
  cw_default_button (self->open);
}

GtkWidget *
cw_recovery_page_new (const char *dir, const char *label, const GError *why)
{
  CwRecoveryPage *self = g_object_new (CW_TYPE_RECOVERY_PAGE, NULL);
  /* Translators: %s is the name of the records, as the adviser chose it. */
  g_autofree char *title = g_strdup_printf (_ ("Recovery code for %s"), label);

  self->dir = g_strdup (dir);
  gtk_label_set_text (self->code_label, title);
  cw_a11y_label (self->code, title);
  gtk_widget_set_visible (self->try_again, why != NULL);
  cw_keyring_note_look (self->keyring_note);
  if (why != NULL)
    {
      gtk_label_set_text (
          self->heading, _ ("Your records are safe, but this laptop’s half of the key is missing"));
      gtk_label_set_text (
          self->reason,
          _ ("One half of the key is your passphrase, the other is kept in this laptop’s keyring, "
             "and the "
             "keyring does not have it now: it may be locked, new, or another person’s."));
    }
  else
    {
      gtk_label_set_text (self->heading, _ ("Open your records with the recovery code"));
      gtk_label_set_text (self->reason,
                          _ ("The code on paper opens your records without the passphrase and "
                             "without this laptop’s keyring. "
                             "From then on they open with the passphrase you choose here."));
    }
  return GTK_WIDGET (self);
}
