/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/enquiries/cw-enquiries-page-private.h"

/* What an act needs on its way to the store and back, and to be undone. */
typedef struct
{
  CwEnquiriesPage *page;
  CwEnquiry *enquiry;
  CwEnquiry *before; /* as it was; NULL where it is new */
} Act;

static Act *
make_act (CwEnquiriesPage *page, const CwEnquiry *enquiry, const CwEnquiry *before)
{
  Act *act = g_new0 (Act, 1);

  act->page = g_object_ref (page);
  act->enquiry = enquiry != NULL ? cw_enquiry_copy (enquiry) : cw_enquiry_new ();
  act->before = before != NULL ? cw_enquiry_copy (before) : NULL;
  return act;
}

static void
free_act (gpointer data)
{
  Act *act = data;

  g_object_unref (act->page);
  cw_enquiry_free (act->enquiry);
  g_clear_pointer (&act->before, cw_enquiry_free);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, free_act)

/* A copy travels, because the worker thread must not touch what the main thread holds. */
static void
call (Act *act,
      CwSessionWork work,
      CwEnquiry *input,
      GDestroyNotify result_free,
      GAsyncReadyCallback callback)
{
  CwSession *session = cw_section_get_session (CW_SECTION (act->page));

  if (session == NULL || cw_session_is_closed (session))
    {
      cw_enquiry_free (input);
      free_act (act);
      return;
    }
  cw_session_call (session, work, input, (GDestroyNotify) cw_enquiry_free, result_free,
                   CW_CHANGE_ENQUIRIES | CW_CHANGE_DRAFTS, NULL, callback, act);
}

/* ---- saving ---- */

static gboolean
save_and_end_draft (CwStore *store, gpointer data, GError **error)
{
  CwEnquiry *enquiry = data;
  g_autofree char *subject = enquiry->id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, enquiry->id)
                                              : g_strdup (CW_ENQUIRY_DRAFT_NEW);
  gint64 id = cw_store_save_enquiry (store, enquiry, error);

  if (id == 0)
    return FALSE;
  enquiry->id = id;
  return cw_form_draft_end (store, CW_ENQUIRY_DRAFT, subject, error);
}

static gpointer
save_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwEnquiry *enquiry = input;

  if (!cw_store_transact (store, save_and_end_draft, enquiry, error))
    return NULL;
  return g_memdup2 (&enquiry->id, sizeof enquiry->id);
}

static gpointer
delete_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_delete_enquiry (store, ((CwEnquiry *) input)->id, error);
}

static gpointer
restore_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_restore_enquiry (store, input, error);
  return NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (error != NULL)
    cw_section_report (CW_SECTION (act->page), error);
}

/* What was taken back is in the form again, to be mended. */
static void
unlogged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) deleted = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwEnquiryFormState *state = cw_enquiry_form_get_state (act->page->form);

  if (error != NULL)
    {
      cw_section_report (CW_SECTION (act->page), error);
      return;
    }
  if (state == NULL || cw_enquiry_form_state_is_editing (state)
      || cw_enquiry_form_state_is_changed (state))
    return;
  cw_enquiry_form_state_fill (state, act->enquiry);
  cw_enquiry_form_show (act->page->form, _ ("Taken back. It is here again to be mended."), TRUE);
  cw_enquiries_page_open_form (act->page, TRUE);
  cw_enquiry_form_focus_first (act->page->form);
  cw_form_draft_touch (act->page->draft);
}

static void
undo_log_cb (gpointer data)
{
  Act *act = data;

  call (make_act (act->page, act->enquiry, NULL), delete_work, cw_enquiry_copy (act->enquiry),
        (GDestroyNotify) cw_enquiry_free, unlogged_cb);
}

static void
undo_change_cb (gpointer data)
{
  Act *act = data;

  call (make_act (act->page, act->before, NULL), save_work, cw_enquiry_copy (act->before), g_free,
        undone_cb);
}

static void
undo_delete_cb (gpointer data)
{
  Act *act = data;

  call (make_act (act->page, act->enquiry, NULL), restore_work, cw_enquiry_copy (act->enquiry),
        NULL, undone_cb);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwEnquiriesPage *page = act->page;

  page->saving = FALSE;
  if (id == NULL)
    {
      /* Nothing was stored: what is in the form is a draft again. */
      if (page->draft != NULL)
        cw_form_draft_touch (page->draft);
      cw_section_report (CW_SECTION (page), error);
      return;
    }
  act->enquiry->id = *id;
  cw_enquiries_page_next (page);
  if (act->before != NULL)
    cw_section_toast_undo (CW_SECTION (page), _ ("Changes saved"), G_CALLBACK (undo_change_cb),
                           g_steal_pointer (&act), free_act);
  else
    cw_section_toast_undo (CW_SECTION (page), _ ("Enquiry logged"), G_CALLBACK (undo_log_cb),
                           g_steal_pointer (&act), free_act);
}

/**
 * cw_enquiries_page_save:
 *
 * Stores what is in the form and ends its draft, in one transaction; the form is then ready for the
 * next one.
 */
void
cw_enquiries_page_save (CwEnquiriesPage *self)
{
  CwEnquiryFormState *state;
  gboolean editing;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  state = cw_enquiry_form_get_state (self->form);
  if (self->saving || state == NULL)
    return;
  self->saving = TRUE;
  editing = cw_enquiry_form_state_is_editing (state);
  cw_form_draft_forget (self->draft);
  call (make_act (self, state->curr, editing ? state->orig : NULL), save_work,
        cw_enquiry_copy (state->curr), g_free, saved_cb);
}

