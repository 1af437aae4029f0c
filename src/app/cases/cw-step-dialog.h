/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-case-work.h"

G_BEGIN_DECLS

typedef void (*CwStepTakeAway) (GtkWidget *over, const CwStep *step);

/* Adds a next step to @cas, or changes @step, over the widget that lists them. @take_away: called
 * when it is not wanted any more. */
void cw_step_dialog_open (GtkWidget *over,
                          CwSession *session,
                          const CwCase *cas,
                          const CwStep *step,
                          CwStepTakeAway take_away);

G_END_DECLS
