/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cases-fixture.h"

#include <string.h>

#include "app/cases/cw-children-form.h"
#include "app/cases/cw-identity-form.h"
#include "app/cases/cw-names-form.h"
#include "app/kit/cw-kit.h"
#include "display-ground.h"
#include "ground.h"
#include "real-keys.h"

#define LIMIT 20 /* seconds, for ground_wait() */

/* ---- what there is in the tree of widgets ---- */

GtkWidget *
case_find (GtkWidget *root, CaseMatch match, gconstpointer data)
{
  if (match (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = case_find (child, match, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
case_is_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), GPOINTER_TO_SIZE (type));
}

/* A button by what it says, in sight. */
gboolean
case_is_button (GtkWidget *widget, gconstpointer data)
{
  GtkWidget *child;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0)
    return TRUE;
  child = gtk_button_get_child (GTK_BUTTON (widget));
  if (GTK_IS_OVERLAY (child)) /* a chip */
    child = gtk_overlay_get_child (GTK_OVERLAY (child));
  if (GTK_IS_LABEL (child))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (child)), data) == 0;
  return ADW_IS_BUTTON_CONTENT (child)
         && g_strcmp0 (adw_button_content_get_label (ADW_BUTTON_CONTENT (child)), data) == 0;
}

gboolean
case_has_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

typedef struct
{
  GtkWidget *root;
  CaseMatch match;
  gconstpointer data;
  GtkWidget *found;
} Search;

static gboolean
is_found (gpointer data)
{
  Search *search = data;

  search->found = case_find (search->root, search->match, search->data);
  return search->found != NULL;
}

static gboolean
is_away (gpointer data)
{
  return !is_found (data);
}

GtkWidget *
case_wait_for (GtkWidget *root, CaseMatch match, gconstpointer data)
{
  Search search = { root, match, data, NULL };

  ground_wait (is_found, &search, LIMIT);
  return search.found;
}

void
case_wait_said (Case *self, const char *text)
{
  g_test_message ("waiting for %s", text);
  g_assert_nonnull (case_wait_for (self->window, case_has_label, text));
}

void
case_wait_unsaid (Case *self, const char *text)
{
  g_test_message ("waiting for the end of %s", text);
  ground_wait (is_away, &(Search){ self->page, case_has_label, text, NULL }, LIMIT);
}

/* In any window: a question may be one of its own. */
static gboolean
is_button_there (gpointer data)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  Search *search = data;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && search->found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      search->found = case_find (window, search->match, search->data);
    }
  return search->found != NULL;
}

void
case_press (Case *self, const char *label)
{
  Search search = { .match = case_is_button, .data = label };

  g_test_message ("press %s", label);
  ground_wait (is_button_there, &search, LIMIT);
  g_assert_true (gtk_widget_is_sensitive (search.found));
  g_signal_emit_by_name (search.found, "clicked");
  display_settle (NULL);
}

void
case_keys (Case *self, const char *keys)
{
  real_keys (GTK_WINDOW (self->window), keys);
}

void
case_type (Case *self, const char *text)
{
  real_type (GTK_WINDOW (self->window), text);
}

/* A text field that does not hold a date, a time or a search: what a name could be typed into. */
gboolean
case_could_hold_name (GtkWidget *widget, gconstpointer data)
{
  if (GTK_IS_TEXT_VIEW (widget) || CW_IS_IDENTITY_FORM (widget) || CW_IS_CHILDREN_FORM (widget)
      || CW_IS_NAMES_FORM (widget))
    return TRUE;
  return (GTK_IS_TEXT (widget) || GTK_IS_ENTRY (widget))
         && gtk_widget_get_ancestor (widget, CW_TYPE_DATE_ENTRY) == NULL
         && gtk_widget_get_ancestor (widget, GTK_TYPE_SEARCH_ENTRY) == NULL
         && !GTK_IS_SEARCH_ENTRY (widget);
}

/* ---- the ground ---- */

static gint64
case_code (CwStore *store, CwCodeList list, const char *name)
{
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, NULL);
  const CwCode *found = cw_code_book_lookup (book, list, name);

  g_assert_nonnull (found);
  return found->id;
}

