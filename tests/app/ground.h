/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/* A real encrypted store in a folder of its own, opened again as often as a test wants. */
typedef struct
{
  char *folder, *path;
  CwClock *clock;
} Ground;

Ground *ground_new (void);
void ground_free (Ground *self);
CwStore *ground_open (Ground *self);
CwSession *ground_open_session (Ground *self);

/* Pumps the main loop until @done says so; fails the test after @seconds, which are against a test
 * that hangs and not a judgement: they grow where sanitizers slow everything down. */
typedef gboolean (*GroundDone) (gpointer data);
void ground_wait (GroundDone done, gpointer data, guint seconds);
gboolean ground_is_true (gpointer flag); /* of a gboolean, for ground_wait() */

/* Until the worker has answered what was asked, what was asked upon that, and so on, and there is
 * nothing left to do here. @session: NULL for none. With windows: display_settle(). */
void ground_settle (CwSession *session);

/* For so long, come what may: where something must not happen, or has a time of its own. What has
 * to happen is waited for. */
void ground_pump (guint milliseconds);

void ground_remove_all (const char *path); /* a folder and all below it, behind no link */

/* The disk is full: no file of this process grows over so many bytes. G_MAXUINT64: it has room. */
void ground_limit_files (guint64 size);

void ground_log_enquiry (CwStore *store); /* any one, of today */

/* How often a passphrase or code was hashed so far: each takes a second. For tests that are linked
 * with --wrap=crypto_pwhash. */
guint ground_count_hashes (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ground, ground_free)

G_END_DECLS
