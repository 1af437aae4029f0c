/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-case-work.h"

G_BEGIN_DECLS

/**
 * CwPeopleStrip:
 *
 * The people of a case, always in sight: what each adult agreed to, in words with an icon (R2, R7,
 * R9); the children. A press on a card shows its history. Signals "add-adult", "children"; "edit",
 * "consent", "withdraw" (gint64 adult id).
 */
#define CW_TYPE_PEOPLE_STRIP (cw_people_strip_get_type ())
G_DECLARE_FINAL_TYPE (CwPeopleStrip, cw_people_strip, CW, PEOPLE_STRIP, AdwBin)

void
cw_people_strip_set_case (CwPeopleStrip *self, const CwCase *cas, CwCodeBook *codes, CwDay today);

G_END_DECLS
