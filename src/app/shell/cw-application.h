/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwApplication:
 *
 * One window, one process: a second start raises the first window. --demo opens the demonstration
 * at once.
 */
#define CW_TYPE_APPLICATION (cw_application_get_type ())
G_DECLARE_FINAL_TYPE (CwApplication, cw_application, CW, APPLICATION, AdwApplication)

CwApplication *cw_application_new (gboolean harden) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
