/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "app/shell/cw-application.h"
#include "vault/cw-harden.h"
#include "vault/cw-secret.h"

int
main (int argc, char **argv)
{
  g_autoptr (CwApplication) app = NULL;

  cw_harden_early ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!cw_secret_init ())
    {
      g_printerr ("%s\n",
                  _ ("Casework cannot keep keys safely in memory here, so it does not start."));
      return 1;
    }
  app = cw_application_new (TRUE);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
