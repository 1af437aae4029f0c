/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"
#include "store/cw-store-inventory.h"

G_BEGIN_DECLS

/**
 * CwHandoverDone:
 *
 * After a handover was written: the counts and the digest that both sides compare, what stayed
 * behind, the cover sheet, and what to do next (R21). The way on to destruction is the action
 * "safekeeping.destroy".
 */
#define CW_TYPE_HANDOVER_DONE (cw_handover_done_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverDone, cw_handover_done, CW, HANDOVER_DONE, AdwBin)

/* @behind: what stayed behind, NULL: nothing. */
void cw_handover_done_show (CwHandoverDone *self,
                            CwSession *session,
                            const CwInventory *inventory,
                            const char *behind);
void cw_handover_done_save (CwHandoverDone *self,
                            const char *path); /* the cover sheet; says how it went */

G_END_DECLS
