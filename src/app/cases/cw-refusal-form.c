/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-refusal-form.h"

#include "app/kit/cw-kit.h"
#include "cw-code-picker.h"

#include <glib/gi18n.h>

struct _CwRefusalForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *heading, *said;
  CwChipBox *categories, *method, *about;
  CwCodePicker *services;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwRefusalForm, cw_refusal_form, ADW_TYPE_BIN)

static void
changed_cb (CwRefusalForm *self)
{
  g_assert (CW_IS_REFUSAL_FORM (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cw_refusal_form_class_init (CwRefusalFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_CHIP_BOX);
  g_type_ensure (CW_TYPE_CODE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-refusal-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, heading);
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, said);
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, categories);
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, method);
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, about);
  gtk_widget_class_bind_template_child (widget_class, CwRefusalForm, services);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_refusal_form_init (CwRefusalForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_refusal_form_new (void)
{
  return g_object_new (CW_TYPE_REFUSAL_FORM, NULL);
}

void
cw_refusal_form_bind (CwRefusalForm *self, CwSession *session)
{
  CwCodeBook *codes;

  g_return_if_fail (CW_IS_REFUSAL_FORM (self));

  codes = cw_session_get_codes (session);
  cw_chip_box_set_codes (self->categories, cw_code_book_list (codes, CW_LIST_ENQUIRY_CATEGORY),
                         TRUE, FALSE);
  cw_chip_box_set_codes (self->method, cw_code_book_list (codes, CW_LIST_CONTACT_METHOD), FALSE,
                         FALSE);
  cw_chip_box_set_codes (self->about, cw_code_book_list (codes, CW_LIST_ABOUT), FALSE, FALSE);
  cw_code_picker_set_codes (self->services, cw_code_book_list (codes, CW_LIST_SERVICE));
}

void
cw_refusal_form_set_paper (CwRefusalForm *self, const char *number)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_REFUSAL_FORM (self));

  if (number != NULL)
    {
      /* Translators: %s is the number of a paper record, such as P-015 */
      text = g_strdup_printf (_ ("On paper only: write %s on the paper file"), number);
      gtk_label_set_text (self->heading, text);
      gtk_label_set_text (
          self->said,
          _ ("The notes stay in the locked cabinet. Here the number, its dates and one anonymous "
             "line are kept. They get the same help."));
    }
  else
    {
      gtk_label_set_text (self->heading, _ ("Nothing kept but one anonymous line"));
      gtk_label_set_text (
          self->said,
          _ ("It counts that somebody was helped, and with what. They get the same help."));
    }
}

CwEnquiry *
cw_refusal_form_get_enquiry (CwRefusalForm *self, CwDay day)
{
  CwEnquiry *enquiry;
  g_autoptr (GArray) categories = NULL;

  g_return_val_if_fail (CW_IS_REFUSAL_FORM (self), NULL);

  enquiry = cw_enquiry_new ();
  enquiry->day = day;
  categories = cw_chip_box_get_ids (self->categories);
  for (guint i = 0; i < categories->len; i++)
    cw_ids_add (enquiry->categories, g_array_index (categories, gint64, i));
  enquiry->method = cw_chip_box_get_id (self->method);
  enquiry->about = cw_chip_box_get_id (self->about);
  cw_ids_free (enquiry->services);
  enquiry->services = cw_ids_copy (cw_code_picker_get_ids (self->services));
  return enquiry;
}

const char *
cw_refusal_form_get_problem (CwRefusalForm *self)
{
  g_autoptr (GArray) categories = NULL;

  g_return_val_if_fail (CW_IS_REFUSAL_FORM (self), "");

  categories = cw_chip_box_get_ids (self->categories);
  if (categories->len == 0)
    return _ ("What it was about is still open.");
  if (cw_chip_box_get_id (self->method) == 0)
    return _ ("How they were in contact is still open.");
  if (cw_chip_box_get_id (self->about) == 0)
    return _ ("Mainly about a child or a parent? Still open.");
  return "";
}

void
cw_refusal_form_focus (CwRefusalForm *self)
{
  g_return_if_fail (CW_IS_REFUSAL_FORM (self));
  cw_chip_box_focus_first (self->categories);
}
