/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-paper-secret.h"

#include <string.h>

#include "cw-kit.h"
#include "cw-secret-field.h"

#define LONGEST 16 /* bytes of a piece */

typedef struct
{
  CwPaperParts parts;
  GPtrArray *cells; /* of GtkLabel, borrowed */

  CwSecret *secret; /* owned */
  gboolean right;
  gboolean disposing;
} CwPaperSecretPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwPaperSecret, cw_paper_secret, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Shows the pieces, or dots in their place. */
static void
show_pieces (CwPaperSecret *self, gboolean visible)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);
  const char separator[] = { CW_PAPER_SECRET_GET_CLASS (self)->separator, '\0' };
  const char *piece = priv->secret != NULL ? (const char *) cw_secret_peek (priv->secret) : "";

  for (guint i = 0; i < priv->cells->len; i++)
    {
      char copy[LONGEST + 1] = "";
      gsize length = strcspn (piece, separator);

      memcpy (copy, piece, MIN (length, LONGEST));
      gtk_label_set_text (g_ptr_array_index (priv->cells, i), visible ? copy : "••••");
      memset (copy, 0, sizeof copy);
      piece += length + (piece[length] != '\0' ? 1 : 0);
    }
  gtk_widget_set_visible (priv->parts.show_again, !visible);
}

static void
typed_cb (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);
  CwPaperSecretClass *klass = CW_PAPER_SECRET_GET_CLASS (self);
  gboolean was_right = priv->right;
  const char *typed;

  g_assert (CW_IS_PAPER_SECRET (self));

  if (priv->disposing)
    return;
  typed = gtk_editable_get_text (GTK_EDITABLE (priv->parts.typed));
  priv->right = priv->secret != NULL && klass->is_typed (self, priv->secret, typed);
  if (*typed != '\0')
    show_pieces (self, FALSE);
  klass->judge (self, typed);
  if (priv->right != was_right)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_again_cb (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_assert (CW_IS_PAPER_SECRET (self));

  gtk_editable_set_text (GTK_EDITABLE (priv->parts.typed), "");
  show_pieces (self, TRUE);
  gtk_widget_grab_focus (priv->parts.typed);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (CW_PAPER_SECRET (widget));

  return priv->parts.typed;
}

static void
cw_paper_secret_dispose (GObject *object)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (CW_PAPER_SECRET (object));

  priv->disposing = TRUE;
  cw_paper_secret_forget (CW_PAPER_SECRET (object));
  priv->parts.typed = NULL; /* disposing may come twice */
  G_OBJECT_CLASS (cw_paper_secret_parent_class)->dispose (object);
}

static void
cw_paper_secret_finalize (GObject *object)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (CW_PAPER_SECRET (object));

  g_ptr_array_unref (priv->cells);
  G_OBJECT_CLASS (cw_paper_secret_parent_class)->finalize (object);
}

static void
cw_paper_secret_class_init (CwPaperSecretClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_paper_secret_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_paper_secret_finalize;
  cw_class_set_entry (widget_class, find_entry);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_PAPER_SECRET, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_paper_secret_init (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  priv->cells = g_ptr_array_new ();
}

/* For a class_init function: binds the template's children with the names of CwPaperParts, which
 * stands at @offset in the instance. */
void
cw_paper_secret_class_bind_parts (CwPaperSecretClass *klass, gssize offset)
{
  const struct
  {
    const char *name;
    gssize offset;
  } children[] = {
    { "typed", G_STRUCT_OFFSET (CwPaperParts, typed) },
    { "show_again", G_STRUCT_OFFSET (CwPaperParts, show_again) },
    { "state_icon", G_STRUCT_OFFSET (CwPaperParts, state_icon) },
    { "state", G_STRUCT_OFFSET (CwPaperParts, state) },
  };

  g_return_if_fail (CW_IS_PAPER_SECRET_CLASS (klass));

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (GTK_WIDGET_CLASS (klass), children[i].name, FALSE,
                                               offset + children[i].offset);
}

/* For an init function, after the template: from here on it can be typed into. */
void
cw_paper_secret_set_parts (CwPaperSecret *self, const CwPaperParts *parts)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_if_fail (CW_IS_PAPER_SECRET (self));
  g_return_if_fail (parts != NULL && GTK_IS_PASSWORD_ENTRY (parts->typed));
  g_return_if_fail (priv->parts.typed == NULL);

  priv->parts = *parts;
  cw_secret_field (GTK_PASSWORD_ENTRY (parts->typed));
  g_signal_connect_object (parts->typed, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->show_again, "clicked", G_CALLBACK (show_again_cb), self,
                           G_CONNECT_SWAPPED);
  typed_cb (self);
}

