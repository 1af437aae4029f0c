/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/kit/cw-section.h"
#include "cw-session.h"

G_BEGIN_DECLS

/**
 * CwWindow:
 *
 * The start page while the records are locked, the sidebar and one page while they are open. It
 * navigates and nothing else: pages are known only as CwSection, from one table.
 */
#define CW_TYPE_WINDOW (cw_window_get_type ())
G_DECLARE_FINAL_TYPE (CwWindow, cw_window, CW, WINDOW, AdwApplicationWindow)

CwWindow *cw_window_new (AdwApplication *application) G_GNUC_WARN_UNUSED_RESULT;
CwSession *
cw_window_get_session (CwWindow *self); /* (transfer none) (nullable): NULL while locked */
void cw_window_open (CwWindow *self, CwSession *session); /* shows unlocked records */
/* Drafts stored, database closed, keys wiped, pages gone; an opening under way ends. */
void cw_window_lock (CwWindow *self);
void cw_window_start_demo (CwWindow *self); /* as "Try with demonstration data" on the start page */

/* Navigation. A page of the sidebar by its name ("today", "enquiries", "cases", "summaries",
 * "directory"). */
CwSection *cw_window_go_to (CwWindow *self, const char *name); /* (transfer none) (nullable) */
void cw_window_push (CwWindow *self,
                     CwSection *page);          /* takes it; over the present page, until back */
gboolean cw_window_back (CwWindow *self);       /* FALSE: nothing is pushed */
CwSection *cw_window_get_page (CwWindow *self); /* (transfer none) (nullable): the page in sight */
const char *cw_window_get_page_name (CwWindow *self,
                                     guint index); /* of the sidebar, from 0; NULL past the last */

G_END_DECLS
