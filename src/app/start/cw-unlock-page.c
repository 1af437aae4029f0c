/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-unlock-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "app/kit/cw-secret-field.h"
#include "cli/cw-safekeeping.h"
#include "cw-opening.h"
#include "cw-start.h"
#include "cw-vault-row.h"
#include "vault/cw-keyring.h"

struct _CwUnlockPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *subtitle;
  GtkWidget *news_box;
  GtkLabel *news;
  GtkWidget *place_box;
  GtkLabel *place;
  GtkStack *ways_in;
  GtkListBox *vault_list;
  GtkLabel *passphrase_label;
  GtkWidget *passphrase;
  GtkWidget *open;
  GtkStack *open_stack;
  GtkSpinner *spinner;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkWidget *restore;
  GtkLabel *hint;
  GtkWidget *use_code;
  GtkLabel *begin_words;
  GtkWidget *set_up_first;
  GtkWidget *set_up;
  GtkWidget *demo;
  GtkWidget *demo_state;
  GtkSpinner *demo_spinner;
  GtkLabel *demo_words;

  /* owned */
  GPtrArray *vaults;         /* of CwVault, the last opened first */
  GCancellable *cancellable; /* of what is being opened */

  CwVault *chosen; /* borrowed from vaults */
  gboolean busy;
  guint silence_id;
};

G_DEFINE_FINAL_TYPE (CwUnlockPage, cw_unlock_page, ADW_TYPE_BIN)

/* ---- the list ---- */

static void
hide_problem (CwUnlockPage *self)
{
  gtk_widget_set_visible (self->problem_box, FALSE);
  gtk_widget_set_visible (self->restore, FALSE);
}

static void
show_problem (CwUnlockPage *self, const char *words)
{
  cw_show_error (self->problem_box, self->problem, words);
}

static void
choose_vault (CwUnlockPage *self, CwVault *vault)
{
  g_autofree char *label = NULL;

  self->chosen = vault;
  if (vault == NULL)
    return;
  /* Translators: %s is the name of the records, as the adviser chose it. */
  label = g_strdup_printf (_ ("Passphrase for %s"), cw_vault_get_label (vault));
  gtk_label_set_text (self->passphrase_label, label);
  cw_a11y_label (self->passphrase, label);
  hide_problem (self);
}

static void
row_selected_cb (CwUnlockPage *self, GtkListBoxRow *row)
{
  GtkListBoxRow *each;

  g_assert (CW_IS_UNLOCK_PAGE (self));

  if (self->vault_list == NULL) /* the page goes: GTK 4.18 tells it then, too */
    return;
  for (int i = 0; (each = gtk_list_box_get_row_at_index (self->vault_list, i)) != NULL; i++)
    cw_vault_row_set_chosen (CW_VAULT_ROW (each), each == row);
  if (row != NULL)
    choose_vault (self, cw_vault_row_get_vault (CW_VAULT_ROW (row)));
}

static void
row_activated_cb (CwUnlockPage *self)
{
  gtk_widget_grab_focus (self->passphrase);
}

/* Others are called the same, as a copy is. */
static gboolean
is_alike (CwUnlockPage *self, CwVault *vault)
{
  guint n = 0;

  for (guint i = 0; i < self->vaults->len; i++)
    n += g_str_equal (cw_vault_get_label (g_ptr_array_index (self->vaults, i)),
                      cw_vault_get_label (vault));
  return n > 1;
}

/* What lies there and cannot be used is said: nobody shall think that it is gone. */
static void
show_place (CwUnlockPage *self, const char *dir, const GError *error)
{
  g_autofree char *words = error != NULL ? g_strdup (error->message) : cw_vault_list_refused (dir);

  if (words != NULL)
    gtk_label_set_text (self->begin_words,
                        _ ("New records can be set up here, and those that cannot be used now stay "
                           "as they are. It takes a few minutes: you name your post, choose a "
                           "passphrase and write a recovery code on paper."));
  else
    words = cw_vault_warn_about_place (dir);
  gtk_label_set_text (self->place, words != NULL ? words : "");
  gtk_widget_set_visible (self->place_box, words != NULL);
}

