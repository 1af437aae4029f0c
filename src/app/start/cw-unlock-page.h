/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwUnlockPage:
 *
 * Which records, their passphrase, and the other ways in.
 */
#define CW_TYPE_UNLOCK_PAGE (cw_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (CwUnlockPage, cw_unlock_page, CW, UNLOCK_PAGE, AdwBin)

GtkWidget *cw_unlock_page_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_unlock_page_try_again (CwUnlockPage *self);
void cw_unlock_page_begin_demo (CwUnlockPage *self);
void cw_unlock_page_say (CwUnlockPage *self, const char *news); /* above everything */

G_END_DECLS
