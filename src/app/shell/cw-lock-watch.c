/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-lock-watch.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "cw-lock-bus.h"

/* Also runs while the computer sleeps, as CLOCK_MONOTONIC and with it g_timeout_add() does not: a
 * laptop that was asleep without anybody saying so is locked when it wakes. */
#define CLOCK CLOCK_BOOTTIME

struct _CwLockWatch
{
  GObject parent_instance;

  CwLockBus *bus;
  CwSession *session; /* owned; NULL: no time is measured */
  GCancellable *cancellable;
  gulong changed_id;

  int minutes;
  gint64 last_input; /* seconds of CLOCK */
  double x, y;       /* of the pointer */
  int timer;         /* a timerfd; -1: none */
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (CwLockWatch, cw_lock_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOCK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
ask (CwLockWatch *self, CwLockReason reason)
{
  g_autoptr (CwLockWatch) keep = g_object_ref (self);

  g_signal_emit (keep, signals[SIGNAL_LOCK], 0, (guint) reason);
}

/* ---- time without use ---- */

static gint64
get_seconds (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK, &now);
  return now.tv_sec;
}

/* Seconds until the lock. */
static gint64
get_rest (CwLockWatch *self)
{
  return self->last_input + 60 * self->minutes - get_seconds ();
}

static void
set_timer (CwLockWatch *self, gint64 seconds)
{
  struct itimerspec when = { .it_value = { .tv_sec = seconds } };

  if (self->timer >= 0)
    timerfd_settime (self->timer, 0, &when, NULL);
}

static void
look_at_time (CwLockWatch *self)
{
  gint64 rest;

  if (self->session == NULL)
    return;
  rest = get_rest (self);
  if (rest > 0)
    set_timer (self, rest);
  else
    ask (self, CW_LOCK_IDLE);
}

static gboolean
timer_cb (int fd, GIOCondition condition, gpointer data)
{
  CwLockWatch *self = data;
  guint64 times;

  if (read (fd, &times, sizeof times) == sizeof times)
    look_at_time (self);
  return G_SOURCE_CONTINUE;
}

/* Somebody is there. What comes after the time is over, as after a sleep, does not count. */
static void
note_input (CwLockWatch *self)
{
  if (self->session == NULL)
    return;
  if (get_rest (self) > 0)
    self->last_input = get_seconds ();
  else
    ask (self, CW_LOCK_IDLE);
}

/* The toolkit itself makes movements of a pointer that lies still. */
static gboolean
is_input (CwLockWatch *self, GdkEvent *event)
{
  double x = -1, y = -1;

  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_KEY_RELEASE:
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_PAD_BUTTON_PRESS:
      return TRUE;
    case GDK_MOTION_NOTIFY:
      gdk_event_get_position (event, &x, &y);
      if (x == self->x && y == self->y)
        return FALSE;
      self->x = x;
      self->y = y;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
event_cb (CwLockWatch *self, GdkEvent *event)
{
  g_assert (CW_IS_LOCK_WATCH (self));

  if (is_input (self, event))
    note_input (self);
  return GDK_EVENT_PROPAGATE;
}

/* ---- keys ---- */

/* Does @action in the window that @window was opened over, by however many steps. In a file chooser
 * Ctrl+L is the toolkit's own, to type where a file is. */
static gboolean
pass_on (GtkWidget *window, GVariant *args, gpointer action)
{
  GtkWindow *below;

  if (GTK_IS_FILE_CHOOSER (window))
    return FALSE;
  while ((below = gtk_window_get_transient_for (GTK_WINDOW (window))) != NULL)
    window = GTK_WIDGET (below);
  return gtk_widget_activate_action (window, action, NULL);
}

/* She gets up with a dialog open: what it shows is locked by the same keys. Before whatever has the
 * focus, and in every window: the keys of the application are those of its main window only, and a
 * dialog inside that window may keep keys to itself. */
static void
add_keys (GtkWidget *window)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = { { GDK_KEY_l, "win.lock" }, { GDK_KEY_q, "app.quit" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_CONTROL_MASK),
                          gtk_callback_action_new (pass_on, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (window, controller);
}

/* Dialogs are windows of their own: all that the program opens are looked at. */
static void
windows_changed_cb (CwLockWatch *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (list, i);
      GtkEventController *controller = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
      g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (window, controller);
      add_keys (window);
    }
}

static void
watch_windows (CwLockWatch *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows), windows);
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---- the setting ---- */

static gpointer
read_minutes_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_setting (store, CW_IDLE_SETTING, error);
}

