/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "app/start/cw-demo-room.h"
#include "cw-help.h"
#include "cw-window.h"
#include "vault/cw-harden.h"

#define PORTAL_TIMEOUT 2000 /* milliseconds */

struct _CwApplication
{
  AdwApplication parent_instance;

  gboolean harden; /* the program does, tests do not: it holds for the whole process */
  gboolean demo;   /* --demo: the first window opens it */
};

G_DEFINE_FINAL_TYPE (CwApplication, cw_application, ADW_TYPE_APPLICATION)

/* Closing locks; and yet the lock comes first: a question over a window takes the request to close
 * for itself (libadwaita 1.5), and would be all that goes. */
static void
quit_cb (GSimpleAction *action, GVariant *target, gpointer app)
{
  g_autolist (GtkWindow) windows
      = g_list_copy_deep (gtk_application_get_windows (app),
                          (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (CW_IS_WINDOW (l->data))
        cw_window_lock (l->data);
      gtk_window_close (l->data);
    }
}

static void
about_cb (GSimpleAction *action, GVariant *target, gpointer app)
{
  cw_help_show_about (gtk_application_get_active_window (app));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *target, gpointer app)
{
  cw_help_show_shortcuts (gtk_application_get_active_window (app));
}

static void
help_cb (GSimpleAction *action, GVariant *target, gpointer app)
{
  cw_help_show (gtk_application_get_active_window (app));
}

static void
set_accel (gpointer app, const char *action, const char *accel)
{
  gtk_application_set_accels_for_action (app, action, (const char *const[]){ accel, NULL });
}

static void
set_accels (gpointer app)
{
  static const struct
  {
    const char *action, *accel;
  } accels[] = {
    { "app.quit", "<Control>q" },
    { "app.shortcuts", "<Control>question" },
    { "app.help", "F1" },
    { "win.log-enquiry", "<Control>e" },
    { "win.new-case", "<Control>n" },
    { "win.write-contact", "<Control>t" },
    { "win.lock", "<Control>l" },
    { "win.preferences", "<Control>comma" },
    { "win.search", "<Control>f" },
    { "window.close", "<Control>w" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    set_accel (app, accels[i].action, accels[i].accel);
  gtk_application_set_accels_for_action (app, "win.back",
                                         (const char *const[]){ "<Alt>Left", "Back", NULL });
}

/* Alt+1 … for the rows of the sidebar. Not as accelerators of the application, which would come
 * before whatever has the focus: in a note the same keys say what kind a line is (R10). */
static void
add_page_keys (CwWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const char *name;

  for (guint i = 0; i < 9 && (name = cw_window_get_page_name (window, i)) != NULL; i++)
    {
      GtkShortcut *shortcut
          = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_1 + i, GDK_ALT_MASK),
                              gtk_named_action_new ("win.go-to"));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (name));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

/* The desktop is shutting down: lock as if the window had been closed. */
static gboolean
terminated_cb (gpointer app)
{
  quit_cb (NULL, NULL, app);
  return G_SOURCE_CONTINUE;
}

/* Gives up what the process does not need, before a window or a secret is there: the portal has to
 * see the connection first, or it opens no file dialog for a process that cannot be looked into. It
 * looks only at who asks for something of its own: a ping would not do. What it answers is of no
 * matter. */
static void
give_up (GApplication *app)
{
  GDBusConnection *bus = g_application_get_dbus_connection (app);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  if (bus != NULL)
    answer = g_dbus_connection_call_sync (bus, "org.freedesktop.portal.Desktop",
                                          "/org/freedesktop/portal/desktop",
                                          "org.freedesktop.portal.Settings", "Read",
                                          g_variant_new ("(ss)", "org.freedesktop.appearance",
                                                         "color-scheme"),
                                          NULL, G_DBUS_CALL_FLAGS_NONE, PORTAL_TIMEOUT, NULL, NULL);
  cw_harden_process ();
  if (!cw_harden_network (&error))
    g_printerr ("%s\n", error->message);
}

static void
cw_application_startup (GApplication *app)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "help", .activate = help_cb },
  };
  CwApplication *self = CW_APPLICATION (app);

  G_APPLICATION_CLASS (cw_application_parent_class)->startup (app);
  if (self->harden)
    give_up (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  set_accels (app);
  g_unix_signal_add (SIGTERM, terminated_cb, app);
  g_unix_signal_add (SIGINT, terminated_cb, app);
  g_unix_signal_add (SIGHUP, terminated_cb, app);
  cw_demo_room_sweep ();
}

static void
cw_application_activate (GApplication *app)
{
  CwApplication *self = CW_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    {
      window = GTK_WINDOW (cw_window_new (ADW_APPLICATION (app)));
      add_page_keys (CW_WINDOW (window));
      if (self->demo)
        cw_window_start_demo (CW_WINDOW (window));
    }
  gtk_window_present (window);
}

static int
cw_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  CW_APPLICATION (app)->demo = g_variant_dict_contains (options, "demo");
  return -1; /* go on: the first start activates itself, a second one the first */
}

static void
cw_application_class_init (CwApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = cw_application_startup;
  app_class->activate = cw_application_activate;
  app_class->handle_local_options = cw_application_handle_local_options;
}

static void
cw_application_init (CwApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "demo", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE,
                                 _ ("Try Casework with an invented school year; nothing is kept"),
                                 NULL);
}

/* @harden: give up network and traces for good, as the program does. */
CwApplication *
cw_application_new (gboolean harden)
{
  CwApplication *self
      = g_object_new (CW_TYPE_APPLICATION, "application-id", CW_APP_ID, "flags",
                      G_APPLICATION_DEFAULT_FLAGS, "resource-base-path", "/com/ppp/Casework", NULL);

  self->harden = harden;
  return self;
}
