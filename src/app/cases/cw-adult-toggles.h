/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/* With whom a contact was: one toggle an adult in @box. Somebody who withdrew is shown and cannot
 * be chosen (R9). */
typedef void (*CwAdultToggled) (gint64 adult_id, gboolean with, gpointer data);
void cw_adult_toggles_fill (
    GtkBox *box, GPtrArray *adults, const CwIds *with, CwAdultToggled toggled, gpointer data);

G_END_DECLS
