/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-run.h"
#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwFormDraft:
 *
 * Keeps one half-filled form as a draft: a second after the last change, at most five after the
 * first, at once when it is flushed. Saves only what differs from what it saved last. Property
 * "saved-at" (string, nullable): the time of day of the last save, "14:07", with its date where
 * that was not today; NULL from the moment a save failed. A save that failed is tried again after
 * five seconds, at the next change and at the next flush. Signal "failed" (GError *), once until
 * something is saved again: a handler that says it itself returns TRUE, else the page of the form
 * says it.
 */
#define CW_TYPE_FORM_DRAFT (cw_form_draft_get_type ())
G_DECLARE_FINAL_TYPE (CwFormDraft, cw_form_draft, CW, FORM_DRAFT, GObject)

/* The form as text and how many words are in it (0 at first); NULL: nothing worth keeping, so the
 * store keeps what it has; "": nothing is left of it, and the draft goes. */
typedef char *(*CwFormDraftWrite) (gpointer data, int *words);

CwFormDraft *cw_form_draft_new (gpointer widget,
                                CwSession *session,
                                const char *kind,
                                const char *subject,
                                gint64 case_id,
                                CwFormDraftWrite write,
                                gpointer data) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_form_draft_get_subject (CwFormDraft *self);
const char *cw_form_draft_get_saved_at (CwFormDraft *self); /* (nullable) */
void cw_form_draft_set_subject (CwFormDraft *self,
                                const char *subject); /* flushes the one before */
void cw_form_draft_adopt (CwFormDraft *self,
                          const CwDraft *draft); /* the draft the form was filled from */
void cw_form_draft_touch (CwFormDraft *self);    /* something was changed */
/* Now, if anything waits. TRUE: it is on its way, and "saved-at" or "failed" will say more. */
gboolean cw_form_draft_flush (CwFormDraft *self);
gboolean cw_form_draft_is_begun (CwFormDraft *self); /* something was changed, or taken up */
void cw_form_draft_pause (CwFormDraft *self);        /* the form itself is being stored, or goes */
/* The form goes: what is on its way to the store may outlive it, and asks it for nothing more. */
void cw_form_draft_release (CwFormDraft **self);
void cw_form_draft_forget (CwFormDraft *self);    /* it became a record: nothing waits any more; the
                                                     store's draft is the caller's */
void cw_form_draft_drop (CwFormDraft *self);      /* given up, or stored: the draft goes */
void cw_form_draft_drop_ours (CwFormDraft *self); /* only what this form saved or was filled from */
/* Drops it, says so as @text on @section with an undo that brings the draft back. */
void cw_form_draft_drop_undo (CwFormDraft *self, CwSection *section, const char *text);

/* The form is being stored by @job, and the draft ends with it: nothing more is saved meanwhile. By
 * its name: one that is on its way to the store has no number here yet. */
void cw_form_draft_give (CwFormDraft *self, CwJob *job);
/* On the worker thread, as part of storing: the end of the draft that was given. */
gboolean cw_form_draft_end_given (CwStore *store, const CwJob *job, GError **error);
/* On the worker thread: the end of a draft, as part of saving the record it became. TRUE if there
 * was none. */
gboolean cw_form_draft_end (CwStore *store, const char *kind, const char *subject, GError **error);

G_END_DECLS
