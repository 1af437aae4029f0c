/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-import.h"

/*
 * What is wrong with a file, line by line.
 */

void
cw_import_problem_free (CwImportProblem *self)
{
  g_free (self->reason);
  g_free (self);
}

void
cw_import_complain (GPtrArray *problems, guint line, const char *format, ...)
{
  CwImportProblem *problem = g_new0 (CwImportProblem, 1);
  va_list args;

  va_start (args, format);
  problem->line = line;
  problem->reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, problem);
}

void
cw_import_add_faults (CwCsv *table, GPtrArray *problems)
{
  g_return_if_fail (table != NULL && problems != NULL);

  for (guint i = 0; i < cw_csv_n_faults (table); i++)
    cw_import_complain (problems, cw_csv_fault_line (table, i), "%s",
                        cw_csv_fault_reason (table, i));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint first = (*(CwImportProblem *const *) a)->line,
        second = (*(CwImportProblem *const *) b)->line;

  return (first > second) - (first < second);
}

/* By line; what is said of one line stays in its order. */
void
cw_import_sort_problems (GPtrArray *problems)
{
  g_return_if_fail (problems != NULL);

  g_ptr_array_sort (problems, compare_lines);
}
