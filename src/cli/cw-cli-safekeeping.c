/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-safekeeping.h"
#include "vault/cw-keyring.h"
#include "vault/cw-passphrase.h"

#define HANDOVER_WORDS 7

/* ---- shared ---- */

/* Only somebody who looks on is told how far it is; a script reads nothing of it. */
static void
progress_cb (goffset done, goffset total, gpointer data)
{
  int per_cent = total > 0 ? (int) (100.0 * (double) done / (double) total) : 0;

  if (isatty (STDERR_FILENO))
    g_printerr ("\r%3d %%%s", per_cent, done >= total ? "\r     \r" : "");
}

/* For scripts: never translated, one figure a line. */
static void
print_inventory (const CwInventory *self)
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

static void
print_secret (const CwSecret *secret)
{
  g_print ("%s\n", (const char *) cw_secret_peek (secret));
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
  held = cw_store_take_inventory (door.store, NULL, &error);
  if (held == NULL
      || !cw_backup_write (door.vault, door.store, door.data_key, path, progress_cb, NULL, NULL,
                           &error))
    return cw_fail (error);
  print_inventory (held);
  g_printerr ("%s\n", _ ("The backup was written, read back and compared with the records."));
  return CW_EXIT_DONE;
}

/* ---- restore ---- */

typedef struct
{
  char *path, *label;
  int recovery_fd;
} Restoring;

static void
restoring_clear (Restoring *self)
{
  g_free (self->path);
  g_free (self->label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restoring, restoring_clear)

/* The keyring half, where the passphrase of this file wants it and the keyring may be asked. */
static gboolean
find_device (const CwDoor *door, const char *path, CwSecret **device, GError **error)
{
  g_autoptr (CwArchive) archive = cw_archive_open (path, error);
  g_autofree char *id = NULL;
  CwKeyFile *key_file;
  gboolean wanted = FALSE;

  if (archive == NULL)
    return FALSE;
  key_file = cw_archive_get_key_file (archive);
  if (door->no_keyring || !cw_key_file_has_slot (key_file, CW_SLOT_PASSPHRASE, &wanted) || !wanted)
    return TRUE;
  id = cw_key_file_get_id (key_file);
  *device = cw_keyring_lookup (id, FALSE, NULL, error);
  return *device != NULL;
}

static CwSecret *
read_backup_secret (const CwDoor *door, const Restoring *restoring, GError **error)
{
  if (restoring->recovery_fd >= 0)
    return cw_read_passphrase (restoring->recovery_fd, FALSE, error);
  return cw_read_passphrase (door->fd, FALSE, error);
}

static gboolean
restore (CwDoor *door, const Restoring *restoring, CwInventory **held, GError **error)
{
  CwSlotType slot = restoring->recovery_fd >= 0 ? CW_SLOT_RECOVERY : CW_SLOT_PASSPHRASE;
  g_autoptr (CwSecret) device = NULL, secret = NULL;

  if (slot == CW_SLOT_PASSPHRASE && !find_device (door, restoring->path, &device, error))
    return FALSE;
  secret = read_backup_secret (door, restoring, error);
  if (secret == NULL)
    return FALSE;
  *held = cw_backup_inspect (restoring->path, slot, secret, device, door->clock, progress_cb, NULL,
                             NULL, error);
  if (*held == NULL)
    return FALSE;
  door->vault = cw_restore (restoring->path, door->dir, restoring->label, slot, secret, device,
                            NULL, door->clock, progress_cb, NULL, NULL, error);
  return door->vault != NULL;
}

CwExit
cw_command_restore (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_auto (Restoring) restoring = { NULL, NULL, -1 };
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &restoring.path, N_ ("The backup"),
      N_ ("FILE.casework") },
    { "label", 0, 0, G_OPTION_ARG_FILENAME, &restoring.label,
      N_ ("What the restored records are called"), N_ ("NAME") },
    { "recovery-fd", 0, 0, G_OPTION_ARG_INT, &restoring.recovery_fd,
      N_ ("Read the recovery code from this open file, instead of the passphrase"), N_ ("N") },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &door.no_keyring, N_ ("Do not ask the keyring"),
      NULL },
    { NULL },
  };

  if (!cw_read_options (&door, "restore", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (is_missing (restoring.path) || is_missing (restoring.label)
      || !g_utf8_validate (restoring.label, -1, NULL))
    return cw_fail_usage ("restore", _ ("--backup and --label are needed."));
  if (door.fd >= 0 && restoring.recovery_fd >= 0)
    return cw_fail_usage ("restore", _ ("Either --passphrase-fd or --recovery-fd, not both."));
  if (!restore (&door, &restoring, &held, &error))
    return cw_fail (error);
  print_inventory (held);
  g_printerr ("%s\n", _ ("The records were restored beside the present ones. They open with the "
                         "passphrase or the recovery code of that backup."));
  return CW_EXIT_DONE;
}

/* ---- handover (R21) ---- */

CwExit
cw_command_handover (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (CwSecret) words = NULL;
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;
  CwExit exit;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("File to write"), N_ ("FILE.casework") },
    { NULL },
  };

  if (!cw_read_options (&door, "handover", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (is_missing (path))
    return cw_fail_usage ("handover", _ ("--output is needed."));
  if (!cw_door_open (&door))
    return CW_EXIT_REFUSED;
  words = cw_passphrase_suggest (HANDOVER_WORDS);
  if (!cw_handover_write (door.store, path, words, cw_kdf_default, &held, progress_cb, NULL, NULL,
                          &error))
    return cw_fail (error);
  print_secret (words);
  print_inventory (held);
  g_printerr ("%s\n",
              _ ("The first line is the handover passphrase. It is shown once and kept nowhere: "
                 "write it down now, and give it to the new postholder apart from the file."));
  return CW_EXIT_DONE;
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
         CwSecret **shown,
         CwInventory **held,
         GError **error)
{
  g_autoptr (CwSecret) words = cw_read_passphrase (handover_fd, FALSE, error);
  g_autoptr (CwSecret) passphrase = words ? cw_read_passphrase (door->fd, TRUE, error) : NULL;

  if (passphrase == NULL
      || !cw_passphrase_accepts ((const char *) cw_secret_peek (passphrase), error))
    return FALSE;
  *shown = cw_recovery_code_new ();
  if (!cw_handover_receive (path, words, door->dir, _ ("Received records"), passphrase, *shown,
                            !door->no_keyring, cw_kdf_default, door->clock, &door->vault,
                            &door->store, held, progress_cb, NULL, NULL, error))
    return FALSE;
  name_vault (door);
  return TRUE;
}

static CwExit
receive_and_tell (CwDoor *door, const char *path, int handover_fd)
{
  g_autoptr (CwSecret) shown = NULL;
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;

  if (!receive (door, path, handover_fd, &shown, &held, &error))
    return cw_fail_making (error);
  print_secret (shown);
  print_inventory (held);
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
