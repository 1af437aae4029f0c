/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-vault-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/cw-error.h"

#define KEY_MOST 4096

char *
cw_vault_default_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "casework", "vaults", NULL);
}

static int
compare_vaults (gconstpointer a, gconstpointer b)
{
  const CwVault *left = *(const CwVault *const *) a, *right = *(const CwVault *const *) b;

  if (left->last_opened != right->last_opened)
    return left->last_opened > right->last_opened ? -1 : 1;

  return g_utf8_collate (left->label, right->label);
}

/**
 * cw_vault_list:
 * @parent_dir: as cw_vault_default_dir() says
 *
 * The vaults in a folder, last opened first. One whose key file is damaged is listed as well (its
 * unlocking then says what is wrong): records that are there are never passed over in silence.
 *
 * Returns: (transfer full) (element-type CwVault): the vaults; empty when the folder is not there
 */
GPtrArray *
cw_vault_list (const char *parent_dir, GError **error)
{
  g_autoptr (GPtrArray) vaults = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_vault_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) entries = NULL;
  const char *name;

  g_return_val_if_fail (parent_dir != NULL, NULL);

  entries = g_dir_open (parent_dir, 0, &problem);
  if (entries == NULL)
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&vaults);
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is a folder */
                   _ ("The folder “%s” cannot be read. Nothing was changed. Ask whoever looks "
                      "after this computer."),
                   parent_dir);
      return NULL;
    }
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *dir = g_build_filename (parent_dir, name, NULL);
      g_autoptr (CwVault) vault = NULL;

      if (name[0] == '.')
        continue;
      vault = cw_vault_load (dir, NULL);
      if (vault != NULL)
        g_ptr_array_add (vaults, g_steal_pointer (&vault));
    }
  g_ptr_array_sort (vaults, compare_vaults);

  return g_steal_pointer (&vaults);
}

/* Reads a vault folder, also one without a key file that can be read: then key_file is NULL. */
CwVault *
cw_vault_load (const char *dir, GError **error)
{
  g_autoptr (CwVault) self = NULL;
  int folder = cw_folder_open (dir, error);

  if (folder < 0)
    return NULL;
  if (!cw_folder_has (folder, CW_KEY_NAME) && !cw_folder_has (folder, CW_BAK_NAME)
      && !cw_folder_has (folder, CW_DB_NAME))
    {
      close (folder);
      g_set_error (
          error, CW_ERROR, CW_ERROR_NOT_FOUND,
          /* Translators: %s is a folder */
          _ ("There are no Casework records in “%s”. Nothing was changed. Choose another folder."),
          dir);
      return NULL;
    }

  self = g_new0 (CwVault, 1);
  self->lock_fd = -1;
  self->dir = g_strdup (dir);
  self->label = cw_ini_read (folder, &self->last_opened);
  if (self->label == NULL || *self->label == '\0')
    {
      g_free (self->label);
      self->label = g_path_get_basename (dir);
    }
  self->key_file = cw_key_load (folder, CW_KEY_NAME, NULL);
  if (self->key_file == NULL)
    self->key_file = cw_key_load (folder, CW_BAK_NAME, NULL);
  close (folder);

  return g_steal_pointer (&self);
}

/* Says why neither casework.key nor its copy could be read. */
static void
set_key_problem (CwVault *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwKeyFile) key_file = NULL;
  int folder = cw_folder_open (self->dir, error);

  if (folder < 0)
    return;
  key_file = cw_key_load (folder, CW_KEY_NAME, &problem);
  close (folder);
  if (problem == NULL || g_error_matches (problem, CW_ERROR, CW_ERROR_NOT_FOUND))
    cw_set_key_missing (error);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
}

