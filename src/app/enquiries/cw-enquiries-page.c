/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/enquiries/cw-enquiries-page.h"

struct _CwEnquiriesPage
{
  CwSection parent_instance;
};

G_DEFINE_FINAL_TYPE (CwEnquiriesPage, cw_enquiries_page, CW_TYPE_SECTION)

static void
cw_enquiries_page_class_init (CwEnquiriesPageClass *klass)
{
}

static void
cw_enquiries_page_init (CwEnquiriesPage *self)
{
}

GtkWidget *
cw_enquiries_page_new (void)
{
  return g_object_new (CW_TYPE_ENQUIRIES_PAGE, NULL);
}

void
cw_enquiries_page_begin (CwEnquiriesPage *self)
{
  g_return_if_fail (CW_IS_ENQUIRIES_PAGE (self));
}
