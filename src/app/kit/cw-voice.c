/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-voice.h"

/**
 * CwVoice:
 *
 * Takes no room and is not seen: an alert whose name is what was said last. GTK 4.8 tells those who
 * listen nothing of what appears, only when something changes its name that was there before; so a
 * window has this from its beginning. Use cw_announce().
 */
struct _CwVoice
{
  GtkWidget parent_instance;

  char *said;
};

G_DEFINE_FINAL_TYPE (CwVoice, cw_voice, GTK_TYPE_WIDGET)

#define KEY "cw-voice"

static void
cw_voice_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_voice_parent_class)->root (widget);
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), KEY, widget);
}

static void
cw_voice_unroot (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (gtk_widget_get_root (widget)), KEY, NULL);
  GTK_WIDGET_CLASS (cw_voice_parent_class)->unroot (widget);
}

static void
cw_voice_finalize (GObject *object)
{
  g_free (CW_VOICE (object)->said);
  G_OBJECT_CLASS (cw_voice_parent_class)->finalize (object);
}

static void
cw_voice_class_init (CwVoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_voice_finalize;
  widget_class->root = cw_voice_root;
  widget_class->unroot = cw_voice_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
cw_voice_init (CwVoice *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

CwVoice *
cw_voice_find (GtkWidget *from)
{
  GtkWindow *window;
  CwVoice *voice = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  window = GTK_WINDOW (gtk_widget_get_ancestor (from, GTK_TYPE_WINDOW));
  for (; window != NULL && voice == NULL; window = gtk_window_get_transient_for (window))
    voice = g_object_get_data (G_OBJECT (window), KEY);
  return voice;
}

/* The same words again are news again. */
void
cw_voice_say (CwVoice *self, const char *text)
{
  g_return_if_fail (CW_IS_VOICE (self));
  g_return_if_fail (text != NULL);

  g_free (self->said);
  self->said = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

const char *
cw_voice_get_said (CwVoice *self)
{
  g_return_val_if_fail (CW_IS_VOICE (self), NULL);

  return self->said;
}
