/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-phrase.h"

#include <glib/gi18n.h>

#include "vault/cw-handover-words.h"
#include "vault/cw-passphrase.h"

#define WORDS CW_HANDOVER_WORDS
#define LONGEST 8 /* letters in a word of the list */

struct _CwHandoverPhrase
{
  CwPaperSecret parent_instance;

  /* template widgets */
  GtkWidget *cells;

  CwPaperParts parts; /* template widgets as well */
};

G_DEFINE_FINAL_TYPE (CwHandoverPhrase, cw_handover_phrase, CW_TYPE_PAPER_SECRET)

static void
add_cell (CwHandoverPhrase *self, guint i)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  GtkLabel *word = cw_paper_secret_add_cell (CW_PAPER_SECRET (self), self->cells, number);

  gtk_widget_add_css_class (GTK_WIDGET (word), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (word), "word");
  gtk_label_set_xalign (word, 0);
  gtk_label_set_width_chars (word, LONGEST);
}

/* Capitals and what stands between the words do not matter. */
static gboolean
cw_handover_phrase_is_typed (CwPaperSecret *secret, const CwSecret *words, const char *text)
{
  g_autoptr (CwSecret) typed = cw_handover_words_tidy (text);

  return cw_secret_equal (words, typed);
}

static void
cw_handover_phrase_judge (CwPaperSecret *secret, const char *typed)
{
  guint unknown = 0, n = cw_handover_words_count (typed, &unknown);
  /* Translators: %u is which of the seven words, 1 to 7. */
  g_autofree char *which = g_strdup_printf (_ ("Word %u is mistyped."), unknown);

  if (cw_paper_secret_is_right (secret))
    cw_paper_secret_show_state (secret, _ ("That is right."), "object-select-symbolic", "done");
  else if (unknown > 0)
    cw_paper_secret_show_state (secret, which, "dialog-warning-symbolic", "due");
  else if (n >= WORDS)
    cw_paper_secret_show_state (secret, _ ("Those are not the seven words, or not in their order."),
                                "dialog-warning-symbolic", "due");
  else
    cw_paper_secret_show_state (
        secret, _ ("The words above are covered while you type. Capitals do not matter."), NULL,
        "quiet");
}

static void
cw_handover_phrase_class_init (CwHandoverPhraseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CwPaperSecretClass *secret_class = CW_PAPER_SECRET_CLASS (klass);

  secret_class->separator = ' ';
  secret_class->is_typed = cw_handover_phrase_is_typed;
  secret_class->judge = cw_handover_phrase_judge;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-handover-phrase.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHandoverPhrase, cells);
  cw_paper_secret_class_bind_parts (secret_class, G_STRUCT_OFFSET (CwHandoverPhrase, parts));
}

static void
cw_handover_phrase_init (CwHandoverPhrase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < WORDS; i++)
    add_cell (self, i);
  cw_paper_secret_set_parts (CW_PAPER_SECRET (self), &self->parts);
}

/* Called again it keeps the words that were shown before: they may be on paper already. */
void
cw_handover_phrase_begin (CwHandoverPhrase *self)
{
  g_return_if_fail (CW_IS_HANDOVER_PHRASE (self));

  if (cw_paper_secret_peek (CW_PAPER_SECRET (self)) == NULL)
    cw_paper_secret_begin (CW_PAPER_SECRET (self), cw_passphrase_suggest (WORDS));
}
