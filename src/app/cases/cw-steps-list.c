/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-steps-list.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"
#include "cw-left-open.h"
#include "cw-step-dialog.h"

#include <glib/gi18n.h>

#define LATER_DAYS 28 /* further off than this is "Later" */

struct _CwStepsList
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *soon, *later;
  GtkWidget *later_part, *nothing;

  /* owned */
  CwSession *session;
  CwCase *cas;
  GPtrArray *open_steps; /* of CwStep */
};

G_DEFINE_FINAL_TYPE (CwStepsList, cw_steps_list, ADW_TYPE_BIN)

/* ---- storing ---- */

static void
store_step (CwStepsList *self, const CwStep *step)
{
  CwJob *job = cw_job_new (0);

  cw_job_take (job, cw_step_copy (step), (GDestroyNotify) cw_step_free);
  cw_run (self, self->session, cw_work_save_step, job, g_free, CW_CHANGE_STEPS | CW_CHANGE_CASES,
          NULL, NULL);
}

/* What can be taken back: @after is stored in the place of @before, or nothing is. */
typedef struct
{
  CwStep *after; /* NULL: taken away */
  CwStep *before;
} Act;

static void
free_act (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->after, cw_step_free);
  cw_step_free (act->before);
  g_free (act);
}

/* Gives the act back. */
static gpointer
act_work (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;
  const Act *act = job->record;
  gboolean stored = act->after != NULL ? cw_store_save_step (store, act->after, error) != 0
                                       : cw_store_delete_step (store, act->before->id, error);

  return stored ? g_steal_pointer (&job->record) : NULL;
}

static void
undo (gpointer list, gpointer data)
{
  CwStepsList *self = list;
  Act *act = data;

  if (self->session == NULL)
    return;
  if (act->after == NULL)
    act->before->id = 0; /* a new one with the same words */
  store_step (self, act->before);
}

static void
acted_cb (gpointer list, gpointer result)
{
  const Act *act = result;

  cw_offer_undo (list, act->after != NULL ? _ ("Done.") : _ ("The next step was taken away."), undo,
                 result, free_act);
}

static void
run_act (CwStepsList *self, CwStep *after, const CwStep *before, CwRunFailed failed)
{
  CwJob *job = cw_job_new (0);
  Act *act = g_new0 (Act, 1);

  act->after = after;
  act->before = cw_step_copy (before);
  cw_job_take (job, act, free_act);
  cw_run (self, self->session, act_work, job, free_act, CW_CHANGE_STEPS | CW_CHANGE_CASES, acted_cb,
          failed);
}

/* It is not done: no tick says so. */
static void
done_failed_cb (gpointer list, const GError *error)
{
  CwStepsList *self = list;
  GtkBox *boxes[] = { self->soon, self->later };

  cw_report (self, error);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (boxes[i])); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (row)), FALSE);
}

static void
done_cb (GtkCheckButton *check, CwStepsList *self)
{
  const CwStep *step = g_object_get_data (G_OBJECT (check), "cw-step");
  CwStep *done;

  if (!gtk_check_button_get_active (check))
    return;
  done = cw_step_copy (step);
  done->done_on = cw_session_get_today (self->session);
  run_act (self, done, step, done_failed_cb);
}

static void
take_away (GtkWidget *list, const CwStep *step)
{
  run_act (CW_STEPS_LIST (list), NULL, step, NULL);
}

static void
open_dialog (CwStepsList *self, const CwStep *step)
{
  if (self->session != NULL)
    cw_step_dialog_open (GTK_WIDGET (self), self->session, self->cas, step, take_away);
}

/* ---- rows ---- */

static void
add_cb (CwStepsList *self)
{
  open_dialog (self, NULL);
}

static void
change_cb (GtkWidget *button, CwStepsList *self)
{
  open_dialog (self, g_object_get_data (G_OBJECT (button), "cw-step"));
}

static GtkWidget *
make_when (CwStepsList *self, const CwStep *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  CwDay today = cw_session_get_today (self->session);
  gboolean late = FALSE;
  g_autofree char *due = cw_due_format (step->due, today, step->time, &late);
  const CwAdult *adult = cw_case_get_adult (self->cas, step->adult_id);
  g_autofree char *name = adult != NULL ? cw_adult_first_name (adult) : NULL;
  /* Translators: %s is a name */
  g_autofree char *with = name != NULL ? g_strdup_printf (_ ("with %s"), name) : g_strdup ("");
  GtkWidget *when = gtk_label_new (due);
  GtkWidget *who = gtk_label_new (with);

  if (late || step->due == today)
    {
      gtk_box_append (GTK_BOX (box),
                      g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                    late ? "alarm-symbolic" : "task-due-symbolic", "pixel-size", 14,
                                    "css-classes", (const char *[]){ "due", NULL },
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_widget_add_css_class (when, "due");
    }
  gtk_widget_add_css_class (when, "small");
  gtk_widget_add_css_class (who, "small");
  gtk_widget_add_css_class (who, "quiet");
  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), when);
  gtk_box_append (GTK_BOX (box), who);
  return box;
}

