/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cw-session.h"

G_BEGIN_DECLS

/* What can be chosen for the records of @session; it is kept with them, at once. */
void cw_preferences_show (GtkWindow *parent, CwSession *session);

G_END_DECLS
