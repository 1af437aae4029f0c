/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-came-form.h"

#include "app/kit/cw-kit.h"

#include <glib/gi18n.h>

struct _CwCameForm
{
  AdwBin parent_instance;

  /* template widgets */
  CwChipBox *how, *asked_by;
  GtkWidget *asked_part;
  GtkWidget *came_note;
  CwDateEntry *agreed_on, *opened;

  /* owned */
  CwCodeBook *codes;

  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwCameForm, cw_came_form, ADW_TYPE_BIN)

/* Whether the chosen way says that somebody asked the parent. */
static gboolean
somebody_asked (CwCameForm *self)
{
  const CwCode *code
      = self->codes != NULL ? cw_code_book_get (self->codes, cw_chip_box_get_id (self->how)) : NULL;

  return code != NULL && g_str_equal (code->code, "asked");
}

static void
show_parts (CwCameForm *self)
{
  gboolean asked = somebody_asked (self);

  gtk_widget_set_visible (self->asked_part, asked);
  gtk_widget_set_visible (self->came_note, !asked && cw_chip_box_get_id (self->how) != 0);
}

static void
changed_cb (CwCameForm *self)
{
  g_assert (CW_IS_CAME_FORM (self));

  if (self->setting)
    return;
  show_parts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
day_changed_cb (CwCameForm *self, GParamSpec *pspec, gpointer day)
{
  changed_cb (self);
}

static void
cw_came_form_dispose (GObject *object)
{
  g_clear_pointer (&CW_CAME_FORM (object)->codes, cw_code_book_unref);
  G_OBJECT_CLASS (cw_came_form_parent_class)->dispose (object);
}

static void
cw_came_form_class_init (CwCameFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_came_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_DATE_ENTRY);
  g_type_ensure (CW_TYPE_CHIP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-came-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, how);
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, asked_by);
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, asked_part);
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, came_note);
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, agreed_on);
  gtk_widget_class_bind_template_child (widget_class, CwCameForm, opened);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
}

static void
cw_came_form_init (CwCameForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_came_form_new (void)
{
  return g_object_new (CW_TYPE_CAME_FORM, NULL);
}

/**
 * cw_came_form_set_state:
 * @session: for the code lists and the day
 * @state: what to show
 */
void
cw_came_form_set_state (CwCameForm *self, CwSession *session, const CwNewCaseState *state)
{
  const CwNewCaseValues *v;

  g_return_if_fail (CW_IS_CAME_FORM (self) && state != NULL);

  v = &state->curr;
  self->setting = TRUE;
  g_clear_pointer (&self->codes, cw_code_book_unref);
  self->codes = cw_code_book_ref (cw_session_get_codes (session));
  cw_chip_box_set_codes (self->how, cw_code_book_list (self->codes, CW_LIST_HOW_CAME), FALSE,
                         FALSE);
  cw_chip_box_set_codes (self->asked_by, cw_code_book_list (self->codes, CW_LIST_ASKED_BY), FALSE,
                         FALSE);
  cw_chip_box_set_ids (self->how, &v->how_came, v->how_came != 0 ? 1 : 0);
  cw_chip_box_set_ids (self->asked_by, &v->asked_by, v->asked_by != 0 ? 1 : 0);
  cw_date_entry_set_today (self->agreed_on, state->today);
  cw_date_entry_set_today (self->opened, state->today);
  cw_date_entry_set_day (self->agreed_on, v->agreed_on);
  cw_date_entry_set_day (self->opened, v->opened);
  self->setting = FALSE;
  show_parts (self);
}

void
cw_came_form_get_state (CwCameForm *self, CwNewCaseState *state)
{
  g_return_if_fail (CW_IS_CAME_FORM (self) && state != NULL);

  cw_new_case_state_set_how_came (state, cw_chip_box_get_id (self->how), somebody_asked (self));
  if (state->curr.somebody_asked)
    {
      cw_new_case_state_set_asked_by (state, cw_chip_box_get_id (self->asked_by));
      cw_new_case_state_set_agreed_on (state, cw_date_entry_get_day (self->agreed_on));
    }
  cw_new_case_state_set_opened (state, cw_date_entry_get_day (self->opened));
}

void
cw_came_form_focus (CwCameForm *self)
{
  g_return_if_fail (CW_IS_CAME_FORM (self));
  cw_chip_box_focus_first (self->how);
}

const char *
cw_came_problem_text (CwCameProblems problems)
{
  if (problems & CW_CAME_HOW)
    return _ ("How they came is still open.");
  if (problems & CW_CAME_WHO_ASKED)
    return _ ("Who asked is still open.");
  if (problems & CW_CAME_AGREED)
    return _ ("The day on which the parent agreed is missing, or is no date.");
  if (problems & CW_CAME_AGREED_LATE)
    return _ ("They agreed after the case began. A parent agrees first.");
  if (problems & CW_CAME_OPENED)
    return _ ("The day on which the case begins is missing, or is no date.");
  if (problems & CW_CAME_OPENED_FUTURE)
    return _ ("The day on which the case begins is still to come.");
  return "";
}
