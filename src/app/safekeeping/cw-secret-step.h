/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-keep-work.h"

G_BEGIN_DECLS

/**
 * CwSecretStep:
 *
 * The step of a walk that asks for a passphrase or a recovery code, and tries it: on a backup, or
 * on the records that are open. While it is tried the frame is busy, and what goes wrong is said
 * there. Property "hint", in words below the field. Signals "changed", "activate" (Enter) and
 * "opened" (it was right).
 */
#define CW_TYPE_SECRET_STEP (cw_secret_step_get_type ())
G_DECLARE_FINAL_TYPE (CwSecretStep, cw_secret_step, CW, SECRET_STEP, AdwBin)

/* Once. Both outlive the step's last answer. */
void cw_secret_step_set_walk (CwSecretStep *self, CwSession *session, CwWalkFrame *frame);
/* The backup it is for; NULL: the records that are open. */
void cw_secret_step_set_path (CwSecretStep *self, const char *path);
gboolean cw_secret_step_is_filled (CwSecretStep *self);
void cw_secret_step_try (CwSecretStep *self);
/* Path and secret, for work that wants them again. */
CwKeepCall *cw_secret_step_make_call (CwSecretStep *self) G_GNUC_WARN_UNUSED_RESULT;
/* Of a backup, once it was opened: what is in it, and what is in the records now. */
const CwInventory *cw_secret_step_get_found (CwSecretStep *self);
const CwInventory *cw_secret_step_get_present (CwSecretStep *self);
void cw_secret_step_set_text (CwSecretStep *self, const char *text); /* for tests, and "" to wipe */

G_END_DECLS
