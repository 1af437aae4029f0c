/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "report/cw-report.h"

G_BEGIN_DECLS

/* A print operation for @document: A4, the whole page, a neutral job name; the pages are drawn by
 * the same function as preview and PDF. It keeps the document; the caller runs it and says how it
 * went. */
GtkPrintOperation *cw_print_operation_new (CwDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
