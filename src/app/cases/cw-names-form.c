/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-names-form.h"

#include "app/kit/cw-form-draft.h"
#include "cw-children-form.h"
#include "cw-identity-form.h"

#include <glib/gi18n.h>

struct _CwNamesForm
{
  AdwBin parent_instance;

  /* borrowed from the tree of widgets */
  CwIdentityForm *identity;
  CwChildrenForm *children;

  /* owned */
  CwSession *session;
  CwCase *cas;
  CwFormDraft *keeper;

  /* while saving */
  gpointer waiting; /* borrowed: who wants to know */
  CwRunDone done;
};

enum
{
  CHANGED,
  ANOTHER,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwNamesForm, cw_names_form, ADW_TYPE_BIN)

static CwNames *
read_names (CwNamesForm *self)
{
  CwNames *names = cw_names_new (self->cas->adults->pdata[0]);

  cw_identity_form_read (self->identity, names->adult);
  g_ptr_array_unref (names->children);
  names->children = cw_children_form_read (self->children);
  return names;
}

static char *
names_body (gpointer data, int *words)
{
  g_autoptr (CwNames) names = read_names (data);

  *words = cw_names_count_words (names);
  return *words > 0 ? cw_names_to_body (names) : NULL;
}

static void
changed_cb (CwNamesForm *self)
{
  g_assert (CW_IS_NAMES_FORM (self));

  cw_form_draft_touch (self->keeper);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
another_cb (CwNamesForm *self)
{
  g_signal_emit (self, signals[ANOTHER], 0);
}

static void
cw_names_form_dispose (GObject *object)
{
  CwNamesForm *self = CW_NAMES_FORM (object);

  cw_form_draft_release (&self->keeper);
  g_clear_object (&self->session);
  g_clear_pointer (&self->cas, cw_case_free);
  G_OBJECT_CLASS (cw_names_form_parent_class)->dispose (object);
}

static void
cw_names_form_class_init (CwNamesFormClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = cw_names_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ANOTHER] = g_signal_new ("another", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_names_form_init (CwNamesForm *self)
{
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_another (CwNamesForm *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content),
                                _ ("Another adult, with their own agreement"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (another_cb), self);
  return button;
}

/**
 * cw_names_form_new:
 * @session: the records
 * @cas: a stored case whose first adult agrees
 *
 * Returns: the form; the first place in the conversation that can hold a name (R7).
 */
GtkWidget *
cw_names_form_new (CwSession *session, const CwCase *cas)
{
  CwNamesForm *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *subject = NULL;

  g_return_val_if_fail (CW_IS_SESSION (session) && cas != NULL && cas->adults->len > 0, NULL);

  self = g_object_new (CW_TYPE_NAMES_FORM, NULL);
  self->session = g_object_ref (session);
  self->cas = cw_case_copy (cas);
  self->identity = CW_IDENTITY_FORM (
      cw_identity_form_new (session, cas->adults->pdata[0], cas->adults->len > 1));
  self->children = CW_CHILDREN_FORM (cw_children_form_new (cas->children));
  subject = g_strdup_printf ("%" G_GINT64_FORMAT, cas->id);
  self->keeper = cw_form_draft_new (self, session, "names", subject, cas->id, names_body, self);
  g_signal_connect_swapped (self->identity, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->children, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), make_label (_ ("Who agreed"), "title-4"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->identity));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->children));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_another (self));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
cw_names_form_flush (CwNamesForm *self)
{
  g_return_if_fail (CW_IS_NAMES_FORM (self));
  cw_form_draft_flush (self->keeper);
}

gboolean
cw_names_form_has_name (CwNamesForm *self)
{
  g_return_val_if_fail (CW_IS_NAMES_FORM (self), FALSE);
  return cw_identity_form_has_name (self->identity);
}

static void
saved_cb (gpointer widget, gpointer result)
{
  CwNamesForm *self = widget;

  cw_form_draft_drop_ours (self->keeper);
  cw_set_busy (GTK_WIDGET (self), FALSE);
  if (self->done != NULL)
    self->done (self->waiting, NULL);
}

static void
failed_cb (gpointer widget, const GError *error)
{
  cw_set_busy (widget, FALSE);
  cw_form_draft_touch (CW_NAMES_FORM (widget)->keeper);
  cw_report (widget, error);
}

/* Children without an adult's name are stored too; what is empty is not. */
void
cw_names_form_save (CwNamesForm *self, gpointer widget, CwRunDone done)
{
  CwJob *job;

  g_return_if_fail (CW_IS_NAMES_FORM (self));

  self->waiting = widget;
  self->done = done;
  job = cw_job_new (self->cas->id);
  cw_form_draft_give (self->keeper, job);
  cw_job_take (job, read_names (self), (GDestroyNotify) cw_names_free);
  cw_set_busy (GTK_WIDGET (self), TRUE);
  cw_run (self, self->session, cw_work_save_names, job, NULL, CW_CHANGE_CASES | CW_CHANGE_DRAFTS,
          saved_cb, failed_cb);
}

void
cw_names_form_focus (CwNamesForm *self)
{
  g_return_if_fail (CW_IS_NAMES_FORM (self));
  cw_identity_form_focus (self->identity);
}
