/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "vault/cw-passphrase.h"

/*
 * Archives from a store and back: written under a name of their own, read back from the disk and
 * compared with the store, and only then given their name.
 */

/* What the disk holds is read back, not what memory still has of it. */
static void
forget_cached (const char *path)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

static gboolean
refuse_different (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("The file is not the same as the records when it is read back, so it was "
                          "thrown away. Your records were not touched. Try another disk or USB "
                          "stick."));
  return FALSE;
}

/* A file that was just written and cannot be read: not the file is to be looked at, but the disk.
 */
static gboolean
blame_disk (const GError *problem, GError **error)
{
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_DAMAGED)
      || g_error_matches (problem, CW_ERROR, CW_ERROR_NOT_OURS))
    return refuse_different (error);
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

static gboolean
has_same_keys (CwArchive *archive, CwKeyFile *key_file)
{
  g_autoptr (GBytes) written = cw_key_file_serialize (cw_archive_get_key_file (archive));
  g_autoptr (GBytes) wanted = cw_key_file_serialize (key_file);

  return g_bytes_equal (written, wanted);
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("Part of the file with the records is damaged, so what was written was "
                          "thrown away. Keep the backups you have, and open the newest of them "
                          "beside these records."));
  return FALSE;
}

/* The file that was written is there as it was written, so what is damaged in it was so before. */
static gboolean
check_whole (CwStore *store, CwStages *stages, GError **error)
{
  g_autoptr (GPtrArray) checks
      = cw_store_verify_watched (store, cw_stages_tell_cb, stages, stages->cancellable, error);

  if (checks == NULL)
    return FALSE;
  return cw_checks_passed (checks) || refuse_damaged (error);
}

static gboolean
compare (CwStore *store, const CwInventory *expected, CwStages *stages, GError **error)
{
  g_autoptr (CwInventory) found = NULL;

  if (!cw_stages_next (stages, error))
    return FALSE;
  found = cw_stages_take_inventory (stages, store, error);
  if (found == NULL)
    return FALSE;
  return cw_inventory_equal (found, expected) || refuse_different (error);
}

/* One file that is written. */
typedef struct
{
  const char *path;
  CwKeyFile *key_file;
  const CwSecret *data_key;
  CwClock *clock;
  CwScratch *scratch;
  CwStages *stages;
} Sealing;

/* Ten stages: the seal, what is damaged, what is in it. */
static gboolean
read_back (const Sealing *self, const char *path, const CwInventory *expected, GError **error)
{
  CwStages *stages = self->stages;
  g_autofree char *db_path = cw_scratch_path (self->scratch, "read-back.db");
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (CwStore) store = NULL;
  g_autoptr (GError) problem = NULL;

  forget_cached (path);
  if (!cw_stages_next (stages, error))
    return FALSE;
  archive = cw_archive_open (path, &problem);
  if (archive == NULL
      || !cw_archive_read_back (archive, self->data_key, db_path, cw_stages_tell_cb, stages,
                                stages->cancellable, &problem))
    return blame_disk (problem, error);
  if (!cw_stages_next_of (stages, 8, error))
    return FALSE;
  if (!has_same_keys (archive, self->key_file))
    return refuse_different (error);
  store = cw_keyed_open (db_path, self->data_key, self->clock, error);
  return store != NULL && check_whole (store, stages, error)
         && compare (store, expected, stages, error);
}

/* The folder is there, as a stick may not be any more; and an archive never takes the place of the
 * records themselves, nor of what is no file. */
