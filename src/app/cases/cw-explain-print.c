/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-explain-print.h"

#include "cw-case-work.h"
#include "report/cw-report.h"

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              CwDocument *document)
{
  cw_document_draw (document, page, gtk_print_context_get_cairo_context (context), CW_DRAW_PAGE);
}

void
cw_explain_print (GtkWidget *over, CwSession *session)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  const CwProfile *profile = cw_session_get_profile (session);
  CwDocument *document = cw_explain_sheet_new (
      profile->schools != NULL && profile->schools[0] != NULL ? profile->schools[0] : "");
  GtkRoot *root = gtk_widget_get_root (over);
  CwSection *section = cw_section_of (over);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, cw_document_title (document));
  gtk_print_operation_set_n_pages (operation, cw_document_n_pages (document));
  g_object_set_data_full (G_OBJECT (operation), "cw-document", document,
                          (GDestroyNotify) cw_document_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), document);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
  if (error != NULL && section != NULL)
    cw_section_report (section, error);
}
