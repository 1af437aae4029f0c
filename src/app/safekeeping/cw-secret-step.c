/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-secret-step.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-secret-entry.h"

struct _CwSecretStep
{
  AdwBin parent_instance;

  /* template widgets */
  CwSecretEntry *entry;
  GtkLabel *hint;

  /* owned */
  CwSession *session;
  GWeakRef frame;
  char *path; /* NULL: the open records */
  CwInventory *found;
  CwInventory *present;
};

G_DEFINE_FINAL_TYPE (CwSecretStep, cw_secret_step, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_HINT,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  SIGNAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const CwWalkStage look_stages[] = {
  { 0, N_ ("Opening it and checking the whole of it…") },
  { 1.0 / 3, N_ ("Unpacking it…") },
  { 2.0 / 3, N_ ("Counting what is in it…") },
  { 0, NULL },
};

static const CwWalkStage prove_stages[] = { { 0, N_ ("Trying it…") }, { 0, NULL } };

/* ---- trying ---- */

/* The end of a try, unless the walk is gone. */
static void
finish (CwSecretStep *self, const GError *error)
{
  g_autoptr (CwWalkFrame) frame = g_weak_ref_get (&self->frame);

  if (frame == NULL || self->entry == NULL)
    return;
  cw_walk_frame_set_busy (frame, FALSE, TRUE);
  if (error == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_OPENED], 0);
      return;
    }
  cw_walk_frame_report (frame, error);
  cw_enter (GTK_WIDGET (self->entry));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSecretStep) self = user_data;
  g_autoptr (GError) error = NULL;
  CwInventory *present = cw_session_call_finish (CW_SESSION (source), result, &error);

  g_clear_pointer (&self->present, cw_inventory_free);
  self->present = present;
  finish (self, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSecretStep) self = user_data;
  g_autoptr (GError) error = NULL;
  CwInventory *found = cw_keep_inspect_finish (result, &error);

  g_clear_pointer (&self->found, cw_inventory_free);
  self->found = found;
  if (found == NULL || self->session == NULL)
    {
      finish (self, error);
      return;
    }
  cw_session_call (self->session, cw_keep_take_inventory, cw_keep_call_new (self->session, NULL),
                   (GDestroyNotify) cw_keep_call_free, (GDestroyNotify) cw_inventory_free, 0,
                   g_task_get_cancellable (G_TASK (result)), counted_cb, g_object_ref (self));
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwSecretStep) self = user_data;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  finish (self, error);
}

/* ---- the widget ---- */

static void
changed_cb (CwSecretStep *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (CwSecretStep *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_SECRET_STEP (widget)->entry);
}

static void
cw_secret_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwSecretStep *self = CW_SECRET_STEP (object);
  const char *hint = g_value_get_string (value);

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
cw_secret_step_dispose (GObject *object)
{
  CwSecretStep *self = CW_SECRET_STEP (object);

  if (self->entry != NULL)
    cw_secret_entry_set_text (self->entry, "");
  self->entry = NULL;
  g_clear_object (&self->session);
  g_weak_ref_set (&self->frame, NULL);
  G_OBJECT_CLASS (cw_secret_step_parent_class)->dispose (object);
}

static void
cw_secret_step_finalize (GObject *object)
{
  CwSecretStep *self = CW_SECRET_STEP (object);

  g_weak_ref_clear (&self->frame);
  g_clear_pointer (&self->found, cw_inventory_free);
  g_clear_pointer (&self->present, cw_inventory_free);
  g_free (self->path);
  G_OBJECT_CLASS (cw_secret_step_parent_class)->finalize (object);
}

static void
cw_secret_step_class_init (CwSecretStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cw_secret_step_set_property;
  object_class->dispose = cw_secret_step_dispose;
  object_class->finalize = cw_secret_step_finalize;
  cw_class_set_entry (widget_class, find_entry);
  props[PROP_HINT]
      = g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_SECRET_STEP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", CW_TYPE_SECRET_STEP, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", CW_TYPE_SECRET_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-secret-step.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSecretStep, entry);
  gtk_widget_class_bind_template_child (widget_class, CwSecretStep, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
cw_secret_step_init (CwSecretStep *self)
{
  g_weak_ref_init (&self->frame, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_secret_step_set_walk (CwSecretStep *self, CwSession *session, CwWalkFrame *frame)
{
  g_return_if_fail (CW_IS_SECRET_STEP (self));
  g_return_if_fail (CW_IS_SESSION (session));
  g_return_if_fail (CW_IS_WALK_FRAME (frame));

  g_set_object (&self->session, session);
  g_weak_ref_set (&self->frame, frame);
  cw_secret_step_set_path (self, NULL);
}

void
cw_secret_step_set_path (CwSecretStep *self, const char *path)
{
  g_return_if_fail (CW_IS_SECRET_STEP (self));

  g_free (self->path);
  self->path = g_strdup (path);
  if (path != NULL)
    cw_secret_entry_set_names (self->entry, _ ("Passphrase of the backup"),
                               _ ("Recovery code of the backup"));
  else
    cw_secret_entry_set_names (self->entry, _ ("Present passphrase"), _ ("Present recovery code"));
}

gboolean
cw_secret_step_is_filled (CwSecretStep *self)
{
  g_return_val_if_fail (CW_IS_SECRET_STEP (self), FALSE);

  return cw_secret_entry_is_filled (self->entry);
}

CwKeepCall *
cw_secret_step_make_call (CwSecretStep *self)
{
  g_autoptr (CwWalkFrame) frame = NULL;
  CwKeepCall *call;

  g_return_val_if_fail (CW_IS_SECRET_STEP (self), NULL);

  frame = g_weak_ref_get (&self->frame);
  call = cw_keep_call_new (self->session, frame);
  call->path = g_strdup (self->path);
  call->slot = cw_secret_entry_get_slot (self->entry);
  call->secret = cw_secret_entry_get (self->entry);
  return call;
}

void
cw_secret_step_try (CwSecretStep *self)
{
  g_autoptr (CwWalkFrame) frame = NULL;
  GCancellable *cancellable;
  CwKeepCall *call;

  g_return_if_fail (CW_IS_SECRET_STEP (self));

  frame = g_weak_ref_get (&self->frame);
  if (frame == NULL || cw_walk_frame_is_busy (frame) || !cw_secret_step_is_filled (self))
    return;
  call = cw_secret_step_make_call (self);
  cancellable
      = cw_keep_begin (self->session, frame, self->path != NULL ? look_stages : prove_stages);
  if (self->path != NULL)
    cw_keep_inspect (call, cancellable, looked_cb, g_object_ref (self));
  else
    cw_session_call (self->session, cw_keep_prove, call, (GDestroyNotify) cw_keep_call_free, NULL,
                     0, cancellable, proved_cb, g_object_ref (self));
}

const CwInventory *
cw_secret_step_get_found (CwSecretStep *self)
{
  g_return_val_if_fail (CW_IS_SECRET_STEP (self), NULL);

  return self->found;
}

const CwInventory *
cw_secret_step_get_present (CwSecretStep *self)
{
  g_return_val_if_fail (CW_IS_SECRET_STEP (self), NULL);

  return self->present;
}

void
cw_secret_step_set_text (CwSecretStep *self, const char *text)
{
  g_return_if_fail (CW_IS_SECRET_STEP (self));

  cw_secret_entry_set_text (self->entry, text);
}
