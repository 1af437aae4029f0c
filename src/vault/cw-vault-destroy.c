/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Destroying a vault, after its records were received elsewhere (R21). */

#include "cw-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-keyring.h"

/* Zeros over the file before its name goes. On flash disks old bytes may outlive that; what counts
 * is that they are encrypted, and that the secrets are forgotten. */
static gboolean
overwrite_and_remove (int folder, const char *name, GError **error)
{
  guint8 zeros[4096] = { 0 };
  struct stat st;
  int fd = openat (folder, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0)
    {
      if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode)
          && write (fd, zeros, (gsize) MIN (st.st_size, (goffset) sizeof zeros)) > 0)
        fsync (fd);
      close (fd);
    }
  if (unlinkat (folder, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  cw_set_file_error (error, errno, name);

  return FALSE;
}

static gboolean
remove_files (CwVault *self, int folder, GError **error)
{
  static const char *const last[]
      = { CW_DB_NAME,  CW_DB_NAME "-wal",  CW_DB_NAME "-shm", CW_DB_NAME "-journal",
          CW_INI_NAME, CW_INI_NAME ".tmp", CW_LOCK_NAME };
  g_autoptr (GDir) entries = g_dir_open (self->dir, 0, NULL);
  const char *name;

  /* The keys first, in all their copies: from then on nothing opens the rest. */
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_prefix (name, CW_KEY_NAME) && !overwrite_and_remove (folder, name, error))
      return FALSE;
  if (!cw_folder_sync (folder, error))
    return FALSE;
  if (entries != NULL)
    g_dir_rewind (entries);
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_prefix (name, CW_OLD_DB_PREFIX) && !overwrite_and_remove (folder, name, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    if (!overwrite_and_remove (folder, last[i], error))
      return FALSE;

  return TRUE;
}

/**
 * cw_vault_destroy:
 * @self: held by this program, its database closed
 *
 * Removes the key file and its copies, then the keyring half, the database and the folder. A file
 * that Casework did not write stays, and the folder with it; so does the keyring half where the
 * same records stand beside once more (cw_vault_has_twin()). There is no way back but a backup.
 *
 * Returns: %FALSE when a file could not be removed; a keyring that does not answer is no reason to
 *   stop, since its half opens nothing without the key file
 */
gboolean
cw_vault_destroy (CwVault *self, GError **error)
{
  g_autofree char *id = NULL;
  gboolean forgets_half, removed;
  int folder;

  g_return_val_if_fail (self != NULL, FALSE);

  id = cw_vault_get_id (self);
  forgets_half = cw_vault_uses_keyring (self) && !cw_vault_has_twin (self);
  folder = cw_folder_open (self->dir, error);
  if (folder < 0)
    return FALSE;
  removed = cw_vault_hold (self, folder, error) && remove_files (self, folder, error);
  close (folder);
  if (!removed)
    return FALSE;
  if (forgets_half)
    cw_keyring_remove (id, NULL, NULL);
  g_rmdir (self->dir);
  cw_vault_release (self);
  g_clear_pointer (&self->key_file, cw_key_file_free);

  return TRUE;
}
