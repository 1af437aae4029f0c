/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-key-file.h"

G_BEGIN_DECLS

/**
 * CwSecretEntry:
 *
 * One field for what opens a backup, or records: the passphrase, or the recovery code. Signals
 * "changed" and "activate".
 */
#define CW_TYPE_SECRET_ENTRY (cw_secret_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwSecretEntry, cw_secret_entry, CW, SECRET_ENTRY, AdwBin)

gboolean cw_secret_entry_is_filled (CwSecretEntry *self);
CwSlotType cw_secret_entry_get_slot (CwSecretEntry *self);
CwSecret *cw_secret_entry_get (CwSecretEntry *self) G_GNUC_WARN_UNUSED_RESULT;
/* What it is asked for instead of what opens a backup: the names of both. */
void cw_secret_entry_set_names (CwSecretEntry *self, const char *passphrase, const char *code);
void cw_secret_entry_set_text (CwSecretEntry *self,
                               const char *text); /* for tests, and "" to wipe */

G_END_DECLS