static gboolean
check_place (const char *dir, const char *name, GError **error)
{
  static const char *const ours[]
      = { "casework.key", "casework.db", "casework.db-wal", "casework.lock", "vault.ini", NULL };
  g_autofree char *key = g_build_filename (dir, "casework.key", NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  GStatBuf status;

  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is the name of a file */
                   _ ("The folder for “%s” is not there. Nothing was changed. Put the stick in "
                      "again, or choose another place."),
                   name);
      return FALSE;
    }
  if ((g_strv_contains (ours, name) && g_file_test (key, G_FILE_TEST_EXISTS))
      || (g_lstat (path, &status) == 0 && !S_ISREG (status.st_mode)))
    {
      g_set_error (
          error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
          /* Translators: %s is the name of a file */
          _ ("“%s” is part of the records or no plain file, so it was not replaced. Nothing "
             "was changed. Choose another name."),
          name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
give_name (const char *temp, const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  if (rename (temp, path) != 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” cannot be written. Nothing was changed. Choose another place."), name);
      return FALSE;
    }
  if (cw_vault_sync_dir (dir))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
               /* Translators: %s is the name of a file */
               _ ("“%s” was written, but the disk or USB stick does not confirm that it kept it. "
                  "Your records were not touched. Do not count on this file: put the stick in "
                  "again, or choose another place, and write it once more."),
               name);
  return FALSE;
}

/* Writes under a name of its own, reads back, and only then gives the file its name. @source is
 * read through, or else the file at @db_path is. */
static gboolean
seal (const Sealing *self,
      const CwArchiveSource *source,
      const char *db_path,
      const CwInventory *expected,
      GError **error)
{
  CwStages *stages = self->stages;
  g_autofree char *dir = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *hidden = g_strdup_printf (".%s.new", name);
  g_autofree char *temp = g_build_filename (dir, hidden, NULL);
  gboolean written;

  if (!check_place (dir, name, error))
    return FALSE;
  written = source != NULL
                ? cw_archive_write_from (temp, self->key_file, self->data_key, source,
                                         cw_stages_tell_cb, stages, stages->cancellable, error)
                : cw_archive_write (temp, self->key_file, self->data_key, db_path,
                                    cw_stages_tell_cb, stages, stages->cancellable, error);
  if (!written)
    return FALSE;
  if (read_back (self, temp, expected, error)
      && !g_cancellable_set_error_if_cancelled (stages->cancellable, error)
      && give_name (temp, self->path, error))
    return TRUE;
  g_unlink (temp);
  return FALSE;
}

/**
 * cw_sealed_write_copy:
 * @path: a file of that name is replaced when the new one has been read back and is the same
 * @key_file: whose slots open it
 * @data_key: what the slots hold
 * @db_path: a database under keys of @data_key that nobody has open, as cw_keyed_export() makes it
 * @expected: what is in it
 * @clock: for reading it back
 *
 * Runs %CW_SEALED_COPY_STAGES stages. What is read back from @path is verified as cw_store_verify()
 * does and compared with @expected before this says %TRUE; the copy at @db_path need not have been.
 */
gboolean
cw_sealed_write_copy (const char *path,
                      CwKeyFile *key_file,
                      const CwSecret *data_key,
                      const char *db_path,
                      const CwInventory *expected,
                      CwClock *clock,
                      CwScratch *scratch,
                      CwStages *stages,
                      GError **error)
{
  const Sealing sealing = { path, key_file, data_key, clock, scratch, stages };

  return cw_stages_next_of (stages, 2, error) && seal (&sealing, NULL, db_path, expected, error);
}

/* Under the same key nothing is encrypted again: the pages go as they are, and what was damaged
 * stays damaged and is found in what is read back. */
static gboolean
write_pages (const Sealing *self, CwStore *store, const CwInventory *expected, GError **error)
{
  CwArchiveSource source = { 0, cw_store_read_file_cb, store };

  if (!cw_stages_next_of (self->stages, 5, error))
    return FALSE;
  source.size = cw_store_settle_file (store, error);
  return source.size >= 0 && seal (self, &source, NULL, expected, error);
}

static gboolean
write_export (const Sealing *self, CwStore *store, const CwInventory *expected, GError **error)
{
  g_autofree char *db_path = cw_scratch_path (self->scratch, "copy.db");
  gboolean written;

  if (!cw_stages_next_of (self->stages, 3, error)
      || !cw_keyed_export (store, db_path, self->data_key, self->stages, error))
    return FALSE;
  written = cw_sealed_write_copy (self->path, self->key_file, self->data_key, db_path, expected,
                                  self->clock, self->scratch, self->stages, error);
  g_unlink (db_path);
  return written;
}

/**
 * cw_sealed_write:
 * @path: a file of that name is replaced when the new one has been read back and is the same
 * @key_file: whose slots open it
 * @data_key: what the slots hold
 * @store: open; not changed
 * @inventory: (out): what is in the file
 *
 * Runs %CW_SEALED_WRITE_STAGES stages. Every check is made once, on what was read back from the
 * disk.
 */
gboolean
cw_sealed_write (const char *path,
                 CwKeyFile *key_file,
                 const CwSecret *data_key,
                 CwStore *store,
                 CwScratch *scratch,
                 CwStages *stages,
                 CwInventory **inventory,
                 GError **error)
{
  const Sealing sealing = { path, key_file, data_key, cw_store_get_clock (store), scratch, stages };
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (CwInventory) taken = NULL;
  gboolean written;

  if (!check_place (dir, name, error) || !cw_stages_next (stages, error))
    return FALSE;
  taken = cw_stages_take_inventory (stages, store, error);
  if (taken == NULL)
    return FALSE;
  written = cw_keyed_is_under (store, data_key) ? write_pages (&sealing, store, taken, error)
                                                : write_export (&sealing, store, taken, error);
  if (written)
    *inventory = g_steal_pointer (&taken);
  return written;
}

/* A backup is restored, a handover is received: whoever takes one for the other is told. */
static gboolean
check_kind (CwArchive *archive, CwSlotType slot, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  CwKeyFile *key_file = cw_archive_get_key_file (archive);
  gboolean is_handover = cw_key_file_has_slot (key_file, CW_SLOT_HANDOVER, NULL);

  if (is_handover == (slot == CW_SLOT_HANDOVER))
    return TRUE;
  g_set_error (
      error, CW_ERROR, CW_ERROR_INVALID,
      is_handover
          /* Translators: %s is the name of a file */
          ? _ ("“%s” is a handover file and not a backup. Nothing was changed. Receive it as a "
               "handover, with its seven words.")
          /* Translators: %s is the name of a file */
          : _ ("“%s” is a backup and not a handover file. Nothing was changed. Restore it as a "
               "backup."),
      name);
  return FALSE;
}

/* A right passphrase does not open a backup from before the keyring got another half. */
static void
refuse_passphrase (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_WRONG_SECRET,
      _ ("The passphrase does not open this backup. Nothing was changed. Check capitals and "
         "spaces, and that it is the passphrase of that time. If the recovery code has been used "
         "since, or this is another computer, use the recovery code of that time."));
}

