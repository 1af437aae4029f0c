/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cw-report.h"

G_BEGIN_DECLS

/*
 * The page description behind every document, private to this library. A page is a list of marks
 * (text, lines, fills) in points from the top left; one function draws them everywhere. Blocks are
 * laid out as slabs: pieces that are never cut, and that may ask to stay with the next one.
 */

#define CW_MARGIN 56.7 /* 20 mm */
#define CW_BODY_WIDTH (CW_PAGE_WIDTH - 2 * CW_MARGIN)
#define CW_BODY_BOTTOM (CW_PAGE_HEIGHT - CW_MARGIN - 6)

#define CW_SIZE_BODY 9.5
#define CW_SIZE_SMALL 7.8
#define CW_SIZE_HEADING 11.5

typedef enum
{
  CW_INK_BLACK,
  CW_INK_GREY,
  CW_INK_LINE,
  CW_INK_TEAL,
  CW_INK_PALE,
  CW_INK_SHADE
} CwInk;

typedef enum
{
  CW_MARK_TEXT, /* x: left, right or centre; y: baseline of the first line; w: wraps at that width,
                   0: one line */
  CW_MARK_LINE, /* from x, y to x + w, y + h; size: how thick */
  CW_MARK_FILL,
  CW_MARK_HATCH, /* the pooled line: told apart without colour */
  CW_MARK_BEGIN, /* a structure tag of the PDF opens … */
  CW_MARK_END,   /* … and closes */
} CwMarkKind;

typedef enum
{
  CW_TEXT_PLAIN = 0,
  CW_TEXT_BOLD = 1 << 0,
  CW_TEXT_RIGHT = 1 << 1,
  CW_TEXT_CENTRE = 1 << 2,
  CW_TEXT_MONO = 1 << 3,
} CwTextFlags;

typedef struct
{
  CwMarkKind kind;
  CwInk ink;
  CwTextFlags flags;
  double x, y, w, h, size;
  char *text;
  const char *tag;
} CwMark;

typedef struct _CwSlab CwSlab;
struct _CwSlab
{
  GPtrArray *marks; /* of CwMark, y from the slab's top */
  double height;
  gboolean keep; /* stays with the slab after it */
  CwSlab *again; /* (owned) what is drawn first when a page begins here, inside a table */
};

typedef struct
{
  GPtrArray *marks; /* of CwMark */
} CwPage;

struct _CwDocument
{
  gatomicrefcount refs;
  char *title;
  CwDay created;    /* CW_DAY_NONE: the day it is written */
  gboolean secret;  /* its texts are wiped when it goes */
  GPtrArray *pages; /* of CwPage */
};

/* ---- marks and slabs ---- */

CwSlab *cw_slab_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cw_slab_free (CwSlab *self);
CwMark *cw_mark_copy (const CwMark *self, double dy) G_GNUC_WARN_UNUSED_RESULT;

void cw_marks_text (GPtrArray *marks,
                    double x,
                    double y,
                    double w,
                    const char *text,
                    double size,
                    CwTextFlags flags,
                    CwInk ink);
void
cw_marks_line (GPtrArray *marks, double x, double y, double w, double h, double thick, CwInk ink);
void cw_marks_fill (GPtrArray *marks, double x, double y, double w, double h, CwInk ink);
void cw_marks_hatch (GPtrArray *marks, double x, double y, double w, double h);
void cw_marks_begin (GPtrArray *marks, const char *tag);
void cw_marks_end (GPtrArray *marks, const char *tag);

/* Size of a text in points; @width 0 for one line. Returns the height. */
double
cw_text_measure (const char *text, double size, CwTextFlags flags, double width, double *natural);

/* A heading, a paragraph and empty room. */
CwSlab *
cw_slab_heading (double x, double w, const char *text, const char *note) G_GNUC_WARN_UNUSED_RESULT;
CwSlab *
cw_slab_paragraph (double x, double w, const char *text, double size, CwTextFlags flags, CwInk ink)
    G_GNUC_WARN_UNUSED_RESULT;
CwSlab *cw_slab_space (double height) G_GNUC_WARN_UNUSED_RESULT;
CwSlab *cw_slab_note_box (double x, double w, const char *title, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;

/* ---- tables and charts ---- */

typedef struct
{
  char *label, *note; /* note: small and quiet beside the label, or NULL */
  char **cells;       /* one text a column */
  double value, tick; /* of the bar; tick below 0: none */
  gboolean pooled;
  char *members; /* under the pooled line, or NULL */
} CwRow;

typedef struct
{
  char *title, *note;
  char **heads;             /* one a column of figures */
  GPtrArray *rows;          /* of CwRow */
  char **totals;            /* one a column, "" for none; NULL: no total */
  char *foot;               /* a sentence under the table, or NULL */
  char *key_bar, *key_tick; /* what bar and tick mean; NULL: no key */
} CwTable;

typedef struct
{
  char *title;
  char **labels; /* under each column; a line break parts two lines */
  int *values;
  guint n;
} CwChart;

typedef struct
{
  CwTable *table; /* one of the two */
  CwChart *chart;
} CwPart;

CwTable *cw_table_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
CwRow *cw_table_add (
    CwTable *self, const char *label, char **cells, double value, double tick); /* takes @cells */
void cw_table_free (CwTable *self);
void cw_chart_free (CwChart *self);
CwPart *cw_part_new_table (CwTable *table) G_GNUC_WARN_UNUSED_RESULT;
CwPart *cw_part_new_chart (CwChart *chart) G_GNUC_WARN_UNUSED_RESULT;
void cw_part_free (CwPart *self);
GPtrArray *cw_part_lay (CwPart *self, double x, double w) G_GNUC_WARN_UNUSED_RESULT; /* of CwSlab */
GPtrArray *cw_table_lay (CwTable *self, double x, double w) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cw_chart_lay (CwChart *self, double x, double w) G_GNUC_WARN_UNUSED_RESULT;

/* ---- flow: slabs onto pages ---- */

/* Draws what stands on every page; returns where the body begins. */
typedef double (*CwPageHead) (GPtrArray *marks, guint page, gpointer data);

typedef struct
{
  CwDocument *document; /* borrowed */
  CwPageHead head;
  gpointer data;
  CwPage *page; /* borrowed: the one that fills */
  double y, top, bottom;
  double reserve; /* kept free at the foot of the first page */
} CwFlow;

CwDocument *cw_document_new (const char *title, CwDay created) G_GNUC_WARN_UNUSED_RESULT;
void
cw_flow_begin (CwFlow *self, CwDocument *document, CwPageHead head, gpointer data, double reserve);
void cw_flow_put (CwFlow *self, CwSlab *slab);       /* takes */
void cw_flow_place (CwFlow *self, GPtrArray *slabs); /* of CwSlab */
void cw_flow_part (CwFlow *self, CwPart *part);      /* over the full width */
void cw_flow_pair (
    CwFlow *self,
    GPtrArray *left,
    GPtrArray *right); /* of CwPart, side by side where they fit a page, else one after the other */
void cw_document_place (CwDocument *self, guint page, CwSlab *slab, double y); /* takes */
void cw_document_foot (CwDocument *self, const char *left);

/* Draws one page; with @tags as the structure of a PDF. */
void cw_page_draw (CwPage *page, cairo_t *cr, CwDrawMode mode, gboolean tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSlab, cw_slab_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTable, cw_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPart, cw_part_free)

G_END_DECLS
