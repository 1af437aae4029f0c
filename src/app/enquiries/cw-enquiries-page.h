/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwEnquiriesPage:
 *
 * The anonymous log (R5): quick entry above the table. Nothing on it could hold a name.
 */
#define CW_TYPE_ENQUIRIES_PAGE (cw_enquiries_page_get_type ())
G_DECLARE_FINAL_TYPE (CwEnquiriesPage, cw_enquiries_page, CW, ENQUIRIES_PAGE, CwSection)

GtkWidget *cw_enquiries_page_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Opens the quick entry with the focus on the first category (Ctrl+E). */
void cw_enquiries_page_begin (CwEnquiriesPage *self);

G_END_DECLS
