/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-note-view.h"

G_BEGIN_DECLS

/* The kinds of a note's lines, beside them; a press offers the four. */
#define CW_TYPE_NOTE_GUTTER (cw_note_gutter_get_type ())
G_DECLARE_FINAL_TYPE (CwNoteGutter, cw_note_gutter, CW, NOTE_GUTTER, GtkWidget)

GtkWidget *cw_note_gutter_new (CwNoteView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
