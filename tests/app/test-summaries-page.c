/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of summaries on a display: what it shows, what it refuses, freezing by keyboard (R24).
 * With CW_PICTURES=DIR it also leaves pictures there. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/kit/cw-print.h"
#include "app/summaries/cw-paper-view.h"
#include "app/summaries/cw-period.h"
#include "app/summaries/cw-summaries-page.h"
#include "app/summaries/cw-term-rules.h"
#include "cli/cw-demo.h"
#include "display-ground.h"
#include "ground.h"
#include "store/cw-store-summaries.h"

#define LIMIT 20 /* seconds, for ground_wait() */

typedef struct
{
  char *folder;
  CwClock *clock;
  CwSession *session;
  GtkWidget *window, *page;
} Case;

/* What the records hold. */
enum
{
  EMPTY,
  DEMONSTRATION,
  TOO_FEW
};

/* One enquiry in a term that has ended: fewer families than a summary needs. */
static void
add_too_few (CwStore *store)
{
  g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, &error);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  g_assert_no_error (error);
  g_assert_true (cw_store_save_terms (store, terms, &error));
  enquiry->day = cw_day_from_ymd (2026, 10, 5);
  cw_ids_add (enquiry->categories,
              cw_code_book_lookup (codes, CW_LIST_ENQUIRY_CATEGORY, "housing")->id);
  enquiry->method = cw_code_book_lookup (codes, CW_LIST_CONTACT_METHOD, "email")->id;
  enquiry->about = cw_code_book_lookup (codes, CW_LIST_ABOUT, "child")->id;
  g_assert_cmpint (cw_store_save_enquiry (store, enquiry, &error), !=, 0);
  g_assert_no_error (error);
}

static CwStore *
make_store (Case *self, int fill)
{
  static const guint8 key[32] = "a key that only tests will use ", salt[16] = "a test's salt 1";
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "casework.db", NULL);
  CwStore *store = cw_store_create (path, key, salt, self->clock, &error);

  g_assert_no_error (error);
  if (fill == TOO_FEW)
    {
      cw_clock_set (self->clock, cw_day_from_ymd (2027, 1, 7), 600);
      add_too_few (store);
    }
  if (fill == DEMONSTRATION)
    {
      CwDay july = cw_day_from_ymd (2026, 7, 10);
      CwDemoSize size = { .school_year = 2025, .families = 30, .enquiries = 200, .contacts = 200 };

      /* Filled while the summer term runs, looked at when it is over: one term is ready to be
       * frozen. */
      g_autoptr (GPtrArray) terms = cw_calendar_propose_terms (2026);

      g_assert_true (cw_demo_fill (store, &size, july, &error));
      g_assert_no_error (error);
      g_assert_true (cw_store_save_terms (store, terms, &error));
      g_assert_no_error (error);
      cw_clock_set (self->clock, cw_day_from_ymd (2026, 11, 19), 600);
    }
  return store;
}

/* ---- finding things by what they say ---- */

static GtkWidget *
find_widget (GtkWidget *root, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_is_visible (root))
    {
      const char *words = GTK_IS_LABEL (root)    ? gtk_label_get_text (GTK_LABEL (root))
                          : GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root))
                                                 : NULL;

      if (text == NULL || (words != NULL && strstr (words, text) != NULL))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_is_visible (child) ? find_widget (child, type, text) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget *root;
  GType type;
  const char *text;
} Need;

static gboolean
is_there (gpointer data)
{
  Need *need = data;

  return find_widget (need->root, need->type, need->text) != NULL;
}

static GtkWidget *
need (GtkWidget *root, GType type, const char *text)
{
  g_test_message ("waiting for a %s “%s”", g_type_name (type), text);
  ground_wait (is_there, &(Need){ root, type, text }, LIMIT);
  return find_widget (root, type, text);
}

