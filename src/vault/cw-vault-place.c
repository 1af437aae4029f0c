/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a vault lies. */

#include "cw-vault-private.h"

#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <sys/vfs.h>

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
