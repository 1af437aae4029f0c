/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-walk.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-kit.h"
#include "cw-handover-done.h"
#include "cw-handover-form.h"
#include "cw-handover-list.h"
#include "cw-handover-phrase.h"
#include "cw-handover-work.h"
#include "cw-secret-step.h"

typedef enum
{
  STEP_ABOUT,
  STEP_CASES,
  STEP_CASE,
  STEP_PROOF, /* who has the seven words has the records: an open laptop is not enough */
  STEP_WORDS,
  STEP_FILE,
  STEP_DONE
} Step;

static const char *const step_names[]
    = { "about", "cases", "case", "proof", "words", "file", "done" };

struct _CwHandoverWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  GtkWidget *gaps_box;
  GtkLabel *gaps;
  CwHandoverList *list;
  GtkLabel *closed;
  CwHandoverForm *form;
  CwSecretStep *proof;
  CwHandoverPhrase *words;
  AdwActionRow *along;
  AdwActionRow *behind;
  CwHandoverDone *done;

  /* owned */
  CwSession *session;
  CwHandoverView *view; /* NULL while it is read */

  Step step;
  guint place;      /* of the case that is open */
  gboolean may_gap; /* she was asked: some cases are not written up, some parents not told */
};

G_DEFINE_FINAL_TYPE (CwHandoverWalk, cw_handover_walk, ADW_TYPE_BIN)

static void show_step (CwHandoverWalk *self, Step step);

/* ---- the cases ---- */

static CwHandoverNote *
get_note (CwHandoverWalk *self, guint place)
{
  return g_ptr_array_index (self->view->notes, place);
}

static gboolean
is_open (const CwHandoverNote *note)
{
  return cw_handover_get_state (note) == CW_HANDOVER_UNWRITTEN || cw_handover_is_to_be_told (note);
}

/* The next case after this one about which something is to be said; -1: none. */
static int
find_next (CwHandoverWalk *self)
{
  guint n = self->view->notes->len;

  for (guint i = 1; i < n; i++)
    if (is_open (get_note (self, (self->place + i) % n)))
      return (int) ((self->place + i) % n);
  return -1;
}

static void
show_gaps (CwHandoverWalk *self)
{
  CwHandoverSum sum;
  g_autofree char *gaps = NULL;

  cw_handover_sum (self->view->notes, &sum);
  gaps = cw_handover_describe_gaps (&sum);
  gtk_label_set_text (self->gaps, gaps != NULL ? gaps : "");
  gtk_widget_set_visible (self->gaps_box, gaps != NULL);
}

static void
form_cb (CwHandoverWalk *self)
{
  const CwHandoverNote *note = cw_handover_form_peek (self->form);

  g_assert (CW_IS_HANDOVER_WALK (self));

  if (self->view == NULL || note == NULL)
    return;
  cw_handover_note_free (get_note (self, self->place));
  self->view->notes->pdata[self->place] = cw_handover_note_copy (note);
  cw_handover_list_update (self->list, self->place, note);
  show_gaps (self);
}

static void
open_case (CwHandoverWalk *self, guint place)
{
  self->place = place;
  cw_handover_form_show (self->form, self->session, get_note (self, place));
  show_step (self, STEP_CASE);
}

static void
chosen_cb (CwHandoverWalk *self, guint place)
{
  g_assert (CW_IS_HANDOVER_WALK (self));

  if (self->view != NULL && place < self->view->notes->len)
    open_case (self, place);
}

static void
close_case (CwHandoverWalk *self)
{
  cw_handover_form_flush (self->form);
  show_step (self, STEP_CASES);
}

/* ---- reading ---- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwHandoverWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  CwHandoverView *view = cw_session_call_finish (CW_SESSION (source), result, &error);
  g_autofree char *closed = NULL;

  g_clear_pointer (&self->view, cw_handover_view_free);
  self->view = view;
  if (self->frame == NULL)
    return;
  if (view == NULL)
    {
      cw_walk_frame_report (self->frame, error);
      return;
    }
  closed = cw_handover_describe_closed (self->view);
  gtk_label_set_text (self->closed, closed);
  cw_handover_list_set_notes (self->list, view->notes);
  show_gaps (self);
  show_step (self, self->step);
}

static void
load (CwHandoverWalk *self)
{
  cw_session_call (self->session, cw_handover_load, NULL, NULL,
                   (GDestroyNotify) cw_handover_view_free, 0, NULL, loaded_cb, g_object_ref (self));
}

/* ---- steps ---- */

