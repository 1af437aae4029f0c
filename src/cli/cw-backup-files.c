/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/*
 * The daily backups: one file a day in a folder beside the vaults, seven days and four weeks of
 * them.
 */

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
  g_autofree char *id = NULL;

  g_return_val_if_fail (vault != NULL, NULL);

  id = cw_vault_get_id (vault);
  return cw_shelf_own (cw_vault_get_dir (vault), id);
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
  g_autoptr (CwShelf) shelf = NULL;

  g_return_val_if_fail (vault != NULL, NULL);

  shelf = cw_shelf_of (vault);
  return cw_shelf_list (shelf, error);
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

/* Of those that are no other vault's, one for each day. */
static GPtrArray *
choose_one_a_day (GPtrArray *files)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      CwBackupFile *file = g_ptr_array_index (files, i);
      CwBackupFile *last = chosen->len > 0 ? g_ptr_array_index (chosen, chosen->len - 1) : NULL;

      if (!file->shared && (last == NULL || last->day != file->day))
        g_ptr_array_add (chosen, file);
      else if (!file->shared)
        g_unlink (file->path); /* of the same day, from before the vault had its own folder */
    }
  return chosen;
}

/* One that cannot be removed does no harm. */
static void
remove_old (GPtrArray *all)
{
  g_autoptr (GPtrArray) files = choose_one_a_day (all);
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

static gboolean
is_file (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode);
}

static gboolean
write_one (const char *path,
           CwVault *vault,
           CwStore *store,
           const CwSecret *data_key,
           CwStages *stages,
           GError **error)
{
  g_autoptr (CwShelf) shelf = cw_shelf_of (vault);
  g_autoptr (GPtrArray) files = NULL;

  if (!make_dir (shelf->own, error))
    return FALSE;
  cw_shelf_sweep (shelf);
  if (!cw_backup_write_staged (vault, store, data_key, path, stages, NULL, error))
    return FALSE;
  files = cw_shelf_list (shelf, NULL);
  if (files != NULL)
    remove_old (files);
  cw_shelf_sweep (shelf);
  return TRUE;
}

/* As cw_backup_daily(), as CW_SEALED_WRITE_STAGES stages of a longer act. */
gboolean
cw_backup_daily_staged (CwVault *vault,
                        CwStore *store,
                        const CwSecret *data_key,
                        CwClock *clock,
                        CwStages *stages,
                        GError **error)
{
  g_autofree char *path = cw_shelf_path (vault, cw_clock_today (clock));

  if (!is_file (path) && !write_one (path, vault, store, data_key, stages, error))
    return FALSE;
  cw_backup_clear_former (vault, store);
  return TRUE;
}

/**
 * cw_backup_daily:
 * @vault: unlocked
 * @store: its records, open
 * @data_key: of @vault
 *
 * Writes the backup of today unless there is one of this vault, then removes those that are too
 * many, and all that were made under keys that were given up since. None is removed before a new
 * one has been read back.
 */
gboolean
cw_backup_daily (
    CwVault *vault, CwStore *store, const CwSecret *data_key, CwClock *clock, GError **error)
{
  CwStages stages = { NULL, NULL, NULL, CW_SEALED_WRITE_STAGES, 0, 0 };

  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);
  g_return_val_if_fail (data_key != NULL && clock != NULL, FALSE);

  return cw_backup_daily_staged (vault, store, data_key, clock, &stages, error);
}
