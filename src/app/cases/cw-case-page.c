/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-case-page.h"

struct _CwCasePage
{
  CwSection parent_instance;
  gint64 case_id;
};

G_DEFINE_FINAL_TYPE (CwCasePage, cw_case_page, CW_TYPE_SECTION)

static void
cw_case_page_class_init (CwCasePageClass *class)
{
}

static void
cw_case_page_init (CwCasePage *self)
{
}

GtkWidget *
cw_case_page_new (gint64 case_id)
{
  CwCasePage *self = g_object_new (CW_TYPE_CASE_PAGE, NULL);

  self->case_id = case_id;
  return GTK_WIDGET (self);
}

gint64
cw_case_page_get_case (CwCasePage *self)
{
  g_return_val_if_fail (CW_IS_CASE_PAGE (self), 0);
  return self->case_id;
}

void
cw_case_page_begin_contact (CwCasePage *self)
{
  g_return_if_fail (CW_IS_CASE_PAGE (self));
}

