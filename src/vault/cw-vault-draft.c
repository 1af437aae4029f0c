/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a vault: in a folder of its own beside the target, which takes its place in one step at
 * the end. */

#include "cw-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-keyring.h"
#include "cw-passphrase.h"

#define DRAFT_PREFIX ".casework-new-"
#define DATA_KEY_SIZE 32
#define TRIES 100

struct _CwVaultDraft
{
  char *dir;   /* where it will stand */
  char *draft; /* where it stands now */
  char *label;
  int lock_fd;

  /* owned */
  CwKeyFile *key_file;
  CwSecret *data_key;
  CwSecret *device; /* NULL: passphrase only */
};

static void
free_draft (CwVaultDraft *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_clear_pointer (&self->key_file, cw_key_file_free);
  g_clear_pointer (&self->data_key, cw_secret_free);
  g_clear_pointer (&self->device, cw_secret_free);
  g_free (self->dir);
  g_free (self->draft);
  g_free (self->label);
  g_free (self);
}

/* Every key file there is and was, and what bringing the database up to date left. */
static void
remove_older_files (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_str_has_prefix (name, CW_KEY_NAME) || g_str_has_prefix (name, CW_OLD_DB_PREFIX))
        g_unlink (path);
    }
}

/* Only names that Casework can have written; anything else keeps the folder alive. */
static void
remove_draft_folder (const char *dir)
{
  static const char *const names[]
      = { CW_DB_NAME,  CW_DB_NAME "-wal",  CW_DB_NAME "-shm", CW_DB_NAME "-journal",
          CW_INI_NAME, CW_INI_NAME ".tmp", CW_LOCK_NAME };

  remove_older_files (dir);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

/* Removes the drafts in @parent whose making was cut off, and vaults that a new one took the place
 * of: nobody holds their lock. No record is only there. */
void
cw_vault_sweep_drafts (const char *parent)
{
  g_autoptr (GDir) entries = g_dir_open (parent, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *dir = g_build_filename (parent, name, NULL);
      int folder, lock;

      if (!g_str_has_prefix (name, DRAFT_PREFIX) || (folder = cw_folder_open (dir, NULL)) < 0)
        continue;
      lock = cw_folder_lock (folder, NULL);
      close (folder);
      if (lock < 0)
        continue;
      remove_draft_folder (dir);
      close (lock);
    }
}

static gboolean
check_target (const char *dir, GError **error)
{
  if (!g_file_test (dir, G_FILE_TEST_IS_SYMLINK) && cw_folder_is_empty (dir))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_EXISTS,
               /* Translators: %s is a folder */
               _ ("There is something in “%s” already. Nothing was changed. Choose an empty "
                  "folder, or a new one."),
               dir);
  return FALSE;
}

/* A new hidden folder, locked; its descriptor or -1. Between being made and being locked another
 * Casework may take it for one that was left: then @swept. */
static int
make_hidden_folder (CwVaultDraft *self, const char *parent, gboolean *swept, GError **error)
{
  int folder;

  g_free (self->draft);
  self->draft = g_build_filename (parent, DRAFT_PREFIX "XXXXXX", NULL);
  if (g_mkdtemp_full (self->draft, 0700) == NULL)
    {
      cw_set_file_error (error, errno, parent);
      g_clear_pointer (&self->draft, g_free);
      return -1;
    }
  folder = cw_folder_open (self->draft, error);
  if (folder >= 0)
    self->lock_fd = cw_folder_lock (folder, error);
  if (folder >= 0 && self->lock_fd < 0)
    {
      close (folder);
      folder = -1;
    }
  *swept = !g_file_test (self->draft, G_FILE_TEST_IS_DIR)
           || (folder < 0 && g_error_matches (*error, CW_ERROR, CW_ERROR_BUSY));
  if (*swept && folder >= 0)
    {
      close (self->lock_fd);
      self->lock_fd = -1;
      close (folder);
      folder = -1;
    }

  return folder;
}

/* The draft's folder beside the target, locked; its descriptor or -1. */
static int
make_folder (CwVaultDraft *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);
  g_autoptr (GError) problem = NULL;
  gboolean swept = TRUE;
  int folder = -1;

  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      cw_set_file_error (error, errno, parent);
      return -1;
    }
  cw_vault_sweep_drafts (parent);
  for (guint i = 0; i < TRIES && swept; i++)
    {
      swept = FALSE;
      g_clear_error (&problem);
      folder = make_hidden_folder (self, parent, &swept, &problem);
    }
  if (folder < 0)
    g_propagate_error (error, g_steal_pointer (&problem));

  return folder;
}

static gboolean
write_files (CwVaultDraft *self, int folder, GError **error)
{
  g_autoptr (GBytes) bytes = cw_key_file_serialize (self->key_file);

  return cw_folder_write (folder, CW_KEY_NAME, CW_TMP_NAME, bytes, error)
         && cw_ini_write (folder, self->label, 0, error);
}

