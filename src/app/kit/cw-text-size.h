/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

double cw_text_size_get_scale (GtkWidget *widget);
/* Text above about 120 % of the usual size. */
gboolean cw_text_size_is_large (GtkWidget *widget);
/* Puts the second half of @box below the first while text is large. */
void cw_text_size_stack (GtkBox *box);

G_END_DECLS
