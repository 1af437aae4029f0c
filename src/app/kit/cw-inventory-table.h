/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "store/cw-store-inventory.h"

G_BEGIN_DECLS

/* What is in the records, in numbers; two side by side where @other is given (may be NULL, as its
 * title). A line in which they differ is bold and says so. */
GtkWidget *cw_inventory_table_new (const CwInventory *inventory,
                                   const char *title,
                                   const CwInventory *other,
                                   const char *other_title) G_GNUC_WARN_UNUSED_RESULT;
/* "46 enquiries, 12 cases and 130 contacts" */
char *cw_inventory_describe (const CwInventory *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
