/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/**
 * CwListsView:
 *
 * The code lists: rename an entry where it stands, add, retire and bring back. What was recorded
 * keeps its code, so history is kept; a fixed list can only be renamed. A new entry that is half
 * typed is a draft of its list.
 */
#define CW_TYPE_LISTS_VIEW (cw_lists_view_get_type ())
G_DECLARE_FINAL_TYPE (CwListsView, cw_lists_view, CW, LISTS_VIEW, GtkWidget)

void cw_lists_view_bind (CwListsView *self, CwSection *section); /* once; the page it is on */
void cw_lists_view_update_codes (CwListsView *self);             /* the code book is a new one */
void cw_lists_view_focus (CwListsView *self);
void cw_lists_view_flush (CwListsView *self);
void cw_lists_view_choose (CwListsView *self,
                           const char *subject); /* the list that such a draft is for */

G_END_DECLS
