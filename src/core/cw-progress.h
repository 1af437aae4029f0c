/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwProgress:
 *
 * How far a slow act is, in a unit of its own; called on the thread that works, at most some
 * hundred times per act.
 */
typedef void (*CwProgress) (goffset done, goffset total, gpointer data);

G_END_DECLS