static GtkWidget *
make_row (CwStepsList *self, const CwStep *step)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = gtk_label_new (step->text);
  GtkWidget *change = gtk_button_new_from_icon_name ("document-edit-symbolic");
  /* Translators: %s is a next step */
  g_autofree char *done = g_strdup_printf (_ ("Done: %s"), step->text);
  /* Translators: %s is a next step */
  g_autofree char *move = g_strdup_printf (_ ("Move or change: %s"), step->text);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (words), make_when (self, step));
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (check, _ ("Done"));
  cw_a11y_label (check, done);
  g_object_set_data_full (G_OBJECT (check), "cw-step", cw_step_copy (step),
                          (GDestroyNotify) cw_step_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (done_cb), self, 0);
  gtk_widget_set_valign (change, GTK_ALIGN_START);
  gtk_widget_add_css_class (change, "flat");
  gtk_widget_add_css_class (change, "cw-slim");
  gtk_widget_set_tooltip_text (change, _ ("Move or change"));
  cw_a11y_label (change, move);
  g_object_set_data_full (G_OBJECT (change), "cw-step", cw_step_copy (step),
                          (GDestroyNotify) cw_step_free);
  g_signal_connect_object (change, "clicked", G_CALLBACK (change_cb), self, 0);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), change);
  return row;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
cw_steps_list_dispose (GObject *object)
{
  CwStepsList *self = CW_STEPS_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->cas, cw_case_free);
  g_clear_pointer (&self->open_steps, g_ptr_array_unref);
  G_OBJECT_CLASS (cw_steps_list_parent_class)->dispose (object);
}

static void
cw_steps_list_class_init (CwStepsListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_steps_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-steps-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CwStepsList, soon);
  gtk_widget_class_bind_template_child (widget_class, CwStepsList, later);
  gtk_widget_class_bind_template_child (widget_class, CwStepsList, later_part);
  gtk_widget_class_bind_template_child (widget_class, CwStepsList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
cw_steps_list_init (CwStepsList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_steps_list_set_view (CwStepsList *self, CwSession *session, const CwCaseView *view)
{
  CwDay today;
  guint later = 0;

  g_return_if_fail (CW_IS_STEPS_LIST (self) && view != NULL);

  g_set_object (&self->session, session);
  g_clear_pointer (&self->cas, cw_case_free);
  self->cas = cw_case_copy (view->cas);
  g_clear_pointer (&self->open_steps, g_ptr_array_unref);
  self->open_steps = g_ptr_array_ref (view->steps);
  today = cw_session_get_today (session);
  clear_box (self->soon);
  clear_box (self->later);
  for (guint i = 0; i < view->steps->len; i++)
    {
      const CwStep *step = view->steps->pdata[i];
      gboolean far_off = step->due - today > LATER_DAYS;

      if (step->done_on != CW_DAY_NONE)
        continue;
      gtk_box_append (far_off ? self->later : self->soon, make_row (self, step));
      later += far_off;
    }
  gtk_widget_set_visible (self->later_part, later > 0);
  gtk_widget_set_visible (self->nothing,
                          gtk_widget_get_first_child (GTK_WIDGET (self->soon)) == NULL);
}

/**
 * cw_steps_list_take_up:
 * @draft: of a next step that was half written
 *
 * Returns: FALSE where that step is done or gone
 */
gboolean
cw_steps_list_take_up (CwStepsList *self, const CwDraft *draft)
{
  gint64 id;

  g_return_val_if_fail (CW_IS_STEPS_LIST (self) && draft != NULL, FALSE);

  id = cw_step_read_subject (draft->subject);
  if (id == 0)
    {
      open_dialog (self, NULL);
      return TRUE;
    }
  for (guint i = 0; self->open_steps != NULL && i < self->open_steps->len; i++)
    {
      const CwStep *step = self->open_steps->pdata[i];

      if (step->id != id || step->done_on != CW_DAY_NONE)
        continue;
      open_dialog (self, step);
      return TRUE;
    }
  return FALSE;
}