static gboolean
fill_folder (CwVaultDraft *self,
             int folder,
             const CwSecret *passphrase,
             const CwSecret *code,
             CwKdf kdf,
             GCancellable *cancellable,
             GError **error)
{
  if (!cw_key_file_set_slot (self->key_file, CW_SLOT_PASSPHRASE, self->data_key, passphrase,
                             self->device, kdf, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !cw_key_file_set_slot (self->key_file, CW_SLOT_RECOVERY, self->data_key, code, NULL, kdf,
                                error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return write_files (self, folder, error);
}

static CwVaultDraft *
new_draft (const char *dir, const char *label, CwKeyFile *key_file)
{
  CwVaultDraft *self = g_new0 (CwVaultDraft, 1);

  self->lock_fd = -1;
  self->dir = g_canonicalize_filename (dir, NULL);
  self->label = g_strdup (label);
  self->key_file = key_file;

  return self;
}

static CwVaultDraft *
prepare_new (const char *dir,
             const char *label,
             const CwSecret *passphrase,
             const CwSecret *recovery_code,
             gboolean use_keyring,
             CwKdf kdf,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (CwSecret) code = cw_recovery_code_canonical (recovery_code, error);
  CwVaultDraft *self;
  int folder;
  gboolean filled;

  if (code == NULL || !cw_passphrase_accepts ((const char *) cw_secret_peek (passphrase), error)
      || (use_keyring && !cw_keyring_can_store (cancellable, error)))
    return NULL;

  self = new_draft (dir, label, cw_key_file_new ());
  self->data_key = cw_secret_new_random (DATA_KEY_SIZE);
  self->device = use_keyring ? cw_secret_new_random (DATA_KEY_SIZE) : NULL;
  folder = make_folder (self, error);
  filled = folder >= 0 && fill_folder (self, folder, passphrase, code, kdf, cancellable, error);
  if (folder >= 0)
    close (folder);
  if (!filled)
    g_clear_pointer (&self, cw_vault_draft_abandon);

  return self;
}

/**
 * cw_vault_prepare:
 * @dir: where the vault shall stand; not there yet, or empty
 * @recovery_code: from cw_recovery_code_new(), as shown or as its 32 characters
 * @use_keyring: %FALSE: the passphrase alone opens it
 *
 * Makes the keys and writes casework.key and vault.ini into a hidden folder beside @dir; nothing
 * stands at @dir until cw_vault_draft_commit(). The keyring is asked here already whether it will
 * take its half. Slow (Argon2id, twice).
 *
 * Returns: (transfer full): a draft to commit or to abandon, or %NULL with %CW_ERROR_EXISTS,
 * %CW_ERROR_WEAK, %CW_ERROR_MISTYPED, one of the keyring's errors, or one of writing; nothing is
 * left behind then
 */
CwVaultDraft *
cw_vault_prepare (const char *dir,
                  const char *label,
                  const CwSecret *passphrase,
                  const CwSecret *recovery_code,
                  gboolean use_keyring,
                  CwKdf kdf,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (dir != NULL && label != NULL, NULL);
  g_return_val_if_fail (passphrase != NULL && recovery_code != NULL, NULL);

  if (!check_target (dir, error))
    return NULL;

  return prepare_new (dir, label, passphrase, recovery_code, use_keyring, kdf, cancellable, error);
}

/**
 * cw_vault_prepare_exchange:
 * @vault: a vault that is unlocked, and will be until cw_vault_draft_exchange()
 *
 * As cw_vault_prepare(), for a vault with new keys that shall take the place of @vault: when
 * somebody may know the old ones.
 */
CwVaultDraft *
cw_vault_prepare_exchange (CwVault *vault,
                           const CwSecret *passphrase,
                           const CwSecret *recovery_code,
                           gboolean use_keyring,
                           CwKdf kdf,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (vault != NULL && vault->lock_fd >= 0, NULL);
  g_return_val_if_fail (passphrase != NULL && recovery_code != NULL, NULL);

  return prepare_new (vault->dir, vault->label, passphrase, recovery_code, use_keyring, kdf,
                      cancellable, error);
}

/**
 * cw_vault_prepare_restored:
 * @dir: as with cw_vault_prepare()
 * @key_file: (transfer full): the key file of the backup
 * @data_key: what a slot of it opened
 *
 * As cw_vault_prepare(), with the keys of a backup: the same secrets open the restored vault, and
 * the keyring is not asked.
 */
CwVaultDraft *
cw_vault_prepare_restored (const char *dir,
                           const char *label,
                           CwKeyFile *key_file,
                           const CwSecret *data_key,
                           GError **error)
{
  CwVaultDraft *self;
  int folder;
  gboolean filled;

  g_return_val_if_fail (dir != NULL && label != NULL, NULL);
  g_return_val_if_fail (key_file != NULL && data_key != NULL, NULL);

  if (!check_target (dir, error))
    {
      cw_key_file_free (key_file);
      return NULL;
    }
  self = new_draft (dir, label, key_file);
  self->data_key = cw_secret_new (cw_secret_peek (data_key), cw_secret_length (data_key));
  folder = make_folder (self, error);
  filled = folder >= 0 && write_files (self, folder, error);
  if (folder >= 0)
    close (folder);
  if (!filled)
    g_clear_pointer (&self, cw_vault_draft_abandon);

  return self;
}

const CwSecret *
cw_vault_draft_data_key (CwVaultDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data_key;
}

char *
cw_vault_draft_db_path (CwVaultDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_build_filename (self->draft, CW_DB_NAME, NULL);
}

char *
cw_vault_draft_key_digest (CwVaultDraft *self)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  bytes = cw_key_file_serialize (self->key_file);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Renaming replaces an empty folder and nothing else: that is the kernel's promise, not a check
 * made before. */
static gboolean
put_in_place (CwVaultDraft *self, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);

  if (rename (self->draft, self->dir) != 0)
    {
      if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
        check_target (self->dir, error);
      else
        cw_set_file_error (error, errno, self->dir);
      if (error != NULL && *error == NULL)
        cw_set_file_error (error, EACCES, self->dir);
      return FALSE;
    }
  cw_vault_sync_dir (parent);

  return TRUE;
}

/**
 * cw_vault_draft_commit:
 *
 * Stores the keyring half, then puts the folder in its place in one step. Close the database first:
 * its path changes. Frees the draft when it succeeds; the new vault holds its lock, as after
 * cw_vault_unlock().
 *
 * Returns: (transfer full): the vault, or %NULL with one of the keyring's errors or
 * %CW_ERROR_EXISTS; the draft can be committed again or abandoned then
 */
CwVault *
cw_vault_draft_commit (CwVaultDraft *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = NULL;
  CwVault *vault;

  g_return_val_if_fail (self != NULL, NULL);

  id = cw_key_file_get_id (self->key_file);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (self->device != NULL
          && !cw_keyring_store (id, self->label, self->device, cancellable, error)))
    return NULL;
  if (!put_in_place (self, error))
    {
      if (self->device != NULL)
        cw_keyring_remove (id, NULL, NULL);
      return NULL;
    }

  vault = g_new0 (CwVault, 1);
  vault->dir = g_steal_pointer (&self->dir);
  vault->label = g_steal_pointer (&self->label);
  vault->key_file = g_steal_pointer (&self->key_file);
  vault->lock_fd = self->lock_fd;
  self->lock_fd = -1;
  free_draft (self);

  return vault;
}

/* The two folders change places in one step; afterwards self->draft is where the old vault is. */
static gboolean
change_places (CwVaultDraft *self, CwVault *vault, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);

  if (renameat2 (AT_FDCWD, self->draft, AT_FDCWD, vault->dir, RENAME_EXCHANGE) != 0)
    {
      cw_set_file_error (error, errno, vault->dir);
      return FALSE;
    }
  cw_vault_sync_dir (parent);

  return TRUE;
}

