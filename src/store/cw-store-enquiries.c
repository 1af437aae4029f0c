/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/* R5: every column is a code, a day or a yes; there is no place for a word. */

static gboolean
check_enquiry (CwStore *self, const CwEnquiry *enquiry, GError **error)
{
  CwGateInput input = { .act = CW_ACT_LOG_ENQUIRY, .day = enquiry->day };

  if (enquiry->day == CW_DAY_NONE)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("The day of the enquiry is missing."));
  if (enquiry->day > cw_store_today (self))
    return cw_store_refuse (error, CW_ERROR_INVALID,
                            _ ("The day of the enquiry has not come yet."));
  if (!enquiry->categories || enquiry->categories->len == 0)
    return cw_store_refuse (error, CW_ERROR_INVALID, _ ("Choose at least one category."));
  return cw_store_ask_gate (self, &input, error)
         && cw_store_check_codes (self, CW_LIST_ENQUIRY_CATEGORY, enquiry->categories, error)
         && cw_store_check_code (self, CW_LIST_CONTACT_METHOD, enquiry->method, error)
         && cw_store_check_code (self, CW_LIST_ABOUT, enquiry->about, error)
         && cw_store_check_codes (self, CW_LIST_SERVICE, enquiry->services, error);
}

/* The category that stands first in the public order: what the log sorts by. */
static gint64
find_first_category (CwStore *self, const CwIds *categories, GError **error)
{
  gint64 first = 0, lowest = G_MAXINT64;

  for (guint i = 0; i < categories->len; i++)
    {
      gint64 position = cw_store_ask (self, "SELECT position FROM code WHERE id = ?1",
                                      categories->items[i], 0, -1, error);

      if (position < 0)
        return 0;
      if (position < lowest)
        {
          lowest = position;
          first = categories->items[i];
        }
    }
  return first;
}

static gboolean
write_codes (CwStore *self, gint64 id, const CwEnquiry *enquiry, GError **error)
{
  return cw_store_insert_ids (
             self, "INSERT INTO enquiry_category (enquiry_id, category_id) VALUES (?1, ?2)", id,
             enquiry->categories, error)
         && cw_store_insert_ids (
             self, "INSERT INTO enquiry_service (enquiry_id, service_id) VALUES (?1, ?2)", id,
             enquiry->services, error);
}

static void
bind_enquiry (CwStatement *statement, gint64 id, const CwEnquiry *enquiry, gint64 first_category)
{
  cw_bind_id (statement, id);
  cw_bind_day (statement, enquiry->day);
  cw_bind_int (statement, enquiry->method);
  cw_bind_int (statement, enquiry->about);
  cw_bind_int (statement, enquiry->asked_before != FALSE);
  cw_bind_int (statement, first_category);
}

static gint64
insert_enquiry (
    CwStore *self, gint64 id, const CwEnquiry *enquiry, gint64 counted_in, GError **error)
{
  gint64 first = find_first_category (self, enquiry->categories, error);
  g_autoptr (CwStatement) statement
      = first == 0 ? NULL
                   : cw_store_prepare (self,
                                       "INSERT INTO enquiry (id, day, method_id, about_id, "
                                       "asked_before, first_category_id, counted_in)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                       error);

  if (!statement)
    return 0;
  bind_enquiry (statement, id, enquiry, first);
  cw_bind_id (statement, counted_in);
  if (!cw_statement_run (statement, error))
    return 0;
  id = cw_store_last_id (self);
  return write_codes (self, id, enquiry, error) ? id : 0;
}

/* The block that counted it stays: a record is counted once, whatever is corrected later. */
static gboolean
update_enquiry (CwStore *self, const CwEnquiry *enquiry, GError **error)
{
  gint64 first = find_first_category (self, enquiry->categories, error);
  g_autoptr (CwStatement) statement
      = first == 0 ? NULL
                   : cw_store_prepare (self,
                                       "UPDATE enquiry SET day = ?2, method_id = ?3, about_id = "
                                       "?4, asked_before = ?5, first_category_id = ?6"
                                       " WHERE id = ?1",
                                       error);

  if (!statement)
    return FALSE;
  bind_enquiry (statement, enquiry->id, enquiry, first);
  if (!cw_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 0)
    return cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                            _ ("This enquiry is not in the log any more."));
  return cw_store_run_where (self, "DELETE FROM enquiry_category WHERE enquiry_id = ?1",
                             enquiry->id, error)
         && cw_store_run_where (self, "DELETE FROM enquiry_service WHERE enquiry_id = ?1",
                                enquiry->id, error)
         && write_codes (self, enquiry->id, enquiry, error);
}

