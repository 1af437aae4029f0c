/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock from end to end (R20): real encrypted records in the program's own window, half a
 * sentence in a form, and then whatever locks. Afterwards the records are let go and nothing of
 * them is in sight; at the next opening the half sentence is offered back. Clock, screen lock and
 * logind are the test's. */

#include "app/directory/cw-service-form.h"
#include "app/directory/cw-services-view.h"
#include "app/shell/cw-lock-watch.h"
#include "app/shell/cw-window.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"
#include "lock-services.h"

#define HALF "Somebody to ring abo"

static AdwApplication *application;

typedef struct
{
  Keep *keep;
  CwWindow *window;
} Desk;

static void
desk_open (Desk *self)
{
  if (self->window == NULL)
    {
      self->window = cw_window_new (application);
      gtk_window_present (GTK_WINDOW (self->window));
    }
  lock_clock_now = 1000;
  keep_open (self->keep);
  cw_window_open (self->window, self->keep->session);
  display_settle_window (self->window);
  lock_await_watch ();
}

static Desk
desk_new (void)
{
  Desk self = { keep_new (), NULL };

  keep_lock (self.keep);
  desk_open (&self);
  return self;
}

static void
desk_free (Desk *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  display_settle (NULL);
  keep_free (self->keep);
}

static GtkEditable *
get_name (Desk *self)
{
  GtkWidget *form = display_find (self->window, CW_TYPE_SERVICE_FORM);

  return GTK_EDITABLE (gtk_widget_get_template_child (form, CW_TYPE_SERVICE_FORM, "name"));
}

/* Half a sentence, and no time for anything to notice it. */
static void
half_write (Desk *self)
{
  cw_window_go_to (self->window, "directory");
  display_settle_window (self->window);
  cw_services_view_add (display_find (self->window, CW_TYPE_SERVICES_VIEW));
  display_settle_window (self->window);
  gtk_editable_set_text (get_name (self), HALF);
}

static gboolean
is_open (Desk *self)
{
  return self->window != NULL && cw_window_get_session (self->window) != NULL;
}

static void
assert_locked (Desk *self)
{
  gpointer session = self->keep->session;

  g_assert_false (is_open (self));
  if (self->window != NULL)
    {
      g_assert_null (cw_window_get_page (self->window));
      g_assert_true (gtk_widget_get_mapped (
          GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self->window), CW_TYPE_WINDOW,
                                                     "start_slot"))));
    }
  display_settle (NULL);
  g_object_add_weak_pointer (session, &session);
  g_clear_object (&self->keep->session);
  g_assert_null (session); /* nobody holds the records any more */
  g_assert_true (keep_opens (self->keep, KEEP_PASSPHRASE));
}

static gboolean
is_left_unfinished (gpointer desk)
{
  return display_says (((Desk *) desk)->window, "A service in the directory");
}

static gboolean
is_back_in_form (gpointer desk)
{
  return display_says (((Desk *) desk)->window, "You had left this half written.");
}

/* Today says that something was left unfinished, and the form has it. */
static void
assert_offered_back (Desk *self)
{
  desk_open (self);
  ground_wait (is_left_unfinished, self, 20);
  cw_window_go_to (self->window, "directory");
  ground_wait (is_back_in_form, self, 20);
  g_assert_cmpstr (gtk_editable_get_text (get_name (self)), ==, HALF);
}

/* ---- what is on the screen meanwhile ---- */

typedef struct
{
  GtkWidget *pages;
  gboolean painted; /* without a page */
  gboolean painted_when_closed;
  gboolean closed;
} Eye;

static void
painted_cb (Eye *eye)
{
  eye->painted = eye->painted || gtk_widget_get_first_child (eye->pages) == NULL;
}

static void
closed_cb (Eye *eye)
{
  eye->closed = TRUE;
  eye->painted_when_closed = eye->painted;
}

/* The day's backup may take seconds: what was shown is off the screen before. */
static void
test_off_screen (void)
{
  Desk desk = desk_new ();
  GdkFrameClock *frames = gtk_widget_get_frame_clock (GTK_WIDGET (desk.window));
  Eye eye = { .pages = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (desk.window),
                                                                  CW_TYPE_WINDOW, "pages")) };
  gulong id = g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (painted_cb), &eye);

  half_write (&desk);
  g_signal_connect_swapped (desk.keep->session, "closed", G_CALLBACK (closed_cb), &eye);
  cw_window_lock (desk.window);
  g_assert_true (eye.closed); /* and the keys are gone when it returns */
  g_assert_true (eye.painted_when_closed);
  g_signal_handler_disconnect (frames, id);
  assert_locked (&desk);
  assert_offered_back (&desk);
  desk_free (&desk);
}

/* ---- reasons ---- */

static void
test_idle (void)
{
  Desk desk = desk_new ();

  half_write (&desk);
  lock_clock_ring (1299);
  g_assert_true (is_open (&desk));
  lock_clock_ring (1300);
  assert_locked (&desk);
  assert_offered_back (&desk);
  desk_free (&desk);
}

static void
lock_screen (void)
{
  lock_tell ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
             g_variant_new ("(b)", TRUE));
}

static void
lock_session (void)
{
  lock_tell (LOCK_SESSION_PATH, "org.freedesktop.login1.Session", "Lock", NULL);
}

static void
switch_user (void)
{
  lock_tell_property (LOCK_SESSION_PATH, "Active", FALSE);
}

/* The lid: sleep has to wait until the records are closed, and not longer. */
static void
go_to_sleep (void)
{
  g_assert_true (lock_is_held ());
  lock_tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
             g_variant_new ("(b)", TRUE));
  g_assert_false (lock_is_held ());
  lock_tell ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
             g_variant_new ("(b)", FALSE));
}

