/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-walk-frame.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"

#define PULSE_EVERY 120              /* milliseconds */
#define SILENCE (G_USEC_PER_SEC / 2) /* without news the bar moves by itself: work is going on */

struct _CwWalkFrame
{
  AdwBin parent_instance;

  /* template widgets */
  AdwWindowTitle *title;
  GtkScrolledWindow *scroller;
  GtkLabel *heading;
  GtkLabel *words;
  AdwBin *slot;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *note;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *back;
  GtkWidget *cancel;
  GtkWidget *next;

  /* owned */
  GCancellable *cancellable; /* of the work under way; NULL: the walk cancels by itself */
  char *note_words;

  const CwWalkStage *stages; /* NULL: none */
  guint pulse_id;
  gint64 last_news;
  gboolean busy;
  gboolean ready; /* the next step may be taken */
};

G_DEFINE_FINAL_TYPE (CwWalkFrame, cw_walk_frame, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NOTE,
  PROP_NEXT_LABEL,
  PROP_BODY,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_NEXT,
  SIGNAL_LEAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
update (CwWalkFrame *self)
{
  gtk_widget_set_sensitive (self->next, self->ready && !self->busy);
}

static void
next_cb (CwWalkFrame *self)
{
  g_assert (CW_IS_WALK_FRAME (self));

  if (self->ready && !self->busy)
    g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

static void
leave_cb (CwWalkFrame *self)
{
  g_assert (CW_IS_WALK_FRAME (self));

  if (self->busy && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (!self->busy || gtk_widget_get_sensitive (self->cancel))
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  leave_cb (CW_WALK_FRAME (widget));
  return TRUE;
}

static gboolean
enter_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  next_cb (CW_WALK_FRAME (widget));
  return TRUE;
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwWalkFrame *self = CW_WALK_FRAME (widget);

  return self->ready ? self->next : self->cancel;
}

static void
cw_walk_frame_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwWalkFrame *self = CW_WALK_FRAME (object);

  switch (id)
    {
    case PROP_TITLE:
      adw_window_title_set_title (self->title, g_value_get_string (value));
      break;
    case PROP_NOTE:
      cw_walk_frame_set_note (self, g_value_get_string (value));
      break;
    case PROP_NEXT_LABEL:
      cw_walk_frame_set_next (self, g_value_get_string (value), self->ready);
      break;
    case PROP_BODY:
      adw_bin_set_child (self->slot, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cw_walk_frame_dispose (GObject *object)
{
  CwWalkFrame *self = CW_WALK_FRAME (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cw_walk_frame_parent_class)->dispose (object);
}

static void
cw_walk_frame_finalize (GObject *object)
{
  g_free (CW_WALK_FRAME (object)->note_words);
  G_OBJECT_CLASS (cw_walk_frame_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  klass->set_property = cw_walk_frame_set_property;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  props[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  props[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (klass, N_PROPS, props);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, title);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, heading);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, words);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, slot);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, problem);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, note);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, progress);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, back);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, cancel);
  gtk_widget_class_bind_template_child (widget_class, CwWalkFrame, next);
}

static void
cw_walk_frame_class_init (CwWalkFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  install_properties (G_OBJECT_CLASS (klass));
  G_OBJECT_CLASS (klass)->dispose = cw_walk_frame_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_walk_frame_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_NEXT] = g_signal_new ("next", CW_TYPE_WALK_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", CW_TYPE_WALK_FRAME, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/safekeeping/cw-walk-frame.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, enter_cb, NULL);
}

static void
cw_walk_frame_init (CwWalkFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Heading and words of the step; NULL: none. Goes to the top of it. */
void
cw_walk_frame_say (CwWalkFrame *self, const char *heading, const char *words)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  set_text (self->heading, heading);
  set_text (self->words, words);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* @label with a mnemonic; NULL: no such button. */
void
cw_walk_frame_set_next (CwWalkFrame *self, const char *label, gboolean sensitive)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  gtk_widget_set_visible (self->next, label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->next), label);
      gtk_button_set_use_underline (GTK_BUTTON (self->next), TRUE);
    }
  cw_walk_frame_set_sensitive (self, sensitive);
}

