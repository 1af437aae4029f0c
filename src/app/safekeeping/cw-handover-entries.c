/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-entries.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-handover-work.h"
#include "cw-walk-frame.h"

#define AT_ONCE 100
#define FIRST_WORDS 90 /* characters */

struct _CwHandoverEntries
{
  AdwBin parent_instance;

  GtkBox *ticks;
  GtkWidget *none; /* "There are no entries" */
  GtkWidget *more;

  /* owned */
  CwSession *session;

  gint64 case_id;
  guint serial; /* answers to another case are dropped */
  guint shown;
  guint left_out;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CwHandoverEntries, cw_handover_entries, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
report (CwHandoverEntries *self, const GError *error)
{
  GtkWidget *frame = gtk_widget_get_ancestor (GTK_WIDGET (self), CW_TYPE_WALK_FRAME);

  if (frame != NULL)
    cw_walk_frame_report (CW_WALK_FRAME (frame), error);
}

/* ---- one entry ---- */

/* "12/11/2026  Telephone. We went through the letter…" */
static char *
describe (CwHandoverEntries *self, const CwContact *entry)
{
  const char *method = cw_code_book_label (cw_session_get_codes (self->session), entry->method);
  const CwLine *line = entry->lines->len > 0 ? g_ptr_array_index (entry->lines, 0) : NULL;
  g_autofree char *day = cw_day_format (entry->day);
  g_autofree char *words
      = line != NULL
            ? g_utf8_substring (line->text, 0, MIN (g_utf8_strlen (line->text, -1), FIRST_WORDS))
            : g_strdup ("");

  g_strdelimit (words, "\n\t", ' ');
  /* Translators: an entry of a case: the day, how the contact was made, its first words. */
  return g_strdup_printf (_ ("%s  %s. %s"), day, method, words);
}

static void
show_tick (GtkWidget *tick)
{
  GtkWidget *tag = g_object_get_data (G_OBJECT (tick), "cw-tag");

  gtk_widget_set_visible (tag, !gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)));
}

static void
set_tick (CwHandoverEntries *self, GtkWidget *tick, gboolean active)
{
  self->filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), active);
  self->filling = FALSE;
  show_tick (tick);
}

typedef struct
{
  CwHandoverEntries *self; /* owned */
  GtkWidget *tick;         /* owned; NULL: all */
  guint serial;
  guint before;
} Change;

static void
free_change (Change *change)
{
  g_object_unref (change->self);
  g_clear_object (&change->tick);
  g_free (change);
}

static Change *
begin_change (CwHandoverEntries *self, GtkWidget *tick)
{
  Change *change = g_new0 (Change, 1);

  change->self = g_object_ref (self);
  change->tick = tick != NULL ? g_object_ref (tick) : NULL;
  change->serial = self->serial;
  change->before = self->left_out;
  return change;
}

/* What could not be stored is shown as it was. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Change *change = data;
  CwHandoverEntries *self = change->self;
  g_autoptr (GError) error = NULL;

  cw_session_call_finish (CW_SESSION (source), result, &error);
  if (error != NULL && change->serial == self->serial && self->session != NULL)
    {
      report (self, error);
      self->left_out = change->before;
      if (change->tick != NULL)
        set_tick (self, change->tick,
                  !gtk_check_button_get_active (GTK_CHECK_BUTTON (change->tick)));
      else
        cw_handover_entries_show (self, self->session, self->case_id, change->before);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  free_change (change);
}

static void
toggled_cb (GtkWidget *tick, CwHandoverEntries *self)
{
  gboolean left_out = !gtk_check_button_get_active (GTK_CHECK_BUTTON (tick));
  CwHandoverEntryCall *call;

  g_assert (CW_IS_HANDOVER_ENTRIES (self));

  if (self->filling)
    return;
  call = g_new0 (CwHandoverEntryCall, 1);
  call->contact_id = *(gint64 *) g_object_get_data (G_OBJECT (tick), "cw-id");
  call->left_out = left_out;
  cw_session_call (self->session, cw_handover_leave_out, call, g_free, NULL, CW_CHANGE_DRAFTS, NULL,
                   stored_cb, begin_change (self, tick));
  self->left_out = left_out ? self->left_out + 1 : MAX (self->left_out, 1) - 1;
  show_tick (tick);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
make_tick (CwHandoverEntries *self, const CwContact *entry)
{
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *words = describe (self, entry);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *tag = gtk_label_new (_ ("stays behind"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_add_css_class (tag, "due");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tag);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), !entry->left_out);
  gtk_widget_set_tooltip_text (tick, words);
  cw_a11y_label (tick, words);
  g_object_set_data (G_OBJECT (tick), "cw-tag", tag);
  g_object_set_data_full (G_OBJECT (tick), "cw-id", g_memdup2 (&entry->id, sizeof entry->id),
                          g_free);
  show_tick (tick);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (toggled_cb), self, 0);
  return tick;
}

/* ---- all of them ---- */

