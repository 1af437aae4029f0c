/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/* The day all of it happens on, at seven past two. */
#define CASE_TODAY (cw_day_from_ymd (2026, 11, 19))

/* An open store with one case in it, or none, and a window in which a page stands as it does in the
 * program. For g_test_add(): with data the case is there, of two adults, one of whom withdrew, a
 * child, two contacts and a step that is late. */
typedef struct
{
  char *folder;
  CwClock *clock;
  CwSession *session;
  GtkWidget *window, *page;
  AdwToastOverlay *overlay;
  gint64 case_id, joanne, brenda;
  gint64 opened; /* what win.open-case was asked for */
  gboolean back;
} Case;

void case_begin (int *argc, char ***argv);
void case_set_up (Case *self, gconstpointer filled);
void case_tear_down (Case *self, gconstpointer filled);
void case_show (Case *self, GtkWidget *page);

/* Widgets by what they are or say. */
typedef gboolean (*CaseMatch) (GtkWidget *widget, gconstpointer data);
#define CASE_FIND(root, type) case_find (root, case_is_type, GSIZE_TO_POINTER (type))
GtkWidget *case_find (GtkWidget *root, CaseMatch match, gconstpointer data);
GtkWidget *case_wait_for (GtkWidget *root, CaseMatch match, gconstpointer data);
GtkWidget *case_wait_for_dialog (Case *self);
void case_wait_said (Case *self, const char *text);   /* a label in the window has it */
void case_wait_unsaid (Case *self, const char *text); /* none of the page has */
gboolean case_is_type (GtkWidget *widget, gconstpointer type);
gboolean case_is_button (GtkWidget *widget, gconstpointer data);
gboolean case_is_answer (GtkWidget *widget, gconstpointer data);
gboolean case_is_open_tick (GtkWidget *widget, gconstpointer data);
gboolean case_has_label (GtkWidget *widget, gconstpointer data);
gboolean case_could_hold_name (GtkWidget *widget, gconstpointer data);

/* Acts as the user would. */
void case_press (Case *self, const char *label);
void case_keys (Case *self, const char *keys); /* real ones, as "Tab ctrl+Return" */
void case_type (Case *self, const char *text);
void case_choose (Case *self, const char *label);
void case_answer (Case *self, const char *label);

/* Runs @work on the worker thread and waits for it. */
gpointer case_call (Case *self, CwSessionWork work, gpointer input);
gpointer case_read (CwStore *store, gpointer input, GCancellable *cancellable, GError **error);
gpointer
case_read_contacts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error);
void case_wait_drafts (Case *self, guint wanted); /* until there are so many */
gpointer
case_read_drafts (CwStore *store, gpointer input, GCancellable *cancellable, GError **error);

G_END_DECLS
