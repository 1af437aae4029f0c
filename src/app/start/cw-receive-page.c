/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-receive-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-kit.h"
#include "core/cw-digest.h"
#include "cw-code-card.h"
#include "cw-handover-entry.h"
#include "cw-keyring-note.h"
#include "cw-new-passphrase.h"
#include "cw-receiving.h"
#include "cw-start.h"
#include "cw-step-trail.h"

typedef enum
{
  STEP_FILE,
  STEP_YOURS,
  STEP_CODE,
  STEP_RECEIVE,
  STEP_COMPARE,
  N_STEPS
} Step;

static const char *const step_names[N_STEPS] = { "file", "yours", "code", "receive", "compare" };

typedef enum
{
  IDLE,
  COUNTING,  /* the words are tried, the file is checked */
  RECEIVING, /* the records are written */
  DISCARDING
} Busy;

struct _CwReceivePage
{
  AdwBin parent_instance;

  /* template widgets */
  CwStepTrail *trail;
  GtkScrolledWindow *scroller;
  GtkStack *steps;
  CwHandoverEntry *entry;
  GtkLabel *found;
  GtkWidget *label;
  GtkWidget *adviser;
  CwNewPassphrase *passphrase;
  CwCodeCard *code;
  GtkLabel *receive_heading;
  GtkLabel *receive_words;
  CwKeyringNote *keyring_note;
  AdwBin *counts;
  GtkLabel *digest;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *note;
  GtkProgressBar *progress;
  GtkSpinner *spinner;
  GtkWidget *back;
  GtkWidget *next;

  /* owned */
  GCancellable *cancellable; /* of what is under way */
  CwOpened *opened;          /* what arrived; NULL before, and after a lock */
  char *made_dir;            /* where it stands */

  Step step;
  Busy busy;
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (CwReceivePage, cw_receive_page, ADW_TYPE_BIN)

static void
show_problem (CwReceivePage *self, const char *words)
{
  cw_show_error (self->problem_box, self->problem, words);
}

/* ---- steps ---- */

static gboolean
is_step_right (CwReceivePage *self)
{
  switch (self->step)
    {
    case STEP_FILE:
      return cw_handover_entry_is_filled (self->entry);
    case STEP_YOURS:
      return cw_is_typed (self->label) && cw_is_typed (self->adviser)
             && cw_new_passphrase_is_right (self->passphrase);
    case STEP_CODE:
      return cw_paper_secret_is_right (CW_PAPER_SECRET (self->code));
    case STEP_RECEIVE:
      return cw_keyring_note_is_known (self->keyring_note);
    case STEP_COMPARE:
    default:
      return TRUE;
    }
}

static const char *
name_next (CwReceivePage *self)
{
  if (self->step == STEP_COMPARE)
    return _ ("They _agree: open the records");
  return self->step == STEP_RECEIVE ? _ ("_Receive the records") : _ ("C_ontinue");
}

static const char *
name_back (CwReceivePage *self)
{
  if (self->step == STEP_COMPARE)
    return _ ("They _differ");
  return self->step == STEP_FILE || self->busy != IDLE ? _ ("_Cancel") : _ ("_Back");
}

static void
set_label (GtkWidget *button, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
}

static void
update_buttons (CwReceivePage *self)
{
  gboolean busy = self->busy != IDLE;

  set_label (self->next, name_next (self));
  set_label (self->back, name_back (self));
  gtk_widget_set_sensitive (self->next, !busy && is_step_right (self));
  gtk_widget_set_sensitive (self->back, self->busy != DISCARDING);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->busy == RECEIVING);
}

static void
prepare_receive (CwReceivePage *self)
{
  g_autofree char *label = cw_dup_typed (self->label);
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is the name of the records, as the adviser chose it. */
      _ ("The records “%s” will be made on this laptop, encrypted under your own keys. The seven "
         "words do not open them, and whoever had them before cannot open these."),
      label);

  gtk_label_set_text (self->receive_heading, _ ("Ready to receive"));
  gtk_label_set_text (self->receive_words, words);
  cw_keyring_note_look (self->keyring_note);
}

static void
show_step (CwReceivePage *self, Step step)
{
  g_autofree char *label = cw_dup_typed (self->label);

  self->step = step;
  show_problem (self, NULL);
  gtk_label_set_text (self->note,
                      step == STEP_COMPARE
                          ? _ ("The handover file is as it was. Keep it until you are sure.")
                          : _ ("Nothing is kept until the records are received."));
  if (step == STEP_CODE)
    cw_code_card_begin (self->code, label);
  if (step == STEP_RECEIVE)
    prepare_receive (self);
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  cw_step_trail_show (self->trail, step);
  update_buttons (self);
  cw_enter (GTK_WIDGET (self));
}

static void
changed_cb (CwReceivePage *self)
{
  g_assert (CW_IS_RECEIVE_PAGE (self));

  if (!self->gone)
    update_buttons (self);
}

