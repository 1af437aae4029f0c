/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of cases on a display: a case opened by keyboard, no place for a name before the
 * agreement (R7), the composer, somebody who withdrew (R9). With CW_PICTURES=DIR it also leaves
 * pictures there. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-cases-page.h"
#include "app/cases/cw-children-form.h"
#include "app/cases/cw-composer.h"
#include "app/cases/cw-identity-form.h"
#include "app/cases/cw-names-form.h"
#include "app/cases/cw-new-case-page.h"
#include "app/cases/cw-note-view.h"
#include "app/cases/cw-people-strip.h"
#include "app/kit/cw-kit.h"

#define TODAY (cw_day_from_ymd (2026, 11, 19))
#define N_PAGES 3

typedef struct
{
  char *folder;
  CwClock *clock;
  CwSession *session;
  GtkWidget *window, *page;
  AdwToastOverlay *overlay;
  gint64 case_id, joanne, brenda;
  gint64 opened; /* what win.open-case was asked for */
  gboolean back;
} Case;

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pump (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
picture (const char *name)
{
  const char *folder = g_getenv ("CW_PICTURES");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  pump (600);
  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

/* ---- what there is in the tree of widgets ---- */

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *root, Match match, gconstpointer data)
{
  if (match (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), GPOINTER_TO_SIZE (type));
}

#define FIND(root, type) find (root, is_type, GSIZE_TO_POINTER (type))

/* A button by what it says, in sight. */
static gboolean
is_button (GtkWidget *widget, gconstpointer data)
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

static gboolean
has_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

static GtkWidget *
wait_for (GtkWidget *root, Match match, gconstpointer data)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < 300 && found == NULL; i++)
    {
      found = find (root, match, data);
      if (found == NULL)
        pump (10);
    }
  return found;
}

static void
press (Case *self, const char *label)
{
  GtkWidget *button = wait_for (self->window, is_button, label);

  g_test_message ("press %s", label);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  pump (30);
}

/* A text field that does not hold a date, a time or a search: what a name could be typed into. */
static gboolean
could_hold_name (GtkWidget *widget, gconstpointer data)
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
code (CwStore *store, CwCodeList list, const char *name)
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
  contact->method = code (store, CW_LIST_CONTACT_METHOD, "telephone");
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
  g_autoptr (CwConsent) consent = make_consent (0, TODAY - 20);
  g_autoptr (CwChild) child = cw_child_new ();
  g_autoptr (CwStep) step = cw_step_new ();

  opening->opened = TODAY - 60;
  opening->parent_agreed_on = TODAY - 60;
  opening->how_came = code (store, CW_LIST_HOW_CAME, "came");
  opening->consent = make_consent (0, TODAY - 60);
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
  add_contact (store, self, self->joanne, TODAY - 10, "Joanne rang after Kai was sent home.",
               "“Nobody rings me.”");
  add_contact (store, self, self->brenda, TODAY - 12, "Brenda asked for the dates.", NULL);
  g_assert_true (cw_store_withdraw_consent (store, self->brenda, TODAY - 5, &error));
  step->case_id = self->case_id;
  step->adult_id = self->joanne;
  step->due = TODAY - 2;
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

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!g_resources_get_info ("/com/ppp/Casework/style.css", 0, NULL, NULL, NULL))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/com/ppp/Casework/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
set_up (Case *self, gconstpointer filled)
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
  self->clock = cw_clock_new_fixed (TODAY, 14 * 60 + 7);
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

static void
show_page (Case *self, GtkWidget *page)
{
  self->page = page;
  gtk_widget_add_css_class (page, "cw-page");
  adw_toast_overlay_set_child (self->overlay, page);
  cw_section_bind (CW_SECTION (page), self->session);
  cw_section_shown (CW_SECTION (page));
  pump (150);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Case *self, gconstpointer filled)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  pump (20);
  cw_session_close (self->session);
  pump (20);
  g_assert_finalize_object (self->session);
  remove_folder (self->folder);
  g_free (self->folder);
  cw_clock_unref (self->clock);
}

/* ---- reading the store through the session ---- */

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gpointer
call (Case *self, CwSessionWork work, gpointer input)
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

static gpointer
read_case (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_case (store, *(gint64 *) input, error);
}

static gpointer
read_contacts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_contacts (store, *(gint64 *) input, 0, NULL, 0, 10, error);
}

static gpointer
read_drafts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_drafts (store, error);
}

