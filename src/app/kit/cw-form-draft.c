/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/kit/cw-form-draft.h"

#define QUIET_MS 1000
#define AT_MOST_MS 5000

struct _CwFormDraft
{
  GObject parent_instance;

  /* borrowed */
  CwSection *section;
  CwFormDraftWrite write;
  gpointer data;

  /* owned */
  char *kind;
  char *subject;
  char *saved; /* what the store has from us; NULL: nothing, or not known */
  guint quiet_source;
  guint most_source;
};

G_DEFINE_FINAL_TYPE (CwFormDraft, cw_form_draft, G_TYPE_OBJECT)

static gpointer
save_draft (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  cw_store_save_draft (store, input, error);
  return NULL;
}

static gpointer
drop_draft (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  const CwDraft *draft = input;

  cw_form_draft_end (store, draft->kind, draft->subject, error);
  return NULL;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwFormDraft) self = data;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error == NULL)
    return;
  g_clear_pointer (&self->saved, g_free);
  if (self->section != NULL)
    cw_section_report (self->section, error);
}

static void
send_draft (CwFormDraft *self, CwSessionWork work, const char *body)
{
  CwSession *session = self->section != NULL ? cw_section_get_session (self->section) : NULL;
  CwDraft *draft;

  g_assert (CW_IS_FORM_DRAFT (self));

  if (session == NULL || cw_session_is_closed (session))
    return;
  draft = cw_draft_new ();
  g_free (draft->kind);
  draft->kind = g_strdup (self->kind);
  g_free (draft->subject);
  draft->subject = g_strdup (self->subject);
  g_free (draft->body);
  draft->body = g_strdup (body);
  cw_session_call (session, work, draft, (GDestroyNotify) cw_draft_free, NULL, CW_CHANGE_DRAFTS,
                   NULL, stored_cb, g_object_ref (self));
}

static gboolean
due_cb (gpointer data)
{
  CwFormDraft *self = data;
  guint source = g_source_get_id (g_main_current_source ());

  if (self->quiet_source == source)
    self->quiet_source = 0;
  else
    self->most_source = 0;
  cw_form_draft_flush (self);
  return G_SOURCE_REMOVE;
}

static void
stop_timers (CwFormDraft *self)
{
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  g_clear_handle_id (&self->most_source, g_source_remove);
}

static void
cw_form_draft_dispose (GObject *object)
{
  CwFormDraft *self = CW_FORM_DRAFT (object);

  stop_timers (self);
  g_clear_weak_pointer (&self->section);
  self->write = NULL;
  G_OBJECT_CLASS (cw_form_draft_parent_class)->dispose (object);
}

static void
cw_form_draft_finalize (GObject *object)
{
  CwFormDraft *self = CW_FORM_DRAFT (object);

  g_free (self->kind);
  g_free (self->subject);
  g_free (self->saved);
  G_OBJECT_CLASS (cw_form_draft_parent_class)->finalize (object);
}

static void
cw_form_draft_class_init (CwFormDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_form_draft_dispose;
  object_class->finalize = cw_form_draft_finalize;
}

static void
cw_form_draft_init (CwFormDraft *self)
{
}

/**
 * cw_form_draft_new:
 * @section: the bound page the form is on; borrowed, its session is used and errors are said on it
 * @kind: of the table of drafts
 * @subject: tells drafts of a kind apart
 * @write: (scope notified): the form as text, asked for when it is saved
 * @data: for @write; has to live as long as the keeper
 *
 * Returns: (transfer full): a keeper with nothing waiting
 */
CwFormDraft *
cw_form_draft_new (CwSection *section,
                   const char *kind,
                   const char *subject,
                   CwFormDraftWrite write,
                   gpointer data)
{
  CwFormDraft *self;

  g_return_val_if_fail (CW_IS_SECTION (section), NULL);
  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);
  g_return_val_if_fail (write != NULL, NULL);

  self = g_object_new (CW_TYPE_FORM_DRAFT, NULL);
  g_set_weak_pointer (&self->section, section);
  self->kind = g_strdup (kind);
  self->subject = g_strdup (subject);
  self->write = write;
  self->data = data;
  return self;
}

const char *
cw_form_draft_get_subject (CwFormDraft *self)
{
  g_return_val_if_fail (CW_IS_FORM_DRAFT (self), NULL);

  return self->subject;
}

/**
 * cw_form_draft_set_subject:
 *
 * The form shows something else from now on. What waits is saved under the old subject first, so
 * call this before the form is filled anew.
 */
void
cw_form_draft_set_subject (CwFormDraft *self, const char *subject)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));
  g_return_if_fail (subject != NULL);

  cw_form_draft_flush (self);
  g_clear_pointer (&self->saved, g_free);
  g_free (self->subject);
  self->subject = g_strdup (subject);
}

void
cw_form_draft_touch (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MS, due_cb, self);
  if (self->most_source == 0)
    self->most_source = g_timeout_add (AT_MOST_MS, due_cb, self);
}

void
cw_form_draft_flush (CwFormDraft *self)
{
  gboolean waits;
  g_autofree char *body = NULL;

  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  waits = self->quiet_source != 0 || self->most_source != 0;
  stop_timers (self);
  if (!waits || self->write == NULL)
    return;
  body = self->write (self->data);
  if (body == NULL || *body == '\0')
    {
      cw_form_draft_drop (self);
      return;
    }
  if (g_strcmp0 (body, self->saved) == 0)
    return;
  send_draft (self, save_draft, body);
  g_free (self->saved);
  self->saved = g_steal_pointer (&body);
}

void
cw_form_draft_forget (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  stop_timers (self);
  g_clear_pointer (&self->saved, g_free);
}

void
cw_form_draft_drop (CwFormDraft *self)
{
  g_return_if_fail (CW_IS_FORM_DRAFT (self));

  cw_form_draft_forget (self);
  send_draft (self, drop_draft, "");
}

gboolean
cw_form_draft_end (CwStore *store, const char *kind, const char *subject, GError **error)
{
  g_autoptr (CwDraft) draft = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (store != NULL, FALSE);

  draft = cw_store_get_draft (store, kind, subject, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return draft == NULL || cw_store_delete_draft (store, draft->id, error);
}
