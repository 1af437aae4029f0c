/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-summaries-page.h"

struct _CwSummariesPage
{
  CwSection parent_instance;
};

G_DEFINE_FINAL_TYPE (CwSummariesPage, cw_summaries_page, CW_TYPE_SECTION)

static void
cw_summaries_page_class_init (CwSummariesPageClass *klass)
{
}

static void
cw_summaries_page_init (CwSummariesPage *self)
{
}

GtkWidget *
cw_summaries_page_new (void)
{
  return g_object_new (CW_TYPE_SUMMARIES_PAGE, NULL);
}