static gboolean
is_right (CwHandoverWalk *self)
{
  if (self->view == NULL)
    return FALSE;
  if (self->step == STEP_PROOF)
    return cw_secret_step_is_filled (self->proof);
  return self->step != STEP_WORDS || cw_paper_secret_is_right (CW_PAPER_SECRET (self->words));
}

static void
say_case (CwHandoverWalk *self)
{
  const CwHandoverNote *note = get_note (self, self->place);
  /* Translators: %s is the number of a case. */
  g_autofree char *heading = g_strdup_printf (_ ("Case %s"), note->reference);

  cw_walk_frame_say (self->frame, heading, note->who);
}

static void
say_step (CwHandoverWalk *self)
{
  static const char *const says[][2] = {
    [STEP_ABOUT] = { N_ ("Your records for the next adviser"),
                     N_ ("One encrypted file carries the work over. This takes you through it; you "
                         "can stop at any time and go on another day.") },
    [STEP_CASES] = { N_ ("Where are you with each case?"),
                     N_ ("Open each one and say in a few sentences where you are, whether the "
                         "parent knows, and what is passed on.") },
    [STEP_PROOF] = { N_ ("First, what opens your records now"),
                     N_ ("So that nobody who finds the laptop open can take your records away.") },
    [STEP_WORDS]
    = { N_ ("Write down these seven words"),
        N_ ("They open the file, and nothing else does. They are shown only now and are saved "
            "nowhere. Tell them to the next adviser apart from the file.") },
    [STEP_FILE] = { N_ ("Where shall the file be?"), NULL },
  };

  if (self->step == STEP_CASE)
    say_case (self);
  else if (self->step == STEP_ABOUT && self->view != NULL && self->view->again)
    cw_walk_frame_say (self->frame, _ (says[STEP_ABOUT][0]),
                       _ ("A handover was written here before. This writes a new one with seven "
                          "new words; the next adviser needs the newest only."));
  else if (self->step != STEP_DONE)
    cw_walk_frame_say (self->frame, _ (says[self->step][0]),
                       says[self->step][1] != NULL ? _ (says[self->step][1]) : NULL);
}

static const char *
get_verb (CwHandoverWalk *self)
{
  if (self->step == STEP_CASE)
    return find_next (self) >= 0 ? _ ("_Next case") : _ ("_Back to the list");
  return self->step == STEP_FILE ? _ ("Choose _where…") : _ ("C_ontinue");
}

static void
show_file_step (CwHandoverWalk *self)
{
  g_autofree char *along = cw_handover_describe_along (self->view);
  g_autofree char *behind = cw_handover_describe_behind (self->view->notes);

  adw_action_row_set_subtitle (self->along, along);
  adw_action_row_set_subtitle (self->behind, behind != NULL ? behind : "");
  gtk_widget_set_visible (GTK_WIDGET (self->behind), behind != NULL);
}

static void
show_step (CwHandoverWalk *self, Step step)
{
  self->step = step;
  cw_walk_frame_report (self->frame, NULL);
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  say_step (self);
  if (step == STEP_DONE)
    return;
  if (step == STEP_WORDS)
    cw_handover_phrase_begin (self->words);
  if (step == STEP_FILE)
    show_file_step (self);
  cw_walk_frame_set_leave (self->frame, step == STEP_CASE    ? _ ("_All cases")
                                        : step <= STEP_CASES ? _ ("_Leave")
                                                             : NULL);
  cw_walk_frame_set_note (self->frame,
                          step == STEP_CASE
                              ? _ ("Saved as you type.")
                              : _ ("Nothing is written yet. Your records stay as they are."));
  cw_walk_frame_set_next (self->frame, get_verb (self), is_right (self));
  cw_enter (GTK_WIDGET (self));
}