static void
set_up (Case *self, gconstpointer data)
{
  CwStore *store;
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->folder = g_dir_make_tmp ("casework-test-XXXXXX", NULL);
  self->clock = cw_clock_new_fixed (cw_day_from_ymd (2026, 7, 10), 600);
  store = make_store (self, GPOINTER_TO_INT (data));
  self->session = cw_session_new (store, NULL, self->clock, FALSE);
  self->page = cw_summaries_page_new ();
  self->window = adw_window_new ();
  gtk_widget_add_css_class (self->page, "cw-page");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->page);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1146, 768);
  cw_section_bind (CW_SECTION (self->page), self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  need (self->page, GTK_TYPE_LABEL,
        data == NULL                        ? "No terms yet"
        : GPOINTER_TO_INT (data) == TOO_FEW ? "Too few families"
                                            : "Page 1 of");
  cw_section_shown (CW_SECTION (self->page));
  display_settle (self->session);
}

static void
tear_down (Case *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  display_settle (self->session);
  cw_session_close (self->session);
  g_object_unref (self->session);
  cw_clock_unref (self->clock);
  ground_remove_all (self->folder);
  g_free (self->folder);
}

/* The question or window over the page. */
static GtkWidget *
look_for_dialog (Case *self)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self->window)
          && gtk_widget_is_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return find_widget (self->window,
                      g_type_from_name ("AdwAlertDialog") != 0 ? g_type_from_name ("AdwAlertDialog")
                                                               : G_TYPE_INVALID,
                      NULL);
}

static gboolean
is_dialog_there (gpointer self)
{
  return look_for_dialog (self) != NULL;
}

static gboolean
is_dialog_gone (gpointer self)
{
  return look_for_dialog (self) == NULL;
}

static GtkWidget *
find_dialog (Case *self)
{
  ground_wait (is_dialog_there, self, LIMIT);
  display_settle (self->session);
  return look_for_dialog (self);
}

static void
wait_gone (Case *self)
{
  ground_wait (is_dialog_gone, self, LIMIT);
}

static gboolean
is_alive (gpointer button)
{
  return gtk_widget_is_sensitive (button);
}

static gboolean
is_dead (gpointer button)
{
  return !is_alive (button);
}

static void
assert_exports (Case *self, gboolean alive)
{
  const char *const names[] = { "Print", "PDF", "CSV", "Summary file" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = need (self->page, GTK_TYPE_BUTTON, names[i]);

      /* What may be handed out is read by the worker. */
      ground_wait (alive ? is_alive : is_dead, button, LIMIT);
    }
}

/* ---- names ---- */

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || gtk_widget_get_tooltip_text (widget) != NULL
         || find_widget (widget, GTK_TYPE_LABEL, NULL) != NULL;
}

/* Every widget that takes the focus says what it is, itself or by whom it is part of. */
static void
assert_names (GtkWidget *widget, gboolean named)
{
  named = named || is_named (widget);
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) && !named)
    g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_is_visible (child))
      assert_names (child, named
                               && (GTK_IS_EDITABLE (widget) || GTK_IS_LIST_BOX_ROW (widget)
                                   || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)
                                   || GTK_IS_DROP_DOWN (widget)));
}

/* ---- real keys ---- */

static char *
run_tool (const char *command)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  char *output = NULL;

  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  display_settle (NULL);
  return output;
}

/* Without a window manager nobody gives the newest window the keyboard. */
static void
press (const char *key)
{
  g_autofree char *found = run_tool ("xdotool search --onlyvisible --class ."), *newest = NULL,
                  *command = NULL, *said = NULL, *done = NULL;
  g_auto (GStrv) ids = g_strsplit (g_strchomp (found), "\n", -1);
  gint64 last = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    last = MAX (last, g_ascii_strtoll (ids[i], NULL, 10));
  newest = g_strdup_printf ("xdotool windowfocus %" G_GINT64_FORMAT, last);
  said = run_tool (newest);
  command = g_strdup_printf ("xdotool key %s", key);
  done = run_tool (command);
  ground_pump (80); /* a key that leads further is waited for by what it does */
}

/* ---- tests ---- */

