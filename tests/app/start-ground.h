/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/shell/cw-window.h"
#include "cli/cw-open.h"

G_BEGIN_DECLS

/*
 * Records on this home's disk, and hands and eyes for the start page. Link with
 * --wrap=crypto_pwhash: the deliberate cost of a passphrase is taken out.
 */

#define START_WORDS "teapot candle walrus gravel oboe"

void start_ground_begin (AdwApplication *application); /* once */
CwWindow *start_ground_open (void);                    /* a window on locked records */
void start_ground_close (CwWindow *window);
void start_ground_clear (void); /* every record of this home goes */

/* …/records-@n; *code: the recovery code as shown. */
char *start_ground_make (guint n, const char *label, gboolean use_keyring, char **code);
/* Records that are there, open; to be closed. */
CwStore *start_ground_store (const char *dir, CwVault **vault);
gboolean start_ground_opens (const char *dir, const char *passphrase, const char *code);
char *start_ground_list (void); /* every file and folder of this home's records, sorted */

/* What is in sight. */
gpointer start_ground_find (gpointer widget, GType type, guint nth);
GtkWidget *start_ground_button (gpointer widget, const char *words); /* NULL: none in sight */
void start_ground_press (gpointer widget, const char *words);        /* has to be sensitive */
void start_ground_await (gpointer widget, const char *words, guint seconds);
void start_ground_type_code (gpointer widget, char **code); /* back from the screen */
void start_ground_type_new (gpointer widget, const char *passphrase);
void start_ground_unlock (gpointer widget, const char *passphrase);

G_END_DECLS
