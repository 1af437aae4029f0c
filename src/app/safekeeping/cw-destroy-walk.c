/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-destroy-walk.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "cw-destroy-work.h"
#include "cw-keep-work.h"
#include "cw-secret-entry.h"

#define GROUP 4 /* characters of a digest */

typedef enum
{
  STEP_WHAT,
  STEP_SECRET,
  STEP_END
} Step;

static const char *const step_names[] = { "what", "secret", "end" };

struct _CwDestroyWalk
{
  AdwBin parent_instance;

  /* template widgets */
  CwWalkFrame *frame;
  GtkStack *steps;
  GtkWidget *newer_box;
  GtkLabel *newer;
  GtkWidget *behind_box;
  GtkLabel *behind;
  AdwActionRow *keys;
  AdwActionRow *backups;
  GtkCheckButton *agrees;
  GtkEditable *group;
  GtkLabel *group_state;
  CwSecretEntry *secret;
  GtkLabel *end_words;

  /* owned */
  CwSession *session;
  GCancellable *cancellable;
  CwDestroyView *view; /* NULL while it is read */

  Step step;
  gboolean destroyed; /* for good or in part: there is no way back */
};

G_DEFINE_FINAL_TYPE (CwDestroyWalk, cw_destroy_walk, ADW_TYPE_BIN)

/* ---- what was typed ---- */

/* The letters and digits that were typed, in lower case. */
static char *
get_group (CwDestroyWalk *self)
{
  GString *group = g_string_new (NULL);

  for (const char *p = gtk_editable_get_text (self->group); *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (group, g_ascii_tolower (*p));
  return g_string_free (group, FALSE);
}

/* The first group, or more of the digest. */
static gboolean
is_group_right (CwDestroyWalk *self)
{
  g_autofree char *typed = get_group (self);

  return strlen (typed) >= GROUP && g_str_has_prefix (self->view->mark->digest, typed);
}

static gboolean
is_right (CwDestroyWalk *self)
{
  if (self->step == STEP_END)
    return TRUE;
  if (self->view == NULL || self->view->mark == NULL)
    return FALSE;
  if (self->step == STEP_SECRET)
    return cw_secret_entry_is_filled (self->secret);
  return gtk_check_button_get_active (self->agrees) && is_group_right (self);
}

static void
show_group_state (CwDestroyWalk *self)
{
  g_autofree char *typed = get_group (self);
  gboolean wrong = strlen (typed) >= GROUP && !is_group_right (self);

  gtk_label_set_text (
      self->group_state,
      wrong ? _ ("That is not the digest of the handover that was written here. Destroy nothing: "
                 "compare again, or write the handover again.")
            : _ ("Four characters, such as 3f7a. Ask for them on the telephone; do not copy them "
                 "from your own cover sheet."));
  gtk_widget_remove_css_class (GTK_WIDGET (self->group_state), wrong ? "quiet" : "due");
  gtk_widget_add_css_class (GTK_WIDGET (self->group_state), wrong ? "due" : "quiet");
}

static void
changed_cb (CwDestroyWalk *self)
{
  if (self->frame == NULL || self->view == NULL || self->view->mark == NULL)
    return;
  show_group_state (self);
  cw_walk_frame_set_sensitive (self->frame, is_right (self));
}

/* ---- steps ---- */

static void
say_step (CwDestroyWalk *self)
{
  if (self->step == STEP_WHAT)
    cw_walk_frame_say (self->frame, _ ("What will be gone"),
                       _ ("For good: nobody can bring it back, not the school, not IT, not us. The "
                          "next adviser has it all in the handover file."));
  else if (self->step == STEP_SECRET)
    cw_walk_frame_say (self->frame, _ ("Destroy these records now?"),
                       _ ("This is the last question. Your passphrase shows that it is you who "
                          "wants it."));
}

static void
show_step (CwDestroyWalk *self, Step step)
{
  self->step = step;
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
  say_step (self);
  cw_walk_frame_set_danger (self->frame, step == STEP_SECRET);
  if (step == STEP_END)
    return;
  cw_walk_frame_set_note (self->frame, _ ("Nothing is destroyed yet."));
  cw_walk_frame_set_next (self->frame,
                          step == STEP_SECRET ? _ ("_Destroy these records") : _ ("C_ontinue"),
                          is_right (self));
  cw_enter (GTK_WIDGET (self));
}

/* ---- what there is ---- */

static char *
describe_backups (const CwDestroyView *view)
{
  if (view->backups == 0)
    return g_strdup (view->shared > 0 ? _ ("They stay: the records that were restored beside these "
                                           "may need them.")
                                      : _ ("There are none."));
  if (view->shared > 0)
    /* Translators: %u is how many backups. */
    return g_strdup_printf (ngettext ("%u backup is removed. Those that the records restored "
                                      "beside these may need stay.",
                                      "%u backups are removed. Those that the records restored "
                                      "beside these may need stay.",
                                      view->backups),
                            view->backups);
  /* Translators: %u is how many backups. */
  return g_strdup_printf (ngettext ("%u backup is removed.", "%u backups are removed.",
                                    view->backups),
                          view->backups);
}

static void
show_newer (CwDestroyWalk *self)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (self->view->mark->at);
  g_autofree char *day
      = cw_day_format (cw_day_from_ymd (g_date_time_get_year (at), g_date_time_get_month (at),
                                        g_date_time_get_day_of_month (at)));
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is a date. */
      _ ("Something was entered after the handover was written on %s. The next adviser does not "
         "have it. Write the handover again first."),
      day);

  gtk_label_set_text (self->newer, words);
  gtk_widget_set_visible (self->newer_box, self->view->newer);
}

