/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

/**
 * CwTabStop:
 *
 * Holds a table and makes it one stop of the Tab key. GTK 4.8 would go from row to row, so that a
 * long table never lets go of the focus; the arrow keys do that.
 */
struct _CwTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CwTabStop, cw_tab_stop, ADW_TYPE_BIN)

static gboolean
cw_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && cw_has_focus_inside (widget))
    return FALSE;
  return GTK_WIDGET_CLASS (cw_tab_stop_parent_class)->focus (widget, direction);
}

static void
cw_tab_stop_class_init (CwTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = cw_tab_stop_focus;
}

static void
cw_tab_stop_init (CwTabStop *self)
{
}
