/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lock-services.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "ground.h"

/* ---- the clock ---- */

int __real_clock_gettime (clockid_t clock, struct timespec *time);
int __wrap_clock_gettime (clockid_t clock, struct timespec *time);
int __real_timerfd_create (int clock, int flags);
int __wrap_timerfd_create (int clock, int flags);
int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old);
int
__real_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old);

gint64 lock_clock_now = 1000;
gint64 lock_clock_asked;
int lock_clock_kind = -1;
static int the_timer = -1;

int
__wrap_clock_gettime (clockid_t clock, struct timespec *time)
{
  if (clock != CLOCK_BOOTTIME)
    return __real_clock_gettime (clock, time);
  time->tv_sec = lock_clock_now;
  time->tv_nsec = 0;
  return 0;
}

int
__wrap_timerfd_create (int clock, int flags)
{
  lock_clock_kind = clock;
  return the_timer = __real_timerfd_create (clock, flags);
}

int
__wrap_timerfd_settime (int fd, int flags, const struct itimerspec *new, struct itimerspec *old)
{
  const struct itimerspec never = { 0 };

  lock_clock_asked = new->it_value.tv_sec;
  return __real_timerfd_settime (fd, flags, &never, old); /* it rings when the test says so */
}

void
lock_clock_ring (gint64 time)
{
  const struct itimerspec soon = { .it_value = { .tv_nsec = 1000 } };
  struct pollfd timer = { .fd = the_timer, .events = POLLIN };

  lock_clock_now = time;
  __real_timerfd_settime (the_timer, 0, &soon, NULL);
  g_assert_cmpint (poll (&timer, 1, 10000), ==, 1);
  ground_settle (NULL);
}

/* ---- the two services ---- */

static int held = -1; /* the other end of what holds sleep up */

gboolean
lock_is_held (void)
{
  struct pollfd end = { .fd = held, .events = POLLIN };

  return held >= 0 && poll (&end, 1, 0) == 0;
}

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
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", LOCK_SESSION_PATH));
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

void
lock_start_services (void)
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

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
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

/* What was sent before on this connection, and what the bus had for it, has arrived. */
static void
go_there_and_back (GDBusConnection *bus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                     "GetId", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

/* From these services by way of the bus to the program, and from it back; an answer may lead to
 * another question. */
static void
settle (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) system = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  for (guint i = 0; i < 4; i++)
    {
      go_there_and_back (server);
      go_there_and_back (session);
      go_there_and_back (system);
      ground_settle (NULL);
    }
}

static gboolean
is_held (gpointer data)
{
  return lock_is_held ();
}

void
lock_await_watch (void)
{
  ground_wait (is_held, NULL, 20);
  settle ();
}

void
lock_tell (const char *path, const char *interface, const char *signal, GVariant *values)
{
  g_assert_true (
      g_dbus_connection_emit_signal (server, NULL, path, interface, signal, values, NULL));
  settle ();
}

void
lock_tell_property (const char *path, const char *name, gboolean value)
{
  GVariantBuilder changed;

  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&changed, "{sv}", name, g_variant_new_boolean (value));
  lock_tell (path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
             g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, NULL));
}
