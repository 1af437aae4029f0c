/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cw-secret.h"

G_BEGIN_DECLS

/*
 * The keyring half of the key, over libsecret. Each answer is told apart by the error code:
 * CW_ERROR_KEYRING_MISSING, _LOCKED, _NONE, _SILENT. Nothing here ever creates or deletes a vault.
 */
#define CW_KEYRING_TIMEOUT 5 /* seconds, then CW_ERROR_KEYRING_SILENT */

void cw_keyring_lookup_async (const char *vault_id,
                              gboolean may_prompt,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
CwSecret *cw_keyring_lookup_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Blocking twins for worker threads and the command line; they stop after CW_KEYRING_TIMEOUT too.
 */
CwSecret *cw_keyring_lookup (const char *vault_id,
                             gboolean may_prompt,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_keyring_store (const char *vault_id,
                           const char *label,
                           const CwSecret *half,
                           GCancellable *cancellable,
                           GError **error); /* read back and compared before it says TRUE */
gboolean cw_keyring_remove (const char *vault_id, GCancellable *cancellable, GError **error);
gboolean
cw_keyring_is_there (GCancellable *cancellable); /* a Secret Service answers on the session bus */
gboolean cw_keyring_can_store (
    GCancellable *cancellable,
    GError **error); /* there is a default keyring and it is unlocked; else why not */

G_END_DECLS
