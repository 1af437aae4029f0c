/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-form-fields.h"

#include "cw-kit.h"

#define GROUP "form"

typedef struct
{
  const char *name;
  GtkWidget *widget; /* borrowed */
  char *untouched;   /* owned: what stood in it before the draft was taken up */
} Field;

struct _CwFormFields
{
  CwFormDialog *dialog; /* borrowed: it owns this */
  GArray *fields;       /* of Field */
};

static void
free_fields (gpointer data)
{
  CwFormFields *self = data;

  g_array_unref (self->fields);
  g_free (self);
}

static void
clear_field (gpointer data)
{
  g_free (((Field *) data)->untouched);
}

CwFormFields *
cw_form_fields_new (CwFormDialog *dialog)
{
  CwFormFields *self;

  g_return_val_if_fail (CW_IS_FORM_DIALOG (dialog), NULL);

  self = g_new0 (CwFormFields, 1);
  self->dialog = dialog;
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, clear_field);
  g_object_set_data_full (G_OBJECT (dialog), "cw-form-fields", self, free_fields);
  return self;
}

void
cw_form_fields_add (CwFormFields *self, const char *name, GtkWidget *field)
{
  Field added = { name, field, NULL };

  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (GTK_IS_WIDGET (field));

  g_array_append_val (self->fields, added);
}

/* R7: what cannot become a date or the number of a case may be a name, and is not kept. */
static gboolean
is_plain (const Field *field, const char *text)
{
  return CW_IS_DATE_ENTRY (field->widget) ? cw_day_is_begun (text)
                                          : cw_case_reference_is_sound (text);
}

static char *
get_text (const Field *field)
{
  char *text = NULL;

  g_object_get (field->widget, "text", &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

/* What was changed, by names; "": nothing. */
static char *
write_draft (gpointer data, int *words)
{
  CwFormFields *self = data;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean changed = FALSE;

  *words = 0;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      g_autofree char *text = get_text (field);

      if (g_str_equal (text, field->untouched) || (*text != '\0' && !is_plain (field, text)))
        continue;
      g_key_file_set_string (file, GROUP, field->name, text);
      changed = TRUE;
    }
  return changed ? g_key_file_to_data (file, NULL, NULL) : g_strdup ("");
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
  g_return_if_fail (self != NULL && opening != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = &g_array_index (self->fields, Field, i);

      g_free (field->untouched);
      field->untouched = get_text (field);
    }
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
