/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwTodayPage:
 *
 * The first page: the three commonest acts, what is late, due today and due in the next seven days,
 * and what was left unfinished. A row is opened with Enter, marked done with Space, moved with M.
 */
#define CW_TYPE_TODAY_PAGE (cw_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CwTodayPage, cw_today_page, CW, TODAY_PAGE, CwSection)

G_END_DECLS