/* ---- tests ---- */

static gboolean
is_open_tick (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_CHECK_BUTTON (widget) && gtk_widget_has_css_class (widget, "cw-say")
         && !gtk_check_button_get_active (GTK_CHECK_BUTTON (widget));
}

/* R1, R7: steps one and two, up to the agreement. */
static void
talk (Case *self)
{
  GtkWidget *tick;

  show_page (self, cw_new_case_page_new ());
  g_assert_null (find (self->page, could_hold_name, NULL));
  press (self, "The parent came");
  picture ("new-1");
  press (self, "Go on");
  g_assert_null (find (self->page, could_hold_name, NULL));
  while ((tick = find (self->page, is_open_tick, NULL)) != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  g_assert_nonnull (wait_for (self->page, has_label, "What the parent chooses is still open."));
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_CHECK_BUTTON (widget)
         && gtk_check_button_get_child (GTK_CHECK_BUTTON (widget)) != NULL
         && find (widget, has_label, data) != NULL;
}

static void
choose (Case *self, const char *label)
{
  GtkWidget *button = find (self->page, is_choice, label);

  g_assert_nonnull (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  pump (20);
}

static gboolean
is_answer (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget))
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0;
}

static void
answer (Case *self, const char *label)
{
  GtkWidget *button = find (self->page, is_answer, label);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  pump (20);
}

/* R7: a name has no place before the agreement is stored, and has one after it. */
static void
test_new_case (Case *self, gconstpointer data)
{
  GtkWidget *identity;
  g_autoptr (CwCase) cas = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  talk (self);
  choose (self, "Record on this laptop");
  answer (self, "Yes");
  picture ("new-2-missing");
  answer (self, "No"); /* the one of the first question: takes the yes back */
  answer (self, "Yes");
  g_assert_null (find (self->page, could_hold_name, NULL));
  {
    /* Yes to the first, no to the second, spoken. */
    GtkWidget *no = NULL;

    for (guint i = 0; i < 2; i++)
      {
        no = find (self->page, is_answer, "No");
        g_assert_nonnull (no);
        if (i == 0)
          gtk_widget_set_visible (no, FALSE); /* look past the first question's */
      }
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (no), TRUE);
  }
  answer (self, "Spoken");
  picture ("new-2");
  g_assert_null (find (self->page, could_hold_name, NULL));
  press (self, "They agree: go on to names");
  g_assert_nonnull (wait_for (self->page, is_type, GSIZE_TO_POINTER (CW_TYPE_IDENTITY_FORM)));
  identity = FIND (self->page, CW_TYPE_IDENTITY_FORM);
  pump (100);
  picture ("new-3-empty");
  gtk_editable_set_text (GTK_EDITABLE (FIND (identity, GTK_TYPE_ENTRY)), "Priya Nair");
  gtk_editable_set_text (GTK_EDITABLE (
                             FIND (FIND (self->page, CW_TYPE_CHILDREN_FORM), GTK_TYPE_ENTRY)),
                         "Anika");
  pump (1300);
  drafts = call (self, read_drafts, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((CwDraft *) drafts->pdata[0])->kind, ==, "names");
  picture ("new-3");
  press (self, "Save: go on to the first contact");
  g_assert_nonnull (wait_for (self->page, is_type, GSIZE_TO_POINTER (CW_TYPE_COMPOSER)));
  pump (100);
  picture ("new-4");
  press (self, "No contact yet: open the case");
  g_assert_cmpint (self->opened, >, 0);
  cas = call (self, read_case, &self->opened);
  g_assert_cmpstr (((CwAdult *) cas->adults->pdata[0])->name, ==, "Priya Nair");
  g_assert_cmpstr (((CwChild *) cas->children->pdata[0])->name, ==, "Anika");
  g_assert_true (cw_adult_agrees (cas->adults->pdata[0]));
  {
    const CwConsent *consent = cw_adult_get_consent (cas->adults->pdata[0]);

    g_assert_true (consent->school_may_know);
    g_assert_false (consent->database_may_know);
    g_assert_cmpint (consent->how, ==, CW_CONSENT_SPOKEN);
    g_assert_cmpstr (consent->explained_by, ==, "Ann Dean");
  }
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = call (self, read_drafts, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* R8: a refusal leaves one anonymous line and a number, and no place for a name on the way. */
static void
test_refusal (Case *self, gconstpointer data)
{
  talk (self);
  choose (self, "On paper only");
  press (self, "Go on");
  g_assert_null (find (self->page, could_hold_name, NULL));
  press (self, "Housing");
  press (self, "Telephone");
  picture ("new-refusal");
  press (self, "A parent");
  press (self, "Give it number P-001");
  for (guint i = 0; i < 100 && !self->back; i++)
    pump (10);
  g_assert_true (self->back);
}

static gboolean
is_with (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, CW_TYPE_COMPOSER) != NULL
         && find (widget, has_label, data) != NULL;
}