static void
list_vaults (CwUnlockPage *self)
{
  g_autofree char *dir = cw_vault_default_dir ();
  g_autoptr (GError) error = NULL;

  self->vaults = cw_vault_list (dir, &error);
  if (self->vaults == NULL)
    self->vaults = g_ptr_array_new ();
  for (guint i = 0; i < self->vaults->len; i++)
    {
      CwVault *vault = g_ptr_array_index (self->vaults, i);

      gtk_list_box_append (self->vault_list, cw_vault_row_new (vault, is_alike (self, vault)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->vault_list), self->vaults->len > 1);
  gtk_stack_set_visible_child_name (self->ways_in, self->vaults->len > 0 ? "open" : "none");
  gtk_widget_set_visible (self->set_up, self->vaults->len > 0);
  gtk_label_set_text (self->subtitle, self->vaults->len > 0
                                          ? _ ("The records are locked. Nobody else can open them.")
                                          : _ ("Private records for a Parent Support Adviser."));
  if (self->vaults->len > 0)
    gtk_list_box_select_row (self->vault_list, gtk_list_box_get_row_at_index (self->vault_list, 0));
  show_place (self, dir, error);
}

/* ---- opening ---- */

static void
set_busy (CwUnlockPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_editable_set_editable (GTK_EDITABLE (self->passphrase), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->vault_list), !busy);
  gtk_stack_set_visible_child_name (self->open_stack, busy ? "busy" : "word");
  gtk_spinner_set_spinning (self->spinner, busy);
  if (!busy)
    g_clear_handle_id (&self->silence_id, g_source_remove);
}

static void
say_hint (CwUnlockPage *self, const char *words)
{
  gtk_label_set_text (self->hint, words);
}

/* Nothing for five seconds: most likely the keyring asks for its own password somewhere. */
static gboolean
silent_cb (gpointer data)
{
  CwUnlockPage *self = data;

  self->silence_id = 0;
  say_hint (self, _ ("The keyring has not answered yet. It may be asking for its own password in "
                     "another window. "
                     "The recovery code opens the records without it."));
  return G_SOURCE_REMOVE;
}

static gboolean
is_caps_lock_on (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && gdk_device_get_caps_lock_state (keyboard);
}

/* The plain message for each way in which the keyring half can be out of reach. */
static const char *
describe_keyring (const GError *error)
{
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_LOCKED))
    return _ ("The keyring on this laptop is locked, so its half of the key cannot be read. Your "
              "records are safe. Press Open again and give the keyring its password, which is the "
              "one you log in with, or use the recovery code.");
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_NONE))
    return _ ("No keyring is running here, and these records need the half of the key that it "
              "keeps. Your records are safe. "
              "Sign in to this laptop in the usual way and try again, or use the recovery code.");
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_SILENT))
    return _ ("The keyring did not answer. Your records are safe. It may be asking for its "
              "password in another window: "
              "answer it and press Open again, or use the recovery code.");
  return NULL;
}

/* The way back from records that are damaged: their newest daily backup, where there is one. */
static void
offer_backup (CwUnlockPage *self)
{
  g_autoptr (GPtrArray) kept = cw_backup_find (cw_vault_get_dir (self->chosen));
  g_autofree char *day = NULL, *label = NULL;

  if (kept->len == 0)
    {
      say_hint (self, _ ("To restore a backup without opening these records, set up new records "
                         "and choose Safekeeping, Restore beside."));
      return;
    }
  day = cw_day_format (((CwBackupFile *) g_ptr_array_index (kept, 0))->day);
  /* Translators: %s is a date. */
  label = g_strdup_printf (_ ("Restore the _backup of %s"), day);
  gtk_button_set_label (GTK_BUTTON (self->restore), label);
  gtk_widget_set_visible (self->restore, TRUE);
  say_hint (self, _ ("It is put beside these records, which stay as they are. To restore one from "
                     "a stick, set up new records and choose Safekeeping, Restore beside."));
}

