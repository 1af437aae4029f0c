/* SPDX-FileCopyrightText: 2026 The Casework authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cw-store-case-list.h"

/* Below this a page is simply walked to; beyond it the rows are counted to begin at the nearer end.
 */
#define DEEP 2000

/* Paper records stand at the end of an order by number, whatever their own number is. */
#define AFTER_CASES "1000"

/* The two parts of each order, of a case and of a paper record. Together with the status they are
 * an index of its own, so that a page walks over keys and never sorts. */
typedef struct
{
  const char *case_first, *case_second;
  const char *paper_first, *paper_second;
} Order;

static const Order orders[] = {
  [CW_CASES_BY_DUE] = { "c.next_due", "c.id", "coalesce (p.look_again, '9999-12-31')", "p.id" },
  [CW_CASES_BY_REFERENCE]
  = { "length (c.reference)", "c.reference", AFTER_CASES, "printf ('%010d', p.id)" },
  [CW_CASES_BY_LAST_CONTACT] = { "c.last_contact", "c.id", "coalesce (p.last_seen, '')", "p.id" },
};

typedef struct
{
  const char *statuses[4]; /* NULL-terminated */
  const char *paper;       /* which paper records stand among them; NULL: none */
  const char *condition;   /* on a case c; "" if none */
  gboolean few; /* the condition finds its cases by itself: the status is only looked at */
} Selection;

/* PERMISSION begins with the few consents that were ever withdrawn, not with the cases. */
#define AGREES_NOT                                                                                 \
  " AND c.id IN (SELECT a.case_id FROM consent w CROSS JOIN adult a ON a.id = w.adult_id"          \
  " WHERE w.withdrawn_on IS NOT NULL AND NOT EXISTS"                                               \
  " (SELECT 1 FROM consent s WHERE s.adult_id = a.id AND s.withdrawn_on IS NULL))"

static const Selection selections[CW_N_CASES_FILTERS] = {
  [CW_CASES_OPEN] = { { "open", "waiting" }, "p.closed IS NULL", "" },
  [CW_CASES_DUE_WEEK] = { { "open", "waiting" }, NULL, " AND c.next_due <= ?1" },
  [CW_CASES_WAITING] = { { "waiting" }, NULL, "" },
  [CW_CASES_PERMISSION] = { { "open", "waiting" }, NULL, AGREES_NOT, TRUE },
  [CW_CASES_CLOSED] = { { "closed" }, NULL, "" },
  [CW_CASES_ALL] = { { "open", "waiting", "closed" }, "1", "" },
};

/* One ordered stream per status and one of paper records, merged by SQLite. ?1 is the last day of
 * "due this week", ?2 and ?3 the page. */
static char *
write_page_sql (const Selection *selection, const Order *order, gboolean descending)
{
  GString *sql = g_string_new (NULL);
  const char *way = descending ? "DESC" : "ASC";

  for (guint i = 0; selection->statuses[i]; i++)
    g_string_append_printf (sql,
                            "%sSELECT %s AS first, %s AS second, c.id AS id, 0 AS paper FROM "
                            "case_file c WHERE %sc.status = '%s'%s",
                            i > 0 ? " UNION ALL " : "", order->case_first, order->case_second,
                            selection->few ? "+" : "", selection->statuses[i],
                            selection->condition);
  if (selection->paper)
    g_string_append_printf (sql, " UNION ALL SELECT %s, %s, p.id, 1 FROM paper_record p WHERE %s",
                            order->paper_first, order->paper_second, selection->paper);
  g_string_append_printf (sql, " ORDER BY first %s, second %s, id %s, paper %s LIMIT ?2 OFFSET ?3",
                          way, way, way, way);
  return g_string_free (sql, FALSE);
}

static char *
write_count_sql (const Selection *selection)
{
  GString *sql = g_string_new ("SELECT 0");

  for (guint i = 0; selection->statuses[i]; i++)
    g_string_append_printf (sql, " + (SELECT count (*) FROM case_file c WHERE %sc.status = '%s'%s)",
                            selection->few ? "+" : "", selection->statuses[i],
                            selection->condition);
  if (selection->paper)
    g_string_append_printf (sql, " + (SELECT count (*) FROM paper_record p WHERE %s)",
                            selection->paper);
  return g_string_free (sql, FALSE);
}

