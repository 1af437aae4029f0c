/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"

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
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwServicesView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) services = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (services == NULL)
    cw_section_report (self->section, error);
  else if (self->services != NULL)
    cw_services_view_take (self, services);
}

void
cw_services_view_load (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  cw_session_call (cw_section_get_session (self->section), list_work, NULL, NULL,
                   (GDestroyNotify) g_ptr_array_unref, 0, NULL, listed_cb, g_object_ref (self));
}

static gpointer
draft_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, CW_SERVICE_DRAFT, input, error);
}

/* The answer may come when something else is in the form, or when somebody types already: then it
 * is left alone. */
static void
draft_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwServicesView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDraft) draft = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwServiceFormState *state = cw_service_form_get_state (self->form);

  if (error != NULL)
    cw_section_report (self->section, error);
  if (draft == NULL || self->draft == NULL || state == NULL
      || cw_service_form_state_is_changed (state)
      || g_strcmp0 (draft->subject, cw_form_draft_get_subject (self->draft)) != 0
      || !cw_service_form_state_from_text (state, draft->body))
    return;
  cw_service_form_show (self->form, _ ("You had left this half written."));
  gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
}

void
cw_services_view_load_draft (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  cw_session_call (cw_section_get_session (self->section), draft_work,
                   g_strdup (cw_form_draft_get_subject (self->draft)), g_free,
                   (GDestroyNotify) cw_draft_free, 0, NULL, draft_cb, g_object_ref (self));
}

/* ---- storing ---- */

typedef struct
{
  CwServicesView *view;
  CwService *service;
  CwService *before; /* NULL: it is new */
} Act;

static Act *
make_act (CwServicesView *view, const CwService *service, const CwService *before)
{
  Act *act = g_new0 (Act, 1);

  act->view = g_object_ref (view);
  act->service = cw_service_copy (service);
  act->before = before != NULL ? cw_service_copy (before) : NULL;
  return act;
}

static void
free_act (gpointer data)
{
  Act *act = data;

  g_object_unref (act->view);
  cw_service_free (act->service);
  g_clear_pointer (&act->before, cw_service_free);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, free_act)

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

static gpointer
save_work (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  CwService *service = input;

  if (!cw_store_transact (store, save_and_end_draft, service, error))
    return NULL;
  return g_memdup2 (&service->code_id, sizeof service->code_id);
}

static void
store_service (Act *act, GAsyncReadyCallback callback)
{
  CwSession *session = cw_section_get_session (act->view->section);

  if (session == NULL || cw_session_is_closed (session))
    {
      free_act (act);
      return;
    }
  cw_session_call (session, save_work, cw_service_copy (act->service),
                   (GDestroyNotify) cw_service_free, g_free, CW_CHANGE_CODES | CW_CHANGE_DRAFTS,
                   NULL, callback, act);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (id == NULL)
    cw_section_report (act->view->section, error);
}

static void
undo_cb (gpointer data)
{
  Act *act = data;

  store_service (make_act (act->view, act->before, NULL), undone_cb);
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
say_stored (Act *act)
{
  CwSection *section = act->view->section;
  const char *words = _ ("Changes saved");

  if (act->before == NULL)
    {
      cw_section_toast (section, _ ("Service added"));
      free_act (act);
      return;
    }
  if (act->service->retired != act->before->retired)
    words = act->service->retired ? _ ("Service retired. Past records keep it.")
                                  : _ ("Service brought back");
  cw_section_toast_undo (section, words, G_CALLBACK (undo_cb), act, free_act);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = cw_session_call_finish (CW_SESSION (source), result, &error);
  CwServicesView *view = act->view;

  view->saving = FALSE;
  if (id != NULL && view->draft != NULL)
    {
      act->service->code_id = *id;
      settle_form (view, act->service);
      say_stored (g_steal_pointer (&act));
      return;
    }
  if (view->draft != NULL)
    cw_form_draft_touch (view->draft);
  if (g_error_matches (error, CW_ERROR, CW_ERROR_EXISTS))
    cw_service_form_refuse_name (view->form);
  else
    cw_section_report (view->section, error);
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
  store_service (make_act (self, service,
                           cw_service_form_state_is_new (state) ? NULL : state->orig),
                 stored_cb);
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
  store_service (make_act (self, service, state->orig), stored_cb);
}
