/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/kit/cw-save-timer.h"

#define QUIET_MS 1000
#define AT_MOST_MS 5000

static gboolean
due_cb (gpointer data)
{
  CwSaveTimer *self = data;

  cw_save_timer_stop (self);
  self->func (self->data);
  return G_SOURCE_REMOVE;
}

void
cw_save_timer_touch (CwSaveTimer *self)
{
  g_return_if_fail (self != NULL && self->func != NULL);

  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MS, due_cb, self);
  cw_save_timer_retry (self);
}

void
cw_save_timer_retry (CwSaveTimer *self)
{
  g_return_if_fail (self != NULL && self->func != NULL);

  if (self->most_source == 0)
    self->most_source = g_timeout_add (AT_MOST_MS, due_cb, self);
}

gboolean
cw_save_timer_stop (CwSaveTimer *self)
{
  gboolean waited;

  g_return_val_if_fail (self != NULL, FALSE);

  waited = cw_save_timer_waits (self);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  g_clear_handle_id (&self->most_source, g_source_remove);
  return waited;
}

gboolean
cw_save_timer_waits (const CwSaveTimer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->quiet_source != 0 || self->most_source != 0;
}
