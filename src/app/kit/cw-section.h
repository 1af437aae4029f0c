/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwSection:
 *
 * A page of the sidebar, or one that is pushed over it. The window knows pages only by this class.
 * A page brings its own header bar, is made on first visit with the session it shows, and is
 * destroyed when the records are locked.
 */
#define CW_TYPE_SECTION (cw_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwSection, cw_section, CW, SECTION, AdwBin)

struct _CwSectionClass
{
  AdwBinClass parent_class;

  /* The session is there: fill the page. Chain up first. */
  void (*bind) (CwSection *self, CwSession *session);
  /* Something was stored (CwChange). */
  void (*changed) (CwSection *self, CwChange change);
  /* Shown (again): put the focus where work begins. */
  void (*shown) (CwSection *self);
  /* Store what is half typed as a draft now: lock, close, focus lost. */
  void (*flush) (CwSection *self);
  /* Ctrl+F. FALSE: this page has no search. */
  gboolean (*search) (CwSection *self);
  /* Alt+Left. TRUE: the page went back a step of its own; FALSE: it can be left. */
  gboolean (*back) (CwSection *self);
};

CwSession *cw_section_get_session (CwSection *self);        /* (transfer none) (nullable) */
void cw_section_bind (CwSection *self, CwSession *session); /* once */
void cw_section_shown (CwSection *self);
void cw_section_flush (CwSection *self);
gboolean cw_section_search (CwSection *self);
gboolean cw_section_back (CwSection *self);
guint cw_section_get_count (
    CwSection *self); /* property "count": what waits here, shown in the sidebar */
void cw_section_set_count (CwSection *self, guint count);

/* Ways to the window, found by walking up: no page knows another. */
void cw_section_toast (CwSection *self, const char *text); /* about 8 seconds, one at a time */
void cw_section_toast_undo (CwSection *self,
                            const char *text,
                            GCallback undo,
                            gpointer data,
                            GDestroyNotify data_free); /* undo (gpointer data) */
void
cw_section_report (CwSection *self,
                   const GError *error); /* says an error in words; cancelled ones are silent */
void cw_section_go (CwSection *self,
                    const char *action,
                    GVariant *target); /* "win.go-to" ("s"), "win.open-case" ("x"),
                                          "win.log-enquiry", "win.new-case", "win.write-contact",
                                          "win.open-paper" ("x"), "win.open-list" ("s"),
                                          "win.term-dates", "win.back" */

/* Takes every toast off @overlay, with what its Undo would have needed. */
void cw_toast_clear (GtkWidget *overlay);

G_END_DECLS
