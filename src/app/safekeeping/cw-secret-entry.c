/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-secret-entry.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"

struct _CwSecretEntry
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *label;
  GtkWidget *entry;
  GtkButton *other;

  /* owned */
  char *passphrase_name, *code_name;

  gboolean code; /* the recovery code is asked for */
};

G_DEFINE_FINAL_TYPE (CwSecretEntry, cw_secret_entry, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_text (CwSecretEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
show_kind (CwSecretEntry *self)
{
  const char *name = self->code ? self->code_name : self->passphrase_name;

  gtk_label_set_text (self->label, name);
  cw_a11y_label (self->entry, name);
  gtk_button_set_label (self->other, self->code ? _ ("Use the _passphrase instead")
                                                : _ ("Use the _recovery code instead"));
  gtk_button_set_use_underline (self->other, TRUE);
}

static void
other_cb (CwSecretEntry *self)
{
  g_assert (CW_IS_SECRET_ENTRY (self));

  self->code = !self->code;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_kind (self);
  gtk_widget_grab_focus (self->entry);
}

static void
typed_cb (CwSecretEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (CwSecretEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return CW_SECRET_ENTRY (widget)->entry;
}

static void
cw_secret_entry_finalize (GObject *object)
{
  CwSecretEntry *self = CW_SECRET_ENTRY (object);

  g_free (self->passphrase_name);
  g_free (self->code_name);
  G_OBJECT_CLASS (cw_secret_entry_parent_class)->finalize (object);
}

static void
cw_secret_entry_class_init (CwSecretEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_secret_entry_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", CW_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-secret-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSecretEntry, label);
  gtk_widget_class_bind_template_child (widget_class, CwSecretEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, CwSecretEntry, other);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
cw_secret_entry_init (CwSecretEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->entry));
  cw_secret_entry_set_names (self, _ ("Passphrase of the backup"),
                             _ ("Recovery code of the backup"));
}

void
cw_secret_entry_set_names (CwSecretEntry *self, const char *passphrase, const char *code)
{
  g_return_if_fail (CW_IS_SECRET_ENTRY (self));
  g_return_if_fail (passphrase != NULL && code != NULL);

  g_free (self->passphrase_name);
  g_free (self->code_name);
  self->passphrase_name = g_strdup (passphrase);
  self->code_name = g_strdup (code);
  show_kind (self);
}

gboolean
cw_secret_entry_is_filled (CwSecretEntry *self)
{
  g_return_val_if_fail (CW_IS_SECRET_ENTRY (self), FALSE);

  return *get_text (self) != '\0';
}

CwSlotType
cw_secret_entry_get_slot (CwSecretEntry *self)
{
  g_return_val_if_fail (CW_IS_SECRET_ENTRY (self), CW_SLOT_PASSPHRASE);

  return self->code ? CW_SLOT_RECOVERY : CW_SLOT_PASSPHRASE;
}

CwSecret *
cw_secret_entry_get (CwSecretEntry *self)
{
  g_return_val_if_fail (CW_IS_SECRET_ENTRY (self), NULL);

  return cw_secret_new_text (get_text (self));
}

void
cw_secret_entry_set_text (CwSecretEntry *self, const char *text)
{
  g_return_if_fail (CW_IS_SECRET_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
