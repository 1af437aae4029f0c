/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "cw-statement.h"
#include "cw-store-words.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

struct _CwStore {
  /* owned */
  sqlite3    *db;
  CwClock    *clock;
  char       *path;
  GHashTable *statements;   /* SQL -> CwStatement that is not in use */

  /* borrowed */
  GThread    *owner;

  /* transactions */
  guint       depth;        /* how many are open, one inside the other */
  gboolean    lost;         /* SQLite rolled the whole of it back by itself */
};

GHashTable *cw_statement_cache_new (void);

/* TRUE in the thread that owns the store: every public function begins with it, in a g_return_val_if_fail(). */
gboolean cw_store_may_enter (CwStore *self);

/**
 * CwTransaction:
 *
 * One act: everything between begin and commit is stored or nothing of it. Inside another one it is a
 * savepoint of it. Going out of scope (g_autoptr) before cw_transaction_commit() undoes it. Declare it
 * before the statements of the act, so that they are released first.
 */
typedef struct _CwTransaction CwTransaction;

CwTransaction *cw_transaction_begin  (CwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       cw_transaction_commit (CwTransaction **transaction, GError **error);   /* takes it */
void           cw_transaction_undo   (CwTransaction *self);

/* One or more statements without parameters; rows are passed over. */
gboolean cw_store_exec    (CwStore *self, const char *sql, GError **error);
/* The first column of the first row of a statement with up to two parameters (0 binds NULL only by way of a
 * statement of your own); @missing when there is no row, -1 and @error set when it failed. */
gint64   cw_store_ask     (CwStore *self, const char *sql, gint64 first, gint64 second, gint64 missing, GError **error);
gint64   cw_store_last_id (CwStore *self);
gint64   cw_store_random  (CwStore *self);     /* a random positive number that stands for a family */
CwDay    cw_store_today   (CwStore *self);
gint64   cw_store_now     (CwStore *self);     /* seconds since 1970, UTC */

/* ---- errors (cw-store-error.c) ---- */
/* Sets @error from what SQLite said last. Always returns FALSE. */
gboolean cw_store_set_error     (CwStore *self, int code, GError **error);
gboolean cw_store_set_inner_error (CwStore *self, int code, GError **error);   /* of a statement that ran others inside */
gboolean cw_store_set_db_error  (sqlite3 *db, int code, GError **error);
gboolean cw_store_refuse        (GError **error, CwError code, const char *message);   /* a literal; returns FALSE */
char    *cw_gate_describe       (CwGate gate) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the schema (cw-store-schema.c) ---- */
gboolean cw_store_make_schema   (CwStore *self, GError **error);
gboolean cw_store_migrate       (CwStore *self, const guint8 key[32], const guint8 salt[16], int from, GError **error);
gboolean cw_store_ship_codes    (CwStore *self, GError **error);    /* cw-store-defaults.c */

/* ---- opening (cw-store-open.c) ---- */
#define CW_KEY_SPEC_LENGTH 99   /* x'<64 hex><32 hex>' */
gboolean cw_store_make_file      (const char *path, GError **error);   /* 0600, never over another one */
char    *cw_store_resolve        (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void     cw_store_write_key_spec (char spec[CW_KEY_SPEC_LENGTH + 1], const guint8 key[32], const guint8 salt[16]);

/* ---- shared between the tables ---- */
/* R7: the gate is asked with what the database holds at this moment; fills in @input's day of today. */
gboolean   cw_store_ask_gate     (CwStore *self, CwGateInput *input, GError **error);
/* The adults of a case with their consents, oldest first (cw-store-adults.c). */
GPtrArray *cw_store_load_adults  (CwStore *self, gint64 case_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;   /* of CwAdult */
/* Erasing leaves no byte (cw-store-erase.c): in the act, after it, and when a file is opened where it was cut off. */
#define CW_ERASING_UNFINISHED "erasing-unfinished"   /* a setting of the file, as long as pages are still to be written anew */
gboolean   cw_store_begin_erasing  (CwStore *self, GError **error);
gboolean   cw_store_finish_erasing (CwStore *self, GError **error);
void       cw_store_catch_up_erasing (CwStore *self);
/* The rows of a case and its stubs, as a part of the caller's act (cw-store-families.c). */
gboolean   cw_store_remove_case  (CwStore *self, gint64 id, GError **error);
CwCaseStatus cw_store_read_status (const char *name);
/* Whether every id is an entry of that list; CW_ERROR_INVALID (cw-store-codes.c). */
gboolean   cw_store_check_code   (CwStore *self, CwCodeList list, gint64 id, GError **error);
gboolean   cw_store_check_codes  (CwStore *self, CwCodeList list, const CwIds *ids, GError **error);
/* (owner, id) pairs of a link table: @sql inserts ?1, ?2; @sql selects with ?1. */
gboolean   cw_store_insert_ids   (CwStore *self, const char *sql, gint64 owner, const CwIds *ids, GError **error);
gboolean   cw_store_load_ids     (CwStore *self, const char *sql, gint64 owner, CwIds *ids, GError **error);
gboolean   cw_store_run_where (CwStore *self, const char *sql, gint64 id, GError **error);
/* The id to give back to what was deleted: @sql says 0 for ?1 where it is in use. */
gint64     cw_store_find_id_back (CwStore *self, const char *sql, gint64 id, GError **error);
/* Where to begin a deep page of @count rows: from the nearer end. TRUE: read backwards, with *skip and *take. */
gboolean   cw_store_turn_page    (gint64 count, guint offset, guint limit, guint *skip, guint *take);
/* Search documents, one per thing (cw-store-search.c); an empty body removes it. */
gboolean   cw_store_index        (CwStore *self, const char *kind, gint64 item_id, gint64 case_id, const char *body, GError **error);
gboolean   cw_store_unindex      (CwStore *self, const char *kind, gint64 item_id, GError **error);
gboolean   cw_store_renew_index  (CwStore *self, GError **error);    /* so that no byte of a deleted word stays in it */
char      *cw_store_search_found (CwStore *self, CwWords *words, gint64 doc_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cw_store_add_functions (CwStore *self, GError **error);   /* SQL: words_in (body, words) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTransaction, cw_transaction_undo)

/* clang-format on */

G_END_DECLS
