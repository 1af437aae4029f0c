/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/* What the schema's own refusals begin with. */
#define PREFIX_CONSENT "casework: R7"
#define PREFIX_PUBLISHED "casework: these days have been published"
#define PREFIX_LEDGER "casework: what was published"
#define PREFIX_YEAR_RULE "casework: the rule of a school year"
#define PREFIX_TERMS "casework: terms overlap"

gboolean
cw_store_refuse (GError **error, CwError code, const char *message)
{
  g_set_error_literal (error, CW_ERROR, code, message);
  return FALSE;
}

static gboolean
refuse_constraint (sqlite3 *db, GError **error)
{
  const char *message = sqlite3_errmsg (db);

  if (g_str_has_prefix (message, PREFIX_CONSENT))
    return cw_store_refuse (
        error, CW_ERROR_CONSENT,
        strstr (message, "on that day")
            ? _ ("The permission to record did not stand on that day. Nothing was stored.")
            : _ ("There is no permission to record this. Nothing was stored."));
  if (g_str_has_prefix (message, PREFIX_PUBLISHED))
    return cw_store_refuse (
        error, CW_ERROR_PUBLISHED,
        _ ("These days have been published already. Nothing was counted again."));
  if (g_str_has_prefix (message, PREFIX_LEDGER))
    return cw_store_refuse (error, CW_ERROR_PUBLISHED,
                            _ ("What was published stays as it is. Nothing was changed."));
  if (g_str_has_prefix (message, PREFIX_YEAR_RULE))
    return cw_store_refuse (
        error, CW_ERROR_PUBLISHED,
        _ ("The rule of this school year is fixed, because part of the year has been published. "
           "Nothing was changed."));
  if (g_str_has_prefix (message, PREFIX_TERMS))
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("Two terms overlap. Nothing was stored."));
  switch (sqlite3_extended_errcode (db))
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return cw_store_refuse (error, CW_ERROR_EXISTS,
                              _ ("This is there already. Nothing was stored."));
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return cw_store_refuse (
          error, CW_ERROR_NOT_FOUND,
          _ ("Something this belongs to is not in the records, or something still belongs to it. "
             "Nothing was stored."));
    default:
      return cw_store_refuse (
          error, CW_ERROR_INVALID,
          _ ("Something that was entered cannot be stored. Nothing was changed."));
    }
}

static gboolean
is_disk_full (sqlite3 *db)
{
  switch (sqlite3_system_errno (db))
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
refuse_disk_full (GError **error)
{
  return cw_store_refuse (
      error, CW_ERROR_DISK_FULL,
      _ ("The disk is full. Nothing of this was stored, and what was stored before is safe. "
         "Make room on the disk and save again."));
}

static gboolean
refuse_input_output (sqlite3 *db, int code, GError **error)
{
  if (is_disk_full (db))
    return refuse_disk_full (error);
  switch (code)
    {
    case SQLITE_IOERR_NOMEM:
      return cw_store_refuse (error, CW_ERROR_NO_MEMORY,
                              _ ("There is not enough memory. Nothing of this was stored. "
                                 "Close other programs and try again."));
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
      return cw_store_refuse (error, CW_ERROR_DAMAGED,
                              _ ("The file with the records is damaged. It was not touched. "
                                 "Open the newest backup instead."));
    default:
      return cw_store_refuse (
          error, CW_ERROR_FAILED,
          _ ("The disk could not be read or written. Nothing of this was stored. "
             "If it happens again, make a backup on another disk."));
    }
}

/* SQLite takes a page that the cipher refuses for a lack of memory. Reading every page without it
 * tells the two apart: this is slow, and asked only after a failure. */
static gboolean
has_damaged_page (sqlite3 *db)
{
  static const char sql[] = "PRAGMA cipher_integrity_check";
  sqlite3_stmt *pages = NULL;
  gboolean damaged = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &pages, NULL) == SQLITE_OK)
    damaged = sqlite3_step (pages) == SQLITE_ROW;
  sqlite3_finalize (pages);
  return damaged;
}

static gboolean
refuse_damaged (GError **error)
{
  return cw_store_refuse (error, CW_ERROR_DAMAGED,
                          _ ("The file with the records is damaged. Nothing was changed in it. "
                             "Open the newest backup instead."));
}

