/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-inventory.h"

#include <glib/gi18n-lib.h>

/* An inventory as people compare it: on the screen, on the cover sheet, from the command line. */

typedef struct
{
  const char *name;
  gsize offset;
} Line;

static const Line lines[] = {
  { N_ ("Enquiries"), G_STRUCT_OFFSET (CwInventory, enquiries) },
  { N_ ("Cases"), G_STRUCT_OFFSET (CwInventory, cases) },
  { N_ ("Parents"), G_STRUCT_OFFSET (CwInventory, adults) },
  { N_ ("Permissions, with their history"), G_STRUCT_OFFSET (CwInventory, consents) },
  { N_ ("Children"), G_STRUCT_OFFSET (CwInventory, children) },
  { N_ ("Contacts"), G_STRUCT_OFFSET (CwInventory, contacts) },
  { N_ ("Next steps"), G_STRUCT_OFFSET (CwInventory, steps) },
  { N_ ("Paper records"), G_STRUCT_OFFSET (CwInventory, papers) },
  { N_ ("Drafts"), G_STRUCT_OFFSET (CwInventory, drafts) },
  { N_ ("Services in the directory"), G_STRUCT_OFFSET (CwInventory, services) },
  { N_ ("Frozen summaries"), G_STRUCT_OFFSET (CwInventory, ledger) },
};

/**
 * cw_inventory_count_lines:
 *
 * Returns: how many lines there are, the same for every inventory
 */
guint
cw_inventory_count_lines (void)
{
  return G_N_ELEMENTS (lines);
}

/**
 * cw_inventory_get_line:
 * @i: less than cw_inventory_count_lines()
 * @count: (out): how many there are
 *
 * Returns: (transfer none): what is counted, translated
 */
const char *
cw_inventory_get_line (const CwInventory *self, guint i, gint64 *count)
{
  g_return_val_if_fail (self != NULL && count != NULL, NULL);
  g_return_val_if_fail (i < G_N_ELEMENTS (lines), NULL);

  *count = G_STRUCT_MEMBER (gint64, self, lines[i].offset);
  return _ (lines[i].name);
}
