/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-inventory.h"

#include <string.h>

#include "cw-store-copy.h"
#include "cw-store-private.h"
#include "cw-store-watch.h"

/*
 * What a store holds, so that two copies can be compared on two computers without anybody reading
 * a name: docs/SCHEMA.md has the form of what the digest is taken over.
 */

/* What is gathered before it goes into the digest; and how long a number with its head can be. */
#define ROOM (32 << 10)
#define LONGEST_HEAD 32

/* For CwStoreWatch, from 100,000 contacts. */
#define COUNTS_WEIGHT 1
#define COUNTS_STEPS 19
#define DIGEST_WEIGHT 9
#define DIGEST_STEPS 270

/* What belongs to one vault or one file and not to its records: another vault with the same records
 * has its own, and a copy has nothing left to overwrite. */
#define LEFT_OUT                                                                                   \
  " WHERE key NOT IN ('key-digest', 'vault-id', 'publish-hold', '" CW_ERASING_UNFINISHED "')"

typedef struct
{
  CwStore *store;
  GChecksum *checksum;
  gsize length; /* of what waits in @room */
  guchar room[ROOM];
} Digest;

static Digest *
digest_new (CwStore *store)
{
  Digest *self = g_new (Digest, 1);

  self->store = store;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->length = 0;
  return self;
}

/* What was in it is records: it does not stay in memory. */
static void
digest_free (Digest *self)
{
  g_checksum_free (self->checksum);
  explicit_bzero (self->room, sizeof self->room);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Digest, digest_free)

static void
flush (Digest *self)
{
  g_checksum_update (self->checksum, self->room, (gssize) self->length);
  self->length = 0;
}

static void
add_bytes (Digest *self, const void *bytes, gsize length)
{
  if (length > ROOM - self->length)
    flush (self);
  if (length > ROOM)
    {
      g_checksum_update (self->checksum, bytes, (gssize) length);
      return;
    }
  if (length > 0)
    memcpy (self->room + self->length, bytes, length);
  self->length += length;
}

/* Writes a number in decimal digits so that it ends before @end; where it begins. */
static char *
write_number (char *end, guint64 number)
{
  do
    *--end = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  return end;
}

/* A letter for the kind of thing, its length in decimal digits, a colon, its bytes: nothing can be
 * read as something else. */
static void
add_part (Digest *self, char kind, const void *bytes, gsize length)
{
  char head[LONGEST_HEAD], *end = head + sizeof head, *start;

  end[-1] = ':';
  start = write_number (end - 1, length);
  *--start = kind;
  add_bytes (self, start, (gsize) (end - start));
  add_bytes (self, bytes, length);
}

/* As SQLite writes it: SQLite's own way to text would take most of the time. */
static void
add_integer (Digest *self, gint64 number)
{
  char digits[LONGEST_HEAD], *end = digits + sizeof digits, *start;

  start = write_number (end, number < 0 ? -(guint64) number : (guint64) number);
  if (number < 0)
    *--start = '-';
  add_part (self, 'I', start, (gsize) (end - start));
}

static void
add_value (Digest *self, sqlite3_stmt *statement, int column)
{
  const void *bytes;

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      add_part (self, 'N', NULL, 0);
      return;
    case SQLITE_BLOB:
      bytes = sqlite3_column_blob (statement, column);
      add_part (self, 'B', bytes, (gsize) sqlite3_column_bytes (statement, column));
      return;
    case SQLITE_INTEGER:
      add_integer (self, sqlite3_column_int64 (statement, column));
      return;
    case SQLITE_FLOAT:
      bytes = sqlite3_column_text (statement, column);
      add_part (self, 'I', bytes, (gsize) sqlite3_column_bytes (statement, column));
      return;
    case SQLITE_TEXT:
    default:
      bytes = sqlite3_column_text (statement, column);
      add_part (self, 'S', bytes, (gsize) sqlite3_column_bytes (statement, column));
      return;
    }
}

static gboolean
add_rows (Digest *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->store->db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      int columns = sqlite3_column_count (statement);

      for (int i = 0; i < columns; i++)
        {
          const char *name = sqlite3_column_name (statement, i);

          add_part (self, 'C', name, strlen (name));
        }
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        {
          add_part (self, 'R', NULL, 0);
          for (int i = 0; i < columns; i++)
            add_value (self, statement, i);
        }
    }
  if (code != SQLITE_DONE)
    cw_store_set_error (self->store, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

/* The columns of a table's key in order, as ORDER BY wants them; every table has one. */
static char *
list_key (CwStore *self, const char *table, GError **error)
{
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self, "SELECT name FROM pragma_table_info (?1) WHERE pk > 0 ORDER BY pk",
                          error);
  g_autoptr (GString) key = g_string_new (NULL);
  CwResult result;

  if (statement == NULL)
    return NULL;
  cw_bind_text (statement, table);
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_string_append_printf (key, "%s\"%s\"", key->len > 0 ? ", " : "",
                            cw_column_peek (statement, 0));
  if (result == CW_RESULT_ERROR)
    return NULL;
  return g_strdup (key->len > 0 ? key->str : "rowid");
}

