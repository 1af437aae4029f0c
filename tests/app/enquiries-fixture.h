/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/kit/cw-section.h"

G_BEGIN_DECLS

/* The day all of it happens on: Thursday 19 November 2026. */
#define FIXTURE_TODAY (cw_day_from_ymd (2026, 11, 19))

/**
 * Fixture:
 *
 * An open store in a folder of its own, a session on it, and a window in which a page stands as it
 * does in the program: under a toast overlay.
 */
typedef struct
{
  char *folder;
  CwClock *clock;
  CwSession *session;
  GtkWidget *window;
  CwSection *page;
} Fixture;

/* Work on the store before the session takes it. */
typedef gboolean (*FixtureFill) (CwStore *store, GError **error);

Fixture *fixture_new (FixtureFill fill);
void fixture_show (Fixture *self, GtkWidget *page); /* a CwSection; bound and shown */
void fixture_drop_page (Fixture *self);
void fixture_free (Fixture *self);

/* Pumps the main loop until @done says so; as ground_wait() does. */
typedef gboolean (*FixtureDone) (gpointer data);
void fixture_wait (FixtureDone done, gpointer data);

/* Real keys through the display server: "Tab space ctrl+Return". */
void fixture_keys (Fixture *self, const char *keys);
void fixture_type (Fixture *self, const char *text);

/* Waits until a label says @text, or none does any more; presses the button that a label says it
 * on.
 */
void fixture_wait_for_words (Fixture *self, const char *text);
void fixture_wait_for_no_words (Fixture *self, const char *text);
void fixture_press (Fixture *self, const char *label);

/* Runs @work on the worker thread and waits for it. */
gpointer fixture_call (Fixture *self, CwSessionWork work, gpointer input, CwChange change);

/* Widgets by what they say, in sight or not at all. */
GtkWidget *
fixture_find (GtkWidget *root,
              GType type,
              const char *text); /* a label's or button's words; NULL: any of that type */
gint64 fixture_code (Fixture *self, CwCodeList list, const char *code);

gboolean fixture_add_terms (CwStore *store, GError **error); /* Summer and Autumn 2026 */
gboolean fixture_add_enquiry (CwStore *store,
                              CwDay day,
                              const char *categories,
                              const char *method,
                              const char *about,
                              const char *services,
                              gboolean asked_before,
                              GError **error); /* codes, ';' between them */

G_END_DECLS
