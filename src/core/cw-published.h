/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-calendar.h"
#include "cw-code.h"
#include "cw-records.h"

G_BEGIN_DECLS

#define CW_HOURS_NONE (-1) /* not shown, or not of this dimension */
#define CW_HOURS_UNDER 0   /* "under 5" */

/* What the first entry of a ledger has as its previous hash. */
#define CW_LEDGER_FIRST "0000000000000000000000000000000000000000000000000000000000000000"

typedef struct
{
  char **codes; /* code names in public order; one, or the members of the pool */
  int shown;    /* multiple of 5, at least 5 */
  int hours;    /* multiple of 5, CW_HOURS_UNDER or CW_HOURS_NONE */
} CwLedgerRow;

/**
 * CwLedgerEntry:
 *
 * One published table of one block: exactly what the ledger stores and nothing else. @hash is the
 * SHA-256 (lower-case hex) of cw_ledger_entry_canonical().
 */
typedef struct
{
  gint64 seq; /* place in the chain, 0 while it is a preview */
  char *population, *dimension;
  gboolean multi;
  char *absorber, *label;
  CwDay start, end;
  int k, base, records, families;
  GPtrArray *rows;       /* of CwLedgerRow */
  GHashTable *labels;    /* code name -> label when it was published (char*, char*) */
  char *previous, *hash; /* 64 hex digits; previous of the first is 64 zeros */
  int joined;            /* no part of it: how many terms (half-terms, years) that were withheld
                            before are counted with its own */
} CwLedgerEntry;

CwLedgerRow *cw_ledger_row_new (char **codes, int shown, int hours) G_GNUC_WARN_UNUSED_RESULT;
void cw_ledger_row_free (CwLedgerRow *self);
CwLedgerEntry *cw_ledger_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
CwLedgerEntry *cw_ledger_entry_ref (CwLedgerEntry *self);
void cw_ledger_entry_unref (CwLedgerEntry *self);
char *cw_ledger_entry_canonical (const CwLedgerEntry *self)
    G_GNUC_WARN_UNUSED_RESULT; /* docs/SUMMARIES.md; includes @previous */
char *cw_ledger_entry_digest (const CwLedgerEntry *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_ledger_check_chain (GPtrArray *entries,
                                guint *broken_at); /* of CwLedgerEntry by seq, the whole ledger */

/**
 * CwPublished:
 *
 * A summary that may leave the program: it can be made only from ledger entries, so that no other
 * number about parents can reach a page or a file. What `report` accepts.
 */
typedef struct _CwPublished CwPublished;

typedef struct
{
  char *label;         /* "Housing", or NULL for the line "Other and small groups" */
  char *code;          /* NULL for the pooled line */
  char **members;      /* of the pooled line: labels of the SHIPPED codes in it; NULL otherwise */
  char **member_codes; /* their code names */
  int shown;           /* sum of its shown rows */
  int hours; /* sum; CW_HOURS_NONE if any part is not shown; CW_HOURS_UNDER if every part is "under
                5": of n blocks together under 5 n */
  int in_blocks; /* in how many of the period's blocks it stands on a line of its own (or, pooled:
                    has a pool) */
  int in_terms;  /* how many terms (half-terms, years) these hold: a block has several where one was
                    joined to the next */
  int percent;   /* of the printed total, -1 when that is under 50 */
} CwPublishedLine;

typedef struct
{
  char *population, *dimension;
  gboolean multi, has_hours;
  int blocks;       /* published blocks in the period */
  int terms;        /* how many terms (half-terms, years) they hold */
  GPtrArray *lines; /* of CwPublishedLine: by figure, largest first, ties by public order; the
                       pooled line last */
  int total;        /* of the printed lines */
} CwPublishedTable;

/* @entries: the ledger entries of the period (one block or several, all populations). @book tells
 * shipped codes from added ones. @period_label "Autumn 2025" or "2025-26". @preview marks a page
 * that is not frozen yet. */
CwPublished *cw_published_new (const char *post,
                               const char *school,
                               const char *period_label,
                               CwDay generated,
                               GPtrArray *entries,
                               CwCodeBook *book,
                               gboolean preview) G_GNUC_WARN_UNUSED_RESULT;
CwPublished *cw_published_ref (CwPublished *self);
void cw_published_unref (CwPublished *self);
void cw_published_set_year_families (CwPublished *self,
                                     const char *population,
                                     int families); /* the year's number, counted once */

const char *cw_published_get_post (CwPublished *self);
const char *cw_published_get_school (CwPublished *self);
const char *cw_published_get_label (CwPublished *self);
CwDay cw_published_get_start (CwPublished *self);
CwDay cw_published_get_end (CwPublished *self);
CwDay cw_published_get_generated (CwPublished *self);
gboolean cw_published_is_preview (CwPublished *self);
int cw_published_get_k (CwPublished *self);
GPtrArray *cw_published_get_entries (CwPublished *self); /* (transfer none), of CwLedgerEntry */
GPtrArray *cw_published_get_tables (
    CwPublished *self); /* (transfer none), of CwPublishedTable, in the order they are printed */
int cw_published_get_records (
    CwPublished *self,
    const char *population); /* sum of the blocks' printed figures; 0: nothing published */
int cw_published_get_year_families (CwPublished *self, const char *population); /* 0: none */
int cw_published_get_families (
    CwPublished *self,
    const char *population); /* one block, or the year's number; 0: not shown (never a sum) */
CwCodeBook *cw_published_get_book (CwPublished *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLedgerRow, cw_ledger_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLedgerEntry, cw_ledger_entry_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPublished, cw_published_unref)

G_END_DECLS
