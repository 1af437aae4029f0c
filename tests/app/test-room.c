/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page and every window has room: at 200 % text on the smallest screen Casework is made for,
 * and at the usual size in a small window. What needs more width than the screen has would push its
 * controls off it. And wherever it looks, each underlined letter stands for one thing. */

#include <adwaita.h>

#include "app/safekeeping/cw-backup-walk.h"
#include "app/safekeeping/cw-handover-walk.h"
#include "app/safekeeping/cw-keys-walk.h"
#include "app/safekeeping/cw-rehearsal-walk.h"
#include "app/safekeeping/cw-restore-walk.h"
#include "app/safekeeping/cw-safety-walk.h"
#include "app/shell/cw-help.h"
#include "app/shell/cw-preferences.h"
#include "app/shell/cw-window.h"
#include "app/start/cw-receive-page.h"
#include "app/start/cw-recovery-page.h"
#include "app/start/cw-setup-page.h"
#include "app/start/cw-unlock-page.h"
#include "core/cw-error.h"
#include "display-ground.h"
#include "ground.h"

typedef struct
{
  int percent, width, height;
} Room;

static const Room large = { 200, 1366, 740 }; /* what the desktop's panel leaves */
static const Room small = { 100, 1100, 700 };

static AdwApplication *application; /* one for the process: it is not made to be made twice */
static guint too_big, clashes;

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Who asks for all that width: the widest child, and its widest child … */
static void
tell_widest (GtkWidget *widget, int enough)
{
  while (widget != NULL)
    {
      GtkWidget *widest = NULL;
      int most = enough;

      g_test_message ("  %s %s: %d", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget),
                      measure (widget, GTK_ORIENTATION_HORIZONTAL, -1));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
           child = gtk_widget_get_next_sibling (child))
        {
          int width = gtk_widget_get_visible (child)
                          ? measure (child, GTK_ORIENTATION_HORIZONTAL, -1)
                          : 0;

          if (width > most && !GTK_IS_NATIVE (child))
            {
              most = width;
              widest = child;
            }
        }
      widget = widest;
    }
}

static void
check_room (GtkWidget *window, const char *name, const Room *room)
{
  int width = measure (window, GTK_ORIENTATION_HORIZONTAL, -1);
  int height = measure (window, GTK_ORIENTATION_VERTICAL, MAX (width, room->width));

  g_test_message ("%s at %d %%: %d x %d", name, room->percent, width, height);
  if (width > room->width)
    tell_widest (window, 240);
  too_big += width > room->width || height > room->height;
  clashes += display_count_clashes (window);
}

static void
begin (const Room *room)
{
  too_big = clashes = 0;
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * room->percent / 100, NULL);
}

static CwWindow *
open_demonstration (void)
{
  CwWindow *window = cw_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  display_settle_window (window);
  return window;
}

/* Records of one's own with nothing in them: the pages say what to do first. */
static CwWindow *
open_empty (Ground *ground)
{
  CwWindow *window = cw_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  cw_window_open (window, ground_open_session (ground));
  display_settle_window (window);
  return window;
}

static void
check_alone (GtkWidget *page, const char *name, const Room *room)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), room->width, room->height);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  check_room (window, name, room);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

static void
test_start (gconstpointer data)
{
  const Room *room = data;
  g_autoptr (GError) why = g_error_new_literal (CW_ERROR, CW_ERROR_KEYRING_MISSING, "Gone");
  GtkWidget *lost = cw_recovery_page_new (
      "nowhere", "A school with a name that is longer than any label should have to be", why);

  begin (room);
  check_alone (cw_unlock_page_new (), "unlock", room);
  check_alone (cw_setup_page_new (), "set-up", room);
  check_alone (cw_receive_page_new (), "receive", room);
  check_alone (lost, "recovery", room);
  g_assert_cmpuint (too_big, ==, 0);
  g_assert_cmpuint (clashes, ==, 0);
}

/* The windows that are over the main one: what is in them must be reachable too. */
static void
check_others (GtkWidget *window, const Room *room)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (toplevels, i);

      if (GTK_WIDGET (each) == window || !gtk_widget_get_visible (GTK_WIDGET (each)))
        continue;
      check_room (GTK_WIDGET (each), gtk_window_get_title (each), room);
      gtk_window_close (each);
    }
  display_settle (NULL);
}

