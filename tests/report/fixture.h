/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-published.h"

/* An invented school's published summaries. */

#define FIXTURE_SCHOOL "Hollin Bank Primary School"

CwCodeBook *fixture_book (
    guint n_added); /* shipped codes, and added categories, methods and services "Added … 1", … */
/* @rows: NULL-terminated "code,code … =shown/hours"; hours: a number, "under" or "none". */
CwLedgerEntry *fixture_entry (const char *population,
                              const char *dimension,
                              const char *label,
                              const char *start,
                              const char *end,
                              int records,
                              int families,
                              const char *const *rows);
GPtrArray *fixture_spring (void); /* of CwLedgerEntry: Spring 2026 */
GPtrArray *fixture_summer (void); /* Summer 2026 */
CwPublished *fixture_publish (const char *label,
                              GPtrArray *entries,
                              CwCodeBook *book,
                              gboolean preview); /* takes @entries */
GPtrArray *fixture_earlier (CwCodeBook *book);   /* of CwPublished: five terms up to Spring 2026 */