static void
entry_cb (CwReceivePage *self)
{
  g_assert (CW_IS_RECEIVE_PAGE (self));

  if (self->gone)
    return;
  show_problem (self, NULL);
  update_buttons (self);
}

/* While something runs nothing can be typed; the way out is Cancel. */
static void
set_busy (CwReceivePage *self, Busy busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->busy = busy;
  update_buttons (self);
  if (busy == DISCARDING && root != NULL)
    gtk_root_set_focus (root, NULL);
  else if (busy != IDLE)
    gtk_widget_grab_focus (self->back);
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps), busy == IDLE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  if (busy != IDLE)
    show_problem (self, NULL);
}

static void
show_fraction (gpointer page, double fraction)
{
  CwReceivePage *self = page;

  if (!self->gone)
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

static CwReceiving *
begin (CwReceivePage *self, Busy busy)
{
  CwReceiving *call = cw_receiving_new (cw_handover_entry_get_path (self->entry),
                                        cw_progress_relay_new (self, show_fraction));

  call->words = cw_handover_entry_get_words (self->entry);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, busy);
  return call;
}

/* TRUE: it was stopped on purpose, which is no error. */
static gboolean
was_stopped (CwReceivePage *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  gtk_label_set_text (self->note, _ ("Stopped. Nothing was kept, and the file is as it was."));
  return TRUE;
}

/* ---- the file and its words ---- */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwReceivePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) inventory = cw_receiving_count_finish (result, &error);
  g_autofree char *counts = NULL, *words = NULL;

  if (self->gone)
    return;
  set_busy (self, IDLE);
  if (inventory == NULL)
    {
      if (!was_stopped (self, error))
        show_problem (self, error->message);
      cw_enter (GTK_WIDGET (self->entry));
      return;
    }
  counts = cw_inventory_describe (inventory);
  /* Translators: %s is as in "46 enquiries, 12 cases and 130 contacts". */
  words = g_strdup_printf (_ ("The words are right, and the file is whole: %s. From here on the "
                              "records are yours, under a name and a passphrase of your own."),
                           counts);
  gtk_label_set_text (self->found, words);
  show_step (self, STEP_YOURS);
}

static void
try_words (CwReceivePage *self)
{
  CwReceiving *call = begin (self, COUNTING);

  cw_receiving_count (call, self->cancellable, counted_cb, g_object_ref (self));
}

/* ---- receiving ---- */

static void
show_arrived (CwReceivePage *self, CwReceived *received)
{
  g_autofree char *groups = cw_digest_groups (received->inventory->digest);

  self->opened = g_steal_pointer (&received->opened);
  self->made_dir = g_strdup (cw_vault_get_dir (self->opened->vault));
  adw_bin_set_child (self->counts,
                     cw_inventory_table_new (received->inventory, _ ("Arrived"), NULL, NULL));
  gtk_label_set_text (self->digest, groups);
  cw_handover_entry_clear (self->entry);
  cw_new_passphrase_clear (self->passphrase);
  cw_paper_secret_forget (CW_PAPER_SECRET (self->code));
  show_step (self, STEP_COMPARE);
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwReceivePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwReceived) received = cw_receiving_run_finish (result, &error);

  if (self->gone)
    return;
  set_busy (self, IDLE);
  if (received != NULL)
    {
      show_arrived (self, received);
      return;
    }
  if (!was_stopped (self, error))
    show_problem (self, error->message);
  cw_keyring_note_look (self->keyring_note); /* it may be what has changed */
}

static void
receive (CwReceivePage *self)
{
  CwReceiving *call = begin (self, RECEIVING);

  call->label = cw_dup_typed (self->label);
  call->adviser = cw_dup_typed (self->adviser);
  call->passphrase = cw_new_passphrase_get (self->passphrase);
  call->recovery_code = cw_paper_secret_get (CW_PAPER_SECRET (self->code));
  call->use_keyring = cw_keyring_note_takes_half (self->keyring_note);
  cw_receiving_run (call, self->cancellable, received_cb, g_object_ref (self));
}

/* ---- they agree, or they differ ---- */

static void
agree (CwReceivePage *self)
{
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (self->opened != NULL)
    cw_start_take_opened (start, g_steal_pointer (&self->opened));
  else
    cw_start_begin_again (start); /* locked meanwhile: with the passphrase */
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwReceivePage) self = data;
  g_autoptr (GError) error = NULL;

  cw_receiving_discard_finish (result, &error);
  if (self->gone)
    return;
  set_busy (self, IDLE);
  if (error != NULL)
    show_problem (self, error->message);
  else
    cw_start_begin_again (cw_start_find (GTK_WIDGET (self)));
}

