/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cw-code-defaults.h"
#include "cw-store-private.h"

static gboolean
insert_list (CwStore *self, CwCodeList list, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO code (list, code, label, short, alias, shipped, position) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)",
                          error);
  guint n = 0;
  const CwCodeDefault *defaults = cw_code_defaults (list, &n);

  if (!statement)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      cw_bind_text (statement, cw_code_list_name (list));
      cw_bind_text (statement, defaults[i].code);
      cw_bind_text (statement, defaults[i].label);
      cw_bind_text (statement, defaults[i].short_label);
      cw_bind_text (statement, defaults[i].alias);
      cw_bind_int (statement, i);
      if (!cw_statement_run (statement, error))
        return FALSE;
      cw_statement_rewind (statement);
    }
  return TRUE;
}

static gboolean
insert_service_category (CwStore *self, const char *service, const char *category, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO service_category (service_id, category_id)"
                          " SELECT s.id, c.id FROM code s, code c"
                          " WHERE s.list = ?1 AND s.code = ?2 AND c.list = ?3 AND c.code = ?4",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, cw_code_list_name (CW_LIST_SERVICE));
  cw_bind_text (statement, service);
  cw_bind_text (statement, cw_code_list_name (CW_LIST_ENQUIRY_CATEGORY));
  cw_bind_text (statement, category);
  return cw_statement_run (statement, error);
}

static gboolean
insert_service (CwStore *self, const CwServiceDefault *service, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "INSERT INTO service (code_id, what_for, telephone, website, independent)"
                          " SELECT id, ?3, ?4, ?5, ?6 FROM code WHERE list = ?1 AND code = ?2",
                          error);

  if (!statement)
    return FALSE;
  cw_bind_text (statement, cw_code_list_name (CW_LIST_SERVICE));
  cw_bind_text (statement, service->code);
  cw_bind_string (statement, service->what_for);
  cw_bind_string (statement, service->telephone);
  cw_bind_string (statement, service->website);
  cw_bind_int (statement, service->independent != FALSE);
  if (!cw_statement_run (statement, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (service->categories) && service->categories[i]; i++)
    if (!insert_service_category (self, service->code, service->categories[i], error))
      return FALSE;
  return TRUE;
}

/**
 * cw_store_ship_codes:
 *
 * Fills new records with the code lists and the directory (R34) that come with the program.
 */
gboolean
cw_store_ship_codes (CwStore *self, GError **error)
{
  guint n = 0;
  const CwServiceDefault *services = cw_service_defaults (&n);

  for (int list = 0; list < CW_N_LISTS; list++)
    if (!insert_list (self, list, error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (!insert_service (self, &services[i], error))
      return FALSE;
  return TRUE;
}
