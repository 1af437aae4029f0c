/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "report/cw-report.h"

#include "app/kit/cw-section.h"
#include "cw-period.h"

G_BEGIN_DECLS

/* The windows and questions of the page of summaries. */

void cw_dialog_close_on_escape (GtkWidget *window);
/* A modal window over @section with a header bar and a scrolled column. @content is put into it. */
GtkWidget *cw_dialog_new (CwSection *section,
                          const char *title,
                          GtkWidget *content,
                          int width,
                          int height) G_GNUC_WARN_UNUSED_RESULT;

/* What a reader could still guess. */
void cw_risks_show (CwSection *section);
/* Everything published so far, with its export. @list: of the whole ledger. */
void cw_published_show (CwSection *section, CwPublished *list);
/* What stands under the words of the question before a freeze. */
GtkWidget *cw_freeze_words_new (const CwPeriodDetail *detail,
                                CwSection *section) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
