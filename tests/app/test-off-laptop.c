/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which disks go with the laptop when it is lost (R20): the word of the kernel about them, in a
 * tree as it has it below /sys. */

#include "app/safekeeping/cw-off-laptop.h"

#include <glib/gstdio.h>
#include <sys/sysmacros.h>

#include "ground.h"

#define INTERNAL makedev (259, 2) /* the second part of a disk on the board */
#define OTHER_PART makedev (259, 3)
#define STICK makedev (8, 17)
#define STICK_PART_2 makedev (8, 18)
#define FIXED makedev (8, 33) /* a second disk, built in */
#define CARD makedev (179, 1)
#define SOLDERED makedev (179, 97)
#define LOCKED_STICK makedev (254, 5) /* an encrypted volume on the stick */
#define LOCKED_HOME makedev (254, 1)  /* and one on the disk on the board */
#define MEMORY makedev (0, 25)
#define CASE makedev (259, 8) /* a fast disk in a case of its own */

static void
write_file (const char *sys, const char *folder, const char *name, const char *text)
{
  g_autofree char *dir = g_build_filename (sys, folder, NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
add (const char *sys, dev_t device, const char *folder)
{
  g_autofree char *dir = g_build_filename (sys, folder, NULL);
  g_autofree char *links = g_build_filename (sys, "dev/block", NULL);
  g_autofree char *link = g_strdup_printf ("%s/%u:%u", links, major (device), minor (device));

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (links, 0700), ==, 0);
  g_assert_cmpint (symlink (dir, link), ==, 0);
}

static void
add_volume (const char *sys, dev_t device, const char *name, const char *on)
{
  g_autofree char *folder = g_build_filename ("devices/virtual/block", name, NULL);
  g_autofree char *slaves = g_build_filename (sys, folder, "slaves", NULL);
  g_autofree char *link = g_build_filename (slaves, "one", NULL);
  g_autofree char *target = g_build_filename (sys, on, NULL);

  add (sys, device, folder);
  g_assert_cmpint (g_mkdir_with_parents (slaves, 0700), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
}

#define BOARD "devices/pci0000:00/0000:00:1d.0/nvme/nvme0/nvme0n1"
#define USB "devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target/6:0:0:0/block/sdb"
#define SATA "devices/pci0000:00/0000:00:17.0/ata1/host0/target/0:0:0:0/block/sdc"
#define MMC "devices/pci0000:00/0000:00:1a.0/mmc_host/mmc0/mmc0:1/block/mmcblk0"
#define EMMC "devices/pci0000:00/0000:00:1a.1/mmc_host/mmc1/mmc1:1/block/mmcblk1"
#define BOLT "devices/pci0000:00/0000:00:1c.4/0000:05:00.0/nvme/nvme1/nvme1n1"

static char *
make_sys (Ground *ground)
{
  char *sys = g_build_filename (ground->folder, "sys", NULL);

  write_file (sys, BOARD "/nvme0n1p2", "partition", "2\n");
  write_file (sys, BOARD "/nvme0n1p3", "partition", "3\n");
  write_file (sys, BOARD, "removable", "0\n");
  add (sys, INTERNAL, BOARD "/nvme0n1p2");
  add (sys, OTHER_PART, BOARD "/nvme0n1p3");
  write_file (sys, USB "/sdb1", "partition", "1\n");
  write_file (sys, USB "/sdb2", "partition", "2\n");
  write_file (sys, USB, "removable", "0\n"); /* a disk that spins says so, though it is unplugged */
  add (sys, STICK, USB "/sdb1");
  add (sys, STICK_PART_2, USB "/sdb2");
  write_file (sys, SATA, "removable", "0\n");
  add (sys, FIXED, SATA);
  write_file (sys, MMC "/mmcblk0p1", "partition", "1\n");
  write_file (sys, MMC "/device", "type", "SD\n");
  add (sys, CARD, MMC "/mmcblk0p1");
  write_file (sys, EMMC "/device", "type", "MMC\n");
  add (sys, SOLDERED, EMMC);
  write_file (sys, BOLT, "size", "1\n");
  write_file (sys, "devices/pci0000:00/0000:00:1c.4/0000:05:00.0", "removable", "removable\n");
  add (sys, CASE, BOLT);
  add_volume (sys, LOCKED_STICK, "dm-5", USB "/sdb1");
  add_volume (sys, LOCKED_HOME, "dm-1", BOARD "/nvme0n1p3");
  return sys;
}

static void
test_disks (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autofree char *sys = make_sys (ground);

  g_assert_true (cw_disk_is_taken_out (sys, STICK, INTERNAL));
  g_assert_true (cw_disk_is_taken_out (sys, CARD, INTERNAL));
  g_assert_true (cw_disk_is_taken_out (sys, CASE, INTERNAL));
  g_assert_true (cw_disk_is_taken_out (sys, LOCKED_STICK, LOCKED_HOME));
  g_assert_false (cw_disk_is_taken_out (sys, OTHER_PART, INTERNAL));
  g_assert_false (cw_disk_is_taken_out (sys, LOCKED_HOME, INTERNAL));
  g_assert_false (cw_disk_is_taken_out (sys, FIXED, INTERNAL));
  g_assert_false (cw_disk_is_taken_out (sys, SOLDERED, INTERNAL));
  g_assert_false (cw_disk_is_taken_out (sys, MEMORY, INTERNAL));
  /* The records are on the stick themselves: another part of it is lost with them. */
  g_assert_false (cw_disk_is_taken_out (sys, STICK_PART_2, STICK));
}

static void
test_file_systems (void)
{
  g_assert_true (cw_file_system_is_elsewhere ("nfs4"));
  g_assert_true (cw_file_system_is_elsewhere ("cifs"));
  g_assert_true (cw_file_system_is_elsewhere ("fuse.sshfs"));
  g_assert_false (cw_file_system_is_elsewhere ("tmpfs"));
  g_assert_false (cw_file_system_is_elsewhere ("ext4"));
  g_assert_false (cw_file_system_is_elsewhere (NULL));
}

/* Files in memory have a number of their own, and are gone sooner than the laptop. */
static void
test_memory (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autofree char *file = g_strdup ("/dev/shm/casework-off-laptop-XXXXXX");
  int fd = g_mkstemp (file);

  if (fd < 0)
    {
      g_test_skip ("there are no files in memory here");
      return;
    }
  g_close (fd, NULL);
  g_assert_false (cw_is_off_laptop (file, ground->folder));
  g_assert_false (cw_is_off_laptop (file, "/"));
  g_unlink (file);
  g_assert_false (cw_is_off_laptop (file, "/")); /* and what is not there is nowhere */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/off-laptop/disks", test_disks);
  g_test_add_func ("/app/off-laptop/file-systems", test_file_systems);
  g_test_add_func ("/app/off-laptop/memory", test_memory);
  return g_test_run ();
}
