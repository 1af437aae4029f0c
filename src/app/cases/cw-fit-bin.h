/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwFitBin:
 *
 * Holds one child and says its width before it is laid out in it: signal "fit" (int width), each
 * time the width is another one. What is changed there is seen in the same frame.
 */
#define CW_TYPE_FIT_BIN (cw_fit_bin_get_type ())
G_DECLARE_FINAL_TYPE (CwFitBin, cw_fit_bin, CW, FIT_BIN, GtkWidget)

/* Says the width again, as after a change in the size of text. */
void cw_fit_bin_again (CwFitBin *self);

G_END_DECLS
