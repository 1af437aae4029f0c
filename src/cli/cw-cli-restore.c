/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cli.h"

#include <glib/gi18n.h>

#include "core/cw-error.h"
#include "cw-safekeeping.h"
#include "store/cw-store-summaries.h"
#include "vault/cw-keyring.h"

/* ---- the present records: what was published since the backup is taken over from them ---- */

typedef struct
{
  CwVault *vault;
  CwStore *store;
} Present;

static void
present_clear (Present *self)
{
  g_clear_pointer (&self->store, cw_store_free);
  if (self->vault != NULL)
    cw_vault_release (self->vault);
  g_clear_pointer (&self->vault, cw_vault_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Present, present_clear)

typedef struct
{
  char *path, *label, *present;
  int recovery_fd, present_fd;
  gboolean alone;
} Restoring;

static void
restoring_clear (Restoring *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self->present);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restoring, restoring_clear)

/* The records of this backup that stand beside the restored ones, the one opened last; NULL: none.
 */
static char *
find_present (const Restoring *self, const char *dir)
{
  g_autoptr (CwArchive) archive = cw_archive_open (self->path, NULL);
  g_autofree char *target = g_canonicalize_filename (dir, NULL);
  g_autofree char *wanted = NULL, *parent = g_path_get_dirname (target);
  g_autoptr (GPtrArray) vaults = cw_vault_list (parent, NULL);

  if (archive == NULL || vaults == NULL)
    return NULL;
  wanted = cw_key_file_get_id (cw_archive_get_key_file (archive));
  for (guint i = 0; i < vaults->len; i++)
    {
      g_autofree char *id = cw_vault_get_id (vaults->pdata[i]);
      g_autofree char *other = g_canonicalize_filename (cw_vault_get_dir (vaults->pdata[i]), NULL);

      if (g_strcmp0 (id, wanted) == 0 && !g_str_equal (other, target))
        return g_steal_pointer (&other);
    }
  return NULL;
}

static gboolean
open_present (Present *self,
              const CwDoor *door,
              const char *dir,
              CwSlotType slot,
              const CwSecret *secret,
              GError **error)
{
  g_autoptr (CwSecret) data_key = NULL;
  gboolean changed = FALSE;

  self->vault = cw_vault_new_for_dir (dir, error);
  if (self->vault == NULL)
    return FALSE;
  data_key = slot == CW_SLOT_RECOVERY
                 ? cw_vault_recover (self->vault, (const char *) cw_secret_peek (secret), NULL,
                                     FALSE, cw_kdf_default, NULL, error)
                 : cw_vault_unlock (self->vault, secret, FALSE, NULL, error);
  return data_key != NULL
         && cw_open_vault (self->vault, data_key, door->clock, &self->store, &changed, error);
}

/* Said before it is restored, and never in silence. */
static void
say_not_taken (const char *why)
{
  g_printerr ("%s\n%s\n", why,
              _ ("So what was published after the backup was made is not in the restored records. "
                 "Do not publish from them, or name the present records with --present and their "
                 "passphrase with --present-fd."));
}

/* FALSE only where the person named records that cannot be opened; those that are only found
 * beside need not open. */
static gboolean
look_for_present (const Restoring *self,
                  const CwDoor *door,
                  CwSlotType slot,
                  const CwSecret *secret,
                  Present *present,
                  GError **error)
{
  g_autofree char *found = self->present != NULL ? NULL : find_present (self, door->dir);
  const char *dir = self->present != NULL ? self->present : found;
  g_autoptr (CwSecret) own = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->alone)
    return TRUE;
  if (dir == NULL)
    {
      say_not_taken (_ ("No present records of this backup stand beside the restored ones."));
      return TRUE;
    }
  if (self->present_fd >= 0)
    {
      own = cw_read_passphrase (self->present_fd, FALSE, error);
      if (own == NULL)
        return FALSE;
      slot = CW_SLOT_PASSPHRASE;
    }
  if (open_present (present, door, dir, slot, own != NULL ? own : secret, &problem))
    return TRUE;
  present_clear (present);
  if (self->present != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  say_not_taken (problem->message);
  return TRUE;
}

static void
say_taken (CwStore *present, const CwInventory *held)
{
  g_autoptr (GPtrArray) ledger = cw_store_list_ledger (present, NULL);
  gint64 more = ledger != NULL ? (gint64) ledger->len - held->ledger : 0;

  if (more > 0)
    /* Translators: %d is how many */
    g_printerr (ngettext ("%d table published after the backup was made was taken over from the "
                          "present records.\n",
                          "%d tables published after the backup was made were taken over from the "
                          "present records.\n",
                          (gulong) more),
                (int) more);
}

