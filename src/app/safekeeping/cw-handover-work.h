/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"
#include "cw-walk-frame.h"
#include "store/cw-store-handover.h"

G_BEGIN_DECLS

/* What the walks of a handover read and store (R21), and what they count. */

/* ---- what is in sight ---- */

typedef struct
{
  GPtrArray *notes; /* of CwHandoverNote: the open cases, and closed ones that do not go whole */
  gint64 closed;    /* closed cases that go whole */
  gboolean again;   /* a handover was written before */
} CwHandoverView;

void cw_handover_view_free (CwHandoverView *self);

/* What is still open before the file is written, and what stays behind. */
typedef struct
{
  guint open;      /* open cases that go along */
  guint closed;    /* closed ones that go along, but not whole */
  guint unwritten; /* of the open ones: nothing is said of where they are */
  guint untold;    /* of the open ones: the parent has not been told */
  guint behind;    /* open or closed, stay behind as a whole */
  guint left_out;  /* those entries */
} CwHandoverSum;

void cw_handover_sum (GPtrArray *notes, CwHandoverSum *sum);
/* "2 cases are not written up. In 3 cases the parent has not been told." NULL: nothing is open. */
char *cw_handover_describe_gaps (const CwHandoverSum *sum) G_GNUC_WARN_UNUSED_RESULT;
/* "Cases 0042 and 0051 stay on this laptop only. …" NULL: everything goes along. */
char *cw_handover_describe_behind (GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;
/* "1 closed case goes along as it is." */
char *cw_handover_describe_closed (const CwHandoverView *view) G_GNUC_WARN_UNUSED_RESULT;
/* "4 open cases go along. 1 closed case goes along as it is. …": what the file will hold. */
char *cw_handover_describe_along (const CwHandoverView *view) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  CW_HANDOVER_UNWRITTEN,
  CW_HANDOVER_WRITTEN,
  CW_HANDOVER_BEHIND,
  CW_HANDOVER_CLOSED, /* goes along, but not whole: nothing has to be said of it */
  CW_HANDOVER_WITHDRAWN
} CwHandoverState;

CwHandoverState cw_handover_get_state (const CwHandoverNote *note);
gboolean cw_handover_is_told (const CwHandoverNote *note);
/* Goes along, is open, and its parent has not been told of it. */
gboolean cw_handover_is_to_be_told (const CwHandoverNote *note);

/* ---- a handover that was written ---- */

typedef struct
{
  gint64 at;    /* seconds since 1970, UTC */
  char *digest; /* what the next adviser must see */
} CwHandoverMark;

void cw_handover_mark_free (CwHandoverMark *self);
/* NULL without error: none was written. */
CwHandoverMark *cw_handover_mark_read (CwStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- CwSessionWork ---- */

gpointer cw_handover_load (CwStore *store,
                           gpointer unused,
                           GCancellable *cancellable,
                           GError **error); /* CwHandoverView */
gpointer cw_handover_save (CwStore *store,
                           gpointer note,
                           GCancellable *cancellable,
                           GError **error);    /* CwHandoverNote; NULL */
extern const CwWalkStage cw_handover_stages[]; /* of the next one */
gpointer cw_handover_write_file (CwStore *store,
                                 gpointer call,
                                 GCancellable *cancellable,
                                 GError **error); /* CwKeepCall; CwInventory */

/* Entries of a case, newest first, @offset and on. */
typedef struct
{
  gint64 case_id, contact_id;
  guint offset, limit;
  gboolean left_out;
} CwHandoverEntryCall;

gpointer
cw_handover_list_entries (CwStore *store,
                          gpointer call,
                          GCancellable *cancellable,
                          GError **error); /* CwHandoverEntryCall; GPtrArray of CwContact */
gpointer cw_handover_leave_out (CwStore *store,
                                gpointer call,
                                GCancellable *cancellable,
                                GError **error); /* CwHandoverEntryCall; NULL */
gpointer cw_handover_pass_on_all (CwStore *store,
                                  gpointer call,
                                  GCancellable *cancellable,
                                  GError **error); /* case_id; takes every mark off; NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHandoverView, cw_handover_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHandoverMark, cw_handover_mark_free)

G_END_DECLS
