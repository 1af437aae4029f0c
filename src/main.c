/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "app/shell/cw-application.h"
#include "vault/cw-secret.h"
#ifdef CW_HAVE_HARDEN
#include "vault/cw-harden.h"
#endif

int
main (int argc, char **argv)
{
  g_autoptr (CwApplication) app = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!cw_secret_init ())
    g_error ("No safe memory for keys");
  app = cw_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
