/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-identity-form.h"

#include "app/kit/cw-kit.h"

struct _CwIdentityForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkEntry *name, *telephone, *email, *address, *wishes;
  CwChipBox *relation;
  GtkCheckButton *lives_with, *kept_apart;

  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwIdentityForm, cw_identity_form, ADW_TYPE_BIN)

static void
changed_cb (CwIdentityForm *self)
{
  g_assert (CW_IS_IDENTITY_FORM (self));

  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
cw_identity_form_class_init (CwIdentityFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_CHIP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-identity-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, name);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, relation);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, lives_with);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, kept_apart);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, telephone);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, email);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, address);
  gtk_widget_class_bind_template_child (widget_class, CwIdentityForm, wishes);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_identity_form_init (CwIdentityForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_identity_form_new (CwSession *session, const CwAdult *adult, gboolean several)
{
  CwIdentityForm *self;

  g_return_val_if_fail (CW_IS_SESSION (session) && adult != NULL, NULL);
  g_return_val_if_fail (cw_adult_agrees (adult), NULL);

  self = g_object_new (CW_TYPE_IDENTITY_FORM, NULL);
  cw_chip_box_set_codes (self->relation,
                         cw_code_book_list (cw_session_get_codes (session), CW_LIST_RELATION),
                         FALSE, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_apart), several);
  cw_identity_form_set (self, adult);
  return GTK_WIDGET (self);
}

void
cw_identity_form_set (CwIdentityForm *self, const CwAdult *adult)
{
  g_return_if_fail (CW_IS_IDENTITY_FORM (self) && adult != NULL);

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), adult->name);
  gtk_editable_set_text (GTK_EDITABLE (self->telephone), adult->telephone);
  gtk_editable_set_text (GTK_EDITABLE (self->email), adult->email);
  gtk_editable_set_text (GTK_EDITABLE (self->address), adult->address);
  gtk_editable_set_text (GTK_EDITABLE (self->wishes), adult->wishes);
  cw_chip_box_set_ids (self->relation, &adult->relation, adult->relation != 0 ? 1 : 0);
  gtk_check_button_set_active (self->lives_with, adult->lives_with);
  gtk_check_button_set_active (self->kept_apart, adult->kept_apart);
  self->setting = FALSE;
}

static void
read_entry (GtkEntry *entry, char **field)
{
  g_free (*field);
  *field = cw_dup_typed (entry);
}

void
cw_identity_form_read (CwIdentityForm *self, CwAdult *adult)
{
  g_return_if_fail (CW_IS_IDENTITY_FORM (self) && adult != NULL);

  read_entry (self->name, &adult->name);
  read_entry (self->telephone, &adult->telephone);
  read_entry (self->email, &adult->email);
  read_entry (self->address, &adult->address);
  read_entry (self->wishes, &adult->wishes);
  adult->relation = cw_chip_box_get_id (self->relation);
  adult->lives_with = gtk_check_button_get_active (self->lives_with);
  adult->kept_apart = gtk_check_button_get_active (self->kept_apart);
}

gboolean
cw_identity_form_has_name (CwIdentityForm *self)
{
  g_return_val_if_fail (CW_IS_IDENTITY_FORM (self), FALSE);

  return cw_is_typed (self->name);
}

void
cw_identity_form_focus (CwIdentityForm *self)
{
  g_return_if_fail (CW_IS_IDENTITY_FORM (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}
