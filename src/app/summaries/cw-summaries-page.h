/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwSummariesPage:
 *
 * The terms, what will be put together and why, the page as the reader sees it; freezing, printing
 * and files (R24, docs/SUMMARIES.md).
 */
#define CW_TYPE_SUMMARIES_PAGE (cw_summaries_page_get_type ())
G_DECLARE_FINAL_TYPE (CwSummariesPage, cw_summaries_page, CW, SUMMARIES_PAGE, CwSection)

GtkWidget *cw_summaries_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
