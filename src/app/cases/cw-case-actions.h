/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-case-page.h"

G_BEGIN_DECLS

/* What the menu of a case's page does; used by the page alone. */

void cw_case_actions_install (GtkWidgetClass *page_class);
/* The menu for the case as it is now: status, people, family, erasing. */
GMenuModel *cw_case_actions_make_menu (const CwCase *cas) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none) (nullable): the case as it was read last. */
const CwCase *cw_case_page_get_record (CwCasePage *self);

G_END_DECLS
