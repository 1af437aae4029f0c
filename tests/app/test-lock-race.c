/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A lock at any moment of an unlocking (R20): it always ends locked, and the draft is kept. The
 * deliberate cost of the passphrase is taken out by the linker (--wrap), the rest is the program's
 * own window with a real vault. */

#include <adwaita.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/shell/cw-window.h"
#include "display-ground.h"
#include "ground.h"
#include "start-ground.h"

#define RACES 1000

static AdwApplication *application;
static char *dir;

/* Whether somebody, also this process, has the records. */
static gboolean
is_let_go (gpointer data)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = g_build_filename (dir, "casework.lock", NULL);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean free = fd >= 0 && fcntl (fd, F_OFD_SETLK, &lock) == 0;

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  return free;
}

static void
fill (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gpointer
save_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwDraft) draft = cw_draft_new ();

  fill (&draft->kind, "enquiry");
  fill (&draft->subject, "race");
  fill (&draft->body, input);
  cw_store_save_draft (store, draft, error);
  return NULL;
}

static gpointer
load_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwDraft) draft = cw_store_get_draft (store, "enquiry", "race", error);

  return draft != NULL ? g_strdup (draft->body) : NULL;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_loaded (gpointer data)
{
  return *(char **) data != NULL;
}

static void
assert_draft (CwWindow *window, const char *expected)
{
  g_autofree char *text = NULL;

  cw_session_call (cw_window_get_session (window), load_work, NULL, NULL, g_free, 0, NULL,
                   loaded_cb, &text);
  ground_wait (is_loaded, &text, 10);
  g_assert_cmpstr (text, ==, expected);
}

static void
pump_for (CwWindow *window, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (50);
}

static gint64
measure_unlock (CwWindow *window)
{
  gint64 begun = g_get_monotonic_time (), took;

  start_ground_unlock (window, START_WORDS);
  ground_wait (display_is_open, window, 20);
  took = g_get_monotonic_time () - begun;
  cw_window_lock (window);
  ground_wait (is_let_go, NULL, 20);
  return took;
}

static void
test_races (void)
{
  CwWindow *window = cw_window_new (application);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  g_autofree char *draft = NULL;
  guint open = 0;
  gint64 took;

  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  took = measure_unlock (window);
  for (guint i = 0; i < 8; i++)
    took = MIN (took, measure_unlock (window));
  for (guint race = 0; race < RACES; race++)
    {
      start_ground_unlock (window, START_WORDS);
      pump_for (window, g_rand_int_range (rand, 0, (gint32) took * 5 / 4));
      if (display_is_open (window))
        {
          open++;
          g_free (draft);
          draft = g_strdup_printf ("half typed in race %u", race);
          cw_session_call (cw_window_get_session (window), save_work, g_strdup (draft), g_free,
                           NULL, CW_CHANGE_DRAFTS, NULL, NULL, NULL);
        }
      cw_window_lock (window);
      g_assert_null (cw_window_get_session (window));
      ground_wait (is_let_go, NULL, 20); /* whatever was under way has ended */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_null (cw_window_get_session (window));
      g_assert_null (cw_window_get_page (window));
      g_assert_nonnull (start_ground_find (window, GTK_TYPE_PASSWORD_ENTRY, 0));
    }
  g_test_message ("%u of %u were open when the lock came; an unlocking takes %u us", open, RACES,
                  (guint) took);
  g_assert_cmpuint (open, >, RACES / 20);
  g_assert_cmpuint (open, <, RACES - RACES / 20);
  start_ground_unlock (window, START_WORDS);
  ground_wait (display_is_open, window, 20);
  assert_draft (window, draft);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  application = display_make_application ();
  dir = start_ground_make (1, "Hollin Bank", FALSE, NULL);
  g_test_add_func ("/lock-race/thousand", test_races);
  return g_test_run ();
}
