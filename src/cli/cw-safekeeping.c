/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-safekeeping-private.h"

/* What one stage counts for in the whole. */
#define STAGE_SIZE 1000

static void
tell (CwStages *self, goffset part)
{
  if (self->func != NULL)
    self->func ((goffset) self->done * STAGE_SIZE + part * self->span,
                (goffset) self->stages * STAGE_SIZE, self->data);
}

gboolean
cw_stages_next_of (CwStages *self, guint span, GError **error)
{
  self->done += self->span;
  self->span = span;
  g_assert (self->done + self->span <= self->stages);
  tell (self, 0);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
cw_stages_next (CwStages *self, GError **error)
{
  return cw_stages_next_of (self, 1, error);
}

void
cw_stages_finish (CwStages *self)
{
  self->done = self->stages;
  tell (self, 0);
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

/* In the version it has: so it is compared with what was printed when it was written. */
CwStore *
cw_keyed_open_version (const char *path, const CwSecret *data_key, CwClock *clock, GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_open_version (path, cw_secret_peek (key), cw_secret_peek (salt), clock, error);
}

gboolean
cw_keyed_copy (
    CwStore *store, const char *path, const CwSecret *data_key, CwStages *stages, GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_copy_watched (store, path, cw_secret_peek (key), cw_secret_peek (salt),
                                cw_stages_tell_cb, stages, stages->cancellable, error);
}

/* As cw_keyed_copy(), for a caller that reads back and verifies what it makes of the copy. */
gboolean
cw_keyed_export (
    CwStore *store, const char *path, const CwSecret *data_key, CwStages *stages, GError **error)
{
  g_autoptr (CwSecret) key = cw_data_key_derive_db_key (data_key);
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_export_to (store, path, cw_secret_peek (key), cw_secret_peek (salt),
                             cw_stages_tell_cb, stages, stages->cancellable, error);
}

gboolean
cw_keyed_is_under (CwStore *store, const CwSecret *data_key)
{
  g_autoptr (CwSecret) salt = cw_data_key_derive_db_salt (data_key);

  return cw_store_has_salt (store, cw_secret_peek (salt));
}

CwInventory *
cw_stages_take_inventory (CwStages *self, CwStore *store, GError **error)
{
  return cw_store_take_inventory_watched (store, cw_stages_tell_cb, self, self->cancellable, error);
}

/* Opens a copy, takes its inventory and closes it again. */
CwInventory *
cw_keyed_inventory (
    const char *path, const CwSecret *data_key, CwClock *clock, CwStages *stages, GError **error)
{
  g_autoptr (CwStore) store = cw_keyed_open (path, data_key, clock, error);

  return store != NULL ? cw_stages_take_inventory (stages, store, error) : NULL;
}
