/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "app/shell/cw-session.h"

G_BEGIN_DECLS

/**
 * CwFormOpening:
 *
 * What a form begins with: where its draft is kept, and the draft that was left of it, which is
 * looked for before the form is shown.
 */
typedef struct
{
  CwSession *session;
  const char *kind; /* of the table of drafts; a literal */
  char *subject;
  char *older;    /* (nullable): another subject where a draft may be; the caller's to set */
  gint64 case_id; /* 0: the form cannot hold a word about a parent (R7) */
  CwDraft *draft; /* (nullable): what was left */
  gpointer data;  /* the caller's to set */
  GDestroyNotify data_free;
} CwFormOpening;

/* @opening is freed afterwards. */
typedef void (*CwFormShow) (GtkWidget *over, CwFormOpening *opening);

CwFormOpening *cw_form_opening_new (CwSession *session,
                                    const char *kind,
                                    char *subject,
                                    gint64 case_id) G_GNUC_WARN_UNUSED_RESULT;
void cw_form_opening_free (CwFormOpening *self);
void cw_form_open (GtkWidget *over, CwFormOpening *opening, CwFormShow show);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFormOpening, cw_form_opening_free)

G_END_DECLS
