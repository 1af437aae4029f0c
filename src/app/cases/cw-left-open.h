/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/*
 * Forms about one case that were begun and put away. Names are drafts of kind "names" of their
 * case. A talk about what is recorded is one of kind "opening": codes and answers, no word, no case
 * to ask for an agreement (R7); its subject says where it belongs.
 */

/* @adult_id: 0 for a further adult. */
char *cw_talk_subject (gint64 case_id, gint64 adult_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_talk_read_subject (const char *subject, gint64 *case_id, gint64 *adult_id);
char *cw_names_subject (gint64 adult_id) G_GNUC_WARN_UNUSED_RESULT;
char *cw_children_subject (gint64 case_id) G_GNUC_WARN_UNUSED_RESULT;

/* On the worker thread: the newest, without the contact that is written; NULL without error: none.
 */
CwDraft *
cw_left_open_find (CwStore *store, gint64 case_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the adviser left, in a sentence. */
const char *cw_left_open_text (const CwDraft *draft);

G_END_DECLS
