/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-code.h"
#include "core/cw-ids.h"

G_BEGIN_DECLS

/**
 * CwCodePicker:
 *
 * A button that opens a list to tick: support types, services. It says what is ticked. Signal
 * "changed".
 */
#define CW_TYPE_CODE_PICKER (cw_code_picker_get_type ())
G_DECLARE_FINAL_TYPE (CwCodePicker, cw_code_picker, CW, CODE_PICKER, GtkWidget)

GtkWidget *cw_code_picker_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_code_picker_set_codes (
    CwCodePicker *self, GPtrArray *codes); /* of CwCode; retired ones only where they are ticked */
void cw_code_picker_set_empty (CwCodePicker *self,
                               const char *text); /* what the button says when nothing is ticked */
void cw_code_picker_set_ids (CwCodePicker *self, const CwIds *ids);
const CwIds *cw_code_picker_get_ids (CwCodePicker *self);

G_END_DECLS
