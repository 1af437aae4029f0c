/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-error.h"

G_DEFINE_QUARK (cw - error - quark, cw_error)
