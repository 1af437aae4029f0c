/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/enquiries/cw-enquiry-form-state.h"
#include "core/cw-code.h"

G_BEGIN_DECLS

/**
 * CwEnquiryForm:
 *
 * The quick entry of an enquiry (R5). It knows how to be filled in, not how to store: signals
 * "save" (the state has no problem), "close", "delete", "afresh" and "changed" (the user changed
 * something) are for the page.
 */
#define CW_TYPE_ENQUIRY_FORM (cw_enquiry_form_get_type ())
G_DECLARE_FINAL_TYPE (CwEnquiryForm, cw_enquiry_form, CW, ENQUIRY_FORM, GtkWidget)

CwEnquiryFormState *
cw_enquiry_form_get_state (CwEnquiryForm *self); /* (transfer none): NULL before set_today() */
void cw_enquiry_form_set_today (CwEnquiryForm *self, CwDay today);
void cw_enquiry_form_set_codes (CwEnquiryForm *self, CwCodeBook *codes);
void cw_enquiry_form_set_services (CwEnquiryForm *self, GPtrArray *services); /* of CwService */
/* Shows the state, after it was changed by the page. @notice (nullable) stands above; @afresh
 * offers to begin anew. */
void cw_enquiry_form_show (CwEnquiryForm *self, const char *notice, gboolean afresh);
void cw_enquiry_form_focus_first (CwEnquiryForm *self);
void cw_enquiry_form_save (CwEnquiryForm *self); /* as Ctrl+Enter */

G_END_DECLS
