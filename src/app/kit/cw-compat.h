/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The one place that knows which toolkit it is built against. Everything else uses only what
 * GTK 4.8 and libadwaita 1.2 have and later ones still approve of.
 */

/* @file: where to save, NULL when nothing was chosen. Only local files are offered. */
typedef void (*CwFileFunc) (GFile *file, gpointer data);
void cw_file_save (
    GtkWindow *parent, const char *title, const char *name, CwFileFunc func, gpointer data);
/* The same for a file that is there. */
void cw_file_open (GtkWindow *parent, const char *title, CwFileFunc func, gpointer data);

/* A question with a safe answer and one that does something. @extra (may be NULL) stands under the
 * words. The focus is on the safe answer when @destructive, else on the other; Esc is the safe one.
 */
typedef void (*CwAnswerFunc) (gboolean yes, gpointer data);
void cw_ask (GtkWindow *parent,
             const char *heading,
             const char *body,
             GtkWidget *extra,
             const char *safe,
             const char *yes,
             gboolean destructive,
             CwAnswerFunc func,
             gpointer data);

/* The same for a question that is worth a moment: nothing is destroyed, and yet Enter and the focus
 * are on the safe answer. */
void cw_ask_careful (GtkWindow *parent,
                     const char *heading,
                     const char *body,
                     GtkWidget *extra,
                     const char *safe,
                     const char *yes,
                     CwAnswerFunc func,
                     gpointer data);

/* Puts away every question and dialog over @parent, each with its safe answer. */
void cw_close_dialogs (GtkWindow *parent);

/* The window that says what the program is. */
void cw_show_about (GtkWindow *parent, const char *name, const char *version, const char *comments);

/* Tells @text to those who listen ("": says no more). */
void cw_announce (GtkWidget *from, const char *text);

void cw_css_load (GtkCssProvider *provider, const char *css);
void cw_open_uri (GtkWindow *parent, const char *uri);

G_END_DECLS
