/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwSetupPost:
 *
 * The first step of set-up: what the records are called, the adviser, the schools, the hours and
 * the terms. Signal "changed".
 */
#define CW_TYPE_SETUP_POST (cw_setup_post_get_type ())
G_DECLARE_FINAL_TYPE (CwSetupPost, cw_setup_post, CW, SETUP_POST, AdwBin)

gboolean cw_setup_post_is_right (CwSetupPost *self);
CwProfile *cw_setup_post_get_profile (CwSetupPost *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cw_setup_post_get_terms (CwSetupPost *self) G_GNUC_WARN_UNUSED_RESULT; /* of CwTerm */

G_END_DECLS