static gboolean
refuse_no_memory (sqlite3 *db, GError **error)
{
  if (has_damaged_page (db))
    return refuse_damaged (error);
  return cw_store_refuse (error, CW_ERROR_NO_MEMORY,
                          _ ("There is not enough memory. Nothing of this was stored. "
                             "Close other programs and try again."));
}

/**
 * cw_store_set_db_error:
 * @code: the extended result of the call that failed
 *
 * Puts what SQLite said into plain words. Neither SQL nor anything stored stands in them.
 *
 * Returns: FALSE
 */
gboolean
cw_store_set_db_error (sqlite3 *db, int code, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return refuse_constraint (db, error);
    case SQLITE_FULL:
      return refuse_disk_full (error);
    case SQLITE_IOERR:
      return refuse_input_output (db, code, error);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return refuse_damaged (error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return cw_store_refuse (
          error, CW_ERROR_BUSY,
          _ ("Another Casework has these records open. Close it there and try again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return cw_store_refuse (
          error, CW_ERROR_NOT_WRITABLE,
          _ ("The file with the records cannot be written. Nothing was stored. "
             "Check that the folder belongs to you and is not write-protected."));
    case SQLITE_CANTOPEN:
      if (is_disk_full (db))
        return refuse_disk_full (error);
      return cw_store_refuse (
          error, CW_ERROR_NOT_WRITABLE,
          _ ("The file with the records cannot be opened. It was not touched. "
             "Check that the folder belongs to you and is not write-protected."));
    case SQLITE_NOMEM:
      return refuse_no_memory (db, error);
    case SQLITE_TOOBIG:
      return cw_store_refuse (error, CW_ERROR_INVALID,
                              _ ("This is too long to be stored. Nothing was changed."));
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("This was stopped."));
      return FALSE;
    default:
      return cw_store_refuse (error, CW_ERROR_FAILED,
                              _ ("The records could not be read or stored. Nothing was changed."));
    }
}

/* What runs inside a function of SQL, as the export of a copy does, fails with no reason but the
 * system's. */
gboolean
cw_store_set_inner_error (CwStore *self, int code, GError **error)
{
  if ((code & 0xff) == SQLITE_ERROR && is_disk_full (self->db))
    return refuse_disk_full (error);
  return cw_store_set_error (self, code, error);
}

gboolean
cw_store_set_error (CwStore *self, int code, GError **error)
{
  return cw_store_set_db_error (self->db, code, error);
}

/**
 * cw_gate_describe:
 *
 * The consent gate's answer in words (R1, R2, R7, R9).
 *
 * Returns: (transfer full): a whole sentence
 */
char *
cw_gate_describe (CwGate gate)
{
  switch (gate)
    {
    case CW_GATE_OPEN:
      return g_strdup (_ ("This may be stored."));
    case CW_GATE_NO_CONSENT:
      return g_strdup (_ ("This cannot be stored before the parent has agreed to a record."));
    case CW_GATE_NOT_EXPLAINED:
      return g_strdup (
          _ ("Permission counts only when every point has been explained to the parent."));
    case CW_GATE_NOT_SAID_HOW:
      return g_strdup (_ ("Say who explained it and on which day the parent agreed."));
    case CW_GATE_BEFORE_CONSENT:
      return g_strdup (_ ("This day is before the parent agreed to a record."));
    case CW_GATE_WITHDRAWN:
      return g_strdup (_ ("The parent has withdrawn their permission, so nothing more can be "
                          "recorded about them."));
    case CW_GATE_FUTURE:
      return g_strdup (_ ("This day has not come yet."));
    case CW_GATE_COLD_CALL:
      return g_strdup (_ (
          "Somebody else asked for this parent. A case can be opened only after the parent agreed "
          "to be approached."));
    case CW_GATE_NOBODY:
      return g_strdup (_ ("Say with whom the contact was."));
    default:
      return g_strdup (_ ("This cannot be stored."));
    }
}

gboolean
cw_store_ask_gate (CwStore *self, CwGateInput *input, GError **error)
{
  g_autofree char *reason = NULL;
  CwGate answer;

  input->today = cw_store_today (self);
  answer = cw_gate_ask (input);
  if (answer == CW_GATE_OPEN)
    return TRUE;
  reason = cw_gate_describe (answer);
  return cw_store_refuse (error, CW_ERROR_CONSENT, reason);
}
