/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"
#include "report/cw-report.h"

G_BEGIN_DECLS

/* Ways in which a frozen summary leaves the program. Names that are proposed are neutral. */

typedef enum
{
  CW_EXPORT_PDF,
  CW_EXPORT_CSV,
  CW_EXPORT_FILE
} CwExportKind;

void
cw_export_save (CwSection *section, CwExportKind kind, CwDocument *document, CwPublished *summary);

G_END_DECLS
