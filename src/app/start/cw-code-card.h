/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-secret.h"

G_BEGIN_DECLS

/**
 * CwCodeCard:
 *
 * A new recovery code, shown to be written down and typed back: covered from the first key on, so
 * that the paper is tested and not the screen. It cannot be copied, selected or saved. Signal
 * "changed": typed right, or not any more.
 */
#define CW_TYPE_CODE_CARD (cw_code_card_get_type ())
G_DECLARE_FINAL_TYPE (CwCodeCard, cw_code_card, CW, CODE_CARD, AdwBin)

GtkWidget *cw_code_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_code_card_begin (CwCodeCard *self,
                         const char *vault_label); /* makes a code, unless there is one already */
gboolean cw_code_card_is_right (CwCodeCard *self);
CwSecret *cw_code_card_get (CwCodeCard *self)
    G_GNUC_WARN_UNUSED_RESULT; /* a copy, as shown; NULL while it was not typed right */
void cw_code_card_forget (CwCodeCard *self);

G_END_DECLS
