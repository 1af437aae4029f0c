/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-keep-work.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cw-handover-work.h"
#include "cw-off-laptop.h"
#include "vault/cw-keyring.h"
#include "vault/cw-passphrase.h"

#define OFF_LAPTOP "backup-off-laptop" /* setting: seconds since 1970 */

/* ---- calls ---- */

static void
show_fraction (gpointer frame, double fraction)
{
  cw_walk_frame_set_fraction (frame, fraction);
}

CwKeepCall *
cw_keep_call_new (CwSession *session, CwWalkFrame *frame)
{
  CwKeepCall *self = g_new0 (CwKeepCall, 1);

  self->session = g_object_ref (session);
  self->slot = CW_SLOT_PASSPHRASE;
  if (frame != NULL)
    self->relay = cw_progress_relay_new (frame, show_fraction);
  return self;
}

void
cw_keep_call_free (CwKeepCall *self)
{
  g_object_unref (self->session);
  g_free (self->path);
  g_free (self->label);
  g_clear_pointer (&self->secret, cw_secret_free);
  g_clear_pointer (&self->code, cw_secret_free);
  g_clear_pointer (&self->relay, cw_progress_relay_unref);
  g_free (self);
}

void
cw_keep_cancel_with (CwSession *session, GCancellable *cancellable)
{
  g_signal_connect_object (session, "closing", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
}

GCancellable *
cw_keep_begin (CwSession *session, CwWalkFrame *frame, const CwWalkStage *stages)
{
  GCancellable *cancellable = cw_walk_frame_begin (frame, stages);

  cw_keep_cancel_with (session, cancellable);
  return cancellable;
}

/* ---- the state of backups ---- */

void
cw_keep_view_free (CwKeepView *self)
{
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_free (self);
}

static gint64
read_time (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_mtime : 0;
}

/* When the newest backup here was written that is surely of these records. */
static gint64
read_newest (GPtrArray *kept)
{
  for (guint i = 0; i < kept->len; i++)
    {
      const CwBackupFile *file = g_ptr_array_index (kept, i);

      if (!file->shared)
        return read_time (file->path);
    }
  return 0;
}

/* 1, 0, or -1 with @error. Asked at every opening: counting is for records that nobody ever took
 * away from the laptop. */
static int
look_for_records (CwStore *store, gint64 off_at, GError **error)
{
  gint64 n;

  if (off_at != 0)
    return 1;
  n = cw_store_count_enquiries (store, &(CwEnquiryFilter){ 0 }, NULL, error);
  if (n == 0)
    n = cw_store_count_cases (store, CW_CASES_ALL, NULL, error);
  return n < 0 ? -1 : n > 0;
}

static gpointer
read_view (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  CwVault *vault = cw_session_get_vault (call->session);
  g_autoptr (CwKeepView) view = g_new0 (CwKeepView, 1);
  g_autoptr (GError) problem = NULL;
  g_autofree char *off = cw_store_get_setting (store, OFF_LAPTOP, &problem);
  g_autoptr (CwHandoverMark) mark = NULL;
  int records;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  view->state.off_at = off != NULL ? g_ascii_strtoll (off, NULL, 10) : 0;
  records = look_for_records (store, view->state.off_at, error);
  if (records < 0)
    return NULL;
  view->kept = vault != NULL ? cw_backup_list (vault, error) : g_ptr_array_new ();
  if (view->kept == NULL)
    return NULL;
  view->state.here_at = read_newest (view->kept);
  view->state.now = cw_clock_now (cw_store_get_clock (store));
  view->state.has_records = records > 0;
  mark = cw_handover_mark_read (store, &problem);
  view->handed_over = mark != NULL;
  return g_steal_pointer (&view);
}

void
cw_keep_view_read (CwSession *session,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  cw_session_call (session, read_view, cw_keep_call_new (session, NULL),
                   (GDestroyNotify) cw_keep_call_free, (GDestroyNotify) cw_keep_view_free, 0,
                   cancellable, callback, data);
}

CwKeepView *
cw_keep_view_finish (GObject *session, GAsyncResult *result, GError **error)
{
  return cw_session_call_finish (CW_SESSION (session), result, error);
}

/* ---- backup ---- */

void
cw_keep_written_free (CwKeepWritten *self)
{
  g_clear_pointer (&self->inventory, cw_inventory_free);
  g_free (self);
}

gpointer
cw_keep_write (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  CwVault *vault = cw_session_get_vault (call->session);
  g_autoptr (CwKeepWritten) written = g_new0 (CwKeepWritten, 1);
  g_autofree char *now = NULL;

  if (!cw_backup_write (vault, store, cw_session_peek_data_key (call->session), call->path,
                        &written->inventory, cw_progress_relay_tell, call->relay, cancellable,
                        error))
    return NULL;
  written->off_laptop = cw_is_off_laptop (call->path, cw_vault_get_dir (vault));
  now = g_strdup_printf ("%" G_GINT64_FORMAT, cw_clock_now (cw_store_get_clock (store)));
  if (written->off_laptop && !cw_store_set_setting (store, OFF_LAPTOP, now, error))
    return NULL;
  return g_steal_pointer (&written);
}

gpointer
cw_keep_take_inventory (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_take_inventory (store, cancellable, error);
}

/* ---- looking into a backup ---- */

/* The keyring half, where a passphrase may need it. Without one the file itself says what is
 * missing. */
static CwSecret *
look_up_half (CwKeepCall *call, GCancellable *cancellable)
{
  CwVault *vault = cw_session_get_vault (call->session);
  g_autofree char *id = NULL;

  if (call->slot != CW_SLOT_PASSPHRASE || vault == NULL)
    return NULL;
  id = cw_vault_get_id (vault);
  return cw_keyring_lookup (id, FALSE, cancellable, NULL);
}

/* The secret as its slot wants it. */
static CwSecret *
prepare_secret (CwKeepCall *call, GError **error)
{
  if (call->slot == CW_SLOT_RECOVERY)
    return cw_recovery_code_parse ((const char *) cw_secret_peek (call->secret), error);
  return cw_secret_new (cw_secret_peek (call->secret), cw_secret_length (call->secret));
}

static void
inspect_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CwKeepCall *call = data;
  GError *error = NULL;
  g_autoptr (CwSecret) half = look_up_half (call, cancellable);
  g_autoptr (CwSecret) secret = prepare_secret (call, &error);
  CwInventory *inventory = NULL;

  if (secret != NULL)
    inventory = cw_backup_inspect (call->path, call->slot, secret, half,
                                   cw_session_get_clock (call->session), cw_progress_relay_tell,
                                   call->relay, cancellable, &error);
  if (inventory != NULL)
    g_task_return_pointer (task, inventory, (GDestroyNotify) cw_inventory_free);
  else
    g_task_return_error (task, error);
}

