/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes the program lock by itself (R20): time without use, also asleep; the desktop's screen
 * lock; logind. The two services are played by this test, on a bus of its own; the clock is the
 * test's, the linker puts it in (--wrap). */

#include <adwaita.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "app/shell/cw-lock-watch.h"
#include "ground.h"

#define LOGIND_SESSION_PATH "/org/freedesktop/login1/session/_32"

/* ---- the clock ---- */

int __real_clock_gettime (clockid_t clock, struct timespec *time);
int __wrap_clock_gettime (clockid_t clock, struct timespec *time);
int __real_timerfd_create (int clock, int flags);
int __wrap_timerfd_create (int clock, int flags);
int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old);
int
__real_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old);

static gint64 now = 1000; /* seconds */
static gint64 asked_for;  /* of the timer */
static int timer_clock = -1, the_timer = -1;

int
__wrap_clock_gettime (clockid_t clock, struct timespec *time)
{
  if (clock != CLOCK_BOOTTIME)
    return __real_clock_gettime (clock, time);
  time->tv_sec = now;
  time->tv_nsec = 0;
  return 0;
}

int
__wrap_timerfd_create (int clock, int flags)
{
  timer_clock = clock;
  return the_timer = __real_timerfd_create (clock, flags);
}

int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old)
{
  const struct itimerspec never = { 0 };

  asked_for = new->it_value.tv_sec;
  return __real_timerfd_settime (fd, flags, &never, old); /* it rings when the test says so */
}

static void
let_ring (gint64 time)
{
  const struct itimerspec soon = { .it_value = { .tv_nsec = 1000 } };

  now = time;
  __real_timerfd_settime (the_timer, 0, &soon, NULL);
  ground_pump (30);
}

/* ---- what was asked for ---- */

static guint n_locks;
static int last_reason;
static gboolean inhibited_at_lock;
static int held = -1; /* the other end of what holds sleep up */

static gboolean
is_held (void)
{
  struct pollfd end = { .fd = held, .events = POLLIN };

  return held >= 0 && poll (&end, 1, 0) == 0;
}

static void
lock_cb (CwLockWatch *watch, guint reason)
{
  n_locks++;
  last_reason = (int) reason;
  inhibited_at_lock = is_held ();
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

  g_assert_cmpint (timer_clock, ==, CLOCK_BOOTTIME); /* time asleep counts */
  let_ring (now + 100000);                           /* nothing is open: nothing to lock */
  g_assert_cmpuint (n_locks, ==, 0);

  now = 1000;
  cw_lock_watch_begin (watch, session);
  g_assert_cmpint (asked_for, ==, 300);
  let_ring (1299);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (asked_for, ==, 1);
  let_ring (1300);
  assert_locked (1, CW_LOCK_IDLE);

  cw_lock_watch_end (watch);
  g_assert_cmpint (asked_for, ==, 0);
  let_ring (9999);
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
  ground_pump (100);
  g_assert_cmpint (cw_lock_watch_get_idle_minutes (watch), ==, CW_IDLE_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      store_minutes (session, cases[i].text);
      ground_pump (150);
      g_assert_cmpint (cw_lock_watch_get_idle_minutes (watch), ==, cases[i].minutes);
      g_assert_cmpint (asked_for, ==, cases[i].minutes * 60);
    }
  cw_lock_watch_end (watch);
  cw_lock_watch_begin (watch, session); /* the next unlocking reads it again */
  ground_pump (100);
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
  ground_pump (150);
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
  ground_pump (300);
  now = 1000;
  cw_lock_watch_begin (watch, session);
  ground_pump (100);
  now = 1200;
  run ("xdotool mousemove 40 40");
  run ("xdotool mousemove 60 60");
  let_ring (1300);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (asked_for, ==, 200);

  dialog = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (dialog), 300, 300);
  gtk_window_present (GTK_WINDOW (dialog));
  ground_pump (300);
  gtk_window_destroy (GTK_WINDOW (window));
  now = 1400;
  run ("xdotool mousemove 80 80");
  run ("xdotool click 1");
  let_ring (1500);
  g_assert_cmpuint (n_locks, ==, 0);
  g_assert_cmpint (asked_for, ==, 200);

  gtk_widget_queue_resize (dialog); /* nobody moved anything */
  now = 1690;
  ground_pump (200);
  let_ring (1699);
  g_assert_cmpint (asked_for, ==, 1);
  now = 1700;
  run ("xdotool click 1");
  g_assert_cmpuint (n_locks, >=, 1);
  g_assert_cmpint (last_reason, ==, CW_LOCK_IDLE);
  gtk_window_destroy (GTK_WINDOW (dialog));
  cw_lock_watch_end (watch);
  cw_session_close (session);
}