/* Before freezing nothing leaves: the four buttons are there, and the reason beside them. */
static void
test_ready (Case *self, gconstpointer data)
{
  need (self->page, GTK_TYPE_LABEL, "Ended, can be frozen");
  need (self->page, GTK_TYPE_LABEL, "Frozen on");
  need (self->page, GTK_TYPE_LABEL, "What will be put together");
  need (self->page, GTK_TYPE_LABEL, "Once frozen:");
  need (self->page, GTK_TYPE_LABEL, "Page 1 of");
  need (self->page, GTK_TYPE_BUTTON, "Freeze Summer 2026…");
  assert_exports (self, FALSE);
  assert_names (self->page, FALSE);
  display_picture ("summaries");
  gtk_widget_activate_action (self->page, "summaries.risks", NULL);
  display_settle (self->session);
  display_picture ("summaries-risks");
  gtk_window_close (GTK_WINDOW (find_dialog (self)));
  wait_gone (self);
}

/* The focus is on "Not yet": Enter does not freeze. */
static void
test_freeze (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "summaries.freeze", NULL);
  display_settle (self->session);
  dialog = find_dialog (self);
  need (dialog, GTK_TYPE_LABEL, "It cannot be undone");
  need (dialog, GTK_TYPE_LABEL, "What you enter late counts in Autumn 2026");
  display_picture ("summaries-freeze");
  {
    GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (dialog));
    g_autoptr (GtkWidget) usual = NULL;

    g_assert_true (GTK_IS_BUTTON (focus));
    g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "Not yet");
    g_object_get (dialog, "default-widget", &usual, NULL); /* a window's or an AdwDialog's */
    g_assert_true (usual == focus);
  }
  g_signal_emit_by_name (need (dialog, GTK_TYPE_BUTTON, "Not yet"), "clicked");
  display_settle (self->session);
  need (self->page, GTK_TYPE_BUTTON, "Freeze Summer 2026…");
  assert_exports (self, FALSE);

  gtk_widget_activate_action (self->page, "summaries.freeze", NULL);
  display_settle (self->session);
  g_signal_emit_by_name (need (find_dialog (self), GTK_TYPE_BUTTON, "Freeze Summer 2026"),
                         "clicked");
  display_settle (self->session);
  need (self->page, GTK_TYPE_LABEL, "Frozen on 19/11/2026");
  need (self->page, GTK_TYPE_LABEL, "What was put together");
  need (self->page, GTK_TYPE_LABEL, "Hand out:");
  need (self->page, GTK_TYPE_LABEL, "School year 2025-26");
  g_assert_null (find_widget (self->page, GTK_TYPE_BUTTON, "Freeze"));
  assert_exports (self, TRUE);
  display_picture ("summaries-frozen");
}

static GtkWidget *
get_row (Case *self, int index)
{
  return GTK_WIDGET (
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (need (self->page, GTK_TYPE_LIST_BOX, NULL)),
                                     index));
}

static void
test_other_rows (Case *self, gconstpointer data)
{
  GtkListBox *list = GTK_LIST_BOX (need (self->page, GTK_TYPE_LIST_BOX, NULL));

  gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (get_row (self, 0)));
  display_settle (self->session);
  need (self->page, GTK_TYPE_LABEL, "This term is open");
  assert_exports (self, FALSE);
  display_picture ("summaries-open");
  gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (get_row (self, 2)));
  display_settle (self->session);
  assert_exports (self, TRUE);
  display_picture ("summaries-spring");
}

static const char *
get_focus_label (Case *self)
{
  GtkWidget *dialog = look_for_dialog (self),
            *focus
            = gtk_root_get_focus (gtk_widget_get_root (dialog != NULL ? dialog : self->window));

  return GTK_IS_BUTTON (focus) && gtk_button_get_label (GTK_BUTTON (focus)) != NULL
             ? gtk_button_get_label (GTK_BUTTON (focus))
             : "";
}

static void
press_until (Case *self, const char *key, const char *label)
{
  for (guint i = 0; i < 20 && strcmp (get_focus_label (self), label) != 0; i++)
    press (key);
  g_assert_cmpstr (get_focus_label (self), ==, label);
}

/* By keyboard alone; Enter at the question is "Not yet". */
static void
test_keyboard (Case *self, gconstpointer data)
{
  press_until (self, "shift+Tab", "Freeze Summer 2026…");
  press ("Return");
  find_dialog (self);
  g_assert_cmpstr (get_focus_label (self), ==, "Not yet");
  press ("Return");
  wait_gone (self);
  need (self->page, GTK_TYPE_BUTTON, "Freeze Summer 2026…");

  press_until (self, "shift+Tab", "Freeze Summer 2026…");
  press ("Return");
  find_dialog (self);
  press_until (self, "Tab", "Freeze Summer 2026");
  press ("Return");
  display_settle (self->session);
  need (self->page, GTK_TYPE_LABEL, "Frozen on 19/11/2026");
  press_until (self, "Tab", "PDF");
}

