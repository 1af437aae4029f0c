/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwHandoverEntries:
 *
 * The entries of one case by day and first words, newest first: a tick goes along, the others stay
 * behind (R21). What is ticked is stored at once. A hundred at a time; one stop of the Tab key,
 * the arrow keys go from one to the next. Signal "changed": another number of them stays behind.
 */
#define CW_TYPE_HANDOVER_ENTRIES (cw_handover_entries_get_type ())
G_DECLARE_FINAL_TYPE (CwHandoverEntries, cw_handover_entries, CW, HANDOVER_ENTRIES, AdwBin)

/* @left_out: how many stay behind now. */
void cw_handover_entries_show (CwHandoverEntries *self,
                               CwSession *session,
                               gint64 case_id,
                               guint left_out);
guint cw_handover_entries_get_left_out (CwHandoverEntries *self);
void cw_handover_entries_tick_all (CwHandoverEntries *self); /* all go along, seen or not */

G_END_DECLS
