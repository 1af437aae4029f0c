/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/*
 * The daily backups: one file a day in a folder beside the vaults, seven days and four weeks of
 * them.
 */

#define FOLDER "casework-backups"
#define FILE_PREFIX "Casework backup "
#define FILE_SUFFIX ".casework"
#define ISO_LENGTH 10
#define KEEP_DAYS 7
#define KEEP_WEEKS 4

/**
 * cw_backup_dir:
 *
 * Returns: (transfer full): the folder of a vault's daily backups; it may not be there yet
 */
char *
cw_backup_dir (CwVault *vault)
{
  g_autofree char *parent = NULL, *id = NULL;

  g_return_val_if_fail (vault != NULL, NULL);

  parent = g_path_get_dirname (cw_vault_get_dir (vault));
  id = cw_vault_get_id (vault);
  return g_build_filename (parent, FOLDER, id, NULL);
}

void
cw_backup_file_free (CwBackupFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

/* The day that a name says; CW_DAY_NONE for a file that is not ours. */
static CwDay
read_name (const char *name)
{
  char iso[ISO_LENGTH + 1] = { 0 };

  if (strlen (name) != strlen (FILE_PREFIX FILE_SUFFIX) + ISO_LENGTH
      || !g_str_has_prefix (name, FILE_PREFIX) || !g_str_has_suffix (name, FILE_SUFFIX))
    return CW_DAY_NONE;
  memcpy (iso, name + strlen (FILE_PREFIX), ISO_LENGTH);
  return cw_day_from_iso (iso);
}

static void
add_file (GPtrArray *files, const char *dir, const char *name)
{
  CwBackupFile *file;
  CwDay day = read_name (name);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  GStatBuf info;

  if (day == CW_DAY_NONE || g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return;
  file = g_new0 (CwBackupFile, 1);
  file->path = g_steal_pointer (&path);
  file->day = day;
  file->size = info.st_size;
  g_ptr_array_add (files, file);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const CwBackupFile *left = *(const CwBackupFile *const *) a;
  const CwBackupFile *right = *(const CwBackupFile *const *) b;

  return right->day - left->day;
}

/**
 * cw_backup_list:
 *
 * Returns: (transfer full) (element-type CwBackupFile): the daily backups of a vault, newest first;
 *   empty while there are none; %NULL with %CW_ERROR_NOT_WRITABLE
 */
GPtrArray *
cw_backup_list (CwVault *vault, GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_file_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) entries = NULL;
  g_autofree char *dir = NULL;
  const char *name;

  g_return_val_if_fail (vault != NULL, NULL);

  dir = cw_backup_dir (vault);
  entries = g_dir_open (dir, 0, &problem);
  if (entries == NULL && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is a folder */
                   _ ("The folder “%s” cannot be read. Nothing was changed. Ask whoever looks "
                      "after this computer."),
                   dir);
      return NULL;
    }
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    add_file (files, dir, name);
  g_ptr_array_sort (files, compare_files);
  return g_steal_pointer (&files);
}

static CwDay
find_monday (CwDay day)
{
  return day - (cw_day_weekday (day) - 1);
}

/**
 * cw_backup_choose:
 * @days: the days of the backups, newest first, each once
 * @n: how many
 * @keep: (out) (array length=n): %TRUE: keep
 *
 * Keeps the newest seven; and of the weeks before those, the newest of each of four weeks that have
 * one. Weeks without a backup do not count, so a long holiday costs none.
 */
void
cw_backup_choose (const CwDay *days, guint n, gboolean *keep)
{
  CwDay monday = CW_DAY_NONE;
  guint weeks = 0;

  g_return_if_fail (n == 0 || (days != NULL && keep != NULL));

  for (guint i = 0; i < n; i++)
    {
      gboolean new_week = find_monday (days[i]) != monday;

      monday = find_monday (days[i]);
      keep[i] = i < KEEP_DAYS || (new_week && weeks < KEEP_WEEKS);
      weeks += i >= KEEP_DAYS && keep[i];
    }
}

/* One that cannot be removed does no harm. */
static void
remove_old (GPtrArray *files)
{
  g_autofree CwDay *days = g_new0 (CwDay, files->len + 1);
  g_autofree gboolean *keep = g_new0 (gboolean, files->len + 1);

  for (guint i = 0; i < files->len; i++)
    days[i] = ((CwBackupFile *) g_ptr_array_index (files, i))->day;
  cw_backup_choose (days, files->len, keep);
  for (guint i = 0; i < files->len; i++)
    {
      if (!keep[i])
        g_unlink (((CwBackupFile *) g_ptr_array_index (files, i))->path);
    }
}

static gboolean
make_dir (const char *dir, GError **error)
{
  if (g_mkdir_with_parents (dir, 0700) == 0 && g_chmod (dir, 0700) == 0)
    return TRUE;
  g_set_error (
      error, CW_ERROR,
      errno == ENOSPC || errno == EDQUOT ? CW_ERROR_DISK_FULL : CW_ERROR_NOT_WRITABLE,
      /* Translators: %s is a folder */
      _ ("The folder “%s” for backups cannot be written. Your records are safe. Back up to "
         "a USB stick, or ask whoever looks after this computer."),
      dir);
  return FALSE;
}

/* What a backup that was killed left: nobody else writes in this folder. */
static void
remove_leftovers (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_str_has_prefix (name, ".")
          && (g_str_has_suffix (name, ".new") || g_str_has_suffix (name, ".part")))
        g_unlink (path);
    }
}

static gboolean
has_day (GPtrArray *files, CwDay day)
{
  for (guint i = 0; i < files->len; i++)
    {
      if (((CwBackupFile *) g_ptr_array_index (files, i))->day == day)
        return TRUE;
    }
  return FALSE;
}

/**
 * cw_backup_daily:
 * @vault: unlocked
 * @store: its records, open
 * @data_key: of @vault
 *
 * Writes the backup of today unless there is one, then removes those that are too many. None is
 * removed before a new one has been read back.
 */
gboolean
cw_backup_daily (
    CwVault *vault, CwStore *store, const CwSecret *data_key, CwClock *clock, GError **error)
{
  g_autoptr (GPtrArray) files = NULL, after = NULL;
  g_autofree char *dir = NULL, *iso = NULL, *name = NULL, *path = NULL;
  CwDay today;

  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && clock != NULL, FALSE);

  files = cw_backup_list (vault, error);
  if (files == NULL)
    return FALSE;
  today = cw_clock_today (clock);
  if (has_day (files, today))
    return TRUE;
  dir = cw_backup_dir (vault);
  iso = cw_day_to_iso (today);
  name = g_strconcat (FILE_PREFIX, iso, FILE_SUFFIX, NULL);
  path = g_build_filename (dir, name, NULL);
  if (!make_dir (dir, error))
    return FALSE;
  remove_leftovers (dir);
  if (!cw_backup_write (vault, store, data_key, path, NULL, NULL, NULL, NULL, error))
    return FALSE;
  after = cw_backup_list (vault, NULL);
  if (after != NULL)
    remove_old (after);
  return TRUE;
}