/* The records are there and cannot be read, whatever is typed. */
static gboolean
is_dead (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_DAMAGED)
         || g_error_matches (error, CW_ERROR, CW_ERROR_NOT_OURS)
         || g_error_matches (error, CW_ERROR, CW_ERROR_NOT_FOUND);
}

static void
say_error (CwUnlockPage *self, const GError *error)
{
  const char *keyring = describe_keyring (error);
  g_autofree char *place = cw_vault_explain_place (cw_vault_get_dir (self->chosen));

  if (g_error_matches (error, CW_ERROR, CW_ERROR_WRONG_SECRET))
    show_problem (self, is_caps_lock_on (self->passphrase)
                            ? _ ("That passphrase does not open these records. Caps Lock is on.")
                            : _ ("That passphrase does not open these records."));
  else
    show_problem (self, keyring != NULL ? keyring : place != NULL ? place : error->message);
  if (is_dead (error) && place == NULL)
    offer_backup (self);
  gtk_widget_grab_focus (self->passphrase);
  gtk_editable_select_region (GTK_EDITABLE (self->passphrase), 0, -1);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwOpened) opened = cw_opening_finish (result, &error);
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || start == NULL)
    return;
  set_busy (self, FALSE);
  say_hint (self, _ ("Only you know it. It cannot be looked up or reset."));
  if (opened != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
      cw_start_take_opened (start, g_steal_pointer (&opened));
    }
  else if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_MISSING))
    cw_start_show_recovery (start, cw_vault_get_dir (self->chosen),
                            cw_vault_get_label (self->chosen), error);
  else
    say_error (self, error);
}

static void
renew_cancellable (CwUnlockPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
open_cb (CwUnlockPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  g_assert (CW_IS_UNLOCK_PAGE (self));

  if (self->busy || self->chosen == NULL)
    return;
  if (*text == '\0')
    {
      show_problem (self, _ ("Type the passphrase first."));
      gtk_widget_grab_focus (self->passphrase);
      return;
    }
  hide_problem (self);
  renew_cancellable (self);
  set_busy (self, TRUE);
  self->silence_id = g_timeout_add_seconds (CW_KEYRING_TIMEOUT, silent_cb, self);
  cw_opening_unlock (cw_vault_get_dir (self->chosen), cw_secret_new_text (text), self->cancellable,
                     opened_cb, g_object_ref (self));
}

static void
typed_cb (CwUnlockPage *self)
{
  hide_problem (self);
}

/* ---- the other ways in ---- */

/* Whatever is being opened is not wanted any more. */
static void
stop (CwUnlockPage *self)
{
  renew_cancellable (self);
  set_busy (self, FALSE);
}

static void
use_code_cb (CwUnlockPage *self)
{
  g_assert (CW_IS_UNLOCK_PAGE (self));

  if (self->chosen == NULL)
    return;
  stop (self);
  cw_start_show_recovery (cw_start_find (GTK_WIDGET (self)), cw_vault_get_dir (self->chosen),
                          cw_vault_get_label (self->chosen), NULL);
}

static void
restore_cb (CwUnlockPage *self)
{
  GPtrArray *kept;

  g_assert (CW_IS_UNLOCK_PAGE (self));

  if (self->chosen == NULL)
    return;
  kept = cw_backup_find (cw_vault_get_dir (self->chosen));
  stop (self);
  if (kept->len > 0)
    cw_start_show_restore (cw_start_find (GTK_WIDGET (self)), cw_vault_get_label (self->chosen),
                           kept);
  else
    g_ptr_array_unref (kept);
}

static void
set_up_cb (CwUnlockPage *self)
{
  g_assert (CW_IS_UNLOCK_PAGE (self));

  stop (self);
  cw_start_show_setup (cw_start_find (GTK_WIDGET (self)));
}

static void
receive_cb (CwUnlockPage *self)
{
  g_assert (CW_IS_UNLOCK_PAGE (self));

  stop (self);
  cw_start_show_receive (cw_start_find (GTK_WIDGET (self)));
}

static void
show_demo_state (CwUnlockPage *self, gboolean busy, const char *words)
{
  gtk_widget_set_sensitive (self->demo, !busy);
  gtk_widget_set_visible (self->demo_state, words != NULL);
  gtk_spinner_set_spinning (self->demo_spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_spinner), busy);
  gtk_label_set_text (self->demo_words, words != NULL ? words : "");
}