static void
show_view (CwDestroyWalk *self)
{
  const CwDestroyView *view = self->view;
  g_autofree char *backups = describe_backups (view);
  g_autofree char *behind = NULL;

  show_newer (self);
  if (view->behind != NULL)
    /* Translators: %s is a sentence or two that say what is on this laptop only. */
    behind = g_strdup_printf (_ ("%s Nobody will have it any more."), view->behind);
  gtk_label_set_text (self->behind, behind != NULL ? behind : "");
  gtk_widget_set_visible (self->behind_box, behind != NULL);
  adw_action_row_set_subtitle (self->keys,
                               view->uses_keyring && !view->has_twin
                                   ? _ ("The key file, and the half in this laptop’s keyring. Your "
                                        "passphrase and your recovery code open nothing here any "
                                        "more.")
                                   : _ ("The key file. Your passphrase and your recovery code do "
                                        "not open these records any more."));
  adw_action_row_set_subtitle (self->backups, backups);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwDestroyWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  CwDestroyView *view = cw_session_call_finish (CW_SESSION (source), result, &error);

  g_clear_pointer (&self->view, cw_destroy_view_free);
  self->view = view;
  if (self->frame == NULL)
    return;
  if (view == NULL)
    {
      cw_walk_frame_report (self->frame, error);
      return;
    }
  if (view->mark == NULL)
    return;
  show_view (self);
  changed_cb (self);
}

/* ---- the act ---- */

static void
show_left (CwDestroyWalk *self, const char *left)
{
  show_step (self, STEP_END);
  cw_walk_frame_say (self->frame, _ ("Not everything could be destroyed"), NULL);
  gtk_label_set_text (self->end_words, left);
  cw_walk_frame_end (self->frame);
  cw_walk_frame_set_next (self->frame, _ ("_Lock"), TRUE);
}

static void
show_gone (CwDestroyWalk *self)
{
  g_autofree char *words
      /* Translators: %s is the name of the records, as the adviser chose it. */
      = g_strdup_printf (_ ("The records “%s” are destroyed on this laptop. Backups on USB sticks "
                            "are not: destroy those by hand."),
                         cw_session_get_label (self->session));

  show_step (self, STEP_END);
  cw_walk_frame_say (self->frame, _ ("The records are destroyed"), NULL);
  gtk_label_set_text (self->end_words, words);
  cw_walk_frame_end (self->frame);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.records-destroyed", "s", words);
}