/* R9, R11: somebody who withdrew cannot be chosen; a contact is stored in one press with its kinds
 * of lines. */
static void
test_composer (Case *self, gconstpointer data)
{
  GtkWidget *composer, *note, *toggle;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const CwContact *contact;
  guint chosen = GTK_INVALID_LIST_POSITION;

  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  pump (300);
  picture ("case");
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  pump (100);
  composer = FIND (self->page, CW_TYPE_COMPOSER);
  toggle = find (self->page, is_with, "Brenda");
  g_assert_nonnull (toggle);
  g_assert_false (gtk_widget_is_sensitive (toggle));
  toggle = find (self->page, is_with, "Joanne");
  g_assert_true (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle))); /* the only one who agrees */
  note = FIND (composer, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)),
                                    "Joanne rang.\n“I am worried.”\nI ring the school.", -1);
  {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));
    GtkTextIter iter;

    gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
    gtk_text_buffer_place_cursor (buffer, &iter);
    cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
    gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
    gtk_text_buffer_place_cursor (buffer, &iter);
    cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_AGREED);
  }
  pump (1300);
  drafts = call (self, read_drafts, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_nonnull (find (composer, has_label, "Saved as draft, 14:07"));
  cw_composer_save (CW_COMPOSER (composer));
  g_assert_nonnull (find (composer, has_label, "How were you in contact?"));
  picture ("composer-problem");
  g_object_set (FIND (composer, GTK_TYPE_DROP_DOWN), "selected", 1u, NULL);
  g_object_get (FIND (composer, GTK_TYPE_DROP_DOWN), "selected", &chosen, NULL);
  g_assert_cmpuint (chosen, ==, 1);
  picture ("composer");
  cw_composer_save (CW_COMPOSER (composer));
  for (guint i = 0; i < 100 && cw_composer_is_open (CW_COMPOSER (composer)); i++)
    pump (10);
  g_assert_false (cw_composer_is_open (CW_COMPOSER (composer)));
  contacts = call (self, read_contacts, &self->case_id);
  g_assert_cmpuint (contacts->len, ==, 3);
  contact = contacts->pdata[0];
  g_assert_cmpint (contact->day, ==, TODAY);
  g_assert_cmpint (contact->time, ==, 14 * 60 + 7);
  g_assert_cmpint (contact->minutes, ==, 15);
  g_assert_cmpuint (contact->lines->len, ==, 3);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[0])->kind, ==, CW_LINE_FACT);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[1])->kind, ==, CW_LINE_SAID);
  g_assert_cmpint (((CwLine *) contact->lines->pdata[2])->kind, ==, CW_LINE_AGREED);
  g_assert_true (cw_ids_contains (contact->adults, self->joanne));
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = call (self, read_drafts, NULL);
  g_assert_cmpuint (drafts->len, ==, 0); /* it ended with the contact */
  g_assert_nonnull (wait_for (self->page, has_label, "I ring the school."));
  picture ("case-saved");
}

/* What is half written is there again on the next page (drafts). */
static void
test_draft (Case *self, gconstpointer data)
{
  GtkWidget *note;
  g_autoptr (GPtrArray) lines = NULL;

  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  note = FIND (self->page, CW_TYPE_NOTE_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Half a sen", -1);
  cw_section_flush (CW_SECTION (self->page));
  pump (100);
  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  pump (100);
  g_assert_true (cw_composer_is_open (CW_COMPOSER (FIND (self->page, CW_TYPE_COMPOSER))));
  lines = cw_note_view_get_lines (CW_NOTE_VIEW (FIND (self->page, CW_TYPE_NOTE_VIEW)));
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (((CwLine *) lines->pdata[0])->text, ==, "Half a sen");
}

/* Undo and paste bring back the kinds of lines with the text (R10). */
static void
test_note_kinds (void)
{
  GtkWidget *note = g_object_ref_sink (cw_note_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));
  GtkTextIter start, end;

  gtk_text_buffer_insert_at_cursor (buffer, "one\ntwo\nthree", -1);
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_place_cursor (buffer, &start);
  cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 0), ==, CW_LINE_FACT);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 1), ==, CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_FACT);
  /* A new line before it moves the kind with its line. */
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, "zero\n", -1);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_SAID);
  gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
  gtk_text_buffer_get_iter_at_line (buffer, &end, 3);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 1), ==, CW_LINE_FACT);
  gtk_text_buffer_undo (buffer);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 2), ==, CW_LINE_SAID);
  g_assert_cmpint (cw_note_view_get_kind (CW_NOTE_VIEW (note), 3), ==, CW_LINE_FACT);
  g_object_unref (note);
}

