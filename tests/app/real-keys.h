/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Real keys through the display server, for tests: "Tab space ctrl+Return". The main loop runs
 * until they are taken. */
void real_keys (GtkWindow *window, const char *keys);
void real_type (GtkWindow *window, const char *text);

G_END_DECLS