static gint64
count_all (CwStore *self, CwCasesFilter filter, GError **error)
{
  g_autofree char *sql = write_count_sql (&selections[filter]);
  g_autoptr (CwStatement) statement = cw_store_prepare (self, sql, error);

  if (!statement)
    return -1;
  if (cw_statement_count_parameters (statement) > 0)
    cw_bind_day (statement, cw_store_today (self) + 7);
  return cw_statement_step (statement, error) == CW_RESULT_ROW ? cw_column_int (statement, 0) : -1;
}

static gboolean
read_rows (
    CwStore *self, CwStatement *statement, gboolean backwards, GPtrArray *rows, GError **error)
{
  CwResult result;

  while ((result = cw_statement_step (statement, error)) == CW_RESULT_ROW)
    {
      gint64 id = cw_column_int (statement, 2);
      CwCaseRow *row = cw_column_int (statement, 3) ? cw_store_load_paper_row (self, id, error)
                                                    : cw_store_load_case_row (self, id, error);

      if (!row)
        return FALSE;
      g_ptr_array_insert (rows, backwards ? 0 : -1, row);
    }
  return result == CW_RESULT_DONE;
}

static gboolean
list_in_order (CwStore *self,
               CwCasesFilter filter,
               CwCasesSort sort,
               gboolean descending,
               guint offset,
               guint limit,
               GPtrArray *rows,
               GError **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autofree char *sql = NULL;
  gboolean backwards = FALSE;
  guint skip = offset, take = limit;

  if (offset > DEEP)
    {
      gint64 count = count_all (self, filter, error);

      if (count < 0)
        return FALSE;
      backwards = cw_store_turn_page (count, offset, limit, &skip, &take);
    }
  sql = write_page_sql (&selections[filter], &orders[sort], (descending != FALSE) != backwards);
  statement = cw_store_prepare (self, sql, error);
  if (!statement)
    return FALSE;
  cw_bind_day (statement, cw_store_today (self) + 7);
  cw_bind_int (statement, take);
  cw_bind_int (statement, skip);
  return read_rows (self, statement, backwards, rows, error);
}

/* ---- with words: newest find first ---- */

typedef struct
{
  CwStatement *matches; /* documents, newest first */
  CwWords *words;   /* borrowed: what the documents are to be looked at for; NULL: they need not */
  GHashTable *seen; /* of gint64, the cases met already */
  char *condition;  /* SQL that lets a case through */
} Finder;

