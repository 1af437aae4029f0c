/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-paper-secret.h"

G_BEGIN_DECLS

/**
 * CwCodeCard:
 *
 * A new recovery code on a card: a CwPaperSecret, which says whether it was typed back.
 */
#define CW_TYPE_CODE_CARD (cw_code_card_get_type ())
G_DECLARE_FINAL_TYPE (CwCodeCard, cw_code_card, CW, CODE_CARD, CwPaperSecret)

GtkWidget *cw_code_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_code_card_begin (CwCodeCard *self,
                         const char *vault_label); /* makes a code, unless there is one already */

G_END_DECLS
