/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summary-export.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-save.h"

typedef struct
{
  CwSection *section;
  CwExportKind kind;
  CwDocument *document;
  CwPublished *summary;
} Export;

static void
free_export (gpointer data)
{
  Export *self = data;

  g_clear_object (&self->section);
  cw_document_unref (self->document);
  cw_published_unref (self->summary);
  g_free (self);
}

static gboolean
write_export (gpointer data, const char *path, GError **error)
{
  const Export *self = data;
  g_autofree char *text = NULL;

  if (self->kind == CW_EXPORT_PDF)
    return cw_document_write_pdf (self->document, path, error);
  text = self->kind == CW_EXPORT_CSV ? cw_summary_to_csv (self->summary)
                                     : cw_summary_to_json (self->summary);
  return cw_report_write_file (path, text, -1, error);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  Export *self = data;
  g_autoptr (CwSection) section = g_steal_pointer (&self->section);

  if (file != NULL)
    cw_save_file (section, g_file_peek_path (file), write_export, self, free_export, NULL);
  else
    free_export (self);
}

void
cw_export_save (CwSection *section, CwExportKind kind, CwDocument *document, CwPublished *summary)
{
  const char *const endings[] = { "pdf", "csv", "casework-summary" };
  g_autofree char *name = g_strdup_printf ("%s.%s", cw_document_title (document), endings[kind]);
  Export *self = g_new0 (Export, 1);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (section));

  g_strdelimit (name, "/\\", '-');
  self->section = g_object_ref (section);
  self->kind = kind;
  self->document = cw_document_ref (document);
  self->summary = cw_published_ref (summary);
  cw_file_save (GTK_WINDOW (window), _ ("Save the summary"), name, file_chosen_cb, self);
}
