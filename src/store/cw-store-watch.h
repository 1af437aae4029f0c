/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-progress.h"
#include "cw-store-private.h"

G_BEGIN_DECLS

/**
 * CwStoreWatch:
 *
 * Looks at the cancellable and tells how far it is while SQLite is busy with one long statement, or
 * with several. The steps of SQLite's machine are counted; how many a part takes is known roughly,
 * from the size of the file. A part that takes longer than was thought slows down, but never ends
 * before its time.
 */
typedef struct
{
  CwProgress func;
  gpointer data;
  GCancellable *cancellable;
  guint total; /* the weights of all parts together */

  /* set while it runs */
  CwStore *store; /* borrowed */
  guint done;     /* the weights of the parts that are over */
  guint weight;   /* of the part that runs */
  double wanted;  /* how often its part is looked at, roughly */
  double seen;
  int told;
} CwStoreWatch;

void cw_store_watch_begin (CwStoreWatch *self, CwStore *store);
/* The next part: what it counts for, and its steps for each page of the file. */
gboolean cw_store_watch_part (CwStoreWatch *self, guint weight, guint steps, GError **error);
void cw_store_watch_end (CwStoreWatch *self);

G_END_DECLS
