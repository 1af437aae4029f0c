/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cw-period.h"

G_BEGIN_DECLS

/* A row of the list of terms: its name, and its state as icon and words. */
GtkWidget *cw_period_row_new (const CwPeriod *period) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
