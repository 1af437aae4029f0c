/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-card.h"

#include <glib/gi18n.h>

#include "app/kit/cw-wrap-box.h"
#include "cw-case-work.h"
#include "store/cw-store-handover.h"

/* Setting of one case: the day of the handover it is about, and how far it is. A later handover
 * begins anew. */
#define STATE_KEY "handover-case-%" G_GINT64_FORMAT
#define TOLD "told"
#define DONE "done"

struct _CwHandoverCard
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *heading;
  GtkLabel *words;
  GtkWidget *untold;

  /* owned */
  CwSession *session;
  char *state; /* as it is stored; "" for none */

  gint64 case_id;
  CwDay opened, received;
};

G_DEFINE_FINAL_TYPE (CwHandoverCard, cw_handover_card, ADW_TYPE_BIN)

/* ---- reading ---- */

typedef struct
{
  gint64 case_id;
  CwDay received; /* CW_DAY_NONE: these records began here */
  CwHandoverNote *note;
  char *state;
} View;

static void
free_view (gpointer data)
{
  View *view = data;

  g_clear_pointer (&view->note, cw_handover_note_free);
  g_free (view->state);
  g_free (view);
}

static char *
make_key (gint64 case_id)
{
  return g_strdup_printf (STATE_KEY, case_id);
}

static gpointer
read_view (CwStore *store, gpointer job, GCancellable *cancellable, GError **error)
{
  View *view = g_new0 (View, 1);
  g_autofree char *key = NULL;
  GError *problem = NULL;

  view->case_id = ((CwJob *) job)->id;
  key = make_key (view->case_id);
  if (cw_store_get_received (store, &view->received, &problem) && view->received != CW_DAY_NONE)
    view->note = cw_store_get_handover (store, view->case_id, &problem);
  if (view->note != NULL)
    view->state = cw_store_get_setting (store, key, &problem);
  if (problem == NULL)
    return view;
  g_propagate_error (error, problem);
  free_view (view);
  return NULL;
}

/* ---- showing ---- */

/* Whether @state says @what of this handover. */
static gboolean
says (const char *state, CwDay received, const char *what)
{
  g_autofree char *day = cw_day_to_iso (received);
  g_autofree char *wanted = g_strdup_printf ("%s %s", day, what);

  return g_strcmp0 (state, wanted) == 0;
}

static void
show_view (CwHandoverCard *self, const View *view)
{
  const CwHandoverNote *note = view->note;
  gboolean told = note->parent_knows || says (view->state, view->received, TOLD);
  gboolean has_words = *note->where_we_are != '\0';
  g_autofree char *day = cw_day_format (view->received);
  /* Translators: %s is a date */
  g_autofree char *heading = g_strdup_printf (_ ("From the handover of %s"), day);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->words, note->where_we_are);
  gtk_widget_set_visible (GTK_WIDGET (self->words), has_words);
  gtk_widget_set_visible (self->untold, !told);
  gtk_widget_set_visible (GTK_WIDGET (self), has_words || !told);
}

/* What was written here since is for the next one, and none of the adviser's before; a case that
 * began here came with no handover. */
static gboolean
came_along (CwHandoverCard *self, const View *view)
{
  if (view->note == NULL || view->note->written)
    return FALSE;
  return self->opened < view->received
         || (self->opened == view->received && *view->note->where_we_are != '\0');
}

static void
read_cb (gpointer widget, gpointer result)
{
  CwHandoverCard *self = widget;
  View *view = result;

  if (view->case_id == self->case_id)
    {
      self->received = view->received;
      g_free (self->state);
      self->state = g_strdup (view->state != NULL ? view->state : "");
      if (came_along (self, view) && !says (view->state, view->received, DONE))
        show_view (self, view);
      else
        gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
  free_view (view);
}

/* ---- storing ---- */

/* What is stored about the words, and what it was before. */
typedef struct
{
  gint64 case_id;
  char *before;
} Act;

static void
free_act (gpointer data)
{
  g_free (((Act *) data)->before);
  g_free (data);
}

/* Gives the act back. */
static gpointer
store_state (CwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  CwJob *job = data;
  g_autofree char *key = make_key (job->id);

  return cw_store_set_setting (store, key, job->text, error) ? g_steal_pointer (&job->record)
                                                             : NULL;
}

static void
store (CwHandoverCard *self, gint64 case_id, const char *state, CwRunDone done)
{
  CwJob *job = cw_job_new (case_id);
  Act *act = g_new0 (Act, 1);

  act->case_id = case_id;
  act->before = g_strdup (self->state);
  job->text = g_strdup (state);
  cw_job_take (job, act, free_act);
  cw_run (self, self->session, store_state, job, free_act, CW_CHANGE_CASES, done, NULL);
}

static char *
make_state (CwHandoverCard *self, const char *what)
{
  g_autofree char *day = cw_day_to_iso (self->received);

  return g_strdup_printf ("%s %s", day, what);
}

static void
noted_cb (gpointer card, gpointer result)
{
  free_act (result);
  cw_say (card, _ ("Noted: the parent has been told."));
}

static void
told_cb (CwHandoverCard *self)
{
  g_autofree char *state = make_state (self, TOLD);

  g_assert (CW_IS_HANDOVER_CARD (self));

  store (self, self->case_id, state, noted_cb);
}

static void
undo_done (gpointer card, gpointer data)
{
  CwHandoverCard *self = card;
  const Act *act = data;

  if (self->session != NULL)
    store (self, act->case_id, act->before, NULL);
}

static void
put_away_cb (gpointer card, gpointer result)
{
  cw_offer_undo (card, _ ("The words of the handover are put away."), undo_done, result, free_act);
}

static void
done_cb (CwHandoverCard *self)
{
  g_autofree char *state = make_state (self, DONE);

  g_assert (CW_IS_HANDOVER_CARD (self));

  store (self, self->case_id, state, put_away_cb);
}

/* ---- the widget ---- */

static void
cw_handover_card_dispose (GObject *object)
{
  CwHandoverCard *self = CW_HANDOVER_CARD (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_handover_card_parent_class)->dispose (object);
}

static void
cw_handover_card_finalize (GObject *object)
{
  g_free (CW_HANDOVER_CARD (object)->state);
  G_OBJECT_CLASS (cw_handover_card_parent_class)->finalize (object);
}

static void
cw_handover_card_class_init (CwHandoverCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = cw_handover_card_dispose;
  G_OBJECT_CLASS (class)->finalize = cw_handover_card_finalize;
  g_type_ensure (CW_TYPE_FORM_SCROLLER);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-handover-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHandoverCard, heading);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverCard, words);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverCard, untold);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
cw_handover_card_init (CwHandoverCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_handover_card_set_case (CwHandoverCard *self, CwSession *session, const CwCase *cas)
{
  g_return_if_fail (CW_IS_HANDOVER_CARD (self));
  g_return_if_fail (CW_IS_SESSION (session) && cas != NULL);

  g_set_object (&self->session, session);
  self->case_id = cas->id;
  self->opened = cas->opened;
  if (cas->status == CW_CASE_CLOSED)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    cw_run (self, session, read_view, cw_job_new (cas->id), free_view, 0, read_cb, NULL);
}