static void
changed_cb (CwHandoverWalk *self)
{
  if (self->frame != NULL && (self->step == STEP_WORDS || self->step == STEP_PROOF))
    cw_walk_frame_set_sensitive (self->frame, is_right (self));
}

static void
proved_cb (CwHandoverWalk *self)
{
  g_assert (CW_IS_HANDOVER_WALK (self));

  cw_secret_step_set_text (self->proof, "");
  show_step (self, STEP_WORDS);
}

static void
answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (CwHandoverWalk) self = data;

  if (!yes || self->frame == NULL || self->step != STEP_CASES)
    return;
  self->may_gap = TRUE;
  show_step (self, STEP_PROOF);
}

/* Cases may be left unwritten and parents untold, but not unnoticed: it is asked once. */
static void
finish_cases (CwHandoverWalk *self)
{
  CwHandoverSum sum;
  g_autofree char *gaps = NULL, *body = NULL;

  cw_handover_sum (self->view->notes, &sum);
  gaps = cw_handover_describe_gaps (&sum);
  if (gaps == NULL || self->may_gap)
    {
      show_step (self, STEP_PROOF);
      return;
    }
  /* Translators: %s says how many cases are not written up and how many parents not told. */
  body = g_strdup_printf (_ ("%s The next adviser gets those cases as they are, and may be the one "
                             "who tells the parent."),
                          gaps);
  cw_ask_careful (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Go on all the same?"),
                  body, NULL, _ ("_Back to the cases"), _ ("_Go on"), answered_cb,
                  g_object_ref (self));
}

/* ---- the file ---- */

static void
show_done (CwHandoverWalk *self, const CwInventory *inventory)
{
  g_autofree char *behind = cw_handover_describe_behind (self->view->notes);
  g_autofree char *what = cw_inventory_describe (inventory);
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is, for example, "46 enquiries, 12 cases and 130 contacts". */
      _ ("It was read back and opened with your seven words: %s are in it. Your own records are "
         "still here, as they were."),
      what);

  cw_handover_done_show (self->done, self->session, inventory, behind);
  show_step (self, STEP_DONE);
  cw_paper_secret_forget (CW_PAPER_SECRET (self->words));
  cw_walk_frame_say (self->frame, _ ("The handover file is written"), words);
  cw_walk_frame_end (self->frame);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwHandoverWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwInventory) inventory = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (self->frame == NULL)
    return;
  cw_walk_frame_set_busy (self->frame, FALSE, TRUE);
  if (inventory != NULL)
    {
      show_done (self, inventory);
      return;
    }
  show_step (self, STEP_FILE);
  cw_walk_frame_report (self->frame, error);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwHandoverWalk) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->frame != NULL)
    cw_handover_walk_write_to (self, path);
}

static void
choose_file (CwHandoverWalk *self)
{
  g_autofree char *day = cw_day_to_iso (cw_session_get_today (self->session));
  /* Translators: the name of a file that says nothing about anybody, %s is a date, 2026-11-22. */
  g_autofree char *name = g_strdup_printf (_ ("Casework handover %s.casework"), day);

  cw_file_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Hand over to a file"),
                name, file_chosen_cb, g_object_ref (self));
}

/* ---- going on and back ---- */

