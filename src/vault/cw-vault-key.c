/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* casework.key as a file: reading it, opening it also when the last replacement did not get to its
 * end, and replacing it so that at every moment the old secret or the new one opens the records. */

#include "cw-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "core/cw-error.h"

#define KEY_MOST 4096 /* the longest key file there can be has 448 bytes */

void
cw_set_key_missing (GError **error)
{
  g_set_error_literal (
      error, CW_ERROR, CW_ERROR_DAMAGED,
      _ ("The key file of these records is missing, so they cannot be opened. Nothing was changed. "
         "Restore the records from your newest backup."));
}

CwKeyFile *
cw_key_load (int folder, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = cw_folder_read (folder, name, KEY_MOST, error);

  return bytes != NULL ? cw_key_file_parse (bytes, error) : NULL;
}

/* Gives the damaged key file a name of its own; a file that looks damaged is never deleted. */
static gboolean
move_aside (int folder, GError **error)
{
  for (guint n = 1; n < 100; n++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", CW_KEY_NAME, n);

      if (renameat2 (folder, CW_KEY_NAME, folder, aside, RENAME_NOREPLACE) == 0)
        return TRUE;
      if (errno == EINVAL && !cw_folder_has (folder, aside))
        errno = renameat (folder, CW_KEY_NAME, folder, aside) == 0 ? 0 : errno;
      if (errno == 0 || errno == ENOENT)
        return TRUE;
      if (errno != EEXIST)
        break;
    }
  cw_set_file_error (error, errno, CW_KEY_NAME);

  return FALSE;
}

/* The .bak opened and casework.key did not: it is casework.key again. */
static gboolean
put_back (CwVault *vault, int folder, CwKeyFile *kept, gboolean damaged, GError **error)
{
  if (damaged && !move_aside (folder, error))
    return FALSE;
  if (renameat (folder, CW_BAK_NAME, folder, CW_KEY_NAME) != 0)
    {
      cw_set_file_error (error, errno, CW_KEY_NAME);
      return FALSE;
    }
  g_info ("the key file was put back from its copy");
  g_clear_pointer (&vault->key_file, cw_key_file_free);
  vault->key_file = kept;
  vault->put_back = TRUE;

  return cw_folder_sync (folder, error);
}

static gboolean
same_contents (int folder)
{
  g_autoptr (GBytes) key = cw_folder_read (folder, CW_KEY_NAME, KEY_MOST, NULL);
  g_autoptr (GBytes) bak = cw_folder_read (folder, CW_BAK_NAME, KEY_MOST, NULL);

  return key != NULL && bak != NULL && g_bytes_equal (key, bak);
}

/* A replacement ended well before the last step, or did not begin to count: no copy is needed. */
static void
sweep (int folder)
{
  gboolean removed = unlinkat (folder, CW_TMP_NAME, 0) == 0;

  removed |= unlinkat (folder, CW_BAK_NAME, 0) == 0;
  if (removed)
    cw_folder_sync (folder, NULL);
}

/* The copy, when there is one that says something else than casework.key. */
static CwKeyFile *
load_copy (int folder, gboolean key_file_is_good)
{
  if (!cw_folder_has (folder, CW_BAK_NAME) || (key_file_is_good && same_contents (folder)))
    return NULL;

  return cw_key_load (folder, CW_BAK_NAME, NULL);
}

/**
 * cw_key_open:
 *
 * The data key, from casework.key or, where an interrupted replacement left one, from its copy;
 * whichever of the two opens is casework.key afterwards. The caller holds the vault's lock.
 *
 * Returns: (transfer full): the data key, or %NULL with the error of casework.key
 */
