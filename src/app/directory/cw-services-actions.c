/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"
#include "app/kit/cw-run.h"

/* ---- reading ---- */

/* "Another service" can be chosen in a log or a contact, but there is nothing to look up about it.
 */
static gpointer
list_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwCodeBook) book = cw_store_load_codes (store, error);
  const CwCode *other = book ? cw_code_book_lookup (book, CW_LIST_SERVICE, "other") : NULL;
  g_autoptr (GPtrArray) services = book ? cw_store_list_services (store, error) : NULL;

  for (guint i = 0; services && other && i < services->len; i++)
    if (((CwService *) g_ptr_array_index (services, i))->code_id == other->id)
      g_ptr_array_remove_index (services, i--);
  return g_steal_pointer (&services);
}

static void
listed_cb (gpointer view, gpointer result)
{
  g_autoptr (GPtrArray) services = result;

  cw_services_view_take (view, services);
}

static void
list_failed_cb (gpointer view, const GError *error)
{
  cw_services_view_show_unread (view);
  cw_report (view, error);
}

void
cw_services_view_load (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  cw_run (self, self->session, list_work, cw_job_new (0), (GDestroyNotify) g_ptr_array_unref, 0,
          listed_cb, list_failed_cb);
}

static gpointer
draft_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, CW_SERVICE_DRAFT, ((CwJob *) job)->text, error);
}

/* The answer may come when something else is in the form, or when somebody types already: then it
 * is left alone. */
static void
draft_cb (gpointer view, gpointer result)
{
  CwServicesView *self = view;
  g_autoptr (CwDraft) draft = result;
  CwServiceFormState *state = cw_service_form_get_state (self->form);

  if (draft == NULL || state == NULL || cw_service_form_state_is_changed (state)
      || g_strcmp0 (draft->subject, cw_form_draft_get_subject (self->draft)) != 0
      || !cw_service_form_state_from_text (state, draft->body))
    return;
  cw_service_form_show (self->form, _ ("You had left this half written."));
  gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
}

void
cw_services_view_load_draft (CwServicesView *self)
{
  CwJob *job;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  job = cw_job_new (0);
  job->text = g_strdup (cw_form_draft_get_subject (self->draft));
  cw_run (self, self->session, draft_work, job, (GDestroyNotify) cw_draft_free, 0, draft_cb, NULL);
}

/* ---- storing ---- */

/* What is stored, and what stood there before. */
typedef struct
{
  CwService *service;
  CwService *before; /* NULL: it is new */
} Act;

static void
free_act (gpointer data)
{
  Act *act = data;

  cw_service_free (act->service);
  g_clear_pointer (&act->before, cw_service_free);
  g_free (act);
}

static gboolean
save_and_end_draft (CwStore *store, gpointer data, GError **error)
{
  CwService *service = data;
  g_autofree char *subject = service->code_id != 0
                                 ? g_strdup_printf ("%" G_GINT64_FORMAT, service->code_id)
                                 : g_strdup (CW_SERVICE_DRAFT_NEW);
  gint64 id = cw_store_save_service (store, service, error);

  if (id == 0)
    return FALSE;
  service->code_id = id;
  return cw_form_draft_end (store, CW_SERVICE_DRAFT, subject, error);
}

/* Gives the act back, with the number the service has now. */
static gpointer
save_work (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;
  Act *act = job->record;

  if (!cw_store_transact (store, save_and_end_draft, act->service, error))
    return NULL;
  return g_steal_pointer (&job->record);
}

static void
store_service (CwServicesView *self,
               const CwService *service,
               const CwService *before,
               CwRunDone done,
               CwRunFailed failed)
{
  CwJob *job = cw_job_new (0);
  Act *act = g_new0 (Act, 1);

  act->service = cw_service_copy (service);
  act->before = before != NULL ? cw_service_copy (before) : NULL;
  cw_job_take (job, act, free_act);
  cw_run (self, self->session, save_work, job, free_act, CW_CHANGE_CODES | CW_CHANGE_DRAFTS, done,
          failed);
}

static void
undo_cb (gpointer view, gpointer data)
{
  const Act *act = data;

  store_service (view, act->before, NULL, NULL, NULL);
}

/* What the form shows is what is stored now, so that reading the list again may show it anew. */
static void
settle_form (CwServicesView *view, const CwService *service)
{
  CwServiceFormState *state = cw_service_form_get_state (view->form);
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, service->code_id);

  cw_form_draft_forget (view->draft);
  cw_form_draft_set_subject (view->draft, subject);
  if (state != NULL)
    cw_service_form_state_begin (state, service);
  if (state != NULL)
    cw_service_form_show (view->form, NULL);
  view->wanted = service->code_id;
  cw_services_view_load (view);
}

static void
say_stored (CwServicesView *self, Act *act)
{
  const char *words = _ ("Changes saved");

  if (act->before == NULL)
    {
      cw_say (self, _ ("Service added"));
      free_act (act);
      return;
    }
  if (act->service->retired != act->before->retired)
    words = act->service->retired ? _ ("Service retired. Past records keep it.")
                                  : _ ("Service brought back");
  cw_offer_undo (self, words, undo_cb, act, free_act);
}

static void
stored_cb (gpointer view, gpointer result)
{
  CwServicesView *self = view;
  Act *act = result;

  self->saving = FALSE;
  settle_form (self, act->service);
  say_stored (self, act);
}

static void
store_failed_cb (gpointer view, const GError *error)
{
  CwServicesView *self = view;

  self->saving = FALSE;
  cw_form_draft_touch (self->draft);
  if (g_error_matches (error, CW_ERROR, CW_ERROR_EXISTS))
    cw_service_form_refuse_name (self->form);
  else
    cw_report (self, error);
}

/**
 * cw_services_view_save:
 *
 * Stores what is in the form and ends its draft, in one transaction.
 */
void
cw_services_view_save (CwServicesView *self)
{
  CwServiceFormState *state;
  g_autoptr (CwService) service = NULL;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  state = cw_service_form_get_state (self->form);
  if (self->saving)
    return;
  self->saving = TRUE;
  service = cw_service_copy (state->curr);
  g_strstrip (service->name);
  cw_form_draft_forget (self->draft);
  store_service (self, service, cw_service_form_state_is_new (state) ? NULL : state->orig,
                 stored_cb, store_failed_cb);
}

/**
 * cw_services_view_retire:
 *
 * Offers the service in the form no more, or again. It is never deleted, as records point to it.
 * What is half written in the form is stored with it.
 */
void
cw_services_view_retire (CwServicesView *self)
{
  CwServiceFormState *state;
  g_autoptr (CwService) service = NULL;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  state = cw_service_form_get_state (self->form);
  if (self->saving || cw_service_form_state_is_new (state))
    return;
  self->saving = TRUE;
  service
      = cw_service_copy (cw_service_form_state_problems (state) == 0 ? state->curr : state->orig);
  service->retired = !state->orig->retired;
  cw_form_draft_forget (self->draft);
  store_service (self, service, state->orig, stored_cb, store_failed_cb);
}
