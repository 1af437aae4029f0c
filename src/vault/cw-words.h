/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Plain English words of four to eight letters, for suggested passphrases; in the order of
 * strcmp(). */
extern const char *const cw_words[];
extern const gsize cw_n_words;

/* What is tried first when passphrases are guessed: lower case, letters and digits, in the order of
 * strcmp(). */
extern const char *const cw_common_passwords[];
extern const gsize cw_n_common_passwords;

G_END_DECLS
