/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/enquiries/cw-enquiry-form.h"

#include <glib/gi18n.h>

#include "app/enquiries/cw-service-picker.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"

struct _CwEnquiryForm
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkWidget *notice_box;
  GtkWidget *notice;
  GtkWidget *afresh;
  CwChipBox *categories;
  GtkWidget *category_problem;
  CwChipBox *method;
  GtkWidget *method_problem;
  CwChipBox *about;
  GtkWidget *about_problem;
  CwServicePicker *services;
  GtkToggleButton *asked_before;
  CwDateEntry *day;
  GtkWidget *day_problem;
  GtkWidget *hints;
  GtkWidget *delete;
  GtkWidget *cancel;
  GtkLabel *save_label;

  /* owned */
  CwEnquiryFormState *state;

  gboolean showing; /* the program fills the fields, not the user */
  gboolean asked;   /* saving was tried: problems are shown from now on */
};

G_DEFINE_FINAL_TYPE (CwEnquiryForm, cw_enquiry_form, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  CLOSE,
  DELETE,
  AFRESH,
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_day_problem (guint problems)
{
  if (problems & CW_ENQUIRY_WRONG_DAY)
    return _ ("This is not a date. Write it like 19/11/2026.");
  if (problems & CW_ENQUIRY_NO_DAY)
    return _ ("Enter the date of the enquiry.");
  if (problems & CW_ENQUIRY_FUTURE_DAY)
    return _ ("This day is still to come.");
  return NULL;
}

/* Words under the fields, from the first try to save on: an empty form is not wrong yet. */
static void
show_problems (CwEnquiryForm *self)
{
  guint problems = self->asked ? cw_enquiry_form_state_problems (self->state) : 0;

  cw_show_problem (GTK_WIDGET (self->categories), self->category_problem,
                   problems & CW_ENQUIRY_NO_CATEGORY ? _ ("Tick at least one subject.") : NULL);
  cw_show_problem (GTK_WIDGET (self->method), self->method_problem,
                   problems & CW_ENQUIRY_NO_METHOD ? _ ("Choose how the parent got in touch.")
                                                   : NULL);
  cw_show_problem (GTK_WIDGET (self->about), self->about_problem,
                   problems & CW_ENQUIRY_NO_ABOUT ? _ ("Choose one of the two.") : NULL);
  cw_show_problem (GTK_WIDGET (self->day), self->day_problem, get_day_problem (problems));
}

static void
focus_problem (CwEnquiryForm *self, guint problems)
{
  if (problems & CW_ENQUIRY_NO_CATEGORY)
    cw_chip_box_focus_first (self->categories);
  else if (problems & CW_ENQUIRY_NO_METHOD)
    cw_chip_box_focus_first (self->method);
  else if (problems & CW_ENQUIRY_NO_ABOUT)
    cw_chip_box_focus_first (self->about);
  else
    cw_enter (GTK_WIDGET (self->day));
}

static void
note_change (CwEnquiryForm *self, gboolean changed)
{
  g_assert (CW_IS_ENQUIRY_FORM (self));

  if (!changed)
    return;
  show_problems (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_deaf (CwEnquiryForm *self)
{
  return self->showing || self->state == NULL;
}

static void
categories_changed_cb (CwChipBox *box, CwEnquiryForm *self)
{
  g_autoptr (GArray) ids = NULL;

  if (is_deaf (self))
    return;
  ids = cw_chip_box_get_ids (box);
  note_change (self, cw_enquiry_form_state_set_categories (self->state,
                                                           (const gint64 *) (void *) ids->data,
                                                           ids->len));
  cw_service_picker_set_categories (self->services, self->state->curr->categories);
}

static void
method_changed_cb (CwChipBox *box, CwEnquiryForm *self)
{
  if (!is_deaf (self))
    note_change (self, cw_enquiry_form_state_set_method (self->state, cw_chip_box_get_id (box)));
}

static void
about_changed_cb (CwChipBox *box, CwEnquiryForm *self)
{
  if (!is_deaf (self))
    note_change (self, cw_enquiry_form_state_set_about (self->state, cw_chip_box_get_id (box)));
}

static void
services_changed_cb (CwServicePicker *picker, CwEnquiryForm *self)
{
  if (!is_deaf (self))
    note_change (self, cw_enquiry_form_state_set_services (self->state,
                                                           cw_service_picker_get_ids (picker)));
}

static void
asked_toggled_cb (GtkToggleButton *chip, CwEnquiryForm *self)
{
  if (!is_deaf (self))
    note_change (self,
                 cw_enquiry_form_state_set_asked_before (self->state,
                                                         gtk_toggle_button_get_active (chip)));
}

static gboolean
read_day (CwEnquiryForm *self)
{
  return cw_enquiry_form_state_set_day (self->state, cw_date_entry_get_day (self->day),
                                        cw_date_entry_is_wrong (self->day));
}

static void
day_changed_cb (CwDateEntry *entry, GParamSpec *pspec, CwEnquiryForm *self)
{
  if (!is_deaf (self))
    note_change (self, read_day (self));
}

static void
save_clicked_cb (GtkButton *button, CwEnquiryForm *self)
{
  cw_enquiry_form_save (self);
}

static void
close_clicked_cb (GtkButton *button, CwEnquiryForm *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
delete_clicked_cb (GtkButton *button, CwEnquiryForm *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

static void
afresh_clicked_cb (GtkButton *button, CwEnquiryForm *self)
{
  g_signal_emit (self, signals[AFRESH], 0);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  cw_enquiry_form_save (CW_ENQUIRY_FORM (widget));
}

static void
close_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

static void
cw_enquiry_form_dispose (GObject *object)
{
  CwEnquiryForm *self = CW_ENQUIRY_FORM (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->state, cw_enquiry_form_state_free);
  G_OBJECT_CLASS (cw_enquiry_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/enquiries/cw-enquiry-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, content);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, notice_box);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, notice);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, afresh);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, categories);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, category_problem);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, method);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, method_problem);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, about);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, about_problem);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, services);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, asked_before);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, day);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, day_problem);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, hints);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, delete);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, cancel);
  gtk_widget_class_bind_template_child (widget_class, CwEnquiryForm, save_label);
  gtk_widget_class_bind_template_callback (widget_class, categories_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, about_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, services_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, asked_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, afresh_clicked_cb);
}

