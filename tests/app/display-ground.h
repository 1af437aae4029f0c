/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/* What the tests on a display have in common: the program, its windows, and eyes for them. */

void display_begin (int *argc, char ***argv);    /* the first thing in main() */
AdwApplication *display_make_application (void); /* once: it is not made to be made twice */
void display_load_style (void); /* the program's own, for pages that stand without it */

gboolean display_is_open (gpointer window); /* a CwWindow, on records; for ground_wait() */

/* Until all that is under way is on the screen: what the display has sent, what the worker answers
 * and what is asked upon that, idle work, and the drawing of every window. Not what waits for a
 * time of its own, nor other threads. @session: NULL for none. */
void display_settle (CwSession *session);
void display_settle_window (gpointer window); /* a CwWindow, with records or locked */

/* What there is below a widget, in sight or not. @css_class may be NULL. */
GPtrArray *display_find_all (gpointer widget, GType type, const char *css_class);
gpointer display_find (gpointer widget, GType type); /* the first; there has to be one */

gboolean display_says (gpointer widget, const char *words); /* a label in sight has them */

/* How many texts in sight below a widget have an underlined letter that another has too: Alt and
 * the letter would only move the focus between them. Each is told as a message. */
guint display_count_clashes (gpointer widget);

void display_picture (const char *name); /* into the folder CW_PICTURES, where it is set */

G_END_DECLS
