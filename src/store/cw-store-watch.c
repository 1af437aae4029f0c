/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-watch.h"

/* After so many steps of the database the cancellable is looked at: far less than a millisecond. */
#define STEPS_BETWEEN 1000

/* So many times in a whole act it is told how far it is. */
#define TELLINGS 100

static void
tell (CwStoreWatch *self, double part)
{
  double done = (self->done + part * self->weight) / self->total;
  int telling = (int) (done * TELLINGS);

  if (self->func == NULL || telling <= self->told)
    return;
  self->told = telling;
  self->func (telling, TELLINGS, self->data);
}

static int
look_cb (gpointer data)
{
  CwStoreWatch *self = data;
  double part;

  self->seen++;
  part = self->wanted > 0 ? self->seen / self->wanted : 1;
  if (part > 0.9)
    part = 1 - 0.01 / (part - 0.8);
  tell (self, part);
  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * cw_store_watch_begin:
 * @self: with its first four fields set, the others zero
 */
void
cw_store_watch_begin (CwStoreWatch *self, CwStore *store)
{
  self->store = store;
  sqlite3_progress_handler (store->db, STEPS_BETWEEN, look_cb, self);
}

/**
 * cw_store_watch_part:
 * @weight: what this part counts for in the whole
 * @steps: how many steps of SQLite's machine it takes for each page of the file, roughly
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
cw_store_watch_part (CwStoreWatch *self, guint weight, guint steps, GError **error)
{
  gint64 pages = cw_store_ask (self->store, "PRAGMA page_count", 0, 0, 0, NULL);

  self->done += self->weight;
  self->weight = weight;
  self->wanted = (double) MAX (pages, 1) * steps / STEPS_BETWEEN;
  self->seen = 0;
  tell (self, 0);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
cw_store_watch_end (CwStoreWatch *self)
{
  sqlite3_progress_handler (self->store->db, 0, NULL, NULL);
  self->store = NULL;
}

static int
heed_cb (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

/**
 * cw_store_heed:
 * @cancellable: (nullable): what stops a statement in the middle; %NULL: nothing any more
 *
 * For the calls that follow, until it is called again with %NULL: they fail with
 * %G_IO_ERROR_CANCELLED. Only round calls that read.
 */
void
cw_store_heed (CwStore *self, GCancellable *cancellable)
{
  g_return_if_fail (cw_store_may_enter (self));

  sqlite3_progress_handler (self->db, cancellable != NULL ? STEPS_BETWEEN : 0, heed_cb,
                            cancellable);
}
