/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-work.h"

#include "app/kit/cw-form-draft.h"
#include "cw-left-open.h"

#include <glib/gi18n.h>

void
cw_case_view_free (CwCaseView *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cas, cw_case_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->contact_draft, cw_draft_free);
  g_clear_pointer (&self->left_open, cw_draft_free);
  g_free (self);
}

/* An id as a result that can be told from failure. */
static gpointer
box_id (gint64 id)
{
  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

gpointer
cw_work_load_case (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwCaseView) view = g_new0 (CwCaseView, 1);
  g_autoptr (GError) inner = NULL;
  g_autofree char *subject = NULL;

  view->cas = cw_store_get_case (store, ((CwJob *) job)->id, error);
  if (view->cas == NULL)
    return NULL;
  view->steps = cw_store_list_steps (store, view->cas->id, FALSE, error);
  if (view->steps == NULL)
    return NULL;
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, view->cas->id);
  view->contact_draft = cw_store_get_draft (store, "contact", subject, &inner);
  if (inner == NULL)
    view->left_open = cw_left_open_find (store, view->cas, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  return g_steal_pointer (&view);
}

typedef struct
{
  CwJob *job;
  gint64 id;
} Act;

/* The case, and the end of the draft it was written in, together (R1, R7). */
static gboolean
open_case (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_open_case (store, act->job->record, NULL, error);
  return act->id > 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_open_case (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, open_case, &act, error) ? box_id (act.id) : NULL;
}

static gboolean
refuse (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_refuse_record (store, act->job->record, act->job->flag, act->job->day, error);
  return act->id != 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_refuse (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, refuse, &act, error) ? g_memdup2 (&act.id, sizeof act.id) : NULL;
}

gpointer
cw_work_next_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_next_paper (store, error));
}

static gboolean
has_text (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* A child that was stored and has no name any more was taken off the form. */
static gboolean
save_names (CwStore *store, gpointer data, GError **error)
{
  CwJob *job = data;
  const CwNames *names = job->record;

  if (has_text (names->adult->name) && !cw_store_save_adult (store, names->adult, error))
    return FALSE;
  for (guint i = 0; i < names->children->len; i++)
    {
      const CwChild *child = names->children->pdata[i];

      if (has_text (child->name)
              ? cw_store_save_child (store, job->id, child, error) == 0
              : child->id != 0 && !cw_store_delete_child (store, child->id, error))
        return FALSE;
    }
  return cw_form_draft_end_given (store, job, error);
}

gpointer
cw_work_save_names (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, save_names, job, error);
  return NULL;
}

gpointer
cw_work_save_child (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return box_id (cw_store_save_child (store, ((CwJob *) job)->id, ((CwJob *) job)->record, error));
}

gpointer
cw_work_delete_child (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_delete_child (store, ((CwJob *) job)->id, error);
  return NULL;
}

/* A further adult, or the same one again; and the end of the draft of that talk (R7). */
static gboolean
agree (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = act->job->id != 0 ? cw_store_add_adult (store, act->job->id, act->job->record, error)
                              : cw_store_give_consent (store, act->job->record, error);
  return act->id > 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_add_adult (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, agree, &act, error) ? box_id (act.id) : NULL;
}

gpointer
cw_work_give_consent (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, agree, &act, error) ? box_id (act.id) : NULL;
}

static gboolean
withdraw (CwStore *store, gpointer data, GError **error)
{
  const CwJob *job = data;

  return cw_store_withdraw_consent (store, job->id, job->day, error)
         && cw_form_draft_end_given (store, job, error);
}

gpointer
cw_work_withdraw (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, withdraw, job, error);
  return NULL;
}

gpointer
cw_work_set_status (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;

  return cw_store_set_case_status (store, job->id, job->number, job->day, error)
             ? g_steal_pointer (&job->record)
             : NULL;
}

static gboolean
link_cases (CwStore *store, gpointer data, GError **error)
{
  const CwJob *job = data;
  g_autoptr (GError) inner = NULL;
  gint64 other = cw_store_find_case (store, job->text, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (other == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 /* Translators: %s is a case number that was typed */
                 _ ("There is no case %s. Nothing was linked."), job->text);
  else if (other == job->id)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID,
                         _ ("That is this case itself. Nothing was linked."));
  else
    return cw_store_link_cases (store, job->id, other, job->flag, error)
           && cw_form_draft_end_given (store, job, error);
  return FALSE;
}

gpointer
cw_work_link (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_transact (store, link_cases, job, error);
  return NULL;
}

gpointer
cw_work_erase (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_erase_case (store, ((CwJob *) job)->id, error);
  return NULL;
}

static gboolean
save_step (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_save_step (store, act->job->record, error);
  return act->id > 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_save_step (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, save_step, &act, error) ? box_id (act.id) : NULL;
}

static gboolean
save_contact (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;
  const CwContactSave *save = act->job->record;

  act->id = cw_store_save_contact (store, save->contact, save->step, 0, error);
  return act->id > 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_save_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, save_contact, &act, error) ? box_id (act.id) : NULL;
}

gpointer
cw_work_delete_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_delete_contact (store, ((CwJob *) job)->id, error);
}

gpointer
cw_work_restore_contact (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  cw_store_restore_contact (store, ((CwJob *) job)->record, error);
  return NULL;
}

gpointer
cw_work_get_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_paper (store, ((CwJob *) job)->id, error);
}

static gboolean
save_paper (CwStore *store, gpointer data, GError **error)
{
  Act *act = data;

  act->id = cw_store_save_paper (store, act->job->record, error);
  return act->id > 0 && cw_form_draft_end_given (store, act->job, error);
}

gpointer
cw_work_save_paper (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  Act act = { .job = job };

  return cw_store_transact (store, save_paper, &act, error) ? box_id (act.id) : NULL;
}

gpointer
cw_work_get_draft (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_get_draft (store, ((CwJob *) job)->record, ((CwJob *) job)->text, error);
}

/**
 * cw_contact_save_new:
 * @contact: what is to be stored; copied
 * @step: (transfer full) (nullable): the next step that comes with it
 */
CwContactSave *
cw_contact_save_new (const CwContact *contact, CwStep *step)
{
  CwContactSave *self = g_new0 (CwContactSave, 1);

  self->contact = cw_contact_copy (contact);
  self->step = step;
  return self;
}

void
cw_contact_save_free (CwContactSave *self)
{
  if (self == NULL)
    return;
  cw_contact_free (self->contact);
  g_clear_pointer (&self->step, cw_step_free);
  g_free (self);
}

const char *
cw_explained_by (CwSession *session)
{
  const CwProfile *profile = cw_session_get_profile (session);

  return *profile->adviser != '\0' ? profile->adviser : profile->post;
}
