/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cw-day.h"
#include "cw-ids.h"

G_BEGIN_DECLS

/*
 * The records of the practice as plain values. Each is a boxed type with _new (all fields empty),
 * _copy (deep) and _free; strings are owned and never NULL unless the field says so; ids are row
 * numbers, 0 before the first save.
 */

/* ---- the post ---- */

typedef struct
{
  char *post;           /* the label the adviser chose */
  char **schools;       /* NULL-terminated, at least one */
  int contract_minutes; /* a week, in term time (R23); 0…6000 */
  char *adviser;        /* who explains and records; may be "" */
} CwProfile;

typedef struct
{
  gint64 id;
  char *label;      /* "Autumn 2025" */
  CwDay start, end; /* real first and last day */
  CwDay half_end; /* last day of the first half; CW_DAY_NONE: worked out (cw_term_get_half_end()) */
} CwTerm;

typedef struct
{
  gint64 code_id; /* its entry in CW_LIST_SERVICE; 0: new */
  char *name;
  char *what_for, *telephone, *email, *website, *address, *hours;
  gboolean independent; /* independent of school and local authority (R4) */
  gboolean retired;
  gboolean shipped;  /* read only */
  CwDay checked_on;  /* when the details were last checked */
  CwIds *categories; /* of CW_LIST_ENQUIRY_CATEGORY */
} CwService;

/* ---- level 1 (R5): no field that could hold a name ---- */

typedef struct
{
  gint64 id;
  CwDay day;
  CwIds *categories; /* one or more */
  gint64 method;
  gint64 about;
  CwIds *services;       /* any number */
  gboolean asked_before; /* has asked before this term */
  gint64 counted_in;     /* the block that counted it, 0 if none; set by the freeze only */
} CwEnquiry;

typedef struct
{ /* R8; shown as P-001 */
  gint64 id;
  CwDay opened, last_seen, look_again, closed;
} CwPaperRecord;

/* ---- level 2 ---- */

typedef enum
{
  CW_CONSENT_SIGNED,
  CW_CONSENT_SPOKEN
} CwConsentHow;

/* What has to be explained before a parent can agree (R7). */
typedef enum
{
  CW_EXPLAINED_NOTES = 1 << 0,      /* records are kept, and where */
  CW_EXPLAINED_NOTHING_ON = 1 << 1, /* nothing is passed on without a yes */
  CW_EXPLAINED_EXCEPTIONS = 1 << 2, /* child protection and civil safety */
  CW_EXPLAINED_COUNTING = 1 << 3,   /* anonymous statistics */
  CW_EXPLAINED_HANDOVER = 1 << 4,   /* the next postholder */
  CW_EXPLAINED_SEE_ALL = 1 << 5,    /* they may see everything */
  CW_EXPLAINED_ALL = (1 << 6) - 1
} CwExplained;

typedef struct
{
  gint64 id;
  gint64 adult_id;
  CwDay given_on;
  CwConsentHow how;
  CwExplained explained;
  char *explained_by;
  gboolean school_may_know, database_may_know;
  CwDay withdrawn_on; /* CW_DAY_NONE while it stands */
} CwConsent;

typedef struct
{
  gint64 id;
  gint64 case_id;
  char *name;          /* "" until names may be stored */
  gint64 relation;     /* of CW_LIST_RELATION, 0: not said */
  gboolean lives_with; /* with the children */
  gboolean kept_apart; /* separated: nothing one said is shown to the other (R2) */
  char *telephone, *email, *address, *wishes;
  GPtrArray *consents; /* of CwConsent, oldest first: the whole history */
} CwAdult;

typedef struct
{
  gint64 id;
  char *name;
  char *year_group; /* "N", "R", "1" … "13", or "" */
  CwDay born;
} CwChild;

typedef enum
{
  CW_CASE_OPEN,
  CW_CASE_WAITING,
  CW_CASE_CLOSED
} CwCaseStatus;

