/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page is made as the program makes it, with warnings fatal, and every widget that can have
 * the focus has a name for those who do not see it. */

#include <adwaita.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-cases-page.h"
#include "app/cases/cw-new-case-page.h"
#include "app/enquiries/cw-enquiries-page.h"
#include "app/enquiries/cw-enquiry-form.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"
#include "app/kit/cw-voice.h"
#include "app/safekeeping/cw-walk-frame.h"
#include "app/shell/cw-help.h"
#include "app/shell/cw-window.h"
#include "app/start/cw-receive-page.h"
#include "app/start/cw-recovery-page.h"
#include "app/start/cw-setup-page.h"
#include "app/start/cw-step-trail.h"
#include "app/start/cw-unlock-page.h"
#include "app/today/cw-today-page.h"
#include "core/cw-error.h"
#include "display-ground.h"
#include "ground.h"
#include "names.h"

static AdwApplication *application; /* one for the process: it is not made to be made twice */

/* ---- the window ---- */

static CwWindow *
open_window (void)
{
  CwWindow *window = cw_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  return window;
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

static void
close_window (CwWindow *window)
{
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  ground_wait (is_gone, &weak, 20);
}

static void
test_start (void)
{
  CwWindow *window = open_window ();

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Casework");
  names_assert (GTK_WIDGET (window));
  /* Locked: no action leads anywhere. */
  g_assert_null (cw_window_go_to (window, "cases"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-case", NULL);
  g_assert_null (cw_window_get_page (window));
  close_window (window);
}

static void
show_alone (GtkWidget *page)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  names_assert (window);
  gtk_window_destroy (GTK_WINDOW (window));
  display_settle (NULL);
}

static void
test_start_pages (void)
{
  g_autoptr (GError) why = g_error_new_literal (CW_ERROR, CW_ERROR_KEYRING_MISSING, "Gone");

  show_alone (cw_unlock_page_new ());
  show_alone (cw_setup_page_new ());
  show_alone (cw_receive_page_new ());
  show_alone (cw_recovery_page_new (
      "nowhere", "A school with a name that is longer than any label should have to be", NULL));
  show_alone (cw_recovery_page_new ("nowhere", "Hollin Bank", why));
}

static void
test_help (void)
{
  g_autoptr (GListModel) toplevels = NULL;
  CwWindow *window = open_window ();

  cw_help_show (GTK_WINDOW (window));
  cw_help_show_shortcuts (GTK_WINDOW (window));
  cw_help_show_about (GTK_WINDOW (window));
  display_settle (NULL);
  toplevels = g_object_ref (gtk_window_get_toplevels ());
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), >=, 3);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) each = g_list_model_get_item (toplevels, i);

      if (ADW_IS_WINDOW (each) && !g_str_has_prefix (G_OBJECT_TYPE_NAME (each), "AdwAbout"))
        names_assert (each);
    }
  close_window (window);
}

static GtkWidget *
find_window (const char *title)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (toplevels, i);

      if (g_strcmp0 (gtk_window_get_title (each), title) == 0)
        return GTK_WIDGET (each); /* GTK keeps it */
    }
  return NULL;
}

/* Who hears the list hears the keys, and the list has those that a page keeps for itself. */
static void
test_shortcuts (void)
{
  static const char *const wanted[] = {
    "Log an enquiry, Ctrl+E",
    "Lock, Ctrl+L, Ctrl+W",
    "Delete the enquiry, Delete",
    "Print the summary, Ctrl+P",
    "Save the summary, Ctrl+S",
    "What kind this line is, and not a page of the sidebar, Alt+1 … Alt+4",
  };
  CwWindow *window = open_window ();
  g_autoptr (GPtrArray) rows = NULL;
  guint found = 0;

  cw_help_show_shortcuts (GTK_WINDOW (window));
  display_settle (NULL);
  rows = display_find_all (find_window ("Keyboard shortcuts"), ADW_TYPE_ACTION_ROW, NULL);
  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    for (guint i = 0; i < rows->len; i++)
      found += gtk_test_accessible_check_property (rows->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                   wanted[w])
               == NULL;
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (wanted));
  close_window (window);
}

