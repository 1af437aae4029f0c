/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/cw-code.h"

G_BEGIN_DECLS

/* A drop-down of one code list. @empty stands first and means none; a retired code only where it is
 * @chosen. */
void
cw_code_drop_down_fill (GtkDropDown *drop_down, GPtrArray *codes, gint64 chosen, const char *empty);
gint64 cw_code_drop_down_get (GtkDropDown *drop_down); /* 0: none */

G_END_DECLS
