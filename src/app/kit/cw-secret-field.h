/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is typed into this entry, or wiped out of it, is told to no assistive technology and to
 * nobody else who listens: call it once, when the entry is made. */
void cw_secret_field (GtkPasswordEntry *entry);

G_END_DECLS
