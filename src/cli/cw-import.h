/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/cw-csv.h"
#include "store/cw-store.h"

G_BEGIN_DECLS

/*
 * Tables from a spreadsheet, all or nothing. Rows are read by pure functions (values in, a record
 * or reasons out), then stored through the same functions as what is typed, so the consent gate is
 * asked for each (R7).
 */

typedef enum
{
  CW_IMPORT_ENQUIRIES,
  CW_IMPORT_CASES,
  CW_IMPORT_CONTACTS,
  CW_N_IMPORTS
} CwImportKind;

gboolean cw_import_kind_from_name (const char *name,
                                   CwImportKind *kind); /* "enquiries", "cases", "contacts" */

/**
 * CwImportProblem:
 *
 * Why one line of a file cannot be taken. A reason never repeats a name or a note.
 */
typedef struct
{
  guint line;
  char *reason;
} CwImportProblem;

void cw_import_problem_free (CwImportProblem *self);

/* Stores every row of @table in one transaction and returns how many there were. -1: nothing was
 * stored; each bad line is in @problems (of CwImportProblem, in order), @error says so, or says
 * what else went wrong. */
int cw_import_table (
    CwStore *store, CwImportKind kind, CwCsv *table, GPtrArray *problems, GError **error);
/* Terms from `label,start,end`, optional `half_end`, to go with @known (of CwTerm, may be NULL),
 * the terms that are there; NULL with @problems, in order of line. */
GPtrArray *cw_import_read_terms (CwCsv *table,
                                 GPtrArray *known,
                                 GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT; /* of CwTerm */

/* The ways a consent is given, as `consent_how` writes them: the id, or the label. */
typedef struct
{
  const char *id, *label;
  CwConsentHow how;
} CwImportConsentWord;
const CwImportConsentWord *cw_import_consent_words (guint *n);

/* ---- the pure part (cw-import-read.c) ---- */

/* A row of `cases`: one or more adults of a case, each with this consent. */
typedef struct
{
  char *reference;
  CwCaseOpening *opening; /* fields that are empty in a row that repeats a reference stay empty */
  char **adults, **children;
  char *family;
} CwImportCase;

/* A row of `contacts`; whom it was with is found in the records. */
typedef struct
{
  char *reference;
  CwContact *contact;
  char **adults;
} CwImportContact;

gboolean cw_import_check_columns (CwCsv *table,
                                  const char *const *required,
                                  const char *const *optional,
                                  GPtrArray *problems);
CwEnquiry *cw_import_read_enquiry (CwCsv *table,
                                   guint row,
                                   CwCodeBook *book,
                                   CwDay today,
                                   GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
/* @again: a row with the same reference came before. */
CwImportCase *cw_import_read_case (CwCsv *table,
                                   guint row,
                                   CwCodeBook *book,
                                   gboolean again,
                                   GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
CwImportContact *cw_import_read_contact (CwCsv *table,
                                         guint row,
                                         CwCodeBook *book,
                                         GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
void cw_import_case_free (CwImportCase *self);
void cw_import_contact_free (CwImportContact *self);
/* Adds a reason. */
void cw_import_complain (GPtrArray *problems, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The lines of @table that are no rows. */
void cw_import_add_faults (CwCsv *table, GPtrArray *problems);
void cw_import_sort_problems (GPtrArray *problems);
gboolean cw_import_is_same_person (const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImportCase, cw_import_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImportContact, cw_import_contact_free)

G_END_DECLS