/* R10: a pointer, in words and dots; what the parent said is left alone. */
static void
test_remark (void)
{
  GtkWidget *note = g_object_ref_sink (cw_note_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (note));

  gtk_text_buffer_insert_at_cursor (buffer, "Joanne was aggressive on the telephone.", -1);
  g_assert_nonnull (cw_note_view_get_remark (CW_NOTE_VIEW (note)));
  cw_note_view_set_kind (CW_NOTE_VIEW (note), CW_LINE_SAID);
  g_assert_null (cw_note_view_get_remark (CW_NOTE_VIEW (note)));
  g_object_unref (note);
}

/* The dialog over the page, once it is there. */
static GtkWidget *
wait_for_dialog (Case *self)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

      for (guint n = 0; n < g_list_model_get_n_items (windows); n++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, n);

          if (window != self->window && gtk_widget_get_mapped (window))
            return window;
        }
      pump (10);
    }
  return NULL;
}

/* R2, R7: a further adult has their own talk, and no name before it. */
static void
test_another_adult (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *tick, *save;
  g_autoptr (CwCase) cas = NULL;

  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  gtk_widget_activate_action (self->page, "case.add-adult", NULL);
  dialog = wait_for_dialog (self);
  g_assert_nonnull (dialog);
  g_assert_null (find (dialog, could_hold_name, NULL));
  while ((tick = find (dialog, is_open_tick, NULL)) != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  picture ("another-adult");
  save = find (dialog, is_button, "They agree");
  g_assert_nonnull (save);
  g_assert_false (gtk_widget_is_sensitive (save));
  for (guint i = 0; i < 2; i++)
    {
      /* Yes to both: the second is found once the first is pressed. */
      GtkWidget *yes = find (dialog, is_answer, "Yes");

      g_assert_nonnull (yes);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (yes), TRUE);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (dialog, is_answer, "Signed")), TRUE);
  pump (20);
  g_assert_true (gtk_widget_is_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  for (guint i = 0; i < 200; i++)
    {
      pump (10);
      dialog = wait_for_dialog (self);
      if (dialog != NULL && FIND (dialog, CW_TYPE_IDENTITY_FORM) != NULL)
        break;
    }
  gtk_editable_set_text (GTK_EDITABLE (FIND (FIND (dialog, CW_TYPE_IDENTITY_FORM), GTK_TYPE_ENTRY)),
                         "Darren Pike");
  picture ("another-name");
  g_signal_emit_by_name (find (dialog, is_button, "Save"), "clicked");
  g_assert_nonnull (wait_for (self->page, has_label, "Darren Pike"));
  cas = call (self, read_case, &self->case_id);
  g_assert_cmpuint (cas->adults->len, ==, 3);
  g_assert_true (cw_adult_agrees (cas->adults->pdata[2]));
}

/* Nothing of a form is left when the page goes, as it does when the records are locked. */
static void
test_dialog_goes (Case *self, gconstpointer data)
{
  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  gtk_widget_activate_action (self->page, "case.children", NULL);
  g_assert_nonnull (wait_for_dialog (self));
  picture ("children");
  adw_toast_overlay_set_child (self->overlay, NULL);
  pump (50);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

static void
test_list (Case *self, gconstpointer data)
{
  int minimum = 0;

  show_page (self, cw_cases_page_new ());
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes, Brenda"));
  g_assert_nonnull (wait_for (self->page, has_label, "One withdrawn"));
  g_assert_nonnull (wait_for (self->page, has_label, "2 days late"));
  g_assert_nonnull (wait_for (self->page, has_label, "1 of 1"));
  picture ("cases");
  gtk_editable_set_text (GTK_EDITABLE (FIND (self->page, GTK_TYPE_SEARCH_ENTRY)), "zebra");
  g_assert_nonnull (wait_for (self->page, has_label, "Nothing found"));
  gtk_editable_set_text (GTK_EDITABLE (FIND (self->page, GTK_TYPE_SEARCH_ENTRY)), "sent ho");
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes, Brenda"));
  gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 1146);
}