static void
leave (CwHandoverWalk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_case (CwHandoverWalk *self)
{
  int next = find_next (self);

  if (next < 0)
    close_case (self);
  else
    open_case (self, (guint) next);
}

static void
next_cb (CwHandoverWalk *self)
{
  g_assert (CW_IS_HANDOVER_WALK (self));

  if (cw_walk_frame_is_busy (self->frame) || !is_right (self))
    return;
  switch (self->step)
    {
    case STEP_ABOUT:
      show_step (self, self->view->notes->len > 0 ? STEP_CASES : STEP_PROOF);
      break;
    case STEP_CASES:
      finish_cases (self);
      break;
    case STEP_CASE:
      next_case (self);
      break;
    case STEP_PROOF:
      cw_secret_step_try (self->proof);
      break;
    case STEP_WORDS:
      show_step (self, STEP_FILE);
      break;
    case STEP_FILE:
      choose_file (self);
      break;
    case STEP_DONE:
    default:
      leave (self);
    }
}

static void
leave_cb (CwHandoverWalk *self)
{
  g_assert (CW_IS_HANDOVER_WALK (self));

  if (self->step == STEP_CASE)
    close_case (self);
  else
    leave (self);
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwHandoverWalk *self = CW_HANDOVER_WALK (widget);
  GtkWidget *const targets[]
      = { GTK_WIDGET (self->frame), GTK_WIDGET (self->list),  GTK_WIDGET (self->form),
          GTK_WIDGET (self->proof), GTK_WIDGET (self->words), GTK_WIDGET (self->frame),
          GTK_WIDGET (self->frame) };

  if (self->step == STEP_CASES)
    return cw_handover_list_get_row (self->list, self->place);
  return targets[self->step];
}

static void
cw_handover_walk_dispose (GObject *object)
{
  CwHandoverWalk *self = CW_HANDOVER_WALK (object);

  if (self->frame != NULL)
    {
      self->frame = NULL;
      cw_paper_secret_forget (CW_PAPER_SECRET (self->words));
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_handover_walk_parent_class)->dispose (object);
}

static void
cw_handover_walk_finalize (GObject *object)
{
  g_clear_pointer (&CW_HANDOVER_WALK (object)->view, cw_handover_view_free);
  G_OBJECT_CLASS (cw_handover_walk_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, gaps_box);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, gaps);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, list);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, closed);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, form);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, proof);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, words);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, along);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, behind);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverWalk, done);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, proved_cb);
}

static void
cw_handover_walk_class_init (CwHandoverWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_handover_walk_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_handover_walk_finalize;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  g_type_ensure (CW_TYPE_HANDOVER_LIST);
  g_type_ensure (CW_TYPE_HANDOVER_FORM);
  g_type_ensure (CW_TYPE_SECRET_STEP);
  g_type_ensure (CW_TYPE_HANDOVER_PHRASE);
  g_type_ensure (CW_TYPE_HANDOVER_DONE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-handover-walk.ui");
  bind_children (widget_class);
}

static void
cw_handover_walk_init (CwHandoverWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_handover_walk_new (CwSession *session)
{
  CwHandoverWalk *self = g_object_new (CW_TYPE_HANDOVER_WALK, NULL);

  self->session = g_object_ref (session);
  cw_secret_step_set_walk (self->proof, session, self->frame);
  show_step (self, STEP_ABOUT);
  load (self);
  return GTK_WIDGET (self);
}

void
cw_handover_walk_flush (CwHandoverWalk *self)
{
  g_return_if_fail (CW_IS_HANDOVER_WALK (self));

  cw_handover_form_flush (self->form);
}

void
cw_handover_walk_write_to (CwHandoverWalk *self, const char *path)
{
  GCancellable *cancellable;
  CwKeepCall *call;

  g_return_if_fail (CW_IS_HANDOVER_WALK (self));
  g_return_if_fail (path != NULL && self->step == STEP_FILE);

  call = cw_keep_call_new (self->session, self->frame);
  call->path = g_strdup (path);
  call->secret = cw_paper_secret_get (CW_PAPER_SECRET (self->words));
  cw_walk_frame_say (self->frame, _ ("Writing the file, and reading it back"),
                     _ ("Leave the stick where it is until this says that it is written."));
  cw_walk_frame_set_note (self->frame, _ ("Your records stay as they are."));
  cancellable = cw_keep_begin (self->session, self->frame, cw_handover_stages);
  cw_session_call (self->session, cw_handover_write_file, call, (GDestroyNotify) cw_keep_call_free,
                   (GDestroyNotify) cw_inventory_free, CW_CHANGE_BACKUP, cancellable, written_cb,
                   g_object_ref (self));
}

const char *
cw_handover_walk_get_step (CwHandoverWalk *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_WALK (self), NULL);

  return step_names[self->step];
}
