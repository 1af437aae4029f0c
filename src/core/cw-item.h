/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CwItem:
 *
 * A row of a list model: an object that carries one boxed record, or nothing yet while its page is
 * being read. Emits notify::loaded when the record arrives or changes.
 */
#define CW_TYPE_ITEM (cw_item_get_type ())
G_DECLARE_FINAL_TYPE (CwItem, cw_item, CW, ITEM, GObject)

CwItem *cw_item_new (GType boxed_type, gconstpointer record)
    G_GNUC_WARN_UNUSED_RESULT;                         /* copies; NULL: not read yet */
gconstpointer cw_item_get (CwItem *self);              /* (nullable) (transfer none) */
void cw_item_set (CwItem *self, gconstpointer record); /* copies, notifies */
gboolean cw_item_is_loaded (CwItem *self);

G_END_DECLS