/**
 * cw_vault_draft_exchange:
 * @self: from cw_vault_prepare_exchange(), with a verified copy of the records, closed
 * @vault: (inout): its records are closed too; it is the new vault afterwards, and holds its lock
 *
 * Stores the new keyring half, lets the two folders change places in one step, and removes the old
 * vault and its keyring half: unless the same records stand beside once more, which need it too
 * (cw_vault_has_twin()). Frees the draft when it succeeds; else nothing has changed.
 *
 * Returns: %FALSE with one of the keyring's errors or of writing
 */
gboolean
cw_vault_draft_exchange (CwVaultDraft *self,
                         CwVault *vault,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *old_id = NULL, *id = NULL;
  gboolean forgets_half;

  g_return_val_if_fail (self != NULL && vault != NULL && vault->lock_fd >= 0, FALSE);
  g_return_val_if_fail (vault->key_file != NULL, FALSE);

  old_id = cw_vault_get_id (vault);
  forgets_half = cw_vault_uses_keyring (vault) && !cw_vault_has_twin (vault);
  id = cw_key_file_get_id (self->key_file);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (self->device != NULL
          && !cw_keyring_store (id, self->label, self->device, cancellable, error)))
    return FALSE;
  if (!change_places (self, vault, error))
    {
      if (self->device != NULL)
        cw_keyring_remove (id, NULL, NULL);
      return FALSE;
    }

  cw_vault_release (vault);
  vault->lock_fd = self->lock_fd;
  self->lock_fd = -1;
  g_clear_pointer (&vault->key_file, cw_key_file_free);
  vault->key_file = g_steal_pointer (&self->key_file);
  remove_draft_folder (self->draft);
  if (forgets_half)
    cw_keyring_remove (old_id, NULL, NULL);
  free_draft (self);

  return TRUE;
}

/**
 * cw_vault_draft_abandon:
 *
 * Removes what cw_vault_prepare() and the maker of the database wrote, and frees the draft.
 */
void
cw_vault_draft_abandon (CwVaultDraft *self)
{
  if (self == NULL)
    return;

  if (self->draft != NULL)
    remove_draft_folder (self->draft);
  free_draft (self);
}
