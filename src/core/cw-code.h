/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CwCodeList:
 *
 * The lists whose entries the user may rename, add to and retire (domain: code lists).
 * %CW_LIST_SERVICE is the directory (R34).
 */
typedef enum
{
  CW_LIST_ENQUIRY_CATEGORY,
  CW_LIST_CONTACT_METHOD,
  CW_LIST_ABOUT, /* child, parent: fixed */
  CW_LIST_SUPPORT_TYPE,
  CW_LIST_SERVICE,
  CW_LIST_HOW_CAME, /* came, asked: fixed (R1) */
  CW_LIST_ASKED_BY,
  CW_LIST_RELATION,
  CW_LIST_ACTIVITY, /* R22; used from a later version on */
  CW_N_LISTS
} CwCodeList;

/**
 * CwCode:
 *
 * One entry of a code list. @code never changes and is what files carry; @label may be renamed.
 * @shipped entries came with the program. Boxed and immutable; shared by reference count.
 */
typedef struct
{
  gint64 id;
  CwCodeList list;
  char *code;        /* "housing"; lower case, digits, hyphens */
  char *label;       /* "Housing" */
  char *short_label; /* for chips; NULL: use label */
  char *alias;       /* the word of the source documents; NULL if none */
  gboolean shipped;
  gboolean retired;
  int position; /* public order within the list, 0… */
} CwCode;

#define CW_TYPE_CODE (cw_code_get_type ())
GType cw_code_get_type (void);
CwCode *cw_code_new (gint64 id,
                     CwCodeList list,
                     const char *code,
                     const char *label,
                     const char *short_label,
                     const char *alias,
                     gboolean shipped,
                     gboolean retired,
                     int position) G_GNUC_WARN_UNUSED_RESULT;
CwCode *cw_code_ref (CwCode *self);
void cw_code_unref (CwCode *self);
const char *cw_code_get_short (const CwCode *self); /* short_label or label */

const char *
cw_code_list_name (CwCodeList list); /* "enquiry-category" … as files and the CLI say it */
gboolean cw_code_list_from_name (const char *name, CwCodeList *list);
gboolean
cw_code_list_is_fixed (CwCodeList list); /* entries may be renamed, none added or retired */
char *cw_code_slug (const char *label) G_GNUC_WARN_UNUSED_RESULT; /* "Foo Bar!" -> "foo-bar" */

/**
 * CwCodeBook:
 *
 * Every code list at one moment. Immutable, so it can be used from any thread; the session holds
 * the newest.
 */
typedef struct _CwCodeBook CwCodeBook;

CwCodeBook *
cw_code_book_new (GPtrArray *codes) G_GNUC_WARN_UNUSED_RESULT; /* of CwCode, any order; refs them */
CwCodeBook *cw_code_book_ref (CwCodeBook *self);
void cw_code_book_unref (CwCodeBook *self);
const CwCode *cw_code_book_get (CwCodeBook *self, gint64 id); /* NULL if unknown */
const CwCode *cw_code_book_lookup (CwCodeBook *self,
                                   CwCodeList list,
                                   const char *code); /* by code; NULL if unknown */
const CwCode *cw_code_book_find (CwCodeBook *self,
                                 CwCodeList list,
                                 const char *text); /* by code, label, short label or alias; case
                                                       and outer spaces do not matter */
const char *cw_code_book_label (CwCodeBook *self, gint64 id); /* "" if unknown */
GPtrArray *cw_code_book_list (
    CwCodeBook *self,
    CwCodeList list); /* (transfer none): all of CwCode, by position, retired ones too */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCode, cw_code_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodeBook, cw_code_book_unref)

G_END_DECLS
