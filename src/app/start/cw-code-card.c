/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-print.h"
#include "report/cw-report.h"
#include "vault/cw-passphrase.h"

#define GROUPS 9 /* eight and the check group */
#define GROUP_SIZE 4

struct _CwCodeCard
{
  CwPaperSecret parent_instance;

  /* template widgets */
  GtkFlowBox *groups;
  GtkBox *check_slot;
  GtkWidget *print;

  CwPaperParts parts; /* template widgets as well */

  char *vault_label;
};

G_DEFINE_FINAL_TYPE (CwCodeCard, cw_code_card, CW_TYPE_PAPER_SECRET)

static void
add_cell (CwCodeCard *self, GtkWidget *into, const char *name)
{
  GtkLabel *group = cw_paper_secret_add_cell (CW_PAPER_SECRET (self), into, name);

  gtk_widget_add_css_class (GTK_WIDGET (group), "code");
  gtk_widget_add_css_class (GTK_WIDGET (group), "mono");
  gtk_label_set_width_chars (group, GROUP_SIZE);
  gtk_widget_set_halign (gtk_widget_get_parent (GTK_WIDGET (group)), GTK_ALIGN_CENTER);
}

static void
build_cells (CwCodeCard *self)
{
  for (guint i = 0; i < GROUPS - 1; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      add_cell (self, GTK_WIDGET (self->groups), number);
    }
  add_cell (self, GTK_WIDGET (self->check_slot), _ ("check"));
}

static gboolean
cw_code_card_is_typed (CwPaperSecret *secret, const CwSecret *code, const char *text)
{
  g_autoptr (CwSecret) shown = NULL;
  g_autoptr (CwSecret) typed = cw_recovery_code_parse (text, NULL);

  if (typed == NULL)
    return FALSE;
  shown = cw_recovery_code_parse ((const char *) cw_secret_peek (code), NULL);
  return shown != NULL && cw_secret_length (shown) == cw_secret_length (typed)
         && memcmp (cw_secret_peek (shown), cw_secret_peek (typed), cw_secret_length (shown)) == 0;
}

static void
cw_code_card_judge (CwPaperSecret *secret, const char *typed)
{
  if (cw_paper_secret_is_right (secret))
    cw_paper_secret_show_state (secret, _ ("That is right. Keep the paper safe."),
                                "object-select-symbolic", "done");
  else if (cw_count_typed (typed) >= GROUPS * GROUP_SIZE)
    cw_paper_secret_show_state (secret, _ ("That is not the code: one of the groups is mistyped."),
                                "dialog-warning-symbolic", "due");
  else
    cw_paper_secret_show_state (
        secret, _ ("The code above is covered while you type. Spaces and capitals do not matter."),
        NULL, "quiet");
}

static void
print_failed_cb (gpointer self, const GError *error)
{
  cw_paper_secret_show_state (CW_PAPER_SECRET (self),
                              _ ("It could not be printed. Write the code down by hand."),
                              "dialog-warning-symbolic", "due");
}

static void
print_cb (CwCodeCard *self)
{
  g_autoptr (CwDocument) sheet = NULL;
  const CwSecret *code = cw_paper_secret_peek (CW_PAPER_SECRET (self));

  g_assert (CW_IS_CODE_CARD (self));

  if (code == NULL)
    return;
  sheet = cw_recovery_sheet_new (self->vault_label, (const char *) cw_secret_peek (code));
  cw_print_run (self, sheet, print_failed_cb);
}

static void
cw_code_card_finalize (GObject *object)
{
  g_free (CW_CODE_CARD (object)->vault_label);
  G_OBJECT_CLASS (cw_code_card_parent_class)->finalize (object);
}

static void
cw_code_card_class_init (CwCodeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CwPaperSecretClass *secret_class = CW_PAPER_SECRET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_code_card_finalize;
  secret_class->separator = '-';
  secret_class->is_typed = cw_code_card_is_typed;
  secret_class->judge = cw_code_card_judge;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-code-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, groups);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, check_slot);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, print);
  cw_paper_secret_class_bind_parts (secret_class, G_STRUCT_OFFSET (CwCodeCard, parts));
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
cw_code_card_init (CwCodeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  build_cells (self);
  cw_paper_secret_set_parts (CW_PAPER_SECRET (self), &self->parts);
}

GtkWidget *
cw_code_card_new (void)
{
  return g_object_new (CW_TYPE_CODE_CARD, NULL);
}

/* Makes and shows a code. Called again it keeps the one that was shown before: it may be on paper
 * already. */
void
cw_code_card_begin (CwCodeCard *self, const char *vault_label)
{
  g_return_if_fail (CW_IS_CODE_CARD (self));

  g_free (self->vault_label);
  self->vault_label = g_strdup (vault_label);
  if (cw_paper_secret_peek (CW_PAPER_SECRET (self)) == NULL)
    cw_paper_secret_begin (CW_PAPER_SECRET (self), cw_recovery_code_new ());
}
