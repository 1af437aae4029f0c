/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/cw-records.h"

G_BEGIN_DECLS

/**
 * CwNoteView:
 *
 * A note as lines of a kind (R10): what was seen or done, what the parent said, what another said,
 * what was agreed. One text, so that selecting, pasting and undo work across lines; the gutter says
 * the kind of each, Alt+1 to 4 set it. Wording that reads as a judgement is underlined with grey
 * dots, never held up. Signal "changed". Property "remark" (string, nullable): a sentence about the
 * first such wording.
 */
#define CW_TYPE_NOTE_VIEW (cw_note_view_get_type ())
G_DECLARE_FINAL_TYPE (CwNoteView, cw_note_view, CW, NOTE_VIEW, GtkTextView)

GtkWidget *cw_note_view_new (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cw_note_view_get_lines (CwNoteView *self)
    G_GNUC_WARN_UNUSED_RESULT; /* of CwLine, without empty ones */
void cw_note_view_set_lines (CwNoteView *self, GPtrArray *lines);
CwLineKind cw_note_view_get_kind (CwNoteView *self, int line);
int cw_note_view_get_current (CwNoteView *self); /* the line of the cursor */
void cw_note_view_set_kind (
    CwNoteView *self,
    CwLineKind kind); /* of every line that is selected, else of the current one */
const char *cw_note_view_get_remark (CwNoteView *self); /* (nullable) */
void cw_note_view_keep (CwNoteView *self);     /* the wording that the remark is about stays */
void cw_note_view_keep_all (CwNoteView *self); /* every one that is there */
char **cw_note_view_get_kept (CwNoteView *self) G_GNUC_WARN_UNUSED_RESULT;
void cw_note_view_set_kept (CwNoteView *self, const char *const *kept);

const char *cw_line_kind_label (CwLineKind kind);

G_END_DECLS
