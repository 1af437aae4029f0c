/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-service-form.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

struct _CwServiceForm
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *content;
  GtkLabel *title;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GtkEditable *name;
  GtkWidget *name_problem;
  GtkTextView *what_for;
  GtkEditable *telephone;
  GtkEditable *email;
  GtkEditable *website;
  GtkEditable *address;
  GtkEditable *hours;
  GtkSwitch *independent;
  CwChipBox *categories;
  CwDateEntry *checked_on;
  GtkWidget *day_problem;
  GtkButton *retire;
  GtkLabel *save_label;

  /* owned */
  CwServiceFormState *state;

  gboolean showing; /* the program fills the fields, not the user */
  gboolean asked;   /* saving was tried: problems are shown from now on */
};

G_DEFINE_FINAL_TYPE (CwServiceForm, cw_service_form, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  RETIRE,
  CLOSE,
  AFRESH,
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The entry of a field; NULL for what is not an entry. */
static GtkEditable *
get_entry (CwServiceForm *self, CwServiceField field)
{
  GtkEditable *const entries[CW_N_SERVICE_FIELDS] = {
    [CW_SERVICE_NAME] = self->name,       [CW_SERVICE_TELEPHONE] = self->telephone,
    [CW_SERVICE_EMAIL] = self->email,     [CW_SERVICE_WEBSITE] = self->website,
    [CW_SERVICE_ADDRESS] = self->address, [CW_SERVICE_HOURS] = self->hours,
  };

  return entries[field];
}

static const char *
get_name_problem (guint problems)
{
  if (problems & CW_SERVICE_NO_NAME)
    return _ ("Give the service a name.");
  if (problems & CW_SERVICE_LONG_NAME)
    return _ ("The name is too long: 120 letters at most.");
  if (problems & CW_SERVICE_NAME_TAKEN)
    return _ ("The directory has a service of this name already. It may be a retired one.");
  return NULL;
}

static const char *
get_day_problem (guint problems)
{
  if (problems & CW_SERVICE_WRONG_DAY)
    return _ ("This is not a date. Write it like 19/11/2026.");
  if (problems & CW_SERVICE_FUTURE_DAY)
    return _ ("This day is still to come.");
  return NULL;
}

static void
show_problems (CwServiceForm *self)
{
  guint problems = self->asked ? cw_service_form_state_problems (self->state) : 0;

  cw_show_problem (GTK_WIDGET (self->name), self->name_problem, get_name_problem (problems));
  cw_show_problem (GTK_WIDGET (self->checked_on), self->day_problem, get_day_problem (problems));
}

static void
note_change (CwServiceForm *self, gboolean changed)
{
  g_assert (CW_IS_SERVICE_FORM (self));

  if (!changed)
    return;
  show_problems (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_deaf (CwServiceForm *self)
{
  return self->showing || self->state == NULL;
}

/* ---- callbacks ---- */

static void
text_changed_cb (GtkEditable *entry, CwServiceForm *self)
{
  if (is_deaf (self))
    return;
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    if (get_entry (self, i) == entry)
      note_change (self,
                   cw_service_form_state_set_text (self->state, i, gtk_editable_get_text (entry)));
}

static void
what_for_changed_cb (GtkTextBuffer *buffer, CwServiceForm *self)
{
  g_autofree char *text = NULL;

  if (is_deaf (self))
    return;
  g_object_get (buffer, "text", &text, NULL);
  note_change (self, cw_service_form_state_set_text (self->state, CW_SERVICE_WHAT_FOR,
                                                     text != NULL ? text : ""));
}

static void
independent_changed_cb (GtkSwitch *button, GParamSpec *pspec, CwServiceForm *self)
{
  if (!is_deaf (self))
    note_change (self, cw_service_form_state_set_independent (self->state,
                                                              gtk_switch_get_active (button)));
}

static void
categories_changed_cb (CwChipBox *box, CwServiceForm *self)
{
  g_autoptr (GArray) ids = NULL;

  if (is_deaf (self))
    return;
  ids = cw_chip_box_get_ids (box);
  note_change (self, cw_service_form_state_set_categories (self->state,
                                                           (const gint64 *) (void *) ids->data,
                                                           ids->len));
}

static gboolean
read_day (CwServiceForm *self)
{
  return cw_service_form_state_set_checked_on (self->state,
                                               cw_date_entry_get_day (self->checked_on),
                                               cw_date_entry_is_wrong (self->checked_on));
}

static void
day_changed_cb (CwDateEntry *entry, GParamSpec *pspec, CwServiceForm *self)
{
  if (!is_deaf (self))
    note_change (self, read_day (self));
}

static void
today_clicked_cb (GtkButton *button, CwServiceForm *self)
{
  cw_date_entry_set_day (self->checked_on, self->state->today);
  note_change (self, read_day (self));
}

static void
try_save (CwServiceForm *self)
{
  guint problems;

  read_day (self);
  problems = cw_service_form_state_problems (self->state);
  self->asked = problems != 0;
  show_problems (self);
  if (get_name_problem (problems) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
  else if (problems != 0)
    cw_enter (GTK_WIDGET (self->checked_on));
  else
    g_signal_emit (self, signals[SAVE], 0);
}

static void
save_clicked_cb (GtkButton *button, CwServiceForm *self)
{
  try_save (self);
}

static void
retire_clicked_cb (GtkButton *button, CwServiceForm *self)
{
  g_signal_emit (self, signals[RETIRE], 0);
}

static void
close_clicked_cb (GtkButton *button, CwServiceForm *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
afresh_clicked_cb (GtkButton *button, CwServiceForm *self)
{
  g_signal_emit (self, signals[AFRESH], 0);
}

static void
save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  try_save (CW_SERVICE_FORM (widget));
}

static void
close_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

/* ---- the object ---- */

static void
cw_service_form_dispose (GObject *object)
{
  CwServiceForm *self = CW_SERVICE_FORM (object);

  self->showing = TRUE;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->state, cw_service_form_state_free);
  G_OBJECT_CLASS (cw_service_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, content);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, title);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, notice_box);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, notice);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, name);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, name_problem);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, what_for);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, telephone);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, email);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, website);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, address);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, hours);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, independent);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, categories);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, checked_on);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, day_problem);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, retire);
  gtk_widget_class_bind_template_child (widget_class, CwServiceForm, save_label);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, independent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, categories_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retire_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, afresh_clicked_cb);
}

