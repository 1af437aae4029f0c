/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CW_DIGEST_PER_LINE 4 /* groups in a line */

/* A digest as people compare it, on paper and by telephone (R21): "a94a 8fe5 ccb1 9ba6", groups of
 * four, a new line after each four of them. The handover's cover sheet and the page that receives
 * it show the same. */
char *cw_digest_groups (const char *hex) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
