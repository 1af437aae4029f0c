/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vault/cw-keyring.h"

/*
 * Where daily backups lie: casework-backups/<vault id>/<folder of the vault>, beside the vaults. A
 * restored copy has the id of the records it was made from and a folder of its own, so that neither
 * takes the other's day or room. Files in the folder of the id itself are of an older Casework.
 */

#define FOLDER "casework-backups"
#define FILE_PREFIX "Casework backup "
#define FILE_SUFFIX ".casework"
#define ISO_LENGTH 10
#define ID_LENGTH 32 /* hex digits */

/* The setting with the ids these records had before they got new keys, while backups under the old
 * keys may still lie here. It is of the vault and no part of an inventory. */
#define FORMER_IDS "vault-id"

/* ---- files ---- */

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
add_file (GPtrArray *files, const char *dir, const char *name, gboolean shared)
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
  file->shared = shared;
  g_ptr_array_add (files, file);
}

static gboolean
add_files (GPtrArray *files, const char *dir, gboolean shared, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) entries = g_dir_open (dir, 0, &problem);
  const char *name;

  if (entries == NULL && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_WRITABLE,
                   /* Translators: %s is a folder */
                   _ ("The folder “%s” cannot be read. Nothing was changed. Ask whoever looks "
                      "after this computer."),
                   dir);
      return FALSE;
    }
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    add_file (files, dir, name, shared);
  return TRUE;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const CwBackupFile *left = *(const CwBackupFile *const *) a;
  const CwBackupFile *right = *(const CwBackupFile *const *) b;

  return right->day - left->day;
}

/* ---- the shelf ---- */

static gboolean
is_id (const char *text)
{
  return strlen (text) == ID_LENGTH && strspn (text, "0123456789abcdef") == ID_LENGTH;
}

static gboolean
is_folder (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

/* A vault whose key file cannot be read says no id, but has a folder here. */
static gboolean
is_of (CwVault *other, const char *name, const char *id, const char *root)
{
  g_autofree char *other_id = cw_vault_get_id (other);
  g_autofree char *folder = g_build_filename (root, name, NULL);

  return g_str_equal (other_id, id) || (*other_id == '\0' && is_folder (folder));
}

/* The folder names of the other vaults with these backups. */
static GPtrArray *
list_others (const char *parent, const char *own, const char *id, const char *root)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) vaults = cw_vault_list (parent, NULL);

  for (guint i = 0; vaults != NULL && i < vaults->len; i++)
    {
      CwVault *vault = g_ptr_array_index (vaults, i);
      g_autofree char *name = g_path_get_basename (cw_vault_get_dir (vault));

      if (!g_str_equal (name, own) && is_of (vault, name, id, root))
        g_ptr_array_add (others, g_steal_pointer (&name));
    }
  return others;
}

/* The folder of the id, and below it those of vaults that are not there any more, or not under that
 * name. */
static GPtrArray *
list_common (const char *root, const char *own, GPtrArray *others)
{
  GPtrArray *common = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = g_dir_open (root, 0, NULL);
  const char *name;

  g_ptr_array_add (common, g_strdup (root));
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, NULL);

      if (!g_str_equal (name, own) && is_folder (path)
          && !g_ptr_array_find_with_equal_func (others, name, g_str_equal, NULL))
        g_ptr_array_add (common, g_steal_pointer (&path));
    }
  return common;
}

/* The folder of the vault in @dir, for what was made when its id was @id. */
char *
cw_shelf_own (const char *dir, const char *id)
{
  g_autofree char *parent = g_path_get_dirname (dir);
  g_autofree char *name = g_path_get_basename (dir);

  return g_build_filename (parent, FOLDER, id, name, NULL);
}

