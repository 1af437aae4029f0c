/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwCasesPage:
 *
 * The list of cases and of paper records (R8): filters, search, what falls due first.
 */
#define CW_TYPE_CASES_PAGE (cw_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (CwCasesPage, cw_cases_page, CW, CASES_PAGE, CwSection)

GtkWidget *cw_cases_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