static void
cw_enquiry_form_class_init (CwEnquiryFormClass *klass)
{
  static const char *const names[N_SIGNALS] = { "save", "close", "delete", "afresh", "changed" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_enquiry_form_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], CW_TYPE_ENQUIRY_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (CW_TYPE_CHIP_BOX);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  g_type_ensure (CW_TYPE_SERVICE_PICKER);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "enquiry-form.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "enquiry-form.close", NULL, close_action_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
cw_enquiry_form_init (CwEnquiryForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CwEnquiryFormState *
cw_enquiry_form_get_state (CwEnquiryForm *self)
{
  g_return_val_if_fail (CW_IS_ENQUIRY_FORM (self), NULL);

  return self->state;
}

/**
 * cw_enquiry_form_set_today:
 * @today: the day a new enquiry is dated with, and the last one it can have
 */
void
cw_enquiry_form_set_today (CwEnquiryForm *self, CwDay today)
{
  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));

  cw_date_entry_set_today (self->day, today);
  if (self->state == NULL)
    self->state = cw_enquiry_form_state_new (today);
  cw_enquiry_form_state_set_today (self->state, today);
}

void
cw_enquiry_form_set_codes (CwEnquiryForm *self, CwCodeBook *codes)
{
  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));
  g_return_if_fail (codes != NULL);

  self->showing = TRUE;
  cw_chip_box_set_codes (self->categories, cw_code_book_list (codes, CW_LIST_ENQUIRY_CATEGORY),
                         TRUE, FALSE);
  cw_chip_box_set_codes (self->method, cw_code_book_list (codes, CW_LIST_CONTACT_METHOD), FALSE,
                         FALSE);
  cw_chip_box_set_codes (self->about, cw_code_book_list (codes, CW_LIST_ABOUT), FALSE, FALSE);
  self->showing = FALSE;
}

void
cw_enquiry_form_set_services (CwEnquiryForm *self, GPtrArray *services)
{
  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));
  g_return_if_fail (services != NULL);

  cw_service_picker_set_services (self->services, services);
}

static void
show_fields (CwEnquiryForm *self)
{
  const CwEnquiry *curr = self->state->curr;

  self->showing = TRUE;
  cw_chip_box_set_ids (self->categories, curr->categories->items, curr->categories->len);
  cw_chip_box_set_ids (self->method, &curr->method, curr->method != 0);
  cw_chip_box_set_ids (self->about, &curr->about, curr->about != 0);
  cw_service_picker_set_ids (self->services, curr->services);
  cw_service_picker_set_categories (self->services, curr->categories);
  gtk_toggle_button_set_active (self->asked_before, curr->asked_before);
  cw_date_entry_set_day (self->day, curr->day);
  self->showing = FALSE;
}

void
cw_enquiry_form_show (CwEnquiryForm *self, const char *notice, gboolean afresh)
{
  gboolean editing;

  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));
  g_return_if_fail (self->state != NULL);

  editing = cw_enquiry_form_state_is_editing (self->state);
  self->asked = FALSE;
  show_fields (self);
  show_problems (self);
  gtk_label_set_text (GTK_LABEL (self->notice), notice != NULL ? notice : "");
  gtk_widget_set_visible (self->notice_box, notice != NULL);
  gtk_widget_set_visible (self->afresh, afresh);
  gtk_widget_set_visible (self->hints, !editing);
  gtk_widget_set_visible (self->delete, editing);
  gtk_widget_set_visible (self->cancel, editing);
  gtk_label_set_text (self->save_label, editing ? _ ("Save changes") : _ ("Save enquiry"));
}

void
cw_enquiry_form_focus_first (CwEnquiryForm *self)
{
  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));

  cw_chip_box_focus_first (self->categories);
}

/**
 * cw_enquiry_form_save:
 *
 * Asks the page to store the enquiry, or says what is missing and goes there.
 */
void
cw_enquiry_form_save (CwEnquiryForm *self)
{
  guint problems;

  g_return_if_fail (CW_IS_ENQUIRY_FORM (self));
  g_return_if_fail (self->state != NULL);

  read_day (self);
  problems = cw_enquiry_form_state_problems (self->state);
  self->asked = problems != 0;
  show_problems (self);
  if (problems != 0)
    focus_problem (self, problems);
  else
    g_signal_emit (self, signals[SAVE], 0);
}
