/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"
#include "app/kit/cw-kit.h"

static gint64
get_category (CwServicesView *self)
{
  guint at = gtk_drop_down_get_selected (self->category);

  return at < self->category_ids->len ? g_array_index (self->category_ids, gint64, at) : 0;
}

static gboolean
match_service (gpointer item, gpointer data)
{
  CwServicesView *self = data;
  const CwService *service = cw_item_get (CW_ITEM (item));
  const char *const texts[]
      = { service->name, service->what_for, service->address, service->telephone, NULL };

  if ((service->retired && !gtk_toggle_button_get_active (self->retired))
      || (!service->independent && gtk_toggle_button_get_active (self->independent))
      || (get_category (self) != 0 && !cw_ids_contains (service->categories, get_category (self))))
    return FALSE;
  return cw_has_words (texts, gtk_editable_get_text (self->search));
}

/**
 * cw_services_view_make_filter:
 *
 * Returns: (transfer full): passes the services that the fields over the table ask for
 */
GtkFilter *
cw_services_view_make_filter (CwServicesView *self)
{
  g_return_val_if_fail (CW_IS_SERVICES_VIEW (self), NULL);

  cw_a11y_drop_down (self->category, _ ("Filter by what it helps with"));
  return GTK_FILTER (gtk_custom_filter_new (match_service, self, NULL));
}

/**
 * cw_services_view_fill_categories:
 * @codes: the lists as they are now
 *
 * Offers the categories that are in use; the one that was chosen stays so.
 */
void
cw_services_view_fill_categories (CwServicesView *self, CwCodeBook *codes)
{
  g_autoptr (GtkStringList) names = NULL;
  GPtrArray *list;
  gint64 chosen, none = 0;
  guint at = 0;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));
  g_return_if_fail (codes != NULL);

  names = gtk_string_list_new (NULL);
  list = cw_code_book_list (codes, CW_LIST_ENQUIRY_CATEGORY);
  chosen = get_category (self);
  g_array_set_size (self->category_ids, 0);
  g_array_append_val (self->category_ids, none);
  gtk_string_list_append (names, _ ("Helps with anything"));
  for (guint i = 0; i < list->len; i++)
    {
      const CwCode *code = g_ptr_array_index (list, i);

      if (code->retired)
        continue;
      gtk_string_list_append (names, code->label);
      g_array_append_val (self->category_ids, code->id);
      if (code->id == chosen)
        at = self->category_ids->len - 1;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->category, at);
  self->setting = FALSE;
}

/* Whether retired ones are shown is no filter: it stays. */
void
cw_services_view_clear_filter (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  self->setting = TRUE;
  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->category, 0);
  gtk_toggle_button_set_active (self->independent, FALSE);
  self->setting = FALSE;
}
