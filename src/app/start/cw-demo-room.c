/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-demo-room.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cw-demo.h"
#include "vault/cw-secret.h"

#define PREFIX "casework-demonstration-"
#define LOCK "in-use"

static const char *
get_parent (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");

  return runtime != NULL && g_file_test (runtime, G_FILE_TEST_IS_DIR) ? runtime : g_get_tmp_dir ();
}

/* Takes the lock that says somebody uses @dir, until the process ends; FALSE if somebody else has
 * it. */
static gboolean
take_lock (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, LOCK, NULL);
  int fd = open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return FALSE;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE; /* the descriptor stays open on purpose */
  close (fd);
  return FALSE;
}

static CwStore *
fill_room (const char *dir, CwClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "casework.db", NULL);
  g_autoptr (CwSecret) key = cw_secret_new_random (32);
  g_autoptr (CwSecret) salt = cw_secret_new_random (16);
  g_autoptr (CwStore) store = NULL;
  CwDay today = cw_clock_today (clock);
  CwDemoSize size;

  store = cw_store_create (path, cw_secret_peek (key), cw_secret_peek (salt), clock, error);
  if (store == NULL)
    return NULL;
  size = cw_demo_size_default (today);
  if (!cw_demo_fill (store, &size, today, error))
    return NULL;
  return g_steal_pointer (&store);
}

/* Makes the folder, the database and the invented school year. Takes a second or two: not for the
 * main thread. */
CwStore *
cw_demo_room_open (CwClock *clock, char **dir, GError **error)
{
  g_autofree char *made = g_build_filename (get_parent (), PREFIX "XXXXXX", NULL);
  CwStore *store;

  g_return_val_if_fail (clock != NULL && dir != NULL, NULL);

  if (g_mkdtemp_full (made, 0700) == NULL || !take_lock (made))
    {
      g_set_error (
          error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
          /* Translators: %s is a folder. */
          _ ("There is no room for the demonstration in %s. Your own records are not touched."),
          get_parent ());
      return NULL;
    }
  store = fill_room (made, clock, error);
  if (store == NULL)
    cw_demo_room_remove (made);
  else
    *dir = g_steal_pointer (&made);
  return store;
}

/* Removes the folder with the files in it; it has no folders inside. */
void
cw_demo_room_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (path != NULL && strstr (path, PREFIX) != NULL);

  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/* Removes folders that an interrupted demonstration of this user left behind. */
void
cw_demo_room_sweep (void)
{
  const char *parent = get_parent ();
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      struct stat info;

      if (g_str_has_prefix (name, PREFIX) && lstat (path, &info) == 0 && S_ISDIR (info.st_mode)
          && info.st_uid == getuid () && take_lock (path))
        cw_demo_room_remove (path);
    }
}
