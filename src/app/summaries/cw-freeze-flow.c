/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-freeze-flow.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-run.h"
#include "cw-summaries-dialog.h"

typedef struct
{
  CwSection *section;     /* owned */
  CwPeriodDetail *detail; /* owned; what the page shows has the answers too */
  CwFreezeBegun begun;
} Flow;

static Flow *
make_flow (CwSection *section, CwPeriodDetail *detail, CwFreezeBegun begun)
{
  Flow *flow = g_new (Flow, 1);

  *flow = (Flow){ g_object_ref (section), cw_period_detail_ref (detail), begun };
  return flow;
}

static void
free_flow (Flow *flow)
{
  g_object_unref (flow->section);
  cw_period_detail_unref (flow->detail);
  g_free (flow);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flow, free_flow)

/* NULL once the records are locked. */
static CwSession *
get_open_session (const Flow *flow)
{
  CwSession *session = cw_section_get_session (flow->section);

  return session != NULL && !cw_session_is_closed (session) ? session : NULL;
}

static GtkWindow *
get_window (const Flow *flow)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (flow->section)));
}

/* ---- whether to freeze ---- */

static gpointer
freeze_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  const char *label = ((CwJob *) job)->text;
  gboolean published;

  if (!cw_period_freeze (store, label, &published, error))
    return NULL;
  if (!published)
    /* Translators: %s is a term, such as "Summer 2026" */
    return g_strdup_printf (_ ("%s has too few families and is joined to the next term."), label);
  /* Translators: %s is a term, such as "Summer 2026" */
  return g_strdup_printf (_ ("%s is frozen. You can hand it out now."), label);
}

static void
frozen_cb (gpointer section, gpointer result)
{
  g_autofree char *words = result;

  cw_say (section, words);
}

static void
freeze_answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (Flow) flow = data;
  CwSession *session = get_open_session (flow);
  CwJob *job;

  if (!yes || session == NULL)
    return;
  flow->begun (flow->section);
  job = cw_job_new (0);
  job->text = g_strdup (flow->detail->period->label);
  cw_run (flow->section, session, freeze_work, job, g_free, CW_CHANGE_SUMMARIES, frozen_cb, NULL);
}

/* Takes @flow. */
static void
ask_freeze (Flow *flow)
{
  const char *label = flow->detail->period->label;
  g_autofree char *heading = NULL, *yes = NULL;

  /* Translators: %s is a term, such as "Summer 2026" */
  heading = g_strdup_printf (_ ("Freeze %s?"), label);
  /* Translators: %s is a term, such as "Summer 2026" */
  yes = g_strdup_printf (_ ("Freeze %s"), label);
  cw_ask_careful (get_window (flow), heading,
                  _ ("Its figures are counted now, once, and then stay as they are. So nobody can "
                     "lay two papers side by side and see "
                     "which family came or went."),
                  cw_freeze_words_new (flow->detail, flow->section), _ ("Not yet"), yes,
                  freeze_answered_cb, flow);
}

/* ---- records that may stand twice ---- */

/* Gives the conversation back, which goes on from there. */
static gpointer
go_on_work (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  return cw_store_lift_hold (store, error) ? g_steal_pointer (&((CwJob *) job)->record) : NULL;
}

static void
gone_on_cb (gpointer section, gpointer result)
{
  g_autoptr (Flow) flow = result;

  flow->detail->hold = CW_HOLD_NONE;
  if (get_window (flow) != NULL)
    ask_freeze (g_steal_pointer (&flow));
}

static void
go_on_answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (Flow) flow = data;
  CwSection *section = flow->section;
  CwSession *session = get_open_session (flow);
  CwJob *job;

  if (!yes || session == NULL)
    return;
  job = cw_job_new (0);
  cw_job_take (job, g_steal_pointer (&flow), (GDestroyNotify) free_flow);
  cw_run (section, session, go_on_work, job, (GDestroyNotify) free_flow, 0, gone_on_cb, NULL);
}

/* Asked once: what is said here stays said. Takes @flow. */
static void
ask_go_on (Flow *flow)
{
  g_autofree char *words
      = g_strdup_printf ("%s\n\n%s", cw_hold_describe (flow->detail->hold),
                         _ ("If you go on with these records, freeze nothing in the others: from "
                            "now on terms are frozen here and nowhere else."));

  cw_ask_careful (get_window (flow), _ ("Go on with these records?"), words, NULL, _ ("Not yet"),
                  _ ("Go on with these"), go_on_answered_cb, flow);
}

/**
 * cw_freeze_flow_begin:
 * @section: the page that asks, and says how it went
 * @detail: a term that can be frozen; its hold is lifted in it when that is said
 * @begun: called when the term is being frozen
 */
void
cw_freeze_flow_begin (CwSection *section, CwPeriodDetail *detail, CwFreezeBegun begun)
{
  Flow *flow;

  g_return_if_fail (CW_IS_SECTION (section));
  g_return_if_fail (detail != NULL && detail->period->state == CW_PERIOD_READY);
  g_return_if_fail (begun != NULL);

  flow = make_flow (section, detail, begun);
  if (detail->hold != CW_HOLD_NONE)
    ask_go_on (flow);
  else
    ask_freeze (flow);
}
