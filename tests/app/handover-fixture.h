/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/safekeeping/cw-safekeeping-page.h"
#include "app/shell/cw-window.h"
#include "keep-fixture.h"

G_BEGIN_DECLS

#define TODAY "2026-11-22"

/* Real encrypted records in a vault of their own (KEEP_PASSPHRASE), with cases, in the window, at
 * Safekeeping. */
typedef struct
{
  char *parent, *dir;
  CwClock *clock;
  CwSession *session;
  CwSafekeepingPage *page; /* borrowed */
  CwWindow *window;
  gint64 cases[5];   /* Hughes, long names, withdrawn, another, closed */
  gint64 entries[3]; /* of the first case */
} Handover;

Handover *handover_new (void);
void handover_free (Handover *self);
void handover_lock (Handover *self);
void handover_open (Handover *self); /* again, with the passphrase */
void handover_add_cases (CwStore *store, guint n);
void handover_add_entries (CwStore *store, gint64 case_id, guint n);
gint64 handover_add_case (CwStore *store, const char *name, gint64 *adult);
gint64 handover_add_entry (
    CwStore *store, gint64 case_id, gint64 adult, const char *day, const char *words);
/* Runs @work on the session's thread and waits. */
typedef void (*HandoverWork) (CwStore *store, gpointer data);
void handover_run (Handover *self, HandoverWork work, gpointer data);
/* Waits until what was asked of the records so far, and what that led to, is answered. */
void handover_settle (void);

/* Looking into pages. */
GtkWidget *handover_find_text (gpointer widget, GType type, const char *text); /* NULL: none */
gboolean handover_is_seen (GtkWidget *widget);

G_END_DECLS
