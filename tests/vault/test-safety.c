/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the safety check says of a computer, on made-up ones. */

#include <glib/gstdio.h>
#include <string.h>

#include "vault/cw-safety.h"

#define SWAPS_HEAD "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

/* A made-up computer: paths and what is in them. */
typedef struct
{
  const char *path, *text;
} Thing;

static char *
make_computer (const Thing *things, guint n)
{
  g_autoptr (GError) error = NULL;
  char *root = g_dir_make_tmp ("casework-safety-XXXXXX", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n && things[i].path != NULL; i++)
    {
      g_autofree char *full = g_strconcat (root, things[i].path, NULL);
      g_autofree char *folder = g_path_get_dirname (full);

      g_mkdir_with_parents (folder, 0700);
      if (things[i].text == NULL)
        g_mkdir_with_parents (full, 0700);
      else
        g_assert_true (g_file_set_contents (full, things[i].text, -1, &error));
      g_assert_no_error (error);
    }
  return root;
}

static void
remove_all (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

typedef enum
{
  DISK,
  SWAP,
  AUTOLOGIN,
  LOGIN,
  PTRACE
} Part;

typedef struct
{
  const char *name;
  Part part;
  CwSafetyState expect;
  Thing things[6];
} Row;

#define PLAIN_DISK                                                                                 \
  { "/proc/mounts", "/dev/sda2 / ext4 rw 0 0\n" }, { "/sys/class/block/sda2", NULL }
#define LUKS                                                                                       \
  { "/sys/block/dm-0/dm/name", "root\n" }, { "/sys/block/dm-0/dm/uuid", "CRYPT-LUKS2-0\n" }

static const Row rows[] = {
  { "disk: nothing to read", DISK, CW_SAFETY_UNKNOWN, { { NULL, NULL } } },
  { "disk: plain partition", DISK, CW_SAFETY_CONCERN, { PLAIN_DISK } },
  { "disk: LUKS",
    DISK,
    CW_SAFETY_GOOD,
    { { "/proc/mounts", "/dev/mapper/root / ext4 rw 0 0\n" }, LUKS } },
  { "disk: volume on LUKS",
    DISK,
    CW_SAFETY_GOOD,
    { { "/proc/mounts", "/dev/dm-1 / ext4 rw 0 0\n" },
      LUKS,
      { "/sys/block/dm-1/dm/uuid", "LVM-0\n" },
      { "/sys/block/dm-1/slaves/dm-0", NULL } } },
  { "disk: volume on a plain partition",
    DISK,
    CW_SAFETY_CONCERN,
    { { "/proc/mounts", "/dev/dm-1 / ext4 rw 0 0\n" },
      { "/sys/block/dm-1/dm/uuid", "LVM-0\n" },
      { "/sys/block/dm-1/slaves/sda2", NULL },
      { "/sys/class/block/sda2", NULL } } },
  { "disk: the home is encrypted, the system is not",
    DISK,
    CW_SAFETY_GOOD,
    { { "/proc/mounts", "/dev/sda2 / ext4 rw 0 0\n/dev/mapper/root /users ext4 rw 0 0\n" },
      LUKS } },
  { "disk: another folder begins alike",
    DISK,
    CW_SAFETY_CONCERN,
    { { "/proc/mounts", "/dev/sda2 / ext4 rw 0 0\n/dev/mapper/root /us ext4 rw 0 0\n" },
      LUKS,
      { "/sys/class/block/sda2", NULL } } },
  { "disk: encrypted home folder",
    DISK,
    CW_SAFETY_GOOD,
    { { "/proc/mounts", "/dev/sda2 / ext4 rw 0 0\n/users/a/.P /users/a ecryptfs rw 0 0\n" } } },
  { "disk: something else",
    DISK,
    CW_SAFETY_UNKNOWN,
    { { "/proc/mounts", "overlay / overlay rw 0 0\n" } } },
  { "disk: a device nobody knows",
    DISK,
    CW_SAFETY_UNKNOWN,
    { { "/proc/mounts", "/dev/odd / ext4 rw 0 0\n" } } },

  { "swap: nothing to read", SWAP, CW_SAFETY_UNKNOWN, { { NULL, NULL } } },
  { "swap: none", SWAP, CW_SAFETY_GOOD, { { "/proc/swaps", SWAPS_HEAD } } },
  { "swap: in memory",
    SWAP,
    CW_SAFETY_GOOD,
    { { "/proc/swaps", SWAPS_HEAD "/dev/zram0 partition 8 0 100\n" } } },
  { "swap: plain partition",
    SWAP,
    CW_SAFETY_CONCERN,
    { { "/proc/swaps", SWAPS_HEAD "/dev/sda3 partition 8 0 -2\n" },
      { "/sys/class/block/sda3", NULL } } },
  { "swap: LUKS",
    SWAP,
    CW_SAFETY_GOOD,
    { { "/proc/swaps", SWAPS_HEAD "/dev/dm-0\tpartition\t8\t0\t-2\n" }, LUKS } },
  { "swap: a file on a plain disk",
    SWAP,
    CW_SAFETY_CONCERN,
    { { "/proc/swaps", SWAPS_HEAD "/swapfile file 8 0 -2\n" }, PLAIN_DISK } },
  { "swap: one of two is plain",
    SWAP,
    CW_SAFETY_CONCERN,
    { { "/proc/swaps", SWAPS_HEAD "/dev/dm-0 partition 8 0 -2\n/dev/sda3 partition 8 0 -3\n" },
      LUKS,
      { "/sys/class/block/sda3", NULL } } },

  { "autologin: nothing to read", AUTOLOGIN, CW_SAFETY_UNKNOWN, { { NULL, NULL } } },
  { "autologin: gdm as shipped",
    AUTOLOGIN,
    CW_SAFETY_GOOD,
    { { "/etc/gdm3/daemon.conf", "[daemon]\n#  AutomaticLoginEnable = true\n" } } },
  { "autologin: gdm",
    AUTOLOGIN,
    CW_SAFETY_CONCERN,
    { { "/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable = True\nAutomaticLogin=a\n" } } },
  { "autologin: gdm, after a while",
    AUTOLOGIN,
    CW_SAFETY_CONCERN,
    { { "/etc/gdm/custom.conf", "[daemon]\nTimedLoginEnable=true\n" } } },
  { "autologin: lightdm as shipped",
    AUTOLOGIN,
    CW_SAFETY_GOOD,
    { { "/etc/lightdm/lightdm.conf", "[Seat:*]\n#autologin-user=a\nautologin-user=\n" } } },
  { "autologin: lightdm, in a file beside",
    AUTOLOGIN,
    CW_SAFETY_CONCERN,
    { { "/etc/lightdm/lightdm.conf", "[Seat:*]\n" },
      { "/etc/lightdm/lightdm.conf.d/50.conf", "[Seat:*]\nautologin-user=a\n" } } },
  { "autologin: a file that cannot be read",
    AUTOLOGIN,
    CW_SAFETY_UNKNOWN,
    { { "/etc/gdm3/daemon.conf", NULL } } },

  { "login: nothing to read", LOGIN, CW_SAFETY_UNKNOWN, { { NULL, NULL } } },
  { "login: one person",
    LOGIN,
    CW_SAFETY_UNKNOWN,
    { { "/etc/passwd", "root:x:0:0::/root:/bin/bash\na:x:1000:1000::/users/a:/bin/bash\n"
                       "nobody:x:65534:65534::/:/usr/sbin/nologin\n" } } },
  { "login: two people",
    LOGIN,
    CW_SAFETY_GOOD,
    { { "/etc/passwd",
        "a:x:1000:1000::/users/a:/bin/bash\nb:x:1001:1001::/users/b:/bin/bash\n" } } },
  { "login: the second cannot log in",
    LOGIN,
    CW_SAFETY_UNKNOWN,
    { { "/etc/passwd",
        "a:x:1000:1000::/users/a:/bin/bash\nb:x:1001:1001::/users/b:/bin/false\n" } } },

  { "ptrace: nothing to read", PTRACE, CW_SAFETY_UNKNOWN, { { NULL, NULL } } },
  { "ptrace: open",
    PTRACE,
    CW_SAFETY_CONCERN,
    { { "/proc/sys/kernel/yama/ptrace_scope", "0\n" } } },
  { "ptrace: closed", PTRACE, CW_SAFETY_GOOD, { { "/proc/sys/kernel/yama/ptrace_scope", "1\n" } } },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *root = make_computer (rows[i].things, G_N_ELEMENTS (rows[i].things));
      CwSafetyReading reading;
      const CwSafetyState *const parts[]
          = { &reading.disk, &reading.swap, &reading.autologin, &reading.login, &reading.ptrace };

      cw_safety_read (root, "/users/a/records", 1000, &reading);
      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (*parts[rows[i].part], ==, rows[i].expect);
      remove_all (root);
    }
}

