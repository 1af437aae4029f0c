/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Windows that explain; there is nobody to call and no network to look things up. @parent may be
 * NULL. */
void cw_help_show (GtkWindow *parent);
void cw_help_show_shortcuts (GtkWindow *parent);
void cw_help_show_about (GtkWindow *parent);

G_END_DECLS
