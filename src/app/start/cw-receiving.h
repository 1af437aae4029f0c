/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-progress-relay.h"
#include "cli/cw-safekeeping.h"
#include "cw-opening.h"

G_BEGIN_DECLS

/* Receiving a handover (R21), each step on a thread of its own; the file is only read. */

/**
 * CwReceiving:
 *
 * What is received, and how it shall be kept here.
 */
typedef struct
{
  char *path;
  CwSecret *words; /* of the handover, tidied */
  char *label;
  char *adviser; /* whose records they are from now on */
  CwSecret *passphrase;
  CwSecret *recovery_code; /* as shown */
  gboolean use_keyring;
  CwProgressRelay *relay; /* may be NULL */
} CwReceiving;

CwReceiving *cw_receiving_new (const char *path, CwProgressRelay *relay)
    G_GNUC_WARN_UNUSED_RESULT; /* takes the relay */
void cw_receiving_free (CwReceiving *self);

/* What stands in the new vault, open, and what is in it. */
typedef struct
{
  CwOpened *opened;
  CwInventory *inventory;
} CwReceived;

void cw_received_free (CwReceived *self);

/* Each takes @call and ends in @callback with its _finish(). */

/* Whether it is a handover at all: a whole sentence for whatever else it is. */
void cw_receiving_look (CwReceiving *call,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
gboolean cw_receiving_look_finish (GAsyncResult *result, GError **error);
/* Whether the words open it; the whole file is checked, and what is in it counted. */
void cw_receiving_count (CwReceiving *call,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
CwInventory *cw_receiving_count_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Into a new vault. Cancelled or failed: nothing is left behind. */
void cw_receiving_run (CwReceiving *call,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);
CwReceived *cw_receiving_run_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It did not agree: the vault in @dir goes again. Takes @opened; NULL: it was closed meanwhile. */
void cw_receiving_discard (const char *dir,
                           CwOpened *opened,
                           GAsyncReadyCallback callback,
                           gpointer data);
gboolean cw_receiving_discard_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwReceiving, cw_receiving_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwReceived, cw_received_free)

G_END_DECLS
