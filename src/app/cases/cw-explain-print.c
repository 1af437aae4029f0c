/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-explain-print.h"

#include "app/kit/cw-print.h"
#include "cw-case-work.h"

void
cw_explain_print (GtkWidget *over, CwSession *session)
{
  const CwProfile *profile = cw_session_get_profile (session);
  g_autoptr (CwDocument) sheet = cw_explain_sheet_new (
      profile->schools != NULL && profile->schools[0] != NULL ? profile->schools[0] : "");
  g_autoptr (GtkPrintOperation) operation = cw_print_operation_new (sheet);
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (over);
  CwSection *section = cw_section_of (over);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
  if (error != NULL && section != NULL)
    cw_section_report (section, error);
}