/* Adds the place of the next piece, with @name (translated) before it. Returns: (transfer none):
 * the label of the piece, in a box with that of the name */
GtkLabel *
cw_paper_secret_add_cell (CwPaperSecret *self, GtkWidget *into, const char *name)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);
  GtkWidget *cell, *label, *piece;

  g_return_val_if_fail (CW_IS_PAPER_SECRET (self), NULL);
  g_return_val_if_fail (GTK_IS_FLOW_BOX (into) || GTK_IS_BOX (into), NULL);

  cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  label = gtk_label_new (name);
  piece = gtk_label_new (NULL);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (cell), label);
  gtk_box_append (GTK_BOX (cell), piece);
  if (GTK_IS_FLOW_BOX (into))
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), cell);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (GTK_FLOW_BOX (into), child);
    }
  else
    gtk_box_append (GTK_BOX (into), cell);
  g_ptr_array_add (priv->cells, piece);
  return GTK_LABEL (piece);
}

/* Shows @secret (transfer full), text in pieces, in the place of one from before. */
void
cw_paper_secret_begin (CwPaperSecret *self, CwSecret *secret)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_if_fail (CW_IS_PAPER_SECRET (self));
  g_return_if_fail (secret != NULL);

  g_clear_pointer (&priv->secret, cw_secret_free);
  priv->secret = secret;
  show_pieces (self, TRUE);
}

/* Returns: (transfer none) (nullable): what is shown; NULL: none yet, or forgotten */
const CwSecret *
cw_paper_secret_peek (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_val_if_fail (CW_IS_PAPER_SECRET (self), NULL);

  return priv->secret;
}

/* Says @text (translated) below what is typed. */
void
cw_paper_secret_show_state (CwPaperSecret *self,
                            const char *text,
                            const char *icon,
                            const char *css_class)
{
  static const char *const classes[] = { "quiet", "due", "done" };
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);
  GtkWidget *shown[2];

  g_return_if_fail (CW_IS_PAPER_SECRET (self));
  g_return_if_fail (text != NULL && css_class != NULL);

  shown[0] = GTK_WIDGET (priv->parts.state);
  shown[1] = priv->parts.state_icon;
  gtk_label_set_text (priv->parts.state, text);
  gtk_widget_set_visible (priv->parts.state_icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (priv->parts.state_icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (classes); k++)
        gtk_widget_remove_css_class (shown[i], classes[k]);
      gtk_widget_add_css_class (shown[i], css_class);
    }
}

/* Whether what stands in the field is the secret. */
gboolean
cw_paper_secret_is_right (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_val_if_fail (CW_IS_PAPER_SECRET (self), FALSE);

  return priv->right;
}

/* Returns: (transfer full) (nullable): a copy, as shown; NULL while it was not typed right */
CwSecret *
cw_paper_secret_get (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_val_if_fail (CW_IS_PAPER_SECRET (self), NULL);

  return priv->right
             ? cw_secret_new (cw_secret_peek (priv->secret), cw_secret_length (priv->secret))
             : NULL;
}

/* Wipes the secret and what was typed. */
void
cw_paper_secret_forget (CwPaperSecret *self)
{
  CwPaperSecretPrivate *priv = cw_paper_secret_get_instance_private (self);

  g_return_if_fail (CW_IS_PAPER_SECRET (self));

  g_clear_pointer (&priv->secret, cw_secret_free);
  if (priv->parts.typed == NULL)
    return;
  show_pieces (self, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (priv->parts.typed), "");
}
