/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"
#include "app/start/cw-new-passphrase.h"

G_BEGIN_DECLS

typedef enum
{
  CW_KEYS_PASSPHRASE, /* another passphrase */
  CW_KEYS_CODE,       /* another recovery code */
  CW_KEYS_ALL         /* somebody may know it: everything new */
} CwKeysKind;

/**
 * CwKeysWalk:
 *
 * A new passphrase, a new recovery code, or new keys altogether. Leaves by the action
 * "safekeeping.leave", and when it is done to a new backup by "safekeeping.back-up".
 */
#define CW_TYPE_KEYS_WALK (cw_keys_walk_get_type ())
G_DECLARE_FINAL_TYPE (CwKeysWalk, cw_keys_walk, CW, KEYS_WALK, AdwBin)

GtkWidget *cw_keys_walk_new (CwSession *session, CwKeysKind kind) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_keys_walk_is_done (CwKeysWalk *self);

G_END_DECLS
