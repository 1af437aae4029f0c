/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-contact-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CwComposerFoot:
 *
 * The foot of the composer: when the draft was saved, what is said about the contact as it stands,
 * and the buttons, whose actions are the composer's. Signal "keep": the wording that was remarked
 * on stays (R10).
 */
#define CW_TYPE_COMPOSER_FOOT (cw_composer_foot_get_type ())
G_DECLARE_FINAL_TYPE (CwComposerFoot, cw_composer_foot, CW, COMPOSER_FOOT, AdwBin)

/* Says what is wrong where @tried, else @remark (nullable), else who may read the note. */
void cw_composer_foot_advise (CwComposerFoot *self,
                              const CwContactState *state,
                              GPtrArray *adults,
                              gboolean tried,
                              const char *remark);
void cw_composer_foot_set_problem (CwComposerFoot *self, const char *text);
gboolean cw_composer_foot_set_not_kept (CwComposerFoot *self,
                                        const char *text); /* (nullable); TRUE: that is news */
void cw_composer_foot_set_saved_at (CwComposerFoot *self, const char *time); /* (nullable) */
void cw_composer_foot_set_changing (CwComposerFoot *self, gboolean changing);

G_END_DECLS