static void
visit_sidebar (CwWindow *window)
{
  const char *name;

  for (guint i = 0; (name = cw_window_get_page_name (window, i)) != NULL; i++)
    {
      g_test_message ("page %s", name);
      g_assert_nonnull (cw_window_go_to (window, name));
      display_settle_window (window);
      names_assert (GTK_WIDGET (window));
      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Casework");
    }
}

/* The windows that are opened from the menu. */
static void
test_preferences (void)
{
  CwWindow *window = open_window ();
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint before, after;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  display_settle_window (window);
  before = g_list_model_get_n_items (toplevels);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL));
  display_settle_window (window);
  after = g_list_model_get_n_items (toplevels);
  g_assert_cmpuint (after, ==, before + 1);
  for (guint i = 0; i < after; i++)
    {
      g_autoptr (GtkWidget) each = g_list_model_get_item (toplevels, i);

      names_assert (each);
    }
  close_window (window);
}

static gboolean
is_wrong (gpointer field)
{
  return gtk_test_accessible_has_state (field, GTK_ACCESSIBLE_STATE_INVALID);
}

static gboolean
is_right (gpointer field)
{
  return !is_wrong (field);
}

static gboolean
is_usual (gpointer spin)
{
  return gtk_spin_button_get_value_as_int (spin) == 5;
}

/* A choice that could not be stored is said to be none, and is taken back. */
static void
test_preference_lost (void)
{
  CwWindow *window = open_window ();
  GtkSpinButton *spin;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
  display_settle_window (window);
  spin = display_find (find_window ("Preferences"), GTK_TYPE_SPIN_BUTTON);
  g_assert_true (is_usual (spin));
  ground_limit_files (4096);
  gtk_spin_button_set_value (spin, 9);
  ground_wait (is_wrong, spin, 10);
  ground_limit_files (G_MAXUINT64);
  ground_wait (is_usual, spin, 10);
  gtk_spin_button_set_value (spin, 8);
  ground_wait (is_right, spin, 10);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 8);
  close_window (window);
}

/* Which step of several it is, also for those who do not see the dots. */
static void
test_trail (void)
{
  static const char *const titles[] = { "One", "Two", "Three", NULL };
  static const char *const heard[] = { "One: done", "Two: you are here", "Three" };
  GtkWidget *trail = g_object_ref_sink (g_object_new (CW_TYPE_STEP_TRAIL, NULL));
  g_autoptr (GPtrArray) labels = NULL;
  guint found = 0;

  cw_step_trail_set_titles (CW_STEP_TRAIL (trail), titles);
  cw_step_trail_show (CW_STEP_TRAIL (trail), 1);
  labels = display_find_all (trail, GTK_TYPE_LABEL, NULL);
  for (guint i = 0; i < labels->len; i++)
    for (guint t = 0; t < 3; t++)
      if (strcmp (gtk_label_get_text (labels->pdata[i]), titles[t]) == 0)
        {
          gtk_test_accessible_assert_property (labels->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL,
                                               heard[t]);
          found++;
        }
  g_assert_cmpuint (found, ==, 3);
  g_object_unref (trail);
}

