/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/cw-store.h"

G_BEGIN_DECLS

/*
 * Forms that were begun and put away. What holds words about a parent is a draft of its case: names
 * of kind "names", a next step of kind "step". A talk about what is recorded is one of kind
 * "opening", a small form one of kind "form": codes, answers and dates, no word, no case to ask for
 * an agreement (R7); the subject says where it belongs.
 */

/* @adult_id: 0 for a further adult. */
char *cw_talk_subject (gint64 case_id, gint64 adult_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_talk_read_subject (const char *subject, gint64 *case_id, gint64 *adult_id);
char *cw_names_subject (gint64 adult_id) G_GNUC_WARN_UNUSED_RESULT;
char *cw_children_subject (gint64 case_id) G_GNUC_WARN_UNUSED_RESULT;
char *cw_step_subject (gint64 case_id, gint64 step_id) G_GNUC_WARN_UNUSED_RESULT; /* 0: a new one */
gint64 cw_step_read_subject (const char *subject);
char *cw_withdrawal_subject (gint64 case_id, gint64 adult_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_withdrawal_read_subject (const char *subject, gint64 *case_id, gint64 *adult_id);
char *cw_link_subject (gint64 case_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_link_is_subject (const char *subject);
char *cw_paper_subject (gint64 number) G_GNUC_WARN_UNUSED_RESULT;
/* The paper record whose dates the draft holds; 0: it is of another form. */
gint64 cw_left_open_get_paper (const CwDraft *draft);
/* The case that the draft is about, 0: of none, or of one that is not opened yet. */
gint64 cw_left_open_get_case (const CwDraft *draft);

/* On the worker thread: the newest of those that can be gone on with, else the newest; without the
 * contact that is written. NULL without error: none. */
CwDraft *
cw_left_open_find (CwStore *store, const CwCase *cas, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the adviser left, in a sentence. */
const char *cw_left_open_text (const CwDraft *draft);

G_END_DECLS
