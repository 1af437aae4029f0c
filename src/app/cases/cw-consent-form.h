/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cw-consent-state.h"

G_BEGIN_DECLS

/**
 * CwConsentForm:
 *
 * The talk with one adult: six points to say aloud, what they choose, two questions, how they
 * agreed (R7, R8). Has no place for a name. Signals "changed"; "print-sheet"; "stop" (give the
 * sheet, keep nothing).
 */
#define CW_TYPE_CONSENT_FORM (cw_consent_form_get_type ())
G_DECLARE_FINAL_TYPE (CwConsentForm, cw_consent_form, CW, CONSENT_FORM, AdwBin)

GtkWidget *cw_consent_form_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_consent_form_focus (CwConsentForm *self); /* on the first point */
CwConsentState cw_consent_form_get_state (CwConsentForm *self);
void cw_consent_form_set_state (CwConsentForm *self, const CwConsentState *state, CwDay today);
void cw_consent_form_set_explained_by (CwConsentForm *self, const char *name);
/* The number a paper record would get, "P-015". */
void cw_consent_form_set_paper (CwConsentForm *self, const char *number);
/* Only the record itself is asked for: a further adult, or the same adult again. */
void cw_consent_form_ask_record_only (CwConsentForm *self);
/* One plain sentence about the first thing that is missing. */
const char *cw_consent_problem_text (CwConsentProblems problems, guint to_explain, char **text);

G_END_DECLS
