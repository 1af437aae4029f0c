/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/directory/cw-service-form-state.h"
#include "core/cw-code.h"

G_BEGIN_DECLS

/**
 * CwServiceForm:
 *
 * One service of the directory, to read and to change (R34, R4). Signals for its owner: "save" (the
 * state has no problem), "retire", "close", "afresh", "changed".
 */
#define CW_TYPE_SERVICE_FORM (cw_service_form_get_type ())
G_DECLARE_FINAL_TYPE (CwServiceForm, cw_service_form, CW, SERVICE_FORM, GtkWidget)

CwServiceFormState *
cw_service_form_get_state (CwServiceForm *self); /* (transfer none): NULL before set_today() */
void cw_service_form_set_today (CwServiceForm *self, CwDay today);
void cw_service_form_set_codes (CwServiceForm *self, CwCodeBook *codes);
void cw_service_form_show (CwServiceForm *self,
                           const char *notice); /* the state was changed by the owner; with @notice
                                                   it can be begun afresh */
void cw_service_form_refuse_name (CwServiceForm *self); /* another service has it */
void cw_service_form_focus_first (CwServiceForm *self);

G_END_DECLS