static gboolean
add_table (Digest *self, const char *table, GError **error)
{
  g_autofree char *key = list_key (self->store, table, error);
  g_autofree char *sql = NULL;

  if (key == NULL)
    return FALSE;
  sql = g_strdup_printf ("SELECT * FROM \"%s\"%s ORDER BY %s", table,
                         g_str_equal (table, "setting") ? LEFT_OUT : "", key);
  add_part (self, 'T', table, strlen (table));
  return add_rows (self, sql, error);
}

/* The tables of the schema by name, without the search index: it follows from search_doc. */
static GPtrArray *
list_tables (CwStore *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CwStatement) statement
      = cw_store_prepare (self,
                          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = "
                          "'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
                          error);
  CwResult result;

  if (statement == NULL)
    return NULL;
  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    g_ptr_array_add (names, cw_column_text (statement, 0));
  return result == CW_RESULT_DONE ? g_steal_pointer (&names) : NULL;
}

static char *
take_digest (CwStore *self, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (self, error);
  g_autoptr (Digest) digest = digest_new (self);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      if (!add_table (digest, g_ptr_array_index (tables, i), error))
        return NULL;
    }
  flush (digest);
  return tables != NULL ? g_strdup (g_checksum_get_string (digest->checksum)) : NULL;
}

static gboolean
count_all (CwStore *self, CwInventory *inventory, GError **error)
{
  const struct
  {
    gint64 *count;
    const char *sql;
  } questions[] = {
    { &inventory->enquiries, "SELECT count (*) FROM enquiry" },
    { &inventory->cases, "SELECT count (*) FROM case_file" },
    { &inventory->adults, "SELECT count (*) FROM adult" },
    { &inventory->consents, "SELECT count (*) FROM consent" },
    { &inventory->children, "SELECT count (*) FROM child" },
    { &inventory->contacts, "SELECT count (*) FROM contact" },
    { &inventory->steps, "SELECT count (*) FROM next_step" },
    { &inventory->papers, "SELECT count (*) FROM paper_record" },
    { &inventory->drafts, "SELECT count (*) FROM draft" },
    { &inventory->services, "SELECT count (*) FROM service" },
    { &inventory->codes, "SELECT count (*) FROM code" },
    { &inventory->ledger, "SELECT count (*) FROM ledger" },
    { &inventory->saved_at, "SELECT coalesce (max (entered_at), 0) FROM contact" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      *questions[i].count = cw_store_ask (self, questions[i].sql, 0, 0, 0, error);
      if (*questions[i].count < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_newest (CwStore *self, CwDay *newest, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (
      self,
      "SELECT max (day) FROM (SELECT max (day) AS day FROM enquiry UNION ALL SELECT max (day) FROM "
      "contact)",
      error);

  if (statement == NULL || cw_statement_step (statement, error) != CW_RESULT_ROW)
    return FALSE;
  *newest = cw_column_is_null (statement, 0) ? CW_DAY_NONE : cw_column_day (statement, 0);
  return TRUE;
}

static gboolean
take (CwStore *self, CwInventory *inventory, CwStoreWatch *watch, GError **error)
{
  if (!cw_store_watch_part (watch, COUNTS_WEIGHT, COUNTS_STEPS, error)
      || !count_all (self, inventory, error) || !find_newest (self, &inventory->newest, error)
      || !cw_store_watch_part (watch, DIGEST_WEIGHT, DIGEST_STEPS, error))
    return FALSE;
  inventory->digest = take_digest (self, error);
  return inventory->digest != NULL;
}

/**
 * cw_store_take_inventory_watched:
 *
 * Counts what is there and takes a digest of all of it. Reads everything once; writes nothing.
 *
 * Returns: (transfer full): the inventory, or %NULL with %CW_ERROR_DAMAGED or
 * %G_IO_ERROR_CANCELLED
 */
CwInventory *
cw_store_take_inventory_watched (
    CwStore *self, CwProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  CwStoreWatch watch = { .func = progress,
                         .data = data,
                         .cancellable = cancellable,
                         .total = COUNTS_WEIGHT + DIGEST_WEIGHT };
  g_autoptr (CwInventory) inventory = NULL;
  gboolean taken;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);

  inventory = g_new0 (CwInventory, 1);
  cw_store_watch_begin (&watch, self);
  taken = take (self, inventory, &watch, error);
  cw_store_watch_end (&watch);
  return taken ? g_steal_pointer (&inventory) : NULL;
}

CwInventory *
cw_store_take_inventory (CwStore *self, GCancellable *cancellable, GError **error)
{
  return cw_store_take_inventory_watched (self, NULL, NULL, cancellable, error);
}

/**
 * cw_inventory_free:
 * @self: (nullable) (transfer full): an inventory
 */
void
cw_inventory_free (CwInventory *self)
{
  if (self == NULL)
    return;
  g_free (self->digest);
  g_free (self);
}

/**
 * cw_inventory_equal:
 *
 * Returns: whether two stores hold the same: counts and digest
 */
gboolean
cw_inventory_equal (const CwInventory *a, const CwInventory *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->enquiries == b->enquiries && a->cases == b->cases && a->adults == b->adults
         && a->consents == b->consents && a->children == b->children && a->contacts == b->contacts
         && a->steps == b->steps && a->papers == b->papers && a->drafts == b->drafts
         && a->services == b->services && a->codes == b->codes && a->ledger == b->ledger
         && a->newest == b->newest && a->saved_at == b->saved_at
         && g_strcmp0 (a->digest, b->digest) == 0;
}
