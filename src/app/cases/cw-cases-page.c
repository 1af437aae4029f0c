/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-cases-page.h"

struct _CwCasesPage
{
  CwSection parent_instance;

};

G_DEFINE_FINAL_TYPE (CwCasesPage, cw_cases_page, CW_TYPE_SECTION)

static void
cw_cases_page_class_init (CwCasesPageClass *class)
{
}

static void
cw_cases_page_init (CwCasesPage *self)
{
}

GtkWidget *
cw_cases_page_new (void)
{
  return g_object_new (CW_TYPE_CASES_PAGE, NULL);
}
