/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-handover-work.h"

G_BEGIN_DECLS

/* Destroying records that were handed over (R21): what there is, and the act. */

typedef struct
{
  CwHandoverMark *mark;  /* NULL: never handed over, so never destroyed */
  char *behind;          /* what is nowhere else, in words; NULL: nothing */
  gboolean newer;        /* something was entered after the handover was written */
  gboolean uses_keyring; /* a half of the key is in this laptop's keyring */
  gboolean has_twin;     /* restored records stand beside: they share the keyring half */
  guint backups;         /* daily ones on this laptop, which go */
  guint shared;          /* those that restored records may need, which stay */
} CwDestroyView;

void cw_destroy_view_free (CwDestroyView *self);

/* What came of it. */
typedef struct
{
  char *left; /* what could not be removed, and what to do, in words; NULL: everything is gone */
} CwDestroyed;

void cw_destroyed_free (CwDestroyed *self);

/* CwSessionWork on CwKeepCall */
gpointer cw_destroy_load (CwStore *store,
                          gpointer call,
                          GCancellable *cancellable,
                          GError **error); /* CwDestroyView */
/* Opens the key file with slot and secret first: with an error, as for a wrong passphrase, nothing
 * was touched. After it the session has no store any more. */
gpointer cw_destroy_records (CwStore *store,
                             gpointer call,
                             GCancellable *cancellable,
                             GError **error); /* CwDestroyed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDestroyView, cw_destroy_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDestroyed, cw_destroyed_free)

G_END_DECLS
