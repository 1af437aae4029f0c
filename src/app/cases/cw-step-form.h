/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwStepForm:
 *
 * One next step: what, when, with whom; and a button that takes it away, where it is stored.
 * Signals "changed", "delete".
 */
#define CW_TYPE_STEP_FORM (cw_step_form_get_type ())
G_DECLARE_FINAL_TYPE (CwStepForm, cw_step_form, CW, STEP_FORM, AdwBin)

/* @step: NULL for a new one. */
GtkWidget *cw_step_form_new (CwSession *session,
                             const CwCase *cas,
                             const CwStep *step) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_step_form_is_complete (CwStepForm *self);
CwStep *cw_step_form_read (CwStepForm *self) G_GNUC_WARN_UNUSED_RESULT; /* a complete one */
/* What was changed, as its draft keeps it, also half a date; "": nothing; NULL: nobody agrees that
 * it is kept. @words: how many are in it. */
char *cw_step_form_to_body (CwStepForm *self, int *words) G_GNUC_WARN_UNUSED_RESULT;
void cw_step_form_take_body (CwStepForm *self, const char *body);

G_END_DECLS
