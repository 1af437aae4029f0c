/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a vault: with the passphrase, or with the recovery code. */

#include "cw-vault-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/cw-error.h"
#include "cw-keyring.h"
#include "cw-passphrase.h"

#define DEVICE_SIZE 32

/* A second's wait after a wrong secret: no burden on a person, one on a program that tries many. */
static void
wait_a_second (GCancellable *cancellable)
{
  for (guint i = 0; i < 20 && !g_cancellable_is_cancelled (cancellable); i++)
    g_usleep (G_USEC_PER_SEC / 20);
}

static gboolean
was_cancelled (GCancellable *cancellable, GError **error)
{
  return g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Folder open and lock held, or -1. @took: whether the lock is to be let go again when the rest
 * fails. */
static int
enter (CwVault *self, gboolean *took, GError **error)
{
  int folder = cw_folder_open (self->dir, error);

  *took = self->lock_fd < 0;
  if (folder >= 0
      && (!cw_vault_hold (self, folder, error) || !cw_folder_keep_records_private (folder, error)))
    {
      close (folder);
      folder = -1;
      if (*took)
        cw_vault_release (self);
    }

  return folder;
}

/* Who opens the records leaves no second copy of them beside: one that was cut off while it was
 * made, or the one that new keys took the place of, whose old secret somebody may know and which
 * nothing that is erased here reaches. */
static void
sweep_beside (CwVault *self)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);

  cw_vault_sweep_drafts (parent);
}

static void
leave (CwVault *self, int folder, gboolean let_go)
{
  close (folder);
  if (let_go)
    cw_vault_release (self);
}

/* What unlocking and recovering end with; the lock is let go before anybody waits. */
static void
finish (CwVault *self,
        int folder,
        gboolean took,
        const CwSecret *data_key,
        GError **problem,
        GCancellable *cancellable,
        GError **error)
{
  leave (self, folder, took && data_key == NULL);
  if (data_key != NULL)
    {
      sweep_beside (self);
      return;
    }
  if (g_error_matches (*problem, CW_ERROR, CW_ERROR_WRONG_SECRET))
    wait_a_second (cancellable);
  g_propagate_error (error, g_steal_pointer (problem));
}

/* Reads the key files anew, since another Casework may have replaced them; which half do they want?
 */
static gboolean
wants_device (CwVault *self, int folder)
{
  g_autoptr (CwKeyFile) key_file = cw_key_load (folder, CW_KEY_NAME, NULL);

  if (key_file == NULL)
    key_file = cw_key_load (folder, CW_BAK_NAME, NULL);
  if (key_file != NULL)
    {
      g_clear_pointer (&self->key_file, cw_key_file_free);
      self->key_file = g_steal_pointer (&key_file);
    }

  return cw_vault_uses_keyring (self);
}

static CwSecret *
open_with_passphrase (CwVault *self,
                      int folder,
                      const CwSecret *passphrase,
                      gboolean may_prompt,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (CwSecret) device = NULL;
  CwKeyProof proof = { CW_SLOT_PASSPHRASE, passphrase, NULL };

  if (wants_device (self, folder))
    {
      g_autofree char *id = cw_vault_get_id (self);

      device = cw_keyring_lookup (id, may_prompt, cancellable, error);
      if (device == NULL)
        return NULL;
      proof.device = device;
    }
  if (was_cancelled (cancellable, error))
    return NULL;

  return cw_key_open (self, folder, &proof, error);
}

/**
 * cw_vault_unlock:
 * @passphrase: in NFC, as cw_secret_new_text() makes it
 * @may_prompt: whether the desktop may ask for the keyring's password
 *
 * Takes the vault's lock, gets the keyring half where the passphrase slot wants it, and opens the
 * slot. The lock is kept until cw_vault_release() when it succeeds, and let go otherwise. Slow,
 * blocks: on a worker thread.
 *
 * Returns: (transfer full): the data key, or %NULL with %CW_ERROR_BUSY, %CW_ERROR_WRONG_SECRET
 * (after a second's wait), one of the keyring's four errors, %CW_ERROR_DAMAGED or
 * %CW_ERROR_NO_MEMORY
 */
