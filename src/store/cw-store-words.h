/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/**
 * CwWords:
 *
 * The words of a search, folded: small letters, no accents, Ł as L. The last may be the beginning of a word. What one case holds is searched with it, and what was found is shown: both cost what
 * they read, while the index would work out a beginning anew for every document.
 */
typedef struct _CwWords CwWords;

CwWords *cw_words_new     (const char *text) G_GNUC_WARN_UNUSED_RESULT;    /* NULL when there is no word in it */
void     cw_words_free    (CwWords *self);
char    *cw_words_query   (CwWords *self) G_GNUC_WARN_UNUSED_RESULT;       /* for FTS5: each quoted, the last with a star */
gboolean cw_words_are_in  (CwWords *self, const char *body);               /* every one of them */
gboolean cw_words_are_loose (CwWords *self);                               /* what the query finds is to be looked at with cw_words_are_in() */
char    *cw_words_excerpt (CwWords *self, const char *document) G_GNUC_WARN_UNUSED_RESULT;   /* the words around the first that is met */
char    *cw_words_document (const char *body) G_GNUC_WARN_UNUSED_RESULT;   /* what the index holds of it */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwWords, cw_words_free)

/* clang-format on */

G_END_DECLS
