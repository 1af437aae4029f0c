/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/enquiries/cw-enquiries-page-private.h"
#include "app/kit/cw-run.h"

/* What is stored, and what is needed to undo it. */
typedef struct
{
  CwEnquiry *enquiry;
  CwEnquiry *before; /* as it was; NULL where it is new */
} Act;

static void
free_act (gpointer data)
{
  Act *act = data;

  cw_enquiry_free (act->enquiry);
  g_clear_pointer (&act->before, cw_enquiry_free);
  g_free (act);
}

static void
run (CwEnquiriesPage *self,
     CwSessionWork work,
     CwJob *job,
     GDestroyNotify result_free,
     CwRunDone done,
     CwRunFailed failed)
{
  cw_run (self, cw_section_get_session (CW_SECTION (self)), work, job, result_free,
          CW_CHANGE_ENQUIRIES | CW_CHANGE_DRAFTS, done, failed);
}

static CwJob *
make_job (const CwEnquiry *enquiry, const CwEnquiry *before)
{
  CwJob *job = cw_job_new (enquiry->id);
  Act *act = g_new0 (Act, 1);

  act->enquiry = cw_enquiry_copy (enquiry);
  act->before = before != NULL ? cw_enquiry_copy (before) : NULL;
  cw_job_take (job, act, free_act);
  return job;
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

/* Gives the act back, with the number the enquiry has now. */
static gpointer
save_work (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;
  Act *act = job->record;

  if (!cw_store_transact (store, save_and_end_draft, act->enquiry, error))
    return NULL;
  return g_steal_pointer (&job->record);
}

static gpointer
delete_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_delete_enquiry (store, ((CwJob *) job)->id, error);
}

static gpointer
restore_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  const Act *act = ((CwJob *) job)->record;

  cw_store_restore_enquiry (store, act->enquiry, error);
  return NULL;
}

/* What was taken back is in the form again, to be mended. */
static void
unlogged_cb (gpointer page, gpointer result)
{
  CwEnquiriesPage *self = page;
  g_autoptr (CwEnquiry) deleted = result;
  CwEnquiryFormState *state = cw_enquiry_form_get_state (self->form);

  if (state == NULL || cw_enquiry_form_state_is_editing (state)
      || cw_enquiry_form_state_is_changed (state))
    return;
  cw_enquiry_form_state_fill (state, deleted);
  cw_enquiry_form_show (self->form, _ ("Taken back. It is here again to be mended."), TRUE);
  cw_enquiries_page_open_form (self, TRUE);
  cw_enquiry_form_focus_first (self->form);
  cw_form_draft_touch (self->draft);
}

static void
undo_log_cb (gpointer page, gpointer data)
{
  const Act *act = data;

  run (page, delete_work, cw_job_new (act->enquiry->id), (GDestroyNotify) cw_enquiry_free,
       unlogged_cb, NULL);
}

static void
undo_change_cb (gpointer page, gpointer data)
{
  const Act *act = data;

  run (page, save_work, make_job (act->before, NULL), free_act, NULL, NULL);
}

static void
undo_delete_cb (gpointer page, gpointer data)
{
  run (page, restore_work, make_job (data, NULL), NULL, NULL, NULL);
}

static void
saved_cb (gpointer page, gpointer result)
{
  CwEnquiriesPage *self = page;
  Act *act = result;

  self->saving = FALSE;
  cw_enquiries_page_next (self);
  if (act->before != NULL)
    cw_offer_undo (self, _ ("Changes saved"), undo_change_cb, act, free_act);
  else
    cw_offer_undo (self, _ ("Enquiry logged"), undo_log_cb, act, free_act);
}

/* Nothing was stored: what is in the form is a draft again. */
static void
save_failed_cb (gpointer page, const GError *error)
{
  CwEnquiriesPage *self = page;

  self->saving = FALSE;
  cw_form_draft_touch (self->draft);
  cw_report (self, error);
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
  run (self, save_work, make_job (state->curr, editing ? state->orig : NULL), free_act, saved_cb,
       save_failed_cb);
}

/* ---- deleting ---- */

static void
deleted_cb (gpointer page, gpointer result)
{
  CwEnquiriesPage *self = page;
  CwEnquiry *was = result;
  CwEnquiryFormState *state = cw_enquiry_form_get_state (self->form);

  if (state != NULL && state->orig->id == was->id)
    {
      cw_form_draft_drop (self->draft);
      cw_enquiries_page_next (self);
    }
  cw_offer_undo (self, _ ("Enquiry deleted"), undo_delete_cb, was,
                 (GDestroyNotify) cw_enquiry_free);
}

void
cw_enquiries_page_delete (CwEnquiriesPage *self, gint64 id)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));
  g_return_if_fail (id != 0);

  run (self, delete_work, cw_job_new (id), (GDestroyNotify) cw_enquiry_free, deleted_cb, NULL);
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

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* What could not be counted, or read, is not shown as nothing. */
  if (counted == NULL || cw_paged_model_is_unread (self->rows))
    {
      gboolean rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

      cw_enquiry_filters_set_count (self->filters, -1, 0);
      cw_enquiries_page_show_state (self, rows ? "table" : "unread");
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
loaded_cb (gpointer page, gpointer result)
{
  CwEnquiriesPage *self = page;
  g_autoptr (Loaded) loaded = result;

  cw_enquiry_form_set_services (self->form, loaded->services);
  cw_enquiries_page_offer (self, loaded->draft_new != NULL ? loaded->draft_new->body : NULL,
                           loaded->changed,
                           loaded->draft_change != NULL ? loaded->draft_change->body : NULL);
}

void
cw_enquiries_page_load (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  cw_run (self, cw_section_get_session (CW_SECTION (self)), load_work, cw_job_new (0), free_loaded,
          0, loaded_cb, NULL);
}

static gpointer
services_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_list_services (store, error);
}

static void
services_cb (gpointer page, gpointer result)
{
  CwEnquiriesPage *self = page;
  g_autoptr (GPtrArray) services = result;

  cw_enquiry_form_set_services (self->form, services);
}

void
cw_enquiries_page_load_services (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));

  cw_run (self, cw_section_get_session (CW_SECTION (self)), services_work, cw_job_new (0),
          (GDestroyNotify) g_ptr_array_unref, 0, services_cb, NULL);
}
