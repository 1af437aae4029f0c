/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-secret.h"

G_BEGIN_DECLS

/**
 * CwHandoverEntry:
 *
 * Where the handover file is chosen and its seven words are typed (R21). A file of another kind is
 * refused at once, in words. Signal "changed".
 */
#define CW_TYPE_HANDOVER_ENTRY (cw_handover_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverEntry, cw_handover_entry, CW, HANDOVER_ENTRY, AdwBin)

void cw_handover_entry_choose (CwHandoverEntry *self, const char *path); /* as from the dialog */
gboolean cw_handover_entry_is_filled (CwHandoverEntry *self);   /* a handover, and seven words */
const char *cw_handover_entry_get_path (CwHandoverEntry *self); /* NULL: none was chosen */
CwSecret *cw_handover_entry_get_words (CwHandoverEntry *self)
    G_GNUC_WARN_UNUSED_RESULT;                        /* as they were made, however typed */
void cw_handover_entry_clear (CwHandoverEntry *self); /* the words */

G_END_DECLS