static void
test_administrator (void)
{
  g_assert_cmpint (cw_safety_read_login ("/nowhere", 0), ==, CW_SAFETY_CONCERN);
}

/* Whatever this computer is like, each question gets an answer, and what the kernel's own files say
 * at once is what was read: the paths are the real ones. */
static void
test_here (void)
{
  CwSafetyReading reading;
  const CwSafetyState *const parts[]
      = { &reading.disk, &reading.swap, &reading.autologin, &reading.login, &reading.ptrace };
  g_autofree char *swaps = NULL, *scope = NULL;

  memset (&reading, 0x55, sizeof reading);
  cw_safety_read ("", g_get_home_dir (), 0, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_true (*parts[i] == CW_SAFETY_UNKNOWN || *parts[i] == CW_SAFETY_GOOD
                   || *parts[i] == CW_SAFETY_CONCERN);
  g_assert_cmpint (reading.login, ==, CW_SAFETY_CONCERN);
  if (g_file_get_contents ("/proc/swaps", &swaps, NULL, NULL) && strchr (swaps, '/') == NULL)
    g_assert_cmpint (reading.swap, ==, CW_SAFETY_GOOD);
  if (g_file_get_contents ("/proc/sys/kernel/yama/ptrace_scope", &scope, NULL, NULL))
    g_assert_cmpint (reading.ptrace, ==, scope[0] == '0' ? CW_SAFETY_CONCERN : CW_SAFETY_GOOD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/table", test_table);
  g_test_add_func ("/safety/administrator", test_administrator);
  g_test_add_func ("/safety/here", test_here);
  return g_test_run ();
}
