/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "core/cw-clock.h"
#include "core/cw-code.h"
#include "core/cw-error.h"
#include "core/cw-gate.h"
#include "core/cw-records.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/**
 * CwStore:
 *
 * One open casework.db. Synchronous, owned by one thread at a time (asserted at the door). Every function that
 * writes is one transaction, one act of the user: all of it is stored when it returns TRUE, none of it otherwise.
 * Errors are CW_ERROR with a whole plain sentence.
 */
typedef struct _CwStore CwStore;

#define CW_STORE_APPLICATION_ID 0x43574b31   /* "CWK1" */
#define CW_STORE_VERSION        4

/* Makes the file (CW_ERROR_EXISTS if there is one) with the schema, the shipped code lists and directory. */
CwStore *cw_store_create (const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The open order of docs/SECURITY.md, each step with its own error; an encrypted copy is made before a migration. */
CwStore *cw_store_open   (const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In the version it has, for looking at a copy: its inventory, another copy of it, its settings; nothing else is asked of it. */
CwStore *cw_store_open_version (const char *path, const guint8 key[32], const guint8 salt[16], CwClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cw_store_close  (CwStore *self, GError **error);          /* checkpoints (TRUNCATE), wipes, frees; frees in any case */
gboolean cw_store_checkpoint (CwStore *self, GError **error);
void     cw_store_adopt  (CwStore *self);                          /* the calling thread is the owner from now on */
CwClock *cw_store_get_clock (CwStore *self);                       /* (transfer none) */
void     cw_store_free   (CwStore *self);                          /* cw_store_close() without asking how it went */

/* ---- what the post is (cw-store-post.c) ---- */
CwProfile *cw_store_get_profile (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cw_store_set_profile (CwStore *self, const CwProfile *profile, GError **error);
char      *cw_store_get_setting (CwStore *self, const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* NULL without error: not set */
gboolean   cw_store_set_setting (CwStore *self, const char *key, const char *value, GError **error);
GPtrArray *cw_store_list_terms  (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;                    /* of CwTerm, by date */
/* Adds or changes terms (matched by id, else by label); CW_ERROR_INVALID (order, overlap), CW_ERROR_PUBLISHED (a frozen block would move). */
gboolean   cw_store_save_terms  (CwStore *self, GPtrArray *terms, GError **error);
gboolean   cw_store_delete_term (CwStore *self, gint64 id, GError **error);

/* ---- code lists and directory (cw-store-codes.c, cw-store-services.c) ---- */
CwCodeBook *cw_store_load_codes   (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64      cw_store_add_code     (CwStore *self, CwCodeList list, const char *label, GError **error);         /* its id, 0 on error; CW_ERROR_EXISTS */
gboolean    cw_store_rename_code  (CwStore *self, gint64 id, const char *label, GError **error);
gboolean    cw_store_retire_code  (CwStore *self, gint64 id, gboolean retired, GError **error);
GPtrArray  *cw_store_list_services (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;                  /* of CwService, by name, retired ones too */
CwService  *cw_store_get_service  (CwStore *self, gint64 code_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64      cw_store_save_service (CwStore *self, const CwService *service, GError **error);                   /* its code id, 0 on error */

/* ---- enquiries and paper records (cw-store-enquiries.c, cw-store-paper.c) ---- */
typedef enum { CW_ENQUIRY_BY_DAY, CW_ENQUIRY_BY_CATEGORY, CW_ENQUIRY_BY_METHOD, CW_ENQUIRY_BY_ABOUT } CwEnquirySort;
typedef struct {
  CwDay         from, to;       /* CW_DAY_NONE: open */
  gint64        category, method, about;   /* 0: any */
  CwEnquirySort sort;
  gboolean      descending;
} CwEnquiryFilter;

gint64     cw_store_save_enquiry   (CwStore *self, const CwEnquiry *enquiry, GError **error);   /* its id, 0 on error */
CwEnquiry *cw_store_get_enquiry    (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwEnquiry *cw_store_delete_enquiry (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* what it was, to undo with cw_store_restore_enquiry() */
gboolean   cw_store_restore_enquiry (CwStore *self, const CwEnquiry *enquiry, GError **error);   /* with its id and counted_in: never counted twice */
GPtrArray *cw_store_list_enquiries (CwStore *self, const CwEnquiryFilter *filter, guint offset, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* of CwEnquiry */
gint64     cw_store_count_enquiries (CwStore *self, const CwEnquiryFilter *filter, gint64 *categories_ticked, GError **error);   /* -1 on error */

gint64     cw_store_save_paper     (CwStore *self, const CwPaperRecord *record, GError **error);
gint64     cw_store_next_paper     (CwStore *self, GError **error);                              /* the number the next one would get */
CwPaperRecord *cw_store_get_paper  (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* R8 in one transaction: the anonymous log entry and, with @paper, a paper record number (returned; 0 on error, -1: none asked for). */
gint64     cw_store_refuse_record  (CwStore *self, const CwEnquiry *enquiry, gboolean paper, CwDay opened, GError **error);

/* ---- cases (cw-store-cases.c, cw-store-adults.c, cw-store-consents.c) ---- */
gint64     cw_store_open_case      (CwStore *self, const CwCaseOpening *opening, gint64 *first_adult, GError **error);  /* case, one adult without a name, consent; its id, 0 on error */
gint64     cw_store_add_adult      (CwStore *self, gint64 case_id, const CwConsent *consent, GError **error);            /* a further adult; adult id */
gboolean   cw_store_save_adult     (CwStore *self, const CwAdult *adult, GError **error);                                /* identity: the gate is asked */
gint64     cw_store_save_child     (CwStore *self, gint64 case_id, const CwChild *child, GError **error);
gboolean   cw_store_delete_child   (CwStore *self, gint64 child_id, GError **error);
gint64     cw_store_give_consent   (CwStore *self, const CwConsent *consent, GError **error);                            /* again, or with other choices: a new row in the history */
gboolean   cw_store_withdraw_consent (CwStore *self, gint64 adult_id, CwDay day, GError **error);                        /* R9 */
CwCase    *cw_store_get_case       (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64     cw_store_find_case      (CwStore *self, const char *reference, GError **error);                               /* 0: none */
gboolean   cw_store_set_case_status (CwStore *self, gint64 id, CwCaseStatus status, CwDay closed, GError **error);
gboolean   cw_store_link_cases     (CwStore *self, gint64 a, gint64 b, gboolean linked, GError **error);                 /* families are joined or parted again, transitively */
gboolean   cw_store_erase_case     (CwStore *self, gint64 id, GError **error);                                           /* complete; anonymous stubs where days are not counted yet */
char      *cw_store_next_reference (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum { CW_CASES_OPEN, CW_CASES_DUE_WEEK, CW_CASES_WAITING, CW_CASES_PERMISSION, CW_CASES_CLOSED, CW_CASES_ALL, CW_N_CASES_FILTERS } CwCasesFilter;
typedef enum { CW_CASES_BY_DUE, CW_CASES_BY_REFERENCE, CW_CASES_BY_LAST_CONTACT } CwCasesSort;
/* One page of rows. With @search (words; the last may be a beginning) rows come newest find first. */
GPtrArray *cw_store_list_cases     (CwStore *self, CwCasesFilter filter, CwCasesSort sort, gboolean descending, const char *search, guint offset, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* of CwCaseRow */
gint64     cw_store_count_cases    (CwStore *self, CwCasesFilter filter, const char *search, GError **error);            /* -1 on error */

/* ---- contacts, steps, today (cw-store-contacts.c, cw-store-steps.c) ---- */
/* Saves the contact and, in the same transaction, @step (may be NULL) and the end of draft @draft_id (0: none). Its id, 0 on error. */
gint64     cw_store_save_contact   (CwStore *self, const CwContact *contact, const CwStep *step, gint64 draft_id, GError **error);
CwContact *cw_store_get_contact    (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
CwContact *cw_store_delete_contact (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cw_store_restore_contact (CwStore *self, const CwContact *contact, GError **error);
GPtrArray *cw_store_list_contacts  (CwStore *self, gint64 case_id, gint64 adult_id, const char *search, guint offset, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* of CwContact, newest first; adult 0: everyone */
gint64     cw_store_count_contacts (CwStore *self, gint64 case_id, gint64 adult_id, const char *search, GError **error);
gint64     cw_store_save_step      (CwStore *self, const CwStep *step, GError **error);
gboolean   cw_store_delete_step    (CwStore *self, gint64 id, GError **error);
GPtrArray *cw_store_list_steps     (CwStore *self, gint64 case_id, gboolean done_too, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* of CwStep */
GPtrArray *cw_store_list_due       (CwStore *self, CwDay until, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;           /* of CwDue, by day: everything late, today, and up to @until */
typedef struct { gint64 enquiries, parents, contacts, minutes; char *term; } CwTermSoFar;
CwTermSoFar *cw_store_term_so_far  (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* exact: for the adviser only */
void       cw_term_so_far_free     (CwTermSoFar *self);
gint64     cw_store_week_minutes   (CwStore *self, CwDay monday, GError **error);               /* contact minutes of that week, -1 on error */

/* ---- drafts (cw-store-drafts.c) ---- */
gint64     cw_store_save_draft     (CwStore *self, const CwDraft *draft, GError **error);       /* by kind and subject; empty never replaces text; the last ten versions are kept */
CwDraft   *cw_store_get_draft      (CwStore *self, const char *kind, const char *subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;  /* NULL without error: none */
GPtrArray *cw_store_list_drafts    (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* newest first */
gboolean   cw_store_delete_draft   (CwStore *self, gint64 id, GError **error);
GPtrArray *cw_store_list_draft_versions (CwStore *self, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* of CwDraft, newest first */

/* ---- all or nothing (cw-store.c) ---- */
/* Runs @func inside one transaction: rolled back when it returns FALSE. Writers called inside join it. */
typedef gboolean (*CwStoreWork) (CwStore *self, gpointer data, GError **error);
gboolean   cw_store_transact       (CwStore *self, CwStoreWork func, gpointer data, GError **error);

/* A long reading call is stopped in the middle: round it, first with the cancellable and then with NULL (cw-store-watch.c). */
void       cw_store_heed           (CwStore *self, GCancellable *cancellable);

/* ---- checks and copies (cw-store-verify.c, cw-store-copy.c) ---- */
typedef struct { char *name; gboolean passed; char *detail; } CwCheck;
GPtrArray *cw_store_verify         (CwStore *self, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* of CwCheck: integrity, cipher integrity, FTS, foreign keys, ledger chain, counts */
void       cw_check_free           (CwCheck *self);
/* An encrypted copy under another key, by sqlcipher_export, verified before it is said to be there. */
gboolean   cw_store_copy_to        (CwStore *self, const char *path, const guint8 key[32], const guint8 salt[16], GCancellable *cancellable, GError **error);
/* The copies that a migration left beside the file: to be called once a newer backup was read back. Erasing a case does it too. */
gboolean   cw_store_remove_old_copies (CwStore *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStore, cw_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTermSoFar, cw_term_so_far_free)

/* clang-format on */

G_END_DECLS
