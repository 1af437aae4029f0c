/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwPoolView:
 *
 * For each table of the paper how many lines stand on their own and how many are put together, and
 * for the chosen one why: exactly three reasons, which never say which of the small groups are
 * empty.
 */
#define CW_TYPE_POOL_VIEW (cw_pool_view_get_type ())
G_DECLARE_FINAL_TYPE (CwPoolView, cw_pool_view, CW, POOL_VIEW, GtkWidget)

void
cw_pool_view_set_tables (CwPoolView *self, GPtrArray *tables, gboolean frozen); /* of CwPoolTable */

G_END_DECLS
