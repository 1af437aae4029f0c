/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-backup-reminder.h"

#include <glib/gi18n.h>

#include "app/kit/cw-wrap-box.h"
#include "app/safekeeping/cw-backup-watch.h"

struct _CwBackupReminder
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *heading;
  GtkLabel *words;

  /* owned */
  CwBackupWatch *watch;
};

G_DEFINE_FINAL_TYPE (CwBackupReminder, cw_backup_reminder, ADW_TYPE_BIN)

static void
show_state (CwBackupReminder *self)
{
  const CwBackupState *state = cw_backup_watch_get_state (self->watch);
  g_autofree char *words = cw_backup_state_off (state);

  gtk_label_set_text (self->heading, words);
  gtk_label_set_text (self->words,
                      state->off_at != 0
                          ? _ ("If the laptop is lost, what you entered since is lost with it.")
                          : _ ("If the laptop is lost, your records are lost with it."));
  gtk_widget_set_visible (GTK_WIDGET (self), cw_backup_state_is_late (state));
}

static void
cw_backup_reminder_dispose (GObject *object)
{
  g_clear_object (&CW_BACKUP_REMINDER (object)->watch);
  G_OBJECT_CLASS (cw_backup_reminder_parent_class)->dispose (object);
}

static void
cw_backup_reminder_class_init (CwBackupReminderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_backup_reminder_dispose;
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/today/cw-backup-reminder.ui");
  gtk_widget_class_bind_template_child (widget_class, CwBackupReminder, heading);
  gtk_widget_class_bind_template_child (widget_class, CwBackupReminder, words);
}

static void
cw_backup_reminder_init (CwBackupReminder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_backup_reminder_bind (CwBackupReminder *self, CwSession *session)
{
  g_return_if_fail (CW_IS_BACKUP_REMINDER (self));
  g_return_if_fail (self->watch == NULL);

  self->watch = cw_backup_watch_new (session);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
}
