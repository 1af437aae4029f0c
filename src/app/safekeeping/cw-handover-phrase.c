/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-phrase.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"
#include "vault/cw-handover-words.h"
#include "vault/cw-passphrase.h"

#define WORDS CW_HANDOVER_WORDS
#define LONGEST 8 /* letters in a word of the list */

struct _CwHandoverPhrase
{
  AdwBin parent_instance;

  /* template widgets */
  GtkFlowBox *cells;
  GtkWidget *show_again;
  GtkWidget *typed;
  GtkWidget *state_icon;
  GtkLabel *state;

  GtkLabel *words[WORDS]; /* borrowed */

  CwSecret *secret; /* owned */
  gboolean right;
  gboolean disposing;
};

G_DEFINE_FINAL_TYPE (CwHandoverPhrase, cw_handover_phrase, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_typed (CwHandoverPhrase *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->typed));
}

static void
build_cell (CwHandoverPhrase *self, guint i)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  GtkWidget *name = gtk_label_new (number);
  GtkWidget *word = gtk_label_new (NULL);

  gtk_widget_add_css_class (name, "small");
  gtk_widget_add_css_class (name, "quiet");
  gtk_widget_add_css_class (name, "numeric");
  gtk_widget_add_css_class (word, "title-2");
  gtk_widget_add_css_class (word, "word");
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_label_set_width_chars (GTK_LABEL (word), LONGEST);
  gtk_box_append (GTK_BOX (cell), name);
  gtk_box_append (GTK_BOX (cell), word);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), cell);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->cells, child);
  self->words[i] = GTK_LABEL (word);
}

/* Shows the words, or dots in their place. */
static void
show_words (CwHandoverPhrase *self, gboolean visible)
{
  const char *word = self->secret != NULL ? (const char *) cw_secret_peek (self->secret) : "";

  for (guint i = 0; i < WORDS; i++)
    {
      char copy[LONGEST * 2 + 1] = "";
      gsize length = strcspn (word, " ");

      memcpy (copy, word, MIN (length, sizeof copy - 1));
      gtk_label_set_text (self->words[i], visible ? copy : "••••");
      memset (copy, 0, sizeof copy);
      word += length + (word[length] == ' ' ? 1 : 0);
    }
  gtk_widget_set_visible (self->show_again, !visible);
}

static void
show_state (CwHandoverPhrase *self, const char *text, const char *icon, const char *css_class)
{
  static const char *const classes[] = { "quiet", "due", "done" };

  gtk_label_set_text (self->state, text);
  gtk_widget_set_visible (self->state_icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), classes[i]);
      gtk_widget_remove_css_class (self->state_icon, classes[i]);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->state), css_class);
  gtk_widget_add_css_class (self->state_icon, css_class);
}

/* Capitals and what stands between the words do not matter. */
static gboolean
is_typed_right (CwHandoverPhrase *self)
{
  g_autoptr (CwSecret) typed = cw_handover_words_tidy (get_typed (self));

  return self->secret != NULL && cw_secret_equal (self->secret, typed);
}

static void
show_typed (CwHandoverPhrase *self)
{
  guint unknown = 0, n = cw_handover_words_count (get_typed (self), &unknown);
  /* Translators: %u is which of the seven words, 1 to 7. */
  g_autofree char *which = g_strdup_printf (_ ("Word %u is mistyped."), unknown);

  if (self->right)
    show_state (self, _ ("That is right."), "object-select-symbolic", "done");
  else if (unknown > 0)
    show_state (self, which, "dialog-warning-symbolic", "due");
  else if (n >= WORDS)
    show_state (self, _ ("Those are not the seven words, or not in their order."),
                "dialog-warning-symbolic", "due");
  else
    show_state (self, _ ("The words above are covered while you type. Capitals do not matter."),
                NULL, "quiet");
}

static void
typed_cb (CwHandoverPhrase *self)
{
  gboolean was_right = self->right;

  g_assert (CW_IS_HANDOVER_PHRASE (self));

  if (self->disposing)
    return;
  self->right = is_typed_right (self);
  if (*get_typed (self) != '\0')
    show_words (self, FALSE);
  show_typed (self);
  if (self->right != was_right)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_again_cb (CwHandoverPhrase *self)
{
  g_assert (CW_IS_HANDOVER_PHRASE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
  show_words (self, TRUE);
  gtk_widget_grab_focus (self->typed);
}

static gboolean
cw_handover_phrase_grab_focus (GtkWidget *widget)
{
  CwHandoverPhrase *self = CW_HANDOVER_PHRASE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* The focus goes round through the window and not back to here. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return gtk_widget_grab_focus (self->typed);
}

static void
cw_handover_phrase_dispose (GObject *object)
{
  CW_HANDOVER_PHRASE (object)->disposing = TRUE;
  cw_handover_phrase_forget (CW_HANDOVER_PHRASE (object));
  G_OBJECT_CLASS (cw_handover_phrase_parent_class)->dispose (object);
}

static void
cw_handover_phrase_class_init (CwHandoverPhraseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_handover_phrase_dispose;
  widget_class->grab_focus = cw_handover_phrase_grab_focus;
  cw_class_tab_inside (widget_class);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_HANDOVER_PHRASE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-handover-phrase.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, cells);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, show_again);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, typed);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, state);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_again_cb);
}

static void
cw_handover_phrase_init (CwHandoverPhrase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->typed));
  for (guint i = 0; i < WORDS; i++)
    build_cell (self, i);
  typed_cb (self);
}

/* Called again it keeps the words that were shown before: they may be on paper already. */
void
cw_handover_phrase_begin (CwHandoverPhrase *self)
{
  g_return_if_fail (CW_IS_HANDOVER_PHRASE (self));

  if (self->secret != NULL)
    return;
  self->secret = cw_passphrase_suggest (WORDS);
  show_words (self, TRUE);
}

gboolean
cw_handover_phrase_is_right (CwHandoverPhrase *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_PHRASE (self), FALSE);

  return self->right;
}

CwSecret *
cw_handover_phrase_get (CwHandoverPhrase *self)
{
  g_return_val_if_fail (CW_IS_HANDOVER_PHRASE (self), NULL);

  return self->right
             ? cw_secret_new (cw_secret_peek (self->secret), cw_secret_length (self->secret))
             : NULL;
}

/* Wipes the words and what was typed. */
void
cw_handover_phrase_forget (CwHandoverPhrase *self)
{
  g_return_if_fail (CW_IS_HANDOVER_PHRASE (self));

  g_clear_pointer (&self->secret, cw_secret_free);
  if (self->typed == NULL)
    return;
  show_words (self, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
}
