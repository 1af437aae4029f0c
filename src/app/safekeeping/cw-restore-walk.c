/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-restore-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-kit.h"
#include "cw-secret-step.h"

typedef enum
{
  STEP_CHOOSE,
  STEP_SECRET,
  STEP_COMPARE,
  STEP_DONE
} Step;

static const char *const step_names[] = { "choose", "secret", "compare", "done" };

struct _CwRestoreWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  AdwPreferencesGroup *kept;
  CwSecretStep *secret;
  AdwBin *counts;
  GtkEditable *name;
  GtkLabel *done_words;

  /* owned */
  CwSession *session;
  char *path;

  Step step;
};

G_DEFINE_FINAL_TYPE (CwRestoreWalk, cw_restore_walk, ADW_TYPE_BIN)

static gboolean
is_right (CwRestoreWalk *self)
{
  g_autofree char *name = cw_dup_typed (self->name);

  switch (self->step)
    {
    case STEP_CHOOSE:
      return self->path != NULL;
    case STEP_SECRET:
      return cw_secret_step_is_filled (self->secret);
    case STEP_COMPARE:
      return *name != '\0' && g_strcmp0 (name, cw_session_get_label (self->session)) != 0;
    case STEP_DONE:
    default:
      return TRUE;
    }
}

static void
say_step (CwRestoreWalk *self)
{
  switch (self->step)
    {
    case STEP_CHOOSE:
      cw_walk_frame_say (self->frame, _ ("Which backup?"),
                         _ ("It is put beside your records under a name of its own. Nothing that "
                            "is here now is changed or replaced."));
      break;
    case STEP_SECRET:
      cw_walk_frame_say (self->frame, _ ("What opens it?"),
                         _ ("The passphrase you used when it was made, or the recovery code."));
      break;
    case STEP_COMPARE:
      cw_walk_frame_say (
          self->frame, _ ("What is different"),
          _ ("Look at both columns. The restored records stand beside these, as they were when the "
             "backup was made. Summaries that you froze since are kept: they are taken over, so "
             "that no term is ever counted twice."));
      break;
    case STEP_DONE:
    default:
      cw_walk_frame_say (self->frame, _ ("Restored beside your records"), NULL);
    }
}

static void
show_step (CwRestoreWalk *self, Step step)
{
  self->step = step;
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  say_step (self);
  if (step == STEP_DONE)
    {
      cw_walk_frame_end (self->frame);
      return;
    }
  cw_walk_frame_set_next (self->frame,
                          step == STEP_COMPARE ? _ ("_Restore beside") : _ ("C_ontinue"),
                          is_right (self));
  cw_enter (GTK_WIDGET (self));
}

static void
changed_cb (CwRestoreWalk *self)
{
  if (self->frame != NULL && self->step != STEP_DONE)
    cw_walk_frame_set_sensitive (self->frame, is_right (self));
}

/* ---- looking ---- */

static void
opened_cb (CwRestoreWalk *self)
{
  const CwInventory *found = cw_secret_step_get_found (self->secret);
  const CwInventory *now = cw_secret_step_get_present (self->secret);
  g_autofree char *day = cw_day_format (found->newest);
  g_autofree char *name
      /* Translators: the name of restored records: what they were called, and the date of the
         newest entry in them. */
      = g_strdup_printf (_ ("%s, as of %s"), cw_session_get_label (self->session), day);

  g_assert (CW_IS_RESTORE_WALK (self));

  adw_bin_set_child (self->counts, cw_inventory_table_new (found, _ ("In the backup"), now,
                                                           _ ("In your records")));
  gtk_editable_set_text (self->name, name);
  show_step (self, STEP_COMPARE);
}

/* ---- restoring ---- */

static const CwWalkStage restore_stages[] = {
  { 0, N_ ("Opening it and checking the whole of it…") },
  { 1.0 / 7, N_ ("Putting the records beside yours…") },
  { 2.0 / 7, N_ ("Checking all that is in them…") },
  { 6.0 / 7, N_ ("Taking over what was frozen since…") },
  { 0, NULL },
};

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwRestoreWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (self->frame == NULL)
    return;
  cw_walk_frame_set_busy (self->frame, FALSE, TRUE);
  if (error != NULL)
    {
      cw_walk_frame_report (self->frame, error);
      return;
    }
  cw_secret_step_set_text (self->secret, "");
  /* Translators: %s is the name of the restored records. */
  words = g_strdup_printf (_ ("They are called “%s”. To look into them, lock, choose them on the "
                              "first page, and open them with what opened the backup. Your present "
                              "records are as they were; go on with one of the two only, so that "
                              "nothing is written in both."),
                           gtk_editable_get_text (self->name));
  gtk_label_set_text (self->done_words, words);
  show_step (self, STEP_DONE);
}

