/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwDraftKeeper:
 *
 * Keeps what is being typed: one second after the last key, at least every five seconds, at once
 * when asked. Property "saved-at" (string, nullable): the time of day of the last save, "14:07".
 */
#define CW_TYPE_DRAFT_KEEPER (cw_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CwDraftKeeper, cw_draft_keeper, CW, DRAFT_KEEPER, GObject)

/* The body of the draft now and the number of words in it; NULL: nothing worth keeping. */
typedef char *(*CwDraftBody) (gpointer data, int *words);

CwDraftKeeper *cw_draft_keeper_new (CwSession *session,
                                    const char *kind,
                                    const char *subject,
                                    gint64 case_id,
                                    CwDraftBody body,
                                    gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void cw_draft_keeper_touch (CwDraftKeeper *self); /* something was typed */
void cw_draft_keeper_flush (CwDraftKeeper *self); /* keep it now */
void cw_draft_keeper_pause (CwDraftKeeper *self); /* the form itself is being stored */
void cw_draft_keeper_adopt (CwDraftKeeper *self,
                            const CwDraft *draft);   /* the draft the form was filled from */
gint64 cw_draft_keeper_get_id (CwDraftKeeper *self); /* 0: none is stored yet */
void cw_draft_keeper_ended (CwDraftKeeper *self,
                            gint64 ended_id); /* the form is stored, and draft @ended_id with it */
void cw_draft_keeper_drop (CwDraftKeeper *self); /* given up: the draft goes */
/* The same, said as @text on @section with an undo that brings the draft back. */
void cw_draft_keeper_drop_undo (CwDraftKeeper *self, CwSection *section, const char *text);
const char *cw_draft_keeper_get_saved_at (CwDraftKeeper *self); /* (nullable) */

G_END_DECLS