/* ---- deleting ---- */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEnquiry) was = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwEnquiryFormState *state = cw_enquiry_form_get_state (act->page->form);
  Act *undo;

  if (was == NULL)
    {
      cw_section_report (CW_SECTION (act->page), error);
      return;
    }
  if (state != NULL && state->orig->id == was->id)
    {
      cw_form_draft_drop (act->page->draft);
      cw_enquiries_page_next (act->page);
    }
  undo = make_act (act->page, was, NULL);
  cw_section_toast_undo (CW_SECTION (act->page), _ ("Enquiry deleted"), G_CALLBACK (undo_delete_cb),
                         undo, free_act);
}

void
cw_enquiries_page_delete (CwEnquiriesPage *self, gint64 id)
{
  CwEnquiry *enquiry;

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));
  g_return_if_fail (id != 0);

  enquiry = cw_enquiry_new ();
  enquiry->id = id;
  call (make_act (self, enquiry, NULL), delete_work, enquiry, (GDestroyNotify) cw_enquiry_free,
        deleted_cb);
}

/* ---- counting ---- */

typedef struct
{
  gint64 enquiries, ticked, all;
} Counted;

static gpointer
count_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwEnquiryFilter everything = { 0 };
  Counted counted = { 0 };

  counted.enquiries = cw_store_count_enquiries (store, input, &counted.ticked, error);
  counted.all = counted.enquiries != 0 ? counted.enquiries
                                       : cw_store_count_enquiries (store, &everything, NULL, error);
  if (counted.enquiries < 0 || counted.all < 0)
    return NULL;
  return g_memdup2 (&counted, sizeof counted);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwEnquiriesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree Counted *counted = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (counted == NULL)
    {
      cw_section_report (CW_SECTION (self), error);
      return;
    }
  cw_enquiry_filters_set_count (self->filters, counted->enquiries, counted->ticked);
  cw_enquiries_page_show_state (self, counted->enquiries > 0 ? "table"
                                      : counted->all > 0     ? "no-match"
                                                             : "empty");
}

/**
 * cw_enquiries_page_count:
 *
 * Counts what the filters let through. Calls are taken in order, so the count comes after the first
 * page of rows and does not hold it up.
 */
void
cw_enquiries_page_count (CwEnquiriesPage *self)
{
  CwSession *session;
  CwEnquiryFilter filter = { 0 };

  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  session = cw_section_get_session (CW_SECTION (self));
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  cw_enquiry_filters_get (self->filters, &filter);
  cw_session_call (session, count_work, g_memdup2 (&filter, sizeof filter), g_free, g_free, 0,
                   self->counting, counted_cb, g_object_ref (self));
}

/* ---- what the page begins with ---- */

typedef struct
{
  GPtrArray *services;
  CwDraft *draft_new;
  CwDraft *draft_change;
  CwEnquiry *changed;
} Loaded;

static void
free_loaded (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->services, g_ptr_array_unref);
  g_clear_pointer (&loaded->draft_new, cw_draft_free);
  g_clear_pointer (&loaded->draft_change, cw_draft_free);
  g_clear_pointer (&loaded->changed, cw_enquiry_free);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, free_loaded)

/* The draft of a change whose enquiry is gone helps nobody, so it goes too. */
static gboolean
take_draft (CwStore *store, Loaded *loaded, const CwDraft *draft, GError **error)
{
  if (!g_str_equal (draft->kind, CW_ENQUIRY_DRAFT))
    return TRUE;
  if (g_str_equal (draft->subject, CW_ENQUIRY_DRAFT_NEW))
    {
      loaded->draft_new = cw_draft_copy (draft);
      return TRUE;
    }
  if (loaded->draft_change != NULL)
    return TRUE;
  loaded->changed = cw_store_get_enquiry (store, g_ascii_strtoll (draft->subject, NULL, 10), NULL);
  if (loaded->changed == NULL)
    return cw_store_delete_draft (store, draft->id, error);
  loaded->draft_change = cw_draft_copy (draft);
  return TRUE;
}

static gpointer
load_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  g_autoptr (GPtrArray) drafts = NULL;

  loaded->services = cw_store_list_services (store, error);
  if (loaded->services == NULL)
    return NULL;
  drafts = cw_store_list_drafts (store, error);
  if (drafts == NULL)
    return NULL;
  for (guint i = 0; i < drafts->len; i++)
    if (!take_draft (store, loaded, g_ptr_array_index (drafts, i), error))
      return NULL;
  return g_steal_pointer (&loaded);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwEnquiriesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Loaded) loaded = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (loaded == NULL)
    {
      cw_section_report (CW_SECTION (self), error);
      return;
    }
  cw_enquiry_form_set_services (self->form, loaded->services);
  cw_enquiries_page_offer (self, loaded->draft_new != NULL ? loaded->draft_new->body : NULL,
                           loaded->changed,
                           loaded->draft_change != NULL ? loaded->draft_change->body : NULL);
}

void
cw_enquiries_page_load (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  cw_session_call (cw_section_get_session (CW_SECTION (self)), load_work, NULL, NULL, free_loaded,
                   0, NULL, loaded_cb, g_object_ref (self));
}

static gpointer
services_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_services (store, error);
}

static void
services_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwEnquiriesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) services = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (services != NULL)
    cw_enquiry_form_set_services (self->form, services);
  else
    cw_section_report (CW_SECTION (self), error);
}

void
cw_enquiries_page_load_services (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  cw_session_call (cw_section_get_session (CW_SECTION (self)), services_work, NULL, NULL,
                   (GDestroyNotify) g_ptr_array_unref, 0, NULL, services_cb, g_object_ref (self));
}
