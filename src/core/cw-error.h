/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwError:
 *
 * What can go wrong, as far as a caller has to tell cases apart. The message of the #GError is a
 * whole translated sentence in plain words; the code says which way on to offer.
 */
typedef enum
{
  CW_ERROR_FAILED,       /* anything else */
  CW_ERROR_INVALID,      /* a value that cannot be stored, a line of a file that cannot be read */
  CW_ERROR_CONSENT,      /* the consent gate said no (R7) */
  CW_ERROR_NOT_FOUND,    /* no such file, vault or record */
  CW_ERROR_EXISTS,       /* it is there already, nothing was overwritten */
  CW_ERROR_WRONG_SECRET, /* passphrase or recovery code does not open it */
  CW_ERROR_MISTYPED,     /* recovery code whose check group does not match */
  CW_ERROR_WEAK,         /* a passphrase that is too short or too common */
  CW_ERROR_DAMAGED,      /* the file is damaged; it was not touched */
  CW_ERROR_NOT_OURS,     /* a file of another program */
  CW_ERROR_NEWER,        /* written by a newer Casework */
  CW_ERROR_BUSY,         /* another Casework has these records open */
  CW_ERROR_DISK_FULL,    /* nothing was stored */
  CW_ERROR_NOT_WRITABLE, /* folder or file cannot be written, or has another owner or mode */
  CW_ERROR_NO_MEMORY,    /* not enough memory for the passphrase work */
  CW_ERROR_KEYRING_MISSING, /* the keyring answers, but has not this half of the key */
  CW_ERROR_KEYRING_LOCKED,  /* the keyring is locked, or its prompt was cancelled */
  CW_ERROR_KEYRING_NONE,    /* there is no keyring service here */
  CW_ERROR_KEYRING_SILENT,  /* the keyring did not answer in time */
  CW_ERROR_PUBLISHED,       /* these days have been counted already */
  CW_ERROR_NOT_ENDED,       /* a block that has not ended, or that is not the next in order */
  CW_ERROR_NOT_FROZEN,      /* a period with a block that is not frozen */
  CW_ERROR_HELD,            /* records that stand twice: nobody said yet which go on */
} CwError;

#define CW_ERROR (cw_error_quark ())
GQuark cw_error_quark (void);

G_END_DECLS
