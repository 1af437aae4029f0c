/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwSetupPage:
 *
 * New records in four steps: name, passphrase, recovery code, ready. Nothing is kept until the last
 * one is done.
 */
#define CW_TYPE_SETUP_PAGE (cw_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (CwSetupPage, cw_setup_page, CW, SETUP_PAGE, AdwBin)

GtkWidget *cw_setup_page_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_setup_page_is_busy (CwSetupPage *self); /* the records are being made */

G_END_DECLS
