/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-window-private.h"

#include <glib/gi18n.h>

#include "app/cases/cw-case-page.h"
#include "app/cases/cw-cases-page.h"
#include "app/cases/cw-new-case-page.h"
#include "app/enquiries/cw-enquiries-page.h"
#include "app/safekeeping/cw-safekeeping-page.h"
#include "cw-preferences.h"

static void
go_to_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cw_window_go_to (CW_WINDOW (widget), g_variant_get_string (target, NULL));
}

static gboolean
shows_case (CwWindow *self, gint64 case_id)
{
  CwSection *page = cw_window_get_page (self);

  return CW_IS_CASE_PAGE (page) && cw_case_page_get_case (CW_CASE_PAGE (page)) == case_id;
}

static void
open_case (CwWindow *self, gint64 case_id)
{
  cw_window_set_last_case (self, case_id);
  if (!shows_case (self, case_id))
    cw_window_push (self, CW_SECTION (cw_case_page_new (case_id)));
}

static void
open_case_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  open_case (CW_WINDOW (widget), g_variant_get_int64 (target));
}

static void
new_case_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwWindow *self = CW_WINDOW (widget);

  if (!CW_IS_NEW_CASE_PAGE (cw_window_get_page (self)))
    cw_window_push (self, CW_SECTION (cw_new_case_page_new ()));
}

static void
log_enquiry_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwSection *page = cw_window_go_to (CW_WINDOW (widget), "enquiries");

  if (page != NULL)
    cw_enquiries_page_begin (CW_ENQUIRIES_PAGE (page));
}

/* On the case in sight, else on the one that was open last, else the adviser chooses one from the
 * list. */
static void
write_contact_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwWindow *self = CW_WINDOW (widget);
  CwSection *page = cw_window_get_page (self);
  gint64 last = cw_window_get_last_case (self);

  if (!CW_IS_CASE_PAGE (page) && last == 0)
    {
      page = cw_window_go_to (self, "cases");
      if (page != NULL)
        cw_section_toast (page, _ ("Choose the case, then write up the contact."));
      return;
    }
  if (!CW_IS_CASE_PAGE (page))
    {
      cw_window_go_to (self, "cases");
      open_case (self, last);
      page = cw_window_get_page (self);
    }
  cw_case_page_begin_contact (CW_CASE_PAGE (page));
}

/* What can be done on a page of the sidebar by an action of its own. */
static void
go_and_do (GtkWidget *widget, const char *page_name, const char *action, GVariant *target)
{
  CwSection *page = cw_window_go_to (CW_WINDOW (widget), page_name);

  if (page != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (page), action, target);
}

static void
open_paper_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_and_do (widget, "cases", "cases.open-paper", target);
}

static void
open_list_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_and_do (widget, "directory", "directory.open-list", target);
}

static void
term_dates_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_and_do (widget, "summaries", "summaries.terms", NULL);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwWindow *self = CW_WINDOW (widget);
  CwSection *page = cw_window_get_page (self);

  if (page == NULL || !cw_section_back (page))
    cw_window_back (self);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwWindow *self = CW_WINDOW (widget);
  CwSection *page = cw_window_get_page (self);

  if (page != NULL && cw_section_search (page))
    return;
  page = cw_window_go_to (self, "cases"); /* searching everything begins there */
  if (page != NULL)
    cw_section_search (page);
}

static void
back_up_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CwSection *page = cw_window_go_to (CW_WINDOW (widget), "safekeeping");

  if (page != NULL)
    cw_safekeeping_page_back_up (CW_SAFEKEEPING_PAGE (page));
}

static void
lock_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cw_window_lock (CW_WINDOW (widget));
}

/* There are no records any more: what is left is to say so. */
static void
destroyed_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cw_window_lock_and_say (CW_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cw_preferences_show (GTK_WINDOW (widget), cw_window_get_session (CW_WINDOW (widget)));
}

void
cw_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.go-to", "s", go_to_cb);
  gtk_widget_class_install_action (klass, "win.open-case", "x", open_case_cb);
  gtk_widget_class_install_action (klass, "win.new-case", NULL, new_case_cb);
  gtk_widget_class_install_action (klass, "win.log-enquiry", NULL, log_enquiry_cb);
  gtk_widget_class_install_action (klass, "win.write-contact", NULL, write_contact_cb);
  gtk_widget_class_install_action (klass, "win.open-paper", "x", open_paper_cb);
  gtk_widget_class_install_action (klass, "win.open-list", "s", open_list_cb);
  gtk_widget_class_install_action (klass, "win.term-dates", NULL, term_dates_cb);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (klass, "win.back-up", NULL, back_up_cb);
  gtk_widget_class_install_action (klass, "win.lock", NULL, lock_cb);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (klass, "win.records-destroyed", "s", destroyed_cb);
}

/* The one place that says which actions can be used: none while the records are locked. */
void
cw_window_update_actions (CwWindow *self)
{
  static const char *const needs_session[] = {
    "win.go-to",       "win.open-case",         "win.new-case",
    "win.log-enquiry", "win.write-contact",     "win.search",
    "win.back",        "win.back-up",           "win.lock",
    "win.preferences", "win.records-destroyed", "win.open-paper",
    "win.open-list",   "win.term-dates",
  };
  gboolean open = cw_window_get_session (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (needs_session); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), needs_session[i], open);
}
