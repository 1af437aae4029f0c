/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-run.h"
#include "cw-lock-watch.h"

typedef struct
{
  CwSession *session; /* owned */
  GtkSpinButton *minutes;
  GtkWidget *problem;
  gulong changed_id;
} Preferences;

static void
free_preferences (gpointer data)
{
  Preferences *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static gpointer
read_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_setting (store, CW_IDLE_SETTING, error);
}

static gpointer
write_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_set_setting (store, CW_IDLE_SETTING, ((CwJob *) job)->text, error);
  return NULL;
}

/* NULL once the window is closed, though something may still hold it. */
static Preferences *
get_shown (GtkWidget *window)
{
  return gtk_widget_get_mapped (window) ? g_object_get_data (G_OBJECT (window), "cw-preferences")
                                        : NULL;
}

static void
read_cb (gpointer window, gpointer result)
{
  g_autofree char *text = result;
  Preferences *self = get_shown (window);

  if (self == NULL)
    return;
  g_signal_handler_block (self->minutes, self->changed_id);
  gtk_spin_button_set_value (self->minutes, text != NULL ? (double) g_ascii_strtoll (text, NULL, 10)
                                                         : CW_IDLE_DEFAULT);
  g_signal_handler_unblock (self->minutes, self->changed_id);
}

/* Without an answer the default stays. */
static void
read_minutes (GtkWidget *window, CwSession *session)
{
  cw_run (window, session, read_work, cw_job_new (0), g_free, 0, read_cb, NULL);
}

static void
written_cb (gpointer window, gpointer result)
{
  Preferences *self = get_shown (window);

  if (self != NULL)
    cw_show_problem (GTK_WIDGET (self->minutes), self->problem, NULL);
}

/* What was not stored does not hold: the field goes back to what does. */
static void
write_failed_cb (gpointer window, const GError *error)
{
  Preferences *self = get_shown (window);

  if (self == NULL)
    return;
  cw_show_problem (GTK_WIDGET (self->minutes), self->problem, error->message);
  cw_announce (window, error->message);
  read_minutes (window, self->session);
}

/* Stored also when the window is closed at once. */
static void
changed_cb (Preferences *self)
{
  CwJob *job = cw_job_new (0);

  job->text = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->minutes));
  cw_run (gtk_widget_get_root (GTK_WIDGET (self->minutes)), self->session, write_work, job, NULL,
          CW_CHANGE_PROFILE, written_cb, write_failed_cb);
}

static GtkWidget *
make_minutes_row (Preferences *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (CW_IDLE_LEAST, CW_IDLE_MOST, 1);

  self->minutes = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_value (self->minutes, CW_IDLE_DEFAULT);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  cw_a11y_label (spin, _ ("Minutes without use before the records lock"));
  self->changed_id
      = g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Minutes without use before the records lock"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("From 2 to 15"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  return row;
}

static GtkWidget *
make_content (Preferences *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Locking"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("The records also lock when the screen locks, when somebody else signs in, and when the "
         "laptop goes to sleep. What is half typed is kept as a draft."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_minutes_row (self));
  self->problem
      = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "visible",
                      FALSE, "wrap", TRUE, "xalign", 0.0, "margin-top", 6, NULL);
  gtk_widget_add_css_class (self->problem, "due");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->problem);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  return box;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
cw_preferences_show (GtkWindow *parent, CwSession *session)
{
  Preferences *self;
  GtkWidget *window;
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (CW_IS_SESSION (session));

  self = g_new0 (Preferences, 1);
  self->session = g_object_ref (session);
  window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                         _ ("Preferences"), "default-width", 560, "default-height", 340, NULL);
  adw_window_set_content (ADW_WINDOW (window), make_content (self));
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  g_object_set_data_full (G_OBJECT (window), "cw-preferences", self, free_preferences);
  gtk_window_present (GTK_WINDOW (window));
  read_minutes (window, session);
}
