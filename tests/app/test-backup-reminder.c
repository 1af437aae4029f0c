/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What reminds of backups in the program's own window, on real encrypted records (R20): the state
 * at the foot of the sidebar, and a word on Today when the newest backup off the laptop is over a
 * week old. Run with GTK_A11Y=test. */

#include "app/safekeeping/cw-backup-foot.h"
#include "app/safekeeping/cw-backup-walk.h"
#include "app/shell/cw-window.h"
#include "app/today/cw-backup-reminder.h"
#include "display-ground.h"
#include "ground.h"
#include "keep-fixture.h"

#define DAY (24 * 3600)

static AdwApplication *application;

typedef struct
{
  Keep *keep;
  CwWindow *window;
} Desk;

/* The window on records that have one daily backup. */
static Desk
desk_new (void)
{
  Desk self = { keep_new (), NULL };

  keep_lock (self.keep);
  keep_open (self.keep);
  self.window = cw_window_new (application);
  gtk_window_present (GTK_WINDOW (self.window));
  cw_window_open (self.window, self.keep->session);
  keep_settle (self.keep);
  return self;
}

static void
desk_free (Desk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  display_settle (NULL);
  keep_free (self->keep);
}

static gpointer
set_off_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *) input);

  cw_store_set_setting (store, "backup-off-laptop", text, error);
  return NULL;
}

/* A backup was made somewhere else so many days ago. */
static void
set_off (Desk *self, gint64 days)
{
  gint64 at = cw_clock_now (self->keep->clock) - days * DAY;

  cw_session_call (self->keep->session, set_off_work, g_memdup2 (&at, sizeof at), g_free, NULL,
                   CW_CHANGE_BACKUP, NULL, NULL, NULL);
  keep_settle (self->keep);
}

static GtkWidget *
get_foot (Desk *self)
{
  return display_find (self->window, CW_TYPE_BACKUP_FOOT);
}

static const char *
get_foot_words (Desk *self)
{
  return gtk_label_get_text (display_find (get_foot (self), GTK_TYPE_LABEL));
}

static GtkWidget *
get_reminder (Desk *self)
{
  return display_find (self->window, CW_TYPE_BACKUP_REMINDER);
}

static void
test_foot (void)
{
  Desk desk = desk_new ();
  GtkWidget *foot = get_foot (&desk), *button = display_find (foot, GTK_TYPE_BUTTON);
  GtkWidget *icon = display_find (foot, GTK_TYPE_IMAGE);

  /* There are records, and no backup anywhere else. */
  g_assert_true (gtk_widget_get_mapped (foot));
  g_assert_cmpstr (get_foot_words (&desk), ==, "There is no backup off this laptop yet");
  g_assert_true (gtk_widget_has_css_class (icon, "due"));

  set_off (&desk, 7);
  g_assert_true (g_str_has_prefix (get_foot_words (&desk), "Backed up today, "));
  g_assert_false (gtk_widget_has_css_class (icon, "due"));
  g_assert_true (gtk_widget_has_css_class (icon, "done"));

  set_off (&desk, 8);
  g_assert_cmpstr (get_foot_words (&desk), ==, "Newest backup off this laptop is 8 days old");
  g_assert_true (gtk_widget_has_css_class (icon, "due"));
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Newest backup off this laptop is 8 days old. Open Safekeeping");

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (CW_IS_SAFEKEEPING_PAGE (cw_window_get_page (desk.window)));
  keep_settle (desk.keep);
  cw_window_lock (desk.window);
  g_assert_false (gtk_widget_get_visible (foot));
  desk_free (&desk);
}

static void
test_reminder (void)
{
  Desk desk = desk_new ();
  GtkWidget *reminder = get_reminder (&desk), *walk;
  CwSection *page;

  g_assert_true (gtk_widget_get_mapped (reminder));
  set_off (&desk, 7);
  g_assert_false (gtk_widget_get_visible (reminder));
  set_off (&desk, 8);
  g_assert_true (gtk_widget_get_mapped (reminder));
  g_assert_cmpstr (gtk_label_get_text (display_find (reminder, GTK_TYPE_LABEL)), ==,
                   "Newest backup off this laptop is 8 days old");

  /* The button leads to the walk itself; pressed again it does not begin another. */
  g_signal_emit_by_name (display_find (reminder, GTK_TYPE_BUTTON), "clicked");
  page = cw_window_get_page (desk.window);
  keep_settle (desk.keep);
  g_assert_true (CW_IS_SAFEKEEPING_PAGE (page));
  g_assert_true (CW_IS_BACKUP_WALK (cw_safekeeping_page_get_walk (CW_SAFEKEEPING_PAGE (page))));
  walk = cw_safekeeping_page_get_walk (CW_SAFEKEEPING_PAGE (page));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.back-up", NULL);
  g_assert_true (cw_safekeeping_page_get_walk (CW_SAFEKEEPING_PAGE (page)) == walk);
  cw_window_lock (desk.window);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.back-up", NULL);
  g_assert_null (cw_window_get_page (desk.window));
  desk_free (&desk);
}

/* A demonstration has nothing to back up. */
static void
test_demonstration (void)
{
  Desk desk = { NULL, cw_window_new (application) };

  gtk_window_present (GTK_WINDOW (desk.window));
  cw_window_start_demo (desk.window);
  ground_wait (display_is_open, desk.window, 60);
  display_settle_window (desk.window);
  g_assert_false (gtk_widget_get_visible (get_foot (&desk)));
  g_assert_false (gtk_widget_get_visible (get_reminder (&desk)));
  gtk_window_destroy (GTK_WINDOW (desk.window));
  display_settle (NULL);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  application = display_make_application ();
  g_test_add_func ("/backup-reminder/foot", test_foot);
  g_test_add_func ("/backup-reminder/today", test_reminder);
  g_test_add_func ("/backup-reminder/demonstration", test_demonstration);
  return g_test_run ();
}
