/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwComposer:
 *
 * Where a contact is written up: with whom, when, how, the note, the next step, saved in one press
 * (R10, R11). At rest it is one line. Signals "opened"; "closed"; "saved" (gint64 contact id).
 */
#define CW_TYPE_COMPOSER (cw_composer_get_type ())
G_DECLARE_FINAL_TYPE (CwComposer, cw_composer, CW, COMPOSER, AdwBin)

GtkWidget *cw_composer_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Shows @cas; the first time also takes up @draft (nullable). Later calls keep what is typed. */
void cw_composer_set_case (CwComposer *self,
                           CwSession *session,
                           const CwCase *cas,
                           const CwDraft *draft);
void cw_composer_open (CwComposer *self);
void cw_composer_edit (CwComposer *self, const CwContact *contact); /* a stored one */
void cw_composer_flush (CwComposer *self);
void cw_composer_save (CwComposer *self); /* as the button */
gboolean cw_composer_is_open (CwComposer *self);

G_END_DECLS
