/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "app/directory/cw-services-view-private.h"
#include "app/kit/cw-compat.h"
#include "app/kit/cw-print.h"
#include "app/kit/cw-save.h"
#include "core/cw-item.h"
#include "report/cw-report.h"

/* The sheet of the ticked services, by name (R6: it says itself that it is no recommendation). */
static CwDocument *
make_sheet (CwServicesView *self)
{
  CwProfile *profile = cw_session_get_profile (self->session);
  g_autoptr (GPtrArray) services = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->services));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwItem) item = g_list_model_get_item (G_LIST_MODEL (self->services), i);
      const CwService *service = cw_item_get (item);

      if (cw_ids_contains (self->ticked, service->code_id))
        g_ptr_array_add (services, (gpointer) service);
    }
  return cw_signpost_sheet_new (
      profile->schools != NULL && profile->schools[0] != NULL ? profile->schools[0] : "", services);
}

static GtkWindow *
get_window (CwServicesView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
cw_services_view_print (CwServicesView *self)
{
  g_autoptr (CwDocument) sheet = NULL;

  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  sheet = make_sheet (self);
  cw_print_run (self, sheet, NULL);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwServicesView) self = data;

  if (file != NULL && self->session != NULL && !cw_session_is_closed (self->session))
    cw_save_file (self, g_file_peek_path (file), cw_save_pdf, make_sheet (self),
                  (GDestroyNotify) cw_document_unref, NULL);
}

void
cw_services_view_save_pdf (CwServicesView *self)
{
  g_return_if_fail (CW_IS_SERVICES_VIEW (self));

  /* Translators: the name the program proposes for the file; keep ".pdf". */
  cw_file_save (get_window (self), _ ("Save the sheet"), _ ("Services.pdf"), file_chosen_cb,
                g_object_ref (self));
}
