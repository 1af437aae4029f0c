/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What can be seen of the computer round the records, for the safety check: read from files only,
 * nothing is asked of the system or changed. "Not known" is an answer.
 */
typedef enum
{
  CW_SAFETY_UNKNOWN,
  CW_SAFETY_GOOD,
  CW_SAFETY_CONCERN
} CwSafetyState;

typedef struct
{
  CwSafetyState disk;      /* the disk under the records is encrypted */
  CwSafetyState swap;      /* there is none, or it is encrypted or in memory */
  CwSafetyState autologin; /* the laptop asks for a password when it starts */
  CwSafetyState login;  /* more than one person's login is here: one's own is likely; CONCERN: this
                           is the administrator's */
  CwSafetyState ptrace; /* programs of one login cannot look into each other */
} CwSafetyReading;

/* @root: "" for this computer, else a folder that stands for "/". @folder: where the records are,
 * as seen from @root. */
void cw_safety_read (const char *root, const char *folder, guint uid, CwSafetyReading *reading);

/* Its parts. */
CwSafetyState cw_safety_read_disk (const char *root, const char *folder);
CwSafetyState cw_safety_read_swap (const char *root);
CwSafetyState cw_safety_read_autologin (const char *root);
CwSafetyState cw_safety_read_login (const char *root, guint uid);
CwSafetyState cw_safety_read_ptrace (const char *root);

G_END_DECLS
