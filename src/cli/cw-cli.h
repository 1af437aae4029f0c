/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-open.h"
#include "store/cw-store-inventory.h"

G_BEGIN_DECLS

/*
 * casework-cli: the program's libraries without its window. It obeys the same rules and cannot
 * print what the program would not. Exit status: 0 done, 1 refused or failed, 2 not understood.
 */

typedef enum
{
  CW_EXIT_DONE = 0,
  CW_EXIT_REFUSED = 1,
  CW_EXIT_USAGE = 2
} CwExit;

/* A command: reads its arguments (argv[0] is its name), does its work, returns a CwExit. */
typedef CwExit (*CwCommandFunc) (int argc, char **argv);

/* ---- the commands ---- */
CwExit cw_command_create (int argc, char **argv);
CwExit cw_command_demo (int argc, char **argv);
CwExit cw_command_codes (int argc, char **argv);
CwExit cw_command_terms (int argc, char **argv);
CwExit cw_command_import (int argc, char **argv);
CwExit cw_command_summary (int argc, char **argv);
CwExit cw_command_verify (int argc, char **argv);
CwExit cw_command_backup (int argc, char **argv);
CwExit cw_command_restore (int argc, char **argv);
CwExit cw_command_handover (int argc, char **argv);
CwExit cw_command_receive (int argc, char **argv);
CwExit cw_command_change_passphrase (int argc, char **argv);

/**
 * CwDoor:
 *
 * The options that every command has, and what they open.
 */
typedef struct
{
  char *dir;           /* --vault */
  int fd;              /* --passphrase-fd, -1: ask on the terminal */
  gboolean no_keyring; /* --no-keyring, where a vault is made */
  const char *notes;   /* (borrowed) what --help says at its end; NULL: nothing */
  CwClock *clock;
  CwVault *vault;
  CwStore *store;
  CwSecret *data_key; /* of a vault that was opened */
  gboolean key_file_changed;
} CwDoor;

void cw_door_clear (CwDoor *self);
/* Opens vault and store; says on standard error why not. */
gboolean cw_door_open (CwDoor *self);
/* Makes a vault and prints its recovery code; says on standard error why not. */
gboolean cw_door_make (CwDoor *self, const CwProfile *profile, GPtrArray *terms);

/* A vault that is being made, under a passphrase that is asked for and a recovery code that is
 * printed when all is made. */
typedef struct
{
  CwNewVault wanted;    /* (borrowed) from what is below */
  CwSecret *passphrase; /* owned */
  CwSecret *code;       /* owned */
  gboolean was_shown;
} CwMaking;

gboolean cw_making_begin (CwMaking *self, CwDoor *door, GError **error);
/* Says on standard error why nothing was made, and that a line that was printed opens nothing. */
CwExit cw_making_fail (CwMaking *self, const GError *error);
void cw_making_clear (CwMaking *self);

/* Reads the options of a command (@more may be NULL) and that @operands are left over. FALSE: it
 * was said what is wrong, or help was asked for; return @exit then. */
gboolean cw_read_options (CwDoor *door,
                          const char *command,
                          const GOptionEntry *more,
                          const char *operands,
                          int *argc,
                          char ***argv,
                          CwExit *exit);
CwExit cw_fail_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
CwExit cw_fail (const GError *error);
/* Prints a secret and a line end, past every buffer, and makes sure that it went out (CwShowCode).
 */
gboolean cw_cli_show_secret (gpointer secret, GError **error);
/* Said where a secret was shown for what was not made in the end. */
void cw_cli_take_back_secret (void);
/* How far it is, for whoever looks on; and what records hold, a figure a line, for scripts. */
void cw_cli_progress_cb (goffset done, goffset total, gpointer data);
void cw_cli_print_inventory (const CwInventory *inventory);
/* The passphrase from @fd up to its first line end, or from the terminal without echo; twice where
 * @new. */
CwSecret *cw_read_passphrase (int fd, gboolean new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwDoor, cw_door_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwMaking, cw_making_clear)

G_END_DECLS
