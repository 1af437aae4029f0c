/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cw-import.h"

typedef struct _Import Import;

/* Stores one row; @problems or @error say why not. */
typedef gboolean (*StoreRow) (Import *self, guint row, GError **error);

typedef struct
{
  const char *name;
  const char *const *required, *const *optional;
  StoreRow store_row;
} Kind;

struct _Import
{
  CwStore *store;
  CwCsv *table;
  const Kind *kind;
  CwCodeBook *book;
  CwDay today;
  GPtrArray *problems;
  GHashTable *
      cases; /* reference -> CwCase *, as it stands in this transaction; NULL value: no such case */
  GHashTable *failed; /* references whose first row was refused: what follows is not blamed again */
  GHashTable *families; /* value of the column -> gint64 * of its first case */
  guint row;
};

static void
free_case (gpointer data)
{
  g_clear_pointer ((CwCase **) &data, cw_case_free);
}

#define complain(self, row, ...)                                                                   \
  cw_import_complain ((self)->problems, cw_csv_line ((self)->table, row), __VA_ARGS__)

/* Reads the case again after it changed. */
static gboolean
reload_case (Import *self, const char *reference, gint64 id, GError **error)
{
  CwCase *found = cw_store_get_case (self->store, id, error);

  if (found == NULL)
    return FALSE;
  g_hash_table_insert (self->cases, g_strdup (reference), found);
  return TRUE;
}

