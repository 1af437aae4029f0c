/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/* "How terms are counted": term dates, and for each population its calendar and how many families a
 * line needs. Both are fixed for a school year by its first freeze. */
#define CW_TERMS_DRAFT "terms" /* the subject of its draft, which is one of kind "form" */
void cw_terms_show (CwSection *section);

G_END_DECLS
