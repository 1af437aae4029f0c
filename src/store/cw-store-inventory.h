/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-published.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/**
 * CwInventory:
 *
 * What a store holds, in numbers and one digest: how two copies are compared without reading a name.
 */
typedef struct {
  gint64 enquiries, cases, adults, consents, children, contacts, steps, papers, drafts, services, codes, ledger;
  CwDay  newest;          /* day of the newest enquiry or contact; CW_DAY_NONE if none */
  gint64 saved_at;        /* when the newest of them was entered, seconds since 1970, UTC; 0: none */
  char  *digest;          /* SHA-256, hex, over every row of every table in a fixed order (docs/SCHEMA.md) */
} CwInventory;

CwInventory *cw_store_take_inventory (CwStore *self, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void         cw_inventory_free       (CwInventory *self);
/* The counts as people compare them, one by one: what is counted, translated, and how many. */
guint        cw_inventory_count_lines (void);
const char  *cw_inventory_get_line   (const CwInventory *self, guint i, gint64 *count);
gboolean     cw_inventory_equal      (const CwInventory *a, const CwInventory *b);   /* counts and digest */

/* RESTORE: the ledger keeps the newer entries of both (docs/SUMMARIES.md). Copies published and withheld blocks, ledger entries, year rules
 * and year families of @newer that @self has not, and marks the records they counted where they are there: by the days of the block,
 * as records of those days. The chain of @newer must begin with the chain of @self (CW_ERROR_INVALID otherwise: both were frozen apart,
 * nothing is merged and the message says what to do). One transaction. */
gboolean     cw_store_take_ledger_of (CwStore *self, CwStore *newer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwInventory, cw_inventory_free)

/* clang-format on */

G_END_DECLS
