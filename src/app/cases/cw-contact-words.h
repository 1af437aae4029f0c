/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-contact-state.h"

G_BEGIN_DECLS

/* What the composer says about a contact. */
char *cw_contact_problem_text (const CwContactState *state,
                               GPtrArray *adults) G_GNUC_WARN_UNUSED_RESULT; /* (nullable) */
char *cw_contact_reader_text (const CwContactState *state,
                              GPtrArray *adults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
