/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-case-work.h"

G_BEGIN_DECLS

/**
 * CwNamesForm:
 *
 * Step three of opening a case: who the adult who agreed is, and the children. Made only from a
 * stored case (R7). Keeps its own draft. Signal "changed"; "another": a further adult is to be
 * added.
 */
#define CW_TYPE_NAMES_FORM (cw_names_form_get_type ())
G_DECLARE_FINAL_TYPE (CwNamesForm, cw_names_form, CW, NAMES_FORM, AdwBin)

GtkWidget *cw_names_form_new (CwSession *session, const CwCase *cas) G_GNUC_WARN_UNUSED_RESULT;
void cw_names_form_flush (CwNamesForm *self);
gboolean cw_names_form_has_name (CwNamesForm *self);
/* Stores what is there and calls @done on @widget. */
void cw_names_form_save (CwNamesForm *self, gpointer widget, CwRunDone done);
void cw_names_form_focus (CwNamesForm *self);

G_END_DECLS
