/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "report/cw-report.h"

/* Reading back what was written, with the tools a reader would use. */

char *tools_run (const char *first, ...)
    G_GNUC_NULL_TERMINATED; /* standard output; fails the test when the program does */
char *tools_folder (void);  /* a new empty folder */
char *tools_write_pdf (CwDocument *document,
                       const char *folder,
                       const char *name); /* takes @document; the path */
char *tools_pdf_text (const char *path);
char *tools_flatten (const char *text); /* one space for every run of white space */
void tools_assert_has (const char *text, const char *part);
void tools_assert_not (const char *text, const char *part);
