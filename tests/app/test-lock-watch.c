/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes the program lock by itself (R20): time without use, also asleep; the desktop's screen
 * lock; logind. The two services are played by this test, on a bus of its own; the clock is the
 * test's, the linker puts it in (--wrap). */

#include <adwaita.h>
#include <time.h>

#include "app/shell/cw-lock-watch.h"
#include "display-ground.h"
#include "ground.h"
#include "lock-services.h"

/* ---- what was asked for ---- */

static guint n_locks;
static int last_reason;
static gboolean inhibited_at_lock;
static void
lock_cb (CwLockWatch *watch, guint reason)
{
  n_locks++;
  last_reason = (int) reason;
  inhibited_at_lock = lock_is_held ();
}

static CwLockWatch *
make_watch (void)
{
  CwLockWatch *watch = cw_lock_watch_new ();

  n_locks = 0;
  last_reason = -1;
  g_signal_connect (watch, "lock", G_CALLBACK (lock_cb), NULL);
  return watch;
}

static void
assert_locked (guint n, CwLockReason reason)
{
  g_assert_cmpuint (n_locks, ==, n);
  g_assert_cmpint (last_reason, ==, (int) reason);
}

/* ---- time without use ---- */

static void
test_idle (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  g_autoptr (CwLockWatch) watch = make_watch ();

  g_assert_cmpint (lock_clock_kind, ==, CLOCK_BOOTTIME); /* time asleep counts */
  lock_clock_ring (lock_clock_now + 100000);             /* nothing is open: nothing to lock */
  g_assert_cmpuint (n_locks, ==, 0);

  lock_clock_now = 1000;
  cw_lock_watch_begin (watch, session);
  g_assert_cmpint (lock_clock_asked, ==, 300);
  ground_settle (session); /* the minutes are read: an answer looks at the time too */
  lock_clock_ring (1299);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (lock_clock_asked, ==, 1);
  lock_clock_ring (1300);
  assert_locked (1, CW_LOCK_IDLE);

  cw_lock_watch_end (watch);
  g_assert_cmpint (lock_clock_asked, ==, 0);
  lock_clock_ring (9999);
  g_assert_cmpuint (n_locks, ==, 1);
  cw_session_close (session);
}

static void store_minutes (CwSession *session, const char *text);

/* 2 to 15 minutes, 5 where nothing was chosen; what was chosen lies with the records. */
static void
test_minutes (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } cases[] = { { "2", 2 }, { "15", 15 }, { "0", 2 }, { "-7", 2 }, { "99999999999", 15 } };
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  g_autoptr (CwLockWatch) watch = make_watch ();

  cw_lock_watch_begin (watch, session);
  ground_settle (session);
  g_assert_cmpint (cw_lock_watch_get_idle_minutes (watch), ==, CW_IDLE_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      store_minutes (session, cases[i].text);
      ground_settle (session);
      g_assert_cmpint (cw_lock_watch_get_idle_minutes (watch), ==, cases[i].minutes);
      g_assert_cmpint (lock_clock_asked, ==, cases[i].minutes * 60);
    }
  cw_lock_watch_end (watch);
  cw_lock_watch_begin (watch, session); /* the next unlocking reads it again */
  ground_settle (session);
  g_assert_cmpint (cw_lock_watch_get_idle_minutes (watch), ==, 15);
  cw_session_close (session);
}

static gpointer
store_minutes_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_set_setting (store, CW_IDLE_SETTING, input, error);
  return NULL;
}

static void
store_minutes (CwSession *session, const char *text)
{
  cw_session_call (session, store_minutes_work, g_strdup (text), g_free, NULL, CW_CHANGE_PROFILE,
                   NULL, NULL, NULL);
}

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  display_settle (NULL);
}

/* Input in any window counts, a dialog's too; a pointer that lies still does not; and input that
 * comes after the time is over, as when a lid is opened, locks. */
