/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwTimeline:
 *
 * Everything that was noted on a case, newest first, read page by page. One adult's entries can be
 * seen alone (R2); words can be searched for. Signals "edit", "delete" (gint64 contact id).
 */
#define CW_TYPE_TIMELINE (cw_timeline_get_type ())
G_DECLARE_FINAL_TYPE (CwTimeline, cw_timeline, CW, TIMELINE, AdwBin)

void cw_timeline_set_case (CwTimeline *self, CwSession *session, const CwCase *cas);
void cw_timeline_refresh (CwTimeline *self);
void cw_timeline_search (CwTimeline *self); /* puts the focus there */

G_END_DECLS
