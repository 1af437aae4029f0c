/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-directory-page.h"

#include "app/directory/cw-lists-view.h"
#include "app/directory/cw-services-view.h"

struct _CwDirectoryPage
{
  CwSection parent_instance;

  /* template widgets */
  GtkWidget *add_button;
  GtkStack *stack;
  CwServicesView *services;
  CwListsView *lists;
};

G_DEFINE_FINAL_TYPE (CwDirectoryPage, cw_directory_page, CW_TYPE_SECTION)

static gboolean
is_on_services (CwDirectoryPage *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->services);
}

static void
add_clicked_cb (GtkButton *button, CwDirectoryPage *self)
{
  cw_services_view_add (self->services);
}

static void
view_changed_cb (GtkStack *stack, GParamSpec *pspec, CwDirectoryPage *self)
{
  gtk_widget_set_visible (self->add_button, is_on_services (self));
}

static void
cw_directory_page_bind (CwSection *section, CwSession *session)
{
  CwDirectoryPage *self = CW_DIRECTORY_PAGE (section);

  CW_SECTION_CLASS (cw_directory_page_parent_class)->bind (section, session);
  cw_services_view_bind (self->services, section);
  cw_lists_view_bind (self->lists, section);
}

static void
cw_directory_page_changed (CwSection *section, CwChange change)
{
  CwDirectoryPage *self = CW_DIRECTORY_PAGE (section);

  if (!(change & CW_CHANGE_CODES))
    return;
  cw_services_view_update_codes (self->services);
  cw_lists_view_update_codes (self->lists);
}

static void
cw_directory_page_shown (CwSection *section)
{
  CwDirectoryPage *self = CW_DIRECTORY_PAGE (section);

  if (is_on_services (self))
    cw_services_view_focus (self->services);
  else
    cw_lists_view_focus (self->lists);
}

static void
cw_directory_page_flush (CwSection *section)
{
  cw_services_view_flush (CW_DIRECTORY_PAGE (section)->services);
  cw_lists_view_flush (CW_DIRECTORY_PAGE (section)->lists);
}

static void
open_list_action (GtkWidget *widget, const char *name, GVariant *subject)
{
  CwDirectoryPage *self = CW_DIRECTORY_PAGE (widget);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->lists));
  cw_lists_view_choose (self->lists, g_variant_get_string (subject, NULL));
  cw_lists_view_focus (self->lists);
}

static gboolean
cw_directory_page_search (CwSection *section)
{
  CwDirectoryPage *self = CW_DIRECTORY_PAGE (section);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->services));
  cw_services_view_search (self->services);
  return TRUE;
}

static void
cw_directory_page_class_init (CwDirectoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CwSectionClass *section_class = CW_SECTION_CLASS (klass);

  section_class->bind = cw_directory_page_bind;
  section_class->changed = cw_directory_page_changed;
  section_class->shown = cw_directory_page_shown;
  section_class->flush = cw_directory_page_flush;
  section_class->search = cw_directory_page_search;

  gtk_widget_class_install_action (widget_class, "directory.open-list", "s", open_list_action);
  g_type_ensure (CW_TYPE_SERVICES_VIEW);
  g_type_ensure (CW_TYPE_LISTS_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/directory/cw-directory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwDirectoryPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CwDirectoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwDirectoryPage, services);
  gtk_widget_class_bind_template_child (widget_class, CwDirectoryPage, lists);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
}

static void
cw_directory_page_init (CwDirectoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cw_directory_page_new (void)
{
  return g_object_new (CW_TYPE_DIRECTORY_PAGE, NULL);
}
