/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "enquiries-fixture.h"

#include "display-ground.h"
#include "ground.h"
#include "real-keys.h"

#include <string.h>

static gboolean
set_up_post (CwStore *store, GError **error)
{
  g_autoptr (CwProfile) profile = cw_profile_new ();

  g_free (profile->post);
  profile->post = g_strdup ("Hollin Bank Primary");
  g_strfreev (profile->schools);
  profile->schools = g_strsplit ("Hollin Bank Primary School", ";", -1);
  profile->contract_minutes = 1200;
  return cw_store_set_profile (store, profile, error);
}

Fixture *
fixture_new (FixtureFill fill)
{
  static const guint8 key[32] = "a key that only tests will use ";
  static const guint8 salt[16] = "a test's salt 1";
  g_autoptr (GError) error = NULL;
  Fixture *self = g_new0 (Fixture, 1);
  g_autofree char *path = NULL;
  CwStore *store;

  self->folder = g_dir_make_tmp ("casework-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "casework.db", NULL);
  self->clock = cw_clock_new_fixed (FIXTURE_TODAY, 10 * 60);
  store = cw_store_create (path, key, salt, self->clock, &error);
  g_assert_no_error (error);
  g_assert_true (set_up_post (store, &error));
  if (fill != NULL)
    fill (store, &error);
  g_assert_no_error (error);
  self->session = cw_session_new (store, NULL, self->clock, FALSE);
  return self;
}

void
fixture_show (Fixture *self, GtkWidget *page)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->page = CW_SECTION (page);
  self->window = adw_window_new ();
  gtk_widget_add_css_class (page, "cw-page");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1146, 768);
  cw_section_bind (self->page, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  display_settle (self->session);
  cw_section_shown (self->page);
  display_settle (self->session);
}

void
fixture_drop_page (Fixture *self)
{
  if (self->window == NULL)
    return;
  cw_section_flush (self->page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  self->page = NULL;
  display_settle (self->session);
}

void
fixture_free (Fixture *self)
{
  fixture_drop_page (self);
  cw_session_close (self->session);
  g_object_unref (self->session);
  cw_clock_unref (self->clock);
  ground_remove_all (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
fixture_wait (FixtureDone done, gpointer data)
{
  ground_wait (done, data, 20);
}

void
fixture_keys (Fixture *self, const char *keys)
{
  real_keys (GTK_WINDOW (self->window), keys);
}

void
fixture_type (Fixture *self, const char *text)
{
  real_type (GTK_WINDOW (self->window), text);
}

typedef struct
{
  gpointer result;
  gboolean ended;
} Call;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Call *call = data;

  call->result = cw_session_call_finish (CW_SESSION (source), result, &error);
  call->ended = TRUE;
  g_assert_no_error (error);
}

gpointer
fixture_call (Fixture *self, CwSessionWork work, gpointer input, CwChange change)
{
  Call call = { 0 };

  cw_session_call (self->session, work, input, NULL, NULL, change, NULL, called_cb, &call);
  fixture_wait (ground_is_true, &call.ended);
  return call.result;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  const char *words = NULL;

  if (text == NULL)
    return TRUE;
  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    words = gtk_button_get_label (GTK_BUTTON (widget));
  return words != NULL && strstr (words, text) != NULL;
}

GtkWidget *
fixture_find (GtkWidget *root, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Says;

static gboolean
is_said (gpointer data)
{
  Says *words = data;

  return fixture_find (words->fixture->window, GTK_TYPE_LABEL, words->text) != NULL;
}

static gboolean
is_unsaid (gpointer data)
{
  return !is_said (data);
}

void
fixture_wait_for_words (Fixture *self, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  fixture_wait (is_said, &(Says){ self, text });
}

void
fixture_wait_for_no_words (Fixture *self, const char *text)
{
  g_test_message ("waiting for the end of “%s”", text);
  fixture_wait (is_unsaid, &(Says){ self, text });
}

void
fixture_press (Fixture *self, const char *label)
{
  GtkWidget *found = fixture_find (self->window, GTK_TYPE_LABEL, label);

  g_assert_nonnull (found);
  g_signal_emit_by_name (gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
  display_settle (self->session);
}

gint64
fixture_code (Fixture *self, CwCodeList list, const char *code)
{
  const CwCode *found = cw_code_book_lookup (cw_session_get_codes (self->session), list, code);

  g_assert_nonnull (found);
  return found->id;
}

static void
add_term (GPtrArray *terms, const char *label, CwDay start, CwDay end)
{
  CwTerm *term = cw_term_new ();

  g_free (term->label);
  term->label = g_strdup (label);
  term->start = start;
  term->end = end;
  g_ptr_array_add (terms, term);
}

gboolean
fixture_add_terms (CwStore *store, GError **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_term_free);

  add_term (terms, "Summer 2026", cw_day_from_ymd (2026, 4, 13), cw_day_from_ymd (2026, 7, 21));
  add_term (terms, "Autumn 2026", cw_day_from_ymd (2026, 9, 2), cw_day_from_ymd (2026, 12, 18));
  return cw_store_save_terms (store, terms, error);
}

static void
add_codes (CwIds *ids, CwCodeBook *codes, CwCodeList list, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const CwCode *code = *parts[i] != '\0' ? cw_code_book_find (codes, list, parts[i]) : NULL;

      if (code == NULL && *parts[i] != '\0')
        g_error ("No code %s", parts[i]);
      if (code != NULL)
        cw_ids_add (ids, code->id);
    }
}

gboolean
fixture_add_enquiry (CwStore *store,
                     CwDay day,
                     const char *categories,
                     const char *method,
                     const char *about,
                     const char *services,
                     gboolean asked_before,
                     GError **error)
{
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, error);
  g_autoptr (CwEnquiry) enquiry = cw_enquiry_new ();

  if (codes == NULL)
    return FALSE;
  enquiry->day = day;
  add_codes (enquiry->categories, codes, CW_LIST_ENQUIRY_CATEGORY, categories);
  add_codes (enquiry->services, codes, CW_LIST_SERVICE, services);
  enquiry->method = cw_code_book_find (codes, CW_LIST_CONTACT_METHOD, method)->id;
  enquiry->about = cw_code_book_find (codes, CW_LIST_ABOUT, about)->id;
  enquiry->asked_before = asked_before;
  return cw_store_save_enquiry (store, enquiry, error) != 0;
}
