/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/*
 * The one way from a widget to the records and back: what is asked for may be answered when the
 * widget is gone, as after a lock, and an error is said in one way.
 */

/**
 * CwJob:
 *
 * The input of one piece of work. Each function that does some says which fields it reads.
 */
typedef struct
{
  gint64 id;
  CwDay day;
  int number;
  gboolean flag;
  char *text;
  char *draft_kind, *draft_subject; /* of the draft that ends with it (cw_form_draft_give()) */
  gpointer record;
  GDestroyNotify record_free;
} CwJob;

CwJob *cw_job_new (gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void cw_job_take (CwJob *self, gpointer record, GDestroyNotify record_free);
void cw_job_free (CwJob *self);

/**
 * CwRunDone:
 *
 * Called on the main thread with the result (transfer full), unless the widget is gone by then.
 */
typedef void (*CwRunDone) (gpointer widget, gpointer result);
typedef void (*CwRunFailed) (gpointer widget, const GError *error);

/* Runs @work for @widget. Without @failed an error is said by the page. Takes @job. */
void cw_run (gpointer widget,
             CwSession *session,
             CwSessionWork work,
             CwJob *job,
             GDestroyNotify result_free,
             CwChange change,
             CwRunDone done,
             CwRunFailed failed);

/* The page that @widget stands on, to say something or to go somewhere. */
CwSection *cw_section_of (gpointer widget);

/* Say on the page of @widget, if it stands on one, what was done or what went wrong. */
void cw_say (gpointer widget, const char *text);
void cw_report (gpointer widget, const GError *error);
/* Says on the page what @widget did, with a button that takes it back. Takes @data. */
typedef void (*CwUndoFunc) (gpointer widget, gpointer data);
void cw_offer_undo (
    gpointer widget, const char *text, CwUndoFunc undo, gpointer data, GDestroyNotify data_free);

/* While something of @widget is stored it cannot be used; the focus comes back afterwards. */
void cw_set_busy (GtkWidget *widget, gboolean busy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwJob, cw_job_free)

G_END_DECLS