static CwConsent *
make_consent (gint64 adult_id, CwDay day)
{
  CwConsent *consent = cw_consent_new ();

  consent->adult_id = adult_id;
  consent->given_on = day;
  consent->how = CW_CONSENT_SIGNED;
  consent->explained = CW_EXPLAINED_ALL;
  g_free (consent->explained_by);
  consent->explained_by = g_strdup ("Ann Dean");
  consent->school_may_know = TRUE;
  return consent;
}

static void
name_adult (CwStore *store, gint64 case_id, gint64 id, const char *name, gboolean apart)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCase) cas = cw_store_get_case (store, case_id, &error);
  CwAdult *adult = cw_case_get_adult (cas, id);

  g_free (adult->name);
  adult->name = g_strdup (name);
  g_free (adult->telephone);
  adult->telephone = g_strdup ("07700 900123");
  adult->kept_apart = apart;
  adult->lives_with = !apart;
  g_assert_true (cw_store_save_adult (store, adult, &error));
  g_assert_no_error (error);
}

static void
add_contact (
    CwStore *store, Case *self, gint64 adult, CwDay day, const char *fact, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();

  contact->case_id = self->case_id;
  contact->day = day;
  contact->time = 940;
  contact->minutes = 25;
  contact->method = case_code (store, CW_LIST_CONTACT_METHOD, "telephone");
  cw_ids_add (contact->adults, adult);
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_FACT, g_strdup (fact)));
  if (said != NULL)
    g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_SAID, g_strdup (said)));
  g_assert_cmpint (cw_store_save_contact (store, contact, NULL, 0, &error), >, 0);
  g_assert_no_error (error);
}

/* Two adults, one of whom withdrew; a child; two contacts; a step. */
static void
fill (CwStore *store, Case *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwConsent) consent = make_consent (0, CASE_TODAY - 20);
  g_autoptr (CwChild) child = cw_child_new ();
  g_autoptr (CwStep) step = cw_step_new ();

  opening->opened = CASE_TODAY - 60;
  opening->parent_agreed_on = CASE_TODAY - 60;
  opening->how_came = case_code (store, CW_LIST_HOW_CAME, "came");
  opening->consent = make_consent (0, CASE_TODAY - 60);
  self->case_id = cw_store_open_case (store, opening, &self->joanne, &error);
  g_assert_no_error (error);
  self->brenda = cw_store_add_adult (store, self->case_id, consent, &error);
  g_assert_no_error (error);
  name_adult (store, self->case_id, self->joanne, "Joanne Hughes", FALSE);
  name_adult (store, self->case_id, self->brenda, "Brenda Fotheringay-Montgomery", TRUE);
  g_free (child->name);
  child->name = g_strdup ("Kai");
  g_free (child->year_group);
  child->year_group = g_strdup ("5");
  g_assert_cmpint (cw_store_save_child (store, self->case_id, child, &error), >, 0);
  add_contact (store, self, self->joanne, CASE_TODAY - 10, "Joanne rang after Kai was sent home.",
               "“Nobody rings me.”");
  add_contact (store, self, self->brenda, CASE_TODAY - 12, "Brenda asked for the dates.", NULL);
  g_assert_true (cw_store_withdraw_consent (store, self->brenda, CASE_TODAY - 5, &error));
  step->case_id = self->case_id;
  step->adult_id = self->joanne;
  step->due = CASE_TODAY - 2;
  step->time = -1;
  g_free (step->text);
  step->text = g_strdup ("Ring about the letter");
  g_assert_cmpint (cw_store_save_step (store, step, &error), >, 0);
  g_assert_no_error (error);
}

static void
open_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ((Case *) data)->opened = g_variant_get_int64 (target);
}

static void
back_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ((Case *) data)->back = TRUE;
}

