/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwSidebarRow:
 *
 * A page in the sidebar: its icon, its title, and at the right how many things wait on it. Its
 * widget name is the name of the page.
 */
#define CW_TYPE_SIDEBAR_ROW (cw_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (CwSidebarRow, cw_sidebar_row, CW, SIDEBAR_ROW, GtkListBoxRow)

/* @title: translated; @number: its place, from 1, which Alt+number goes to. */
GtkWidget *cw_sidebar_row_new (const char *name, const char *title, const char *icon, guint number)
    G_GNUC_WARN_UNUSED_RESULT;
void cw_sidebar_row_set_count (CwSidebarRow *self, guint n); /* 0: nothing is shown */

G_END_DECLS
