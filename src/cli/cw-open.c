/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-open.h"

#include "cw-safekeeping-private.h"

/* The store of @path under the subkeys of @data_key, made or opened. */
typedef CwStore *(*StoreDoor) (
    const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error);

static CwStore *
pass_keys (
    StoreDoor door, const char *path, const CwSecret *data_key, CwClock *clock, GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return door (path, cw_secret_peek (key), cw_secret_peek (salt), clock, error);
}

/* A flipped byte in one slot is refused by that slot only, so the whole file is compared with what
 * it was. */
static gboolean
compare_key_file (CwVault *vault, CwStore *store, gboolean *changed, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *known = cw_store_get_setting (store, CW_KEY_DIGEST, &problem);
  g_autofree char *now = NULL;

  *changed = FALSE;
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  now = cw_vault_key_digest (vault, error);
  if (now == NULL)
    return FALSE;
  if (known == NULL)
    return cw_store_set_setting (store, CW_KEY_DIGEST, now, error);
  *changed = g_strcmp0 (known, now) != 0;
  return TRUE;
}

/**
 * cw_open_vault:
 * @vault: unlocked or recovered
 * @data_key: what that gave
 * @clock: where the store gets its time from
 * @store: (out) (transfer full): the open store
 * @key_file_changed: (out): whether casework.key differs from what was last written
 *
 * Returns: %FALSE with the error of the store; the vault is as it was
 */
gboolean
cw_open_vault (CwVault *vault,
               const CwSecret *data_key,
               CwClock *clock,
               CwStore **store,
               gboolean *key_file_changed,
               GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (CwStore) opened = NULL;

  g_return_val_if_fail (vault != NULL && data_key != NULL && clock != NULL, FALSE);
  g_return_val_if_fail (store != NULL && key_file_changed != NULL, FALSE);

  path = cw_vault_get_db_path (vault);
  opened = pass_keys (cw_store_open, path, data_key, clock, error);
  if (opened == NULL || !compare_key_file (vault, opened, key_file_changed, error))
    return FALSE;
  cw_scratch_sweep (vault);
  cw_vault_touch (vault, cw_clock_now (clock));
  *store = g_steal_pointer (&opened);
  return TRUE;
}

/**
 * cw_accept_key_file:
 *
 * Remembers casework.key as it is now, after a slot was written on purpose.
 */
gboolean
cw_accept_key_file (CwVault *vault, CwStore *store, GError **error)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);

  digest = cw_vault_key_digest (vault, error);
  return digest != NULL && cw_store_set_setting (store, CW_KEY_DIGEST, digest, error);
}

static gboolean
fill_new_store (
    CwStore *store, const CwProfile *profile, GPtrArray *terms, const char *digest, GError **error)
{
  return cw_store_set_profile (store, profile, error)
         && (terms == NULL || terms->len == 0 || cw_store_save_terms (store, terms, error))
         && cw_store_set_setting (store, CW_KEY_DIGEST, digest, error);
}

/* The database is made, filled and closed again before the folder gets its name. */
static gboolean
make_database (
    CwVaultDraft *draft, const CwProfile *profile, GPtrArray *terms, CwClock *clock, GError **error)
{
  g_autofree char *path = cw_vault_draft_db_path (draft);
  g_autofree char *digest = cw_vault_draft_key_digest (draft);
  g_autoptr (CwStore) store
      = pass_keys (cw_store_create, path, cw_vault_draft_data_key (draft), clock, error);

  if (store == NULL || !fill_new_store (store, profile, terms, digest, error))
    return FALSE;
  return cw_store_close (g_steal_pointer (&store), error);
}

/* ---- what a new vault goes through ---- */

/* Its keys, in a hidden folder. Slow (Argon2id, twice). */
CwVaultDraft *
cw_new_vault_prepare (const CwNewVault *wanted,
                      const char *label,
                      GCancellable *cancellable,
                      GError **error)
{
  return cw_vault_prepare (wanted->dir, label, wanted->passphrase, wanted->recovery_code,
                           wanted->use_keyring, wanted->kdf, cancellable, error);
}

/* Its database is filled and closed: shows the code, and puts the folder in its place. */
CwVault *
cw_new_vault_commit (const CwNewVault *wanted,
                     CwVaultDraft *draft,
                     GCancellable *cancellable,
                     GError **error)
{
  if (wanted->show != NULL && !wanted->show (wanted->show_data, error))
    return NULL;
  return cw_vault_draft_commit (draft, cancellable, error);
}

/* Opens it the way it will be opened from now on: whoever set it up learns at once that it works.
 * One that does not open is not left behind. @data_key may be NULL. */
gboolean
cw_new_vault_open (const CwNewVault *wanted,
                   CwVault *vault,
                   CwStore **store,
                   CwSecret **data_key,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (CwSecret) opened
      = cw_vault_unlock (vault, wanted->passphrase, FALSE, cancellable, error);
  gboolean changed;

  if (opened != NULL && cw_open_vault (vault, opened, wanted->clock, store, &changed, error))
    {
      if (data_key != NULL)
        *data_key = g_steal_pointer (&opened);
      return TRUE;
    }
  cw_vault_destroy (vault, NULL);
  return FALSE;
}

/**
 * cw_create_vault:
 * @wanted: where it shall stand, and what opens it
 * @profile: the post
 * @terms: (nullable) (element-type CwTerm): term dates
 * @vault: (out) (transfer full): the new vault, unlocked
 * @store: (out) (transfer full): its open store, owned by the calling thread
 * @data_key: (out) (transfer full) (optional): of the new vault
 *
 * Returns: %FALSE when something went wrong; then nothing is left behind
 */
gboolean
cw_create_vault (const CwNewVault *wanted,
                 const CwProfile *profile,
                 GPtrArray *terms,
                 CwVault **vault,
                 CwStore **store,
                 CwSecret **data_key,
                 GCancellable *cancellable,
                 GError **error)
{
  CwVaultDraft *draft;
  g_autoptr (CwVault) made = NULL;

  g_return_val_if_fail (wanted != NULL && profile != NULL, FALSE);
  g_return_val_if_fail (vault != NULL && store != NULL, FALSE);

  draft = cw_new_vault_prepare (wanted, profile->schools[0] ? profile->schools[0] : profile->post,
                                cancellable, error);
  if (draft == NULL)
    return FALSE;
  if (make_database (draft, profile, terms, wanted->clock, error))
    made = cw_new_vault_commit (wanted, draft, cancellable, error);
  if (made == NULL)
    {
      cw_vault_draft_abandon (draft);
      return FALSE;
    }
  if (!cw_new_vault_open (wanted, made, store, data_key, cancellable, error))
    return FALSE;
  *vault = g_steal_pointer (&made);
  return TRUE;
}
