/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cw-case-work.h"

G_BEGIN_DECLS

/*
 * The small conversations about one adult of a case. Each stands over the page that began it and
 * goes with it.
 */

/* A further adult: their own consent first (R2, R7), then who they are. */
void cw_adult_flow_add (GtkWidget *over, CwSession *session, gint64 case_id);
/* The same adult again, or with other choices: a new line in the history. */
void
cw_adult_flow_consent (GtkWidget *over, CwSession *session, gint64 case_id, const CwAdult *adult);
/* Who they are. */
void cw_adult_flow_edit (GtkWidget *over, CwSession *session, const CwCase *cas, gint64 adult_id);
void cw_adult_flow_children (GtkWidget *over, CwSession *session, const CwCase *cas);
/* One of these that was put away half written. Each of them is taken up where it stopped. */
gboolean cw_adult_flow_take_up (GtkWidget *over,
                                CwSession *session,
                                const CwCase *cas,
                                const CwDraft *draft);
/* R9: recording stops; what is written is kept until it is due to go. */
void
cw_adult_flow_withdraw (GtkWidget *over, CwSession *session, gint64 case_id, const CwAdult *adult);

G_END_DECLS
