/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-entry.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"
#include "cw-receiving.h"
#include "vault/cw-handover-words.h"

struct _CwHandoverEntry
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *choose;
  GtkImage *file_icon;
  GtkLabel *file_name;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkWidget *words;
  GtkWidget *words_icon;
  GtkLabel *words_hint;

  char *path; /* owned; a handover */
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (CwHandoverEntry, cw_handover_entry, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_text (CwHandoverEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->words));
}

/* ---- the words ---- */

static void
show_hint (CwHandoverEntry *self)
{
  g_autofree char *words = NULL;
  guint unknown, n = cw_handover_words_count (get_text (self), &unknown);
  gboolean wrong = unknown > 0 || n > CW_HANDOVER_WORDS;

  if (unknown > 0)
    words
        /* Translators: %u is the place of a word, 1 to 7. */
        = g_strdup_printf (_ ("Word %u is not one of those that Casework uses. Look at it again."),
                           unknown);
  else if (n > CW_HANDOVER_WORDS)
    words = g_strdup (_ ("These are more than seven words."));
  else if (n > 0)
    /* Translators: how many of the seven words were typed so far. */
    words = g_strdup_printf (_ ("%u of 7 words"), n);
  else
    words = g_strdup (_ ("Capitals do not matter. The words are needed this once only."));
  gtk_label_set_text (self->words_hint, words);
  gtk_widget_set_visible (self->words_icon, wrong);
  cw_set_class (self->words_hint, "due", wrong);
  cw_set_class (self->words_hint, "quiet", !wrong);
}

static void
words_typed_cb (CwHandoverEntry *self)
{
  g_assert (CW_IS_HANDOVER_ENTRY (self));

  if (self->gone)
    return;
  show_hint (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- the file ---- */

static void
show_file (CwHandoverEntry *self, const char *path, const char *problem)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  const char *shown = name != NULL ? name : _ ("Choose the file…");

  g_free (self->path);
  self->path = g_strdup (path);
  gtk_label_set_text (self->file_name, shown);
  gtk_widget_set_tooltip_text (self->choose, name);
  cw_a11y_label (self->choose, shown);
  gtk_image_set_from_icon_name (self->file_icon,
                                name != NULL ? "object-select-symbolic" : "document-open-symbolic");
  cw_set_class (self->file_icon, "done", name != NULL);
  cw_show_error (self->problem_box, self->problem, problem);
}

/* What was chosen, until it was looked at. */
typedef struct
{
  CwHandoverEntry *entry;
  char *path;
} Choice;

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *choice = data;
  CwHandoverEntry *self = choice->entry;
  g_autoptr (GError) error = NULL;
  gboolean handover = cw_receiving_look_finish (result, &error);

  if (!self->gone)
    {
      show_file (self, handover ? choice->path : NULL, handover ? NULL : error->message);
      gtk_widget_grab_focus (handover ? self->words : self->choose);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  g_object_unref (self);
  g_free (choice->path);
  g_free (choice);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwHandoverEntry) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && !self->gone)
    cw_handover_entry_choose (self, path);
}

static void
choose_cb (CwHandoverEntry *self)
{
  g_assert (CW_IS_HANDOVER_ENTRY (self));

  cw_file_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                _ ("Choose the handover file"), file_chosen_cb, g_object_ref (self));
}

/* ---- the widget ---- */

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwHandoverEntry *self = CW_HANDOVER_ENTRY (widget);

  return self->path == NULL ? self->choose : self->words;
}

static void
cw_handover_entry_dispose (GObject *object)
{
  CW_HANDOVER_ENTRY (object)->gone = TRUE;
  cw_handover_entry_clear (CW_HANDOVER_ENTRY (object));
  G_OBJECT_CLASS (cw_handover_entry_parent_class)->dispose (object);
}

static void
cw_handover_entry_finalize (GObject *object)
{
  g_free (CW_HANDOVER_ENTRY (object)->path);
  G_OBJECT_CLASS (cw_handover_entry_parent_class)->finalize (object);
}

static void
cw_handover_entry_class_init (CwHandoverEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_handover_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_handover_entry_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_HANDOVER_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-handover-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, choose);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, file_icon);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, file_name);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, problem);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, words);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, words_icon);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverEntry, words_hint);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_typed_cb);
}

static void
cw_handover_entry_init (CwHandoverEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->words));
  show_file (self, NULL, NULL);
  show_hint (self);
}

/* Looks at it on a thread: a stick may be slow. */
void
cw_handover_entry_choose (CwHandoverEntry *self, const char *path)
{
  Choice *choice;

  g_return_if_fail (CW_IS_HANDOVER_ENTRY (self));
  g_return_if_fail (path != NULL);

  choice = g_new (Choice, 1);
  choice->entry = g_object_ref (self);
  choice->path = g_strdup (path);
  cw_receiving_look (cw_receiving_new (path, NULL), NULL, looked_cb, choice);
}

gboolean
cw_handover_entry_is_filled (CwHandoverEntry *self)
{
  guint unknown;

  g_return_val_if_fail (CW_IS_HANDOVER_ENTRY (self), FALSE);

  return self->path != NULL
         && cw_handover_words_count (get_text (self), &unknown) == CW_HANDOVER_WORDS;
}

const char *
cw_handover_entry_get_path (CwHandoverEntry *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_ENTRY (self), NULL);

  return self->path;
}

CwSecret *
cw_handover_entry_get_words (CwHandoverEntry *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_ENTRY (self), NULL);

  return cw_handover_words_tidy (get_text (self));
}

void
cw_handover_entry_clear (CwHandoverEntry *self)
{
  g_return_if_fail (CW_IS_HANDOVER_ENTRY (self));

  if (self->words != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->words), "");
}