void
cw_keep_inspect (CwKeepCall *call,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, call, (GDestroyNotify) cw_keep_call_free);
  g_task_run_in_thread (task, inspect_thread);
}

CwInventory *
cw_keep_inspect_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- restore ---- */

/* A folder beside the other records, with a name that says nothing. */
static char *
choose_dir (CwVault *vault)
{
  g_autofree char *parent = g_path_get_dirname (cw_vault_get_dir (vault));

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("records-%u", i);
      g_autofree char *dir = g_build_filename (parent, name, NULL);

      if (!g_file_test (dir, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&dir);
    }
}

gpointer
cw_keep_restore (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  g_autoptr (CwSecret) half = look_up_half (call, cancellable);
  g_autoptr (CwSecret) secret = prepare_secret (call, error);
  g_autofree char *dir = choose_dir (cw_session_get_vault (call->session));
  g_autoptr (CwVault) vault = NULL;

  if (secret == NULL)
    return NULL;
  vault = cw_restore (call->path, dir, call->label, call->slot, secret, half, store,
                      cw_store_get_clock (store), NULL, cw_progress_relay_tell, call->relay,
                      cancellable, error);
  if (vault != NULL)
    cw_vault_release (vault);
  return NULL;
}

/* ---- keys ---- */

/* Nobody may slip other keys in, to be taken for the present ones. */
static gboolean
is_present_key (CwSession *session, const CwSecret *data_key, GError **error)
{
  const CwSecret *present = cw_session_peek_data_key (session);

  if (present != NULL && cw_secret_equal (present, data_key))
    return TRUE;
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       _ ("The keys on this laptop are not the ones these records were opened "
                          "with. Nothing was changed. Lock your records and open them again."));
  return FALSE;
}

gpointer
cw_keep_prove (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  CwVault *vault = cw_session_get_vault (call->session);
  g_autoptr (CwSecret) data_key = NULL;

  if (call->slot == CW_SLOT_RECOVERY)
    data_key = cw_vault_recover (vault, (const char *) cw_secret_peek (call->secret), NULL, FALSE,
                                 cw_kdf_default, cancellable, error);
  else
    data_key = cw_vault_unlock (vault, call->secret, FALSE, cancellable, error);
  if (data_key != NULL)
    is_present_key (call->session, data_key, error);
  return NULL;
}

gpointer
cw_keep_change_passphrase (CwStore *store,
                           gpointer input,
                           GCancellable *cancellable,
                           GError **error)
{
  CwKeepCall *call = input;

  cw_change_passphrase (cw_session_get_vault (call->session), store,
                        cw_session_peek_data_key (call->session), call->secret, cw_kdf_default,
                        error);
  return NULL;
}

gpointer
cw_keep_renew_code (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;

  cw_renew_recovery_code (cw_session_get_vault (call->session), store,
                          cw_session_peek_data_key (call->session), call->code, cw_kdf_default,
                          error);
  return NULL;
}

/* What became of the daily backups under the old keys. */
static CwKeepRenewed *
look_after_renewal (CwVault *vault, CwStore *store, gboolean twin)
{
  CwKeepRenewed *renewed = g_new0 (CwKeepRenewed, 1);
  g_auto (GStrv) former = cw_backup_list_former (store);
  g_autofree char *left = cw_backup_find_left (vault, former);

  renewed->twin = twin;
  renewed->left = left != NULL;
  return renewed;
}

gpointer
cw_keep_renew_keys (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwKeepCall *call = input;
  CwSession *session = call->session;
  CwVault *vault = cw_session_get_vault (session);
  const CwSecret *before = cw_session_peek_data_key (session);
  CwSecret *data_key = cw_secret_new (cw_secret_peek (before), cw_secret_length (before));
  gboolean twin = cw_vault_has_twin (vault), renewed;

  renewed
      = cw_renew_data_key (&vault, &store, call->secret, call->code, cw_vault_uses_keyring (vault),
                           cw_kdf_default, cw_session_get_clock (session), &data_key,
                           cw_progress_relay_tell, call->relay, cancellable, error);
  cw_session_replace (session, vault, store, data_key);
  return renewed ? look_after_renewal (vault, store, twin) : NULL;
}
