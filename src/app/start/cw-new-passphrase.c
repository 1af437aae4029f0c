/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-passphrase.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-kit.h"
#include "app/kit/cw-secret-field.h"
#include "vault/cw-passphrase.h"

struct _CwNewPassphrase
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *first;
  GtkWidget *advice_icon;
  GtkLabel *advice;
  GtkWidget *again_box;
  GtkWidget *again;
  GtkWidget *again_problem;
  GtkWidget *again_words;

  gboolean twice;
  gboolean disposing;
};

G_DEFINE_FINAL_TYPE (CwNewPassphrase, cw_new_passphrase, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TWICE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
show_advice (CwNewPassphrase *self, const char *text, const char *icon, const char *css_class)
{
  static const char *const classes[] = { "quiet", "due", "done" };

  gtk_label_set_text (self->advice, text);
  gtk_widget_set_visible (self->advice_icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->advice_icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->advice), classes[i]);
      gtk_widget_remove_css_class (self->advice_icon, classes[i]);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->advice), css_class);
  gtk_widget_add_css_class (self->advice_icon, css_class);
}

static void
advise (CwNewPassphrase *self)
{
  const char *text = get_text (self->first);
  g_autofree char *words = NULL;

  if (*text == '\0')
    {
      /* Translators: %d is a number of characters. */
      words = g_strdup_printf (_ ("At least %d characters. Five words that have nothing to do with "
                                  "each other are easy to keep in mind."),
                               CW_PASSPHRASE_MIN);
      show_advice (self, words, NULL, "quiet");
      return;
    }
  switch (cw_passphrase_judge (text))
    {
    case CW_PASSPHRASE_SHORT:
      /* Translators: %d is a number of characters. */
      words = g_strdup_printf (_ ("Too short: at least %d characters."), CW_PASSPHRASE_MIN);
      show_advice (self, words, "dialog-warning-symbolic", "due");
      break;
    case CW_PASSPHRASE_COMMON:
      show_advice (self,
                   _ ("Many people use this one, so it would be tried first. Choose another."),
                   "dialog-warning-symbolic", "due");
      break;
    case CW_PASSPHRASE_FAIR:
      show_advice (self,
                   _ ("It will do, but a determined thief could guess it. One or two words more "
                      "make it much stronger."),
                   NULL, "quiet");
      break;
    case CW_PASSPHRASE_GOOD:
      show_advice (self, _ ("Good: guessing it would take years."), "object-select-symbolic",
                   "done");
      break;
    case CW_PASSPHRASE_STRONG:
    default:
      show_advice (self, _ ("Strong: guessing it is out of reach."), "object-select-symbolic",
                   "done");
    }
}

static void
compare (CwNewPassphrase *self)
{
  const char *again = get_text (self->again);
  const char *first = get_text (self->first);
  const char *said = _ ("The two are not the same.");
  /* While the beginning is the same, the rest may still be coming. */
  gboolean wrong = *again != '\0' && !g_str_has_prefix (first, again);

  if (wrong == gtk_widget_get_visible (self->again_problem))
    return;
  gtk_widget_set_visible (self->again_problem, wrong);
  cw_show_problem (self->again, self->again_words, wrong ? said : NULL);
  cw_announce (self->again, wrong ? said : "");
}

static void
typed_cb (CwNewPassphrase *self)
{
  g_assert (CW_IS_NEW_PASSPHRASE (self));

  if (self->disposing)
    return;
  advise (self);
  compare (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_visibility (GtkWidget *entry, gboolean visible)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  if (GTK_IS_TEXT (text))
    gtk_text_set_visibility (GTK_TEXT (text), visible);
}

/* Puts five random words where they can be read, to be written down and typed again. */
static void
suggest_cb (CwNewPassphrase *self)
{
  g_autoptr (CwSecret) words = cw_passphrase_suggest (5);

  g_assert (CW_IS_NEW_PASSPHRASE (self));

  set_visibility (self->first, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->first), (const char *) cw_secret_peek (words));
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  gtk_widget_grab_focus (self->twice ? self->again : self->first);
}

static void
cw_new_passphrase_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CwNewPassphrase *self = CW_NEW_PASSPHRASE (object);

  g_assert (id == PROP_TWICE);
  self->twice = g_value_get_boolean (value);
  gtk_widget_set_visible (self->again_box, self->twice);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return CW_NEW_PASSPHRASE (widget)->first;
}

static void
cw_new_passphrase_dispose (GObject *object)
{
  CW_NEW_PASSPHRASE (object)->disposing = TRUE;
  cw_new_passphrase_clear (CW_NEW_PASSPHRASE (object));
  G_OBJECT_CLASS (cw_new_passphrase_parent_class)->dispose (object);
}

static void
cw_new_passphrase_class_init (CwNewPassphraseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cw_new_passphrase_set_property;
  object_class->dispose = cw_new_passphrase_dispose;
  cw_class_set_entry (widget_class, find_entry);
  props[PROP_TWICE]
      = g_param_spec_boolean ("twice", NULL, NULL, TRUE,
                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_NEW_PASSPHRASE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-new-passphrase.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, first);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, advice_icon);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, advice);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, again_box);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, again);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, again_problem);
  gtk_widget_class_bind_template_child (widget_class, CwNewPassphrase, again_words);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_cb);
}

static void
cw_new_passphrase_init (CwNewPassphrase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->first));
  cw_secret_field (GTK_PASSWORD_ENTRY (self->again));
  advise (self);
}

/* Good enough to be accepted and, where it is asked for twice, typed the same again. */
gboolean
cw_new_passphrase_is_right (CwNewPassphrase *self)
{
  const char *text;

  g_return_val_if_fail (CW_IS_NEW_PASSPHRASE (self), FALSE);

  text = get_text (self->first);
  return cw_passphrase_accepts (text, NULL)
         && (!self->twice || g_str_equal (text, get_text (self->again)));
}

CwSecret *
cw_new_passphrase_get (CwNewPassphrase *self)
{
  g_return_val_if_fail (CW_IS_NEW_PASSPHRASE (self), NULL);

  return cw_new_passphrase_is_right (self) ? cw_secret_new_text (get_text (self->first)) : NULL;
}

/* Empties both fields; their buffers are wiped. */
void
cw_new_passphrase_clear (CwNewPassphrase *self)
{
  g_return_if_fail (CW_IS_NEW_PASSPHRASE (self));

  if (self->first == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  set_visibility (self->first, FALSE);
}
