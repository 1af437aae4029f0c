/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "real-keys.h"

#define SETTLE_MS 60

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pump_until (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static void
run_xdotool (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  gboolean ended = FALSE, settled = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, ended_cb, &ended);
  pump_until (&ended);
  g_timeout_add (SETTLE_MS, time_is_up_cb, &settled);
  pump_until (&settled);
}

/* Without a window manager nobody gives the window the keyboard. */
static void
focus_window (GtkWindow *window)
{
  const char *const words[]
      = { "xdotool", "search", "--onlyvisible", "--class", ".", "windowfocus", NULL };

  if (!gtk_window_is_active (window))
    run_xdotool (words);
}

void
real_keys (GtkWindow *window, const char *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, " ", -1);

  focus_window (window);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *const words[] = { "xdotool", "key", "--clearmodifiers", parts[i], NULL };

      run_xdotool (words);
    }
}

void
real_type (GtkWindow *window, const char *text)
{
  const char *const words[] = { "xdotool", "type", "--delay", "20", text, NULL };

  focus_window (window);
  run_xdotool (words);
}
