/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All of it, past every buffer; FALSE: errno says why not. */
gboolean cw_write_all (int fd, gconstpointer data, gsize size);

G_END_DECLS
