/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-off-laptop.h"

#include <gio/gunixmounts.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* Another number of a device alone says little: a second partition and files in memory have one
 * too. */

#define DEEPEST 4 /* an encrypted disk on a volume on a disk is three */

/* The real folder of @path below @sys; NULL: there is none. */
static char *
find_folder (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);

  free (real);
  return copy;
}

/* The folder of the whole disk of which what @link leads to is a part. */
static char *
find_whole (const char *link)
{
  g_autofree char *folder = find_folder (link);
  g_autofree char *part = folder != NULL ? g_build_filename (folder, "partition", NULL) : NULL;

  if (part != NULL && g_file_test (part, G_FILE_TEST_EXISTS))
    return g_path_get_dirname (folder);
  return g_steal_pointer (&folder);
}

static char *
find_disk (const char *sys, dev_t device)
{
  g_autofree char *link
      = g_strdup_printf ("%s/dev/block/%u:%u", sys, major (device), minor (device));

  return find_whole (link);
}

static gboolean
file_says (const char *folder, const char *name, const char *value)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && g_str_equal (g_strstrip (text), value);
}

/* A stick, a disk in a case of its own or a card: the kernel says so of it or of what it hangs on.
 */
static gboolean
is_plugged_in (const char *sys, const char *disk)
{
  g_autofree char *root = find_folder (sys);
  g_autofree char *folder = g_strdup (disk);

  if (file_says (disk, "device/type", "SD"))
    return TRUE;
  while (root != NULL && g_str_has_prefix (folder, root) && strlen (folder) > strlen (root))
    {
      g_autofree char *name = g_path_get_basename (folder);
      char *above = g_path_get_dirname (folder);

      if ((g_str_has_prefix (name, "usb") && g_ascii_isdigit (name[3]))
          || file_says (folder, "removable", "1") || file_says (folder, "removable", "removable"))
        {
          g_free (above);
          return TRUE;
        }
      g_free (folder);
      folder = above;
    }
  return FALSE;
}

static gboolean is_taken_out (const char *sys, const char *disk, const char *records, guint depth);

/* An encrypted disk, or several in one, is on others: all of them have to go with it. */
static gboolean
are_below_taken_out (const char *sys, const char *disk, const char *records, guint depth)
{
  g_autofree char *below = g_build_filename (disk, "slaves", NULL);
  g_autoptr (GDir) dir = g_dir_open (below, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  gboolean all = name != NULL;

  for (; name != NULL && all; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (below, name, NULL);
      g_autofree char *whole = find_whole (path);

      all = whole != NULL && is_taken_out (sys, whole, records, depth + 1);
    }
  return all;
}

static gboolean
is_taken_out (const char *sys, const char *disk, const char *records, guint depth)
{
  if (depth > DEEPEST || g_strcmp0 (disk, records) == 0)
    return FALSE;
  return is_plugged_in (sys, disk) || are_below_taken_out (sys, disk, records, depth);
}

gboolean
cw_disk_is_taken_out (const char *sys, dev_t device, dev_t records)
{
  g_autofree char *disk = NULL;
  g_autofree char *of_records = NULL;

  g_return_val_if_fail (sys != NULL, FALSE);

  disk = find_disk (sys, device);
  of_records = find_disk (sys, records);
  return disk != NULL && is_taken_out (sys, disk, of_records, 0);
}

gboolean
cw_file_system_is_elsewhere (const char *type)
{
  static const char *const types[]
      = { "nfs",  "nfs4",  "cifs",       "smb3",        "smbfs",       "ncpfs",           "afs",
          "ceph", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", NULL };

  return type != NULL && g_strv_contains (types, type);
}

/* Some file systems number themselves: then the disk is asked on which they lie. */
static dev_t
get_device (GUnixMountEntry *mount, dev_t number)
{
  const char *path = mount != NULL ? g_unix_mount_get_device_path (mount) : NULL;
  GStatBuf device;

  if (path != NULL && g_path_is_absolute (path) && g_stat (path, &device) == 0
      && S_ISBLK (device.st_mode))
    return device.st_rdev;
  return number;
}

gboolean
cw_is_off_laptop (const char *path, const char *records)
{
  g_autoptr (GUnixMountEntry) mount = NULL;
  g_autoptr (GUnixMountEntry) home = NULL;
  GStatBuf file, folder;

  g_return_val_if_fail (path != NULL && records != NULL, FALSE);

  if (g_stat (path, &file) != 0 || g_stat (records, &folder) != 0 || file.st_dev == folder.st_dev)
    return FALSE;
  mount = g_unix_mount_for (path, NULL);
  home = g_unix_mount_for (records, NULL);
  if (mount != NULL && cw_file_system_is_elsewhere (g_unix_mount_get_fs_type (mount)))
    return TRUE;
  return cw_disk_is_taken_out ("/sys", get_device (mount, file.st_dev),
                               get_device (home, folder.st_dev));
}
