/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"
#include "cw-period.h"

G_BEGIN_DECLS

/*
 * The conversation before a term is frozen, which cannot be undone: first, of records that may
 * stand twice, whether to go on with these; then whether to freeze (docs/SUMMARIES.md).
 */

/* Called when it is said: the term is being frozen. */
typedef void (*CwFreezeBegun) (CwSection *section);

void cw_freeze_flow_begin (CwSection *section, CwPeriodDetail *detail, CwFreezeBegun begun);

G_END_DECLS