static void
test_input (void)
{
  g_autoptr (Ground) ground = ground_new ();
  g_autoptr (CwSession) session = ground_open_session (ground);
  GtkWidget *window = gtk_window_new (), *dialog;
  g_autoptr (CwLockWatch) watch = make_watch ();

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  lock_clock_now = 1000;
  cw_lock_watch_begin (watch, session);
  ground_settle (session);
  lock_clock_now = 1200;
  run ("xdotool mousemove 40 40");
  run ("xdotool mousemove 60 60");
  lock_clock_ring (1300);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (lock_clock_asked, ==, 200);

  dialog = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (dialog), 300, 300);
  gtk_window_present (GTK_WINDOW (dialog));
  display_settle (NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  lock_clock_now = 1400;
  run ("xdotool mousemove 80 80");
  run ("xdotool click 1");
  lock_clock_ring (1500);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (lock_clock_asked, ==, 200);

  gtk_widget_queue_resize (dialog); /* nobody moved anything */
  lock_clock_now = 1690;
  display_settle (NULL);
  lock_clock_ring (1699);
  g_assert_cmpint (lock_clock_asked, ==, 1);
  lock_clock_now = 1700;
  run ("xdotool click 1");
  g_assert_cmpuint (n_locks, >=, 1);
  g_assert_cmpint (last_reason, ==, CW_LOCK_IDLE);
  gtk_window_destroy (GTK_WINDOW (dialog));
  cw_lock_watch_end (watch);
  cw_session_close (session);
}

static void
test_screen (void)
{
  g_autoptr (CwLockWatch) watch = make_watch ();

  lock_await_watch ();
  lock_tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
             g_variant_new ("(b)", FALSE));
  g_assert_cmpuint (n_locks, ==, 0);
  lock_tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
             g_variant_new ("(b)", TRUE));
  assert_locked (1, CW_LOCK_SCREEN);
}

/* The session of logind that is ours, and no other. */
static void
test_session (void)
{
  g_autoptr (CwLockWatch) watch = make_watch ();

  lock_await_watch ();
  lock_tell ("/org/freedesktop/login1/session/_39", "org.freedesktop.login1.Session", "Lock", NULL);
  lock_tell_property ("/org/freedesktop/login1/session/_39", "Active", FALSE);
  lock_tell_property (LOCK_SESSION_PATH, "Active", TRUE);
  lock_tell_property (LOCK_SESSION_PATH, "LockedHint", FALSE);
  g_assert_cmpuint (n_locks, ==, 0);
  lock_tell (LOCK_SESSION_PATH, "org.freedesktop.login1.Session", "Lock", NULL);
  assert_locked (1, CW_LOCK_SESSION);
  lock_tell_property (LOCK_SESSION_PATH, "Active", FALSE);
  g_assert_cmpuint (n_locks, ==, 2);
  lock_tell_property (LOCK_SESSION_PATH, "LockedHint", TRUE);
  g_assert_cmpuint (n_locks, ==, 3);
}

/* Sleep is held up until the lock is done, and from the waking on again. */
static void
test_sleep (void)
{
  CwLockWatch *watch = make_watch ();

  lock_await_watch ();
  g_assert_true (lock_is_held ());
  lock_tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
             g_variant_new ("(b)", TRUE));
  assert_locked (1, CW_LOCK_SLEEP);
  g_assert_true (inhibited_at_lock);
  g_assert_false (lock_is_held ());
  lock_tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
             g_variant_new ("(b)", FALSE));
  g_assert_cmpuint (n_locks, ==, 1);
  g_assert_true (lock_is_held ());
  g_object_unref (watch); /* a program that has ended holds nothing up */
  g_assert_false (lock_is_held ());
}

/* A watch that goes while the buses have not answered leaves nothing behind. */
static void
test_short (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_object_unref (make_watch ());
      if (i % 2 == 0)
        ground_pump (1);
    }
  ground_pump (200); /* that nothing comes of it later cannot be waited for */
  lock_tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
             g_variant_new ("(b)", TRUE));
  g_assert_cmpuint (n_locks, ==, 0);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  lock_start_services ();
  g_test_add_func ("/lock-watch/idle", test_idle);
  g_test_add_func ("/lock-watch/minutes", test_minutes);
  g_test_add_func ("/lock-watch/input", test_input);
  g_test_add_func ("/lock-watch/screen", test_screen);
  g_test_add_func ("/lock-watch/session", test_session);
  g_test_add_func ("/lock-watch/sleep", test_sleep);
  g_test_add_func ("/lock-watch/short", test_short);
  return g_test_run ();
}
