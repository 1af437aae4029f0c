/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safety.h"

#include <string.h>

#define FIRST_PERSON 1000 /* user numbers of people, as Debian gives them */
#define LAST_PERSON 59999
#define DEPTH_MAX 8 /* a volume on a volume on a device */

static char *
read_text (const char *root, const char *path)
{
  g_autofree char *full = g_strconcat (root, path, NULL);
  char *text = NULL;

  return g_file_get_contents (full, &text, NULL, NULL) ? text : NULL;
}

static gboolean
is_there (const char *root, const char *path)
{
  g_autofree char *full = g_strconcat (root, path, NULL);

  return g_file_test (full, G_FILE_TEST_EXISTS);
}

/* Names in a folder; an empty list where it cannot be read. */
static GPtrArray *
list_folder (const char *root, const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *full = g_strconcat (root, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

/* ---- devices ---- */

/* The kernel's name ("dm-0") of a device as it is called in /proc ("/dev/mapper/home"). */
static char *
find_kernel_name (const char *root, const char *device)
{
  g_autoptr (GPtrArray) blocks = NULL;

  if (!g_str_has_prefix (device, "/dev/"))
    return NULL;
  if (!g_str_has_prefix (device, "/dev/mapper/"))
    return g_path_get_basename (device);
  blocks = list_folder (root, "/sys/block");
  for (guint i = 0; i < blocks->len; i++)
    {
      const char *block = g_ptr_array_index (blocks, i);
      g_autofree char *path = g_strdup_printf ("/sys/block/%s/dm/name", block);
      g_autofree char *name = read_text (root, path);

      if (name != NULL && g_str_equal (g_strstrip (name), device + strlen ("/dev/mapper/")))
        return g_strdup (block);
    }
  return NULL;
}

/* A dm-crypt volume, or a volume of which every part is on one. */
static CwSafetyState
judge_block (const char *root, const char *block, guint depth)
{
  g_autofree char *folder = g_strdup_printf ("/sys/block/%s", block);
  g_autofree char *uuid_path = g_strconcat (folder, "/dm/uuid", NULL);
  g_autofree char *slaves_path = g_strconcat (folder, "/slaves", NULL);
  g_autofree char *part_path = g_strdup_printf ("/sys/class/block/%s", block);
  g_autofree char *uuid = read_text (root, uuid_path);
  g_autoptr (GPtrArray) slaves = list_folder (root, slaves_path);

  if (uuid != NULL && g_str_has_prefix (uuid, "CRYPT-"))
    return CW_SAFETY_GOOD;
  if (g_str_has_prefix (block, "zram"))
    return CW_SAFETY_GOOD; /* in memory */
  if (slaves->len == 0)
    return is_there (root, folder) || is_there (root, part_path) ? CW_SAFETY_CONCERN
                                                                 : CW_SAFETY_UNKNOWN;
  if (depth == DEPTH_MAX)
    return CW_SAFETY_UNKNOWN;
  for (guint i = 0; i < slaves->len; i++)
    {
      CwSafetyState state = judge_block (root, g_ptr_array_index (slaves, i), depth + 1);

      if (state != CW_SAFETY_GOOD)
        return state;
    }
  return CW_SAFETY_GOOD;
}

static CwSafetyState
judge_device (const char *root, const char *device)
{
  g_autofree char *block = find_kernel_name (root, device);

  return block != NULL ? judge_block (root, block, 0) : CW_SAFETY_UNKNOWN;
}

/* ---- disk ---- */

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  if (g_str_equal (folder, "/"))
    return TRUE;
  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* File systems that encrypt by themselves. */
static gboolean
encrypts_itself (const char *type)
{
  static const char *const types[] = { "ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i]))
      return TRUE;
  return FALSE;
}

CwSafetyState
cw_safety_read_disk (const char *root, const char *folder)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *device = NULL, *type = NULL;
  gsize best = 0;

  g_return_val_if_fail (root != NULL && folder != NULL, CW_SAFETY_UNKNOWN);

  text = read_text (root, "/proc/mounts");
  if (text == NULL)
    return CW_SAFETY_UNKNOWN;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", 4);
      g_autofree char *point = NULL;

      if (g_strv_length (fields) < 4)
        continue;
      point = g_strcompress (fields[1]); /* a space is written \040 */
      /* The last of two at the same place lies on top. */
      if (!is_inside (folder, point) || strlen (point) < best)
        continue;
      best = strlen (point);
      g_free (device);
      g_free (type);
      device = g_strcompress (fields[0]);
      type = g_strdup (fields[2]);
    }
  if (device == NULL)
    return CW_SAFETY_UNKNOWN;
  return encrypts_itself (type) ? CW_SAFETY_GOOD : judge_device (root, device);
}

/* ---- swap ---- */

CwSafetyState
cw_safety_read_swap (const char *root)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  CwSafetyState worst = CW_SAFETY_GOOD;

  g_return_val_if_fail (root != NULL, CW_SAFETY_UNKNOWN);

  text = read_text (root, "/proc/swaps");
  if (text == NULL)
    return CW_SAFETY_UNKNOWN;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *end = strpbrk (lines[i], " \t");
      g_autofree char *path = NULL;
      CwSafetyState state;

      if (end == NULL)
        continue;
      path = g_strndup (lines[i], (gsize) (end - lines[i]));
      state = g_str_has_prefix (path, "/dev/") ? judge_device (root, path)
                                               : cw_safety_read_disk (root, path);
      if (state == CW_SAFETY_CONCERN)
        return CW_SAFETY_CONCERN;
      if (state == CW_SAFETY_UNKNOWN)
        worst = CW_SAFETY_UNKNOWN;
    }
  return worst;
}

/* ---- login without a password ---- */

