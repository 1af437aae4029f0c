/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every widget of it that is in sight and can have the focus has a name for those who do not see
 * it, and no two have the same underlined letter. Run with GTK_A11Y=test. */
void names_assert (GtkWidget *widget);

G_END_DECLS
