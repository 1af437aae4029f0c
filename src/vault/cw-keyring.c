/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyring half of the key, over libsecret: what is asked, and what each answer means. */

#include "cw-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

#include "core/cw-error.h"
#include "cw-keyring-job.h"

#define HALF_SIZE 32
#define HEX_SIZE (2 * HALF_SIZE)
#define VERSION "1"

static const SecretSchema schema = {
  .name = CW_APP_ID ".Key",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "v", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
build_attributes (CwKeyringJob *job)
{
  return secret_attributes_build (&schema, "vault", job->vault_id, "v", VERSION, NULL);
}

/* The half in an item whose secret was loaded; NULL: it holds something else. */
static CwSecret *
read_half (SecretItem *item)
{
  SecretValue *value = secret_item_get_secret (item);
  CwSecret *half = NULL;
  const char *text;
  gsize length, n_bytes;

  if (value == NULL)
    return NULL;
  text = secret_value_get (value, &length);
  if (length == HEX_SIZE)
    {
      half = cw_secret_new_empty (HALF_SIZE);
      if (sodium_hex2bin (cw_secret_write (half), HALF_SIZE, text, length, NULL, &n_bytes, NULL)
              != 0
          || n_bytes != HALF_SIZE)
        g_clear_pointer (&half, cw_secret_free);
    }
  secret_value_unref (value);

  return half;
}

/* All items of the vault, those in locked keyrings too; never asks anyone. */
static GList *
search (CwKeyringJob *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);

  return secret_service_search_sync (service, &schema, attributes,
                                     SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                                     job->cancellable, error);
}

/* The default keyring's state: TRUE when it is there and open; else missing or locked. */
static gboolean
check_default (CwKeyringJob *job, SecretService *service, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  collection
      = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                          SECRET_COLLECTION_NONE, job->cancellable, &problem);
  if (problem != NULL)
    cw_keyring_translate_error (problem, error);
  else if (collection == NULL)
    g_set_error_literal (
        error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
        _ ("There is no keyring on this computer that could hold a key. Your records are safe and "
           "unchanged. Use the recovery code, or go on with the passphrase alone."));
  else if (secret_collection_get_locked (collection))
    cw_keyring_set_locked (error);
  else
    return TRUE;

  return FALSE;
}

static gboolean
can_store (CwKeyringJob *job, SecretService *service, GError **error)
{
  return check_default (job, service, error);
}

/* Asks the person, through the desktop, to unlock the keyring of these items. A question that
 * nobody waits for any more is left standing: gnome-keyring ends itself when one is taken back. */
static gboolean
unlock_items (CwKeyringJob *job, SecretService *service, GList *items, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GList *unlocked = NULL;
  int n;

  cw_keyring_job_set_prompting (job, TRUE);
  n = secret_service_unlock_sync (service, items, NULL, &unlocked, &problem);
  cw_keyring_job_set_prompting (job, FALSE);
  g_list_free_full (unlocked, g_object_unref);

  if (problem != NULL || n <= 0)
    cw_keyring_set_locked (
        error); /* also when the question was waved away, or nobody answered it */

  return problem == NULL && n > 0;
}

/* Asks for the keyring that holds everything, where it is locked. TRUE: it is open now; FALSE
 * without an error: it was open before, or is not there. */
static gboolean
unlock_default (CwKeyringJob *job, SecretService *service, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  GList list = { NULL, NULL, NULL };

  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, job->cancellable, NULL);
  if (collection == NULL || !secret_collection_get_locked (collection))
    return FALSE;
  list.data = collection;

  return unlock_items (job, service, &list, error);
}

/* The first half in the list. @locked: whether there is an item that cannot be looked into. */
static CwSecret *
pick_half (GList *items, gboolean *locked)
{
  *locked = FALSE;
  for (GList *l = items; l != NULL; l = l->next)
    {
      CwSecret *half = NULL;

      if (secret_item_get_locked (l->data))
        *locked = TRUE;
      else
        half = read_half (l->data);
      if (half != NULL)
        return half;
    }

  return NULL;
}

static gboolean
look_up (CwKeyringJob *job, SecretService *service, GError **error)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GError) problem = NULL;
      GList *items = search (job, service, &problem);
      gboolean locked, opened;

      if (problem != NULL)
        {
          cw_keyring_translate_error (problem, error);
          return FALSE;
        }
      job->half = pick_half (items, &locked);
      opened = job->half == NULL && locked && job->may_prompt && round == 0
               && unlock_items (job, service, items, error);
      g_list_free_full (items, g_object_unref);
      if (job->half != NULL)
        return TRUE;
      if (error != NULL && *error != NULL)
        return FALSE;
      if (locked && !opened)
        {
          cw_keyring_set_locked (error);
          return FALSE;
        }
      /* gnome-keyring does not look into keyrings that were never open since it started. */
      if (!locked && !(job->may_prompt && round == 0 && unlock_default (job, service, error)))
        break;
    }
  if (error != NULL && *error != NULL)
    return FALSE;
  /* Nothing found in what is open. */
  if (check_default (job, service, error))
    cw_keyring_set_missing (error);

  return FALSE;
}

/* Wipes and frees the text that libsecret was given. */
static void
free_hex (gpointer data)
{
  sodium_free (data);
}

