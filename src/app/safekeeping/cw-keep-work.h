/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/kit/cw-progress-relay.h"
#include "app/shell/cw-session.h"
#include "cli/cw-safekeeping.h"
#include "cw-backup-state.h"
#include "cw-walk-frame.h"

G_BEGIN_DECLS

/* Work for the session, and for a thread of its own where the store is not needed. */

/* ---- what the work is given ---- */

typedef struct
{
  CwSession *session; /* owned */
  char *path;         /* file that is written or read */
  char *label;        /* restored records */
  CwSlotType slot;
  CwSecret *secret;       /* passphrase or, by @slot, recovery code */
  CwSecret *code;         /* a new recovery code, as shown */
  CwProgressRelay *relay; /* NULL: nobody looks */
} CwKeepCall;

CwKeepCall *cw_keep_call_new (CwSession *session, CwWalkFrame *frame) G_GNUC_WARN_UNUSED_RESULT;
void cw_keep_call_free (CwKeepCall *self);
/* Closing the session (a lock) cancels what @cancellable belongs to. */
void cw_keep_cancel_with (CwSession *session, GCancellable *cancellable);
/* The frame shows that work is under way; Cancel and a lock end it. */
GCancellable *cw_keep_begin (CwSession *session, CwWalkFrame *frame, const CwWalkStage *stages);

/* ---- the state of backups ---- */

typedef struct
{
  CwBackupState state;
  GPtrArray *kept;      /* of CwBackupFile, newest first */
  gboolean handed_over; /* a handover was written */
} CwKeepView;

void cw_keep_view_free (CwKeepView *self);
/* Reads the state; @callback gets it by cw_keep_view_finish(). */
void cw_keep_view_read (CwSession *session,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
CwKeepView *cw_keep_view_finish (GObject *session,
                                 GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- CwSessionWork on CwKeepCall ---- */

typedef struct
{
  CwInventory *inventory; /* of the store it was made from */
  gboolean off_laptop;    /* it is not lost with the laptop */
} CwKeepWritten;

void cw_keep_written_free (CwKeepWritten *self);
gpointer cw_keep_write (CwStore *store,
                        gpointer call,
                        GCancellable *cancellable,
                        GError **error); /* CwKeepWritten */
gpointer cw_keep_take_inventory (CwStore *store,
                                 gpointer call,
                                 GCancellable *cancellable,
                                 GError **error); /* CwInventory */
/* That who asks for new keys knows what opens the records now: an unlocked laptop left alone is not
 * enough. CW_ERROR_WRONG_SECRET after a second's wait. */
gpointer cw_keep_prove (CwStore *store, gpointer call, GCancellable *cancellable, GError **error);
gpointer cw_keep_restore (CwStore *store, gpointer call, GCancellable *cancellable, GError **error);
gpointer cw_keep_change_passphrase (CwStore *store,
                                    gpointer call,
                                    GCancellable *cancellable,
                                    GError **error);
gpointer
cw_keep_renew_code (CwStore *store, gpointer call, GCancellable *cancellable, GError **error);

/* New keys are there; g_free(). */
typedef struct
{
  gboolean twin; /* records that were restored stand beside, and keep the old keys */
  gboolean
      left; /* daily backups under the old keys are here still: the next one takes their place */
} CwKeepRenewed;

gpointer cw_keep_renew_keys (CwStore *store,
                             gpointer call,
                             GCancellable *cancellable,
                             GError **error); /* CwKeepRenewed */

/* ---- on a thread of its own ---- */

/* Opens the file of @call (taken) as a restore would, and counts what is in it. */
void cw_keep_inspect (CwKeepCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data);
CwInventory *cw_keep_inspect_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwKeepView, cw_keep_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwKeepWritten, cw_keep_written_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwKeepCall, cw_keep_call_free)

G_END_DECLS