static void
minutes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the watch may be gone */
  cw_lock_watch_set_idle_minutes (data, text != NULL
                                            ? (int) CLAMP (g_ascii_strtoll (text, NULL, 10),
                                                           CW_IDLE_LEAST, CW_IDLE_MOST)
                                            : CW_IDLE_DEFAULT);
}

static void
read_minutes (CwLockWatch *self)
{
  cw_session_call (self->session, read_minutes_work, NULL, NULL, g_free, 0, self->cancellable,
                   minutes_cb, self);
}

static void
changed_cb (CwLockWatch *self, guint change)
{
  if (change & CW_CHANGE_PROFILE)
    read_minutes (self);
}

/* ---- the object ---- */

static void
bus_cb (CwLockBusEvent event, gpointer data)
{
  CwLockWatch *self = data;

  switch (event)
    {
    case CW_LOCK_BUS_SCREEN:
      ask (self, CW_LOCK_SCREEN);
      break;
    case CW_LOCK_BUS_SESSION:
      ask (self, CW_LOCK_SESSION);
      break;
    case CW_LOCK_BUS_SLEEP:
      ask (self, CW_LOCK_SLEEP);
      break;
    case CW_LOCK_BUS_WAKE:
      look_at_time (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
cw_lock_watch_dispose (GObject *object)
{
  CwLockWatch *self = CW_LOCK_WATCH (object);

  cw_lock_watch_end (self);
  g_clear_pointer (&self->bus, cw_lock_bus_free);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->timer >= 0)
    close (self->timer);
  self->timer = -1;
  G_OBJECT_CLASS (cw_lock_watch_parent_class)->dispose (object);
}

static void
cw_lock_watch_class_init (CwLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_lock_watch_dispose;
  /* lock (guint, a CwLockReason) */
  signals[SIGNAL_LOCK] = g_signal_new ("lock", CW_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cw_lock_watch_init (CwLockWatch *self)
{
  self->minutes = CW_IDLE_DEFAULT;
  self->timer = timerfd_create (CLOCK, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->timer >= 0)
    self->timer_id = g_unix_fd_add (self->timer, G_IO_IN, timer_cb, self);
  watch_windows (self);
  self->bus = cw_lock_bus_new (bus_cb, self);
}

/* Begins to listen; time is not measured yet. */
CwLockWatch *
cw_lock_watch_new (void)
{
  return g_object_new (CW_TYPE_LOCK_WATCH, NULL);
}

void
cw_lock_watch_begin (CwLockWatch *self, CwSession *session)
{
  g_return_if_fail (CW_IS_LOCK_WATCH (self));
  g_return_if_fail (CW_IS_SESSION (session));

  cw_lock_watch_end (self);
  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->changed_id = g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self,
                                              G_CONNECT_SWAPPED);
  self->last_input = get_seconds ();
  cw_lock_watch_set_idle_minutes (self, CW_IDLE_DEFAULT);
  read_minutes (self);
}

void
cw_lock_watch_end (CwLockWatch *self)
{
  g_return_if_fail (CW_IS_LOCK_WATCH (self));

  if (self->session == NULL)
    return;
  set_timer (self, 0);
  g_clear_signal_handler (&self->changed_id, self->session);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
}

void
cw_lock_watch_set_idle_minutes (CwLockWatch *self, int minutes)
{
  g_return_if_fail (CW_IS_LOCK_WATCH (self));

  self->minutes = CLAMP (minutes, CW_IDLE_LEAST, CW_IDLE_MOST);
  look_at_time (self);
}

int
cw_lock_watch_get_idle_minutes (CwLockWatch *self)
{
  g_return_val_if_fail (CW_IS_LOCK_WATCH (self), CW_IDLE_DEFAULT);

  return self->minutes;
}
