/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwNewCasePage:
 *
 * A case is opened in a conversation of four steps (R1, R7, R8). No widget that could hold a name
 * exists before the agreement is stored.
 */
#define CW_TYPE_NEW_CASE_PAGE (cw_new_case_page_get_type ())
G_DECLARE_FINAL_TYPE (CwNewCasePage, cw_new_case_page, CW, NEW_CASE_PAGE, CwSection)

GtkWidget *cw_new_case_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
