/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwKeyringNote:
 *
 * Says what a new passphrase will open the records together with: the keyring's half of the key, or
 * nothing where the keyring cannot take one now. Signal "changed": it is known, or not any more.
 */
#define CW_TYPE_KEYRING_NOTE (cw_keyring_note_get_type ())
G_DECLARE_FINAL_TYPE (CwKeyringNote, cw_keyring_note, CW, KEYRING_NOTE, AdwBin)

void cw_keyring_note_look (CwKeyringNote *self); /* asks the keyring, some seconds at most */
gboolean cw_keyring_note_is_known (CwKeyringNote *self);   /* it has answered, or did not in time */
gboolean cw_keyring_note_takes_half (CwKeyringNote *self); /* what the note says */

G_END_DECLS
