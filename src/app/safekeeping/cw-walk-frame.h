/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What runs from a fraction of the whole on, in words (the stages of the acts in
 * cli/cw-safekeeping.h). A table of them ends with NULL. */
typedef struct
{
  double from;
  const char *words;
} CwWalkStage;

/**
 * CwWalkFrame:
 *
 * What every walk of safekeeping has: a header bar with the way back, heading and words, a body,
 * what went wrong, and a foot with how far it is and the buttons. Properties "title", "note" (at
 * the foot), "next-label", "body". Signals "next", "leave" (back, Esc or Cancel).
 */
#define CW_TYPE_WALK_FRAME (cw_walk_frame_get_type ())
G_DECLARE_FINAL_TYPE (CwWalkFrame, cw_walk_frame, CW, WALK_FRAME, AdwBin)

void cw_walk_frame_say (CwWalkFrame *self, const char *heading, const char *words);
void cw_walk_frame_set_next (CwWalkFrame *self, const char *label, gboolean sensitive);
void cw_walk_frame_set_sensitive (CwWalkFrame *self, gboolean sensitive); /* the next button */
void cw_walk_frame_set_danger (CwWalkFrame *self, gboolean danger);  /* the next button destroys */
void cw_walk_frame_set_leave (CwWalkFrame *self, const char *label); /* NULL: "_Cancel" */
void cw_walk_frame_set_note (CwWalkFrame *self, const char *note);
/* Work is under way: the buttons but Cancel are asleep. @may_cancel FALSE: it is quick and whole.
 */
void cw_walk_frame_set_busy (CwWalkFrame *self, gboolean busy, gboolean may_cancel);
/* Work that may take long is under way: how far it is, which of @stages runs, and Cancel, which
 * cancels what is returned (transfer none). Ended by cw_walk_frame_set_busy() with FALSE. */
GCancellable *cw_walk_frame_begin (CwWalkFrame *self, const CwWalkStage *stages);
gboolean cw_walk_frame_is_busy (CwWalkFrame *self);
void cw_walk_frame_set_fraction (CwWalkFrame *self, double fraction);
void cw_walk_frame_report (CwWalkFrame *self, const GError *error); /* NULL: nothing is wrong */
void cw_walk_frame_end (CwWalkFrame *self);                         /* nothing to cancel any more */

G_END_DECLS
