/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/*
 * A throw-away folder for encrypted copies that are compared and thrown away. Its lock tells a
 * later Casework whether somebody still works in it; what a killed one left is removed.
 */

#define PREFIX ".casework-work-"
#define TRIES 100

struct _CwScratch
{
  char *dir;
  int lock_fd;
};

/* Its files and the folder; nothing below it. */
static void
remove_folder (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

/* The folder itself is what is locked: no file of it is in the way when it is removed. */
static int
lock_folder (const char *dir)
{
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  int saved_errno;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  saved_errno = errno;
  close (fd);
  errno = saved_errno;
  return -1;
}

static void
remove_stale (const char *parent)
{
  g_autoptr (GDir) entries = g_dir_open (parent, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *dir = NULL;
      int lock;

      if (!g_str_has_prefix (name, PREFIX))
        continue;
      dir = g_build_filename (parent, name, NULL);
      lock = lock_folder (dir);
      if (lock < 0)
        continue;
      remove_folder (dir);
      close (lock);
    }
}

static gboolean
make_folder (CwScratch *self, const char *parent)
{
  g_free (self->dir);
  self->dir = g_build_filename (parent, PREFIX "XXXXXX", NULL);

  return g_mkdtemp_full (self->dir, 0700) != NULL;
}

/* Locks it. Between being made and being locked another Casework may take it for one that was left.
 * A file system without locks has to do without. */
static gboolean
was_swept (CwScratch *self)
{
  self->lock_fd = lock_folder (self->dir);
  if (self->lock_fd < 0)
    return errno == EWOULDBLOCK || errno == ENOENT;
  if (g_file_test (self->dir, G_FILE_TEST_IS_DIR))
    return FALSE;
  close (self->lock_fd);
  self->lock_fd = -1;

  return TRUE;
}

/**
 * cw_scratch_new:
 * @parent: where it stands; made when it is not there
 *
 * Returns: (transfer full): a folder of mode 0700, or %NULL with %CW_ERROR_DISK_FULL or
 * %CW_ERROR_NOT_WRITABLE
 */
CwScratch *
cw_scratch_new (const char *parent, GError **error)
{
  g_autoptr (CwScratch) self = NULL;

  g_return_val_if_fail (parent != NULL, NULL);

  self = g_new0 (CwScratch, 1);
  self->lock_fd = -1;
  if (g_mkdir_with_parents (parent, 0700) == 0)
    {
      remove_stale (parent);
      for (guint i = 0; i < TRIES && make_folder (self, parent); i++)
        if (!was_swept (self))
          return g_steal_pointer (&self);
      g_clear_pointer (&self->dir, g_free);
    }
  if (errno == ENOSPC || errno == EDQUOT)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_DISK_FULL,
                         _ ("The disk is full. Nothing was changed. Make room and try again."));
  else
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                 /* Translators: %s is a folder */
                 _ ("The folder “%s” cannot be written. Nothing was changed. Choose another "
                    "folder, or ask whoever looks after this computer."),
                 parent);
  return NULL;
}

/* In the user's own data folder: a USB stick can often keep nothing private. */
CwScratch *
cw_scratch_new_anywhere (GError **error)
{
  g_autofree char *vaults = cw_vault_default_dir ();
  g_autofree char *parent = g_path_get_dirname (vaults);

  return cw_scratch_new (parent, error);
}

/* Removes what a killed act left where an act on these records works: a whole copy may be in it,
 * which nothing that is erased from the records reaches. */
void
cw_scratch_sweep (CwVault *vault)
{
  g_autofree char *parent = NULL, *vaults = cw_vault_default_dir ();
  g_autofree char *anywhere = g_path_get_dirname (vaults);

  g_return_if_fail (vault != NULL);

  parent = g_path_get_dirname (cw_vault_get_dir (vault));
  remove_stale (parent);
  remove_stale (anywhere);
}

char *
cw_scratch_path (CwScratch *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_build_filename (self->dir, name, NULL);
}

void
cw_scratch_free (CwScratch *self)
{
  if (self == NULL)
    return;
  if (self->dir != NULL)
    remove_folder (self->dir);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->dir);
  g_free (self);
}