typedef struct
{
  gint64 id;
  char *reference; /* "0042" */
  CwDay opened, closed;
  CwCaseStatus status;
  gint64 how_came;        /* CW_LIST_HOW_CAME (R1) */
  gint64 asked_by;        /* CW_LIST_ASKED_BY, 0 where the parent came */
  CwDay parent_agreed_on; /* to be approached, or came */
  gint64 family;          /* random number shared by linked cases */
  int contacts, minutes;
  CwDay last_contact;
  GPtrArray *adults;   /* of CwAdult, in order */
  GPtrArray *children; /* of CwChild, in order */
  GPtrArray *links;    /* of char*, references of linked cases */
} CwCase;

/* How a case begins: everything that may be stored before a name (R1, R7). */
typedef struct
{
  char *reference; /* NULL: the next free number */
  CwDay opened;
  gint64 how_came, asked_by;
  CwDay parent_agreed_on;
  CwConsent *consent; /* NULL is refused by the gate */
} CwCaseOpening;

typedef enum
{
  CW_LINE_FACT,
  CW_LINE_SAID,
  CW_LINE_OTHER,
  CW_LINE_AGREED
} CwLineKind;

typedef struct
{
  CwLineKind kind;
  char *text;
} CwLine;

typedef struct
{
  gint64 id;
  gint64 case_id;
  CwDay day;
  int time;    /* minutes since midnight, -1: not said */
  int minutes; /* 0…1440 */
  gint64 method;
  CwIds *adults;  /* with whom: one or more */
  CwIds *support; /* CW_LIST_SUPPORT_TYPE */
  CwIds *services;
  GPtrArray *lines; /* of CwLine */
  gint64 counted_in;
  gboolean left_out;  /* not to be passed on (R21); cw_store_leave_out() sets it */
  gboolean held_back; /* its words were not passed on by who had the records before; read only */
} CwContact;

typedef struct
{
  gint64 id;
  gint64 case_id;
  gint64 adult_id; /* 0: nobody in particular */
  char *text;
  CwDay due;
  int time;
  CwDay done_on;
  char *reference; /* of the case; read only */
  char *who;       /* name of the adult; read only */
} CwStep;

/* ---- handover (R21) ---- */

/* What of a case is passed on to the next postholder. */
typedef enum
{
  CW_PASS_ON_ALL,
  CW_PASS_ON_PART, /* entries marked with left_out stay behind */
  CW_PASS_ON_NONE, /* the whole case stays behind */
  CW_N_PASS_ON
} CwPassOn;

/* What the next postholder is told of one case. */
typedef struct
{
  gint64 case_id;
  char *reference;       /* read only */
  char *who;             /* the adults' names as in the list of cases; read only */
  gboolean agreed;       /* an adult's consent stands: words may be written; read only */
  gboolean closed;       /* listed because something of it stays behind; read only */
  gboolean written;      /* it was saved once, since the records began here; read only */
  char *where_we_are;    /* a few sentences; "" while none */
  gboolean parent_knows; /* the parent was told of the handover */
  CwPassOn pass_on;
  guint left_out; /* how many entries are marked; read only */
} CwHandoverNote;

/* ---- rows of lists ---- */

typedef struct
{ /* one row of the list of cases; paper records are rows too */
  gint64 id;
  gint64 paper; /* number of a paper record, 0 for a case */
  char *reference;
  char *adults;   /* "Joanne Hughes, Darren Pike"; "" for paper */
  char *children; /* "Kai Y5, Poppy Y1" */
  gboolean apart;
  CwCaseStatus status;
  int agreeing, withdrawn; /* adults who agree now, adults who do not any more */
  CwDay last_contact;
  char *next_step; /* "" if none */
  CwDay next_due;
  int next_time;
  char *found; /* words around what a search found; NULL without a search */
} CwCaseRow;

typedef enum
{
  CW_DUE_STEP,
  CW_DUE_PAPER,
  CW_DUE_FREEZE
} CwDueKind;

