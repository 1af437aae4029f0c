/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The columns of the list of cases. */

typedef enum
{
  CW_CASES_PARENTS,
  CW_CASES_CHILDREN,
  CW_CASES_PERMISSION_NOW,
  CW_CASES_LAST,
  CW_CASES_STEP,
  CW_CASES_DUE,
  CW_CASES_NUMBER,
  CW_N_CASES_COLUMNS
} CwCasesColumn;

typedef struct
{
  CwSession *session;  /* borrowed */
  CwCasesSort sort;    /* the column that was chosen … */
  gboolean descending; /* … and its way; set by cw_cases_table_read_sort() */
  GtkColumnViewColumn *columns[CW_N_CASES_COLUMNS]; /* borrowed from the view */
} CwCasesTable;

/* Adds the columns; @table must outlive @view. What falls due stands first until another column is
 * chosen. */
void cw_cases_table_make (CwCasesTable *table, GtkColumnView *view);
/* Gives every column its share of @width pixels; where they are too few, the case number, the last
 * contact and the children make room, in this order. */
void cw_cases_table_fit (CwCasesTable *table, GtkColumnView *view, int width);
void cw_cases_table_read_sort (CwCasesTable *table, GtkColumnView *view);

G_END_DECLS
