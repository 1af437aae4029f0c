/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwRefusalForm:
 *
 * The one anonymous line that is left when a parent wants no record (R5, R8): categories, method,
 * about whom, services. No text. Signal "changed".
 */
#define CW_TYPE_REFUSAL_FORM (cw_refusal_form_get_type ())
G_DECLARE_FINAL_TYPE (CwRefusalForm, cw_refusal_form, CW, REFUSAL_FORM, AdwBin)

GtkWidget *cw_refusal_form_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_refusal_form_bind (CwRefusalForm *self, CwSession *session);
/* @number: of the paper record, NULL: nothing is kept. */
void cw_refusal_form_set_paper (CwRefusalForm *self, const char *number);
CwEnquiry *cw_refusal_form_get_enquiry (CwRefusalForm *self, CwDay day) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_refusal_form_get_problem (CwRefusalForm *self); /* "" if none */
void cw_refusal_form_focus (CwRefusalForm *self);

G_END_DECLS
