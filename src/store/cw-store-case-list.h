/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-store-private.h"

G_BEGIN_DECLS

/* One row of the list of cases, and one of a paper record: a number and days, no text (R8). */
CwCaseRow *
cw_store_load_case_row (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwCaseRow *
cw_store_load_paper_row (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
