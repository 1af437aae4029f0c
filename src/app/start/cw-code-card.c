/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-code-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/kit/cw-kit.h"
#include "app/kit/cw-print.h"
#include "app/kit/cw-secret-field.h"
#include "report/cw-report.h"
#include "vault/cw-passphrase.h"

#define GROUPS 9 /* eight and the check group */
#define GROUP_SIZE 4

struct _CwCodeCard
{
  AdwBin parent_instance;

  /* template widgets */
  GtkFlowBox *groups;
  GtkBox *check_slot;
  GtkWidget *show_again;
  GtkWidget *print;
  GtkWidget *typed;
  GtkWidget *state_icon;
  GtkLabel *state;

  GtkLabel *cells[GROUPS]; /* borrowed */

  CwSecret *code; /* owned, as shown */
  char *vault_label;
  gboolean right;
  gboolean disposing;
};

G_DEFINE_FINAL_TYPE (CwCodeCard, cw_code_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_typed (CwCodeCard *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->typed));
}

static GtkWidget *
make_cell (CwCodeCard *self, guint i)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = i < GROUPS - 1 ? g_strdup_printf ("%u", i + 1) : g_strdup (_ ("check"));
  GtkWidget *name = gtk_label_new (number);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_widget_add_css_class (name, "small");
  gtk_widget_add_css_class (name, "quiet");
  gtk_widget_add_css_class (name, "numeric");
  gtk_widget_add_css_class (value, "code");
  gtk_widget_add_css_class (value, "mono");
  gtk_label_set_width_chars (GTK_LABEL (value), GROUP_SIZE);
  gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (cell), name);
  gtk_box_append (GTK_BOX (cell), value);
  self->cells[i] = GTK_LABEL (value);
  return cell;
}

static void
build_cells (CwCodeCard *self)
{
  for (guint i = 0; i < GROUPS - 1; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), make_cell (self, i));
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (self->groups, child);
    }
  gtk_box_append (self->check_slot, make_cell (self, GROUPS - 1));
}

/* Shows the code's groups, or dots in their place. */
static void
show_code (CwCodeCard *self, gboolean visible)
{
  const char *code = self->code != NULL ? (const char *) cw_secret_peek (self->code) : "";

  for (guint i = 0; i < GROUPS; i++)
    {
      char group[GROUP_SIZE + 1] = "";

      if (visible && strlen (code) >= (i + 1) * (GROUP_SIZE + 1) - 1)
        memcpy (group, code + i * (GROUP_SIZE + 1), GROUP_SIZE);
      gtk_label_set_text (self->cells[i], visible ? group : "••••");
      memset (group, 0, sizeof group);
    }
  gtk_widget_set_visible (self->show_again, !visible);
}

static void
show_state (CwCodeCard *self, const char *text, const char *icon, const char *css_class)
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

/* Number of letters and digits typed: fewer than a whole code is not called mistyped yet. */
static guint
count_typed (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isalnum (*text) ? 1 : 0;
  return n;
}

static gboolean
is_typed_right (CwCodeCard *self)
{
  g_autoptr (CwSecret) shown = NULL;
  g_autoptr (CwSecret) typed = cw_recovery_code_parse (get_typed (self), NULL);

  if (typed == NULL || self->code == NULL)
    return FALSE;
  shown = cw_recovery_code_parse ((const char *) cw_secret_peek (self->code), NULL);
  return shown != NULL && cw_secret_length (shown) == cw_secret_length (typed)
         && memcmp (cw_secret_peek (shown), cw_secret_peek (typed), cw_secret_length (shown)) == 0;
}

static void
typed_cb (CwCodeCard *self)
{
  const char *typed = get_typed (self);
  gboolean was_right = self->right;

  g_assert (CW_IS_CODE_CARD (self));

  if (self->disposing)
    return;
  self->right = is_typed_right (self);
  if (*typed != '\0')
    show_code (self, FALSE);
  if (self->right)
    show_state (self, _ ("That is right. Keep the paper safe."), "object-select-symbolic", "done");
  else if (count_typed (typed) >= GROUPS * GROUP_SIZE)
    show_state (self, _ ("That is not the code: one of the groups is mistyped."),
                "dialog-warning-symbolic", "due");
  else
    show_state (self,
                _ ("The code above is covered while you type. Spaces and capitals do not matter."),
                NULL, "quiet");
  if (self->right != was_right)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_again_cb (CwCodeCard *self)
{
  g_assert (CW_IS_CODE_CARD (self));

  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
  show_code (self, TRUE);
  gtk_widget_grab_focus (self->typed);
}

static void
print_cb (CwCodeCard *self)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (CwDocument) sheet = NULL;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_assert (CW_IS_CODE_CARD (self));

  if (self->code == NULL)
    return;
  sheet = cw_recovery_sheet_new (self->vault_label, (const char *) cw_secret_peek (self->code));
  operation = cw_print_operation_new (sheet);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (root), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    show_state (self, _ ("It could not be printed. Write the code down by hand."),
                "dialog-warning-symbolic", "due");
}

static gboolean
cw_code_card_grab_focus (GtkWidget *widget)
{
  /* The focus goes round through the window and not back to here. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (CW_CODE_CARD (widget)->typed);
}

static void
cw_code_card_dispose (GObject *object)
{
  CW_CODE_CARD (object)->disposing = TRUE;
  cw_code_card_forget (CW_CODE_CARD (object));
  G_OBJECT_CLASS (cw_code_card_parent_class)->dispose (object);
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

  G_OBJECT_CLASS (klass)->dispose = cw_code_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_code_card_finalize;
  widget_class->grab_focus = cw_code_card_grab_focus;
  cw_class_tab_inside (widget_class);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_CODE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-code-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, groups);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, check_slot);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, show_again);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, print);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, typed);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CwCodeCard, state);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
cw_code_card_init (CwCodeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->typed));
  build_cells (self);
  typed_cb (self);
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
  if (self->code != NULL)
    return;
  self->code = cw_recovery_code_new ();
  show_code (self, TRUE);
}

gboolean
cw_code_card_is_right (CwCodeCard *self)
{
  g_return_val_if_fail (CW_IS_CODE_CARD (self), FALSE);

  return self->right;
}

CwSecret *
cw_code_card_get (CwCodeCard *self)
{
  g_return_val_if_fail (CW_IS_CODE_CARD (self), NULL);

  return self->right ? cw_secret_new (cw_secret_peek (self->code), cw_secret_length (self->code))
                     : NULL;
}

/* Wipes the code and what was typed. */
void
cw_code_card_forget (CwCodeCard *self)
{
  g_return_if_fail (CW_IS_CODE_CARD (self));

  g_clear_pointer (&self->code, cw_secret_free);
  if (self->typed == NULL)
    return;
  show_code (self, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->typed), "");
}
