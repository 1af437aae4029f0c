/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-step-popover.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"

#include <glib/gi18n.h>

struct _CwStepPopover
{
  GtkPopover parent_instance;

  /* template widgets */
  GtkEntry *text;
  CwDateEntry *due;
  GtkEntry *time;
  GtkDropDown *with;
  GtkWidget *delete_button, *save_button;

  /* owned */
  CwStep *step;
  GArray *adults; /* of gint64, as in the drop-down */
};

enum
{
  SAVE,
  DELETE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwStepPopover, cw_step_popover, GTK_TYPE_POPOVER)

static gboolean
is_complete (CwStepPopover *self)
{
  g_autofree char *text = cw_dup_typed (self->text);
  g_autofree char *time = cw_dup_typed (self->time);

  return *text != '\0' && cw_date_entry_get_day (self->due) != CW_DAY_NONE
         && (*time == '\0' || cw_time_parse (time) >= 0);
}

static void
changed_cb (CwStepPopover *self)
{
  gtk_widget_set_sensitive (self->save_button, is_complete (self));
}

static void
day_cb (CwStepPopover *self, GParamSpec *pspec, gpointer day)
{
  changed_cb (self);
}

static void
save_cb (CwStepPopover *self)
{
  guint chosen = gtk_drop_down_get_selected (self->with);

  if (!is_complete (self))
    return;
  g_free (self->step->text);
  self->step->text = cw_dup_typed (self->text);
  self->step->due = cw_date_entry_get_day (self->due);
  self->step->time = cw_time_parse (gtk_editable_get_text (GTK_EDITABLE (self->time)));
  self->step->adult_id
      = chosen < self->adults->len ? g_array_index (self->adults, gint64, chosen) : 0;
  g_signal_emit (self, signals[SAVE], 0, self->step);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
delete_cb (CwStepPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DELETE], 0);
}

static void
cw_step_popover_finalize (GObject *object)
{
  CwStepPopover *self = CW_STEP_POPOVER (object);

  g_clear_pointer (&self->step, cw_step_free);
  g_array_unref (self->adults);
  G_OBJECT_CLASS (cw_step_popover_parent_class)->finalize (object);
}

static void
cw_step_popover_class_init (CwStepPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cw_step_popover_finalize;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, cw_step_get_type ());
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-step-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, text);
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, due);
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, time);
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, with);
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, delete_button);
  gtk_widget_class_bind_template_child (widget_class, CwStepPopover, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
cw_step_popover_init (CwStepPopover *self)
{
  self->adults = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_a11y_drop_down (self->with, _ ("With whom"));
}

/* Whom the step is about: somebody who agrees, or nobody in particular (R2, R9). */
static void
fill_with (CwStepPopover *self, const CwCase *cas)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 nobody = 0;
  guint chosen = 0;

  gtk_string_list_append (names, _ ("Nobody in particular"));
  g_array_append_val (self->adults, nobody);
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];
      g_autofree char *name = cw_adult_name (adult);

      if (!cw_adult_agrees (adult) && adult->id != self->step->adult_id)
        continue;
      if (adult->id == self->step->adult_id)
        chosen = self->adults->len;
      gtk_string_list_append (names, name);
      g_array_append_val (self->adults, adult->id);
    }
  gtk_drop_down_set_model (self->with, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->with, chosen);
}

GtkWidget *
cw_step_popover_new (CwSession *session, const CwCase *cas, const CwStep *step)
{
  CwStepPopover *self;
  g_autofree char *time = NULL;

  g_return_val_if_fail (CW_IS_SESSION (session) && cas != NULL, NULL);

  self = g_object_new (CW_TYPE_STEP_POPOVER, NULL);
  if (step != NULL)
    self->step = cw_step_copy (step);
  else
    {
      self->step = cw_step_new ();
      self->step->case_id = cas->id;
      self->step->time = -1;
    }
  time = cw_time_format (self->step->time);
  gtk_editable_set_text (GTK_EDITABLE (self->text), self->step->text);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  cw_date_entry_set_today (self->due, cw_session_get_today (session));
  cw_date_entry_set_day (self->due, self->step->due);
  fill_with (self, cas);
  gtk_widget_set_visible (self->delete_button, step != NULL);
  changed_cb (self);
  return GTK_WIDGET (self);
}
