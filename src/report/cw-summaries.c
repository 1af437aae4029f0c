/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-page.h"

/*
 * Several summaries one after the other. Nothing is added up over them: each part is what its own
 * summary prints.
 */

/**
 * cw_summaries_document_new:
 * @title: what the document is called
 * @summaries: (element-type CwPublished): in the order they are printed
 *
 * The pages of cw_summary_document_new() of each, without a comparison: what it would be compared
 * with stands before it. Pages are counted within each summary.
 *
 * Returns: (transfer full): the document
 */
CwDocument *
cw_summaries_document_new (const char *title, GPtrArray *summaries)
{
  CwDocument *whole;
  CwDay newest = CW_DAY_NONE;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (summaries != NULL && summaries->len > 0, NULL);

  for (guint i = 0; i < summaries->len; i++)
    newest = MAX (newest, cw_published_get_generated (g_ptr_array_index (summaries, i)));
  whole = cw_document_new (title, newest);
  for (guint i = 0; i < summaries->len; i++)
    {
      g_autoptr (CwDocument) part
          = cw_summary_document_new (g_ptr_array_index (summaries, i), NULL);
      gsize n;
      g_autofree gpointer *pages = g_ptr_array_steal (part->pages, &n);

      for (gsize page = 0; page < n; page++)
        g_ptr_array_add (whole->pages, pages[page]);
    }
  return whole;
}
