/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-form.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-save-timer.h"
#include "cw-handover-entries.h"
#include "cw-handover-work.h"
#include "cw-walk-frame.h"

struct _CwHandoverForm
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *came;
  GtkWidget *words_box;
  GtkTextView *words;
  GtkWidget *withdrawn;
  GtkCheckButton *told, *untold;
  GtkCheckButton *all, *part, *none;
  GtkWidget *behind;
  CwHandoverEntries *entries;

  /* owned */
  CwSession *session;
  CwHandoverNote *note;
  CwSaveTimer timer;

  gboolean filling;
  gboolean dirty; /* something is not stored yet */
};

G_DEFINE_FINAL_TYPE (CwHandoverForm, cw_handover_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- saving ---- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CwHandoverForm) self = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *frame = gtk_widget_get_ancestor (GTK_WIDGET (self), CW_TYPE_WALK_FRAME);

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error == NULL)
    return;
  self->dirty = TRUE;
  if (frame != NULL)
    cw_walk_frame_report (CW_WALK_FRAME (frame), error);
}

static void
due_cb (gpointer data)
{
  cw_handover_form_flush (data);
}

/* From now on it is a note for this handover. */
static void
touch (CwHandoverForm *self)
{
  self->dirty = TRUE;
  self->note->written = TRUE;
  cw_save_timer_touch (&self->timer);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- what is shown ---- */

static void
show_parts (CwHandoverForm *self)
{
  gboolean agreed = self->note->agreed;

  gtk_widget_set_visible (self->came, agreed && !self->note->written && *self->note->where_we_are);
  gtk_widget_set_visible (self->words_box, agreed);
  gtk_widget_set_visible (self->withdrawn, !agreed);
  gtk_widget_set_visible (self->behind, self->note->pass_on == CW_PASS_ON_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->entries), self->note->pass_on == CW_PASS_ON_PART);
}

static void
words_cb (CwHandoverForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words);
  GtkTextIter start, end;

  g_assert (CW_IS_HANDOVER_FORM (self));

  if (self->filling)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->note->where_we_are);
  self->note->where_we_are = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  touch (self);
}

/* Ctrl+Enter goes on, as everywhere; the text would take it for a new line. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state)
{
  GtkWidget *text = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *frame = gtk_widget_get_ancestor (text, CW_TYPE_WALK_FRAME);

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || frame == NULL)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (frame, "next");
  return GDK_EVENT_STOP;
}

static void
told_cb (CwHandoverForm *self)
{
  gboolean told = gtk_check_button_get_active (self->told);

  g_assert (CW_IS_HANDOVER_FORM (self));

  if (self->filling || told == self->note->parent_knows)
    return;
  self->note->parent_knows = told;
  touch (self);
  cw_handover_form_flush (self);
}

static CwPassOn
get_chosen (CwHandoverForm *self)
{
  if (gtk_check_button_get_active (self->none))
    return CW_PASS_ON_NONE;
  return gtk_check_button_get_active (self->part) ? CW_PASS_ON_PART : CW_PASS_ON_ALL;
}

static void
pass_on_cb (CwHandoverForm *self, GtkCheckButton *button)
{
  CwPassOn chosen = get_chosen (self);

  g_assert (CW_IS_HANDOVER_FORM (self));

  if (self->filling || !gtk_check_button_get_active (button) || chosen == self->note->pass_on)
    return;
  self->note->pass_on = chosen;
  if (chosen == CW_PASS_ON_PART)
    cw_handover_entries_show (self->entries, self->session, self->note->case_id,
                              self->note->left_out);
  if (chosen == CW_PASS_ON_ALL)
    {
      cw_handover_entries_tick_all (self->entries);
      self->note->left_out = 0;
    }
  touch (self);
  cw_handover_form_flush (self);
  show_parts (self);
}

static void
entries_cb (CwHandoverForm *self)
{
  g_assert (CW_IS_HANDOVER_FORM (self));

  self->note->left_out = cw_handover_entries_get_left_out (self->entries);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwHandoverForm *self = CW_HANDOVER_FORM (widget);

  if (self->note == NULL)
    return NULL;
  if (self->note->agreed)
    return GTK_WIDGET (self->words);
  return GTK_WIDGET (self->note->parent_knows ? self->told : self->untold);
}

static void
cw_handover_form_dispose (GObject *object)
{
  CwHandoverForm *self = CW_HANDOVER_FORM (object);

  cw_save_timer_stop (&self->timer);
  self->filling = TRUE;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_handover_form_parent_class)->dispose (object);
}

static void
cw_handover_form_finalize (GObject *object)
{
  g_clear_pointer (&CW_HANDOVER_FORM (object)->note, cw_handover_note_free);
  G_OBJECT_CLASS (cw_handover_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, came);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, words_box);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, words);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, withdrawn);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, told);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, untold);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, all);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, part);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, none);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, behind);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverForm, entries);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, pass_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, entries_cb);
}

static void
cw_handover_form_class_init (CwHandoverFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_handover_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_handover_form_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_HANDOVER_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_HANDOVER_ENTRIES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-handover-form.ui");
  bind_children (widget_class);
}

static void
cw_handover_form_init (CwHandoverForm *self)
{
  self->timer = (CwSaveTimer){ .func = due_cb, .data = self };
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->words), "changed", G_CALLBACK (words_cb),
                           self, G_CONNECT_SWAPPED);
}

/* What stands in the form of the case before is saved first. What was said for the last handover,
 * in records that were received, is there to begin with; that the parent was told then is not. */
void
cw_handover_form_show (CwHandoverForm *self, CwSession *session, const CwHandoverNote *note)
{
  GtkCheckButton *const choices[CW_N_PASS_ON] = { self->all, self->part, self->none };

  g_return_if_fail (CW_IS_HANDOVER_FORM (self));
  g_return_if_fail (note != NULL);

  cw_handover_form_flush (self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->note, cw_handover_note_free);
  self->note = cw_handover_note_copy (note);
  self->note->parent_knows = note->written && note->parent_knows;
  self->dirty = FALSE;
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), note->where_we_are, -1);
  gtk_check_button_set_active (self->note->parent_knows ? self->told : self->untold, TRUE);
  gtk_check_button_set_active (choices[note->pass_on], TRUE);
  self->filling = FALSE;
  cw_handover_entries_show (self->entries, session, note->case_id, note->left_out);
  show_parts (self);
}

const CwHandoverNote *
cw_handover_form_peek (CwHandoverForm *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_FORM (self), NULL);

  return self->note;
}

void
cw_handover_form_flush (CwHandoverForm *self)
{
  g_return_if_fail (CW_IS_HANDOVER_FORM (self));

  cw_save_timer_stop (&self->timer);
  if (!self->dirty || self->session == NULL || cw_session_is_closed (self->session))
    return;
  self->dirty = FALSE;
  cw_session_call (self->session, cw_handover_save, cw_handover_note_copy (self->note),
                   (GDestroyNotify) cw_handover_note_free, NULL, CW_CHANGE_DRAFTS, NULL, stored_cb,
                   g_object_ref (self));
}