static void
test_reason (gconstpointer reason)
{
  Desk desk = desk_new ();

  half_write (&desk);
  ((void (*) (void)) reason) ();
  assert_locked (&desk);
  assert_offered_back (&desk);
  desk_free (&desk);
}

static void
test_key (void)
{
  Desk desk = desk_new ();

  half_write (&desk);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.lock", NULL);
  assert_locked (&desk);
  assert_offered_back (&desk);
  desk_free (&desk);
}

static void
test_last_window (void)
{
  Desk desk = desk_new ();

  half_write (&desk);
  gtk_window_close (GTK_WINDOW (desk.window));
  display_settle (NULL);
  desk.window = NULL;
  assert_locked (&desk);
  assert_offered_back (&desk);
  desk_free (&desk);
}

/* What is open beside the window goes with it. */
static void
test_dialog (void)
{
  Desk desk = desk_new ();
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);

  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.preferences", NULL);
  display_settle_window (desk.window);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);
  lock_screen ();
  assert_locked (&desk);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before);
  desk_free (&desk);
}

static gboolean
is_active (gpointer title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (each), title) == 0)
        return gtk_window_is_active (each);
    }
  return FALSE;
}

/* The window of that title gets the keyboard, and then @key is pressed. */
static void
press_in (const char *title, const char *key)
{
  g_autofree char *focus
      = g_strdup_printf ("xdotool search --onlyvisible --name '^%s$' windowfocus", title);
  g_autofree char *press = g_strdup_printf ("xdotool key --clearmodifiers %s", key);

  g_assert_true (g_spawn_command_line_sync (focus, NULL, NULL, NULL, NULL));
  ground_wait (is_active, (gpointer) title, 20);
  g_assert_true (g_spawn_command_line_sync (press, NULL, NULL, NULL, NULL));
  display_settle (NULL);
}

/* Her hands lock from where they are: the keys work over the window as well, in a form and where
 * nothing can be typed. */
static void
test_dialog_keys (gconstpointer title)
{
  Desk desk = desk_new ();
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);

  if (g_str_equal (title, "Preferences"))
    gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.preferences", NULL);
  else
    g_action_group_activate_action (G_ACTION_GROUP (application), "shortcuts", NULL);
  display_settle_window (desk.window);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);
  press_in (title, "ctrl+l");
  assert_locked (&desk);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before);
  desk_free (&desk);
}

/* Ctrl+Q locks and quits, also from there. */
static void
test_dialog_quit (void)
{
  Desk desk = desk_new ();

  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.preferences", NULL);
  display_settle_window (desk.window);
  press_in ("Preferences", "ctrl+q");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  desk.window = NULL;
  assert_locked (&desk);
  desk_free (&desk);
}

/* ---- the minutes, as they are chosen ---- */

static GtkSpinButton *
open_preferences (Desk *self, GtkWindow **dialog)
{
  GListModel *windows = gtk_window_get_toplevels ();

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.preferences", NULL);
  display_settle_window (self->window);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (each) == GTK_WINDOW (self->window))
        {
          *dialog = each;
          return display_find (each, GTK_TYPE_SPIN_BUTTON);
        }
    }
  g_error ("no preferences");
}

/* From 2 to 15, at once in force, and the same after the next opening. */
static void
test_preferences (void)
{
  static const struct
  {
    double typed;
    int minutes;
  } cases[] = { { 15, 15 }, { 99, 15 }, { 0, 2 }, { 3, 3 }, { 2, 2 } };
  Desk desk = desk_new ();
  GtkWindow *dialog = NULL;
  GtkSpinButton *spin = open_preferences (&desk, &dialog);

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, CW_IDLE_DEFAULT);
  g_assert_cmpint (lock_clock_asked, ==, 60 * CW_IDLE_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_spin_button_set_value (spin, cases[i].typed);
      display_settle_window (desk.window);
      g_assert_cmpint (lock_clock_asked, ==, 60 * cases[i].minutes);
    }
  gtk_window_close (dialog);
  display_settle_window (desk.window);
  lock_clock_ring (1119);
  g_assert_true (is_open (&desk));
  lock_clock_ring (1120);
  assert_locked (&desk);
  desk_open (&desk);
  g_assert_cmpint (lock_clock_asked, ==, 120);
  spin = open_preferences (&desk, &dialog);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 2);
  desk_free (&desk);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  lock_start_services ();
  application = display_make_application ();
  g_test_add_func ("/lock-window/off-screen", test_off_screen);
  g_test_add_func ("/lock-window/idle", test_idle);
  g_test_add_data_func ("/lock-window/screen", lock_screen, test_reason);
  g_test_add_data_func ("/lock-window/session", lock_session, test_reason);
  g_test_add_data_func ("/lock-window/user-switch", switch_user, test_reason);
  g_test_add_data_func ("/lock-window/sleep", go_to_sleep, test_reason);
  g_test_add_func ("/lock-window/key", test_key);
  g_test_add_func ("/lock-window/last-window", test_last_window);
  g_test_add_func ("/lock-window/dialog", test_dialog);
  g_test_add_data_func ("/lock-window/preferences-keys", "Preferences", test_dialog_keys);
  g_test_add_data_func ("/lock-window/help-keys", "Keyboard shortcuts", test_dialog_keys);
  g_test_add_func ("/lock-window/dialog-quit", test_dialog_quit);
  g_test_add_func ("/lock-window/preferences", test_preferences);
  return g_test_run ();
}
