/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwHandoverForm:
 *
 * What the next adviser is told of one case, whether the parent knows, and what of it is passed on
 * (R21, R7). Saved as it is typed: a second after the last key, five after the first, and when it
 * is flushed. Signal "changed".
 */
#define CW_TYPE_HANDOVER_FORM (cw_handover_form_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverForm, cw_handover_form, CW, HANDOVER_FORM, AdwBin)

void cw_handover_form_show (CwHandoverForm *self, CwSession *session, const CwHandoverNote *note);
const CwHandoverNote *cw_handover_form_peek (CwHandoverForm *self); /* as it stands; NULL: none */
void cw_handover_form_flush (CwHandoverForm *self);

G_END_DECLS
