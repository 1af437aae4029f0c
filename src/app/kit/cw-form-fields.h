/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-form-dialog.h"

G_BEGIN_DECLS

/**
 * CwFormFields:
 *
 * The fields of a small form of dates and numbers by name, as the text of its draft: what was
 * changed in each of them, also half a date, but nothing that could be a word about a parent (R7).
 * Goes with its dialog.
 */
typedef struct _CwFormFields CwFormFields;

/* The kind of their drafts. */
#define CW_FORM_DRAFT "form"

CwFormFields *cw_form_fields_new (CwFormDialog *dialog); /* (transfer none) */
/* @name: a literal; @field: a CwDateEntry, or an entry for the number of a case. */
void cw_form_fields_add (CwFormFields *self, const char *name, GtkWidget *field);
void cw_form_fields_keep (CwFormFields *self, const CwFormOpening *opening);

G_END_DECLS
