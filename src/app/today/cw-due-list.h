/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwDueList:
 *
 * One group of Today with its heading and number of rows; hidden while it is empty. Signals "open",
 * "done" (CwDue) and "move" (CwDue, int: the new day).
 */
#define CW_TYPE_DUE_LIST (cw_due_list_get_type ())
G_DECLARE_FINAL_TYPE (CwDueList, cw_due_list, CW, DUE_LIST, AdwBin)

GtkWidget *cw_due_list_new (const char *title, gboolean late) G_GNUC_WARN_UNUSED_RESULT;
void cw_due_list_set_rows (CwDueList *self, GPtrArray *rows, CwDay today); /* of CwDue, copied */
gboolean cw_due_list_focus (CwDueList *self, const CwDue *due);
guint cw_due_list_get_count (CwDueList *self);

G_END_DECLS
