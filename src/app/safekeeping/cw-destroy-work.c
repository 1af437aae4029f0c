/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-destroy-work.h"

#include <glib/gi18n.h>

#include "cw-keep-work.h"
#include "vault/cw-keyring.h"

#define KEY_FILE "casework.key" /* and its copies, which begin so */

void
cw_destroy_view_free (CwDestroyView *self)
{
  g_clear_pointer (&self->mark, cw_handover_mark_free);
  g_free (self->behind);
  g_free (self);
}

void
cw_destroyed_free (CwDestroyed *self)
{
  g_free (self->left);
  g_free (self);
}

/* ---- what there is ---- */

static gboolean
look_into_records (CwStore *store, CwDestroyView *view, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwInventory) inventory = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  view->mark = cw_handover_mark_read (store, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  notes = cw_store_list_handover (store, error);
  inventory = notes != NULL ? cw_store_take_inventory (store, cancellable, error) : NULL;
  if (inventory == NULL)
    return FALSE;
  view->behind = cw_handover_describe_behind (notes);
  view->newer = view->mark != NULL && inventory->saved_at > view->mark->at;
  return TRUE;
}

gpointer
cw_destroy_load (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwVault *vault = cw_session_get_vault (((CwKeepCall *) input)->session);
  g_autoptr (CwDestroyView) view = g_new0 (CwDestroyView, 1);
  g_autoptr (GPtrArray) backups = NULL;

  if (!look_into_records (store, view, cancellable, error))
    return NULL;
  backups = cw_backup_list (vault, error);
  if (backups == NULL)
    return NULL;
  for (guint i = 0; i < backups->len; i++)
    view->shared += ((CwBackupFile *) g_ptr_array_index (backups, i))->shared;
  view->backups = backups->len - view->shared;
  view->uses_keyring = cw_vault_uses_keyring (vault);
  view->has_twin = cw_vault_has_twin (vault);
  return g_steal_pointer (&view);
}

/* ---- the act ---- */

/* Whoever found the laptop open does not know it. */
static gboolean
prove (CwKeepCall *call, CwVault *vault, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwSecret) data_key = NULL;

  if (call->slot == CW_SLOT_RECOVERY)
    data_key = cw_vault_recover (vault, (const char *) cw_secret_peek (call->secret), NULL, FALSE,
                                 cw_kdf_default, cancellable, error);
  else
    data_key = cw_vault_unlock (vault, call->secret, TRUE, cancellable, error);
  return data_key != NULL;
}

static gboolean
holds (const char *dir, const char *prefix)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_prefix (name, prefix))
      return TRUE;
  return FALSE;
}

/* What there was before. */
typedef struct
{
  char *dir;
  char **ids; /* what these records are called by, and then what they were called by under keys that
                 were given up: of each there may be daily backups and a keyring half */
  gboolean uses_keyring;
  gboolean twin; /* the keyring half is of both, and stays */
} Before;

static Before
look_before (CwVault *vault, CwStore *store)
{
  Before before = { g_strdup (cw_vault_get_dir (vault)), NULL, cw_vault_uses_keyring (vault),
                    cw_vault_has_twin (vault) };
  g_autofree char *id = cw_vault_get_id (vault);
  g_auto (GStrv) former = cw_backup_list_former (store);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_strv_builder_add (ids, id);
  g_strv_builder_addv (ids, (const char **) former);
  before.ids = g_strv_builder_end (ids);
  return before;
}

static void
forget_before (Before *before)
{
  g_free (before->dir);
  g_strfreev (before->ids);
}

/* Not known to be gone. */
static gboolean
is_half_left (const Before *before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSecret) half = NULL;

  if (!before->uses_keyring || before->twin)
    return FALSE;
  half = cw_keyring_lookup (before->ids[0], FALSE, NULL, &error);
  return half != NULL || !g_error_matches (error, CW_ERROR, CW_ERROR_KEYRING_MISSING);
}

/* In words, what is still there afterwards. NULL: nothing. */
static char *
describe_left (const Before *before, CwVault *vault, const GError *error)
{
  const char *dir = before->dir;
  g_autofree char *backups = cw_backup_find_left (vault, before->ids);

  if (holds (dir, KEY_FILE))
    /* Translators: %s is a whole sentence that says why. */
    return g_strdup_printf (_ ("The records could not be destroyed. %s They can still be opened: "
                               "lock, open them again, and try once more."),
                            error != NULL ? error->message : "");
  if (holds (dir, ""))
    /* Translators: %s is a folder. */
    return g_strdup_printf (_ ("The keys are destroyed, and nobody can open these records any "
                               "more. But some files could not be removed. Delete this folder by "
                               "hand: %s"),
                            dir);
  if (backups != NULL)
    /* Translators: %s is a folder. */
    return g_strdup_printf (_ ("The records are destroyed. But daily backups of them could not be "
                               "removed, and your passphrase or recovery code may still open "
                               "those. Delete this folder by hand: %s"),
                            backups);
  if (is_half_left (before))
    return g_strdup (_ ("The records are destroyed. But the half of the key in this laptop’s "
                        "keyring could not be removed. It opens nothing here; with a backup on a "
                        "stick and your passphrase it would. Destroy those sticks, or remove the "
                        "entry of Casework from the keyring."));
  return NULL;
}

gpointer
cw_destroy_records (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  CwVault *vault = cw_session_get_vault (call->session);
  g_autoptr (GError) problem = NULL;
  CwDestroyed *destroyed;
  Before before;

  if (!prove (call, vault, cancellable, error))
    return NULL;
  before = look_before (vault, store);
  /* No store and no data key: no daily backup is made of them when the session is closed. */
  cw_store_close (store, NULL);
  cw_session_replace (call->session, vault, NULL, NULL);
  cw_destroy_vault (vault, before.ids + 1, &problem);
  destroyed = g_new0 (CwDestroyed, 1);
  destroyed->left = describe_left (&before, vault, problem);
  forget_before (&before);
  return destroyed;
}
