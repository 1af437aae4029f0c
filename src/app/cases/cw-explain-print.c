/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-explain-print.h"

#include "app/kit/cw-print.h"

void
cw_explain_print (GtkWidget *over, CwSession *session)
{
  const CwProfile *profile = cw_session_get_profile (session);
  g_autoptr (CwDocument) sheet = cw_explain_sheet_new (
      profile->schools != NULL && profile->schools[0] != NULL ? profile->schools[0] : "");

  cw_print_run (over, sheet, NULL);
}
