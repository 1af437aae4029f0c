/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwIds:
 *
 * A small set of row numbers in ascending order, without doubles: categories of an enquiry, adults
 * of a contact. A plain growable array; copy to keep.
 */
typedef struct _CwIds CwIds;
struct _CwIds
{
  gint64 *items; /* ascending */
  guint len;
  guint size; /* allocated */
};

CwIds *cw_ids_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwIds *cw_ids_copy (const CwIds *self) G_GNUC_WARN_UNUSED_RESULT; /* NULL gives an empty set */
void cw_ids_free (CwIds *self);
/* "3;17": as a draft keeps a set. What is no number is passed over. */
char *cw_ids_to_text (const CwIds *self) G_GNUC_WARN_UNUSED_RESULT;
CwIds *cw_ids_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* @text: (nullable) */
gboolean cw_ids_add (CwIds *self, gint64 id);                         /* FALSE if it was in */
gboolean cw_ids_remove (CwIds *self, gint64 id);
gboolean cw_ids_contains (const CwIds *self, gint64 id);
gboolean cw_ids_equal (const CwIds *a, const CwIds *b);
void cw_ids_clear (CwIds *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwIds, cw_ids_free)

G_END_DECLS
