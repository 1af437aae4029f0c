/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-secret.h"

G_BEGIN_DECLS

/**
 * CwHandoverPhrase:
 *
 * The seven words of a handover, shown to be written down and typed back: covered from the first
 * key on, so that the paper is tested and not the screen. They cannot be copied, selected or saved.
 * Signal "changed": typed right, or not any more.
 */
#define CW_TYPE_HANDOVER_PHRASE (cw_handover_phrase_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverPhrase, cw_handover_phrase, CW, HANDOVER_PHRASE, AdwBin)

void
cw_handover_phrase_begin (CwHandoverPhrase *self); /* draws them, unless there are some already */
gboolean cw_handover_phrase_is_right (CwHandoverPhrase *self);
CwSecret *cw_handover_phrase_get (CwHandoverPhrase *self)
    G_GNUC_WARN_UNUSED_RESULT; /* a copy; NULL while they were not typed right */
void cw_handover_phrase_forget (CwHandoverPhrase *self);

G_END_DECLS
