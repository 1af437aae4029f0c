/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwServicePicker:
 *
 * Services of the directory as tokens, and an entry that finds them: type, arrows, Enter. Only
 * services of the directory can be chosen; what is typed is never kept. Signal "changed".
 */
#define CW_TYPE_SERVICE_PICKER (cw_service_picker_get_type ())
G_DECLARE_FINAL_TYPE (CwServicePicker, cw_service_picker, CW, SERVICE_PICKER, GtkWidget)

const CwIds *cw_service_picker_get_ids (CwServicePicker *self);           /* (transfer none) */
void cw_service_picker_set_ids (CwServicePicker *self, const CwIds *ids); /* no signal */
void cw_service_picker_set_services (
    CwServicePicker *self,
    GPtrArray *services); /* of CwService, by name; retired ones are shown, not offered */
void cw_service_picker_set_categories (
    CwServicePicker *self, const CwIds *categories); /* services for these are offered first */

G_END_DECLS