CwSecret *
cw_vault_unlock (CwVault *self,
                 const CwSecret *passphrase,
                 gboolean may_prompt,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  gboolean took;
  int folder;

  g_return_val_if_fail (self != NULL && passphrase != NULL, NULL);

  folder = enter (self, &took, error);
  if (folder < 0)
    return NULL;
  data_key = open_with_passphrase (self, folder, passphrase, may_prompt, cancellable, &problem);
  if (data_key != NULL && was_cancelled (cancellable, &problem))
    g_clear_pointer (&data_key, cw_secret_free);
  finish (self, folder, took, data_key, &problem, cancellable, error);
  return g_steal_pointer (&data_key);
}

/* The passphrase slot wrapped again, under a new keyring half where one is wanted. A keyring that
 * held another half before gets it back when the key file cannot be written. */
static gboolean
rewrap (CwVault *self,
        int folder,
        const CwSecret *data_key,
        const CwSecret *passphrase,
        gboolean use_keyring,
        CwKdf kdf,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree char *id = cw_vault_get_id (self);
  g_autoptr (CwSecret) before = NULL;
  g_autoptr (CwSecret) device = use_keyring ? cw_secret_new_random (DEVICE_SIZE) : NULL;
  g_autoptr (GError) problem = NULL;
  CwKeyProof proof = { CW_SLOT_PASSPHRASE, passphrase, device };

  if (use_keyring)
    {
      before = cw_keyring_lookup (id, FALSE, cancellable, &problem);
      if (before == NULL && !g_error_matches (problem, CW_ERROR, CW_ERROR_KEYRING_MISSING))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  if (!cw_key_file_set_slot (self->key_file, CW_SLOT_PASSPHRASE, data_key, passphrase, device, kdf,
                             error)
      || (use_keyring && !cw_keyring_store (id, self->label, device, cancellable, error)))
    return FALSE;
  if (cw_key_replace (folder, self->key_file, data_key, &proof, error))
    return TRUE;
  if (before != NULL)
    cw_keyring_store (id, self->label, before, NULL, NULL);

  return FALSE;
}

/* What the key file says on the disk, after something that changed it in memory did not get there.
 */
static void
read_again (CwVault *self, int folder)
{
  CwKeyFile *key_file = cw_key_load (folder, CW_KEY_NAME, NULL);

  if (key_file == NULL)
    return;
  g_clear_pointer (&self->key_file, cw_key_file_free);
  self->key_file = key_file;
}

/**
 * cw_vault_recover:
 * @typed_code: the recovery code as it was typed
 * @new_passphrase: (nullable): the passphrase from now on; %NULL opens the records once and changes
 * nothing
 * @use_keyring: whether the new passphrase slot wants a (new) keyring half too
 *
 * Opens with the recovery code, then makes a new keyring half and wraps the passphrase slot again.
 * The recovery code needs no keyring. Lock as with cw_vault_unlock(). Slow, blocks.
 *
 * Returns: (transfer full): the data key, or %NULL with %CW_ERROR_MISTYPED, %CW_ERROR_WEAK,
 * %CW_ERROR_WRONG_SECRET, or what cw_vault_unlock() says; when it is one of the keyring's errors,
 * call again without @use_keyring
 */
CwSecret *
cw_vault_recover (CwVault *self,
                  const char *typed_code,
                  const CwSecret *new_passphrase,
                  gboolean use_keyring,
                  CwKdf kdf,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwSecret) code = NULL;
  g_autoptr (CwSecret) data_key = NULL;
  CwKeyProof proof = { CW_SLOT_RECOVERY, NULL, NULL };
  gboolean took;
  int folder;

  g_return_val_if_fail (self != NULL && typed_code != NULL, NULL);

  code = cw_recovery_code_parse (typed_code, error);
  if (code == NULL
      || (new_passphrase != NULL
          && !cw_passphrase_accepts ((const char *) cw_secret_peek (new_passphrase), error)))
    return NULL;
  folder = enter (self, &took, error);
  if (folder < 0)
    return NULL;

  proof.secret = code;
  data_key = cw_key_open (self, folder, &proof, &problem);
  if (data_key != NULL
      && (was_cancelled (cancellable, &problem)
          || (new_passphrase != NULL
              && !rewrap (self, folder, data_key, new_passphrase, use_keyring, kdf, cancellable,
                          &problem))))
    {
      read_again (self, folder);
      g_clear_pointer (&data_key, cw_secret_free);
    }
  finish (self, folder, took, data_key, &problem, cancellable, error);
  return g_steal_pointer (&data_key);
}

