/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwReceivePage:
 *
 * Receives a handover (R21): the file and its seven words, a passphrase and a recovery code of
 * one's own, then what arrived, to compare with the cover sheet. Nothing is made before the last
 * button but one; the file is only read.
 */
#define CW_TYPE_RECEIVE_PAGE (cw_receive_page_get_type ())
G_DECLARE_FINAL_TYPE (CwReceivePage, cw_receive_page, CW, RECEIVE_PAGE, AdwBin)

GtkWidget *cw_receive_page_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_receive_page_choose (CwReceivePage *self, const char *path); /* as from the file dialog */
gboolean cw_receive_page_is_busy (CwReceivePage *self); /* records are being written just now */
void
cw_receive_page_lock (CwReceivePage *self); /* closes what arrived; its numbers stay in sight */

G_END_DECLS
