/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwDirectoryPage:
 *
 * The services one can point parents to (R34), and the code lists.
 */
#define CW_TYPE_DIRECTORY_PAGE (cw_directory_page_get_type ())
G_DECLARE_FINAL_TYPE (CwDirectoryPage, cw_directory_page, CW, DIRECTORY_PAGE, CwSection)

GtkWidget *cw_directory_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