/**
 * cw_vault_new_for_dir:
 *
 * A vault that is there already; opens nothing. A mode that is too open is repaired.
 *
 * Returns: (transfer full): the vault, or %NULL with %CW_ERROR_NOT_FOUND, %CW_ERROR_NOT_WRITABLE,
 * %CW_ERROR_DAMAGED, %CW_ERROR_NEWER or %CW_ERROR_NOT_OURS
 */
CwVault *
cw_vault_new_for_dir (const char *dir, GError **error)
{
  g_autoptr (CwVault) self = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  self = cw_vault_load (dir, error);
  if (self == NULL || self->key_file != NULL)
    return g_steal_pointer (&self);
  set_key_problem (self, error);

  return NULL;
}

void
cw_vault_free (CwVault *self)
{
  if (self == NULL)
    return;

  cw_vault_release (self);
  g_clear_pointer (&self->key_file, cw_key_file_free);
  g_free (self->dir);
  g_free (self->label);
  g_free (self);
}

const char *
cw_vault_get_dir (CwVault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->dir;
}

const char *
cw_vault_get_label (CwVault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->label;
}

/* Empty for a vault whose key file cannot be read. */
char *
cw_vault_get_id (CwVault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key_file != NULL ? cw_key_file_get_id (self->key_file) : g_strdup ("");
}

gint64
cw_vault_get_last_opened (CwVault *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->last_opened;
}

char *
cw_vault_get_db_path (CwVault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_build_filename (self->dir, CW_DB_NAME, NULL);
}

gboolean
cw_vault_uses_keyring (CwVault *self)
{
  gboolean uses_device = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->key_file != NULL)
    cw_key_file_has_slot (self->key_file, CW_SLOT_PASSPHRASE, &uses_device);

  return uses_device;
}

/**
 * cw_vault_was_put_back:
 *
 * Whether casework.key was missing or damaged, or a change of it cut off, so that opening put its
 * last good copy back: worth a word to the person, and a new key digest in the database.
 */
gboolean
cw_vault_was_put_back (CwVault *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->put_back;
}

gboolean
cw_vault_set_label (CwVault *self, const char *label, GError **error)
{
  int folder;
  gboolean written;

  g_return_val_if_fail (self != NULL && label != NULL, FALSE);

  folder = cw_folder_open (self->dir, error);
  if (folder < 0)
    return FALSE;
  written = cw_ini_write (folder, label, self->last_opened, error);
  close (folder);
  if (written && label != self->label)
    {
      g_free (self->label);
      self->label = g_strdup (label);
    }

  return written;
}

/* Not being able to write it is no reason to keep anyone from their work. */
void
cw_vault_touch (CwVault *self, gint64 now)
{
  g_autoptr (GError) error = NULL;
  int folder;

  g_return_if_fail (self != NULL);

  self->last_opened = now;
  folder = cw_folder_open (self->dir, &error);
  if (folder >= 0)
    {
      cw_ini_write (folder, self->label, now, &error);
      close (folder);
    }
  if (error != NULL)
    g_info ("when the records were last opened was not written: %s", error->message);
}

/**
 * cw_vault_key_digest:
 *
 * Returns: (transfer full): SHA-256 of casework.key as it is on the disk now, 64 hex digits. The
 * database keeps it: a key file that differs has a damaged slot, or was replaced when the program
 * could not say so.
 */
char *
cw_vault_key_digest (CwVault *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  int folder;

  g_return_val_if_fail (self != NULL, NULL);

  folder = cw_folder_open (self->dir, error);
  if (folder < 0)
    return NULL;
  bytes = cw_folder_read (folder, CW_KEY_NAME, KEY_MOST, error);
  close (folder);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

/* Takes the vault's lock, unless this CwVault has it. */
gboolean
cw_vault_hold (CwVault *self, int folder, GError **error)
{
  if (self->lock_fd < 0)
    self->lock_fd = cw_folder_lock (folder, error);

  return self->lock_fd >= 0;
}

void
cw_vault_release (CwVault *self)
{
  g_return_if_fail (self != NULL);

  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}
