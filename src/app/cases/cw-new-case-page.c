/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-new-case-page.h"

struct _CwNewCasePage
{
  CwSection parent_instance;

};

G_DEFINE_FINAL_TYPE (CwNewCasePage, cw_new_case_page, CW_TYPE_SECTION)

static void
cw_new_case_page_class_init (CwNewCasePageClass *class)
{
}

static void
cw_new_case_page_init (CwNewCasePage *self)
{
}

GtkWidget *
cw_new_case_page_new (void)
{
  return g_object_new (CW_TYPE_NEW_CASE_PAGE, NULL);
}
