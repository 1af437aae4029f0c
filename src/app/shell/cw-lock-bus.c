/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-lock-bus.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"
#define LOGIND_SESSION "org.freedesktop.login1.Session"
#define PROPERTIES "org.freedesktop.DBus.Properties"

#define CALL_TIMEOUT 5000 /* milliseconds; nothing waits for it */
#define SYSTEM_ALWAYS 1   /* the manager's signal is listened to whichever session is ours */

/* Every desktop has its own name for the same thing. */
static const char *const screen_savers[] = {
  "org.gnome.ScreenSaver",
  "org.freedesktop.ScreenSaver",
  "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",
};

/* One of the two buses, and what is listened to on it. */
typedef struct
{
  CwLockBus *owner;
  GDBusConnection *connection; /* NULL: there is none, or not yet */
  void (*begin) (CwLockBus *owner);
  guint ids[G_N_ELEMENTS (screen_savers) + 2];
  guint n;
} Bus;

struct _CwLockBus
{
  CwLockBusFunc func;
  gpointer data;

  GCancellable *cancellable; /* cancelled when this goes: answers that come later touch nothing */
  Bus session, system;
  guint logind_id; /* watches the name */
  int inhibitor;   /* sleep waits while it is open; -1: none */
  gboolean asked;  /* for one, no answer yet */
};

/* ---- a bus ---- */

static void
listen (Bus *self,
        const char *sender,
        const char *interface,
        const char *member,
        const char *path,
        GDBusSignalCallback callback)
{
  g_assert (self->n < G_N_ELEMENTS (self->ids));

  self->ids[self->n++]
      = g_dbus_connection_signal_subscribe (self->connection, sender, interface, member, path, NULL,
                                            G_DBUS_SIGNAL_FLAGS_NONE, callback, self->owner, NULL);
}

/* All but the first @keep. */
static void
stop_listening (Bus *self, guint keep)
{
  while (self->n > keep)
    g_dbus_connection_signal_unsubscribe (self->connection, self->ids[--self->n]);
}

static void
got_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GDBusConnection *connection = g_bus_get_finish (result, NULL);
  Bus *self = data;

  if (connection == NULL)
    return; /* none, or its owner is gone */
  self->connection = connection;
  self->begin (self->owner);
}

static void
bus_begin (Bus *self, CwLockBus *owner, GBusType type, void (*begin) (CwLockBus *owner))
{
  self->owner = owner;
  self->begin = begin;
  g_bus_get (type, owner->cancellable, got_bus_cb, self);
}

static void
bus_end (Bus *self)
{
  stop_listening (self, 0);
  g_clear_object (&self->connection);
}

/* The one flag of a signal that has no more; FALSE: it is another signal. */
static gboolean
read_flag (GVariant *values, gboolean *flag)
{
  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(b)")))
    return FALSE;
  g_variant_get (values, "(b)", flag);
  return TRUE;
}

/* ---- the desktop's screen lock ---- */

static void
active_changed_cb (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *member,
                   GVariant *values,
                   gpointer data)
{
  CwLockBus *self = data;
  gboolean active;

  if (read_flag (values, &active) && active)
    self->func (CW_LOCK_BUS_SCREEN, self->data);
}

static void
watch_screen (CwLockBus *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    listen (&self->session, screen_savers[i], screen_savers[i], "ActiveChanged", NULL,
            active_changed_cb);
}

/* ---- sleep ---- */

static void
release (CwLockBus *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result,
                                                         &error);
  CwLockBus *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->asked = FALSE;
  if (answer == NULL || fds == NULL || g_unix_fd_list_get_length (fds) < 1)
    return;
  release (self);
  self->inhibitor = g_unix_fd_list_get (fds, 0, NULL);
}

/* Sleep is to wait for the lock. */
static void
inhibit (CwLockBus *self)
{
  if (self->inhibitor >= 0 || self->asked)
    return;
  self->asked = TRUE;
  g_dbus_connection_call_with_unix_fd_list (
      self->system.connection, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Casework", _ ("The records are being locked"), "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_TIMEOUT, NULL,
      self->cancellable, inhibited_cb, self);
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *member,
                      GVariant *values,
                      gpointer data)
{
  CwLockBus *self = data;
  gboolean before;

  if (!read_flag (values, &before))
    return;
  self->func (before ? CW_LOCK_BUS_SLEEP : CW_LOCK_BUS_WAKE, self->data);
  if (before)
    release (self);
  else
    inhibit (self);
}

/* ---- logind's session ---- */

static void
lock_signal_cb (GDBusConnection *bus,
                const char *sender,
                const char *path,
                const char *interface,
                const char *member,
                GVariant *values,
                gpointer data)
{
  CwLockBus *self = data;

  self->func (CW_LOCK_BUS_SESSION, self->data);
}

static void
properties_cb (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *member,
               GVariant *values,
               gpointer data)
{
  CwLockBus *self = data;
  g_autoptr (GVariant) changed = NULL;
  gboolean active = TRUE, locked = FALSE;

  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (values, 1);
  g_variant_lookup (changed, "Active", "b", &active); /* another user's session came in front */
  g_variant_lookup (changed, "LockedHint", "b", &locked);
  if (!active || locked)
    self->func (CW_LOCK_BUS_SESSION, self->data);
}

static void
got_session_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  CwLockBus *self = data;
  const char *path;

  if (answer == NULL)
    return; /* no session of logind's, or @self is gone */
  g_variant_get (answer, "(&o)", &path);
  stop_listening (&self->system, SYSTEM_ALWAYS);
  listen (&self->system, LOGIND, LOGIND_SESSION, "Lock", path, lock_signal_cb);
  listen (&self->system, LOGIND, PROPERTIES, "PropertiesChanged", path, properties_cb);
}

static void
logind_appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  CwLockBus *self = data;

  inhibit (self);
  /* "auto": the session of the program, or where it has none, as a service of the user, the one
   * that the user sees. */
  g_dbus_connection_call (bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "GetSession",
                          g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_TIMEOUT, self->cancellable,
                          got_session_cb, self);
}

static void
logind_vanished_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  CwLockBus *self = data;

  release (self); /* it holds nothing up any more */
}

static void
watch_logind (CwLockBus *self)
{
  GDBusConnection *bus = self->system.connection;

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  listen (&self->system, LOGIND, LOGIND_MANAGER, "PrepareForSleep", LOGIND_PATH,
          prepare_for_sleep_cb);
  self->logind_id
      = g_bus_watch_name_on_connection (bus, LOGIND, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                        logind_appeared_cb, logind_vanished_cb, self, NULL);
}

CwLockBus *
cw_lock_bus_new (CwLockBusFunc func, gpointer data)
{
  CwLockBus *self = g_new0 (CwLockBus, 1);

  self->func = func;
  self->data = data;
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  bus_begin (&self->session, self, G_BUS_TYPE_SESSION, watch_screen);
  bus_begin (&self->system, self, G_BUS_TYPE_SYSTEM, watch_logind);
  return self;
}

void
cw_lock_bus_free (CwLockBus *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_handle_id (&self->logind_id, g_bus_unwatch_name);
  bus_end (&self->session);
  bus_end (&self->system);
  release (self);
  g_free (self);
}
