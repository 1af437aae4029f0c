/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwSafekeepingPage:
 *
 * Backups, keys and the safety check: the state of each, and the walks that change it (R20, R21).
 */
#define CW_TYPE_SAFEKEEPING_PAGE (cw_safekeeping_page_get_type ())
G_DECLARE_FINAL_TYPE (CwSafekeepingPage, cw_safekeeping_page, CW, SAFEKEEPING_PAGE, CwSection)

/* Begins the walk to a backup off the laptop, unless another walk is under way. */
void cw_safekeeping_page_back_up (CwSafekeepingPage *self);
/* The walk in sight, NULL: none. */
GtkWidget *cw_safekeeping_page_get_walk (CwSafekeepingPage *self);

G_END_DECLS