static gboolean
store (CwKeyringJob *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwSecret) wanted = g_steal_pointer (&job->half);
  SecretValue *value;
  char *hex;
  gboolean stored;

  if (!check_default (job, service, error))
    return FALSE;
  hex = sodium_malloc (HEX_SIZE + 1);
  if (hex == NULL)
    g_error ("no memory for a key");
  sodium_bin2hex (hex, HEX_SIZE + 1, cw_secret_peek (wanted), HALF_SIZE);
  value = secret_value_new_full (hex, HEX_SIZE, "text/plain", free_hex);
  stored = secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT,
                                      job->label, value, job->cancellable, &problem);
  secret_value_unref (value);
  if (!stored)
    {
      if (problem != NULL)
        cw_keyring_translate_error (problem, error);
      else
        cw_keyring_set_locked (error);
      return FALSE;
    }

  job->may_prompt = FALSE;
  if (!look_up (job, service, error))
    return FALSE;
  if (cw_secret_equal (job->half, wanted))
    return TRUE;

  g_set_error_literal (error, CW_ERROR, CW_ERROR_KEYRING_MISSING,
                       _ ("This computer’s keyring did not keep what it was given. Your records "
                          "are safe. Log out, log "
                          "in and try again, or go on with the passphrase alone."));
  return FALSE;
}

static gboolean
remove_half (CwKeyringJob *job, SecretService *service, GError **error)
{
  g_autoptr (GHashTable) attributes = build_attributes (job);
  g_autoptr (GError) problem = NULL;

  secret_service_clear_sync (service, &schema, attributes, job->cancellable, &problem);
  if (problem != NULL)
    cw_keyring_translate_error (problem, error);

  return problem == NULL;
}

static gboolean
is_there (CwKeyringJob *job, SecretService *service, GError **error)
{
  return TRUE;
}

/**
 * cw_keyring_lookup:
 * @vault_id: 32 hex digits
 * @may_prompt: whether the desktop may ask for the keyring's password; the limit stands still
 * meanwhile
 *
 * The keyring half of a vault. Blocks, for at most CW_KEYRING_TIMEOUT seconds of the service's
 * time.
 *
 * Returns: (transfer full): 32 bytes, or %NULL with %CW_ERROR_KEYRING_MISSING,
 * %CW_ERROR_KEYRING_LOCKED, %CW_ERROR_KEYRING_NONE, %CW_ERROR_KEYRING_SILENT or
 * %G_IO_ERROR_CANCELLED
 */
CwSecret *
cw_keyring_lookup (const char *vault_id,
                   gboolean may_prompt,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (CwKeyringJob) job = NULL;

  g_return_val_if_fail (vault_id != NULL, NULL);

  job = cw_keyring_job_new (look_up, vault_id);
  job->may_prompt = may_prompt;

  return cw_keyring_job_perform (job, cancellable, error) ? g_steal_pointer (&job->half) : NULL;
}

/**
 * cw_keyring_store:
 * @label: how the keyring's own program shows it; no names of parents
 * @half: 32 bytes
 *
 * Puts the half into the default keyring, instead of one that is there, and reads it back. Never
 * asks anyone.
 */
gboolean
cw_keyring_store (const char *vault_id,
                  const char *label,
                  const CwSecret *half,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (CwKeyringJob) job = NULL;

  g_return_val_if_fail (vault_id != NULL && label != NULL, FALSE);
  g_return_val_if_fail (half != NULL && cw_secret_length (half) == HALF_SIZE, FALSE);

  job = cw_keyring_job_new (store, vault_id);
  /* Translators: an entry in the desktop's list of passwords, where %s is the name of the post */
  job->label = g_strdup_printf (_ ("Casework: half of the key (%s)"), label);
  job->half = cw_secret_new (cw_secret_peek (half), HALF_SIZE);

  return cw_keyring_job_perform (job, cancellable, error);
}

/* TRUE also when there was nothing to remove. */
gboolean
cw_keyring_remove (const char *vault_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwKeyringJob) job = NULL;

  g_return_val_if_fail (vault_id != NULL, FALSE);

  job = cw_keyring_job_new (remove_half, vault_id);

  return cw_keyring_job_perform (job, cancellable, error);
}

gboolean
cw_keyring_is_there (GCancellable *cancellable)
{
  g_autoptr (CwKeyringJob) job = cw_keyring_job_new (is_there, "");

  return cw_keyring_job_perform (job, cancellable, NULL);
}

/**
 * cw_keyring_can_store:
 *
 * Returns: whether the default keyring is there and unlocked; else the error says which of the four
 * it is
 */
gboolean
cw_keyring_can_store (GCancellable *cancellable, GError **error)
{
  g_autoptr (CwKeyringJob) job = cw_keyring_job_new (can_store, "");

  return cw_keyring_job_perform (job, cancellable, error);
}

typedef struct
{
  char *vault_id;
  gboolean may_prompt;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->vault_id);
  g_free (question);
}

static void
look_up_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;
  GError *error = NULL;
  CwSecret *half
      = cw_keyring_lookup (question->vault_id, question->may_prompt, cancellable, &error);

  if (half != NULL)
    g_task_return_pointer (task, half, (GDestroyNotify) cw_secret_free);
  else
    g_task_return_error (task, error);
}

void
cw_keyring_lookup_async (const char *vault_id,
                         gboolean may_prompt,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Question *question;

  g_return_if_fail (vault_id != NULL);

  question = g_new0 (Question, 1);
  question->vault_id = g_strdup (vault_id);
  question->may_prompt = may_prompt;
  g_task_set_source_tag (task, cw_keyring_lookup_async);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, look_up_in_thread);
}

CwSecret *
cw_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
