/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

/* What one stage counts for in the whole. */
#define STAGE_SIZE 1000

static void
tell (CwStages *self, goffset part)
{
  if (self->func != NULL)
    self->func ((goffset) (self->stage - 1) * STAGE_SIZE + part,
                (goffset) self->stages * STAGE_SIZE, self->data);
}

gboolean
cw_stages_next (CwStages *self, GError **error)
{
  self->stage++;
  g_assert (self->stage <= self->stages);
  tell (self, 0);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
cw_stages_finish (CwStages *self)
{
  self->stage = self->stages;
  tell (self, STAGE_SIZE);
}

/* The end of a stage is the beginning of the next one, which tells it. */
void
cw_stages_tell_cb (goffset done, goffset total, gpointer data)
{
  if (total > 0 && done < total)
    tell (data, (goffset) ((double) done / (double) total * STAGE_SIZE));
}

/* ---- databases ---- */

CwStore *
cw_keyed_open (const char *path, const CwSecret *data_key, CwClock *clock, GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_open (path, cw_secret_peek (key), cw_secret_peek (salt), clock, error);
}

gboolean
cw_keyed_copy (CwStore *store,
               const char *path,
               const CwSecret *data_key,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_copy_to (store, path, cw_secret_peek (key), cw_secret_peek (salt), cancellable,
                           error);
}

/* Opens a copy, takes its inventory and closes it again. */
CwInventory *
cw_keyed_inventory (const char *path,
                    const CwSecret *data_key,
                    CwClock *clock,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (CwStore) store = cw_keyed_open (path, data_key, clock, error);

  return store != NULL ? cw_store_take_inventory (store, cancellable, error) : NULL;
}
