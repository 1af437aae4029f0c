/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwRecoveryPage:
 *
 * The recovery code opens the records when the passphrase or the keyring half is gone. Nothing is
 * reset: the passphrase slot is wrapped again under a new keyring half.
 */
#define CW_TYPE_RECOVERY_PAGE (cw_recovery_page_get_type ())
G_DECLARE_FINAL_TYPE (CwRecoveryPage, cw_recovery_page, CW, RECOVERY_PAGE, AdwBin)

/* @why: the error of the keyring that led here, or NULL: the adviser asked for it. */
GtkWidget *cw_recovery_page_new (const char *dir,
                                 const char *label,
                                 const GError *why) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
