/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "core/cw-write.h"
#include "vault/cw-passphrase.h"

CwExit
cw_fail (const GError *error)
{
  g_printerr ("%s\n", error ? error->message : _ ("Something went wrong. Nothing was changed."));
  return CW_EXIT_REFUSED;
}

CwExit
cw_fail_usage (const char *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: the first %s says what is wrong, the second is the name of a command */
  g_printerr (_ ("%s\nSee: casework-cli %s --help\n"), message, command);
  return CW_EXIT_USAGE;
}

static int
count_operands (const char *operands)
{
  g_auto (GStrv) names = g_strsplit (operands ? operands : "", " ", -1);

  return operands ? (int) g_strv_length (names) : 0;
}

/* GOption prints help and ends the process by itself unless it is told not to. */
static void
add_common_options (CwDoor *door, GOptionContext *context, gboolean *help)
{
  const GOptionEntry entries[] = {
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, &door->dir, N_ ("Folder of the records"), N_ ("DIR") },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &door->fd,
      N_ ("Read the passphrase from this open file"), N_ ("N") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Say how the command is used"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
}

gboolean
cw_read_options (CwDoor *door,
                 const char *command,
                 const GOptionEntry *more,
                 const char *operands,
                 int *argc,
                 char ***argv,
                 CwExit *exit)
{
  g_autofree char *usage = g_strdup_printf ("%s%s", command, operands ? " " : "");
  g_autofree char *line = g_strconcat (usage, operands, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (operands);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;

  door->fd = -1;
  door->clock = cw_clock_new_system ();
  add_common_options (door, context, &help);
  if (more)
    g_option_context_add_main_entries (context, more, NULL);
  g_option_context_set_description (context, door->notes);
  *exit = CW_EXIT_USAGE;
  if (!g_option_context_parse (context, argc, argv, &error))
    *exit = cw_fail_usage (command, "%s", error->message);
  else if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *exit = CW_EXIT_DONE;
    }
  else if (door->dir == NULL || *door->dir == '\0')
    *exit = cw_fail_usage (command, _ ("--vault is missing: which records?"));
  else if (*argc - 1 != count_operands (operands))
    /* Translators: %s is how a command is written */
    *exit = cw_fail_usage (command, _ ("This is not how the command is written: casework-cli %s"),
                           line);
  else
    return TRUE;
  return FALSE;
}

void
cw_door_clear (CwDoor *self)
{
  g_clear_pointer (&self->dir, g_free);
  g_clear_pointer (&self->store, cw_store_free);
  g_clear_pointer (&self->data_key, cw_secret_free);
  if (self->vault)
    cw_vault_release (self->vault);
  g_clear_pointer (&self->vault, cw_vault_free);
  g_clear_pointer (&self->clock, cw_clock_unref);
}

static gboolean
unlock (CwDoor *self, GError **error)
{
  g_autoptr (CwSecret) passphrase = NULL;

  self->vault = cw_vault_new_for_dir (self->dir, error);
  if (self->vault == NULL)
    return FALSE;
  passphrase = cw_read_passphrase (self->fd, FALSE, error);
  if (passphrase == NULL)
    return FALSE;
  self->data_key = cw_vault_unlock (self->vault, passphrase, FALSE, NULL, error);
  return self->data_key != NULL
         && cw_open_vault (self->vault, self->data_key, self->clock, &self->store,
                           &self->key_file_changed, error);
}

gboolean
cw_door_open (CwDoor *self)
{
  g_autoptr (GError) error = NULL;

  if (!unlock (self, &error))
    {
      cw_fail (error);
      return FALSE;
    }
  if (self->key_file_changed)
    g_printerr ("%s\n", _ ("casework.key is not as it was last written. Your records are safe, but "
                           "the recovery code "
                           "may not open them any more: open Casework and let it make a new one."));
  return TRUE;
}

/* A secret is shown once and kept nowhere, so it has to be out before anything stands that only it
 * opens. */
gboolean
cw_cli_show_secret (gpointer secret, GError **error)
{
  const char *text = (const char *) cw_secret_peek (secret);

  if (fflush (stdout) == 0 && cw_write_all (STDOUT_FILENO, text, strlen (text))
      && cw_write_all (STDOUT_FILENO, "\n", 1))
    return TRUE;
  g_set_error_literal (error, CW_ERROR, CW_ERROR_FAILED,
                       _ ("What opens the records could not be shown, because nothing can be "
                          "printed here. Nothing was made. Run the command again where its output "
                          "can be seen."));
  return FALSE;
}

void
cw_cli_take_back_secret (void)
{
  g_printerr ("%s\n", _ ("The line that was printed opens nothing: throw it away."));
}

/* ---- making a vault ---- */

static gboolean
show_code_cb (gpointer data, GError **error)
{
  CwMaking *self = data;

  self->was_shown = cw_cli_show_secret (self->code, error);
  return self->was_shown;
}

gboolean
cw_making_begin (CwMaking *self, CwDoor *door, GError **error)
{
  self->passphrase = cw_read_passphrase (door->fd, TRUE, error);
  if (self->passphrase == NULL
      || !cw_passphrase_accepts ((const char *) cw_secret_peek (self->passphrase), error))
    return FALSE;
  self->code = cw_recovery_code_new ();
  self->wanted = (CwNewVault){ .dir = door->dir,
                               .passphrase = self->passphrase,
                               .recovery_code = self->code,
                               .use_keyring = !door->no_keyring,
                               .kdf = cw_kdf_default,
                               .clock = door->clock,
                               .show = show_code_cb,
                               .show_data = self };
  return TRUE;
}

CwExit
cw_making_fail (CwMaking *self, const GError *error)
{
  if (g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_NONE))
    g_printerr ("%s\n", _ ("There is no keyring on this computer just now. Nothing was made. With "
                           "--no-keyring the passphrase alone opens the records."));
  else
    cw_fail (error);
  if (self->was_shown)
    cw_cli_take_back_secret ();
  return CW_EXIT_REFUSED;
}

void
cw_making_clear (CwMaking *self)
{
  g_clear_pointer (&self->passphrase, cw_secret_free);
  g_clear_pointer (&self->code, cw_secret_free);
}

gboolean
cw_door_make (CwDoor *self, const CwProfile *profile, GPtrArray *terms)
{
  g_auto (CwMaking) making = { 0 };
  g_autoptr (GError) error = NULL;

  if (!cw_making_begin (&making, self, &error)
      || !cw_create_vault (&making.wanted, profile, terms, &self->vault, &self->store, NULL, NULL,
                           &error))
    {
      cw_making_fail (&making, error);
      return FALSE;
    }
  g_printerr (
      "%s\n",
      _ ("This is the recovery code. It is shown once and kept nowhere: write it down now."));
  return TRUE;
}
