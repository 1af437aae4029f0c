/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-backup-foot.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-backup-watch.h"

struct _CwBackupFoot
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *words;

  /* owned */
  CwBackupWatch *watch; /* NULL while locked */
};

G_DEFINE_FINAL_TYPE (CwBackupFoot, cw_backup_foot, ADW_TYPE_BIN)

static void
show_state (CwBackupFoot *self)
{
  const CwBackupState *state = cw_backup_watch_get_state (self->watch);
  gboolean late = cw_backup_state_is_late (state);
  gboolean ever = state->here_at != 0 || state->off_at != 0;
  g_autofree char *words = cw_backup_state_foot (state);
  /* Translators: as a screen reader says it, %s is, for example, "Backed up today, 08:52". */
  g_autofree char *spoken = g_strdup_printf (_ ("%s. Open Safekeeping"), words);

  gtk_image_set_from_icon_name (self->icon, late   ? "dialog-warning-symbolic"
                                            : ever ? "object-select-symbolic"
                                                   : "drive-harddisk-symbolic");
  cw_set_class (self->icon, "due", late);
  cw_set_class (self->icon, "done", !late && ever);
  cw_set_class (self->words, "due", late);
  cw_set_class (self->words, "quiet", !late);
  gtk_label_set_text (self->words, words);
  cw_a11y_label (self->button, spoken);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
cw_backup_foot_dispose (GObject *object)
{
  g_clear_object (&CW_BACKUP_FOOT (object)->watch);
  G_OBJECT_CLASS (cw_backup_foot_parent_class)->dispose (object);
}

static void
cw_backup_foot_class_init (CwBackupFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_backup_foot_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-backup-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, CwBackupFoot, button);
  gtk_widget_class_bind_template_child (widget_class, CwBackupFoot, icon);
  gtk_widget_class_bind_template_child (widget_class, CwBackupFoot, words);
}

static void
cw_backup_foot_init (CwBackupFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_backup_foot_set_session (CwBackupFoot *self, CwSession *session)
{
  g_return_if_fail (CW_IS_BACKUP_FOOT (self));
  g_return_if_fail (session == NULL || CW_IS_SESSION (session));

  g_clear_object (&self->watch);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (self->words, "");
  if (session == NULL)
    return;
  self->watch = cw_backup_watch_new (session);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
}
