/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwRestorePage:
 *
 * A daily backup of records that do not open any more: it is put beside them, and opened. Nothing
 * that is there is touched.
 */
#define CW_TYPE_RESTORE_PAGE (cw_restore_page_get_type ())
G_DECLARE_FINAL_TYPE (CwRestorePage, cw_restore_page, CW, RESTORE_PAGE, AdwBin)

/* @label: of the records; @kept: (transfer full) (element-type CwBackupFile): newest first. */
GtkWidget *cw_restore_page_new (const char *label, GPtrArray *kept) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