static CwSecret *
open_slot (CwKeyFile *key_file,
           CwSlotType slot,
           const CwSecret *secret,
           const CwSecret *device,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  CwSecret *opened = cw_key_file_open_slot (key_file, slot, secret, device, &problem);
  gboolean uses_device = FALSE;

  if (opened != NULL)
    return opened;
  cw_key_file_has_slot (key_file, CW_SLOT_PASSPHRASE, &uses_device);
  if (slot == CW_SLOT_PASSPHRASE && uses_device
      && g_error_matches (problem, CW_ERROR, CW_ERROR_WRONG_SECRET))
    refuse_passphrase (error);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * cw_sealed_open:
 * @device: (nullable): the keyring half, for a passphrase slot that wants it
 * @data_key: (out) (transfer full): what the slot held
 *
 * Looks at the size and the key part, then asks the slot, then checks the seal of the whole file.
 * Runs one stage, of %CW_SEALED_READ_STAGES with cw_sealed_extract(). Slow (Argon2id).
 *
 * Returns: (transfer full): the archive, whole; %NULL with what cw_archive_open(),
 * cw_key_file_open_slot() or cw_archive_check() says
 */
CwArchive *
cw_sealed_open (const char *path,
                CwSlotType slot,
                const CwSecret *secret,
                const CwSecret *device,
                CwStages *stages,
                CwSecret **data_key,
                GError **error)
{
  g_autoptr (CwArchive) archive = NULL;
  g_autoptr (CwSecret) code = NULL;
  g_autoptr (CwSecret) opened = NULL;

  if (!cw_stages_next (stages, error))
    return NULL;
  archive = cw_archive_open (path, error);
  if (archive == NULL || !check_kind (archive, slot, path, error))
    return NULL;
  if (slot == CW_SLOT_RECOVERY)
    {
      code = cw_recovery_code_canonical (secret, error);
      if (code == NULL)
        return NULL;
    }
  opened = open_slot (cw_archive_get_key_file (archive), slot, code != NULL ? code : secret, device,
                      error);
  if (opened == NULL
      || !cw_archive_check (archive, opened, cw_stages_tell_cb, stages, stages->cancellable, error))
    return NULL;
  *data_key = g_steal_pointer (&opened);
  return g_steal_pointer (&archive);
}

gboolean
cw_sealed_extract (CwArchive *archive, const char *db_path, CwStages *stages, GError **error)
{
  return cw_stages_next (stages, error)
         && cw_archive_extract (archive, db_path, cw_stages_tell_cb, stages, stages->cancellable,
                                error);
}
