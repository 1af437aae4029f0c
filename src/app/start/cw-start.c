/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-start.h"

#include "app/kit/cw-kit.h"
#include "cw-receive-page.h"
#include "cw-recovery-page.h"
#include "cw-renew-page.h"
#include "cw-restore-page.h"
#include "cw-setup-page.h"
#include "cw-unlock-page.h"

struct _CwStart
{
  AdwBin parent_instance;

  GtkStack *stack;      /* child */
  CwUnlockPage *unlock; /* child of the stack, always there */
};

G_DEFINE_FINAL_TYPE (CwStart, cw_start, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Shows @page beside the passphrase in place of any other. */
static void
show_page (CwStart *self, GtkWidget *page)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);

  gtk_stack_add_child (self->stack, page);
  cw_stack_turn_to (self->stack, page);
  if (before != NULL && before != GTK_WIDGET (self->unlock))
    gtk_stack_remove (self->stack, before);
}

static void
cw_start_class_init (CwStartClass *klass)
{
  signals[SIGNAL_OPENED] = g_signal_new ("opened", CW_TYPE_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, CW_TYPE_SESSION, G_TYPE_BOOLEAN);
}

static void
cw_start_init (CwStart *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->unlock = CW_UNLOCK_PAGE (cw_unlock_page_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->unlock));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
cw_start_new (void)
{
  return g_object_new (CW_TYPE_START, NULL);
}

CwStart *
cw_start_find (GtkWidget *page)
{
  return CW_START (gtk_widget_get_ancestor (page, CW_TYPE_START));
}

void
cw_start_begin_demo (CwStart *self)
{
  g_return_if_fail (CW_IS_START (self));

  cw_unlock_page_begin_demo (self->unlock);
}

void
cw_start_say (CwStart *self, const char *news)
{
  g_return_if_fail (CW_IS_START (self));

  cw_unlock_page_say (self->unlock, news);
}

void
cw_start_show_unlock (CwStart *self)
{
  GtkWidget *before;

  g_return_if_fail (CW_IS_START (self));

  before = gtk_stack_get_visible_child (self->stack);
  cw_stack_turn_to (self->stack, GTK_WIDGET (self->unlock));
  if (before != GTK_WIDGET (self->unlock))
    gtk_stack_remove (self->stack, before);
}

void
cw_start_show_recovery (CwStart *self, const char *dir, const char *label, const GError *why)
{
  g_return_if_fail (CW_IS_START (self));

  show_page (self, cw_recovery_page_new (dir, label, why));
}

void
cw_start_show_restore (CwStart *self, const char *label, GPtrArray *kept)
{
  g_return_if_fail (CW_IS_START (self));
  g_return_if_fail (kept != NULL && kept->len > 0);

  show_page (self, cw_restore_page_new (label, kept));
}

void
cw_start_show_setup (CwStart *self)
{
  g_return_if_fail (CW_IS_START (self));

  show_page (self, cw_setup_page_new ());
}

void
cw_start_try_again (CwStart *self)
{
  g_return_if_fail (CW_IS_START (self));

  cw_start_show_unlock (self);
  cw_unlock_page_try_again (self->unlock);
}

void
cw_start_show_receive (CwStart *self)
{
  g_return_if_fail (CW_IS_START (self));

  show_page (self, cw_receive_page_new ());
}

/* The list of records is read anew. */
void
cw_start_begin_again (CwStart *self)
{
  GtkWidget *before;

  g_return_if_fail (CW_IS_START (self));

  before = GTK_WIDGET (self->unlock);
  self->unlock = CW_UNLOCK_PAGE (cw_unlock_page_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->unlock));
  cw_start_show_unlock (self);
  gtk_stack_remove (self->stack, before);
}

gboolean
cw_start_lock (CwStart *self, gboolean *making)
{
  GtkWidget *page;

  g_return_val_if_fail (CW_IS_START (self), FALSE);
  g_return_val_if_fail (making != NULL, FALSE);

  page = gtk_stack_get_visible_child (self->stack);
  *making = (CW_IS_SETUP_PAGE (page) && cw_setup_page_is_busy (CW_SETUP_PAGE (page)))
            || (CW_IS_RECEIVE_PAGE (page) && cw_receive_page_is_busy (CW_RECEIVE_PAGE (page)));
  if (CW_IS_RECEIVE_PAGE (page))
    cw_receive_page_lock (CW_RECEIVE_PAGE (page));
  return CW_IS_SETUP_PAGE (page) || CW_IS_RECEIVE_PAGE (page);
}

/* Records were opened: on to the work, or first to a new recovery code where the old one may be
 * dead. */
void
cw_start_take_opened (CwStart *self, CwOpened *opened)
{
  g_autoptr (CwSession) session = NULL;
  gboolean without_keyring;

  g_return_if_fail (CW_IS_START (self));
  g_return_if_fail (opened != NULL);

  if (opened->key_file_changed)
    {
      show_page (self, cw_renew_page_new (opened));
      return;
    }
  without_keyring = opened->without_keyring;
  session = cw_opened_make_session (opened);
  cw_opened_free (opened);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session, without_keyring);
}
