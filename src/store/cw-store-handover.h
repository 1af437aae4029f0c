/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-progress.h"
#include "cw-store-inventory.h"

G_BEGIN_DECLS

#define CW_HANDED_OVER "handover-written" /* setting: seconds since 1970, and the digest */

/* Prototypes stand in groups and columns. */
/* clang-format off */

/* What the next postholder is told, and what is not passed on (R21). CwHandoverNote and CwPassOn are in core/cw-records.h, beside
 * CwContact.left_out. A marked entry stays behind whatever is said of its case; so a case with marks reads PART and never ALL. */

/* Cases not closed, by reference; whether something was written or not. Closed ones only where something of them stays behind. */
GPtrArray      *cw_store_list_handover (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;                  /* of CwHandoverNote */
CwHandoverNote *cw_store_get_handover  (CwStore *self, gint64 case_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* never NULL without error: an unwritten one */
gboolean        cw_store_save_handover (CwStore *self, const CwHandoverNote *note, GError **error);                /* R7: the gate is asked for its words */
gboolean        cw_store_leave_out     (CwStore *self, gint64 contact_id, gboolean left_out, GError **error);
/* What would stay behind: whole cases, and marked entries of the others. */
gboolean        cw_store_count_left_behind (CwStore *self, gint64 *cases, gint64 *entries, GError **error);
/* On the COPY that goes into the handover file only: takes out what is not to be passed on, leaves no trace of it in the file, and
 * notes the day. */
gboolean        cw_store_apply_handover (CwStore *self, CwDay day, GError **error);
gboolean        cw_store_apply_handover_watched (CwStore *self, CwDay day, CwProgress progress, gpointer data, GCancellable *cancellable, GError **error);
/* A file was written: the records may be destroyed, and do not freeze before cw_store_lift_hold(). */
gboolean        cw_store_mark_handed_over (CwStore *self, const char *digest, GError **error);
/* In received records: the day of the handover they came by; CW_DAY_NONE: these records began here. */
gboolean        cw_store_get_received  (CwStore *self, CwDay *day, GError **error);

/* clang-format on */

G_END_DECLS
