/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-print.h"

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              CwDocument *document)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / CW_PAGE_WIDTH,
                      gtk_print_context_get_height (context) / CW_PAGE_HEIGHT);

  /* Another size of paper gets the whole page, smaller. */
  if (scale < 0.999)
    cairo_scale (cr, scale, scale);
  cw_document_draw (document, (guint) page, cr, CW_DRAW_PAGE);
}

GtkPrintOperation *
cw_print_operation_new (CwDocument *document)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  g_return_val_if_fail (document != NULL, operation);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) cw_document_n_pages (document));
  gtk_print_operation_set_job_name (operation, cw_document_title (document));
  g_object_set_data_full (G_OBJECT (operation), "cw-document", cw_document_ref (document),
                          (GDestroyNotify) cw_document_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), document);
  return operation;
}
