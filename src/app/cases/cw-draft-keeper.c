/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-draft-keeper.h"

#include "cw-case-work.h"

#define QUIET_MS 1000 /* after the last key */
#define LATEST_S 5    /* behind what is typed, at most */

struct _CwDraftKeeper
{
  GObject parent_instance;

  /* owned */
  CwSession *session;
  char *kind, *subject;
  gint64 case_id;
  char *saved_at;
  char *last_body;
  gint64 id;
  guint quiet_timer, latest_timer;

  /* borrowed */
  CwDraftBody body;
  gpointer data;
};

enum
{
  PROP_0,
  PROP_SAVED_AT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CwDraftKeeper, cw_draft_keeper, G_TYPE_OBJECT)

static void
set_saved_at (CwDraftKeeper *self, char *text)
{
  g_free (self->saved_at);
  self->saved_at = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
}

static void
saved_cb (gpointer widget, gpointer result)
{
  CwDraftKeeper *self = widget;
  g_autofree gint64 *id = result;

  if (id == NULL)
    return;
  self->id = *id;
  set_saved_at (self, cw_time_format (cw_clock_minute (cw_session_get_clock (self->session))));
}

static void
failed_cb (gpointer widget, const GError *error)
{
  /* The next key tries again, and the save itself will say what is wrong. */
  g_clear_pointer (&((CwDraftKeeper *) widget)->last_body, g_free);
}

static void
clear_timers (CwDraftKeeper *self)
{
  g_clear_handle_id (&self->quiet_timer, g_source_remove);
  g_clear_handle_id (&self->latest_timer, g_source_remove);
}

/* The form as a draft now; NULL: there is nothing worth keeping. */
static CwDraft *
make_draft (CwDraftKeeper *self)
{
  int words = 0;
  g_autofree char *body = self->body (self->data, &words);
  CwDraft *draft;

  if (body == NULL)
    return NULL;
  draft = cw_draft_new ();
  g_free (draft->kind);
  g_free (draft->subject);
  g_free (draft->body);
  draft->kind = g_strdup (self->kind);
  draft->subject = g_strdup (self->subject);
  draft->case_id = self->case_id;
  draft->body = g_steal_pointer (&body);
  draft->words = words;
  return draft;
}

static void
save (CwDraftKeeper *self)
{
  g_autoptr (CwDraft) draft = NULL;
  CwJob *job;

  clear_timers (self);
  if (cw_session_is_closed (self->session))
    return;
  draft = make_draft (self);
  if (draft == NULL || g_strcmp0 (draft->body, self->last_body) == 0)
    return;
  g_free (self->last_body);
  self->last_body = g_strdup (draft->body);
  job = cw_job_new (0);
  cw_job_take (job, g_steal_pointer (&draft), (GDestroyNotify) cw_draft_free);
  cw_run (self, self->session, cw_work_save_draft, job, g_free, CW_CHANGE_DRAFTS, saved_cb,
          failed_cb);
}