static void
finder_clear (Finder *finder)
{
  g_clear_pointer (&finder->matches, cw_statement_release);
  g_clear_pointer (&finder->seen, g_hash_table_unref);
  g_clear_pointer (&finder->condition, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finder, finder_clear)

#define FIND(what)                                                                                 \
  "SELECT s.rowid, d.case_id, " what " FROM search s CROSS JOIN search_doc d ON d.id = s.rowid"    \
  " WHERE s.search MATCH ?1 ORDER BY s.rowid DESC"

static gboolean
finder_begin (Finder *finder, CwStore *self, CwCasesFilter filter, CwWords *words, GError **error)
{
  g_autofree char *query = cw_words_query (words);
  const Selection *selection = &selections[filter];
  g_autofree char *statuses = g_strjoinv ("', '", (char **) selection->statuses);

  finder->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  finder->condition
      = g_strdup_printf ("SELECT 1, ?1 FROM case_file c WHERE c.id = ?2 AND c.status IN ('%s')%s",
                         statuses, selection->condition);
  finder->words = cw_words_are_loose (words) ? words : NULL;
  finder->matches = cw_store_prepare (self, finder->words ? FIND ("d.body") : FIND ("NULL"), error);
  if (!finder->matches)
    return FALSE;
  cw_bind_text (finder->matches, query);
  return TRUE;
}

static void
finder_add (Finder *finder, gint64 case_id)
{
  gint64 *key = g_new (gint64, 1);

  *key = case_id;
  g_hash_table_add (finder->seen, key);
}

static CwResult
finder_lets_through (Finder *finder, CwStore *self, gint64 case_id, GError **error)
{
  g_autoptr (CwStatement) statement = cw_store_prepare (self, finder->condition, error);

  if (!statement)
    return CW_RESULT_ERROR;
  cw_bind_day (statement, cw_store_today (self) + 7);
  cw_bind_int (statement, case_id);
  return cw_statement_step (statement, error);
}

/* The next case with a find, each once; what was found in the newest document. */
static CwResult
finder_next (Finder *finder, CwStore *self, gint64 *case_id, gint64 *doc_id, GError **error)
{
  CwResult result;

  while ((result = cw_statement_step (finder->matches, error)) == CW_RESULT_ROW)
    {
      *doc_id = cw_column_int (finder->matches, 0);
      *case_id = cw_column_int (finder->matches, 1);
      if (g_hash_table_contains (finder->seen, case_id)
          || (finder->words
              && !cw_words_are_in (finder->words, cw_column_peek (finder->matches, 2))))
        continue;
      finder_add (finder, *case_id);
      result = finder_lets_through (finder, self, *case_id, error);
      if (result != CW_RESULT_DONE)
        return result;
    }
  return result;
}

static gboolean
list_found (CwStore *self,
            CwCasesFilter filter,
            CwWords *words,
            guint offset,
            guint limit,
            GPtrArray *rows,
            GError **error)
{
  g_auto (Finder) finder = { 0 };
  CwResult result = CW_RESULT_DONE;
  gint64 case_id, doc_id;

  if (!finder_begin (&finder, self, filter, words, error))
    return FALSE;
  for (guint place = 0; rows->len < limit; place++)
    {
      CwCaseRow *row;

      result = finder_next (&finder, self, &case_id, &doc_id, error);
      if (result != CW_RESULT_ROW)
        break;
      if (place < offset)
        continue;
      row = cw_store_load_case_row (self, case_id, error);
      if (!row)
        return FALSE;
      g_ptr_array_add (rows, row);
      row->found = cw_store_search_found (self, words, doc_id, error);
      if (!row->found)
        return FALSE;
    }
  return result != CW_RESULT_ERROR;
}

static gint64
count_found (CwStore *self, CwCasesFilter filter, CwWords *words, GError **error)
{
  g_auto (Finder) finder = { 0 };
  CwResult result;
  gint64 count = 0, case_id, doc_id;

  if (!finder_begin (&finder, self, filter, words, error))
    return -1;
  while ((result = finder_next (&finder, self, &case_id, &doc_id, error)) == CW_RESULT_ROW)
    count++;
  return result == CW_RESULT_DONE ? count : -1;
}

/**
 * cw_store_list_cases:
 * @filter: OPEN and ALL hold paper records too (R8); PERMISSION holds running cases in which an
 * adult does not agree any more
 * @search: (nullable): words, the last may be a beginning; rows then come newest find first
 *
 * Returns: (transfer full) (element-type CwCaseRow): one page of the list of cases
 */
GPtrArray *
cw_store_list_cases (CwStore *self,
                     CwCasesFilter filter,
                     CwCasesSort sort,
                     gboolean descending,
                     const char *search,
                     guint offset,
                     guint limit,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_case_row_free);
  g_autoptr (CwWords) words = cw_words_new (search);
  gboolean good;

  g_return_val_if_fail (cw_store_may_enter (self), NULL);
  g_return_val_if_fail (filter < CW_N_CASES_FILTERS && sort < G_N_ELEMENTS (orders), NULL);

  good = words ? list_found (self, filter, words, offset, limit, rows, error)
               : list_in_order (self, filter, sort, descending, offset, limit, rows, error);
  return good ? g_steal_pointer (&rows) : NULL;
}

/**
 * cw_store_count_cases:
 *
 * Returns: how many rows cw_store_list_cases() has in all, -1 on error
 */
gint64
cw_store_count_cases (CwStore *self, CwCasesFilter filter, const char *search, GError **error)
{
  g_autoptr (CwWords) words = cw_words_new (search);

  g_return_val_if_fail (cw_store_may_enter (self), -1);
  g_return_val_if_fail (filter < CW_N_CASES_FILTERS, -1);

  return words ? count_found (self, filter, words, error) : count_all (self, filter, error);
}
