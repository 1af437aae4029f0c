/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "core/cw-published.h"

G_BEGIN_DECLS

/*
 * Pages and files. Everything about parents that these functions can print comes as a CwPublished.
 */

/**
 * CwDocument:
 *
 * A laid-out document: A4 pages drawn by one function for preview, printer and PDF.
 */
typedef struct _CwDocument CwDocument;

typedef enum
{
  CW_DRAW_PAGE,   /* to a printer or PDF: text stays text */
  CW_DRAW_SCREEN, /* on screen: text as outlines (cairo 1.16 spoils small glyphs) */
} CwDrawMode;

#define CW_PAGE_WIDTH 595.276 /* points, A4 */
#define CW_PAGE_HEIGHT 841.890

CwDocument *cw_document_ref (CwDocument *self);
void cw_document_unref (CwDocument *self);
guint cw_document_n_pages (CwDocument *self);
const char *cw_document_title (CwDocument *self); /* neutral: "Summary Autumn 2025" */
char *cw_document_page_text (CwDocument *self, guint page)
    G_GNUC_WARN_UNUSED_RESULT; /* the page as it is read aloud: a line for each paragraph and row */
void cw_document_draw (CwDocument *self, guint page, cairo_t *cr, CwDrawMode mode);
gboolean cw_document_write_pdf (CwDocument *self,
                                const char *path,
                                GError **error); /* tagged, language and title set, no author;
                                                    written beside and renamed; mode 0600 */

/* The head teacher's summary (R24). @earlier: published summaries of the terms before, oldest
 * first, for comparison (may be NULL). */
CwDocument *cw_summary_document_new (CwPublished *summary,
                                     GPtrArray *earlier) G_GNUC_WARN_UNUSED_RESULT;
/* What to explain before a parent agrees (R7), as a sheet to give. */
CwDocument *cw_explain_sheet_new (const char *school) G_GNUC_WARN_UNUSED_RESULT;
/* The recovery code on paper. @code is drawn and not kept by anything but the document; free it at
 * once after printing. */
CwDocument *cw_recovery_sheet_new (const char *vault_label,
                                   const char *code) G_GNUC_WARN_UNUSED_RESULT;
/* A signposting sheet from the directory: says that it is no recommendation (R6). @services of
 * CwService. */
CwDocument *cw_signpost_sheet_new (const char *school,
                                   GPtrArray *services) G_GNUC_WARN_UNUSED_RESULT;

/* The cover sheet of a handover (R21): counts and digest, no names; room for names, date and
 * signature by hand. */
typedef struct
{
  const char *label;
  gint64 count;
} CwSheetCount;

CwDocument *cw_handover_sheet_new (const char *vault_label,
                                   CwDay day,
                                   const CwSheetCount *counts,
                                   guint n_counts,
                                   const char *digest) G_GNUC_WARN_UNUSED_RESULT;

/* Files (docs/SUMMARIES.md). */
char *cw_summary_to_csv (CwPublished *summary) G_GNUC_WARN_UNUSED_RESULT;
char *cw_summary_to_json (CwPublished *summary)
    G_GNUC_WARN_UNUSED_RESULT; /* the summary file; also the publication list when it holds every
                                  entry */
gboolean cw_report_write_file (
    const char *path,
    const char *text,
    gssize length,
    GError **error); /* beside and renamed, 0600; CW_ERROR_DISK_FULL, _NOT_WRITABLE */

/* Whether cw_report_write_file() could begin; nothing is left there. For whoever must not find out
 * afterwards. */
gboolean cw_report_check_place (const char *path, GError **error);

/* Several summaries, of #CwPublished, one after the other: each as it is printed by itself. */
char *cw_summaries_to_csv (GPtrArray *summaries) G_GNUC_WARN_UNUSED_RESULT;
CwDocument *cw_summaries_document_new (const char *title,
                                       GPtrArray *summaries) G_GNUC_WARN_UNUSED_RESULT;

/* The four sentences every export carries, with the block's own k and base. */
char *cw_summary_method_text (CwPublished *summary) G_GNUC_WARN_UNUSED_RESULT;
/* What a reader could still guess: paragraphs of the help text, NULL-terminated. */
char **cw_summary_risks_text (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDocument, cw_document_unref)

G_END_DECLS
