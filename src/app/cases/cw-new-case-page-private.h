/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-form-draft.h"
#include "cw-came-form.h"
#include "cw-composer.h"
#include "cw-consent-form.h"
#include "cw-names-form.h"
#include "cw-new-case-page.h"
#include "cw-new-case-words.h"
#include "cw-refusal-form.h"
#include "cw-step-bar.h"

G_BEGIN_DECLS

struct _CwNewCasePage
{
  CwSection parent_instance;

  /* template widgets */
  AdwWindowTitle *heading;
  GtkButton *cancel_button, *back_button, *next_button;
  CwStepBar *steps;
  GtkWidget *taken_up;
  GtkLabel *taken_up_said;
  GtkScrolledWindow *scroller;
  GtkStack *stack;
  CwCameForm *came;
  CwConsentForm *consent;
  CwRefusalForm *refusal;
  GtkWidget *foot_icon;
  GtkLabel *foot, *missing;

  /* borrowed from the stack; made when the agreement is stored, not before (R7) */
  CwNamesForm *names;
  CwComposer *composer;

  /* owned */
  CwNewCaseState *state;
  CwFormDraft *keeper;
  char *paper_number; /* the next one, "P-015" */

  CwNewCaseStep step;
  gint64 case_id; /* 0 until it is stored */
  gboolean busy;
};

/* cw-new-case-page.c */
void cw_new_case_page_show_step (CwNewCasePage *self);
void cw_new_case_page_go_to (CwNewCasePage *self, CwNewCaseStep step);
void cw_new_case_page_set_busy (CwNewCasePage *self, gboolean busy);
void cw_new_case_page_begin_afresh (CwNewCasePage *self); /* with nothing in it */

/* cw-new-case-actions.c: what is stored, and the steps that can be made only then (R7) */
void cw_new_case_page_store (CwNewCasePage *self);      /* the agreement; then the names */
void cw_new_case_page_refuse (CwNewCasePage *self);     /* one anonymous line (R8) */
void cw_new_case_page_save_names (CwNewCasePage *self); /* then the first contact */
void cw_new_case_page_open_case (CwNewCasePage *self);  /* what was stored, on its own page */
void cw_new_case_page_remove_made (CwNewCasePage *self);

G_END_DECLS
