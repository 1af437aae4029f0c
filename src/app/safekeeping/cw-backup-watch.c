/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-backup-watch.h"

#include "cw-keep-work.h"

struct _CwBackupWatch
{
  GObject parent_instance;

  CwSession *session; /* owned */
  GCancellable *cancellable;
  CwBackupState state;
  gboolean known;
};

G_DEFINE_FINAL_TYPE (CwBackupWatch, cw_backup_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What cannot be read now is shown as it was; the page on safekeeping says why. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwBackupWatch) self = data;
  g_autoptr (CwKeepView) view = cw_keep_view_finish (source, result, NULL);

  if (view == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->state = view->state;
  self->known = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_state (CwBackupWatch *self)
{
  cw_keep_view_read (self->session, self->cancellable, read_cb, g_object_ref (self));
}

/* Records change all day long; of them only the first is news. */
static void
changed_cb (CwBackupWatch *self, guint change)
{
  const guint records = CW_CHANGE_ENQUIRIES | CW_CHANGE_CASES;

  if ((change & CW_CHANGE_BACKUP)
      || ((change & records) && !(self->known && self->state.has_records)))
    read_state (self);
}

static void
cw_backup_watch_dispose (GObject *object)
{
  CwBackupWatch *self = CW_BACKUP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_backup_watch_parent_class)->dispose (object);
}

static void
cw_backup_watch_finalize (GObject *object)
{
  g_object_unref (CW_BACKUP_WATCH (object)->cancellable);
  G_OBJECT_CLASS (cw_backup_watch_parent_class)->finalize (object);
}

static void
cw_backup_watch_class_init (CwBackupWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_backup_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_backup_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_BACKUP_WATCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_backup_watch_init (CwBackupWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/* Reads at once; "changed" tells of it. */
CwBackupWatch *
cw_backup_watch_new (CwSession *session)
{
  CwBackupWatch *self;

  g_return_val_if_fail (CW_IS_SESSION (session), NULL);

  self = g_object_new (CW_TYPE_BACKUP_WATCH, NULL);
  self->session = g_object_ref (session);
  if (cw_session_get_vault (session) != NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      read_state (self);
    }
  return self;
}

const CwBackupState *
cw_backup_watch_get_state (CwBackupWatch *self)
{
  g_return_val_if_fail (CW_IS_BACKUP_WATCH (self), NULL);

  return self->known ? &self->state : NULL;
}
