/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/cw-open.h"
#include "cli/cw-safekeeping.h"
#include "vault/cw-passphrase.h"

/* A vault with a few records in a folder of its own, unlocked and open: 19 November 2026. */

#define PASSPHRASE "seven herons over quiet water"
#define OTHER_PASSPHRASE "nine ponies under a loud bridge"
#define SEVEN_WORDS "lemon harbour quilt seldom acorn ribbon drift"
#define NAME "Joanne Hughes"
#define NOTE "She would like to sleep again."

typedef struct
{
  char *root, *dir, *stick; /* all of it; the vault; a folder for files */
  CwClock *clock;
  CwSecret *passphrase, *other, *code, *words;

  /* open */
  CwVault *vault;
  CwStore *store;
  CwSecret *data_key;
  CwInventory *before; /* what is in it */
  CwInventory
      *handed; /* what a handover of it holds, where a test wrote one: its day is in it too */
} Keep;

void keep_init (int *argc, char ***argv); /* instead of g_test_init() */
void keep_set_up (Keep *keep, gconstpointer unused);
void keep_tear_down (Keep *keep, gconstpointer unused);
void keep_remove (const char *path);
void keep_open (Keep *keep);
void keep_close (Keep *keep);
void keep_add_enquiries (CwStore *store, const char *day, guint n);
CwInventory *keep_take (CwStore *store);
char *keep_file (Keep *keep, const char *name);  /* in the stick's folder */
char *keep_place (Keep *keep, const char *name); /* beside the vault */
char *keep_list (const char *dir);               /* every file and folder below, with sizes */
/* Opens a vault with a passphrase, compares it with @expected and closes it again. */
void keep_expect (const char *dir,
                  const CwSecret *passphrase,
                  CwClock *clock,
                  const CwInventory *expected);
gboolean keep_backup (Keep *keep, const char *path, GError **error);
