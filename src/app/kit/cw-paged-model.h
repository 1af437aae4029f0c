/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/shell/cw-session.h"
#include "core/cw-item.h"

G_BEGIN_DECLS

/**
 * CwPagedModel:
 *
 * A GListModel of CwItem that reads pages of 100 rows from a query, on demand, through the session.
 * The first page comes alone, so that its cost does not grow with what is not shown; the number of
 * all rows is asked for after it. Keeps at most 20 pages.
 */
#define CW_TYPE_PAGED_MODEL (cw_paged_model_get_type ())
G_DECLARE_FINAL_TYPE (CwPagedModel, cw_paged_model, CW, PAGED_MODEL, GObject)

/* On the worker thread: rows @offset … @offset + @limit of the query as boxed records. */
typedef GPtrArray *(*CwPageFunc) (
    CwStore *store, gpointer query, guint offset, guint limit, GError **error);
typedef gint64 (*CwCountFunc) (CwStore *store, gpointer query, GError **error);

CwPagedModel *cw_paged_model_new (CwSession *session,
                                  GType record_type,
                                  CwPageFunc page,
                                  CwCountFunc count,
                                  GBoxedCopyFunc query_copy,
                                  GDestroyNotify query_free) G_GNUC_WARN_UNUSED_RESULT;
void cw_paged_model_set_query (CwPagedModel *self, gconstpointer query); /* copies; reads anew */
void cw_paged_model_refresh (
    CwPagedModel *self); /* the same query again; rows stay until the new ones are there */
gboolean cw_paged_model_is_unread (
    CwPagedModel *self); /* its first rows could not be read: that it is empty says nothing */
gboolean cw_paged_model_is_loading (CwPagedModel *self); /* property "loading": no first page yet */
/* signal "failed" (GError): a page could not be read; cancelled ones are silent. */

G_END_DECLS