CwSecret *
cw_key_open (CwVault *vault, int folder, const CwKeyProof *proof, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwKeyFile) current = cw_key_load (folder, CW_KEY_NAME, &problem);
  g_autoptr (CwKeyFile) copy = load_copy (folder, current != NULL);
  g_autoptr (CwSecret) data_key = NULL;

  if (current != NULL)
    data_key = cw_key_file_open_slot (current, proof->type, proof->secret, proof->device, &problem);
  if (data_key != NULL)
    {
      g_clear_pointer (&vault->key_file, cw_key_file_free);
      vault->key_file = g_steal_pointer (&current);
      sweep (folder);
      return g_steal_pointer (&data_key);
    }

  if (copy != NULL && current == NULL)
    g_clear_error (&problem); /* the copy is all there is: its answer counts */
  if (copy != NULL && !g_error_matches (problem, CW_ERROR, CW_ERROR_NEWER))
    data_key = cw_key_file_open_slot (copy, proof->type, proof->secret, proof->device,
                                      current == NULL ? &problem : NULL);
  if (data_key == NULL)
    {
      if (g_error_matches (problem, CW_ERROR, CW_ERROR_NOT_FOUND) && current == NULL
          && copy == NULL)
        cw_set_key_missing (error);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!put_back (vault, folder, g_steal_pointer (&copy), current == NULL, error))
    return NULL;

  return g_steal_pointer (&data_key);
}

/* The present file stays on the disk as .bak: as a second name where the file system has such, else
 * as a copy. */
static gboolean
keep_copy (int folder, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (unlinkat (folder, CW_BAK_NAME, 0) != 0 && errno != ENOENT)
    {
      cw_set_file_error (error, errno, CW_BAK_NAME);
      return FALSE;
    }
  if (linkat (folder, CW_KEY_NAME, folder, CW_BAK_NAME, 0) == 0)
    return cw_folder_sync (folder, error);

  bytes = cw_folder_read (folder, CW_KEY_NAME, KEY_MOST, error);

  return bytes != NULL && cw_folder_write (folder, CW_BAK_NAME, CW_BAK_NAME ".tmp", bytes, error);
}

/* Reads the new file back from the disk and opens it with the new secret. */
static gboolean
prove (int folder, const CwSecret *data_key, const CwKeyProof *proof, GError **error)
{
  g_autoptr (CwKeyFile) written = cw_key_load (folder, CW_KEY_NAME, error);
  g_autoptr (CwSecret) opened = NULL;

  if (written == NULL)
    return FALSE;
  opened = cw_key_file_open_slot (written, proof->type, proof->secret, proof->device, error);
  if (opened == NULL || cw_secret_equal (opened, data_key))
    return opened != NULL;

  g_set_error_literal (error, CW_ERROR, CW_ERROR_FAILED,
                       _ ("The new key file does not open these records, so the old one was put "
                          "back. Your records are "
                          "safe. Try again."));
  return FALSE;
}

/**
 * cw_key_replace:
 * @key_file: what casework.key shall hold
 * @data_key: what the new secret must open
 * @proof: the new secret
 *
 * Temp file in the same folder, fsync, the old one kept as .bak, rename, fsync of the folder,
 * opened again with the new secret, then the .bak deleted. When the proof fails the old file is put
 * back. The caller holds the lock and has called cw_key_open(), so casework.key is good now. Slow
 * (Argon2id).
 */
gboolean
cw_key_replace (int folder,
                CwKeyFile *key_file,
                const CwSecret *data_key,
                const CwKeyProof *proof,
                GError **error)
{
  g_autoptr (GBytes) bytes = cw_key_file_serialize (key_file);

  if (!cw_folder_write (folder, NULL, CW_TMP_NAME, bytes, error))
    return FALSE;
  if (!keep_copy (folder, error))
    {
      unlinkat (folder, CW_TMP_NAME, 0);
      return FALSE;
    }
  if (renameat (folder, CW_TMP_NAME, folder, CW_KEY_NAME) != 0)
    {
      cw_set_file_error (error, errno, CW_KEY_NAME);
      sweep (folder);
      return FALSE;
    }
  if (!cw_folder_sync (folder, error) || !prove (folder, data_key, proof, error))
    {
      if (renameat (folder, CW_BAK_NAME, folder, CW_KEY_NAME) == 0)
        cw_folder_sync (folder, NULL);
      return FALSE;
    }
  sweep (folder);

  return TRUE;
}
