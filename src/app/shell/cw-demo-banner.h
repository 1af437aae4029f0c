/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

void cw_demo_banner_add (CwSection *page);

G_END_DECLS