/* Where the backups of the vault in @dir lie that were made when its id was @id. */
CwShelf *
cw_shelf_new (const char *dir, const char *id)
{
  CwShelf *self = g_new0 (CwShelf, 1);
  g_autofree char *parent = g_path_get_dirname (dir);
  g_autofree char *name = g_path_get_basename (dir);
  g_autoptr (GPtrArray) others = NULL;

  self->own = cw_shelf_own (dir, id);
  self->root = g_path_get_dirname (self->own);
  others = list_others (parent, name, id, self->root);
  self->common = list_common (self->root, name, others);
  self->shared = others->len > 0;
  return self;
}

CwShelf *
cw_shelf_of (CwVault *vault)
{
  g_autofree char *id = cw_vault_get_id (vault);

  return cw_shelf_new (cw_vault_get_dir (vault), id);
}

void
cw_shelf_free (CwShelf *self)
{
  g_free (self->root);
  g_free (self->own);
  g_ptr_array_unref (self->common);
  g_free (self);
}

/* Newest first; of one day, that of the vault's own folder first. */
GPtrArray *
cw_shelf_list (CwShelf *self, GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_file_free);

  if (!add_files (files, self->own, FALSE, error))
    return NULL;
  for (guint i = 0; i < self->common->len; i++)
    if (!add_files (files, g_ptr_array_index (self->common, i), self->shared, error))
      return NULL;
  g_ptr_array_sort (files, compare_files);
  return g_steal_pointer (&files);
}

/* The file of a day. Nothing is looked at: a lock asks for it each time. */
char *
cw_shelf_path (CwVault *vault, CwDay day)
{
  g_autofree char *id = cw_vault_get_id (vault);
  g_autofree char *own = cw_shelf_own (cw_vault_get_dir (vault), id);
  g_autofree char *iso = cw_day_to_iso (day);
  g_autofree char *name = g_strconcat (FILE_PREFIX, iso, FILE_SUFFIX, NULL);

  return g_build_filename (own, name, NULL);
}

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

/* What a backup that was killed left, where nobody else can be writing; and folders that are empty.
 */
void
cw_shelf_sweep (CwShelf *self)
{
  remove_leftovers (self->own);
  for (guint i = 0; !self->shared && i < self->common->len; i++)
    {
      remove_leftovers (g_ptr_array_index (self->common, i));
      g_rmdir (g_ptr_array_index (self->common, i));
    }
}

/* All that is not another vault's too. A file that Casework did not write stays, and its folder. */
void
cw_shelf_clear (CwShelf *self)
{
  g_autoptr (GPtrArray) files = cw_shelf_list (self, NULL);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      CwBackupFile *file = g_ptr_array_index (files, i);

      if (!file->shared)
        g_unlink (file->path);
    }
  cw_shelf_sweep (self);
  g_rmdir (self->own);
  g_rmdir (self->root);
}

/* ---- for records that do not open ---- */

static char **
list_ids (const char *dir)
{
  g_autofree char *parent = g_path_get_dirname (dir);
  g_autofree char *all = g_build_filename (parent, FOLDER, NULL);
  g_autoptr (GDir) entries = g_dir_open (all, 0, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (is_id (name))
      g_strv_builder_add (ids, name);
  return g_strv_builder_end (ids);
}

/* By the name of the vault's folder; and where there is none of that name, what an older Casework
 * left for an id that no other vault has. */
static void
add_by_name (GPtrArray *files, const char *dir)
{
  g_auto (GStrv) ids = list_ids (dir);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *own = cw_shelf_own (dir, ids[i]);

      add_files (files, own, FALSE, NULL);
    }
  for (guint i = 0, n = files->len; n == 0 && ids[i] != NULL; i++)
    {
      g_autoptr (CwShelf) shelf = cw_shelf_new (dir, ids[i]);

      if (!shelf->shared)
        add_files (files, shelf->root, FALSE, NULL);
    }
}

/**
 * cw_backup_find:
 * @dir: the folder of a vault, whose key file may be damaged or gone
 *
 * Returns: (transfer full) (element-type CwBackupFile): its daily backups as far as they can be
 *   found, newest first
 */
