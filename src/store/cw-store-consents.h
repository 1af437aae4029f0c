/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-store-private.h"

G_BEGIN_DECLS

/* An adult without a name and the consent it cannot be without; the gate was asked by the caller,
 * inside its transaction. */
gint64
cw_store_write_adult (CwStore *self, gint64 case_id, const CwConsent *consent, GError **error);

G_END_DECLS
