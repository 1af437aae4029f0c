/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "core/cw-day.h"
#include "core/cw-ids.h"
#include "cw-store.h"

G_BEGIN_DECLS

/* Prototypes stand in groups and columns. */
/* clang-format off */

/**
 * CwStatement:
 *
 * A prepared statement on loan from the store's cache. Parameters are bound in the order of the calls,
 * ?1 first. Going out of scope (g_autoptr) it is reset *and* its values are cleared, so that no text of
 * a record waits in a statement. A failed binding is told by the step that follows.
 */
typedef struct _CwStatement CwStatement;

typedef enum {
  CW_RESULT_ERROR = -1,
  CW_RESULT_DONE  = 0,
  CW_RESULT_ROW   = 1,
} CwResult;

/* @sql: becomes the cache's key, so only texts of the program, never words of a user. */
CwStatement *cw_store_prepare      (CwStore *self, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void         cw_statement_release  (CwStatement *self);

void         cw_bind_int           (CwStatement *self, gint64 value);
void         cw_bind_id            (CwStatement *self, gint64 id);          /* 0: NULL */
void         cw_bind_text          (CwStatement *self, const char *text);   /* copied; NULL: NULL */
void         cw_bind_string        (CwStatement *self, const char *text);   /* copied; NULL: "" */
void         cw_bind_static        (CwStatement *self, const char *text, int length);   /* not copied: it outlives the step */
void         cw_bind_day           (CwStatement *self, CwDay day);          /* ISO; CW_DAY_NONE: NULL */
void         cw_bind_time          (CwStatement *self, int minutes);        /* HH:MM; -1: NULL */

CwResult     cw_statement_step     (CwStatement *self, GError **error);
gboolean     cw_statement_run      (CwStatement *self, GError **error);     /* to its end; rows are passed over */
void         cw_statement_rewind   (CwStatement *self);                     /* reset and cleared, to be bound again */

int          cw_statement_count_parameters (CwStatement *self);

gint64       cw_column_int         (CwStatement *self, int column);         /* NULL: 0 */
char        *cw_column_text        (CwStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;   /* NULL: "" */
char        *cw_column_nullable    (CwStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;   /* NULL: NULL */
const char  *cw_column_peek        (CwStatement *self, int column);         /* until the next step; never NULL */
void         cw_column_take        (CwStatement *self, int column, char **field);   /* frees what the field held; NULL: "" */
CwDay        cw_column_day         (CwStatement *self, int column);
int          cw_column_time        (CwStatement *self, int column);
gboolean     cw_column_is_null     (CwStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStatement, cw_statement_release)

/* clang-format on */

G_END_DECLS
