/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a vault lies. */

#include "cw-vault-private.h"

#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/cw-error.h"

#ifndef FUSE_SUPER_MAGIC
#define FUSE_SUPER_MAGIC 0x65735546
#endif

/* FUSE too: sshfs and the folders that file managers connect are of that kind. */
static const guint32 networks[] = {
  NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,  CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, AFS_SUPER_MAGIC,
  CEPH_SUPER_MAGIC, CODA_SUPER_MAGIC, V9FS_MAGIC,       FUSE_SUPER_MAGIC,
};

/**
 * cw_vault_warn_about_place:
 * @dir: the folder of a vault, or the one it is to be made in
 *
 * A folder that is really on another computer does not keep the promises that a lock and a flush to
 * the disk make, and its files are seen by whoever looks after that computer (encrypted).
 *
 * Returns: (transfer full) (nullable): a plain warning; %NULL where all is well or nothing can be
 * said
 */
char *
cw_vault_warn_about_place (const char *dir)
{
  struct statfs info;

  g_return_val_if_fail (dir != NULL, NULL);

  if (statfs (dir, &info) != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    if ((guint32) info.f_type == networks[i])
      return g_strdup (
          _ ("These records lie in a network folder. They are encrypted there too, but "
             "what is saved may be lost when the connection breaks. Keep them on this "
             "laptop, and take backups to a USB stick."));
  return NULL;
}

static gboolean
is_read_only (const char *dir)
{
  struct statvfs info;

  return (statvfs (dir, &info) == 0 && (info.f_flag & ST_RDONLY) != 0) || access (dir, W_OK) != 0;
}

/**
 * cw_vault_explain_place:
 * @dir: the folder of a vault that could not be opened
 *
 * Returns: (transfer full) (nullable): what is wrong with the folder, what is safe and what to do;
 * %NULL where it is not the folder
 */
char *
cw_vault_explain_place (const char *dir)
{
  struct stat st;

  g_return_val_if_fail (dir != NULL, NULL);

  if (lstat (dir, &st) != 0)
    return g_strdup_printf (
        /* Translators: %s is a folder */
        _ ("The folder of these records is not there just now: “%s”. Nothing was changed. If it is "
           "on another disk, connect that and try again; if it was moved, move it back."),
        dir);
  if (st.st_uid != geteuid ())
    return g_strdup_printf (
        /* Translators: %s is a folder */
        _ ("The folder of these records belongs to somebody else on this computer: “%s”. Nothing "
           "was changed. Ask whoever looks after this computer to give it back to you."),
        dir);
  if (S_ISDIR (st.st_mode) && is_read_only (dir))
    return g_strdup_printf (
        /* Translators: %s is a folder */
        _ ("The folder of these records can only be read, and not written: “%s”. Nothing was "
           "changed. Ask whoever looks after this computer to let you write there."),
        dir);
  return NULL;
}

/* Records may be in it, but it is not ours, or cannot be looked into. */
static char *
explain_refused (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVault) vault = cw_vault_load (dir, &error);
  char *place;

  if (vault != NULL || !g_error_matches (error, CW_ERROR, CW_ERROR_NOT_WRITABLE))
    return NULL;
  place = cw_vault_explain_place (dir);
  return place != NULL ? place : g_strdup (error->message);
}

/**
 * cw_vault_list_refused:
 * @parent_dir: as cw_vault_list() was given
 *
 * Returns: (transfer full) (nullable): about the first folder in it that is not in the list since
 * it cannot be used, as when another user owns it: what is wrong, what is safe and what to do
 */
char *
cw_vault_list_refused (const char *parent_dir)
{
  g_autoptr (GDir) entries = NULL;
  char *words = NULL;
  const char *name;

  g_return_val_if_fail (parent_dir != NULL, NULL);

  entries = g_dir_open (parent_dir, 0, NULL);
  while (words == NULL && entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *dir = g_build_filename (parent_dir, name, NULL);

      if (name[0] != '.' && g_file_test (dir, G_FILE_TEST_IS_DIR))
        words = explain_refused (dir);
    }
  return words;
}

/**
 * cw_vault_has_twin:
 * @self: as its folder is listed
 *
 * Returns: TRUE: another vault of the same records (a backup that was restored) stands beside: it
 * shares keyring half and backups
 */
gboolean
cw_vault_has_twin (CwVault *self)
{
  g_autofree char *parent = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) vaults = NULL;
  guint same = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  parent = g_path_get_dirname (cw_vault_get_dir (self));
  id = cw_vault_get_id (self);
  vaults = cw_vault_list (parent, NULL);
  for (guint i = 0; vaults != NULL && i < vaults->len; i++)
    {
      g_autofree char *other = cw_vault_get_id (g_ptr_array_index (vaults, i));

      same += g_str_equal (other, id);
    }
  return same > 1;
}
