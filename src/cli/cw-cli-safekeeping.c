/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-safekeeping.h"
#include "store/cw-store-handover.h"
#include "store/cw-store-summaries.h"
#include "vault/cw-passphrase.h"

#define HANDOVER_WORDS 7

/* ---- shared ---- */

/* Only somebody who looks on is told how far it is; a script reads nothing of it. */
void
cw_cli_progress_cb (goffset done, goffset total, gpointer data)
{
  int per_cent = total > 0 ? (int) (100.0 * (double) done / (double) total) : 0;

  if (isatty (STDERR_FILENO))
    g_printerr ("\r%3d %%%s", per_cent, done >= total ? "\r     \r" : "");
}

/* For scripts: never translated, one figure a line. */
void
cw_cli_print_inventory (const CwInventory *self)
{
  const struct
  {
    const char *name;
    gint64 count;
  } rows[] = {
    { "enquiries", self->enquiries }, { "cases", self->cases },
    { "adults", self->adults },       { "consents", self->consents },
    { "children", self->children },   { "contacts", self->contacts },
    { "steps", self->steps },         { "papers", self->papers },
    { "drafts", self->drafts },       { "services", self->services },
    { "codes", self->codes },         { "ledger", self->ledger },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_print ("%s\t%" G_GINT64_FORMAT "\n", rows[i].name, rows[i].count);
  g_print ("digest\t%s\n", self->digest);
}

static gboolean
is_missing (const char *option)
{
  return option == NULL || *option == '\0';
}

/* ---- backup ---- */

CwExit
cw_command_backup (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("File to write"), N_ ("FILE.casework") },
    { NULL },
  };

  if (!cw_read_options (&door, "backup", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (is_missing (path))
    return cw_fail_usage ("backup", _ ("--output is needed."));
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  if (!cw_backup_write (door.vault, door.store, door.data_key, path, &held, cw_cli_progress_cb,
                        NULL, NULL, &error))
    return cw_fail (error);
  cw_cli_print_inventory (held);
  g_printerr ("%s\n", _ ("The backup was written, read back and compared with the records."));
  return CW_EXIT_DONE;
}

/* ---- handover (R21) ---- */

/* For scripts figures, for people a sentence: nothing stays behind in silence. */
static void
tell_left_behind (gint64 cases, gint64 entries)
{
  g_print ("left-cases\t%" G_GINT64_FORMAT "\nleft-entries\t%" G_GINT64_FORMAT "\n", cases,
           entries);
  if (cases > 0)
    /* Translators: %d is how many */
    g_printerr (ngettext ("%d case stays behind, as was decided.\n",
                          "%d cases stay behind, as was decided.\n", (gulong) cases),
                (int) cases);
  if (entries > 0)
    /* Translators: %d is how many */
    g_printerr (ngettext ("The words of %d entry stay behind, as was decided.\n",
                          "The words of %d entries stay behind, as was decided.\n",
                          (gulong) entries),
                (int) entries);
}

static gboolean
write_sheet (const CwDoor *door, const char *path, const CwInventory *held, GError **error)
{
  g_autoptr (CwDocument) sheet
      = cw_handover_sheet_of (cw_vault_get_label (door->vault), cw_clock_today (door->clock), held);

  return cw_document_write_pdf (sheet, path, error);
}

/* The words are out before the file is there: a file whose words nobody saw could never be opened.
 */
static CwExit
hand_over (CwDoor *door, const char *path, const char *sheet)
{
  g_autoptr (CwSecret) words = cw_passphrase_suggest (HANDOVER_WORDS);
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;
  gint64 cases, entries;

  if (!cw_store_count_left_behind (door->store, &cases, &entries, &error)
      || !cw_cli_show_secret (words, &error))
    return cw_fail (error);
  if (!cw_handover_write (door->store, path, words, cw_kdf_default, &held, cw_cli_progress_cb, NULL,
                          NULL, &error))
    {
      cw_fail (error);
      cw_cli_take_back_secret ();
      return CW_EXIT_REFUSED;
    }
  if (!cw_store_mark_handed_over (door->store, held->digest, &error))
    return cw_fail (error);
  g_printerr ("%s\n", cw_hold_describe (CW_HOLD_HANDED_OVER));
  cw_cli_print_inventory (held);
  tell_left_behind (cases, entries);
  g_printerr ("%s\n",
              _ ("The first line is the handover passphrase. It is shown once and kept nowhere: "
                 "write it down now, and give it to the new postholder apart from the file."));
  if (sheet == NULL || write_sheet (door, sheet, held, &error))
    return CW_EXIT_DONE;
  g_printerr ("%s\n", _ ("The handover file is whole, but its cover sheet could not be written."));
  return cw_fail (error);
}

CwExit
cw_command_handover (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *path = NULL, *sheet = NULL;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("File to write"), N_ ("FILE.casework") },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet,
      N_ ("Write the cover sheet, with counts and digest, to this file too"), N_ ("FILE.pdf") },
    { NULL },
  };

  if (!cw_read_options (&door, "handover", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (is_missing (path))
    return cw_fail_usage ("handover", _ ("--output is needed."));
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  return hand_over (&door, path, sheet);
}

/* ---- receive (R21) ---- */

/* Records are called after their first school, as when they are made. */
static void
name_vault (CwDoor *door)
{
  g_autoptr (CwProfile) profile = cw_store_get_profile (door->store, NULL);
  const char *name = profile == NULL       ? NULL
                     : profile->schools[0] ? profile->schools[0]
                                           : profile->post;

  if (name != NULL && *name)
    cw_vault_set_label (door->vault, name, NULL);
}

static gboolean
receive (CwDoor *door,
         const char *path,
         int handover_fd,
         CwMaking *making,
         CwInventory **held,
         GError **error)
{
  g_autoptr (CwSecret) words = cw_read_passphrase (handover_fd, FALSE, error);

  if (words == NULL || !cw_making_begin (making, door, error)
      || !cw_handover_receive (path, words, &making->wanted, _ ("Received records"), &door->vault,
                               &door->store, NULL, held, cw_cli_progress_cb, NULL, NULL, error))
    return FALSE;
  name_vault (door);
  return TRUE;
}

static CwExit
receive_and_tell (CwDoor *door, const char *path, int handover_fd)
{
  g_auto (CwMaking) making = { 0 };
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;

  if (!receive (door, path, handover_fd, &making, &held, &error))
    return cw_making_fail (&making, error);
  cw_cli_print_inventory (held);
  g_printerr ("%s\n",
              _ ("The first line is the recovery code. It is shown once and kept nowhere: write it "
                 "down now. Counts and digest have to be those on the cover sheet."));
  return CW_EXIT_DONE;
}

CwExit
cw_command_receive (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *path = NULL;
  int handover_fd = -1;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "handover", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("The handover file"),
      N_ ("FILE.casework") },
    { "handover-fd", 0, 0, G_OPTION_ARG_INT, &handover_fd,
      N_ ("Read the seven words of the handover from this open file"), N_ ("N") },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &door.no_keyring,
      N_ ("The passphrase alone opens the records"), NULL },
    { NULL },
  };

  if (!cw_read_options (&door, "receive", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (is_missing (path) || handover_fd < 0)
    return cw_fail_usage ("receive", _ ("--handover and --handover-fd are needed."));
  return receive_and_tell (&door, path, handover_fd);
}

/* ---- change-passphrase ---- */

static gboolean
change_passphrase (CwDoor *door, int new_fd, GError **error)
{
  g_autoptr (CwSecret) passphrase = cw_read_passphrase (new_fd, TRUE, error);

  return passphrase != NULL
         && cw_passphrase_accepts ((const char *) cw_secret_peek (passphrase), error)
         && cw_change_passphrase (door->vault, door->store, door->data_key, passphrase,
                                  cw_kdf_default, error);
}

CwExit
cw_command_change_passphrase (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autoptr (GError) error = NULL;
  int new_fd = -1;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "new-passphrase-fd", 0, 0, G_OPTION_ARG_INT, &new_fd,
      N_ ("Read the new passphrase from this open file"), N_ ("N") },
    { NULL },
  };

  if (!cw_read_options (&door, "change-passphrase", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  if (!change_passphrase (&door, new_fd, &error))
    return cw_fail (error);
  g_printerr ("%s\n", _ ("The passphrase was changed. Backups made before still open with the old "
                         "one. The recovery code is the same."));
  return CW_EXIT_DONE;
}
