/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwRemark:
 *
 * A place in a note where the wording reads as a judgement (R10). It is a pointer with a question,
 * never a refusal. Offsets are in characters.
 */
typedef struct
{
  guint start, length;
  const char *word; /* (transfer none): the entry of the list that was met */
} CwRemark;

GArray *cw_wording_check (const char *text)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwRemark, in order; words inside quotation marks are the
                                  parent's own and are left alone */

G_END_DECLS
