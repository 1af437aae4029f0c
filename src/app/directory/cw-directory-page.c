/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/directory/cw-directory-page.h"

struct _CwDirectoryPage
{
  CwSection parent_instance;
};

G_DEFINE_FINAL_TYPE (CwDirectoryPage, cw_directory_page, CW_TYPE_SECTION)

static void
cw_directory_page_class_init (CwDirectoryPageClass *klass)
{
}

static void
cw_directory_page_init (CwDirectoryPage *self)
{
}

GtkWidget *
cw_directory_page_new (void)
{
  return g_object_new (CW_TYPE_DIRECTORY_PAGE, NULL);
}
