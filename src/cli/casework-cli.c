/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "vault/cw-harden.h"

static const struct
{
  const char *name;
  const char *purpose;
  CwCommandFunc run;
} commands[] = {
  { "create", N_ ("make new records and print the recovery code once"), cw_command_create },
  { "demo", N_ ("make the records of an invented school"), cw_command_demo },
  { "codes", N_ ("print every list of codes"), cw_command_codes },
  { "terms", N_ ("take the term dates from a file"), cw_command_terms },
  { "import", N_ ("take enquiries, cases or contacts from a file, all or nothing"),
    cw_command_import },
  { "summary", N_ ("count ended terms and write a head teacher’s summary"), cw_command_summary },
  { "verify", N_ ("check the records"), cw_command_verify },
  { "backup", N_ ("write a backup, read it back and compare it"), cw_command_backup },
  { "restore", N_ ("take a backup into new records, never over present ones"), cw_command_restore },
  { "handover", N_ ("write a file for the next postholder"), cw_command_handover },
  { "receive", N_ ("take such a file into new records of your own"), cw_command_receive },
  { "change-passphrase", N_ ("open with another passphrase from now on"),
    cw_command_change_passphrase },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("casework-cli COMMAND --vault DIR [--passphrase-fd N] …"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-17s  %s\n", commands[i].name, _ (commands[i].purpose));
  g_print ("\n%s\n", _ ("The passphrase is asked for on the terminal or read from an open file, "
                        "never taken from an "
                        "argument or the environment. Each command says more with --help."));
}

/* No core file, nothing readable by others, nothing for a debugger, no network (R37). */
static gboolean
close_up (void)
{
  g_autoptr (GError) error = NULL;

  cw_harden_process ();
  if (cw_harden_network (&error) && cw_secret_init ())
    return TRUE;
  g_printerr ("%s\n",
              error ? error->message
                    : _ ("Casework cannot keep keys safely in memory here, so it does not start."));
  return FALSE;
}

static CwExit
run (int argc, char **argv)
{
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      print_help ();
      return CW_EXIT_DONE;
    }
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      g_print ("Casework %s\n", CW_VERSION);
      return CW_EXIT_DONE;
    }
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return close_up () ? commands[i].run (argc - 1, argv + 1) : CW_EXIT_REFUSED;
  g_printerr ("%s\n", _ ("This is no command. See: casework-cli --help"));
  return CW_EXIT_USAGE;
}

/* "Done" is not said of an answer that nobody got. */
static CwExit
finish_output (CwExit exit)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return exit;
  g_printerr ("%s\n",
              _ ("What this command had to say could not be printed in full. What it did to "
                 "the records stays done. See whether the disk is full."));
  return exit == CW_EXIT_DONE ? CW_EXIT_REFUSED : exit;
}

int
main (int argc, char **argv)
{
  cw_harden_early ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("casework-cli");
  return (int) finish_output (run (argc, argv));
}
