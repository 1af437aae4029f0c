/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-published.h"

G_BEGIN_DECLS

/* Adds the entries of one table up into what is printed: the lines of several blocks are summed as
 * they were printed, never counted again. @entries: of CwLedgerEntry, one population and dimension,
 * oldest first. */
CwPublishedTable *cw_published_table_new (GPtrArray *entries,
                                          CwCodeBook *book) G_GNUC_WARN_UNUSED_RESULT;
void cw_published_table_free (CwPublishedTable *self);

G_END_DECLS