/* Every page of the sidebar and those that are pushed over it, on the demonstration's records. */
static void
test_pages (void)
{
  CwWindow *window = open_window ();
  GtkWidget *widget = GTK_WIDGET (window);

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  g_assert_true (CW_IS_TODAY_PAGE (cw_window_get_page (window)));
  visit_sidebar (window);

  g_assert_true (gtk_widget_activate_action (widget, "win.log-enquiry", NULL));
  g_assert_true (CW_IS_ENQUIRIES_PAGE (cw_window_get_page (window)));
  display_settle_window (window);
  names_assert (widget);

  g_assert_true (gtk_widget_activate_action (widget, "win.open-case", "x", (gint64) 1));
  g_assert_true (CW_IS_CASE_PAGE (cw_window_get_page (window)));
  display_settle_window (window);
  names_assert (widget);
  g_assert_true (gtk_widget_activate_action (widget, "win.write-contact", NULL));
  display_settle_window (window);
  names_assert (widget);

  g_assert_true (gtk_widget_activate_action (widget, "win.new-case", NULL));
  g_assert_true (CW_IS_NEW_CASE_PAGE (cw_window_get_page (window)));
  display_settle_window (window);
  names_assert (widget);
  g_assert_true (cw_window_back (window));
  g_assert_true (CW_IS_CASE_PAGE (cw_window_get_page (window)));
  g_assert_true (cw_window_back (window));
  g_assert_true (CW_IS_ENQUIRIES_PAGE (cw_window_get_page (window)));
  g_assert_false (cw_window_back (window));
  close_window (window);
}

static gboolean
press_tab (GtkWidget *widget, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Tab, 0, state, &taken);
    }
  return taken;
}

/* What is selected in the sidebar is the page in sight, wherever the focus is; Tab leaves it. */
static void
test_sidebar (void)
{
  CwWindow *window = open_window ();
  GtkWidget *widget = GTK_WIDGET (window), *focus;
  GtkListBox *sidebar;
  gboolean moved;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  display_settle_window (window);
  sidebar = GTK_LIST_BOX (gtk_widget_get_template_child (widget, CW_TYPE_WINDOW, "sidebar"));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (sidebar), GTK_DIR_TAB_FORWARD));
  g_signal_emit_by_name (sidebar, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE,
                         &moved);
  focus = gtk_root_get_focus (GTK_ROOT (widget));
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 1)));
  g_assert_true (CW_IS_TODAY_PAGE (cw_window_get_page (window)));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (sidebar)), ==, 0);

  g_signal_emit_by_name (sidebar, "activate-cursor-row");
  g_assert_true (CW_IS_ENQUIRIES_PAGE (cw_window_get_page (window)));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (sidebar)), ==, 1);

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 1)));
  g_assert_true (press_tab (GTK_WIDGET (sidebar), 0));
  focus = gtk_root_get_focus (GTK_ROOT (widget));
  g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (sidebar)));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 1)));
  g_assert_true (press_tab (GTK_WIDGET (sidebar), GDK_SHIFT_MASK));
  focus = gtk_root_get_focus (GTK_ROOT (widget));
  g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (sidebar)));
  close_window (window);
}

static void
fill_list (GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_box_remove (GTK_BOX (list), row);
  for (int i = 0; i < 3; i++)
    gtk_box_append (GTK_BOX (list), gtk_button_new_with_label ("row"));
}

/* Tab enters a table and leaves it again, however many rows it has; and enters it again when the
 * row that had the focus is gone. */
static void
test_tab_stop (void)
{
  GtkWidget *window = gtk_window_new (), *stop = g_object_new (CW_TYPE_TAB_STOP, NULL);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fill_list (list);
  adw_bin_set_child (ADW_BIN (stop), list);
  gtk_window_set_child (GTK_WINDOW (window), stop);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD)); /* it would go on */
  g_assert_false (gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (stop, GTK_DIR_TAB_BACKWARD));
  fill_list (list);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Tab goes into a page at its first part, wherever the page puts the focus when it is shown. */
static void
test_tab_inside (void)
{
  GtkWidget *window = gtk_window_new (), *frame = g_object_new (CW_TYPE_WALK_FRAME, NULL);
  GtkWidget *back = GTK_WIDGET (gtk_widget_get_template_child (frame, CW_TYPE_WALK_FRAME, "back"));

  gtk_window_set_child (GTK_WINDOW (window), frame);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (NULL);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (gtk_widget_child_focus (frame, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == back);
  g_assert_false (gtk_widget_grab_focus (frame)); /* GTK asks: it must go on */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == back);
  g_assert_true (cw_enter (frame)); /* the program means it */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) != back);
  g_assert_true (cw_has_focus_inside (frame));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An error of a page is told when it comes, and again when it comes again. */