static void
test_windows (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "summaries.published", NULL);
  display_settle (self->session);
  dialog = find_dialog (self);
  need (dialog, GTK_TYPE_LABEL, "Autumn 2025, enquiries");
  assert_names (dialog, FALSE);
  display_picture ("summaries-published");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_gone (self);

  gtk_widget_activate_action (self->page, "summaries.terms", NULL);
  display_settle (self->session);
  dialog = find_dialog (self);
  need (dialog, GTK_TYPE_LABEL, "Families a line needs");
  assert_names (dialog, FALSE);
  display_picture ("summaries-terms");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_gone (self);

  gtk_widget_activate_action (need (self->page, CW_TYPE_PAPER_VIEW, NULL), "paper.larger", NULL);
  display_settle (self->session);
  display_picture ("summaries-larger");
  gtk_window_close (GTK_WINDOW (find_dialog (self)));
  wait_gone (self);
}

/* What the printer gets is what the PDF has: the same pages, one drawing (R24). */
static void
test_print (void)
{
  g_autoptr (CwDocument) document = cw_explain_sheet_new ("Hollin Bank Primary School");
  g_autoptr (GtkPrintOperation) operation = cw_print_operation_new (document);
  g_autofree char *folder = g_dir_make_tmp ("casework-test-XXXXXX", NULL),
                  *path = g_build_filename (folder, "print.pdf", NULL);
  g_autofree char *command = g_strdup_printf ("pdftotext %s -", path), *text = NULL;
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_spawn_command_line_sync (command, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "You may see it all"));
  g_assert_nonnull (strstr (text, "Page 1 of 1"));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_dark (Case *self, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  display_settle (self->session);
  display_picture ("summaries-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* At twice the size of text everything is still inside a window of 1366 points with its sidebar. */
static void
test_large (Case *self, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int before, least;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  display_settle (self->session);
  display_picture ("summaries-large");
  gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
  g_assert_cmpint (least, <=, 1146);
}

/* A term with too few families: no page, said before and after; its days go to the next. */
static void
test_withheld (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  need (self->page, GTK_TYPE_LABEL, "Ended, can be frozen");
  need (self->page, GTK_TYPE_LABEL, "No page yet");
  assert_exports (self, FALSE);
  gtk_widget_activate_action (self->page, "summaries.freeze", NULL);
  dialog = find_dialog (self);
  need (dialog, GTK_TYPE_LABEL, "There will be no page of its own");
  need (dialog, GTK_TYPE_LABEL, "This is the first freeze of its school year");
  display_picture ("summaries-too-few");
  g_signal_emit_by_name (need (dialog, GTK_TYPE_BUTTON, "Freeze Autumn 2026"), "clicked");
  need (self->page, GTK_TYPE_LABEL, "Too few families: joined to the next");
  need (self->page, GTK_TYPE_LABEL, "Its days are counted with those of Spring 2027");
  assert_exports (self, FALSE);
  display_picture ("summaries-withheld");
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

/* Runs @work on the worker thread and waits for it. */
static void
run_work (Case *self, CwSessionWork work, CwChange change)
{
  gboolean done = FALSE;

  cw_session_call (self->session, work, NULL, NULL, NULL, change, NULL, done_cb, &done);
  ground_wait (ground_is_true, &done, LIMIT);
}

static gpointer
hold_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_set_hold (store, CW_HOLD_RESTORED, error);
  return NULL;
}

/* Records that may stand twice ask once which go on, and then whether to freeze. */
static void
test_held (Case *self, gconstpointer data)
{
  GtkWidget *dialog;

  run_work (self, hold_work, CW_CHANGE_SUMMARIES);
  display_settle (self->session);
  gtk_widget_activate_action (self->page, "summaries.freeze", NULL);
  dialog = find_dialog (self);
  need (dialog, GTK_TYPE_LABEL, "Go on with these records?");
  need (dialog, GTK_TYPE_LABEL, "These records were restored from a backup");
  display_picture ("summaries-held");
  g_signal_emit_by_name (need (dialog, GTK_TYPE_BUTTON, "Not yet"), "clicked");
  display_settle (self->session);
  gtk_widget_activate_action (self->page, "summaries.freeze", NULL);
  g_signal_emit_by_name (need (find_dialog (self), GTK_TYPE_BUTTON, "Go on with these"), "clicked");
  display_settle (self->session);
  need (find_dialog (self), GTK_TYPE_LABEL, "It cannot be undone");
  g_signal_emit_by_name (need (find_dialog (self), GTK_TYPE_BUTTON, "Freeze Summer 2026"),
                         "clicked");
  display_settle (self->session);
  need (self->page, GTK_TYPE_LABEL, "Frozen on 19/11/2026");
}

/* Asks for the end of a frozen term to be moved, and for the term after it to go. */
static gpointer
save_dates (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwTermRules) rules = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint terms;

  g_assert_cmpint (cw_store_freeze_ended (store, error), >, 0);
  rules = cw_term_rules_load (store, error);
  g_assert_nonnull (rules);
  terms = rules->terms->len;
  rules->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (rules->removed, ((CwTerm *) rules->terms->pdata[terms - 1])->id);
  g_ptr_array_set_size (rules->terms, (int) terms - 1);
  ((CwTerm *) rules->terms->pdata[0])->end -= 3;
  g_assert_false (cw_term_rules_save (store, rules, &problem));
  g_assert_nonnull (strstr (problem->message, "Nothing was changed"));
  after = cw_store_list_terms (store, error);
  g_assert_cmpuint (after->len, ==, terms);
  return NULL;
}

/* R24: where one of the dates is refused, none of the others is stored. */
static void
test_dates_whole (Case *self, gconstpointer data)
{
  run_work (self, save_dates, 0);
}

static void
test_empty (Case *self, gconstpointer data)
{
  need (self->page, GTK_TYPE_LABEL, "No terms yet");
  need (self->page, GTK_TYPE_BUTTON, "Enter term dates");
  display_picture ("summaries-empty");
  gtk_widget_activate_action (self->page, "summaries.terms", NULL);
  display_settle (self->session);
  g_signal_emit_by_name (need (find_dialog (self), GTK_TYPE_BUTTON, "Add the usual terms of"),
                         "clicked");
  display_settle (self->session);
  display_picture ("summaries-empty-terms");
  g_signal_emit_by_name (need (find_dialog (self), GTK_TYPE_BUTTON, "Save"), "clicked");
  display_settle (self->session);
  need (self->page, GTK_TYPE_LABEL, "Autumn 2025");
}

int
main (int argc, char **argv)
{
  display_begin (&argc, &argv);
  display_load_style ();
  g_test_add ("/app/summaries/ready", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_ready,
              tear_down);
  g_test_add ("/app/summaries/freeze", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_freeze,
              tear_down);
  g_test_add ("/app/summaries/held", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_held,
              tear_down);
  g_test_add ("/app/summaries/keyboard", Case, GINT_TO_POINTER (DEMONSTRATION), set_up,
              test_keyboard, tear_down);
  g_test_add ("/app/summaries/other-rows", Case, GINT_TO_POINTER (DEMONSTRATION), set_up,
              test_other_rows, tear_down);
  g_test_add ("/app/summaries/windows", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_windows,
              tear_down);
  g_test_add_func ("/app/summaries/print", test_print);
  g_test_add ("/app/summaries/dark", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_dark,
              tear_down);
  g_test_add ("/app/summaries/large", Case, GINT_TO_POINTER (DEMONSTRATION), set_up, test_large,
              tear_down);
  g_test_add ("/app/summaries/withheld", Case, GINT_TO_POINTER (TOO_FEW), set_up, test_withheld,
              tear_down);
  g_test_add ("/app/summaries/dates-whole (R24)", Case, GINT_TO_POINTER (TOO_FEW), set_up,
              test_dates_whole, tear_down);
  g_test_add ("/app/summaries/empty", Case, GINT_TO_POINTER (EMPTY), set_up, test_empty, tear_down);
  return g_test_run ();
}
