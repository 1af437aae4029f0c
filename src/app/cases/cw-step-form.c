/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-step-form.h"

#include "app/kit/cw-kit.h"
#include "cw-adult-words.h"
#include "cw-contact-state.h"

#include <glib/gi18n.h>

#define GROUP "step"

struct _CwStepForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkEntry *text;
  CwDateEntry *due;
  GtkEntry *time;
  GtkDropDown *with;
  GtkWidget *delete_button;

  /* owned */
  CwStep *step;
  GArray *adults; /* of gint64, as in the drop-down */
  CwCase *cas;
};

enum
{
  CHANGED,
  DELETE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwStepForm, cw_step_form, ADW_TYPE_BIN)

static void
changed_cb (CwStepForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_cb (CwStepForm *self, GParamSpec *pspec, gpointer field)
{
  changed_cb (self);
}

static void
delete_cb (CwStepForm *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

static gint64
get_adult (CwStepForm *self)
{
  guint chosen = gtk_drop_down_get_selected (self->with);

  return chosen < self->adults->len ? g_array_index (self->adults, gint64, chosen) : 0;
}

/* Somebody who is not offered any more, as they do not agree, is nobody in particular (R9). */
static void
set_adult (CwStepForm *self, gint64 id)
{
  guint chosen = 0;

  for (guint i = 0; i < self->adults->len; i++)
    if (g_array_index (self->adults, gint64, i) == id)
      chosen = i;
  gtk_drop_down_set_selected (self->with, chosen);
}

static void
cw_step_form_finalize (GObject *object)
{
  CwStepForm *self = CW_STEP_FORM (object);

  g_clear_pointer (&self->step, cw_step_free);
  g_array_unref (self->adults);
  g_clear_pointer (&self->cas, cw_case_free);
  G_OBJECT_CLASS (cw_step_form_parent_class)->finalize (object);
}

static void
cw_step_form_class_init (CwStepFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cw_step_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-step-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwStepForm, text);
  gtk_widget_class_bind_template_child (widget_class, CwStepForm, due);
  gtk_widget_class_bind_template_child (widget_class, CwStepForm, time);
  gtk_widget_class_bind_template_child (widget_class, CwStepForm, with);
  gtk_widget_class_bind_template_child (widget_class, CwStepForm, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
cw_step_form_init (CwStepForm *self)
{
  self->adults = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_a11y_drop_down (self->with, _ ("With whom"));
}

/* Whom the step is about: somebody who agrees, or nobody in particular (R2, R9). */
static void
fill_with (CwStepForm *self, const CwCase *cas)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 nobody = 0;

  gtk_string_list_append (names, _ ("Nobody in particular"));
  g_array_append_val (self->adults, nobody);
  for (guint i = 0; i < cas->adults->len; i++)
    {
      const CwAdult *adult = cas->adults->pdata[i];
      g_autofree char *name = cw_adult_name (adult);

      if (!cw_adult_agrees (adult) && adult->id != self->step->adult_id)
        continue;
      gtk_string_list_append (names, name);
      g_array_append_val (self->adults, adult->id);
    }
  gtk_drop_down_set_model (self->with, G_LIST_MODEL (names));
  set_adult (self, self->step->adult_id);
}

GtkWidget *
cw_step_form_new (CwSession *session, const CwCase *cas, const CwStep *step)
{
  CwStepForm *self;
  g_autofree char *time = NULL;

  g_return_val_if_fail (CW_IS_SESSION (session) && cas != NULL, NULL);

  self = g_object_new (CW_TYPE_STEP_FORM, NULL);
  self->cas = cw_case_copy (cas);
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
  return GTK_WIDGET (self);
}

gboolean
cw_step_form_is_complete (CwStepForm *self)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (CW_IS_STEP_FORM (self), FALSE);

  time = cw_dup_typed (self->time);
  return cw_is_typed (self->text) && cw_date_entry_get_day (self->due) != CW_DAY_NONE
         && (*time == '\0' || cw_time_parse (time) >= 0);
}

CwStep *
cw_step_form_read (CwStepForm *self)
{
  CwStep *step;

  g_return_val_if_fail (CW_IS_STEP_FORM (self), NULL);

  step = cw_step_copy (self->step);
  g_free (step->text);
  step->text = cw_dup_typed (self->text);
  step->due = cw_date_entry_get_day (self->due);
  step->time = cw_time_parse (gtk_editable_get_text (GTK_EDITABLE (self->time)));
  step->adult_id = get_adult (self);
  return step;
}

/* R2, R7, R9: as for the step itself, whoever it is about has to agree, else somebody of the case.
 */
static gboolean
may_keep (CwStepForm *self)
{
  gint64 id = get_adult (self);

  if (id != 0)
    return cw_adult_agrees (cw_case_get_adult (self->cas, id));
  for (guint i = 0; i < self->cas->adults->len; i++)
    if (cw_adult_agrees (self->cas->adults->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
put_changed (GKeyFile *file, const char *name, const char *before, const char *text)
{
  if (g_str_equal (text, before))
    return FALSE;
  g_key_file_set_string (file, GROUP, name, text);
  return TRUE;
}

char *
cw_step_form_to_body (CwStepForm *self, int *words)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *due = NULL;
  g_autofree char *due_before = NULL;
  g_autofree char *time_before = NULL;
  const char *text;
  gboolean changed;

  g_return_val_if_fail (CW_IS_STEP_FORM (self) && words != NULL, NULL);

  if (!may_keep (self))
    return NULL;
  g_object_get (self->due, "text", &due, NULL);
  due_before = cw_day_format (self->step->due);
  time_before = cw_time_format (self->step->time);
  text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  changed = put_changed (file, "text", self->step->text, text);
  changed = put_changed (file, "due", due_before, due) || changed;
  changed
      = put_changed (file, "time", time_before, gtk_editable_get_text (GTK_EDITABLE (self->time)))
        || changed;
  if (get_adult (self) != self->step->adult_id)
    {
      g_key_file_set_int64 (file, GROUP, "adult", get_adult (self));
      changed = TRUE;
    }
  *words = MAX (cw_text_count_words (text), 1); /* also where the words were taken out on purpose */
  return changed ? g_key_file_to_data (file, NULL, NULL) : g_strdup ("");
}

static void
take_text (gpointer field, GKeyFile *file, const char *name)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);

  if (text != NULL)
    g_object_set (field, "text", text, NULL);
}

/* What the draft does not hold stays as the step has it now. */
void
cw_step_form_take_body (CwStepForm *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_if_fail (CW_IS_STEP_FORM (self) && body != NULL);

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL))
    return;
  take_text (self->text, file, "text");
  take_text (self->due, file, "due");
  take_text (self->time, file, "time");
  if (g_key_file_has_key (file, GROUP, "adult", NULL))
    set_adult (self, g_key_file_get_int64 (file, GROUP, "adult", NULL));
}
