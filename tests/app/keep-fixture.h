/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/safekeeping/cw-safekeeping-page.h"

G_BEGIN_DECLS

#define KEEP_PASSPHRASE "seven herons on a wall"
#define KEEP_OTHER "nine otters under bridges"

/* Records in a vault of their own, and the page of safekeeping on them. */
typedef struct
{
  char *parent, *dir;
  char *code; /* the recovery code, as shown */
  CwClock *clock;
  CwSession *session;
  CwSafekeepingPage *page; /* borrowed */
  GtkWidget *window;
} Keep;

Keep *keep_new (void);            /* with its page in sight */
Keep *keep_new_in_keyring (void); /* a half of its key is in the keyring */
void keep_show (Keep *self);
void keep_lock (Keep *self);
void keep_open (Keep *self); /* after a lock, without a page */
void keep_free (Keep *self);
gboolean keep_opens (Keep *self, const char *passphrase); /* once locked */
guint keep_count_kept (Keep *self);                       /* daily backups */

/* Records of other fixtures, also opened by KEEP_PASSPHRASE. */
typedef void (*KeepFill) (CwStore *store, gpointer data);
CwSession *keep_make_session (const char *dir,
                              CwClock *clock,
                              gboolean use_keyring,
                              char **code,
                              KeepFill fill,
                              gpointer data);
CwSession *keep_open_session (const char *dir, CwClock *clock); /* again */

/* Until the worker has answered what was asked, what was asked upon that, and what upon that. */
void keep_settle (Keep *self);
AdwActionRow *keep_find_row (Keep *self, const char *title);

/* ---- walks ---- */

gpointer keep_begin (Keep *self, const char *title); /* the walk that the row leads to */
void keep_press_next (gpointer walk);
gboolean keep_is_idle (gpointer walk); /* for ground_wait() */
void keep_type_passphrase (gpointer walk, const char *text);
char *keep_type_code (gpointer walk); /* gives the code that was shown */

G_END_DECLS
