/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-code.h"
#include "core/cw-item.h"
#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwTimelineRow:
 *
 * One contact in the timeline: when, how, with whom, its lines, and whose it is (R2). Actions
 * "entry.edit", "entry.delete". Signals "edit", "delete" (gint64 contact id).
 */
#define CW_TYPE_TIMELINE_ROW (cw_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (CwTimelineRow, cw_timeline_row, CW, TIMELINE_ROW, AdwBin)

GtkWidget *cw_timeline_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @contact: NULL while it is read. */
void cw_timeline_row_fill (CwTimelineRow *self,
                           const CwContact *contact,
                           const CwCase *cas,
                           CwCodeBook *codes);

G_END_DECLS
