/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/* The dates of a paper record (R8): a number and four dates, nothing else. Stands over @over. */
void cw_paper_dialog_open (GtkWidget *over, CwSession *session, gint64 number);

G_END_DECLS
