/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vault/cw-secret.h"

G_BEGIN_DECLS

/**
 * CwNewPassphrase:
 *
 * Where a passphrase is chosen: typed twice, with honest advice while it is typed, or five random
 * words suggested. Signal "changed": it became right or wrong. Property "twice" (construct; default
 * TRUE).
 */
#define CW_TYPE_NEW_PASSPHRASE (cw_new_passphrase_get_type ())
G_DECLARE_FINAL_TYPE (CwNewPassphrase, cw_new_passphrase, CW, NEW_PASSPHRASE, AdwBin)

gboolean cw_new_passphrase_is_right (CwNewPassphrase *self); /* good enough, and the same twice */
CwSecret *cw_new_passphrase_get (CwNewPassphrase *self)
    G_GNUC_WARN_UNUSED_RESULT; /* NULL while it is not right */
void cw_new_passphrase_clear (CwNewPassphrase *self);

G_END_DECLS
