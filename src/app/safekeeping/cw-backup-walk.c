/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-backup-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-kit.h"
#include "cw-keep-work.h"

struct _CwBackupWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  AdwBin *counts;

  /* owned */
  CwSession *session;

  gboolean done;
};

G_DEFINE_FINAL_TYPE (CwBackupWalk, cw_backup_walk, ADW_TYPE_BIN)

static const CwWalkStage write_stages[] = {
  { 0, N_ ("Counting your records…") },
  { 1.0 / 16, N_ ("Copying them…") },
  { 6.0 / 16, N_ ("Reading the copy back…") },
  { 7.0 / 16, N_ ("Checking all that is in it…") },
  { 15.0 / 16, N_ ("Comparing it with your records…") },
  { 0, NULL },
};

static void
begin (CwBackupWalk *self)
{
  cw_walk_frame_say (self->frame, _ ("A copy that is somewhere else"),
                     _ ("If the laptop is lost or breaks, this copy brings your records back. "
                        "Nobody can read it without your passphrase or your recovery code."));
  cw_walk_frame_set_note (self->frame, _ ("Your records stay as they are."));
  cw_walk_frame_set_next (self->frame, _ ("Choose _where…"), TRUE);
}

static void
show_done (CwBackupWalk *self, const CwKeepWritten *written)
{
  g_autofree char *what = cw_inventory_describe (written->inventory);
  g_autofree char *words = NULL;

  self->done = TRUE;
  if (written->off_laptop)
    /* Translators: %s is, for example, "46 enquiries, 12 cases and 130 contacts". */
    words = g_strdup_printf (_ ("The copy was read back and opened: %s are in it, the same as in "
                                "your records. Nothing is being written any more: eject the stick, "
                                "take it out, and keep it away from the laptop."),
                             what);
  else
    /* Translators: %s is, for example, "46 enquiries, 12 cases and 130 contacts". */
    words = g_strdup_printf (_ ("The copy was read back and opened: %s are in it, the same as in "
                                "your records. But it lies on the laptop’s own disk and would be "
                                "lost with it: choose a USB stick the next time, or move the file "
                                "to one."),
                             what);
  cw_walk_frame_say (self->frame,
                     written->off_laptop ? _ ("Safe to remove") : _ ("Backed up on this laptop"),
                     words);
  adw_bin_set_child (self->counts,
                     cw_inventory_table_new (written->inventory, _ ("In the copy"), NULL, NULL));
  gtk_stack_set_visible_child_name (self->steps, "done");
  cw_walk_frame_end (self->frame);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwBackupWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwKeepWritten) written = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (self->frame == NULL)
    return;
  cw_walk_frame_set_busy (self->frame, FALSE, TRUE);
  if (written != NULL)
    show_done (self, written);
  else
    {
      begin (self);
      cw_walk_frame_report (self->frame, error);
    }
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwBackupWalk) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->frame != NULL)
    cw_backup_walk_write_to (self, path);
}

static void
leave (CwBackupWalk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_cb (CwBackupWalk *self)
{
  g_autofree char *day = NULL, *name = NULL;

  g_assert (CW_IS_BACKUP_WALK (self));

  if (self->done)
    {
      leave (self);
      return;
    }
  day = cw_day_to_iso (cw_session_get_today (self->session));
  /* Translators: the name of a file that says nothing about anybody, %s is a date, 2026-11-22. */
  name = g_strdup_printf (_ ("Casework backup %s.casework"), day);
  cw_file_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Back up to"), name,
                file_chosen_cb, g_object_ref (self));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_BACKUP_WALK (widget)->frame);
}

static void
cw_backup_walk_dispose (GObject *object)
{
  CwBackupWalk *self = CW_BACKUP_WALK (object);

  g_clear_object (&self->session);
  self->frame = NULL;
  G_OBJECT_CLASS (cw_backup_walk_parent_class)->dispose (object);
}

static void
cw_backup_walk_class_init (CwBackupWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_backup_walk_dispose;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-backup-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, CwBackupWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwBackupWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwBackupWalk, counts);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave);
}

static void
cw_backup_walk_init (CwBackupWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  begin (self);
}

GtkWidget *
cw_backup_walk_new (CwSession *session)
{
  CwBackupWalk *self = g_object_new (CW_TYPE_BACKUP_WALK, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cw_backup_walk_write_to (CwBackupWalk *self, const char *path)
{
  GCancellable *cancellable;
  CwKeepCall *call;

  g_return_if_fail (CW_IS_BACKUP_WALK (self));
  g_return_if_fail (path != NULL);

  call = cw_keep_call_new (self->session, self->frame);
  call->path = g_strdup (path);
  cw_walk_frame_say (self->frame, _ ("Writing the copy, and reading it back"),
                     _ ("Leave the stick where it is until this says that it may be taken out."));
  cancellable = cw_keep_begin (self->session, self->frame, write_stages);
  cw_session_call (self->session, cw_keep_write, call, (GDestroyNotify) cw_keep_call_free,
                   (GDestroyNotify) cw_keep_written_free, CW_CHANGE_BACKUP, cancellable, written_cb,
                   g_object_ref (self));
}

gboolean
cw_backup_walk_is_done (CwBackupWalk *self)
{
  g_return_val_if_fail (CW_IS_BACKUP_WALK (self), FALSE);

  return self->done;
}
