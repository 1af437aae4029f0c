/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwHandoverList:
 *
 * The cases a handover asks about (CwHandoverView), each with how far it is. One stop of the Tab
 * key; Enter opens one. Signal "chosen" (guint: its place in the list).
 */
#define CW_TYPE_HANDOVER_LIST (cw_handover_list_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverList, cw_handover_list, CW, HANDOVER_LIST, AdwBin)

void cw_handover_list_set_notes (CwHandoverList *self, GPtrArray *notes); /* of CwHandoverNote */
void cw_handover_list_update (CwHandoverList *self, guint place, const CwHandoverNote *note);
GtkWidget *cw_handover_list_get_row (CwHandoverList *self, guint place); /* NULL: not that many */

G_END_DECLS
