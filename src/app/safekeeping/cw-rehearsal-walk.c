/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-rehearsal-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-kit.h"
#include "cw-secret-step.h"

struct _CwRehearsalWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  CwSecretStep *secret;
  AdwBin *counts;

  char *result; /* owned */
};

G_DEFINE_FINAL_TYPE (CwRehearsalWalk, cw_rehearsal_walk, ADW_TYPE_BIN)

/* What the backup has, said against what the records have now. */
static char *
compare (const CwInventory *found, const CwInventory *now)
{
  g_autofree char *what = cw_inventory_describe (found);
  g_autofree char *day = NULL;

  if (cw_inventory_equal (found, now))
    /* Translators: %s is, for example, "46 enquiries, 12 cases and 130 contacts". */
    return g_strdup_printf (_ ("It opens, and it holds all that your records hold: %s."), what);
  if (found->newest == CW_DAY_NONE)
    return g_strdup (_ ("It opens. It was made before there was any enquiry or contact."));
  day = cw_day_format (found->newest);
  return g_strdup_printf (
      /* Translators: the first %s is, for example, "46 enquiries, 12 cases and 130 contacts", the
         second a date. */
      _ ("It opens, and holds %s, the newest of %s. What was entered or changed "
         "after it was made is not in it: the next backup will have it."),
      what, day);
}

static void
opened_cb (CwRehearsalWalk *self)
{
  const CwInventory *found = cw_secret_step_get_found (self->secret);
  const CwInventory *now = cw_secret_step_get_present (self->secret);

  g_assert (CW_IS_REHEARSAL_WALK (self));

  cw_secret_step_set_text (self->secret, "");
  self->result = compare (found, now);
  cw_walk_frame_say (self->frame, _ ("Your backup works"), self->result);
  adw_bin_set_child (self->counts, cw_inventory_table_new (found, _ ("In the backup"), now,
                                                           _ ("In your records")));
  gtk_stack_set_visible_child_name (self->steps, "done");
  cw_walk_frame_end (self->frame);
}

static void
leave (CwRehearsalWalk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_cb (CwRehearsalWalk *self)
{
  g_assert (CW_IS_REHEARSAL_WALK (self));

  if (self->result != NULL)
    leave (self);
  else
    cw_secret_step_try (self->secret);
}

static void
changed_cb (CwRehearsalWalk *self)
{
  if (self->frame != NULL && self->result == NULL)
    cw_walk_frame_set_sensitive (self->frame, cw_secret_step_is_filled (self->secret));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_REHEARSAL_WALK (widget)->secret);
}

static void
cw_rehearsal_walk_dispose (GObject *object)
{
  CW_REHEARSAL_WALK (object)->frame = NULL;
  G_OBJECT_CLASS (cw_rehearsal_walk_parent_class)->dispose (object);
}

static void
cw_rehearsal_walk_finalize (GObject *object)
{
  g_free (CW_REHEARSAL_WALK (object)->result);
  G_OBJECT_CLASS (cw_rehearsal_walk_parent_class)->finalize (object);
}

static void
cw_rehearsal_walk_class_init (CwRehearsalWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_rehearsal_walk_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_rehearsal_walk_finalize;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  g_type_ensure (CW_TYPE_SECRET_STEP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-rehearsal-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRehearsalWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwRehearsalWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwRehearsalWalk, secret);
  gtk_widget_class_bind_template_child (widget_class, CwRehearsalWalk, counts);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_rehearsal_walk_init (CwRehearsalWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @path: the backup that is tried. */
GtkWidget *
cw_rehearsal_walk_new (CwSession *session, const char *path)
{
  CwRehearsalWalk *self = g_object_new (CW_TYPE_REHEARSAL_WALK, NULL);

  cw_secret_step_set_walk (self->secret, session, self->frame);
  cw_secret_step_set_path (self->secret, path);
  cw_walk_frame_say (self->frame, _ ("Would it bring your records back?"),
                     _ ("The newest backup on this laptop is opened as it would be after a loss, "
                        "in a place of its own, and compared with your records. Nothing is "
                        "changed."));
  cw_walk_frame_set_next (self->frame, _ ("_Open it"), FALSE);
  return GTK_WIDGET (self);
}

void
cw_rehearsal_walk_try (CwRehearsalWalk *self, const char *passphrase)
{
  g_return_if_fail (CW_IS_REHEARSAL_WALK (self));

  cw_secret_step_set_text (self->secret, passphrase);
  next_cb (self);
}

const char *
cw_rehearsal_walk_get_result (CwRehearsalWalk *self)
{
  g_return_val_if_fail (CW_IS_REHEARSAL_WALK (self), NULL);

  return self->result;
}