typedef struct
{ /* one row of Today */
  CwDueKind kind;
  gint64 id; /* of the step or paper record; 0 for a freeze */
  gint64 case_id;
  char *text;   /* the act */
  char *origin; /* reference of the case, label of the term */
  char *who;    /* name of the adult, "" */
  CwDay due;
  int time;
} CwDue;

typedef struct
{
  gint64 id;
  char *kind;    /* as in the table */
  char *subject; /* tells drafts of a kind apart */
  gint64 case_id;
  char *reference; /* of the case, "" if none; read only */
  char *body;      /* key-file text of the form's values */
  int words;
  gint64 saved_at; /* seconds since 1970, UTC */
} CwDraft;

/* Declares TYPE with cw_name_new/copy/free, a GType and autoptr. */
#define CW_DECLARE_RECORD(Type, type, TYPE)                                                        \
  GType cw_##type##_get_type (void);                                                               \
  Type *cw_##type##_new (void) G_GNUC_WARN_UNUSED_RESULT;                                          \
  Type *cw_##type##_copy (const Type *self) G_GNUC_WARN_UNUSED_RESULT;                             \
  void cw_##type##_free (Type *self);                                                              \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, cw_##type##_free)

CW_DECLARE_RECORD (CwProfile, profile, PROFILE)
CW_DECLARE_RECORD (CwTerm, term, TERM)
CW_DECLARE_RECORD (CwService, service, SERVICE)
CW_DECLARE_RECORD (CwEnquiry, enquiry, ENQUIRY)
CW_DECLARE_RECORD (CwPaperRecord, paper_record, PAPER_RECORD)
CW_DECLARE_RECORD (CwConsent, consent, CONSENT)
CW_DECLARE_RECORD (CwAdult, adult, ADULT)
CW_DECLARE_RECORD (CwChild, child, CHILD)
CW_DECLARE_RECORD (CwCase, case, CASE)
CW_DECLARE_RECORD (CwCaseOpening, case_opening, CASE_OPENING)
CW_DECLARE_RECORD (CwLine, line, LINE)
CW_DECLARE_RECORD (CwContact, contact, CONTACT)
CW_DECLARE_RECORD (CwStep, step, STEP)
CW_DECLARE_RECORD (CwHandoverNote, handover_note, HANDOVER_NOTE)
CW_DECLARE_RECORD (CwCaseRow, case_row, CASE_ROW)
CW_DECLARE_RECORD (CwDue, due, DUE)
CW_DECLARE_RECORD (CwDraft, draft, DRAFT)

#define CW_TYPE_ENQUIRY (cw_enquiry_get_type ())
#define CW_TYPE_CASE_ROW (cw_case_row_get_type ())
#define CW_TYPE_CONTACT (cw_contact_get_type ())
#define CW_TYPE_HANDOVER_NOTE (cw_handover_note_get_type ())
#define CW_TYPE_SERVICE (cw_service_get_type ())

CwLine *cw_line_new_take (CwLineKind kind, char *text) G_GNUC_WARN_UNUSED_RESULT;
const CwConsent *
cw_adult_get_consent (const CwAdult *self); /* the newest, standing or withdrawn; NULL if none */
gboolean cw_adult_agrees (const CwAdult *self); /* a consent stands now */
gboolean cw_adult_agreed_on (const CwAdult *self,
                             CwDay day); /* given by then and not withdrawn by then */
CwAdult *cw_case_get_adult (const CwCase *self, gint64 adult_id);
CwDay cw_term_get_half_end (const CwTerm *self);
gboolean cw_name_is_sound (const char *name); /* shows something, and only what it says */
gboolean cw_has_words (const char *const *texts, const char *typed);
gboolean cw_is_same_text (const char *a, const char *b);     /* capitals and outer spaces apart */
gboolean cw_case_reference_is_sound (const char *reference); /* no name can hide in it */
char *cw_paper_record_format (gint64 number) G_GNUC_WARN_UNUSED_RESULT; /* 15 -> "P-015" */

G_END_DECLS
