/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ground.h"

#include <glib/gstdio.h>

static const guint8 key[32] = "a key for tests, and only for it";
static const guint8 salt[16] = "salt of the test";

Ground *
ground_new (void)
{
  Ground *self = g_new0 (Ground, 1);
  GError *error = NULL;
  CwStore *store;

  self->folder = g_dir_make_tmp ("casework-ground-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "casework.db", NULL);
  self->clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 11, 19), 9 * 60);
  store = cw_store_create (self->path, key, salt, self->clock, &error);
  g_assert_no_error (error);
  g_assert_true (cw_store_close (store, &error));
  g_assert_no_error (error);
  return self;
}

void
ground_free (Ground *self)
{
  GDir *dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (self->folder, name, NULL);

      g_unlink (file);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (self->folder);
  cw_clock_unref (self->clock);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

CwStore *
ground_open (Ground *self)
{
  GError *error = NULL;
  CwStore *store = cw_store_open (self->path, key, salt, self->clock, &error);

  g_assert_no_error (error);
  return store;
}

CwSession *
ground_open_session (Ground *self)
{
  CwSession *session = cw_session_new (ground_open (self), NULL, self->clock, FALSE);

  g_assert_null (cw_session_get_problem (session));
  return session;
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
ground_wait (GroundDone done, gpointer data, guint seconds)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (seconds, late_cb, &late);

  while (!done (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (id);
}

void
ground_pump (guint milliseconds)
{
  gboolean late = FALSE;

  g_timeout_add (milliseconds, late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}