/* ---- the backup ---- */

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
read_backup_secret (const CwDoor *door, const Restoring *self, GError **error)
{
  if (self->recovery_fd >= 0)
    return cw_read_passphrase (self->recovery_fd, FALSE, error);
  return cw_read_passphrase (door->fd, FALSE, error);
}

static gboolean
restore (CwDoor *door,
         const Restoring *self,
         Present *present,
         CwInventory **held,
         CwProgress progress,
         GError **error)
{
  CwSlotType slot = self->recovery_fd >= 0 ? CW_SLOT_RECOVERY : CW_SLOT_PASSPHRASE;
  g_autoptr (CwSecret) device = NULL, secret = NULL;

  if (slot == CW_SLOT_PASSPHRASE && !find_device (door, self->path, &device, error))
    return FALSE;
  secret = read_backup_secret (door, self, error);
  if (secret == NULL)
    return FALSE;
  *held = cw_backup_inspect (self->path, slot, secret, device, door->clock, progress, NULL, NULL,
                             error);
  if (*held == NULL || !look_for_present (self, door, slot, secret, present, error))
    return FALSE;
  door->vault = cw_restore (self->path, door->dir, self->label, slot, secret, device,
                            present->store, door->clock, NULL, progress, NULL, NULL, error);
  if (door->vault != NULL && present->store != NULL)
    say_taken (present->store, *held);
  return door->vault != NULL;
}

static CwExit
restore_and_tell (CwDoor *door, const Restoring *self)
{
  g_auto (Present) present = { NULL, NULL };
  g_autoptr (CwInventory) held = NULL;
  g_autoptr (GError) error = NULL;

  if (!restore (door, self, &present, &held, cw_cli_progress_cb, &error))
    {
      cw_fail (error);
      if (present.store != NULL && g_error_matches (error, CW_ERROR, CW_ERROR_INVALID))
        g_printerr ("%s\n", _ ("With --alone the backup is restored as it is."));
      return CW_EXIT_REFUSED;
    }
  cw_cli_print_inventory (held);
  g_printerr ("%s\n", cw_hold_describe (CW_HOLD_RESTORED));
  g_printerr ("%s\n", _ ("The records were restored beside the present ones. They open with the "
                         "passphrase or the recovery code of that backup."));
  return CW_EXIT_DONE;
}

CwExit
cw_command_restore (int argc, char **argv)
{
  g_auto (CwDoor) door = { 0 };
  g_auto (Restoring) self = { NULL, NULL, NULL, -1, -1, FALSE };
  CwExit exit;
  const GOptionEntry entries[] = {
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &self.path, N_ ("The backup"), N_ ("FILE.casework") },
    { "label", 0, 0, G_OPTION_ARG_FILENAME, &self.label,
      N_ ("What the restored records are called"), N_ ("NAME") },
    { "recovery-fd", 0, 0, G_OPTION_ARG_INT, &self.recovery_fd,
      N_ ("Read the recovery code from this open file, instead of the passphrase"), N_ ("N") },
    { "present", 0, 0, G_OPTION_ARG_FILENAME, &self.present,
      N_ ("The records used now, whose newer summaries are taken over"), N_ ("DIR") },
    { "present-fd", 0, 0, G_OPTION_ARG_INT, &self.present_fd,
      N_ ("Read their passphrase from this open file, where it is another one"), N_ ("N") },
    { "alone", 0, 0, G_OPTION_ARG_NONE, &self.alone,
      N_ ("Take nothing over from the records used now"), NULL },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &door.no_keyring, N_ ("Do not ask the keyring"),
      NULL },
    { NULL },
  };

  if (!cw_read_options (&door, "restore", entries, NULL, &argc, &argv, &exit))
    return exit;
  if (self.path == NULL || !*self.path || self.label == NULL || !*self.label
      || !g_utf8_validate (self.label, -1, NULL))
    return cw_fail_usage ("restore", _ ("--backup and --label are needed."));
  if (door.fd >= 0 && self.recovery_fd >= 0)
    return cw_fail_usage ("restore", _ ("Either --passphrase-fd or --recovery-fd, not both."));
  if (self.alone && (self.present != NULL || self.present_fd >= 0))
    return cw_fail_usage ("restore", _ ("Either --present or --alone, not both."));
  return restore_and_tell (&door, &self);
}
