/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vault/cw-vault.h"

G_BEGIN_DECLS

/**
 * CwVaultRow:
 *
 * Records on this laptop, by their name and when they were last opened: nothing else of them is
 * known while they are locked.
 */
#define CW_TYPE_VAULT_ROW (cw_vault_row_get_type ())
G_DECLARE_FINAL_TYPE (CwVaultRow, cw_vault_row, CW, VAULT_ROW, GtkListBoxRow)

/* @vault: borrowed, has to outlive the row. @alike: others have the same name, so the folder is
 * named too. */
GtkWidget *cw_vault_row_new (CwVault *vault, gboolean alike) G_GNUC_WARN_UNUSED_RESULT;
CwVault *cw_vault_row_get_vault (CwVaultRow *self); /* (transfer none) */
void cw_vault_row_set_chosen (CwVaultRow *self, gboolean chosen);

G_END_DECLS
