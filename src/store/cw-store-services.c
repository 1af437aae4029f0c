/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-store-private.h"

/* A service without a card of its own has one with nothing on it ("Another service"). */
#define SERVICE_COLUMNS                                                                            \
  "SELECT c.id, c.label, s.what_for, s.telephone, s.email, s.website, s.address, s.hours, "        \
  "s.independent,"                                                                                 \
  " c.retired, c.shipped, s.checked_on FROM code c LEFT JOIN service s ON s.code_id = c.id"        \
  " WHERE c.list = 'service'"

static CwService *
read_service (CwStore *self, CwStatement *statement, GError **error)
{
  g_autoptr (CwService) service = cw_service_new ();

  service->code_id = cw_column_int (statement, 0);
  cw_column_take (statement, 1, &service->name);
  cw_column_take (statement, 2, &service->what_for);
  cw_column_take (statement, 3, &service->telephone);
  cw_column_take (statement, 4, &service->email);
  cw_column_take (statement, 5, &service->website);
  cw_column_take (statement, 6, &service->address);
  cw_column_take (statement, 7, &service->hours);
  service->independent = cw_column_int (statement, 8) != 0;
  service->retired = cw_column_int (statement, 9) != 0;
  service->shipped = cw_column_int (statement, 10) != 0;
  service->checked_on = cw_column_day (statement, 11);
  if (!cw_store_load_ids (self, "SELECT category_id FROM service_category WHERE service_id = ?1",
                          service->code_id, service->categories, error))
    return NULL;
  return g_steal_pointer (&service);
}

/**
 * cw_store_list_services:
 *
 * Returns: (transfer full) (element-type CwService): the directory (R34) by name, retired ones too
 */
GPtrArray *
cw_store_list_services (CwStore *self, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (GPtrArray) services
      = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_service_free);
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement
      = cw_store_prepare (self, SERVICE_COLUMNS " ORDER BY c.label COLLATE NOCASE, c.id", error);
  if (!statement)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      CwService *service = read_service (self, statement, error);

      if (!service)
        return NULL;
      g_ptr_array_add (services, service);
    }
  return result == CW_RESULT_DONE ? g_steal_pointer (&services) : NULL;
}

CwService *
cw_store_get_service (CwStore *self, gint64 code_id, GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  CwResult result;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  statement = cw_store_prepare (self, SERVICE_COLUMNS " AND c.id = ?1", error);
  if (!statement)
    return NULL;
  cw_bind_int (statement, code_id);
  result = cw_statement_step (statement, error);
  if (result == CW_RESULT_ROW)
    return read_service (self, statement, error);
  if (result == CW_RESULT_DONE)
    cw_store_refuse (error, CW_ERROR_NOT_FOUND,
                     _ ("This service is not in the directory any more."));
  return NULL;
}

static gboolean
write_card (CwStore *self, gint64 id, const CwService *service, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO service (code_id, what_for, telephone, email, website, "
                          "address, hours, independent, checked_on)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                          " ON CONFLICT (code_id) DO UPDATE SET what_for = ?2, telephone = ?3, "
                          "email = ?4, website = ?5, address = ?6,"
                          " hours = ?7, independent = ?8, checked_on = ?9",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_int (statement, id);
  cw_bind_string (statement, service->what_for);
  cw_bind_string (statement, service->telephone);
  cw_bind_string (statement, service->email);
  cw_bind_string (statement, service->website);
  cw_bind_string (statement, service->address);
  cw_bind_string (statement, service->hours);
  cw_bind_int (statement, service->independent != FALSE);
  cw_bind_day (statement, service->checked_on);
  return cw_statement_run (statement, error);
}

/**
 * cw_store_save_service:
 * @service: with code_id 0 a new one
 *
 * Stores a card of the directory with its name. Errors: %CW_ERROR_EXISTS (the name),
 * %CW_ERROR_INVALID.
 *
 * Returns: its code id, 0 on error
 */
gint64
cw_store_save_service (CwStore *self, const CwService *service, GError **error)
{
  g_autoptr (CwTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (cw_store_may_enter (self), 0);
  g_return_val_if_fail (service != NULL, 0);

  transaction = cw_transaction_begin (self, error);
  if (!transaction)
    return 0;
  id = service->code_id;
  if (id == 0)
    id = cw_store_add_code (self, CW_LIST_SERVICE, service->name, error);
  else if (!cw_store_check_code (self, CW_LIST_SERVICE, id, error)
           || !cw_store_rename_code (self, id, service->name, error))
    return 0;
  if (id == 0 || !cw_store_check_codes (self, CW_LIST_ENQUIRY_CATEGORY, service->categories, error)
      || !cw_store_retire_code (self, id, service->retired, error)
      || !write_card (self, id, service, error)
      || !cw_store_run_where (self, "DELETE FROM service_category WHERE service_id = ?1", id, error)
      || !cw_store_insert_ids (
          self, "INSERT INTO service_category (service_id, category_id) VALUES (?1, ?2)", id,
          service->categories, error))
    return 0;
  return cw_transaction_commit (&transaction, error) ? id : 0;
}
