/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-secret.h"

G_BEGIN_DECLS

typedef enum
{
  CW_PASSPHRASE_SHORT,
  CW_PASSPHRASE_COMMON,
  CW_PASSPHRASE_FAIR,
  CW_PASSPHRASE_GOOD,
  CW_PASSPHRASE_STRONG
} CwPassphraseAdvice;

#define CW_PASSPHRASE_MIN 12 /* characters */

/* Honest advice on a passphrase: too short, among the common ones (bundled list, also with digits
 * put at the end or repeated), else by an estimate of the guesses it takes. The first two are
 * refused. */
CwPassphraseAdvice cw_passphrase_judge (const char *utf8);
gboolean cw_passphrase_accepts (const char *utf8,
                                GError **error); /* CW_ERROR_WEAK with a sentence */
CwSecret *cw_passphrase_suggest (guint n_words)
    G_GNUC_WARN_UNUSED_RESULT; /* random words of the bundled list, spaces between: 5 for a
                                  passphrase, 7 for a handover */

/* Recovery code: 20 random bytes as 32 Crockford base32 characters and a check group of 4. */
CwSecret *
cw_recovery_code_new (void) G_GNUC_WARN_UNUSED_RESULT; /* "7K3M-QX9D-…-V0R1", nine groups */
CwSecret *cw_recovery_code_parse (const char *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* its 32 upper-case characters; spaces, hyphens, case do not matter,
                                  O is 0, I and L are 1; CW_ERROR_MISTYPED */
CwSecret *cw_recovery_code_canonical (const CwSecret *code, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* the 32 characters, from the code as shown or from these themselves
                                */

G_END_DECLS
