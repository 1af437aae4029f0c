/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summary-export.h"

#include <glib/gi18n.h>

#include "app/kit/cw-compat.h"
#include "app/kit/cw-print.h"

typedef struct
{
  CwSection *section;
  CwExportKind kind;
  CwDocument *document;
  CwPublished *summary;
} Export;

static void
free_export (Export *self)
{
  g_object_unref (self->section);
  cw_document_unref (self->document);
  cw_published_unref (self->summary);
  g_free (self);
}

static gboolean
write_export (Export *self, const char *path, GError **error)
{
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
  g_autoptr (GError) error = NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *said = g_strdup_printf (/* Translators: %s is the name of a file */
                                               _ ("“%s” is saved."), name);

      if (write_export (self, path, &error))
        cw_section_toast (self->section, said);
      else
        cw_section_report (self->section, error);
    }
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

/* ---- printing ---- */

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, CwSection *section)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    cw_section_toast (section, _ ("Sent to the printer. Its queue may keep a copy."));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  g_debug ("printing: %s", error != NULL ? error->message : "");
  cw_section_toast (section,
                    _ ("It could not be printed. Nothing is lost: save it as PDF and print that."));
}

void
cw_export_print (CwSection *section, CwDocument *document)
{
  g_autoptr (GtkPrintOperation) operation = cw_print_operation_new (document);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (section));

  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), section, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           NULL);
}