static void
discard_answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (CwReceivePage) self = data;

  if (!yes || self->gone)
    return;
  set_busy (self, DISCARDING);
  cw_receiving_discard (self->made_dir, g_steal_pointer (&self->opened), discarded_cb,
                        g_object_ref (self));
}

static void
ask_to_discard (CwReceivePage *self)
{
  cw_ask (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Remove what was received?"),
      _ ("Then nothing of it is left on this laptop, and it can be received again. The handover "
         "file stays as it is. Ask the adviser before you first: is the cover sheet the one of "
         "this file?"),
      NULL, _ ("_Keep it for now"), _ ("_Remove"), TRUE, discard_answered_cb, g_object_ref (self));
}

/* ---- the buttons ---- */

static void
next_cb (CwReceivePage *self)
{
  g_assert (CW_IS_RECEIVE_PAGE (self));

  if (self->busy != IDLE || !is_step_right (self))
    return;
  if (self->step == STEP_FILE)
    try_words (self);
  else if (self->step == STEP_RECEIVE)
    receive (self);
  else if (self->step == STEP_COMPARE)
    agree (self);
  else
    show_step (self, self->step + 1);
}

static void
back_cb (CwReceivePage *self)
{
  g_assert (CW_IS_RECEIVE_PAGE (self));

  if (self->busy == DISCARDING)
    return;
  if (self->busy != IDLE)
    g_cancellable_cancel (self->cancellable);
  else if (self->step == STEP_FILE)
    cw_start_show_unlock (cw_start_find (GTK_WIDGET (self)));
  else if (self->step == STEP_COMPARE)
    ask_to_discard (self);
  else
    show_step (self, self->step - 1);
}

static gboolean
next_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  next_cb (CW_RECEIVE_PAGE (widget));
  return TRUE;
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwReceivePage *self = CW_RECEIVE_PAGE (widget);
  GtkWidget *const targets[N_STEPS]
      = { GTK_WIDGET (self->entry), self->label, GTK_WIDGET (self->code), self->next, self->next };

  return targets[self->step];
}

/* Taken out of the window, as a lock does: what is under way shall not go on for somebody who is
 * not there. (Its callback keeps the page alive until then.) */
static void
cw_receive_page_unroot (GtkWidget *widget)
{
  CwReceivePage *self = CW_RECEIVE_PAGE (widget);

  self->gone = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  GTK_WIDGET_CLASS (cw_receive_page_parent_class)->unroot (widget);
}

static void
cw_receive_page_dispose (GObject *object)
{
  CwReceivePage *self = CW_RECEIVE_PAGE (object);

  g_clear_pointer (&self->opened, cw_opened_free);
  G_OBJECT_CLASS (cw_receive_page_parent_class)->dispose (object);
}

static void
cw_receive_page_finalize (GObject *object)
{
  CwReceivePage *self = CW_RECEIVE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->made_dir);
  G_OBJECT_CLASS (cw_receive_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, trail);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, steps);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, entry);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, found);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, label);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, adviser);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, code);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, receive_heading);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, receive_words);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, keyring_note);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, counts);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, digest);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, note);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, progress);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, back);
  gtk_widget_class_bind_template_child (widget_class, CwReceivePage, next);
}

static void
cw_receive_page_class_init (CwReceivePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_receive_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_receive_page_finalize;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_receive_page_unroot;
  g_type_ensure (CW_TYPE_STEP_TRAIL);
  g_type_ensure (CW_TYPE_HANDOVER_ENTRY);
  g_type_ensure (CW_TYPE_NEW_PASSPHRASE);
  g_type_ensure (CW_TYPE_CODE_CARD);
  g_type_ensure (CW_TYPE_KEYRING_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-receive-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, entry_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, next_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, next_shortcut_cb,
                                NULL);
}

static void
cw_receive_page_init (CwReceivePage *self)
{
  const char *const titles[]
      = { _ ("File"), _ ("Passphrase"), _ ("Recovery code"), _ ("Receive"), _ ("Compare"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  cw_default_button (self->next);
  cw_step_trail_set_titles (self->trail, titles);
  show_step (self, STEP_FILE);
}

GtkWidget *
cw_receive_page_new (void)
{
  return g_object_new (CW_TYPE_RECEIVE_PAGE, NULL);
}

void
cw_receive_page_choose (CwReceivePage *self, const char *path)
{
  g_return_if_fail (CW_IS_RECEIVE_PAGE (self));
  g_return_if_fail (path != NULL);

  cw_handover_entry_choose (self->entry, path);
}

gboolean
cw_receive_page_is_busy (CwReceivePage *self)
{
  g_return_val_if_fail (CW_IS_RECEIVE_PAGE (self), FALSE);

  return self->busy == RECEIVING;
}

void
cw_receive_page_lock (CwReceivePage *self)
{
  g_return_if_fail (CW_IS_RECEIVE_PAGE (self));

  g_clear_pointer (&self->opened, cw_opened_free);
}
