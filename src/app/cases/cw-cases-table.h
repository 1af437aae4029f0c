/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The columns of the list of cases. */

typedef struct
{
  CwSession *session;  /* borrowed */
  CwCasesSort sort;    /* the column that was chosen … */
  gboolean descending; /* … and its way; set by cw_cases_table_read_sort() */
} CwCasesTable;

/* Adds the columns; @table must outlive @view. What falls due stands first until another column is
 * chosen. */
void cw_cases_table_make (CwCasesTable *table, GtkColumnView *view);
void cw_cases_table_read_sort (CwCasesTable *table, GtkColumnView *view);

G_END_DECLS
