/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-progress.h"
#include "cw-store-inventory.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* Copies of a store and what proves them, told as they go and stopped within a second. */

/* Another file under other keys, by sqlcipher_export, NOT yet verified nor durable: for a caller
 * that seals it, reads it back and verifies that. @path is not there yet. */
gboolean cw_store_export_to (CwStore *self,
                             const char *path,
                             const guint8 key[32],
                             const guint8 salt[16],
                             CwProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
/* As cw_store_copy_to(): exported, made durable, verified. */
gboolean cw_store_copy_watched (CwStore *self,
                                const char *path,
                                const guint8 key[32],
                                const guint8 salt[16],
                                CwProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/* The file itself, page for page as it lies on the disk, encrypted: after cw_store_settle_file()
 * and until the next act on the store. -1: an error. The bytes prove nothing until they are
 * verified. */
goffset cw_store_settle_file (CwStore *self, GError **error);
gboolean
cw_store_read_file_cb (goffset at, guint8 *bytes, gsize length, gpointer store, GError **error);
/* Whether the file is under the key that goes with this salt: keys and salt come from one secret.
 */
gboolean cw_store_has_salt (CwStore *self, const guint8 salt[16]);

GPtrArray *cw_store_verify_watched (CwStore *self,
                                    CwProgress progress,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_checks_passed (GPtrArray *checks); /* all of them */

CwInventory *cw_store_take_inventory_watched (CwStore *self,
                                              CwProgress progress,
                                              gpointer data,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