static void
test_error (void)
{
  CwWindow *window = open_window ();
  CwVoice *voice = cw_voice_find (GTK_WIDGET (window));
  GtkWidget *label = gtk_label_new (NULL), *over = gtk_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (over), GTK_WINDOW (window));
  gtk_window_set_child (GTK_WINDOW (over), label);
  cw_show_error (label, GTK_LABEL (label), NULL);
  g_assert_false (gtk_widget_get_visible (label));
  for (int i = 0; i < 2; i++)
    {
      cw_show_error (label, GTK_LABEL (label), "It is gone.");
      g_assert_true (gtk_widget_get_visible (label));
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "It is gone.");
      if (gtk_check_version (4, 14, 0) != NULL) /* GTK itself speaks since */
        g_assert_cmpstr (cw_voice_get_said (voice), ==, "It is gone.");
      cw_voice_say (voice, "Something else");
      cw_show_error (label, GTK_LABEL (label), "It is gone."); /* no news */
      g_assert_cmpstr (cw_voice_get_said (voice), ==, "Something else");
      cw_show_error (label, GTK_LABEL (label), NULL);
    }
  gtk_window_destroy (GTK_WINDOW (over));
  close_window (window);
}

/* What is wrong with a field is told to those who come to it, until it is right. */
static void
test_problem (void)
{
  CwWindow *window = open_window ();
  CwEnquiryForm *form;
  GtkWidget *group, *focus;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.log-enquiry", NULL);
  display_settle_window (window);
  form = display_find (window, CW_TYPE_ENQUIRY_FORM);
  group = display_find (form, CW_TYPE_CHIP_BOX);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "enquiry-form.save", NULL));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (gtk_widget_is_ancestor (focus, group));
  for (GtkWidget *heard = group; heard != NULL; heard = heard == group ? focus : NULL)
    {
      gtk_test_accessible_assert_state (heard, GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
      gtk_test_accessible_assert_property (heard, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           "Tick at least one subject.");
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (focus), TRUE);
  for (GtkWidget *heard = group; heard != NULL; heard = heard == group ? focus : NULL)
    {
      g_assert_false (
          gtk_test_accessible_has_state (GTK_ACCESSIBLE (heard), GTK_ACCESSIBLE_STATE_INVALID));
      g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (heard),
                                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
  close_window (window);
}

static const char long_error[]
    = "There is no room left on the disk of this laptop, so this was not stored. What you typed is "
      "still here, and your records are as they were. Free some space and save again.";

/* The whole of an error can be read, and those who listen are told. */
static void
test_report (void)
{
  g_autoptr (GError) error = g_error_new_literal (CW_ERROR, CW_ERROR_DISK_FULL, long_error);
  CwWindow *window = open_window ();
  g_autoptr (GPtrArray) labels = NULL;
  CwVoice *voice = cw_voice_find (GTK_WIDGET (window));
  guint found = 0;

  g_assert_nonnull (voice);
  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  cw_section_report (cw_window_get_page (window), error);
  display_settle_window (window);
  display_picture ("long-error");
  labels = display_find_all (window, GTK_TYPE_LABEL, NULL);
  for (guint i = 0; i < labels->len; i++)
    if (strcmp (gtk_label_get_text (labels->pdata[i]), long_error) == 0)
      {
        PangoLayout *layout = gtk_label_get_layout (labels->pdata[i]);

        g_assert_false (pango_layout_is_ellipsized (layout));
        g_assert_cmpint (pango_layout_get_line_count (layout), >, 1);
        found++;
      }
  g_assert_cmpuint (found, ==, 1);
  if (gtk_check_version (4, 14, 0) != NULL) /* GTK itself speaks since */
    {
      gtk_test_accessible_assert_role (voice, GTK_ACCESSIBLE_ROLE_ALERT);
      gtk_test_accessible_assert_property (voice, GTK_ACCESSIBLE_PROPERTY_LABEL, long_error);
      cw_window_lock (window);
      g_assert_cmpstr (cw_voice_get_said (voice), ==, "");
    }
  close_window (window);
}

/* After the lock nothing of the records is left: no page, no session, no file of the demonstration.
 */
static void
test_lock (void)
{
  CwWindow *window = open_window ();
  gpointer session, page;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  display_settle_window (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-case", "x", (gint64) 1);
  display_settle_window (window);
  session = cw_window_get_session (window);
  page = cw_window_get_page (window);
  g_object_add_weak_pointer (session, &session);
  g_object_add_weak_pointer (page, &page);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL));
  display_settle_window (window);
  g_assert_null (cw_window_get_session (window));
  g_assert_null (cw_window_get_page (window));
  g_assert_null (page);
  g_assert_null (session);
  dir = g_dir_open (g_getenv ("XDG_RUNTIME_DIR"), 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "casework-demonstration-"));
  close_window (window);
}