static void
do_action (CwWindow *window, GtkWidget *from, const char *action, const Room *room)
{
  g_assert_true (gtk_widget_activate_action (from, action, NULL));
  display_settle_window (window);
  check_room (GTK_WIDGET (window), action, room);
  check_others (GTK_WIDGET (window), room);
}

static void
visit_sidebar (CwWindow *window, const Room *room)
{
  const char *name;

  for (guint i = 0; (name = cw_window_get_page_name (window, i)) != NULL; i++)
    {
      g_assert_nonnull (cw_window_go_to (window, name));
      display_settle_window (window);
      check_room (GTK_WIDGET (window), name, room);
    }
}

static void
test_empty (gconstpointer data)
{
  g_autoptr (Ground) ground = ground_new ();
  CwWindow *window;

  begin (data);
  window = open_empty (ground);
  visit_sidebar (window, data);
  g_assert_cmpuint (too_big, ==, 0);
  g_assert_cmpuint (clashes, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

static void
check_pages (CwWindow *window, const Room *room)
{
  GtkWidget *widget = GTK_WIDGET (window);

  visit_sidebar (window, room);
  do_action (window, widget, "win.log-enquiry", room);
  g_assert_true (gtk_widget_activate_action (widget, "win.open-case", "x", (gint64) 31));
  display_settle_window (window);
  check_room (widget, "case", room);
  do_action (window, widget, "win.write-contact", room);
  do_action (window, GTK_WIDGET (cw_window_get_page (window)), "case.add-adult", room);
  do_action (window, GTK_WIDGET (cw_window_get_page (window)), "case.children", room);
  do_action (window, GTK_WIDGET (cw_window_get_page (window)), "case.erase", room);
  do_action (window, widget, "win.new-case", room);
}

static void
check_windows (CwWindow *window, const Room *room)
{
  GtkWidget *page;

  cw_help_show (GTK_WINDOW (window));
  cw_help_show_shortcuts (GTK_WINDOW (window));
  cw_preferences_show (GTK_WINDOW (window), cw_window_get_session (window));
  display_settle_window (window);
  check_others (GTK_WIDGET (window), room);
  page = GTK_WIDGET (cw_window_go_to (window, "summaries"));
  display_settle_window (window);
  do_action (window, page, "summaries.risks", room);
  do_action (window, page, "summaries.published", room);
  do_action (window, page, "summaries.terms", room);
}

/* The walks of Safekeeping stand beside the sidebar. */
static void
check_walks (CwSession *session, const Room *room)
{
  const Room beside = { room->percent, room->width - (room == &large ? 300 : 230), room->height };
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  CwSafetyChecks checks = { 0 };

  check_alone (cw_backup_walk_new (session), "back up", &beside);
  check_alone (cw_rehearsal_walk_new (session, "nowhere"), "rehearse", &beside);
  check_alone (cw_restore_walk_new (session, kept), "restore", &beside);
  check_alone (cw_safety_walk_new (&checks), "safety check", &beside);
  check_alone (cw_handover_walk_new (session), "hand over", &beside);
  for (guint kind = CW_KEYS_PASSPHRASE; kind <= CW_KEYS_ALL; kind++)
    check_alone (cw_keys_walk_new (session, (CwKeysKind) kind), "keys", &beside);
}

static void
test_demonstration (gconstpointer data)
{
  const Room *room = data;
  CwWindow *window;

  begin (room);
  window = open_demonstration ();
  check_pages (window, room);
  check_windows (window, room);
  check_walks (cw_window_get_session (window), room);
  g_assert_cmpuint (too_big, ==, 0);
  g_assert_cmpuint (clashes, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

static void
add (const char *name, void (*test) (gconstpointer data))
{
  g_autofree char *at_large = g_strdup_printf ("/room/%s/large-text", name);
  g_autofree char *at_small = g_strdup_printf ("/room/%s/small-window", name);

  g_test_add_data_func (at_large, &large, test);
  g_test_add_data_func (at_small, &small, test);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  application = display_make_application ();
  add ("start", test_start);
  add ("empty", test_empty);
  add ("demonstration", test_demonstration);
  return g_test_run ();
}
