/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cw-backup-state.h"
#include "vault/cw-safety.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

typedef enum
{
  CW_CHECK_DISK,
  CW_CHECK_SWAP,
  CW_CHECK_SCREEN,
  CW_CHECK_AUTOLOGIN,
  CW_CHECK_LOGIN,
  CW_CHECK_KEYRING,
  CW_CHECK_BACKUP,
  CW_CHECK_PTRACE,
  CW_N_CHECKS
} CwCheckKind;

typedef struct
{
  CwSafetyState states[CW_N_CHECKS];
  gboolean half_missing; /* the keyring answers, and has no half of the key any more */
} CwSafetyChecks;

const char *cw_check_title (CwCheckKind kind);
/* What the state means and what to do. */
const char *cw_safety_checks_get_words (const CwSafetyChecks *self, CwCheckKind kind);
/* "Good", "Look at this", "Not known" */
const char *cw_check_state_word (CwSafetyState state);
/* "Two things to look at", in words for a row. */
char *cw_safety_checks_describe (const CwSafetyChecks *self) G_GNUC_WARN_UNUSED_RESULT;

/* Reads everything on a thread of its own. @vault may be NULL (a demonstration); it is only read.
 */
void cw_safety_checks_read (CwVault *vault,
                            const CwBackupState *backup,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
CwSafetyChecks *cw_safety_checks_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT; /* g_free() */

G_END_DECLS
