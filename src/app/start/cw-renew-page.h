/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cw-opening.h"

G_BEGIN_DECLS

/**
 * CwRenewPage:
 *
 * The key file is not as it was when it was last written, so the recovery code on paper may be
 * dead: offers a new one before the records are shown. It can be put off.
 */
#define CW_TYPE_RENEW_PAGE (cw_renew_page_get_type ())
G_DECLARE_FINAL_TYPE (CwRenewPage, cw_renew_page, CW, RENEW_PAGE, AdwBin)

GtkWidget *cw_renew_page_new (CwOpened *opened) G_GNUC_WARN_UNUSED_RESULT; /* takes @opened */

G_END_DECLS
