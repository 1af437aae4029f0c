/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-print.h"

#include <glib/gi18n.h>

#include "core/cw-error.h"

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

typedef struct
{
  GWeakRef widget;
  CwRunFailed failed;
} Run;

static void
free_run (gpointer data, GClosure *closure)
{
  Run *run = data;

  g_weak_ref_clear (&run->widget);
  g_free (run);
}

/* What GTK says is not for the adviser. */
static void
say_failed (Run *run, gpointer widget, GtkPrintOperation *operation)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error
      = g_error_new_literal (CW_ERROR, CW_ERROR_FAILED,
                             _ ("It could not be printed. Nothing is lost: see whether the printer "
                                "is on, and try again."));

  gtk_print_operation_get_error (operation, &cause);
  g_debug ("printing: %s", cause != NULL ? cause->message : "");
  if (run->failed != NULL)
    run->failed (widget, error);
  else
    cw_report (widget, error);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Run *run)
{
  g_autoptr (GObject) widget = g_weak_ref_get (&run->widget);

  if (widget != NULL && result == GTK_PRINT_OPERATION_RESULT_ERROR)
    say_failed (run, widget, operation);
  else if (widget != NULL && result == GTK_PRINT_OPERATION_RESULT_APPLY)
    cw_say (widget, _ ("Sent to the printer. Its queue may keep a copy."));
}

void
cw_print_run_operation (gpointer widget,
                        GtkPrintOperation *operation,
                        GtkPrintOperationAction action,
                        CwRunFailed failed)
{
  GtkRoot *root;
  Run *run;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_PRINT_OPERATION (operation));

  root = gtk_widget_get_root (widget);
  run = g_new0 (Run, 1);
  g_weak_ref_init (&run->widget, widget);
  run->failed = failed;
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), run, free_run, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, action, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                           NULL);
}

void
cw_print_run (gpointer widget, CwDocument *document, CwRunFailed failed)
{
  g_autoptr (GtkPrintOperation) operation = cw_print_operation_new (document);

  cw_print_run_operation (widget, operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, failed);
}