void
case_set_up (Case *self, gconstpointer filled)
{
  static const guint8 key[32] = "a key that only tests will use ", salt[16] = "a test's salt 1";
  static const GActionEntry entries[] = {
    { .name = "open-case", .activate = open_cb, .parameter_type = "x" },
    { .name = "back", .activate = back_cb },
    { .name = "new-case", .activate = back_cb },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  CwStore *store;

  self->folder = g_dir_make_tmp ("casework-test-XXXXXX", NULL);
  path = g_build_filename (self->folder, "casework.db", NULL);
  self->clock = cw_clock_new_fixed (CASE_TODAY, 14 * 60 + 7);
  store = cw_store_create (path, key, salt, self->clock, &error);
  g_assert_no_error (error);
  {
    g_autoptr (CwProfile) profile = cw_profile_new ();
    char *schools[] = { "Hollin Bank Primary", NULL };

    g_free (profile->post);
    profile->post = g_strdup ("Hollin Bank");
    g_free (profile->adviser);
    profile->adviser = g_strdup ("Ann Dean");
    g_strfreev (profile->schools);
    profile->schools = g_strdupv (schools);
    profile->contract_minutes = 1200;
    g_assert_true (cw_store_set_profile (store, profile, &error));
    g_assert_no_error (error);
  }
  if (filled != NULL)
    fill (store, self);
  self->session = cw_session_new (store, NULL, self->clock, FALSE);
  self->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->window = adw_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->overlay));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1146, 768);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
case_show (Case *self, GtkWidget *page)
{
  self->page = page;
  gtk_widget_add_css_class (page, "cw-page");
  adw_toast_overlay_set_child (self->overlay, page);
  cw_section_bind (CW_SECTION (page), self->session);
  cw_section_shown (CW_SECTION (page));
  display_settle (self->session);
}

void
case_tear_down (Case *self, gconstpointer filled)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  display_settle (self->session);
  cw_session_close (self->session);
  ground_settle (NULL);
  g_assert_finalize_object (self->session);
  ground_remove_all (self->folder);
  g_free (self->folder);
  cw_clock_unref (self->clock);
}

/* ---- reading the store through the session ---- */

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

gpointer
case_call (Case *self, CwSessionWork work, gpointer input)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer value;

  cw_session_call (self->session, work, input, NULL, NULL, 0, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  value = cw_session_call_finish (self->session, result, &error);
  g_assert_no_error (error);
  return value;
}

gpointer
case_read (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_case (store, *(gint64 *) input, error);
}

gpointer
case_read_contacts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_contacts (store, *(gint64 *) input, 0, NULL, 0, 10, error);
}

gpointer
case_read_drafts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_drafts (store, error);
}

typedef struct
{
  Case *self;
  guint wanted;
} Drafts;

static gboolean
are_there (gpointer data)
{
  Drafts *wait = data;
  g_autoptr (GPtrArray) drafts = case_call (wait->self, case_read_drafts, NULL);

  return drafts->len == wait->wanted;
}

void
case_wait_drafts (Case *self, guint wanted)
{
  g_test_message ("waiting for %u drafts", wanted);
  ground_wait (are_there, &(Drafts){ self, wanted }, LIMIT);
}

gboolean
case_is_open_tick (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_CHECK_BUTTON (widget) && gtk_widget_has_css_class (widget, "cw-say")
         && !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget));
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)) != NULL
         && case_find (widget, case_has_label, data) != NULL;
}

void
case_choose (Case *self, const char *label)
{
  GtkWidget *button = case_find (self->page, is_choice, label);

  g_assert_nonnull (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  display_settle (NULL);
}

gboolean
case_is_answer (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget))
         && case_is_button (widget, data);
}

void
case_answer (Case *self, const char *label)
{
  GtkWidget *button = case_find (self->page, case_is_answer, label);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  display_settle (NULL);
}

static GtkWidget *
find_dialog (Case *self)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint n = 0; n < g_list_model_get_n_items (windows); n++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, n);

      if (window != self->window && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_dialog_there (gpointer self)
{
  return find_dialog (self) != NULL;
}

/* The dialog over the page, once it is there. */
GtkWidget *
case_wait_for_dialog (Case *self)
{
  ground_wait (is_dialog_there, self, LIMIT);
  return find_dialog (self);
}

/* The first thing in main(). CW_DARK takes the pictures in dark. */
void
case_begin (int *argc, char ***argv)
{
  display_begin (argc, argv);
  display_load_style ();
  if (g_getenv ("CW_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
}