typedef struct
{
  const char *beside; /* folder of further files, NULL: none */
  const char *path;
  const char *key;
  const char *wants; /* NULL: any value but "" */
} AutologinPlace;

static const AutologinPlace autologin_places[] = {
  { NULL, "/etc/gdm3/daemon.conf", "AutomaticLoginEnable", "true" },
  { NULL, "/etc/gdm3/daemon.conf", "TimedLoginEnable", "true" },
  { NULL, "/etc/gdm3/custom.conf", "AutomaticLoginEnable", "true" },
  { NULL, "/etc/gdm3/custom.conf", "TimedLoginEnable", "true" },
  { NULL, "/etc/gdm/custom.conf", "AutomaticLoginEnable", "true" },
  { NULL, "/etc/gdm/custom.conf", "TimedLoginEnable", "true" },
  { "/etc/lightdm/lightdm.conf.d", "/etc/lightdm/lightdm.conf", "autologin-user", NULL },
  { "/etc/sddm.conf.d", "/etc/sddm.conf", "User", NULL },
};

/* Whether a line "key = value" says that nobody is asked. */
static gboolean
says_autologin (const char *text, const char *key, const char *wants)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (sides) != 2 || g_ascii_strcasecmp (g_strstrip (sides[0]), key) != 0)
        continue;
      g_strstrip (sides[1]);
      if (wants != NULL ? g_ascii_strcasecmp (sides[1], wants) == 0 : sides[1][0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static CwSafetyState
judge_autologin_file (const char *root, const char *path, const AutologinPlace *place)
{
  g_autofree char *text = read_text (root, path);

  if (text == NULL)
    return CW_SAFETY_UNKNOWN;
  return says_autologin (text, place->key, place->wants) ? CW_SAFETY_CONCERN : CW_SAFETY_GOOD;
}

static CwSafetyState
judge_autologin_place (const char *root, const AutologinPlace *place)
{
  g_autoptr (GPtrArray) names = NULL;
  CwSafetyState worst = CW_SAFETY_GOOD;

  if (is_there (root, place->path))
    worst = judge_autologin_file (root, place->path, place);
  if (place->beside == NULL)
    return worst;
  names = list_folder (root, place->beside);
  for (guint i = 0; i < names->len && worst != CW_SAFETY_CONCERN; i++)
    {
      g_autofree char *path
          = g_build_filename (place->beside, (char *) g_ptr_array_index (names, i), NULL);
      CwSafetyState state = judge_autologin_file (root, path, place);

      if (state != CW_SAFETY_GOOD)
        worst = state;
    }
  return worst;
}

CwSafetyState
cw_safety_read_autologin (const char *root)
{
  gboolean any = FALSE, unknown = FALSE;

  g_return_val_if_fail (root != NULL, CW_SAFETY_UNKNOWN);

  for (guint i = 0; i < G_N_ELEMENTS (autologin_places); i++)
    {
      const AutologinPlace *place = &autologin_places[i];
      CwSafetyState state;

      if (!is_there (root, place->path)
          && (place->beside == NULL || !is_there (root, place->beside)))
        continue;
      any = TRUE;
      state = judge_autologin_place (root, place);
      if (state == CW_SAFETY_CONCERN)
        return CW_SAFETY_CONCERN;
      unknown = unknown || state == CW_SAFETY_UNKNOWN;
    }
  return any && !unknown ? CW_SAFETY_GOOD : CW_SAFETY_UNKNOWN;
}

/* ---- whose login ---- */

static gboolean
is_person (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ":", 7);
  gint64 uid;

  if (g_strv_length (fields) != 7)
    return FALSE;
  uid = g_ascii_strtoll (fields[2], NULL, 10);
  return uid >= FIRST_PERSON && uid <= LAST_PERSON && !g_str_has_suffix (fields[6], "/nologin")
         && !g_str_has_suffix (fields[6], "/false");
}

/* Whether a login is shared cannot be read anywhere: with one person's login only, nobody knows. */
CwSafetyState
cw_safety_read_login (const char *root, guint uid)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint people = 0;

  g_return_val_if_fail (root != NULL, CW_SAFETY_UNKNOWN);

  if (uid == 0)
    return CW_SAFETY_CONCERN;
  text = read_text (root, "/etc/passwd");
  if (text == NULL)
    return CW_SAFETY_UNKNOWN;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    people += is_person (lines[i]) ? 1 : 0;
  return people > 1 ? CW_SAFETY_GOOD : CW_SAFETY_UNKNOWN;
}

/* ---- programs that look into others ---- */

CwSafetyState
cw_safety_read_ptrace (const char *root)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (root != NULL, CW_SAFETY_UNKNOWN);

  text = read_text (root, "/proc/sys/kernel/yama/ptrace_scope");
  if (text == NULL || !g_ascii_isdigit (text[0]))
    return CW_SAFETY_UNKNOWN;
  return text[0] == '0' ? CW_SAFETY_CONCERN : CW_SAFETY_GOOD;
}

/**
 * cw_safety_read:
 * @root: "" for this computer, else a folder that stands for "/"
 * @folder: where the records are, an absolute path as seen from @root
 * @uid: number of the login
 * @reading: (out caller-allocates): what was found
 *
 * Reads small files of /proc, /sys and /etc; never fails.
 */
void
cw_safety_read (const char *root, const char *folder, guint uid, CwSafetyReading *reading)
{
  g_return_if_fail (reading != NULL);

  reading->disk = cw_safety_read_disk (root, folder);
  reading->swap = cw_safety_read_swap (root);
  reading->autologin = cw_safety_read_autologin (root);
  reading->login = cw_safety_read_login (root, uid);
  reading->ptrace = cw_safety_read_ptrace (root);
}
