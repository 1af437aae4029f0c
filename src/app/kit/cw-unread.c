/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-kit.h"

#include <glib/gi18n.h>

struct _CwUnread
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CwUnread, cw_unread, ADW_TYPE_BIN)

static guint again_signal;

static void
again_clicked_cb (CwUnread *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
cw_unread_class_init (CwUnreadClass *klass)
{
  again_signal = g_signal_new ("again", CW_TYPE_UNREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
cw_unread_init (CwUnread *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *again = gtk_button_new_with_mnemonic (_ ("_Try again"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("This cannot be read"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Nothing was changed, but what stands here may be damaged. If it does not come back, "
         "restore a backup: Safekeeping shows which you have."));
  gtk_widget_set_halign (again, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (again, "pill");
  g_signal_connect_object (again, "clicked", G_CALLBACK (again_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), again);
  gtk_widget_add_css_class (page, "compact");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