/* ---- the two services ---- */

static GDBusConnection *server;

static void
called_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *arguments,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  const char *what, *who, *why, *mode;

  if (g_str_equal (method, "GetSession"))
    {
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(o)", LOGIND_SESSION_PATH));
      return;
    }
  g_variant_get (arguments, "(&s&s&s&s)", &what, &who, &why, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  {
    g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
    int ends[2];

    g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
    if (held >= 0)
      close (held);
    held = ends[0];
    g_assert_cmpint (g_unix_fd_list_append (fds, ends[1], NULL), ==, 0);
    close (ends[1]);
    g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                             fds);
  }
}

static void
own (const char *name)
{
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_sync (server, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                     "RequestName", g_variant_new ("(su)", name, 0), NULL,
                                     G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  g_assert_nonnull (answer);
}

static void
start_services (void)
{
  static const char xml[]
      = "<node><interface name='org.freedesktop.login1.Manager'>"
        "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
        "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
        "<arg type='h' direction='out'/></method>"
        "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
        "</method></interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  GError *error = NULL;

  server = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (server, "/org/freedesktop/login1", node->interfaces[0],
                                     &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  own ("org.freedesktop.login1");
  own ("org.gnome.ScreenSaver");
}

static void
tell (const char *path, const char *interface, const char *signal, GVariant *values)
{
  g_assert_true (
      g_dbus_connection_emit_signal (server, NULL, path, interface, signal, values, NULL));
  ground_pump (150);
}

static void
tell_property (const char *path, const char *name, gboolean value)
{
  GVariantBuilder changed;

  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&changed, "{sv}", name, g_variant_new_boolean (value));
  tell (path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, NULL));
}

static void
test_screen (void)
{
  g_autoptr (CwLockWatch) watch = make_watch ();

  ground_pump (300);
  tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", FALSE));
  g_assert_cmpuint (n_locks, ==, 0);
  tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", TRUE));
  assert_locked (1, CW_LOCK_SCREEN);
}

/* The session of logind that is ours, and no other. */
static void
test_session (void)
{
  g_autoptr (CwLockWatch) watch = make_watch ();

  ground_pump (300);
  tell ("/org/freedesktop/login1/session/_39", "org.freedesktop.login1.Session", "Lock", NULL);
  tell_property ("/org/freedesktop/login1/session/_39", "Active", FALSE);
  tell_property (LOGIND_SESSION_PATH, "Active", TRUE);
  tell_property (LOGIND_SESSION_PATH, "LockedHint", FALSE);
  g_assert_cmpuint (n_locks, ==, 0);
  tell (LOGIND_SESSION_PATH, "org.freedesktop.login1.Session", "Lock", NULL);
  assert_locked (1, CW_LOCK_SESSION);
  tell_property (LOGIND_SESSION_PATH, "Active", FALSE);
  g_assert_cmpuint (n_locks, ==, 2);
  tell_property (LOGIND_SESSION_PATH, "LockedHint", TRUE);
  g_assert_cmpuint (n_locks, ==, 3);
}

/* Sleep is held up until the lock is done, and from the waking on again. */
static void
test_sleep (void)
{
  CwLockWatch *watch = make_watch ();

  ground_pump (300);
  g_assert_true (is_held ());
  tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", TRUE));
  assert_locked (1, CW_LOCK_SLEEP);
  g_assert_true (inhibited_at_lock);
  g_assert_false (is_held ());
  tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
        g_variant_new ("(b)", FALSE));
  g_assert_cmpuint (n_locks, ==, 1);
  g_assert_true (is_held ());
  g_object_unref (watch); /* a program that has ended holds nothing up */
  ground_pump (100);
  g_assert_false (is_held ());
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
  ground_pump (200);
  tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", TRUE));
  g_assert_cmpuint (n_locks, ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  g_assert_true (cw_secret_init ());
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  start_services ();
  g_test_add_func ("/lock-watch/idle", test_idle);
  g_test_add_func ("/lock-watch/minutes", test_minutes);
  g_test_add_func ("/lock-watch/input", test_input);
  g_test_add_func ("/lock-watch/screen", test_screen);
  g_test_add_func ("/lock-watch/session", test_session);
  g_test_add_func ("/lock-watch/sleep", test_sleep);
  g_test_add_func ("/lock-watch/short", test_short);
  return g_test_run ();
}
