/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-composer-foot.h"

#include "app/kit/cw-kit.h"
#include "app/kit/cw-wrap-box.h"
#include "cw-contact-words.h"

#include <glib/gi18n.h>

struct _CwComposerFoot
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *status, *advice;
  GtkWidget *keep_button;
  GtkButton *save_button;

  char *not_kept; /* owned, nullable */
};

enum
{
  KEEP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwComposerFoot, cw_composer_foot, ADW_TYPE_BIN)

static void
keep_cb (CwComposerFoot *self)
{
  g_assert (CW_IS_COMPOSER_FOOT (self));
  g_signal_emit (self, signals[KEEP], 0);
}

static void
set_advice (CwComposerFoot *self, const char *text, gboolean problem)
{
  gtk_label_set_text (self->advice, text);
  cw_set_class (self->advice, "due", problem);
}

static void
cw_composer_foot_finalize (GObject *object)
{
  g_free (CW_COMPOSER_FOOT (object)->not_kept);
  G_OBJECT_CLASS (cw_composer_foot_parent_class)->finalize (object);
}

static void
cw_composer_foot_class_init (CwComposerFootClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = cw_composer_foot_finalize;
  signals[KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/cases/cw-composer-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, CwComposerFoot, status);
  gtk_widget_class_bind_template_child (widget_class, CwComposerFoot, advice);
  gtk_widget_class_bind_template_child (widget_class, CwComposerFoot, keep_button);
  gtk_widget_class_bind_template_child (widget_class, CwComposerFoot, save_button);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
cw_composer_foot_init (CwComposerFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_composer_foot_advise (CwComposerFoot *self,
                         const CwContactState *state,
                         GPtrArray *adults,
                         gboolean tried,
                         const char *remark)
{
  g_autofree char *problem = NULL;
  g_autofree char *reader = NULL;
  g_autofree char *both = NULL;

  g_return_if_fail (CW_IS_COMPOSER_FOOT (self) && state != NULL && adults != NULL);

  problem = tried ? cw_contact_problem_text (state, adults) : NULL;
  reader = cw_contact_reader_text (state, adults);
  if (self->not_kept != NULL)
    {
      both = problem != NULL ? g_strjoin (" ", self->not_kept, problem, NULL) : NULL;
      cw_composer_foot_set_problem (self, both != NULL ? both : self->not_kept);
      return;
    }
  set_advice (self, problem != NULL ? problem : remark != NULL ? remark : reader, problem != NULL);
  gtk_widget_set_visible (self->keep_button, problem == NULL && remark != NULL);
}

/* What went wrong while the contact was stored. */
void
cw_composer_foot_set_problem (CwComposerFoot *self, const char *text)
{
  g_return_if_fail (CW_IS_COMPOSER_FOOT (self));

  set_advice (self, text, TRUE);
  gtk_widget_set_visible (self->keep_button, FALSE);
}

/* Why what is written is kept nowhere; NULL: nothing is written. It stands there, whatever else
 * there is to say, until a draft is saved. */
gboolean
cw_composer_foot_set_not_kept (CwComposerFoot *self, const char *text)
{
  g_return_val_if_fail (CW_IS_COMPOSER_FOOT (self), FALSE);

  if (g_strcmp0 (self->not_kept, text) == 0)
    return FALSE;
  g_free (self->not_kept);
  self->not_kept = g_strdup (text);
  return TRUE;
}

void
cw_composer_foot_set_saved_at (CwComposerFoot *self, const char *time)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_COMPOSER_FOOT (self));

  if (time != NULL)
    /* Translators: %s is a time of day */
    text = g_strdup_printf (_ ("Saved as draft, %s"), time);
  gtk_label_set_text (self->status, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), text != NULL);
}

/* Whether the contact is stored already. */
void
cw_composer_foot_set_changing (CwComposerFoot *self, gboolean changing)
{
  g_return_if_fail (CW_IS_COMPOSER_FOOT (self));

  gtk_button_set_label (self->save_button, changing ? _ ("Save the change") : _ ("Save contact"));
}
