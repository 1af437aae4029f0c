/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-form-draft.h"
#include "app/kit/cw-form-opening.h"
#include "app/kit/cw-run.h"

G_BEGIN_DECLS

/**
 * CwFormDialog:
 *
 * A small form over a page: Cancel, one button that stores, what is wrong in words. Goes with the
 * page it stands over, so that nothing of it is left when the records are locked. Esc closes and
 * keeps what is typed; Cancel throws it away. Under the title stands when it was kept last. Signal
 * "save".
 */
#define CW_TYPE_FORM_DIALOG (cw_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwFormDialog, cw_form_dialog, CW, FORM_DIALOG, AdwWindow)

CwFormDialog *
cw_form_dialog_new (GtkWidget *over, const char *title, const char *save_label, GtkWidget *content);
void cw_form_dialog_set_save_label (CwFormDialog *self, const char *label);
void cw_form_dialog_set_problem (CwFormDialog *self, const char *text); /* NULL or "": none */
void cw_form_dialog_keep (CwFormDialog *self,
                          const CwFormOpening *opening,
                          CwFormDraftWrite write,
                          gpointer data);
void cw_form_dialog_touch (CwFormDialog *self); /* something in it was changed */
void cw_form_dialog_store (CwFormDialog *self,
                           CwSession *session,
                           CwSessionWork work,
                           CwJob *job,
                           CwChange change,
                           CwRunDone done);
void cw_form_dialog_end (CwFormDialog *self);
gboolean cw_form_dialog_is_over (GtkWidget *over); /* one stands over it, or something in it */
void cw_form_dialog_flush_over (GtkWidget *over);  /* keeps what is typed in it, now */
void cw_form_dialog_set_ready (CwFormDialog *self, gboolean ready);
void cw_form_dialog_set_size (CwFormDialog *self, int width, int height);

G_END_DECLS
