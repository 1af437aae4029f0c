/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"
#include "core/cw-item.h"

G_BEGIN_DECLS

/* What was left half written: what it is, when it was kept, and the way back to it or out of it. */
GtkWidget *cw_draft_row_new (CwItem *item, CwSection *section) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
