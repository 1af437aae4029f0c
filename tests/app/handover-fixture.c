/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "handover-fixture.h"

#include <string.h>

#include "display-ground.h"
#include "ground.h"

/* ---- records ---- */

static gint64
find_code (CwStore *store, CwCodeList list, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCodeBook) codes = cw_store_load_codes (store, &error);

  g_assert_no_error (error);
  return cw_code_book_lookup (codes, list, code)->id;
}

gint64
handover_add_case (CwStore *store, const char *name, gint64 *adult_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCaseOpening) opening = cw_case_opening_new ();
  g_autoptr (CwAdult) adult = cw_adult_new ();
  gint64 id;

  opening->opened = opening->parent_agreed_on
      = cw_clock_today (cw_store_get_clock (store)) == cw_day_from_iso (TODAY)
            ? cw_day_from_iso ("2026-09-07")
            : cw_clock_today (cw_store_get_clock (store));
  opening->how_came = find_code (store, CW_LIST_HOW_CAME, "came");
  opening->consent = cw_consent_new ();
  opening->consent->given_on = opening->opened;
  opening->consent->how = CW_CONSENT_SIGNED;
  opening->consent->explained = CW_EXPLAINED_ALL;
  g_free (opening->consent->explained_by);
  opening->consent->explained_by = g_strdup ("Adviser");
  id = cw_store_open_case (store, opening, &adult->id, &error);
  g_assert_no_error (error);
  g_free (adult->name);
  adult->name = g_strdup (name);
  cw_store_save_adult (store, adult, &error);
  g_assert_no_error (error);
  if (adult_id != NULL)
    *adult_id = adult->id;
  return id;
}

gint64
handover_add_entry (
    CwStore *store, gint64 case_id, gint64 adult, const char *day, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwContact) contact = cw_contact_new ();
  gint64 id;

  contact->case_id = case_id;
  contact->day = cw_day_from_iso (day);
  contact->minutes = 25;
  contact->method = find_code (store, CW_LIST_CONTACT_METHOD, "telephone");
  cw_ids_add (contact->adults, adult);
  cw_ids_add (contact->support, find_code (store, CW_LIST_SUPPORT_TYPE, "paperwork"));
  g_ptr_array_add (contact->lines, cw_line_new_take (CW_LINE_FACT, g_strdup (words)));
  id = cw_store_save_contact (store, contact, NULL, 0, &error);
  g_assert_no_error (error);
  return id;
}

void
handover_add_cases (CwStore *store, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Parent Number %u", i + 1);

      handover_add_case (store, name, NULL);
    }
}

void
handover_add_entries (CwStore *store, gint64 case_id, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCase) cas = cw_store_get_case (store, case_id, &error);
  gint64 adult = ((CwAdult *) g_ptr_array_index (cas->adults, 0))->id;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = g_strdup_printf ("Entry %u of many, in which a letter from the "
                                                "school was read together, line by line",
                                                i + 1);

      handover_add_entry (store, case_id, adult, "2026-10-12", words);
    }
}

static void
fill (CwStore *store, gpointer data)
{
  Handover *self = data;
  g_autoptr (GError) error = NULL;
  gint64 adult = 0, other = 0;

  self->cases[0] = handover_add_case (store, "Joanne Hughes", &adult);
  self->entries[0] = handover_add_entry (store, self->cases[0], adult, "2026-09-14",
                                         "The first letter was read together");
  self->entries[1] = handover_add_entry (store, self->cases[0], adult, "2026-10-05",
                                         "The flat in Tarn Street is not to be spoken of");
  self->entries[2] = handover_add_entry (store, self->cases[0], adult, "2026-11-12",
                                         "Form filled in for the review on Friday");
  self->cases[1]
      = handover_add_case (store,
                           "Marie-Antoinette Featherstonehaugh-Cholmondeley of Upper Slaughter",
                           NULL);
  self->cases[2] = handover_add_case (store, "Darren Pike", &other);
  cw_store_withdraw_consent (store, other, cw_day_from_iso ("2026-11-02"), &error);
  g_assert_no_error (error);
  self->cases[3] = handover_add_case (store, "Priya Nair", NULL);
  self->cases[4] = handover_add_case (store, "Owen Tudor", NULL);
  cw_store_set_case_status (store, self->cases[4], CW_CASE_CLOSED, cw_day_from_iso (TODAY), &error);
  g_assert_no_error (error);
}

/* ---- the page ---- */

static Handover *current;           /* with an open session */
static AdwApplication *application; /* one for the process: it is not made to be made twice */

static void
show (Handover *self)
{
  if (application == NULL)
    application = display_make_application ();
  self->window = cw_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (self->window));
  cw_window_open (self->window, self->session);
  self->page = CW_SAFEKEEPING_PAGE (cw_window_go_to (self->window, "safekeeping"));
  current = self;
  handover_settle ();
}

void
handover_lock (Handover *self)
{
  current = NULL;
  cw_window_lock (self->window);
  g_assert_true (cw_session_is_closed (self->session));
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  display_settle (NULL);
  g_clear_object (&self->session);
}

void
handover_open (Handover *self)
{
  self->session = keep_open_session (self->dir, self->clock);
  show (self);
}

Handover *
handover_new (void)
{
  Handover *self = g_new0 (Handover, 1);
  g_autoptr (GError) error = NULL;

  self->parent = g_dir_make_tmp ("casework-handover-XXXXXX", &error);
  g_assert_no_error (error);
  self->dir = g_build_filename (self->parent, "records-1", NULL);
  self->clock = cw_clock_new_fixed (cw_day_from_iso (TODAY), 600);
  self->session = keep_make_session (self->dir, self->clock, FALSE, NULL, fill, self);
  show (self);
  return self;
}

void
handover_free (Handover *self)
{
  if (self->session != NULL)
    handover_lock (self);
  cw_clock_unref (self->clock);
  ground_remove_all (self->parent);
  g_free (self->dir);
  g_free (self->parent);
  g_free (self);
}

typedef struct
{
  HandoverWork work;
  gpointer data;
  gboolean done;
} Run;

static gpointer
run_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  Run *run = input;

  run->work (store, run->data);
  return NULL;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  g_assert_no_error (error);
  ((Run *) data)->done = TRUE;
}

static gboolean
has_run (gpointer data)
{
  return ((Run *) data)->done;
}

void
handover_run (Handover *self, HandoverWork work, gpointer data)
{
  Run run = { work, data, FALSE };

  cw_session_call (self->session, run_work, &run, NULL, NULL, 0, NULL, ran_cb, &run);
  ground_wait (has_run, &run, 60);
}

void
handover_settle (void)
{
  display_settle (current != NULL ? current->session : NULL);
}

/* ---- looking into pages ---- */

gboolean
handover_is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return NULL;
}

GtkWidget *
handover_find_text (gpointer widget, GType type, const char *text)
{
  g_autoptr (GPtrArray) found = display_find_all (widget, type, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const char *has = get_text (g_ptr_array_index (found, i));

      if (has != NULL && strstr (has, text) != NULL)
        return g_ptr_array_index (found, i);
    }
  return NULL;
}
