/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwHandoverCard:
 *
 * In records that were received: what the adviser before said of a case, and that the parent still
 * has to be told (R7, R21). Goes for good when it is done with, and with the case. Not in sight
 * anywhere else.
 */
#define CW_TYPE_HANDOVER_CARD (cw_handover_card_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverCard, cw_handover_card, CW, HANDOVER_CARD, AdwBin)

void cw_handover_card_set_case (CwHandoverCard *self, CwSession *session, const CwCase *cas);

G_END_DECLS