static gboolean
timer_cb (gpointer data)
{
  CwDraftKeeper *self = data;

  /* Both timers end here; save() clears the other one, so this one must not be cleared twice. */
  if (g_source_get_id (g_main_current_source ()) == self->quiet_timer)
    self->quiet_timer = 0;
  else
    self->latest_timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
cw_draft_keeper_dispose (GObject *object)
{
  CwDraftKeeper *self = CW_DRAFT_KEEPER (object);

  clear_timers (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_draft_keeper_parent_class)->dispose (object);
}

static void
cw_draft_keeper_finalize (GObject *object)
{
  CwDraftKeeper *self = CW_DRAFT_KEEPER (object);

  g_free (self->kind);
  g_free (self->subject);
  g_free (self->saved_at);
  g_free (self->last_body);
  G_OBJECT_CLASS (cw_draft_keeper_parent_class)->finalize (object);
}

static void
cw_draft_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SAVED_AT)
    g_value_set_string (value, CW_DRAFT_KEEPER (object)->saved_at);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cw_draft_keeper_class_init (CwDraftKeeperClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = cw_draft_keeper_dispose;
  object_class->finalize = cw_draft_keeper_finalize;
  object_class->get_property = cw_draft_keeper_get_property;
  properties[PROP_SAVED_AT] = g_param_spec_string ("saved-at", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cw_draft_keeper_init (CwDraftKeeper *self)
{
}

/**
 * cw_draft_keeper_new:
 * @session: where drafts are kept, encrypted like everything else
 * @kind: the kind of the form
 * @subject: tells drafts of a kind apart
 * @case_id: the case it is about, 0 where the form cannot hold a word about a parent
 * @body: gives the form's values
 * @data: (transfer none): passed to @body; must outlive the keeper
 *
 * Returns: (transfer full): a keeper that has kept nothing yet.
 */
CwDraftKeeper *
cw_draft_keeper_new (CwSession *session,
                     const char *kind,
                     const char *subject,
                     gint64 case_id,
                     CwDraftBody body,
                     gpointer data)
{
  CwDraftKeeper *self;

  g_return_val_if_fail (CW_IS_SESSION (session), NULL);

  self = g_object_new (CW_TYPE_DRAFT_KEEPER, NULL);
  self->session = g_object_ref (session);
  self->kind = g_strdup (kind);
  self->subject = g_strdup (subject);
  self->case_id = case_id;
  self->body = body;
  self->data = data;
  return self;
}

void
cw_draft_keeper_touch (CwDraftKeeper *self)
{
  g_return_if_fail (CW_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->quiet_timer, g_source_remove);
  self->quiet_timer = g_timeout_add (QUIET_MS, timer_cb, self);
  if (self->latest_timer == 0)
    self->latest_timer = g_timeout_add_seconds (LATEST_S, timer_cb, self);
}

void
cw_draft_keeper_flush (CwDraftKeeper *self)
{
  g_return_if_fail (CW_IS_DRAFT_KEEPER (self));

  if (self->quiet_timer != 0 || self->latest_timer != 0)
    save (self);
}

void
cw_draft_keeper_pause (CwDraftKeeper *self)
{
  g_return_if_fail (CW_IS_DRAFT_KEEPER (self));
  clear_timers (self);
}

void
cw_draft_keeper_adopt (CwDraftKeeper *self, const CwDraft *draft)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  g_return_if_fail (CW_IS_DRAFT_KEEPER (self) && draft != NULL);

  self->id = draft->id;
  g_free (self->last_body);
  self->last_body = g_strdup (draft->body);
  utc = g_date_time_new_from_unix_utc (draft->saved_at);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  set_saved_at (self, local != NULL ? g_date_time_format (local, "%H:%M") : NULL);
}

gint64
cw_draft_keeper_get_id (CwDraftKeeper *self)
{
  g_return_val_if_fail (CW_IS_DRAFT_KEEPER (self), 0);
  return self->id;
}

/**
 * cw_draft_keeper_ended:
 * @ended_id: the draft that the transaction ended, 0 if it knew of none
 *
 * To be called when the form is stored. A draft that was still on its way when the form was saved
 * goes too.
 */
void
cw_draft_keeper_ended (CwDraftKeeper *self, gint64 ended_id)
{
  g_return_if_fail (CW_IS_DRAFT_KEEPER (self));

  if (self->id == ended_id)
    self->id = 0;
  cw_draft_keeper_drop (self);
}

void
cw_draft_keeper_drop (CwDraftKeeper *self)
{
  g_return_if_fail (CW_IS_DRAFT_KEEPER (self));

  clear_timers (self);
  if (self->id != 0 && !cw_session_is_closed (self->session))
    cw_run (self, self->session, cw_work_delete_draft, cw_job_new (self->id), NULL,
            CW_CHANGE_DRAFTS, NULL, NULL);
  self->id = 0;
  g_clear_pointer (&self->last_body, g_free);
  set_saved_at (self, NULL);
}

const char *
cw_draft_keeper_get_saved_at (CwDraftKeeper *self)
{
  g_return_val_if_fail (CW_IS_DRAFT_KEEPER (self), NULL);
  return self->saved_at;
}

typedef struct
{
  CwSession *session;
  CwDraft *draft;
} Dropped;

static void
free_dropped (gpointer data)
{
  Dropped *dropped = data;

  g_object_unref (dropped->session);
  cw_draft_free (dropped->draft);
  g_free (dropped);
}

static void
bring_back (gpointer data)
{
  Dropped *dropped = data;
  CwJob *job = cw_job_new (0);

  cw_job_take (job, cw_draft_copy (dropped->draft), (GDestroyNotify) cw_draft_free);
  cw_run (dropped->session, dropped->session, cw_work_save_draft, job, g_free, CW_CHANGE_DRAFTS,
          NULL, NULL);
}

void
cw_draft_keeper_drop_undo (CwDraftKeeper *self, CwSection *section, const char *text)
{
  CwDraft *draft;
  Dropped *dropped;

  g_return_if_fail (CW_IS_DRAFT_KEEPER (self) && CW_IS_SECTION (section));

  draft = make_draft (self);
  cw_draft_keeper_drop (self);
  if (draft == NULL)
    return;
  dropped = g_new0 (Dropped, 1);
  dropped->session = g_object_ref (self->session);
  dropped->draft = draft;
  cw_section_toast_undo (section, text, G_CALLBACK (bring_back), dropped, free_dropped);
}
