/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwCasePage:
 *
 * One case: who agreed to what, the composer, the timeline, the next steps (R2, R7, R9 to R11).
 */
#define CW_TYPE_CASE_PAGE (cw_case_page_get_type ())
G_DECLARE_FINAL_TYPE (CwCasePage, cw_case_page, CW, CASE_PAGE, CwSection)

GtkWidget *cw_case_page_new (gint64 case_id) G_GNUC_WARN_UNUSED_RESULT;
gint64 cw_case_page_get_case (CwCasePage *self);
void cw_case_page_begin_contact (CwCasePage *self); /* opens the composer, as Ctrl+T does */

G_END_DECLS
