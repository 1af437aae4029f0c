/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cw-secret.h"

G_BEGIN_DECLS

/**
 * CwKeyFile:
 *
 * casework.key, version 1 (docs/SECURITY.md): a vault id and one to four slots, each of which wraps
 * the data key under a secret. Any unknown value or non-zero reserved bit is refused: in the header
 * the whole file (CW_ERROR_DAMAGED, _NEWER or _NOT_OURS), in a slot that slot alone, so that the
 * other secret still opens.
 */
typedef struct _CwKeyFile CwKeyFile;

typedef enum
{
  CW_SLOT_PASSPHRASE = 1,
  CW_SLOT_RECOVERY = 2,
  CW_SLOT_HANDOVER = 3
} CwSlotType;

/* Cost of Argon2id. The program uses CW_KDF_DEFAULT; tests CW_KDF_LEAST. */
typedef struct
{
  guint32 ops;
  guint64 mem;
} CwKdf;
extern const CwKdf cw_kdf_default; /* 3, 256 MiB */
extern const CwKdf cw_kdf_least;   /* 2, 64 MiB */

CwKeyFile *cw_key_file_new (void) G_GNUC_WARN_UNUSED_RESULT; /* a new random vault id, no slot */
CwKeyFile *cw_key_file_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *cw_key_file_serialize (CwKeyFile *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_key_file_free (CwKeyFile *self);
char *cw_key_file_get_id (CwKeyFile *self) G_GNUC_WARN_UNUSED_RESULT; /* vault id, 32 hex digits */
gboolean cw_key_file_has_slot (CwKeyFile *self, CwSlotType type, gboolean *uses_device);

/* Adds the slot or replaces the one of its type. @device: 32 bytes of the keyring half, or NULL.
 * Slow (Argon2id): not on the main thread. */
gboolean cw_key_file_set_slot (CwKeyFile *self,
                               CwSlotType type,
                               const CwSecret *data_key,
                               const CwSecret *secret,
                               const CwSecret *device,
                               CwKdf kdf,
                               GError **error);
/* The data key, or CW_ERROR_WRONG_SECRET, CW_ERROR_KEYRING_MISSING (the slot wants a half that was
 * not given), CW_ERROR_NO_MEMORY. Slow. */
CwSecret *cw_key_file_open_slot (CwKeyFile *self,
                                 CwSlotType type,
                                 const CwSecret *secret,
                                 const CwSecret *device,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Subkeys of the data key (crypto_kdf). */
CwSecret *
cw_data_key_derive_db_key (const CwSecret *data_key) G_GNUC_WARN_UNUSED_RESULT; /* 32 bytes */
CwSecret *
cw_data_key_derive_db_salt (const CwSecret *data_key) G_GNUC_WARN_UNUSED_RESULT; /* 16 bytes */
CwSecret *
cw_data_key_derive_archive_key (const CwSecret *data_key) G_GNUC_WARN_UNUSED_RESULT; /* 32 bytes */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwKeyFile, cw_key_file_free)

G_END_DECLS
