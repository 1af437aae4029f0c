/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safety-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-walk-frame.h"

struct _CwSafetyWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  AdwPreferencesGroup *rows;
};

G_DEFINE_FINAL_TYPE (CwSafetyWalk, cw_safety_walk, ADW_TYPE_BIN)

static GtkWidget *
make_row (const CwSafetyChecks *checks, CwCheckKind kind)
{
  static const char *const icons[]
      = { "dialog-question-symbolic", "object-select-symbolic", "dialog-warning-symbolic" };
  static const char *const classes[] = { "quiet", "done", "due" };
  CwSafetyState state = checks->states[kind];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[state]);
  GtkWidget *word = gtk_label_new (cw_check_state_word (state));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cw_check_title (kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cw_safety_checks_get_words (checks, kind));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, classes[state]);
  gtk_widget_add_css_class (word, "tag");
  gtk_widget_add_css_class (word, classes[state]);
  gtk_widget_set_valign (word, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  return row;
}

static void
leave_cb (CwSafetyWalk *self)
{
  g_assert (CW_IS_SAFETY_WALK (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_SAFETY_WALK (widget)->frame);
}

static void
cw_safety_walk_class_init (CwSafetyWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-safety-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSafetyWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwSafetyWalk, rows);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
cw_safety_walk_init (CwSafetyWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What wants a look comes first, then what is not known. */
GtkWidget *
cw_safety_walk_new (const CwSafetyChecks *checks)
{
  static const CwSafetyState order[] = { CW_SAFETY_CONCERN, CW_SAFETY_UNKNOWN, CW_SAFETY_GOOD };
  CwSafetyWalk *self = g_object_new (CW_TYPE_SAFETY_WALK, NULL);
  g_autofree char *heading = NULL;

  g_return_val_if_fail (checks != NULL, GTK_WIDGET (self));

  heading = cw_safety_checks_describe (checks);
  cw_walk_frame_say (self->frame, heading,
                     _ ("What Casework can see of this laptop, read only. None of it opens your "
                        "records to anybody by itself: they stay encrypted."));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint kind = 0; kind < CW_N_CHECKS; kind++)
      if (checks->states[kind] == order[i])
        adw_preferences_group_add (self->rows, make_row (checks, kind));
  cw_walk_frame_end (self->frame);
  return GTK_WIDGET (self);
}