static void
test_list_empty (Case *self, gconstpointer data)
{
  show_page (self, cw_cases_page_new ());
  g_assert_nonnull (wait_for (self->page, has_label, "No cases yet"));
  picture ("cases-empty");
}

/* At text half as large again every page still fits: halves stand below each other. */
static void
test_large_text (Case *self, gconstpointer data)
{
  static const char *const names[] = { "large-new", "large-case", "large-cases" };
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *pages[N_PAGES];

  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  pages[0] = cw_new_case_page_new ();
  pages[1] = cw_case_page_new (self->case_id);
  pages[2] = cw_cases_page_new ();
  for (guint i = 0; i < N_PAGES; i++)
    {
      int minimum = 0;

      show_page (self, pages[i]);
      pump (200);
      if (i == 0)
        {
          press (self, "The parent came");
          press (self, "Go on");
        }
      picture (names[i]);
      gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", names[i], minimum);
      g_assert_cmpint (minimum, <=, 1146);
    }
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
}

/* R9: recording stops from the day on which they withdrew. */
static void
test_withdraw (Case *self, gconstpointer data)
{
  GtkWidget *dialog, *strip;
  g_autoptr (CwCase) cas = NULL;

  show_page (self, cw_case_page_new (self->case_id));
  g_assert_nonnull (wait_for (self->page, has_label, "Joanne Hughes"));
  strip = FIND (self->page, CW_TYPE_PEOPLE_STRIP);
  g_signal_emit_by_name (strip, "withdraw", self->joanne);
  dialog = wait_for_dialog (self);
  g_assert_nonnull (dialog);
  picture ("withdraw");
  g_signal_emit_by_name (find (dialog, is_button, "Stop recording"), "clicked");
  g_assert_nonnull (wait_for (self->page, has_label, "Nobody here agrees to a record now."));
  cas = call (self, read_case, &self->case_id);
  g_assert_false (cw_adult_agrees (cw_case_get_adult (cas, self->joanne)));
  cw_case_page_begin_contact (CW_CASE_PAGE (self->page));
  g_assert_false (cw_composer_is_open (CW_COMPOSER (FIND (self->page, CW_TYPE_COMPOSER))));
}

/* Every page fits beside the sidebar of a laptop's screen. */
static void
test_width (Case *self, gconstpointer data)
{
  GtkWidget *pages[]
      = { cw_new_case_page_new (), cw_case_page_new (self->case_id), cw_cases_page_new () };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum = 0;

      show_page (self, pages[i]);
      pump (200);
      gtk_widget_measure (self->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 1060);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  load_style ();
  if (g_getenv ("CW_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
#define FILLED GINT_TO_POINTER (1)
  g_test_add_func ("/cases/note-kinds (R10)", test_note_kinds);
  g_test_add_func ("/cases/remark (R10)", test_remark);
  g_test_add ("/cases/new (R1, R7)", Case, NULL, set_up, test_new_case, tear_down);
  g_test_add ("/cases/refusal (R8)", Case, NULL, set_up, test_refusal, tear_down);
  g_test_add ("/cases/composer (R9, R11)", Case, FILLED, set_up, test_composer, tear_down);
  g_test_add ("/cases/draft", Case, FILLED, set_up, test_draft, tear_down);
  g_test_add ("/cases/another-adult (R2, R7)", Case, FILLED, set_up, test_another_adult, tear_down);
  g_test_add ("/cases/dialog-goes", Case, FILLED, set_up, test_dialog_goes, tear_down);
  g_test_add ("/cases/list", Case, FILLED, set_up, test_list, tear_down);
  g_test_add ("/cases/list-empty", Case, NULL, set_up, test_list_empty, tear_down);
  g_test_add ("/cases/withdraw (R9)", Case, FILLED, set_up, test_withdraw, tear_down);
  g_test_add ("/cases/large-text", Case, FILLED, set_up, test_large_text, tear_down);
  g_test_add ("/cases/width", Case, FILLED, set_up, test_width, tear_down);
  return g_test_run ();
}