GPtrArray *
cw_backup_find (const char *dir)
{
  g_autoptr (CwVault) vault = NULL;
  GPtrArray *files = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  vault = cw_vault_new_for_dir (dir, NULL);
  if (vault != NULL)
    files = cw_backup_list (vault, NULL);
  if (files == NULL)
    files = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_file_free);
  if (vault == NULL)
    {
      add_by_name (files, dir);
      g_ptr_array_sort (files, compare_files);
    }
  return files;
}

/* ---- under keys from before ---- */

/**
 * cw_backup_list_former:
 * @store: the records, open
 *
 * Returns: (transfer full): the ids these records had under keys that were given up, while daily
 *   backups under those may still lie on this computer; empty: none
 */
char **
cw_backup_list_former (CwStore *store)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (store != NULL, NULL);

  text = cw_store_get_setting (store, FORMER_IDS, NULL);
  words = g_strsplit (text != NULL ? text : "", " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (is_id (words[i]))
      g_strv_builder_add (ids, words[i]);
  return g_strv_builder_end (ids);
}

static gboolean
set_former (CwStore *store, char **ids, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", ids);

  return cw_store_set_setting (store, FORMER_IDS, *text != '\0' ? text : NULL, error);
}

/* @copy is to take the place of @vault: from then on backups of the id that @vault has now have to
 * go, and whoever opens the copy finds that out, also after a kill. */
gboolean
cw_backup_add_former (CwStore *copy, CwVault *vault, GError **error)
{
  g_auto (GStrv) known = cw_backup_list_former (copy);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *id = cw_vault_get_id (vault);

  g_strv_builder_addv (ids, (const char **) known);
  g_strv_builder_add (ids, id);
  list = g_strv_builder_end (ids);
  return set_former (copy, list, error);
}

/* Removes the daily backups of the vault in @dir under keys that were given up, and @in_keyring the
 * halves of those keys, where a kill left them. What another vault may need, such as one that was
 * restored from those backups and stands beside, stays. The ids of which a folder is still there.
 */
char **
cw_backup_remove_former (const char *dir, char **ids, gboolean in_keyring)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (CwShelf) shelf = cw_shelf_new (dir, ids[i]);

      cw_shelf_clear (shelf);
      if (in_keyring && !shelf->shared)
        cw_keyring_remove (ids[i], NULL, NULL);
      if (is_folder (shelf->root))
        g_strv_builder_add (left, ids[i]);
    }
  return g_strv_builder_end (left);
}

/**
 * cw_backup_find_left:
 * @vault: its folder; it may be gone
 * @ids: whose backups should be gone
 *
 * Returns: (transfer full) (nullable): a folder in which daily backups of @vault lie that are no
 *   other vault's; %NULL: there is none
 */
char *
cw_backup_find_left (CwVault *vault, char **ids)
{
  g_return_val_if_fail (vault != NULL && ids != NULL, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (CwShelf) shelf = cw_shelf_new (cw_vault_get_dir (vault), ids[i]);

      if (is_folder (shelf->own))
        return g_strdup (shelf->own);
      if (!shelf->shared && is_folder (shelf->root))
        return g_strdup (shelf->root);
    }
  return NULL;
}

/* Call it when a backup under the present keys is there and was read back, and not before. */
void
cw_backup_clear_former (CwVault *vault, CwStore *store)
{
  g_auto (GStrv) ids = cw_backup_list_former (store);
  g_auto (GStrv) left = NULL;
  g_autoptr (GError) problem = NULL;

  if (ids[0] == NULL)
    return;
  left = cw_backup_remove_former (cw_vault_get_dir (vault), ids, cw_vault_uses_keyring (vault));
  if (g_strv_length (left) < g_strv_length (ids) && !set_former (store, left, &problem))
    g_info ("which backups are gone was not remembered: code %d", problem->code);
}
