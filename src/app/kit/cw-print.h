/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-run.h"
#include "report/cw-report.h"

G_BEGIN_DECLS

/* A print operation for @document: A4, the whole page, a neutral job name; the pages are drawn by
 * the same function as preview and PDF. It keeps the document. */
GtkPrintOperation *cw_print_operation_new (CwDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for a printer and prints @document, over the window of @widget. @failed (may be NULL: the
 * page says it) is told in words that it could not be printed. Nothing is said when @widget is gone
 * by then, or when nothing was printed because nobody wanted it. */
void cw_print_run (gpointer widget, CwDocument *document, CwRunFailed failed);
/* The same for an operation that is set up already, and with @action. */
void cw_print_run_operation (gpointer widget,
                             GtkPrintOperation *operation,
                             GtkPrintOperationAction action,
                             CwRunFailed failed);

G_END_DECLS