static void
restore (CwRestoreWalk *self)
{
  CwKeepCall *call = cw_secret_step_make_call (self->secret);
  GCancellable *cancellable = cw_keep_begin (self->session, self->frame, restore_stages);

  call->label = cw_dup_typed (self->name);
  cw_session_call (self->session, cw_keep_restore, call, (GDestroyNotify) cw_keep_call_free, NULL,
                   0, cancellable, restored_cb, g_object_ref (self));
}

/* ---- steps ---- */

static void
leave (CwRestoreWalk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_cb (CwRestoreWalk *self)
{
  g_assert (CW_IS_RESTORE_WALK (self));

  if (cw_walk_frame_is_busy (self->frame) || !is_right (self))
    return;
  switch (self->step)
    {
    case STEP_CHOOSE:
      show_step (self, STEP_SECRET);
      break;
    case STEP_SECRET:
      cw_secret_step_try (self->secret);
      break;
    case STEP_COMPARE:
      restore (self);
      break;
    case STEP_DONE:
    default:
      leave (self);
    }
}

static void
kept_cb (AdwActionRow *row, CwRestoreWalk *self)
{
  cw_restore_walk_choose (self, g_object_get_data (G_OBJECT (row), "cw-path"));
  next_cb (self);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwRestoreWalk) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->frame == NULL)
    return;
  cw_restore_walk_choose (self, path);
  next_cb (self);
}

static void
file_cb (CwRestoreWalk *self)
{
  g_assert (CW_IS_RESTORE_WALK (self));

  cw_file_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Choose a backup"),
                file_chosen_cb, g_object_ref (self));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwRestoreWalk *self = CW_RESTORE_WALK (widget);
  GtkWidget *const targets[] = { GTK_WIDGET (self->kept), GTK_WIDGET (self->secret),
                                 GTK_WIDGET (self->name), GTK_WIDGET (self->frame) };

  return targets[self->step];
}

static void
cw_restore_walk_dispose (GObject *object)
{
  CwRestoreWalk *self = CW_RESTORE_WALK (object);

  self->frame = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_restore_walk_parent_class)->dispose (object);
}

static void
cw_restore_walk_finalize (GObject *object)
{
  CwRestoreWalk *self = CW_RESTORE_WALK (object);

  g_free (self->path);
  G_OBJECT_CLASS (cw_restore_walk_parent_class)->finalize (object);
}

static void
cw_restore_walk_class_init (CwRestoreWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_restore_walk_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_restore_walk_finalize;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  g_type_ensure (CW_TYPE_SECRET_STEP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-restore-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, kept);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, secret);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, counts);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, name);
  gtk_widget_class_bind_template_child (widget_class, CwRestoreWalk, done_words);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
}

static void
cw_restore_walk_init (CwRestoreWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_kept (CwRestoreWalk *self, const CwBackupFile *file)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = cw_day_format_long (file->day);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Kept on this laptop"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("drive-harddisk-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "cw-path", g_strdup (file->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (kept_cb), self, 0);
  adw_preferences_group_add (self->kept, row);
}

GtkWidget *
cw_restore_walk_new (CwSession *session, GPtrArray *kept)
{
  CwRestoreWalk *self = g_object_new (CW_TYPE_RESTORE_WALK, NULL);

  self->session = g_object_ref (session);
  cw_secret_step_set_walk (self->secret, session, self->frame);
  for (guint i = 0; i < kept->len; i++)
    add_kept (self, g_ptr_array_index (kept, i));
  cw_walk_frame_set_note (self->frame, _ ("Your present records are not touched."));
  show_step (self, STEP_CHOOSE);
  cw_walk_frame_set_next (self->frame, NULL, FALSE);
  return GTK_WIDGET (self);
}

void
cw_restore_walk_choose (CwRestoreWalk *self, const char *path)
{
  g_return_if_fail (CW_IS_RESTORE_WALK (self));

  g_free (self->path);
  self->path = g_strdup (path);
  cw_secret_step_set_path (self->secret, path);
}

void
cw_restore_walk_type (CwRestoreWalk *self, const char *passphrase)
{
  g_return_if_fail (CW_IS_RESTORE_WALK (self));

  cw_secret_step_set_text (self->secret, passphrase);
}

void
cw_restore_walk_next (CwRestoreWalk *self)
{
  g_return_if_fail (CW_IS_RESTORE_WALK (self));

  next_cb (self);
}

const char *
cw_restore_walk_get_step (CwRestoreWalk *self)
{
  g_return_val_if_fail (CW_IS_RESTORE_WALK (self), NULL);

  return step_names[self->step];
}
