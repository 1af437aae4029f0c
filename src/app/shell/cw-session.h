/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "store/cw-store.h"
#include "vault/cw-vault.h"

G_BEGIN_DECLS

/**
 * CwSession:
 *
 * Unlocked records, and the only door to them for the interface. One worker thread owns the store
 * and takes calls in the order they were made. Locking drops the session; calls under way then end
 * with G_IO_ERROR_CANCELLED. Signal "changed" (CwChange): something of that kind was stored.
 */
#define CW_TYPE_SESSION (cw_session_get_type ())
G_DECLARE_FINAL_TYPE (CwSession, cw_session, CW, SESSION, GObject)

typedef enum
{
  CW_CHANGE_ENQUIRIES = 1 << 0,
  CW_CHANGE_CASES = 1 << 1,
  CW_CHANGE_STEPS = 1 << 2,
  CW_CHANGE_CODES = 1 << 3, /* the code book is a new one */
  CW_CHANGE_TERMS = 1 << 4,
  CW_CHANGE_SUMMARIES = 1 << 5,
  CW_CHANGE_DRAFTS = 1 << 6,
  CW_CHANGE_PROFILE = 1 << 7,
  CW_CHANGE_BACKUP = 1 << 8, /* a backup was made */
  CW_CHANGE_ALL = (1 << 9) - 1
} CwChange;

/* Work for the worker thread: reads @input, returns a result (freed with the call's result_free) or
 * NULL with an error (a NULL result without error is allowed). */
typedef gpointer (*CwSessionWork) (CwStore *store,
                                   gpointer input,
                                   GCancellable *cancellable,
                                   GError **error);

/* @change: what the work stores, announced by "changed" on the main thread after it succeeded; 0
 * for reading. */
void cw_session_call (CwSession *self,
                      CwSessionWork work,
                      gpointer input,
                      GDestroyNotify input_free,
                      GDestroyNotify result_free,
                      CwChange change,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data);
gpointer cw_session_call_finish (CwSession *self,
                                 GAsyncResult *result,
                                 GError **error); /* (transfer full) */

CwSession *cw_session_new (CwStore *store, CwVault *vault, CwClock *clock, gboolean demonstration)
    G_GNUC_WARN_UNUSED_RESULT; /* takes store and vault (NULL in a demonstration) */
CwCodeBook *cw_session_get_codes (CwSession *self);  /* (transfer none): the newest */
CwProfile *cw_session_get_profile (CwSession *self); /* (transfer none) */
GPtrArray *cw_session_get_terms (CwSession *self);   /* (transfer none), of CwTerm by date */
CwClock *cw_session_get_clock (CwSession *self);     /* (transfer none) */
CwDay cw_session_get_today (CwSession *self);
CwVault *cw_session_get_vault (CwSession *self);    /* (transfer none); NULL in a demonstration */
const char *cw_session_get_label (CwSession *self); /* heads the sidebar */
gboolean cw_session_is_demonstration (CwSession *self);
gboolean cw_session_is_closed (CwSession *self);
/* Why codes, profile or terms could not be read at the start; NULL: they were. */
const GError *cw_session_get_problem (CwSession *self);
/* Takes the data key, for backups and new keys; it is wiped when the session is closed. Once,
 * before the first call. With it a backup is made on the first lock of a day. */
void cw_session_take_data_key (CwSession *self, CwSecret *data_key);
/* For work on the worker thread. NULL: none was given. */
const CwSecret *cw_session_peek_data_key (CwSession *self);
/* In work on the worker thread that closed the store it was given: what stands in its place. NULL
 * where none could be opened: every later call fails. Takes all three. */
void cw_session_replace (CwSession *self, CwVault *vault, CwStore *store, CwSecret *data_key);
/* Answers nothing more, and begins to close; cw_session_close() has to follow, which waits. */
void cw_session_begin_close (CwSession *self);
/* Waits for saves under way, makes the day's backup, checkpoints, closes the database, lets the
 * vault go. Blocks until the worker is done. */
void cw_session_close (CwSession *self);

G_END_DECLS