/* A page with a step of its own. */
typedef struct
{
  CwSection parent_instance;
  guint steps;
} Stepped;
typedef CwSectionClass SteppedClass;

static GType stepped_get_type (void);
G_DEFINE_TYPE (Stepped, stepped, CW_TYPE_SECTION)

static gboolean
stepped_back (CwSection *section)
{
  Stepped *self = (Stepped *) section;

  if (self->steps == 0)
    return FALSE;
  self->steps--;
  return TRUE;
}

static void
stepped_class_init (SteppedClass *klass)
{
  klass->back = stepped_back;
}

static void
stepped_init (Stepped *self)
{
  self->steps = 1;
}

/* Alt+Left goes back a step in what a page asks, and leaves the page from its first one. */
static void
test_back (void)
{
  CwWindow *window = open_window ();
  CwSection *page;

  cw_window_start_demo (window);
  ground_wait (display_is_open, window, 60);
  cw_window_go_to (window, "cases");
  page = g_object_new (stepped_get_type (), NULL);
  cw_window_push (window, page);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_true (cw_window_get_page (window) == page);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_true (CW_IS_CASES_PAGE (cw_window_get_page (window)));
  close_window (window);
}

static void
tell_cb (gboolean *told)
{
  *told = TRUE;
}

/* What is typed and wiped gets into the entry, and to nobody who listens as GTK's accessibility
 * does. */
static void
test_secret_field (void)
{
  GtkWidget *entry = g_object_ref_sink (gtk_password_entry_new ());
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  gboolean told = FALSE;
  int position = 0;

  cw_secret_field (GTK_PASSWORD_ENTRY (entry));
  g_signal_connect_swapped (text, "insert-text", G_CALLBACK (tell_cb), &told);
  g_signal_connect_swapped (text, "delete-text", G_CALLBACK (tell_cb), &told);
  gtk_editable_insert_text (GTK_EDITABLE (entry), "herons", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "herons");
  g_assert_cmpint (position, ==, 6);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (told);
  g_object_unref (entry);
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  application = display_make_application ();
  g_test_add_func ("/shell/start", test_start);
  g_test_add_func ("/shell/start-pages", test_start_pages);
  g_test_add_func ("/shell/help", test_help);
  g_test_add_func ("/shell/shortcuts", test_shortcuts);
  g_test_add_func ("/shell/preferences", test_preferences);
  g_test_add_func ("/shell/preference-lost", test_preference_lost);
  g_test_add_func ("/shell/trail", test_trail);
  g_test_add_func ("/shell/pages", test_pages);
  g_test_add_func ("/shell/sidebar", test_sidebar);
  g_test_add_func ("/shell/tab-stop", test_tab_stop);
  g_test_add_func ("/shell/tab-inside", test_tab_inside);
  g_test_add_func ("/shell/problem", test_problem);
  g_test_add_func ("/shell/error", test_error);
  g_test_add_func ("/shell/report", test_report);
  g_test_add_func ("/shell/lock", test_lock);
  g_test_add_func ("/shell/back", test_back);
  g_test_add_func ("/shell/secret-field", test_secret_field);
  return g_test_run ();
}