static void
clear (CwHandoverEntries *self)
{
  GtkWidget *tick;

  while ((tick = gtk_widget_get_first_child (GTK_WIDGET (self->ticks))) != NULL)
    gtk_box_remove (self->ticks, tick);
  self->shown = 0;
}

/* The focus was on "Show earlier entries": it goes to the first of those. */
static void
focus_first_new (CwHandoverEntries *self, guint before)
{
  GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->ticks));

  for (guint i = 0; i < before && tick != NULL; i++)
    tick = gtk_widget_get_next_sibling (tick);
  if (tick != NULL && before > 0)
    gtk_widget_grab_focus (tick);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Change *change = data;
  CwHandoverEntries *self = change->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = cw_session_call_finish (CW_SESSION (source), result, &error);
  guint before = self->shown;

  if (change->serial != self->serial || self->session == NULL)
    {
      free_change (change);
      return;
    }
  free_change (change);
  if (entries == NULL)
    {
      report (self, error);
      return;
    }
  for (guint i = 0; i < entries->len && i < AT_ONCE; i++, self->shown++)
    gtk_box_append (self->ticks, make_tick (self, g_ptr_array_index (entries, i)));
  if (gtk_widget_has_focus (self->more))
    focus_first_new (self, before);
  gtk_widget_set_visible (self->more, entries->len > AT_ONCE);
  gtk_widget_set_visible (self->none, self->shown == 0);
}

/* One more than is shown, so that it is known whether there are more. */
static void
list_more (CwHandoverEntries *self)
{
  CwHandoverEntryCall *call = g_new0 (CwHandoverEntryCall, 1);

  call->case_id = self->case_id;
  call->offset = self->shown;
  call->limit = AT_ONCE + 1;
  cw_session_call (self->session, cw_handover_list_entries, call, g_free,
                   (GDestroyNotify) g_ptr_array_unref, 0, NULL, listed_cb,
                   begin_change (self, NULL));
}

static void
more_cb (CwHandoverEntries *self)
{
  g_assert (CW_IS_HANDOVER_ENTRIES (self));

  list_more (self);
}

/* GTK's check buttons keep the arrow keys to themselves. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        CwHandoverEntries *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *target = NULL;

  g_assert (CW_IS_HANDOVER_ENTRIES (self));

  if (focus == NULL || gtk_widget_get_parent (focus) != GTK_WIDGET (self->ticks)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    target = gtk_widget_get_next_sibling (focus);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    target = gtk_widget_get_prev_sibling (focus);
  else if (key == GDK_KEY_Home)
    target = gtk_widget_get_first_child (GTK_WIDGET (self->ticks));
  else if (key == GDK_KEY_End)
    target = gtk_widget_get_last_child (GTK_WIDGET (self->ticks));
  return target != NULL && gtk_widget_grab_focus (target);
}

/* ---- the widget ---- */

static void
cw_handover_entries_dispose (GObject *object)
{
  g_clear_object (&CW_HANDOVER_ENTRIES (object)->session);
  G_OBJECT_CLASS (cw_handover_entries_parent_class)->dispose (object);
}

static void
cw_handover_entries_class_init (CwHandoverEntriesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_handover_entries_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_HANDOVER_ENTRIES, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_handover_entries_init (CwHandoverEntries *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *stop = g_object_new (CW_TYPE_TAB_STOP, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->ticks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->none = gtk_label_new (_ ("There are no entries in this case."));
  self->more = gtk_button_new_with_mnemonic (_ ("Show _earlier entries"));
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_widget_add_css_class (self->none, "quiet");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  cw_a11y_label (GTK_WIDGET (self->ticks), _ ("Entries of this case"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  adw_bin_set_child (ADW_BIN (stop), GTK_WIDGET (self->ticks));
  gtk_box_append (GTK_BOX (box), stop);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), self->more);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
cw_handover_entries_show (CwHandoverEntries *self,
                          CwSession *session,
                          gint64 case_id,
                          guint left_out)
{
  g_return_if_fail (CW_IS_HANDOVER_ENTRIES (self));
  g_return_if_fail (CW_IS_SESSION (session));

  g_set_object (&self->session, session);
  self->case_id = case_id;
  self->left_out = left_out;
  self->serial++;
  clear (self);
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  list_more (self);
}

guint
cw_handover_entries_get_left_out (CwHandoverEntries *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_ENTRIES (self), 0);

  return self->left_out;
}

void
cw_handover_entries_tick_all (CwHandoverEntries *self)
{
  CwHandoverEntryCall *call;

  g_return_if_fail (CW_IS_HANDOVER_ENTRIES (self));

  if (self->left_out == 0)
    return;
  call = g_new0 (CwHandoverEntryCall, 1);
  call->case_id = self->case_id;
  cw_session_call (self->session, cw_handover_pass_on_all, call, g_free, NULL, CW_CHANGE_DRAFTS,
                   NULL, stored_cb, begin_change (self, NULL));
  self->left_out = 0;
  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->ticks)); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick))
    set_tick (self, tick, TRUE);
}
