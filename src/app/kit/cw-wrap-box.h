/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwWrapBox:
 *
 * Children side by side at their natural widths, and on further lines where the width does not
 * suffice (large text). What is left of a line goes to its children with "hexpand". Property
 * "spacing", between children and lines. With property "columns" (not 0) the children stand below
 * each other in at most so many columns, fewer where the width does not suffice.
 */
#define CW_TYPE_WRAP_BOX (cw_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (CwWrapBox, cw_wrap_box, CW, WRAP_BOX, GtkWidget)

GtkWidget *cw_wrap_box_new (int spacing) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CwFormScroller:
 *
 * A form above a table: as high as its content at the width it has, and scrolling where there is
 * less height. (A GtkScrolledWindow would ask for the height of the content at its narrowest.)
 * Property "child".
 */
#define CW_TYPE_FORM_SCROLLER (cw_form_scroller_get_type ())
G_DECLARE_FINAL_TYPE (CwFormScroller, cw_form_scroller, CW, FORM_SCROLLER, GtkWidget)

G_END_DECLS
