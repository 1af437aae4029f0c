/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-error.h"
#include "vault/cw-passphrase.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

/* A vault of its own folder that needs no keyring; the keyring has tests of its own. */
typedef struct
{
  char *root, *dir;
  CwSecret *passphrase, *code;
} Fixture;

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);
char *fixture_path (Fixture *self, const char *name); /* a file of the vault */
CwVaultDraft *fixture_prepare (Fixture *self, const char *dir, GError **error);
CwVault *fixture_make_vault (Fixture *self,
                             const char *dir); /* committed, with a file as database */
void fixture_assert_opens (CwVault *vault, const CwSecret *passphrase);
guint fixture_count_entries (const char *dir);

G_END_DECLS
