/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/* Prints the sheet of what is explained before a parent agrees (R7). It names nobody. */
void cw_explain_print (GtkWidget *over, CwSession *session);

G_END_DECLS