static void
cw_service_form_class_init (CwServiceFormClass *klass)
{
  static const char *const names[N_SIGNALS] = { "save", "retire", "close", "afresh", "changed" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_service_form_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], CW_TYPE_SERVICE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (CW_TYPE_CHIP_BOX);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/directory/cw-service-form.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_install_action (widget_class, "service-form.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "service-form.close", NULL, close_action_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
cw_service_form_init (CwServiceForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->what_for), "changed",
                           G_CALLBACK (what_for_changed_cb), self, 0);
}

CwServiceFormState *
cw_service_form_get_state (CwServiceForm *self)
{
  g_return_val_if_fail (CW_IS_SERVICE_FORM (self), NULL);

  return self->state;
}

void
cw_service_form_set_today (CwServiceForm *self, CwDay today)
{
  g_return_if_fail (CW_IS_SERVICE_FORM (self));

  cw_date_entry_set_today (self->checked_on, today);
  if (self->state == NULL)
    self->state = cw_service_form_state_new (today);
  self->state->today = today;
}

void
cw_service_form_set_codes (CwServiceForm *self, CwCodeBook *codes)
{
  g_return_if_fail (CW_IS_SERVICE_FORM (self));
  g_return_if_fail (codes != NULL);

  self->showing = TRUE;
  cw_chip_box_set_codes (self->categories, cw_code_book_list (codes, CW_LIST_ENQUIRY_CATEGORY),
                         TRUE, FALSE);
  self->showing = FALSE;
}

static void
show_fields (CwServiceForm *self)
{
  const CwService *curr = self->state->curr;

  self->showing = TRUE;
  for (CwServiceField i = 0; i < CW_N_SERVICE_FIELDS; i++)
    if (get_entry (self, i) != NULL)
      gtk_editable_set_text (get_entry (self, i), cw_service_form_state_get_text (self->state, i));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->what_for), curr->what_for, -1);
  gtk_switch_set_active (self->independent, curr->independent);
  cw_chip_box_set_ids (self->categories, curr->categories->items, curr->categories->len);
  cw_date_entry_set_day (self->checked_on, curr->checked_on);
  self->showing = FALSE;
}

void
cw_service_form_show (CwServiceForm *self, const char *notice)
{
  gboolean is_new;

  g_return_if_fail (CW_IS_SERVICE_FORM (self));
  g_return_if_fail (self->state != NULL);

  is_new = cw_service_form_state_is_new (self->state);
  self->asked = FALSE;
  show_fields (self);
  show_problems (self);
  gtk_label_set_text (self->title, is_new ? _ ("A new service") : self->state->orig->name);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (self->notice_box, notice != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->retire), !is_new);
  gtk_button_set_label (self->retire,
                        self->state->orig->retired ? _ ("_Bring back") : _ ("_Retire"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->retire),
                               self->state->orig->retired
                                   ? _ ("Offer it again")
                                   : _ (
                                       "Offer it no more. What was pointed to it stays as it is."));
  gtk_label_set_text (self->save_label, is_new ? _ ("Add to the directory") : _ ("Save changes"));
}

void
cw_service_form_refuse_name (CwServiceForm *self)
{
  g_return_if_fail (CW_IS_SERVICE_FORM (self));

  cw_service_form_state_refuse_name (self->state);
  self->asked = TRUE;
  show_problems (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

void
cw_service_form_focus_first (CwServiceForm *self)
{
  g_return_if_fail (CW_IS_SERVICE_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}
