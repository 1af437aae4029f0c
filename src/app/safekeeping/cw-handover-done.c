/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-handover-done.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-inventory-table.h"
#include "app/kit/cw-print.h"
#include "app/kit/cw-save.h"
#include "app/kit/cw-wrap-box.h"
#include "cli/cw-safekeeping.h"
#include "core/cw-digest.h"
#include "cw-walk-frame.h"

struct _CwHandoverDone
{
  AdwBin parent_instance;

  /* template widgets */
  AdwBin *counts;
  GtkLabel *digest;
  GtkWidget *behind_box;
  GtkLabel *behind;
  GtkLabel *saved;

  /* owned */
  CwDocument *sheet;

  CwDay day;
};

G_DEFINE_FINAL_TYPE (CwHandoverDone, cw_handover_done, ADW_TYPE_BIN)

/* ---- the cover sheet ---- */

static CwWalkFrame *
get_frame (CwHandoverDone *self)
{
  return (CwWalkFrame *) gtk_widget_get_ancestor (GTK_WIDGET (self), CW_TYPE_WALK_FRAME);
}

static void
print_failed_cb (gpointer self, const GError *error)
{
  if (get_frame (self) != NULL)
    cw_walk_frame_report (get_frame (self), error);
}

static void
print_cb (CwHandoverDone *self)
{
  g_assert (CW_IS_HANDOVER_DONE (self));

  if (self->sheet != NULL)
    cw_print_run (self, self->sheet, print_failed_cb);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CwHandoverDone) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->sheet != NULL)
    cw_handover_done_save (self, path);
}

static void
save_cb (CwHandoverDone *self)
{
  g_autofree char *day = NULL, *name = NULL;

  g_assert (CW_IS_HANDOVER_DONE (self));

  day = cw_day_to_iso (self->day);
  /* Translators: the name of a file that says nothing about anybody, %s is a date, 2026-11-22. */
  name = g_strdup_printf (_ ("Casework cover sheet %s.pdf"), day);
  cw_file_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save the cover sheet"),
                name, chosen_cb, g_object_ref (self));
}

/* ---- the widget ---- */

static void
cw_handover_done_dispose (GObject *object)
{
  g_clear_pointer (&CW_HANDOVER_DONE (object)->sheet, cw_document_unref);
  G_OBJECT_CLASS (cw_handover_done_parent_class)->dispose (object);
}

static void
cw_handover_done_class_init (CwHandoverDoneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_handover_done_dispose;
  g_type_ensure (CW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/com/ppp/Casework/ui/safekeeping/cw-handover-done.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHandoverDone, counts);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverDone, digest);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverDone, behind_box);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverDone, behind);
  gtk_widget_class_bind_template_child (widget_class, CwHandoverDone, saved);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
cw_handover_done_init (CwHandoverDone *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cw_handover_done_show (CwHandoverDone *self,
                       CwSession *session,
                       const CwInventory *inventory,
                       const char *behind)
{
  g_autofree char *groups = NULL;

  g_return_if_fail (CW_IS_HANDOVER_DONE (self));
  g_return_if_fail (inventory != NULL);

  groups = cw_digest_groups (inventory->digest);
  self->day = cw_session_get_today (session);
  g_clear_pointer (&self->sheet, cw_document_unref);
  self->sheet = cw_handover_sheet_of (cw_session_get_label (session), self->day, inventory);
  adw_bin_set_child (self->counts,
                     cw_inventory_table_new (inventory, _ ("In the file"), NULL, NULL));
  gtk_label_set_text (self->digest, groups);
  gtk_label_set_text (self->behind, behind != NULL ? behind : "");
  gtk_widget_set_visible (self->behind_box, behind != NULL);
}

static void
saved_cb (gpointer widget, const GError *error)
{
  CwHandoverDone *self = widget;

  if (get_frame (self) == NULL)
    return;
  cw_walk_frame_report (get_frame (self), error);
  gtk_label_set_text (self->saved, error == NULL ? _ ("The cover sheet is saved.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->saved), error == NULL);
}

void
cw_handover_done_save (CwHandoverDone *self, const char *path)
{
  g_return_if_fail (CW_IS_HANDOVER_DONE (self));
  g_return_if_fail (self->sheet != NULL && path != NULL);

  cw_save_file (self, path, cw_save_pdf, cw_document_ref (self->sheet),
                (GDestroyNotify) cw_document_unref, saved_cb);
}