static void
demo_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwOpened) opened = cw_opening_finish (result, &error);
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  if (start == NULL)
    return;
  if (opened != NULL)
    cw_start_take_opened (start, g_steal_pointer (&opened));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_demo_state (self, FALSE, error->message);
  else
    show_demo_state (self, FALSE, NULL);
}

static void
demo_cb (CwUnlockPage *self)
{
  g_assert (CW_IS_UNLOCK_PAGE (self));

  cw_unlock_page_begin_demo (self);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwUnlockPage *self = CW_UNLOCK_PAGE (widget);

  return self->vaults->len > 0 ? self->passphrase : self->set_up_first;
}

static void
map_cb (CwUnlockPage *self)
{
  cw_enter (GTK_WIDGET (self));
}

/* Taken out of the window, as a lock does: what is under way shall not go on for somebody who is
 * not there. (Its callback keeps the page alive until then.) */
static void
cw_unlock_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (CW_UNLOCK_PAGE (widget)->cancellable);
  GTK_WIDGET_CLASS (cw_unlock_page_parent_class)->unroot (widget);
}

static void
cw_unlock_page_dispose (GObject *object)
{
  CwUnlockPage *self = CW_UNLOCK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->silence_id, g_source_remove);
  G_OBJECT_CLASS (cw_unlock_page_parent_class)->dispose (object);
}

static void
cw_unlock_page_finalize (GObject *object)
{
  CwUnlockPage *self = CW_UNLOCK_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->vaults);
  G_OBJECT_CLASS (cw_unlock_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, news_box);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, news);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, place_box);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, place);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, ways_in);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, vault_list);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, passphrase_label);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, open);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, open_stack);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, restore);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, hint);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, use_code);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, begin_words);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, set_up_first);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, set_up);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, demo);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, demo_state);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, demo_spinner);
  gtk_widget_class_bind_template_child (widget_class, CwUnlockPage, demo_words);
}

static void
cw_unlock_page_class_init (CwUnlockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_unlock_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_unlock_page_finalize;
  g_type_ensure (CW_TYPE_WRAP_BOX);
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_unlock_page_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-unlock-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, receive_cb);
  gtk_widget_class_bind_template_callback (widget_class, demo_cb);
}

static void
cw_unlock_page_init (CwUnlockPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->passphrase));
  say_hint (self, _ ("Only you know it. It cannot be looked up or reset."));
  list_vaults (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

GtkWidget *
cw_unlock_page_new (void)
{
  return g_object_new (CW_TYPE_UNLOCK_PAGE, NULL);
}

/* Opens with what stands in the field, if anything does. */
void
cw_unlock_page_try_again (CwUnlockPage *self)
{
  g_return_if_fail (CW_IS_UNLOCK_PAGE (self));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->passphrase)) != '\0')
    open_cb (self);
}

void
cw_unlock_page_begin_demo (CwUnlockPage *self)
{
  g_return_if_fail (CW_IS_UNLOCK_PAGE (self));

  stop (self);
  show_demo_state (self, TRUE, _ ("Inventing a school year…"));
  cw_opening_demo (self->cancellable, demo_opened_cb, g_object_ref (self));
}

/* What happened to records, such as that they are destroyed (R21). */
void
cw_unlock_page_say (CwUnlockPage *self, const char *news)
{
  g_return_if_fail (CW_IS_UNLOCK_PAGE (self));
  g_return_if_fail (news != NULL);

  gtk_label_set_text (self->news, news);
  gtk_widget_set_visible (self->news_box, TRUE);
}
