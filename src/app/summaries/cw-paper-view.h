/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "report/cw-report.h"

G_BEGIN_DECLS

/**
 * CwPaperView:
 *
 * A document as its reader sees it, a page at a time: drawn by the same function as the printer and
 * the PDF, black on white in every style. Who does not see it hears the page's words.
 */
#define CW_TYPE_PAPER_VIEW (cw_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (CwPaperView, cw_paper_view, CW, PAPER_VIEW, GtkWidget)

void cw_paper_view_set_document (CwPaperView *self,
                                 CwDocument *document); /* (nullable); shows page 1, or stays where
                                                           the new one has the same title */
void cw_paper_view_set_heading (CwPaperView *self, const char *heading);

G_END_DECLS