void
cw_walk_frame_set_sensitive (CwWalkFrame *self, gboolean sensitive)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  self->ready = sensitive;
  update (self);
}

void
cw_walk_frame_set_danger (CwWalkFrame *self, gboolean danger)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  gtk_widget_remove_css_class (self->next, danger ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (self->next, danger ? "destructive-action" : "suggested-action");
}

/* What the button beside the next one says, where leaving undoes nothing. */
void
cw_walk_frame_set_leave (CwWalkFrame *self, const char *label)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  gtk_button_set_label (GTK_BUTTON (self->cancel), label != NULL ? label : _ ("_Cancel"));
  gtk_button_set_use_underline (GTK_BUTTON (self->cancel), TRUE);
}

void
cw_walk_frame_set_note (CwWalkFrame *self, const char *note)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  if (note != self->note_words)
    {
      g_free (self->note_words);
      self->note_words = g_strdup (note);
    }
  gtk_label_set_text (self->note, note != NULL ? note : "");
}

static void
show_stage (CwWalkFrame *self, double fraction)
{
  const char *words = NULL;

  for (const CwWalkStage *stage = self->stages; stage != NULL && stage->words != NULL; stage++)
    if (fraction >= stage->from)
      words = _ (stage->words);
  if (words != NULL)
    gtk_label_set_text (self->note, words);
}

static gboolean
pulse_cb (gpointer data)
{
  CwWalkFrame *self = data;

  if (g_get_monotonic_time () - self->last_news > SILENCE)
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_moving (CwWalkFrame *self, gboolean moving)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->last_news = g_get_monotonic_time ();
  if (moving)
    self->pulse_id = g_timeout_add (PULSE_EVERY, pulse_cb, self);
}

/* The body falls asleep: the focus must not stay in it. */
static void
move_focus (CwWalkFrame *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_sensitive (self->cancel))
    gtk_widget_grab_focus (self->cancel);
  else if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

void
cw_walk_frame_set_busy (CwWalkFrame *self, gboolean busy, gboolean may_cancel)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy && may_cancel);
  set_moving (self, busy && may_cancel);
  gtk_widget_set_sensitive (self->cancel, !busy || may_cancel);
  gtk_widget_set_sensitive (self->back, !busy || may_cancel);
  if (busy)
    move_focus (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slot), !busy);
  if (!busy)
    {
      g_clear_object (&self->cancellable);
      self->stages = NULL;
      cw_walk_frame_set_note (self, self->note_words);
    }
  update (self);
}

GCancellable *
cw_walk_frame_begin (CwWalkFrame *self, const CwWalkStage *stages)
{
  g_return_val_if_fail (CW_IS_WALK_FRAME (self), NULL);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->stages = stages;
  cw_walk_frame_report (self, NULL);
  cw_walk_frame_set_busy (self, TRUE, TRUE);
  show_stage (self, 0);
  return self->cancellable;
}

gboolean
cw_walk_frame_is_busy (CwWalkFrame *self)
{
  g_return_val_if_fail (CW_IS_WALK_FRAME (self), FALSE);

  return self->busy;
}

void
cw_walk_frame_set_fraction (CwWalkFrame *self, double fraction)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  if (!self->busy)
    return; /* news of work that has ended */
  self->last_news = g_get_monotonic_time ();
  gtk_progress_bar_set_fraction (self->progress, fraction);
  show_stage (self, fraction);
}

/* Says what went wrong, above the foot. What was cancelled is no error. */
void
cw_walk_frame_report (CwWalkFrame *self, const GError *error)
{
  gboolean silent = error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_return_if_fail (CW_IS_WALK_FRAME (self));

  cw_show_error (self->problem_box, self->problem, silent ? NULL : error->message);
}

void
cw_walk_frame_end (CwWalkFrame *self)
{
  g_return_if_fail (CW_IS_WALK_FRAME (self));

  gtk_widget_set_visible (self->cancel, FALSE);
  cw_walk_frame_set_note (self, NULL);
  cw_walk_frame_set_next (self, _ ("_Done"), TRUE);
  gtk_widget_grab_focus (self->next);
}
