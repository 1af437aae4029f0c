/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-form-fields.h"

#define GROUP "form"

typedef struct
{
  const char *name;
  GtkWidget *widget; /* borrowed */
} Field;

struct _CwFormFields
{
  CwFormDialog *dialog; /* borrowed: it owns this */
  GArray *fields;       /* of Field */
  char *untouched;      /* what stood in them before the draft was taken up */
};

static void
free_fields (gpointer data)
{
  CwFormFields *self = data;

  g_array_unref (self->fields);
  g_free (self->untouched);
  g_free (self);
}

CwFormFields *
cw_form_fields_new (CwFormDialog *dialog)
{
  CwFormFields *self;

  g_return_val_if_fail (CW_IS_FORM_DIALOG (dialog), NULL);

  self = g_new0 (CwFormFields, 1);
  self->dialog = dialog;
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_object_set_data_full (G_OBJECT (dialog), "cw-form-fields", self, free_fields);
  return self;
}

void
cw_form_fields_add (CwFormFields *self, const char *name, GtkWidget *field)
{
  Field added = { name, field };

  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (GTK_IS_WIDGET (field));

  g_array_append_val (self->fields, added);
}

static char *
to_body (CwFormFields *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      g_autofree char *text = NULL;

      g_object_get (field->widget, "text", &text, NULL);
      g_key_file_set_string (file, GROUP, field->name, text != NULL ? text : "");
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/* A field that the draft does not know stays as it is. */
static void
take_body (CwFormFields *self, const char *body)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, body, -1, G_KEY_FILE_NONE, NULL))
    return;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      g_autofree char *text = g_key_file_get_string (file, GROUP, field->name, NULL);

      if (text != NULL)
        g_object_set (field->widget, "text", text, NULL);
    }
}

static char *
write_draft (gpointer data, int *words)
{
  CwFormFields *self = data;
  g_autofree char *body = to_body (self);

  *words = 0;
  return g_str_equal (body, self->untouched) ? g_strdup ("") : g_steal_pointer (&body);
}

static void
text_cb (GObject *field, GParamSpec *pspec, CwFormFields *self)
{
  cw_form_dialog_touch (self->dialog);
}

/**
 * cw_form_fields_keep:
 *
 * Puts into the fields what was left of the form, and keeps from now on what is typed in them. What
 * stands in them now is the form as nobody has touched it, which has no draft.
 */
void
cw_form_fields_keep (CwFormFields *self, const CwFormOpening *opening)
{
  g_return_if_fail (self != NULL && self->untouched == NULL);
  g_return_if_fail (opening != NULL);

  self->untouched = to_body (self);
  if (opening->draft != NULL)
    take_body (self, opening->draft->body);
  cw_form_dialog_keep (self->dialog, opening, write_draft, self);
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_array_index (self->fields, Field, i).widget;

      /* The field goes with the dialog, and so does this. */
      g_signal_connect (field, "notify::text", G_CALLBACK (text_cb), self);
    }
}