static void
destroyed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwDestroyWalk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDestroyed) destroyed = cw_session_call_finish (CW_SESSION (source), result, &error);

  if (self->frame == NULL)
    return;
  cw_walk_frame_set_busy (self->frame, FALSE, TRUE);
  cw_secret_entry_set_text (self->secret, "");
  if (destroyed == NULL)
    {
      cw_walk_frame_set_note (self->frame, _ ("Nothing is destroyed yet."));
      cw_walk_frame_report (self->frame, error);
      cw_enter (GTK_WIDGET (self->secret));
      return;
    }
  self->destroyed = TRUE;
  if (destroyed->left != NULL)
    show_left (self, destroyed->left);
  else
    show_gone (self);
}

static void
destroy (CwDestroyWalk *self)
{
  CwKeepCall *call = cw_keep_call_new (self->session, self->frame);

  call->slot = cw_secret_entry_get_slot (self->secret);
  call->secret = cw_secret_entry_get (self->secret);
  cw_walk_frame_report (self->frame, NULL);
  cw_walk_frame_set_note (self->frame, _ ("Destroying…"));
  cw_walk_frame_set_busy (self->frame, TRUE, FALSE);
  cw_session_call (self->session, cw_destroy_records, call, (GDestroyNotify) cw_keep_call_free,
                   (GDestroyNotify) cw_destroyed_free, 0, self->cancellable, destroyed_cb,
                   g_object_ref (self));
}

/* ---- going on and back ---- */

static void
leave (CwDestroyWalk *self)
{
  if (self->destroyed)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.lock", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "safekeeping.leave", NULL);
}

static void
next_cb (CwDestroyWalk *self)
{
  g_assert (CW_IS_DESTROY_WALK (self));

  if (cw_walk_frame_is_busy (self->frame) || !is_right (self))
    return;
  if (self->step == STEP_WHAT)
    show_step (self, STEP_SECRET);
  else if (self->step == STEP_SECRET)
    destroy (self);
  else
    leave (self);
}

static void
leave_cb (CwDestroyWalk *self)
{
  g_assert (CW_IS_DESTROY_WALK (self));

  if (!cw_walk_frame_is_busy (self->frame))
    leave (self);
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwDestroyWalk *self = CW_DESTROY_WALK (widget);

  return self->step == STEP_SECRET ? GTK_WIDGET (self->secret) : GTK_WIDGET (self->frame);
}

static void
cw_destroy_walk_dispose (GObject *object)
{
  CwDestroyWalk *self = CW_DESTROY_WALK (object);

  g_cancellable_cancel (self->cancellable);
  if (self->frame != NULL)
    {
      self->frame = NULL;
      cw_secret_entry_set_text (self->secret, "");
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cw_destroy_walk_parent_class)->dispose (object);
}

static void
cw_destroy_walk_finalize (GObject *object)
{
  CwDestroyWalk *self = CW_DESTROY_WALK (object);

  g_clear_pointer (&self->view, cw_destroy_view_free);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (cw_destroy_walk_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, frame);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, steps);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, newer_box);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, newer);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, behind_box);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, behind);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, keys);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, backups);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, agrees);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, group);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, group_state);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, secret);
  gtk_widget_class_bind_template_child (widget_class, CwDestroyWalk, end_words);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
cw_destroy_walk_class_init (CwDestroyWalkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_destroy_walk_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_destroy_walk_finalize;
  cw_class_set_entry (widget_class, find_entry);
  g_type_ensure (CW_TYPE_WALK_FRAME);
  g_type_ensure (CW_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-destroy-walk.ui");
  bind_children (widget_class);
}

static void
cw_destroy_walk_init (CwDestroyWalk *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_entry_set_names (self->secret, _ ("Your passphrase"), _ ("Your recovery code"));
}

GtkWidget *
cw_destroy_walk_new (CwSession *session)
{
  CwDestroyWalk *self = g_object_new (CW_TYPE_DESTROY_WALK, NULL);

  self->session = g_object_ref (session);
  show_step (self, STEP_WHAT);
  cw_session_call (session, cw_destroy_load, cw_keep_call_new (session, NULL),
                   (GDestroyNotify) cw_keep_call_free, (GDestroyNotify) cw_destroy_view_free, 0,
                   self->cancellable, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

const char *
cw_destroy_walk_get_step (CwDestroyWalk *self)
{
  g_return_val_if_fail (CW_IS_DESTROY_WALK (self), NULL);

  return step_names[self->step];
}
