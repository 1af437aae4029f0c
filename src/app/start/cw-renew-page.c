/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-renew-page.h"

#include <glib/gi18n.h>

#include "app/kit/cw-kit.h"
#include "cw-code-card.h"
#include "cw-start.h"

struct _CwRenewPage
{
  AdwBin parent_instance;

  /* template widgets */
  CwCodeCard *card;
  GtkWidget *later;
  GtkWidget *next;
  GtkSpinner *spinner;
  GtkWidget *problem_box;
  GtkLabel *problem;

  CwOpened *opened; /* owned; NULL while it is renewed */
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (CwRenewPage, cw_renew_page, ADW_TYPE_BIN)

static void
changed_cb (CwRenewPage *self)
{
  g_assert (CW_IS_RENEW_PAGE (self));

  gtk_widget_set_sensitive (self->next,
                            self->opened != NULL
                                && cw_paper_secret_is_right (CW_PAPER_SECRET (self->card)));
}

static void
go_on (CwRenewPage *self, CwOpened *opened)
{
  CwStart *start = cw_start_find (GTK_WIDGET (self));

  opened->key_file_changed = FALSE;
  if (start != NULL)
    cw_start_take_opened (start, opened);
  else
    cw_opened_free (opened);
}

static void
later_cb (CwRenewPage *self)
{
  g_assert (CW_IS_RENEW_PAGE (self));

  if (self->opened != NULL)
    go_on (self, g_steal_pointer (&self->opened));
}

static void
set_busy (CwRenewPage *self, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* What falls asleep must not have the focus. */
  if (busy && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->card), !busy);
  gtk_widget_set_sensitive (self->later, !busy);
  gtk_widget_set_sensitive (self->next,
                            !busy && cw_paper_secret_is_right (CW_PAPER_SECRET (self->card)));
}

/* The old code, if it still opened them, does so as before: she can try again, or put it off. */
static void
report (CwRenewPage *self, CwOpened *opened, const GError *error)
{
  self->opened = opened;
  set_busy (self, FALSE);
  cw_show_error (self->problem_box, self->problem, error->message);
  gtk_widget_grab_focus (self->next);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CwRenewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  CwOpened *opened = cw_opening_finish (result, &error);
  gboolean renewed = opened != NULL;

  if (!renewed)
    opened = cw_opening_take_back (result);
  if (self->gone) /* locked meanwhile */
    cw_opened_free (opened);
  else if (renewed)
    go_on (self, opened);
  else
    report (self, opened, error);
}

static void
next_cb (CwRenewPage *self)
{
  CwSecret *code = cw_paper_secret_get (CW_PAPER_SECRET (self->card));

  g_assert (CW_IS_RENEW_PAGE (self));

  if (code == NULL || self->opened == NULL)
    {
      g_clear_pointer (&code, cw_secret_free);
      return;
    }
  gtk_widget_set_visible (self->problem_box, FALSE);
  set_busy (self, TRUE);
  cw_opening_renew (g_steal_pointer (&self->opened), code, NULL, renewed_cb, g_object_ref (self));
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return GTK_WIDGET (CW_RENEW_PAGE (widget)->card);
}

/* Taken out of the window, as a lock does. A renewal under way ends by itself; its callback keeps
 * the page alive until then. */
static void
cw_renew_page_unroot (GtkWidget *widget)
{
  CW_RENEW_PAGE (widget)->gone = TRUE;
  GTK_WIDGET_CLASS (cw_renew_page_parent_class)->unroot (widget);
}

static void
cw_renew_page_dispose (GObject *object)
{
  g_clear_pointer (&CW_RENEW_PAGE (object)->opened, cw_opened_free);
  G_OBJECT_CLASS (cw_renew_page_parent_class)->dispose (object);
}

static void
cw_renew_page_class_init (CwRenewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_renew_page_dispose;
  cw_class_set_entry (widget_class, find_entry);
  widget_class->unroot = cw_renew_page_unroot;
  g_type_ensure (CW_TYPE_CODE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/ppp/Casework/ui/start/cw-renew-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, card);
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, later);
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, next);
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CwRenewPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
cw_renew_page_init (CwRenewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_default_button (self->next);
}

GtkWidget *
cw_renew_page_new (CwOpened *opened)
{
  CwRenewPage *self = g_object_new (CW_TYPE_RENEW_PAGE, NULL);

  self->opened = opened;
  cw_code_card_begin (self->card, cw_vault_get_label (opened->vault));
  return GTK_WIDGET (self);
}
