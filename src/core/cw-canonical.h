/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The canonical form that hashes are taken over: one JSON text with sorted keys, no white space
 * between tokens, UTF-8, whole numbers only. The caller gives the keys in sorted order.
 */

void cw_canonical_key (GString *out,
                       const char *key); /* with the comma before it where one belongs */
void cw_canonical_string (GString *out, const char *text);
void cw_canonical_number (GString *out, gint64 number);
void cw_canonical_bool (GString *out, gboolean value);
void cw_canonical_null (GString *out);

G_END_DECLS
