/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-secret.h"

G_BEGIN_DECLS

#define CW_HANDOVER_WORDS 7

/* The words of a handover file as they were made (R21), however they were typed: in small letters,
 * one space between. Anything that is no letter stands between words. */
CwSecret *cw_handover_words_tidy (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
/* While they are typed: how many words there are, and which is not in the list they were drawn from
 * (from 1; 0: none). The last is not looked at before something stands after it, or it is the
 * seventh and long enough. */
guint cw_handover_words_count (const char *typed, guint *unknown);

G_END_DECLS