/* @id: 0 where there is no such case. */
static gboolean
find_id (Import *self, const char *reference, gint64 *id, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *id = cw_store_find_case (self->store, reference, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The case of that reference, NULL if there is none; FALSE if it could not be read. */
static gboolean
look_up_case (Import *self, const char *reference, CwCase **found, GError **error)
{
  gint64 id;

  if (!g_hash_table_contains (self->cases, reference))
    {
      if (!find_id (self, reference, &id, error))
        return FALSE;
      if (id == 0)
        g_hash_table_insert (self->cases, g_strdup (reference), NULL);
      else if (!reload_case (self, reference, id, error))
        return FALSE;
    }
  *found = g_hash_table_lookup (self->cases, reference);
  return TRUE;
}

/* ---- enquiries ---- */

static gboolean
store_enquiry (Import *self, guint row, GError **error)
{
  g_autoptr (CwEnquiry) enquiry
      = cw_import_read_enquiry (self->table, row, self->book, self->today, self->problems);

  return enquiry == NULL || cw_store_save_enquiry (self->store, enquiry, error) != 0;
}

/* ---- cases ---- */

static CwAdult *
find_adult (const CwCase *found, const char *name)
{
  for (guint i = 0; i < found->adults->len; i++)
    {
      CwAdult *adult = g_ptr_array_index (found->adults, i);

      if (cw_import_is_same_person (adult->name, name))
        return adult;
    }
  return NULL;
}

static gboolean
name_adult (Import *self, gint64 case_id, gint64 adult_id, const char *name, GError **error)
{
  g_autoptr (CwAdult) adult = cw_adult_new ();

  adult->id = adult_id;
  adult->case_id = case_id;
  adult->lives_with = TRUE;
  g_free (adult->name);
  adult->name = g_strdup (name);
  return cw_store_save_adult (self->store, adult, error);
}

/* Each adult of the row from @first on: their own consent, then their name (R2, R7). */
static gboolean
add_adults (Import *self, const CwImportCase *read, gint64 case_id, guint first, GError **error)
{
  for (guint i = first; read->adults[i]; i++)
    {
      gint64 id = cw_store_add_adult (self->store, case_id, read->opening->consent, error);

      if (id == 0 || !name_adult (self, case_id, id, read->adults[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_children (
    Import *self, const CwImportCase *read, gint64 case_id, const CwCase *known, GError **error)
{
  for (guint i = 0; read->children[i]; i++)
    {
      g_autoptr (CwChild) child = cw_child_new ();
      gboolean is_known = FALSE;

      for (guint k = 0; known && k < known->children->len; k++)
        is_known
            |= cw_import_is_same_person (((CwChild *) g_ptr_array_index (known->children, k))->name,
                                         read->children[i]);
      if (is_known)
        continue;
      g_free (child->name);
      child->name = g_strdup (read->children[i]);
      if (cw_store_save_child (self->store, case_id, child, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
link_family (Import *self, gint64 first, gint64 case_id, GError **error)
{
  return first == case_id || cw_store_link_cases (self->store, first, case_id, TRUE, error);
}

/* The same value in `family` makes cases one family (the unit of summaries), and so does the
 * reference of another case: one that was there before, or of a row of this file, above or below.
 * Not look_up_case(): a case that a row only names has not been opened by this file. */
static gboolean
join_family (Import *self, const CwImportCase *read, gint64 case_id, GError **error)
{
  const gint64 *first = g_hash_table_lookup (self->families, read->reference);
  gint64 named;

  if (first != NULL && !link_family (self, *first, case_id, error))
    return FALSE;
  if (*read->family == '\0')
    return TRUE;
  if (!find_id (self, read->family, &named, error))
    return FALSE;
  first = g_hash_table_lookup (self->families, read->family);
  if (first == NULL)
    g_hash_table_insert (self->families, g_strdup (read->family),
                         g_memdup2 (&case_id, sizeof case_id));
  return (named == 0 || link_family (self, named, case_id, error))
         && (first == NULL || link_family (self, *first, case_id, error));
}

static gboolean
open_case (Import *self, const CwImportCase *read, GError **error)
{
  gint64 adult;
  gint64 id = cw_store_open_case (self->store, read->opening, &adult, error);

  return id != 0 && name_adult (self, id, adult, read->adults[0], error)
         && add_adults (self, read, id, 1, error) && add_children (self, read, id, NULL, error)
         && join_family (self, read, id, error) && reload_case (self, read->reference, id, error);
}

/* A row that repeats a reference may repeat how the case began, but not say it otherwise. */
static gboolean
check_repeated (Import *self, guint row, const CwImportCase *read, const CwCase *known)
{
  const CwCaseOpening *said = read->opening;
  guint before = self->problems->len;

  if ((said->opened && said->opened != known->opened)
      || (said->how_came && said->how_came != known->how_came)
      || (said->asked_by && said->asked_by != known->asked_by)
      || (said->parent_agreed_on && said->parent_agreed_on != known->parent_agreed_on))
    complain (
        self, row,
        _ ("An earlier line says otherwise how this case began. Leave those cells empty here."));
  for (guint i = 0; read->adults[i]; i++)
    if (find_adult (known, read->adults[i]))
      complain (self, row, _ ("This adult is in the case already."));
  return self->problems->len == before;
}

static gboolean
add_to_case (Import *self, guint row, const CwImportCase *read, CwCase *known, GError **error)
{
  gint64 id = known->id;

  if (!check_repeated (self, row, read, known))
    return TRUE;
  return add_adults (self, read, id, 0, error) && add_children (self, read, id, known, error)
         && join_family (self, read, id, error) && reload_case (self, read->reference, id, error);
}

/* Whether an earlier row of this file has the reference. */
static gboolean
is_repeated (Import *self, guint row)
{
  const char *reference = cw_csv_get (self->table, row, "reference");

  return *reference
         && (g_hash_table_lookup (self->cases, reference)
             || g_hash_table_contains (self->failed, reference));
}

static gboolean
store_case (Import *self, guint row, GError **error)
{
  gboolean again = is_repeated (self, row);
  g_autoptr (CwImportCase) read
      = cw_import_read_case (self->table, row, self->book, again, self->problems);
  CwCase *known = NULL;

  if (read == NULL || g_hash_table_contains (self->failed, read->reference))
    return TRUE;
  if (!look_up_case (self, read->reference, &known, error))
    return FALSE;
  if (again)
    return add_to_case (self, row, read, known, error);
  if (known == NULL)
    return open_case (self, read, error);
  g_hash_table_remove (self->cases, read->reference);
  g_hash_table_add (self->failed, g_strdup (read->reference));
  /* Translators: %s is the reference of a case */
  complain (self, row, _ ("There is a case %s already."), read->reference);
  return TRUE;
}

/* ---- contacts ---- */

static gboolean
find_adults (Import *self, guint row, const CwImportContact *read, const CwCase *found)
{
  if (read->adults[0] == NULL && found->adults->len == 1)
    {
      cw_ids_add (read->contact->adults, ((CwAdult *) g_ptr_array_index (found->adults, 0))->id);
      return TRUE;
    }
  if (read->adults[0] == NULL)
    {
      complain (self, row,
                /* Translators: %s is the reference of a case */
                _ ("Case %s has several adults: the column “adult” has to say with whom."),
                read->reference);
      return FALSE;
    }
  for (guint i = 0; read->adults[i]; i++)
    {
      const CwAdult *adult = find_adult (found, read->adults[i]);

      if (adult == NULL)
        {
          /* Translators: %s is the reference of a case */
          complain (self, row, _ ("The adult named there is not in case %s."), read->reference);
          return FALSE;
        }
      cw_ids_add (read->contact->adults, adult->id);
    }
  return TRUE;
}

static gboolean
store_contact (Import *self, guint row, GError **error)
{
  g_autoptr (CwImportContact) read
      = cw_import_read_contact (self->table, row, self->book, self->problems);
  CwCase *found = NULL;

  if (read == NULL)
    return TRUE;
  if (!look_up_case (self, read->reference, &found, error))
    return FALSE;
  if (found == NULL)
    {
      /* Translators: %s is the reference of a case */
      complain (self, row, _ ("There is no case %s."), read->reference);
      return TRUE;
    }
  if (!find_adults (self, row, read, found))
    return TRUE;
  read->contact->case_id = found->id;
  return cw_store_save_contact (self->store, read->contact, NULL, 0, error) != 0;
}

/* ---- the whole table ---- */

static const char *const enquiry_columns[] = { "date", "categories", "method", "about", NULL };
static const char *const enquiry_optional[] = { "services", "asked_before", NULL };
static const char *const case_columns[]
    = { "reference",   "opened",       "how_came", "consent_date",
        "consent_how", "explained_by", "adults",   NULL };
static const char *const case_optional[]
    = { "asked_by", "parent_agreed_on", "children", "family", NULL };
static const char *const contact_columns[] = { "reference", "date", "minutes", "method", NULL };
static const char *const contact_optional[]
    = { "support_types", "services", "note", "adult", "time", NULL };

static const Kind kinds[CW_N_IMPORTS] = {
  [CW_IMPORT_ENQUIRIES] = { "enquiries", enquiry_columns, enquiry_optional, store_enquiry },
  [CW_IMPORT_CASES] = { "cases", case_columns, case_optional, store_case },
  [CW_IMPORT_CONTACTS] = { "contacts", contact_columns, contact_optional, store_contact },
};

gboolean
cw_import_kind_from_name (const char *name, CwImportKind *kind)
{
  for (int i = 0; i < CW_N_IMPORTS; i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
store_one (CwStore *store, gpointer data, GError **error)
{
  Import *self = data;

  return self->kind->store_row (self, self->row, error);
}

/* What the records refuse is a reason of that line; what is wrong with the disk is not. */
static gboolean
is_fault_of_row (const GError *error)
{
  static const CwError faults[]
      = { CW_ERROR_INVALID, CW_ERROR_CONSENT, CW_ERROR_NOT_FOUND, CW_ERROR_EXISTS };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (error, CW_ERROR, (int) faults[i]))
      return TRUE;
  return FALSE;
}

/* Each row is an act within the act, so that a refused one leaves nothing for the rows after it. */
static gboolean
store_rows (CwStore *store, gpointer data, GError **error)
{
  Import *self = data;

  for (; self->row < cw_csv_n_rows (self->table); self->row++)
    {
      g_autoptr (GError) problem = NULL;
      const char *reference = cw_csv_get (self->table, self->row, "reference");
      guint before = self->problems->len;

      if (!cw_store_transact (store, store_one, self, &problem))
        {
          if (!is_fault_of_row (problem))
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return FALSE;
            }
          complain (self, self->row, "%s", problem->message);
        }
      if (self->problems->len > before && self->kind->store_row == store_case
          && g_hash_table_lookup (self->cases, reference) == NULL)
        g_hash_table_add (self->failed, g_strdup (reference));
    }
  if (self->problems->len == 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               /* Translators: %u is how many lines of a file are wrong */
               ngettext ("%u thing in this file has to be put right first. Nothing was stored.",
                         "%u things in this file have to be put right first. Nothing was stored.",
                         self->problems->len),
               self->problems->len);
  return FALSE;
}

/**
 * cw_import_table:
 * @kind: what the rows are
 * @table: the file
 * @problems: (element-type CwImportProblem): where reasons are added, in order of line
 *
 * Returns: number of rows stored, or -1 if nothing was: then @error is set, and @problems names
 * every bad line
 */
int
cw_import_table (
    CwStore *store, CwImportKind kind, CwCsv *table, GPtrArray *problems, GError **error)
{
  g_autoptr (CwCodeBook) book = NULL;
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_case);
  g_autoptr (GHashTable) failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Import self = { store, table, NULL, NULL, CW_DAY_NONE, problems, cases, failed, families, 0 };

  g_return_val_if_fail (store != NULL && table != NULL && problems != NULL, -1);
  g_return_val_if_fail (kind < CW_N_IMPORTS, -1);

  self.kind = &kinds[kind];
  cw_import_add_faults (table, problems);
  if (!cw_import_check_columns (table, self.kind->required, self.kind->optional, problems))
    {
      cw_import_sort_problems (problems);
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   _ ("The columns of this file are not the ones that are needed. "
                      "Nothing was stored."));
      return -1;
    }
  book = cw_store_load_codes (store, error);
  if (book == NULL)
    return -1;
  self.book = book;
  self.today = cw_clock_today (cw_store_get_clock (store));
  if (!cw_store_transact (store, store_rows, &self, error))
    {
      cw_import_sort_problems (problems);
      return -1;
    }
  return (int) cw_csv_n_rows (table);
}
