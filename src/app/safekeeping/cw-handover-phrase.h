/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-paper-secret.h"

G_BEGIN_DECLS

/**
 * CwHandoverPhrase:
 *
 * The seven words of a handover: a CwPaperSecret, which says whether they were typed back.
 */
#define CW_TYPE_HANDOVER_PHRASE (cw_handover_phrase_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverPhrase, cw_handover_phrase, CW, HANDOVER_PHRASE, CwPaperSecret)

void
cw_handover_phrase_begin (CwHandoverPhrase *self); /* draws them, unless there are some already */

G_END_DECLS