/**
 * cw_store_save_enquiry:
 * @enquiry: with id 0 a new one; its counted_in is not looked at
 *
 * Stores an anonymous enquiry (R5). Errors: %CW_ERROR_INVALID, %CW_ERROR_NOT_FOUND.
 *
 * Returns: its id, 0 on error
 */
gint64
cw_store_save_enquiry (CwStore *self, const CwEnquiry *enquiry, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (enquiry != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_enquiry (self, enquiry, error))
    return 0;
  if (enquiry->id == 0)
    id = insert_enquiry (self, 0, enquiry, 0, error);
  else
    id = update_enquiry (self, enquiry, error) ? enquiry->id : 0;
  return id && cw_transaction_commit (&transaction, error) ? id : 0;
}

CwEnquiry *
cw_store_get_enquiry (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (CwEnquiry) enquiry = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (
      self, "SELECT day, method_id, about_id, asked_before, counted_in FROM enquiry WHERE id = ?1",
      error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND, _ ("This enquiry is not in the log any more."));
  if (result != CW_RESULT_ROW)
    return NULL;
  enquiry = cw_enquiry_new ();
  enquiry->id = id;
  enquiry->day = cw_column_day (statement, 0);
  enquiry->method = cw_column_int (statement, 1);
  enquiry->about = cw_column_int (statement, 2);
  enquiry->asked_before = cw_column_int (statement, 3) != 0;
  enquiry->counted_in = cw_column_int (statement, 4);
  if (!cw_store_load_ids (self, "SELECT category_id FROM enquiry_category WHERE enquiry_id = ?1",
                          id, enquiry->categories, error)
      || !cw_store_load_ids (self, "SELECT service_id FROM enquiry_service WHERE enquiry_id = ?1",
                             id, enquiry->services, error))
    return NULL;
  return g_steal_pointer (&enquiry);
}

/**
 * cw_store_delete_enquiry:
 *
 * Returns: (transfer full): what it was, for cw_store_restore_enquiry()
 */
CwEnquiry *
cw_store_delete_enquiry (CwStore *self, gint64 id, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  g_autoptr (CwEnquiry) enquiry = NULL;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  transaction = cw_transaction_begin (self, error);
  enquiry = transaction ? cw_store_get_enquiry (self, id, error) : NULL;
  if (!enquiry || !cw_store_run_where (self, "DELETE FROM enquiry WHERE id = ?1", id, error)
      || !cw_transaction_commit (&transaction, error))
    return NULL;
  return g_steal_pointer (&enquiry);
}

/**
 * cw_store_restore_enquiry:
 *
 * Undoes a deletion: the same id (another one where it was given away meanwhile) and the block that
 * had counted it, so that it is never counted twice.
 */
gboolean
cw_store_restore_enquiry (CwStore *self, const CwEnquiry *enquiry, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), FALSE);
  g_return_val_if_fail (enquiry != NULL, FALSE);

  transaction = cw_transaction_begin (self, error);
  if (!transaction || !check_enquiry (self, enquiry, error))
    return FALSE;
  id = cw_store_find_id_back (self, "SELECT 0 FROM enquiry WHERE id = ?1", enquiry->id, error);
  return id >= 0 && insert_enquiry (self, id, enquiry, enquiry->counted_in, error) != 0
         && cw_transaction_commit (&transaction, error);
}
