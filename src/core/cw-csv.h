/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cw-code.h"
#include "cw-records.h"

G_BEGIN_DECLS

/**
 * CwCsv:
 *
 * RFC 4180 reading: quoted fields with commas, quotes and line breaks, LF or CRLF, a UTF-8 byte
 * order mark. The first line names the columns; case and spaces around a name do not matter. A line
 * that breaks the shape of the table is no row but a fault: whoever reads the rows has to look at
 * the faults too, or would leave those lines out in silence.
 */
typedef struct _CwCsv CwCsv;

CwCsv *cw_csv_parse (const char *text, gsize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* CW_ERROR_INVALID: empty, or a first line that is no heading */
void cw_csv_free (CwCsv *self);
guint cw_csv_n_rows (CwCsv *self);          /* without the heading; empty lines are left out */
guint cw_csv_line (CwCsv *self, guint row); /* line number in the file, from 1 */
/* Not UTF-8, a quote left open, text after a quote, more cells than columns, a column named twice:
 * in order of line. */
guint cw_csv_n_faults (CwCsv *self);
guint cw_csv_fault_line (CwCsv *self, guint fault);
const char *cw_csv_fault_reason (CwCsv *self, guint fault); /* a sentence */
gboolean cw_csv_has (CwCsv *self, const char *column);
const char *cw_csv_get (CwCsv *self, guint row, const char *column); /* trimmed; "" where missing */
char **cw_csv_columns (CwCsv *self) G_GNUC_WARN_UNUSED_RESULT;

/* Writing: every cell quoted, and one that a spreadsheet would run as a formula gets a leading
 * apostrophe
 * (= + - @ TAB CR LF and full-width forms, also after spaces, a byte order mark or zero-width
 * characters). */
void cw_csv_append_row (GString *out,
                        const char *const *cells); /* NULL-terminated; ends with CR LF */
char *cw_csv_safe_cell (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCsv, cw_csv_free)

G_END_DECLS
