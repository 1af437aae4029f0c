/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-today-work.h"

#include <glib/gi18n.h>

#include "store/cw-store-summaries.h"

#define DAYS_AHEAD 7
#define ROWS_MAX 300

void
cw_today_view_free (CwTodayView *self)
{
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->term, cw_term_so_far_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTodayView, cw_today_view_free)

static gboolean
is_listed (GPtrArray *due, const char *label)
{
  for (guint i = 0; i < due->len; i++)
    {
      const CwDue *row = g_ptr_array_index (due, i);

      if (row->kind == CW_DUE_FREEZE && g_str_equal (row->origin, label))
        return TRUE;
    }
  return FALSE;
}

/* Terms that have ended and can be frozen: for today, and never late, because nothing is lost by
 * waiting. */
static gboolean
add_freezes (CwStore *store, CwDay today, GPtrArray *due, GError **error)
{
  static const char *const populations[] = { "enquiries", "contacts" };

  for (guint p = 0; p < G_N_ELEMENTS (populations); p++)
    {
      g_autoptr (GPtrArray) blocks = cw_store_list_blocks (store, populations[p], error);

      if (blocks == NULL)
        return FALSE;
      for (guint i = 0; i < blocks->len; i++)
        {
          const CwBlock *block = g_ptr_array_index (blocks, i);
          CwDue *row;

          if (block->state != CW_BLOCK_READY || is_listed (due, block->label))
            continue;
          row = cw_due_new ();
          row->kind = CW_DUE_FREEZE;
          g_free (row->origin);
          row->origin = g_strdup (block->label);
          row->due = today;
          row->time = -1;
          g_ptr_array_add (due, row);
        }
    }
  return TRUE;
}

/* Reads what is due up to seven days ahead, the drafts, the term so far and the week's minutes. */
gpointer
cw_today_read (CwStore *store, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (CwTodayView) view = g_new0 (CwTodayView, 1);
  CwDay today = cw_clock_today (cw_store_get_clock (store));

  view->due = cw_store_list_due (store, today + DAYS_AHEAD, ROWS_MAX, error);
  if (view->due == NULL || !add_freezes (store, today, view->due, error))
    return NULL;
  view->drafts = cw_store_list_drafts (store, error);
  if (view->drafts == NULL)
    return NULL;
  view->term = cw_store_term_so_far (store, error);
  if (view->term == NULL)
    return NULL;
  view->week_minutes = cw_store_week_minutes (store, today - cw_day_weekday (today) + 1, error);
  if (view->week_minutes < 0)
    return NULL;
  return g_steal_pointer (&view);
}

CwDueBefore *
cw_due_before_copy (const CwDueBefore *self)
{
  CwDueBefore *copy = g_new (CwDueBefore, 1);

  *copy = *self;
  copy->step = self->step != NULL ? cw_step_copy (self->step) : NULL;
  copy->paper = self->paper != NULL ? cw_paper_record_copy (self->paper) : NULL;
  return copy;
}

void
cw_due_before_free (CwDueBefore *self)
{
  g_clear_pointer (&self->step, cw_step_free);
  g_clear_pointer (&self->paper, cw_paper_record_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDueBefore, cw_due_before_free)

static CwStep *
find_step (CwStore *store, const CwDue *due, GError **error)
{
  g_autoptr (GPtrArray) steps = cw_store_list_steps (store, due->case_id, FALSE, error);

  if (steps == NULL)
    return NULL;
  for (guint i = 0; i < steps->len; i++)
    {
      CwStep *step = g_ptr_array_index (steps, i);

      if (step->id == due->id)
        return cw_step_copy (step);
    }
  g_set_error_literal (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                       _ ("This is done or deleted already. Nothing was changed."));
  return NULL;
}

static gboolean
change_step (CwStore *store, const CwDue *due, CwDueBefore *before, GError **error)
{
  g_autoptr (CwStep) step = NULL;

  before->step = find_step (store, due, error);
  if (before->step == NULL)
    return FALSE;
  step = cw_step_copy (before->step);
  if (before->moved_to != CW_DAY_NONE)
    step->due = before->moved_to;
  else
    step->done_on = cw_clock_today (cw_store_get_clock (store));
  return cw_store_save_step (store, step, error) != 0;
}

/* A paper record holds dates only (R8): done means that the adviser looked at it today. */
static gboolean
change_paper (CwStore *store, const CwDue *due, CwDueBefore *before, GError **error)
{
  g_autoptr (CwPaperRecord) paper = NULL;

  before->paper = cw_store_get_paper (store, due->id, error);
  if (before->paper == NULL)
    return FALSE;
  paper = cw_paper_record_copy (before->paper);
  if (before->moved_to == CW_DAY_NONE)
    paper->last_seen = cw_clock_today (cw_store_get_clock (store));
  paper->look_again = before->moved_to;
  return cw_store_save_paper (store, paper, error) != 0;
}

gpointer
cw_due_change_work (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const CwJob *job = data;
  const CwDue *due = job->record;
  g_autoptr (CwDueBefore) before = g_new0 (CwDueBefore, 1);
  gboolean changed;

  before->moved_to = job->day;
  changed = due->kind == CW_DUE_PAPER ? change_paper (store, due, before, error)
                                      : change_step (store, due, before, error);
  return changed ? g_steal_pointer (&before) : NULL;
}

gpointer
cw_due_restore_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  const CwDueBefore *before = ((CwJob *) job)->record;

  if (before->step != NULL)
    cw_store_save_step (store, before->step, error);
  else
    cw_store_save_paper (store, before->paper, error);
  return NULL;
}

gpointer
cw_draft_discard_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  gint64 id = ((CwJob *) job)->id;
  g_autoptr (GPtrArray) drafts = cw_store_list_drafts (store, error);

  if (drafts == NULL)
    return NULL;
  for (guint i = 0; i < drafts->len; i++)
    {
      CwDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->id == id)
        return cw_store_delete_draft (store, id, error) ? cw_draft_copy (draft) : NULL;
    }
  g_set_error_literal (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                       _ ("This draft is not there any more. Nothing was changed."));
  return NULL;
}

gpointer
cw_draft_restore_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  CwDraft *draft = ((CwJob *) job)->record;

  draft->id = 0;
  cw_store_save_draft (store, draft, error);
  return NULL;
}