/**
 * cw_vault_renew_recovery:
 * @data_key: of these records, as cw_vault_unlock() gave it
 * @new_code: from cw_recovery_code_new(), as shown or as its 32 characters
 *
 * A fresh recovery code; the one before does not open these records any more (old backups it does).
 * Store cw_vault_key_digest() in the database afterwards. Slow (Argon2id).
 */
gboolean
cw_vault_renew_recovery (
    CwVault *self, const CwSecret *data_key, const CwSecret *new_code, CwKdf kdf, GError **error)
{
  g_autoptr (CwSecret) code = NULL;
  CwKeyProof proof = { CW_SLOT_RECOVERY, NULL, NULL };
  gboolean took, renewed;
  int folder;

  g_return_val_if_fail (self != NULL && data_key != NULL && new_code != NULL, FALSE);
  g_return_val_if_fail (self->key_file != NULL, FALSE);

  code = cw_recovery_code_canonical (new_code, error);
  if (code == NULL)
    return FALSE;
  folder = enter (self, &took, error);
  if (folder < 0)
    return FALSE;
  proof.secret = code;
  renewed
      = cw_key_file_set_slot (self->key_file, CW_SLOT_RECOVERY, data_key, code, NULL, kdf, error)
        && cw_key_replace (folder, self->key_file, data_key, &proof, error);
  if (!renewed)
    read_again (self, folder);
  leave (self, folder, took);

  return renewed;
}

/**
 * cw_vault_change_passphrase:
 * @data_key: of these records, as cw_vault_unlock() gave it
 * @passphrase: the new one
 *
 * Wraps the passphrase slot again; whether it wants the keyring half, and which, stays as it is.
 * Backups from before still open with the old passphrase. Store cw_vault_key_digest() in the
 * database afterwards. Slow (Argon2id).
 *
 * Returns: %FALSE with %CW_ERROR_WEAK, one of the keyring's errors or of writing; the old
 * passphrase opens then
 */
gboolean
cw_vault_change_passphrase (CwVault *self,
                            const CwSecret *data_key,
                            const CwSecret *passphrase,
                            CwKdf kdf,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (CwSecret) device = NULL;
  CwKeyProof proof = { CW_SLOT_PASSPHRASE, passphrase, NULL };
  gboolean took, changed;
  int folder;

  g_return_val_if_fail (self != NULL && data_key != NULL && passphrase != NULL, FALSE);
  g_return_val_if_fail (self->key_file != NULL, FALSE);

  if (!cw_passphrase_accepts ((const char *) cw_secret_peek (passphrase), error))
    return FALSE;
  folder = enter (self, &took, error);
  if (folder < 0)
    return FALSE;
  changed = TRUE;
  if (wants_device (self, folder))
    {
      g_autofree char *id = cw_vault_get_id (self);

      proof.device = device = cw_keyring_lookup (id, FALSE, cancellable, error);
      changed = device != NULL;
    }
  changed = changed
            && cw_key_file_set_slot (self->key_file, CW_SLOT_PASSPHRASE, data_key, passphrase,
                                     device, kdf, error)
            && cw_key_replace (folder, self->key_file, data_key, &proof, error);
  if (!changed)
    read_again (self, folder);
  leave (self, folder, took);

  return changed;
}
