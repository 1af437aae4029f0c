/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwFormDraft:
 *
 * Keeps one half-filled form as a draft: a second after the last change, at most five after the
 * first, at once when it is flushed. Saves only what differs from what it saved last.
 */
#define CW_TYPE_FORM_DRAFT (cw_form_draft_get_type ())
G_DECLARE_FINAL_TYPE (CwFormDraft, cw_form_draft, CW, FORM_DRAFT, GObject)

/* The form as key-file text; NULL: there is nothing to keep. */
typedef char *(*CwFormDraftWrite) (gpointer data);

CwFormDraft *cw_form_draft_new (CwSection *section,
                                const char *kind,
                                const char *subject,
                                CwFormDraftWrite write,
                                gpointer data) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_form_draft_get_subject (CwFormDraft *self);
void cw_form_draft_set_subject (CwFormDraft *self,
                                const char *subject); /* flushes the one before */
void cw_form_draft_touch (CwFormDraft *self);         /* something was changed */
void cw_form_draft_flush (CwFormDraft *self);         /* now, if anything waits */
void cw_form_draft_forget (CwFormDraft *self); /* it became a record: nothing waits any more; the
                                                  store's draft is the caller's */
void cw_form_draft_drop (CwFormDraft *self);   /* and take it out of the store */

/* On the worker thread: the end of a draft, as part of saving the record it became. TRUE if there
 * was none. */
gboolean cw_form_draft_end (CwStore *store, const char *kind, const char *subject, GError **error);

G_END_DECLS
