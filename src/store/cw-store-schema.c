/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "cw-sql-resources.h"
#include "cw-store-private.h"

#define SQL_PREFIX "/com/ppp/Casework/sql/"

/* Script N takes a file of version N - 1 to version N; the first one makes everything. */
static const char *const scripts[] = {
  "0001-initial.sql",
  "0002-handover.sql",
};
G_STATIC_ASSERT (G_N_ELEMENTS (scripts) == CW_STORE_VERSION);

static gboolean
run_script (CwStore *self, int version, GError **error)
{
  g_autofree char *path = g_strconcat (SQL_PREFIX, scripts[version - 1], NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *number = NULL;

  /* Asked by name: the resource stands in a static library, where nothing else would pull it in. */
  bytes
      = g_resource_lookup_data (cw_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (!bytes)
    return FALSE;
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  number = g_strdup_printf ("PRAGMA user_version = %d", version);
  return cw_store_exec (self, sql, error) && cw_store_exec (self, number, error);
}

/* One script, its version and all it needs, or nothing. */
static gboolean
run_version (CwStore *self, int version, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);

  return transaction && run_script (self, version, error)
         && cw_transaction_commit (&transaction, error);
}

/**
 * cw_store_make_schema:
 *
 * Fills a new file: every script, the shipped code lists and the directory, in one transaction.
 */
gboolean
cw_store_make_schema (CwStore *self, GError **error)
{
  g_autoptr (CwTransaction) transaction = cw_transaction_begin (self, error);
  g_autofree char *application
      = g_strdup_printf ("PRAGMA application_id = %d", CW_STORE_APPLICATION_ID);

  if (!transaction || !cw_store_exec (self, application, error))
    return FALSE;
  for (int version = 1; version <= CW_STORE_VERSION; version++)
    if (!run_script (self, version, error))
      return FALSE;
  return cw_store_ship_codes (self, error) && cw_transaction_commit (&transaction, error);
}

/* The copy stays beside the file under the day's date; one made earlier on the same day is older
 * and kept. */
static gboolean
copy_before (CwStore *self, const guint8 key[32], const guint8 salt[16], int from, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.version-%d", self->path, from);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  return cw_store_copy_to (self, path, key, salt, NULL, error);
}

/**
 * cw_store_migrate:
 * @from: the version of the file
 *
 * Brings an older file up to date, after an encrypted copy of it was made and verified. Each script
 * is one transaction with its version number: a file is never between two versions.
 */
gboolean
cw_store_migrate (
    CwStore *self, const guint8 key[32], const guint8 salt[16], int from, GError **error)
{
  if (!copy_before (self, key, salt, from, error))
    return FALSE;
  for (int version = from + 1; version <= CW_STORE_VERSION; version++)
    if (!run_version (self, version, error))
      return FALSE;
  return cw_store_checkpoint (self, error);
}
